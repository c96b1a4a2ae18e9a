/**
 * Which folder of the workspace does an import path mean, and who imports whom? By the modules that are known; where none is, by the trailing
 * segments that path and folder have in common.
 */
import { addTo } from '../base/addTo';
import { folderOf } from '../base/path';
import { pushTo } from '../base/pushTo';
import type { FileFacts } from '../go/facts';
import { foldersByModule, type Modules } from './modules';

/** The folder that a path means, of those that are read; a path that may mean two is nobody's. */
export function folderFinder(folders: readonly string[], modules: Modules): (path: string) => string | undefined {
  const read = new Set(folders);
  const byEnd = folderByEnd(folders);
  const find = (path: string): string | undefined => {
    const meant = foldersByModule(modules, path);
    if (!meant) return modules.complete ? undefined : byEnd(path);
    const [folder, ...others] = new Set(meant.filter((one) => read.has(one)));
    return others.length === 0 ? folder : undefined;
  };
  const known = new Map<string, string | undefined>();
  return (path) => {
    if (!known.has(path)) known.set(path, find(path));
    return known.get(path);
  };
}

/** The folder whose end agrees with the path's in the most segments: the more, the surer. */
function folderByEnd(folders: readonly string[]): (path: string) => string | undefined {
  // Only folders with the same last segment can agree at all.
  const byLast = new Map<string, (readonly string[])[]>();
  for (const folder of folders) {
    const segments = folder.split('/').reverse();
    pushTo(byLast, segments[0] ?? '', segments);
  }
  return (path) => {
    const wanted = path.split('/').reverse();
    let best: readonly string[] | undefined;
    let bestCount = 0;
    let tie = false;
    for (const have of byLast.get(wanted[0] ?? '') ?? []) {
      let count = 0;
      while (count < wanted.length && count < have.length && wanted[count] === have[count]) count++;
      if (count > bestCount) {
        best = have;
        bestCount = count;
        tie = false;
      } else if (count === bestCount) tie = true;
    }
    const enough = bestCount >= 2 || (bestCount === 1 && wanted.length <= 2);
    return best && enough && !tie && path.includes('/') ? best.toReversed().join('/') : undefined;
  };
}

/** The name an import without an alias gets: its last segment, major-version suffixes and `go-`/`.v3` decorations left off. */
export function importedName(path: string): string {
  const segments = path.split('/');
  let last = segments[segments.length - 1] ?? path;
  if (/^v[0-9]+$/.test(last) && segments.length > 1) last = segments[segments.length - 2] ?? last;
  return last.replace(/\.v[0-9]+$/, '').replace(/^go-/, '').replace(/-go$/, '');
}

/**
 * What the paths of the workspace's own packages begin with: its modules' paths, and host, owner and repository of whatever path means one of
 * its folders. Packages below them that aren't read are of the same project.
 */
export function ownPaths(files: readonly Importing[], modules: Modules): ReadonlySet<string> {
  const find = folderFinder([...new Set(files.map(({ uri }) => folderOf(uri)))], modules);
  const paths = new Set(files.flatMap(({ imports }) => imports.map(({ path }) => path)));
  return new Set([...modules.known.map(({ path }) => path), ...[...paths].flatMap((path) => (find(path) === undefined ? [] : [path.split('/').slice(0, 3).join('/')]))]);
}

/** A file as whoever wants to know its package and its imports sees it. */
export interface Importing {
  readonly uri: string;
  readonly packageName: string;
  readonly imports: readonly { readonly path: string }[];
}

export interface Importer {
  readonly pkg: string;
  /** The packages of the workspace that it imports. */
  readonly imports: ReadonlySet<string>;
}

/** A package's key: its folder's uri and its name. */
export function packageKey(uri: string, packageName: string): string {
  return `${folderOf(uri)}\n${packageName}`;
}

