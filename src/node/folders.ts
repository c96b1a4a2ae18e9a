/** What stands at a path, and which repository a folder belongs to. Reads no file's content. */
import { existsSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isInside } from './textFile';

/** `missing` also where nobody may look. */
export function kindOfPath(path: string): 'folder' | 'file' | 'missing' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'missing';
  }
}

/** The nearest folder above (never the folder itself) that holds a `.git`. */
export function repositoryAbove(folder: string): string | undefined {
  for (let above = dirname(folder), below = folder; above !== below; below = above, above = dirname(above)) {
    if (existsSync(join(above, '.git'))) return above;
  }
  return undefined;
}

/** Whether a path below the folder is a link to something outside it. A broken link, and what doesn't exist, leads nowhere. */
export function leadsOutOf(folder: string, path: string): boolean {
  try {
    return !isInside(realpathSync(folder), realpathSync(path));
  } catch {
    return false;
  }
}
