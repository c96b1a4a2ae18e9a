/** What the editor starts: composes the parts and does nothing else. The work begins after `activate` has returned. */
import * as vscode from 'vscode';
import { checkFolders } from './checkedFolders';
import { fixAllInWorkspace } from './commands/fixAllInWorkspace';
import { showFailure } from './commands/showFailure';
import { scanWorkspace } from './commands/scanWorkspace';
import { showRule } from './commands/showRule';
import { triagePods } from './commands/triagePods';
import { loadShippedGrammar } from './grammarFiles';
import { showLanguageStatus } from './languageStatus';
import { channelLog } from './log';
import { createPodTriage } from './podTriage';
import { createQuickFixes, fixAllKind, showRuleCommand } from './quickFixes';
import { rulePage } from './rulePage';

export function activate(context: vscode.ExtensionContext): void {
  const channel = vscode.window.createOutputChannel('Kubernaut Image Tags', { log: true });
  const folders = checkFolders({
    log: channelLog(channel),
    loadGrammar: () => loadShippedGrammar(context.extensionUri),
    rulePage,
    onFailure: (message) => void showFailure(message),
  });
  const triaged = createPodTriage((uri) => folders.findingsIn(uri));
  const { registerCommand } = vscode.commands;

  context.subscriptions.push(
    channel,
    folders,
    triaged,
    showLanguageStatus(folders),
    vscode.languages.registerCodeActionsProvider([{ language: 'go' }, { language: 'yaml' }], createQuickFixes((uri) => folders.findingsIn(uri)), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
    }),
    registerCommand('kubernautImageTags.scanWorkspace', () => scanWorkspace(folders)),
    registerCommand('kubernautImageTags.fixAllInWorkspace', (choice: unknown) => fixAllInWorkspace(folders, choice)),
    registerCommand('kubernautImageTags.triagePods', (request: unknown) =>
      triagePods({ folders, shown: triaged, log: channelLog(channel), memory: context.workspaceState, version: versionOf(context) }, request)),
    registerCommand('kubernautImageTags.showLog', () => channel.show()),
    registerCommand('kubernautImageTags.restart', () => folders.restart()),
    registerCommand(showRuleCommand, (rule: unknown) => showRule(context.extensionUri, rule)),
  );
}

function versionOf({ extension }: vscode.ExtensionContext): string {
  const { version } = extension.packageJSON as { version?: unknown };
  return typeof version === 'string' ? version : '';
}