/** For one of the files the keys of its package and of those that it imports: an import means the package that isn't an external test's. */
export function importerFinder(files: readonly Importing[], modules: Modules): (file: Importing) => Importer {
  const byFolder = new Map<string, Set<string>>();
  for (const { uri, packageName } of files) addTo(byFolder, folderOf(uri), packageKey(uri, packageName));
  const find = folderFinder([...byFolder.keys()], modules);
  const packageOf = (path: string): string | undefined => [...(byFolder.get(find(path) ?? '') ?? [])].find((key) => !key.endsWith('_test'));
  return ({ uri, packageName, imports }) => ({ pkg: packageKey(uri, packageName), imports: new Set(imports.flatMap(({ path }) => packageOf(path) ?? [])) });
}

/** For a package its own key and those of all that import it, by however many steps: nobody else has an object of a type that it declares. */
export function seerFinder(files: readonly Importer[]): (pkg: string) => ReadonlySet<string> {
  const importing = new Map<string, Set<string>>();
  for (const { pkg, imports } of files) for (const one of imports) addTo(importing, one, pkg);
  const found = new Map<string, ReadonlySet<string>>();
  return (pkg) => {
    let seers = found.get(pkg);
    if (!seers) {
      const all = new Set([pkg]);
      for (const one of all) for (const importer of importing.get(one) ?? []) all.add(importer);
      found.set(pkg, (seers = all));
    }
    return seers;
  };
}

type FilesIn = (folder: string) => readonly FileFacts[];
type FolderOf = (path: string) => string | undefined;

/** A folder, and those of whatever it imports, with the import paths that lead out of the workspace. Tests are built with their own folder only. */
function reachedFrom(start: string, filesIn: FilesIn, folderOf: FolderOf): { readonly folders: ReadonlySet<string>; readonly libraries: ReadonlySet<string> } {
  const libraries = new Set<string>();
  const folders = new Set([start]);
  for (const folder of folders) {
    for (const { uri, imports } of filesIn(folder)) {
      if (folder !== start && uri.endsWith('_test.go')) continue;
      for (const { path } of imports) {
        const inside = folderOf(path);
        if (inside === undefined) libraries.add(path);
        else folders.add(inside);
      }
    }
  }
  return { folders, libraries };
}

/** For a folder the import paths that lead out of the workspace, from it and from whatever it imports. */
export function libraryFinder(filesIn: FilesIn, folderOf: FolderOf): (folder: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (folder) => {
    let found = known.get(folder);
    if (!found) known.set(folder, (found = reachedFrom(folder, filesIn, folderOf).libraries));
    return found;
  };
}

/**
 * For a folder all those whose code is built into its tests, or into its program; undefined where that isn't certain: a package of the same
 * module that isn't read may import any other, and so may one whose path doesn't say whether it is of the workspace.
 */
export function builtFinder(folders: readonly string[], filesIn: FilesIn, folderOf: FolderOf, { known: knownModules, complete }: Modules): (folder: string) => ReadonlySet<string> | undefined {
  const lastSegments = new Set(folders.map((folder) => folder.slice(folder.lastIndexOf('/') + 1)));
  const known = new Map<string, ReadonlySet<string> | undefined>();
  const paths = knownModules.map(({ path }) => path);
  let modules: Set<string> | undefined;
  const find = (start: string): ReadonlySet<string> | undefined => {
    modules ??= new Set(complete ? paths : [...paths, ...folders.flatMap((folder) => filesIn(folder).flatMap(({ imports }) => imports.flatMap(({ path }) => moduleOf(path, folderOf(path)) ?? [])))]);
    const { folders: reached, libraries } = reachedFrom(start, filesIn, folderOf);
    for (const path of libraries) {
      if (!complete && lastSegments.has(path.slice(path.lastIndexOf('/') + 1)) && path.includes('.')) return undefined;
      for (const module of modules) if (path === module || path.startsWith(`${module}/`)) return undefined;
    }
    return reached;
  };
  return (folder) => {
    if (!known.has(folder)) known.set(folder, find(folder));
    return known.get(folder);
  };
}

/** What stands in an import's path before the segments that its folder ends in. */
function moduleOf(path: string, folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined;
  const segments = path.split('/');
  const have = folder.split('/');
  while (segments.length > 0 && segments.at(-1) === have.pop()) segments.pop();
  return segments.length > 0 ? segments.join('/') : undefined;
}
