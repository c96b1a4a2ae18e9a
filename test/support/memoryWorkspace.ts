/** The workspace port over a map of texts: the in-memory twin of the disk and the editor. */
import { pathFilter } from '../../src/node/globs';
import type { Workspace } from '../../src/service/workspace';

export interface MemoryWorkspace extends Workspace {
  /** Writes a file and tells the listeners; undefined deletes it. */
  write(path: string, text: string | undefined): void;
  uri(path: string): string;
  text(uri: string): string | undefined;
}

export const memoryRoot = 'file:///fixture';

/** `listed`: which of the Go and YAML files, by path, the globs include. */
export function memoryWorkspace(files: ReadonlyMap<string, string>, listed: (path: string) => boolean = () => true): MemoryWorkspace {
  const texts = new Map([...files].map(([path, text]) => [`${memoryRoot}/${path}`, text]));
  const listeners = new Set<(uri: string | undefined) => void>();
  const uri = (path: string): string => `${memoryRoot}/${path}`;
  return {
    root: memoryRoot,
    list: () => Promise.resolve([...texts.keys()].filter((one) => /\.(go|ya?ml)$/.test(one) && listed(one.slice(memoryRoot.length + 1)) && !/\/\.kubernaut-image-tags\.ya?ml$/.test(one)).sort()),
    find: ({ include, exclude }) => {
      const filter = pathFilter(include, exclude);
      return Promise.resolve([...texts.keys()].filter((one) => filter.wants(one.slice(memoryRoot.length + 1))).sort());
    },
    read: (one) => {
      const text = texts.get(one);
      return Promise.resolve(text === undefined ? { kind: 'missing' } : { kind: 'text', text });
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    write: (path, text) => {
      if (text === undefined) texts.delete(uri(path));
      else texts.set(uri(path), text);
      for (const listener of listeners) listener(uri(path));
    },
    uri,
    text: (one) => texts.get(one),
  };
}
