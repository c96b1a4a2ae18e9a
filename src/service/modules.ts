/**
 * In which modules do the Go files lie? Reads the go.mod files of the workspace. What uses a module (go.work, `require`) isn't asked: a module
 * with files that are read has its go.mod above them. One above the workspace is out of sight; then ends of paths have to do.
 */
import { folderOf, resolvedPath } from '../base/path';
import { goModOf } from '../go/goMod';
import { noModules, type Modules } from '../flow/modules';
import { literalGlob, pathBelow } from '../images/sought';
import { mostNamed, type LookUp } from './namedByCode';

/** `before` while the module files say the same, so that whoever remembers what followed from it goes on remembering. */
export async function readModules(uris: readonly string[], root: string, lookUp: LookUp, before: Modules): Promise<Modules> {
  const folders = new Set(uris.flatMap((uri) => (uri.endsWith('.go') ? [folderOf(uri)] : [])));
  const texts = await lookUp(globsAbove(folders, root));
  const modules = texts.size < mostNamed ? modulesOf(texts, folders) : noModules;
  return JSON.stringify(modules) === JSON.stringify(before) ? before : modules;
}

/** In the root, and anywhere below its folders that hold Go files: narrower globs would be as many as there are folders. */
function globsAbove(folders: ReadonlySet<string>, root: string): string[] {
  const tops = new Set([...folders].flatMap((folder) => pathBelow(root, folder).split('/', 1)));
  return folders.size === 0 ? [] : ['go.mod', ...[...tops].flatMap((top) => (top === '' ? [] : [`${literalGlob(top)}/**/go.mod`])).sort()];
}

function modulesOf(texts: ReadonlyMap<string, string>, folders: ReadonlySet<string>): Modules {
  const files = new Map([...texts].map(([uri, text]) => [folderOf(uri), goModOf(text)]));
  const known = [...files].flatMap(([folder, { module, replaced }]) => [
    ...(module === undefined ? [] : [{ path: module, folder }]),
    // What a folder that is replaced by says of itself counts for nothing.
    ...replaced.flatMap((one) => (one.folder.startsWith('.') ? [{ path: one.path, folder: resolvedPath(folder, one.folder) }] : [])),
  ]);
  const isKnown = (folder: string): boolean => {
    for (let at = folder; at !== ''; at = folderOf(at)) {
      const file = files.get(at);
      if (file) return file.module !== undefined;
    }
    return false;
  };
  return { known, complete: folders.size > 0 && [...folders].every(isKnown) };
}
