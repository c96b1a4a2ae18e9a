/**
 * The task "kubernaut-image-tags: check": the command line that the extension brings along, run by the editor's own Node over what is on the
 * disk, as a pipeline would. What it finds is read from its output by the problem matcher in package.json. A task is a process, so there is
 * none in a workspace that isn't trusted, and none in a browser.
 */
import * as vscode from 'vscode';
import { ownNode } from '../node/ownNode';
import type { CheckedFolders } from './checkedFolders';
import { problemMatcher } from './taskProblems';

const taskType = 'kubernaut-image-tags';
const check = 'check';

/** Registered once the workspace is trusted. */
export function registerCheckTask(extensionUri: vscode.Uri, folders: CheckedFolders): vscode.Disposable {
  const program = vscode.Uri.joinPath(extensionUri, 'dist', 'cli.cjs').fsPath;
  const subscriptions: vscode.Disposable[] = [];
  const register = (): void => void subscriptions.push(vscode.tasks.registerTaskProvider(taskType, providerOf(program, folders)));
  if (vscode.workspace.isTrusted) register();
  else subscriptions.push(vscode.workspace.onDidGrantWorkspaceTrust(register));
  return new vscode.Disposable(() => {
    for (const one of subscriptions) one.dispose();
  });
}

function providerOf(program: string, folders: CheckedFolders): vscode.TaskProvider {
  const taskIn = (folder: vscode.WorkspaceFolder, definition: vscode.TaskDefinition, scope: vscode.TaskScope.Workspace | vscode.WorkspaceFolder = folder): vscode.Task => {
    const node = ownNode();
    const execution = new vscode.ProcessExecution(node.path, [program, check, ...argumentsOf(definition)], { cwd: folder.uri.fsPath, env: { ...node.env } });
    const task = new vscode.Task(definition, scope, check, taskType, execution, problemMatcher);
    task.detail = vscode.l10n.t('Proves that every image of the E2E suites is deployed under the name it is built and loaded under');
    return task;
  };
  return {
    provideTasks: () => folders.all.filter(({ folder, state }) => isOnDisk(folder) && state.kind !== 'empty').map(({ folder }) => taskIn(folder, { type: taskType, command: check })),
    resolveTask({ definition, scope }) {
      const folder = folderOf(scope);
      if (definition['command'] !== check || folder === undefined || !isOnDisk(folder)) return undefined;
      return taskIn(folder, definition, folder === scope ? folder : vscode.TaskScope.Workspace);
    },
  };
}

/** What a `tasks.json` says, which may be anything. */
function argumentsOf(definition: vscode.TaskDefinition): string[] {
  const given: unknown = definition['args'];
  return Array.isArray(given) ? given.filter((argument): argument is string => typeof argument === 'string') : [];
}

/** A task of the whole workspace runs in the first folder, as VS Code's own do. */
function folderOf(scope: vscode.Task['scope']): vscode.WorkspaceFolder | undefined {
  return typeof scope === 'object' ? scope : vscode.workspace.workspaceFolders?.[0];
}

/** A process can't read a virtual file system. */
function isOnDisk({ uri }: vscode.WorkspaceFolder): boolean {
  return uri.scheme === 'file';
}
