/**
 * Where may something be missing only because code could not be parsed, and where does code have two versions at once? A finding that says
 * "nothing builds this" waits while a file that may hold the build is half typed, any finding while there are marks of a merge. Knows folders
 * and imports; knows no rule.
 */
import { folderOf } from '../base/path';
import type { CachedFile } from './fileCache';

/** An import path and a folder are one when their last two segments agree (all of a shorter one's). */
function imports(path: string, folder: string): boolean {
  const wanted = path.split('/').slice(-2);
  const have = folder.split('/').slice(-wanted.length);
  return wanted.join('/') === have.join('/');
}

/** Tells of a file whether its package, or one that its package imports, has code that could not be parsed; of YAML, whether any has. */
export function unparsedAround(files: ReadonlyMap<string, CachedFile>): (uri: string) => boolean {
  const broken = new Set<string>();
  for (const [uri, file] of files) if (file.kind === 'go' && file.facts.broken.length > 0) broken.add(folderOf(uri));
  const around = foldersAround(files, broken);
  return (uri) => broken.size > 0 && (files.get(uri)?.kind !== 'go' || around(uri));
}

/** The marks that Git leaves around two versions, each at the beginning of a line (git-merge, "How conflicts are presented"). */
const conflict = /^<{7} [^]*^={7}\r?$[^]*^>{7} /m;

/** Tells of a file whether it, its package or one that its package imports has a merge's two versions side by side. */
export function conflictsAround(files: ReadonlyMap<string, CachedFile>): (uri: string) => boolean {
  const merging = [...files].flatMap(([uri, { text }]) => (text.includes('<<<<<<< ') && conflict.test(text) ? [uri] : []));
  const around = foldersAround(files, new Set(merging.filter((uri) => files.get(uri)?.kind === 'go').map(folderOf)));
  return (uri) => merging.length > 0 && (merging.includes(uri) || around(uri));
}

/** Tells of a file whether its package is in one of these folders, or imports one that is. */
function foldersAround(files: ReadonlyMap<string, CachedFile>, broken: ReadonlySet<string>): (uri: string) => boolean {
  if (broken.size === 0) return () => false;
  const known = new Map<string, boolean>();
  const judge = (folder: string): boolean => broken.has(folder) || [...files].some(([uri, file]) => file.kind === 'go' && folderOf(uri) === folder && file.facts.imports.some(({ path }) => [...broken].some((one) => imports(path, one))));
  return (uri) => {
    const folder = folderOf(uri);
    const found = known.get(folder) ?? judge(folder);
    known.set(folder, found);
    return found;
  };
}
