/**
 * All folders of the window under check: follows folders that come and go, settings that change, and restarts on request.
 */
import * as vscode from 'vscode';
import type { Finding } from '../base/finding';
import type { Log } from '../base/log';
import type { Grammar } from '../go/grammar';
import { checkFolder, type CheckedFolder } from './checkedFolder';
import { diagnosticSource } from './diagnostics';
import { analysisSettings, settingsSection } from './readSettings';

export interface CheckedFolders {
  readonly all: readonly CheckedFolder[];
  findingsIn(uri: string): readonly Finding[];
  /** Some folder's state changed. */
  readonly onState: vscode.Event<void>;
  /** Takes all problems away, whoever put them under our name, and shows ours again. */
  publishAgain(): void;
  /** Forgets everything, the parser included, and starts anew. */
  restart(): void;
  dispose(): void;
}

export interface FoldersOptions {
  readonly log: Log;
  readonly loadGrammar: () => Promise<Grammar>;
  readonly rulePage: (rule: string) => vscode.Uri | undefined;
  /** Told once until the next restart: a failure repeats itself with every edit. */
  readonly onFailure: (message: string) => void;
}

export function checkFolders(options: FoldersOptions): CheckedFolders {
  const states = new vscode.EventEmitter<void>();
  const folders = new Map<string, CheckedFolder>();
  const problems = vscode.languages.createDiagnosticCollection(diagnosticSource);
  let grammar: Promise<Grammar> | undefined;
  let failureTold = false;

  const tellFailure = (message: string): void => {
    if (failureTold) return;
    failureTold = true;
    options.onFailure(message);
  };

  const start = (folder: vscode.WorkspaceFolder): void => {
    const checked = checkFolder(folder, {
      log: options.log,
      grammar: () => (grammar ??= options.loadGrammar()),
      problems,
      rulePage: options.rulePage,
      onState: () => states.fire(),
      onFailure: tellFailure,
    });
    folders.set(folder.uri.toString(), checked);
  };

  const end = (key: string): void => {
    folders.get(key)?.dispose();
    folders.delete(key);
  };

  const restart = (concerned: (folder: vscode.WorkspaceFolder) => boolean): void => {
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      if (!concerned(folder)) continue;
      end(folder.uri.toString());
      start(folder);
    }
    states.fire();
  };

  const subscriptions = [
    vscode.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      for (const folder of removed) end(folder.uri.toString());
      for (const folder of added) start(folder);
      states.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => restart((folder) => analysisSettings.some((key) => event.affectsConfiguration(`${settingsSection}.${key}`, folder.uri)))),
    states,
  ];
  for (const folder of vscode.workspace.workspaceFolders ?? []) start(folder);

  return {
    get all() {
      return [...folders.values()];
    },
    findingsIn: (uri) => [...folders.values()].flatMap(({ findings }) => findings.filter(({ at }) => at.uri === uri)),
    onState: states.event,
    publishAgain() {
      problems.clear();
      for (const folder of folders.values()) folder.publishAgain();
    },
    restart() {
      grammar = undefined;
      failureTold = false;
      restart(() => true);
    },
    dispose() {
      for (const key of [...folders.keys()]) end(key);
      for (const subscription of subscriptions) subscription.dispose();
      problems.dispose();
    },
  };
}
