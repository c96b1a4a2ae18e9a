/**
 * Composes what every editor gets, on a desktop, on a remote host and in a browser. Starts no process and touches no Node. The work begins
 * after it has returned.
 */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import { followAnalyses } from './analyses';
import { checkFolders, type CheckedFolders } from './checkedFolders';
import { fixAllInWorkspace } from './commands/fixAllInWorkspace';
import { insertNamingTable } from './commands/insertNamingTable';
import { printDebugInformation } from './commands/printDebugInformation';
import { scanWorkspace } from './commands/scanWorkspace';
import { showFailure } from './commands/showFailure';
import { showRule } from './commands/showRule';
import { registerDiagram } from './diagram/diagramPanel';
import { loadShippedGrammar } from './grammarFiles';
import { showLanguageStatus } from './languageStatus';
import { channelLog } from './log';
import { registerPlaceCommands } from './places';
import { registerProviders } from './providers';
import { createQuickFixes, fixAllKind, showRuleCommand } from './quickFixes';
import { rulePage } from './rulePage';
import { restoreProblemsAfterTasks } from './taskProblems';
import { registerImagesView } from './view/imagesView';

export interface Started {
  readonly folders: CheckedFolders;
  readonly log: Log;
}

/** Everything is disposed with the context. */
export function start(context: vscode.ExtensionContext): Started {
  const channel = vscode.window.createOutputChannel('Kubernaut Image Tags', { log: true });
  const log = channelLog(channel);
  const folders = checkFolders({
    log,
    loadGrammar: () => loadShippedGrammar(context.extensionUri),
    rulePage,
    onFailure: (message) => void showFailure(message, context.globalState),
  });
  const analyses = followAnalyses(folders);
  const { registerCommand } = vscode.commands;

  context.subscriptions.push(
    channel,
    folders,
    analyses,
    registerPlaceCommands(),
    registerProviders(analyses),
    registerImagesView(analyses, () => Promise.all(folders.all.map((folder) => folder.scan()))),
    registerDiagram(analyses, context.extensionUri),
    showLanguageStatus(folders),
    restoreProblemsAfterTasks(folders),
    vscode.languages.registerCodeActionsProvider([{ language: 'go' }, { language: 'yaml' }], createQuickFixes((uri) => folders.findingsIn(uri)), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAllKind],
    }),
    registerCommand('kubernautImageTags.scanWorkspace', () => scanWorkspace(folders)),
    registerCommand('kubernautImageTags.fixAllInWorkspace', (choice: unknown) => fixAllInWorkspace(folders, choice)),
    registerCommand('kubernautImageTags.insertNamingTable', () => insertNamingTable(folders)),
    registerCommand('kubernautImageTags.showLog', () => channel.show()),
    registerCommand('kubernautImageTags.printDebugInformation', async () => {
      await printDebugInformation(folders, log, versionOf(context));
      channel.show();
    }),
    registerCommand('kubernautImageTags.restart', () => folders.restart()),
    registerCommand(showRuleCommand, (rule: unknown) => showRule(context.extensionUri, rule)),
  );
  return { folders, log };
}

export function versionOf({ extension }: vscode.ExtensionContext): string {
  const { version } = extension.packageJSON as { version?: unknown };
  return typeof version === 'string' ? version : '';
}
