/**
 * Where is the program? A search of PATH that never takes one from the workspace, from a relative entry or from the current folder,
 * because a repository may carry a file of that name. Runs nothing.
 */
import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import path from 'node:path';

export interface SearchRequest {
  readonly name: string;
  /** The PATH variable as it stands. */
  readonly path: string;
  /** Folders from which nothing may run, symbolic links followed. */
  readonly excluded: readonly string[];
}

/** The absolute path of the first fitting file, undefined where there is none. */
export async function findProgram(request: SearchRequest): Promise<string | undefined> {
  const excluded = await Promise.all(request.excluded.map(resolved));
  const file = process.platform === 'win32' ? `${request.name}.exe` : request.name;
  for (const entry of request.path.split(path.delimiter)) {
    const folder = entry.replace(/^"(.*)"$/, '$1');
    if (!path.isAbsolute(folder)) continue;
    const candidate = path.join(folder, file);
    if (await isAllowedProgram(candidate, excluded)) return candidate;
  }
  return undefined;
}

/** Is this an executable file outside the excluded folders, both as named and where its links lead? */
export async function isUsableProgram(file: string, excluded: readonly string[]): Promise<boolean> {
  return path.isAbsolute(file) && isAllowedProgram(file, await Promise.all(excluded.map(resolved)));
}

async function isAllowedProgram(file: string, excluded: readonly string[]): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false;
    await access(file, constants.X_OK);
    const real = await realpath(file);
    const folder = await realpath(path.dirname(file));
    return ![file, real, path.join(folder, path.basename(file))].some((place) => excluded.some((root) => isInside(root, place)));
  } catch {
    return false;
  }
}

function isInside(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  return relative === '' || (!relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative));
}

async function resolved(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    return path.resolve(folder);
  }
}
