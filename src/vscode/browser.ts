/** What VS Code in a browser starts: what every editor gets. No process can be started there, so the triage of pods says why it is absent. */
import * as vscode from 'vscode';
import { start } from './start';

export function activate(context: vscode.ExtensionContext): void {
  start(context);
  context.subscriptions.push(
    vscode.commands.registerCommand('kubernautImageTags.triagePods', () =>
      vscode.window.showInformationMessage(vscode.l10n.t('Pods are triaged with kubectl, which cannot be started in a browser. Open the repository in VS Code on a desktop or on a remote host.'))),
  );
}
