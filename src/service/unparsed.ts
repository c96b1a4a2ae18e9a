/**
 * Where may something be missing only because code could not be parsed? A finding that says "nothing builds this" waits while a file that
 * may hold the build is half typed. Knows folders and imports; knows no rule.
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
  if (broken.size === 0) return () => false;
  const known = new Map<string, boolean>();
  const judge = (folder: string): boolean => broken.has(folder) || [...files].some(([uri, file]) => file.kind === 'go' && folderOf(uri) === folder && file.facts.imports.some(({ path }) => [...broken].some((one) => imports(path, one))));
  return (uri) => {
    if (files.get(uri)?.kind !== 'go') return true;
    const folder = folderOf(uri);
    const found = known.get(folder) ?? judge(folder);
    known.set(folder, found);
    return found;
  };
}
