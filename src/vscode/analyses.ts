/**
 * The newest analysis that speaks of the very text an editor shows. Nothing is analysed for a question: one that comes too early, while
 * somebody types, waits for the analysis that is on its way.
 */
import * as vscode from 'vscode';
import type { Analysis } from '../service/languageService';
import type { CheckedFolder } from './checkedFolder';
import type { CheckedFolders } from './checkedFolders';
import { fromUri } from './convert';

export interface Analyses {
  /** Undefined for files that aren't analysed, and when the question is cancelled or grows old. */
  current(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<Analysis | undefined>;
  /** However stale; for questions asked in the middle of a word. */
  latest(document: vscode.TextDocument): Analysis | undefined;
  /** Of all folders, each with its newest analysis. */
  readonly all: readonly { readonly folder: vscode.WorkspaceFolder; readonly analysis: Analysis }[];
  /** Some folder has another analysis than before. */
  readonly onChange: vscode.Event<void>;
  dispose(): void;
}

/** Longer than any analysis takes; a question that is older has nobody who waits for it. */
const mostMilliseconds = 30_000;

export function followAnalyses(folders: CheckedFolders): Analyses {
  const changes = new vscode.EventEmitter<void>();
  let told = new Set<Analysis>();
  const subscription = folders.onState(() => {
    const now = new Set(folders.all.flatMap(({ latest }) => latest ?? []));
    if (now.size === told.size && [...now].every((analysis) => told.has(analysis))) return;
    told = now;
    changes.fire();
  });

  const folderOf = (document: vscode.TextDocument): CheckedFolder | undefined => {
    const own = vscode.workspace.getWorkspaceFolder(document.uri);
    return own && folders.all.find(({ folder }) => folder.uri.toString() === own.uri.toString());
  };

  return {
    async current(document, token) {
      const folder = folderOf(document);
      if (!folder) return undefined;
      const uri = fromUri(document.uri);
      const answer = (): Analysis | undefined => (folder.source(uri) === document.getText() ? folder.latest : undefined);
      const known = answer();
      const never = folder.latest !== undefined && folder.source(uri) === undefined && folder.state.kind !== 'scanning';
      if (known || never || token.isCancellationRequested) return known;
      return new Promise((resolve) => {
        const end = (analysis: Analysis | undefined): void => {
          clearTimeout(timer);
          for (const one of waiting) one.dispose();
          resolve(analysis);
        };
        const timer = setTimeout(() => end(undefined), mostMilliseconds);
        const waiting = [
          token.onCancellationRequested(() => end(undefined)),
          folders.onState(() => {
            const now = answer();
            if (now) end(now);
            else if (folder.state.kind === 'empty' || folder.state.kind === 'failed') end(undefined);
          }),
        ];
      });
    },
    latest: (document) => folderOf(document)?.latest,
    get all() {
      return folders.all.flatMap(({ folder, latest }) => (latest ? [{ folder, analysis: latest }] : []));
    },
    onChange: changes.event,
    dispose() {
      subscription.dispose();
      changes.dispose();
    },
  };
}
