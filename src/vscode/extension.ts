/** What a desktop or a remote host starts: what every editor gets, and what needs a process: the task, and the triage of pods. */
import * as vscode from 'vscode';
import { registerCheckTask } from './checkTask';
import { triagePods } from './commands/triagePods';
import { createPodTriage } from './podTriage';
import { start, versionOf } from './start';

export function activate(context: vscode.ExtensionContext): void {
  const { folders, log } = start(context);
  const shown = createPodTriage((uri) => folders.findingsIn(uri));
  context.subscriptions.push(
    shown,
    registerCheckTask(context.extensionUri, folders),
    vscode.commands.registerCommand('kubernautImageTags.triagePods', (request: unknown) =>
      triagePods({ folders, shown, log, memory: context.workspaceState, version: versionOf(context) }, request)),
  );
}
