/**
 * A workspace in which some files have another text than on the disk: a fix that isn't written yet, a buffer from standard input. Counts
 * reads for whoever shows progress.
 */
import { pathFilter } from '../node/globs';
import { relativePath } from '../report/paths';
import { defaultExclude, defaultInclude } from '../service/settings';
import type { Workspace } from '../service/workspace';

export interface Overlay extends Workspace {
  /** The uri's text from now on; it is listed even if the disk has no such file, provided that the globs include it. */
  replace(uri: string, text: string): void;
  /** Texts that were replaced. */
  readonly replaced: ReadonlyMap<string, string>;
  /** Globs of the last `list`. */
  readonly include: readonly string[];
}

export function createOverlay(below: Workspace, onRead: (read: number, listed: number) => void): Overlay {
  const replaced = new Map<string, string>();
  const listeners = new Set<(uri: string | undefined) => void>();
  let include = defaultInclude;
  let listed = 0;
  let read = 0;
  return {
    root: below.root,
    replaced,
    get include() {
      return include;
    },
    async list(signal, globs) {
      const uris = new Set(await below.list(signal, globs));
      const exclude = globs?.exclude ?? defaultExclude;
      include = globs?.include ?? defaultInclude;
      const filter = pathFilter(include, exclude);
      for (const uri of replaced.keys()) if (filter.wants(relativePath(below.root, uri))) uris.add(uri);
      [listed, read] = [uris.size, 0];
      return [...uris].sort();
    },
    find: (globs, signal) => below.find?.(globs, signal) ?? Promise.resolve([]),
    async read(uri) {
      const text = replaced.get(uri);
      if (text !== undefined) return { kind: 'text', text };
      const result = await below.read(uri);
      onRead(++read, listed);
      return result;
    },
    onDidChange(listener) {
      listeners.add(listener);
      const inner = below.onDidChange(listener);
      return {
        dispose() {
          listeners.delete(listener);
          inner.dispose();
        },
      };
    },
    replace(uri, text) {
      const isNew = !replaced.has(uri);
      replaced.set(uri, text);
      for (const listener of listeners) listener(isNew ? undefined : uri);
    },
  };
}
