/**
 * One workspace folder under check: its files, its language service, its problems, and the state that the status item shows.
 * Nothing is started in a folder without a file to check.
 */
import type * as vscode from 'vscode';
import type { Finding } from '../base/finding';
import type { Log } from '../base/log';
import type { Grammar } from '../go/grammar';
import type { Analysis, LanguageService } from '../service/languageService';
import { createLanguageService } from '../service/createLanguageService';
import { configurationFiles } from '../standard/config';
import { createPublisher } from './diagnostics';
import { createEditorWorkspace, type EditorWorkspace } from './editorWorkspace';
import { describeError } from './log';
import { readSettings } from './readSettings';
import { createRefresher } from './refresher';

export type FolderState =
  | { readonly kind: 'scanning' }
  /** `first`: it read everything, which later ones don't. */
  | { readonly kind: 'checked'; readonly analysis: Analysis; readonly first: boolean }
  | { readonly kind: 'empty' }
  | { readonly kind: 'failed'; readonly message: string };

export interface CheckedFolder {
  readonly folder: vscode.WorkspaceFolder;
  readonly state: FolderState;
  /** Findings of the newest finished analysis. */
  readonly findings: readonly Finding[];
  /** The newest finished analysis, however stale. */
  readonly latest: Analysis | undefined;
  /** A file's text as that analysis read it. */
  source(uri: string): string | undefined;
  /** Analyses at once; `false` if it was cancelled. */
  scan(): Promise<boolean>;
  cancel(): void;
  /** The problems were taken away: shows those of the newest finished analysis again. */
  publishAgain(): void;
  dispose(): void;
}

export interface FolderOptions {
  readonly log: Log;
  /** Called when the folder has a file to check, and not before. */
  readonly grammar: () => Promise<Grammar>;
  /** Where problems are shown, shared by all folders. */
  readonly problems: vscode.DiagnosticCollection;
  readonly rulePage: (rule: string) => vscode.Uri | undefined;
  readonly onState: () => void;
  /** The folder could not be checked. */
  readonly onFailure: (message: string) => void;
}

/** A pause in typing after which the analysis starts. */
const quietMilliseconds = 150;

export function checkFolder(folder: vscode.WorkspaceFolder, options: FolderOptions): CheckedFolder {
  const { log } = options;
  const settings = readSettings(folder.uri);
  const workspace = createEditorWorkspace(folder, settings);
  const publisher = createPublisher(options.problems, options.rulePage);
  let service: LanguageService | undefined;
  let findings: readonly Finding[] = [];
  let state: FolderState = { kind: 'scanning' };

  const enter = (next: FolderState): void => {
    state = next;
    options.onState();
  };

  const show = (next: readonly Finding[]): void => {
    findings = next;
    publisher.publish(next);
  };

  const analyze = async (signal: AbortSignal): Promise<Analysis | undefined> => {
    if (!service) {
      if (!(await hasSomethingToCheck(workspace, signal))) return undefined;
      const grammar = await options.grammar();
      signal.throwIfAborted();
      service = createLanguageService({ workspace, grammar, settings, log, today: new Date().toISOString().slice(0, 10) });
    }
    return service.analyze(signal);
  };

  const pass = async (signal: AbortSignal): Promise<void> => {
    const before = state;
    const first = service?.latest === undefined;
    enter({ kind: 'scanning' });
    try {
      const analysis = await analyze(signal);
      if (signal.aborted) return;
      show(analysis?.findings ?? []);
      for (const { uri, message } of analysis?.notices ?? []) log.warn(`${uri}: ${message}`);
      log.info(analysis ? summaryLine(folder, analysis) : `${folder.name}: no file to check.`);
      enter(analysis && analysis.files.length > 0 ? { kind: 'checked', analysis, first } : { kind: 'empty' });
    } catch (error) {
      if (signal.aborted) return;
      log.error(describeError(error));
      const message = error instanceof Error ? error.message : String(error);
      enter({ kind: 'failed', message });
      options.onFailure(message);
    } finally {
      if (signal.aborted && state.kind === 'scanning') enter(before);
    }
  };

  const refresher = createRefresher(quietMilliseconds, pass);
  const changes = workspace.onDidChange(() => refresher.request());
  void refresher.now();

  return {
    folder,
    get state() {
      return state;
    },
    get findings() {
      return findings;
    },
    get latest() {
      return service?.latest;
    },
    source: (uri) => service?.source(uri),
    scan: () => refresher.now(),
    cancel: () => refresher.cancel(),
    publishAgain() {
      publisher.forget();
      publisher.publish(findings);
    },
    dispose() {
      changes.dispose();
      refresher.dispose();
      service?.dispose();
      workspace.dispose();
      publisher.dispose();
    },
  };
}

/** A configuration may include other files than the settings do. */
async function hasSomethingToCheck(workspace: EditorWorkspace, signal: AbortSignal): Promise<boolean> {
  const configurations = await Promise.all(configurationFiles.map((name) => workspace.read(`${workspace.root}/${name}`)));
  return configurations.some(({ kind }) => kind !== 'missing') || (await workspace.list(signal)).length > 0;
}

function summaryLine(folder: vscode.WorkspaceFolder, analysis: Analysis): string {
  const { files, sites, error, warning, info, hint, milliseconds } = analysis.summary;
  return `${folder.name}: ${files} files, ${sites} image sites, ${error} errors, ${warning} warnings, ${info + hint} others in ${Math.round(milliseconds)} ms.`;
}
