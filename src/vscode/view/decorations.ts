/** Badges and colours of the tree's nodes that have errors or warnings: the number of sites concerned. */
import * as vscode from 'vscode';
import type { Severity } from '../../base/finding';
import { decorationUri, type ImageNode } from './imageNodes';

export interface ProblemDecorations {
  show(roots: readonly ImageNode[]): void;
  dispose(): void;
}

export function problemDecorations(): ProblemDecorations {
  const changes = new vscode.EventEmitter<undefined>();
  let shown = new Map<string, vscode.FileDecoration>();
  const provider = vscode.window.registerFileDecorationProvider({
    onDidChangeFileDecorations: changes.event,
    provideFileDecoration: (uri) => shown.get(uri.toString()),
  });
  return {
    show(roots) {
      shown = new Map();
      const visit = (node: ImageNode): void => {
        const decoration = decorationOf(node);
        if (decoration) shown.set(decorationUri(node).toString(), decoration);
        node.children.forEach(visit);
      };
      roots.forEach(visit);
      changes.fire(undefined);
    },
    dispose() {
      provider.dispose();
      changes.dispose();
    },
  };
}

const colours: Partial<Record<Severity, string>> = { error: 'list.errorForeground', warning: 'list.warningForeground' };

function decorationOf(node: ImageNode): vscode.FileDecoration | undefined {
  const { worst } = node.content;
  const colour = worst && colours[worst];
  if (colour === undefined) return undefined;
  const count = wrongSites(node);
  const said = count === 1 ? vscode.l10n.t('1 site has a problem') : vscode.l10n.t('{0} sites have problems', count);
  return new vscode.FileDecoration(count > 99 ? '9+' : String(count), said, new vscode.ThemeColor(colour));
}

function wrongSites(node: ImageNode): number {
  if (node.content.kind !== 'site') return node.children.reduce((sum, child) => sum + wrongSites(child), 0);
  return node.content.worst !== undefined && colours[node.content.worst] !== undefined ? 1 : 0;
}
