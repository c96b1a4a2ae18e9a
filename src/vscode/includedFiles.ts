/**
 * Which files of a workspace folder are analysed: the include and exclude globs and every `.gitignore` on the way, walked over the editor's
 * file system (a search provider is missing in virtual workspaces, and would honour other settings than the command line does).
 * Symbolic links aren't followed: they would be seen twice, or lead out of the folder.
 */
import ignore, { type Ignore } from 'ignore';
import picomatch from 'picomatch';
import * as vscode from 'vscode';
import type { Settings } from '../service/settings';

/** Answers for paths relative to the folder, with `/`. `.gitignore` files aren't asked. */
export interface Selection {
  readonly includes: (path: string) => boolean;
  /** Nothing below this directory can be included. */
  readonly prunes: (directory: string) => boolean;
  /** Directories below which every included file lies, '' for the folder itself. */
  readonly bases: readonly string[];
}

export function createSelection(settings: Settings): Selection {
  const included = picomatch([...settings.include], { dot: true });
  const excluded = picomatch([...settings.exclude], { dot: true });
  return {
    includes: (path) => included(path) && !excluded(path),
    prunes: (directory) => excluded(directory) || excluded(`${directory}/`),
    bases: outermost(settings.include.map((glob) => picomatch.scan(glob).base.replace(/^\.?\/|\/$/g, ''))),
  };
}

function outermost(bases: readonly string[]): string[] {
  const unique = [...new Set(bases)].sort();
  if (unique.includes('')) return [''];
  return unique.filter((base) => !unique.some((other) => other !== base && base.startsWith(`${other}/`)));
}

/** Rules of one `.gitignore`, which speak of paths below its directory. */
interface IgnoreFile {
  readonly directory: string;
  readonly rules: Ignore;
}

/** Relative paths of the included files, sorted. An unreadable directory counts as empty. */
export async function listIncluded(folder: vscode.WorkspaceFolder, selection: Selection, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = [];

  const walk = async (directory: string, ignores: readonly IgnoreFile[]): Promise<void> => {
    signal?.throwIfAborted();
    const entries = await readDirectory(at(folder, directory));
    const here = entries.some(([name]) => name === '.gitignore') ? [...ignores, await readIgnoreFile(folder, directory)] : ignores;
    const below: string[] = [];
    for (const [name, type] of entries) {
      const path = directory === '' ? name : `${directory}/${name}`;
      if (type === vscode.FileType.Directory) {
        if (!selection.prunes(path) && !isIgnored(`${path}/`, here) && belongsTo(folder, path)) below.push(path);
      } else if (type === vscode.FileType.File && selection.includes(path) && !isIgnored(path, here)) {
        found.push(path);
      }
    }
    await Promise.all(below.map((path) => walk(path, here)));
  };

  for (const base of selection.bases) {
    const ignores = await ignoresAbove(folder, base);
    if (base === '' || (!selection.prunes(base) && !isIgnored(`${base}/`, ignores))) await walk(base, ignores);
  }
  return found.sort();
}

async function ignoresAbove(folder: vscode.WorkspaceFolder, base: string): Promise<IgnoreFile[]> {
  if (base === '') return [];
  const names = base.split('/');
  return Promise.all(names.map((_, depth) => readIgnoreFile(folder, names.slice(0, depth).join('/'))));
}

function isIgnored(path: string, ignores: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { directory, rules } of ignores) {
    const verdict = rules.test(directory === '' ? path : path.slice(directory.length + 1));
    if (verdict.ignored) ignored = true;
    else if (verdict.unignored) ignored = false;
  }
  return ignored;
}

/** A folder of its own inside this one (multi-root) is analysed there, not here. */
function belongsTo(folder: vscode.WorkspaceFolder, directory: string): boolean {
  return vscode.workspace.getWorkspaceFolder(at(folder, directory))?.index === folder.index;
}

function at(folder: vscode.WorkspaceFolder, path: string): vscode.Uri {
  return path === '' ? folder.uri : vscode.Uri.joinPath(folder.uri, path);
}

async function readIgnoreFile(folder: vscode.WorkspaceFolder, directory: string): Promise<IgnoreFile> {
  const rules = ignore();
  try {
    rules.add(new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(at(folder, directory), '.gitignore'))));
  } catch {
    // No such file: nothing is ignored here.
  }
  return { directory, rules };
}

async function readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch {
    return [];
  }
}
