/**
 * Which files of a workspace folder are analysed: the include and exclude globs and every `.gitignore` on the way, walked over the editor's
 * file system (a search provider is missing in virtual workspaces, and would honour other settings than the command line does).
 * Symbolic links aren't followed: the editor can't say where they lead, and they might lead out of the folder.
 */
import * as vscode from 'vscode';
import type { PathFilter } from '../node/globs';
import { isIgnored, withIgnoreFile, type IgnoreRules } from '../node/ignoreRules';

/** Paths relative to the folder with `/`, sorted. An unreadable directory counts as empty. */
export async function listIncluded(folder: vscode.WorkspaceFolder, filter: PathFilter, signal?: AbortSignal): Promise<string[]> {
  const found: string[] = [];

  const walk = async (directory: string, above: IgnoreRules | undefined): Promise<void> => {
    signal?.throwIfAborted();
    const entries = await readDirectory(at(folder, directory));
    const rules = entries.some(([name, type]) => name === '.gitignore' && type === vscode.FileType.File) ? await readIgnoreFile(folder, directory, above) : above;
    const below: string[] = [];
    for (const [name, type] of entries) {
      const path = directory === '' ? name : `${directory}/${name}`;
      if (type === vscode.FileType.Directory) {
        if (name !== '.git' && filter.enters(path) && !isIgnored(rules, `${path}/`) && belongsTo(folder, path)) below.push(path);
      } else if (type === vscode.FileType.File && filter.wants(path) && !isIgnored(rules, path)) {
        found.push(path);
      }
    }
    await Promise.all(below.map((path) => walk(path, rules)));
  };

  await walk('', undefined);
  return found.sort();
}

/** A folder of its own inside this one (multi-root) is analysed there, not here. */
function belongsTo(folder: vscode.WorkspaceFolder, directory: string): boolean {
  return vscode.workspace.getWorkspaceFolder(at(folder, directory))?.index === folder.index;
}

function at(folder: vscode.WorkspaceFolder, path: string): vscode.Uri {
  return path === '' ? folder.uri : vscode.Uri.joinPath(folder.uri, path);
}

async function readIgnoreFile(folder: vscode.WorkspaceFolder, directory: string, above: IgnoreRules | undefined): Promise<IgnoreRules | undefined> {
  try {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(at(folder, directory), '.gitignore'));
    return withIgnoreFile(above, directory, new TextDecoder().decode(bytes));
  } catch {
    return above;
  }
}

async function readDirectory(uri: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await vscode.workspace.fs.readDirectory(uri);
  } catch {
    return [];
  }
}
