/**
 * Document links: from the path of a Dockerfile, a chart or a file of values, where it is written, to that file. Only files that exist in
 * the workspace; a path that fits two of them leads to neither.
 */
import * as vscode from 'vscode';
import { namedFilesIn, type NamedFile } from '../../service/namedFiles';
import { fromUri, toRange } from '../convert';
import { documents, type RegisterProvider } from './provider';

export const links: RegisterProvider = (analyses) =>
  vscode.languages.registerDocumentLinkProvider(documents, {
    async provideDocumentLinks(document, token) {
      const analysis = await analyses.current(document, token);
      const folder = vscode.workspace.getWorkspaceFolder(document.uri);
      if (!analysis || !folder) return [];
      const found = await Promise.all(namedFilesIn(analysis, fromUri(document.uri)).map(async (named) => {
        const target = await fileOf(named, document.uri, folder.uri);
        if (!target) return [];
        const link = new vscode.DocumentLink(toRange(analysis.locate(named.at).range), target);
        link.tooltip = tooltipOf(named);
        return [link];
      }));
      return found.flat();
    },
  });

/** A test runs in its package's folder, a build in the repository's root or wherever its command is sent: so every folder up to the root is asked. */
async function fileOf({ kind, path, whole }: NamedFile, document: vscode.Uri, root: vscode.Uri): Promise<vscode.Uri | undefined> {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  const file = kind === 'chart' ? [...steps, 'Chart.yaml'] : steps;
  if (whole && path.startsWith('/')) return existing(document.with({ path: `/${file.join('/')}` }), root);
  const candidates = foldersUpTo(root, document).map((folder) => vscode.Uri.joinPath(folder, ...file));
  const found = await Promise.all(candidates.map((candidate) => existing(candidate, root)));
  const each = new Map(found.flatMap((uri) => (uri ? [[uri.toString(), uri]] : [])));
  return each.size === 1 ? [...each.values()][0] : undefined;
}

/** The document's folder, the one around it, up to the root. */
function foldersUpTo(root: vscode.Uri, document: vscode.Uri): vscode.Uri[] {
  const base = root.path.replace(/\/$/, '');
  const steps = document.path.slice(base.length + 1).split('/').slice(0, -1);
  return Array.from({ length: steps.length + 1 }, (_, up) => vscode.Uri.joinPath(root, ...steps.slice(0, steps.length - up)));
}

async function existing(uri: vscode.Uri, root: vscode.Uri): Promise<vscode.Uri | undefined> {
  if (!uri.path.startsWith(`${root.path.replace(/\/$/, '')}/`)) return undefined;
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.File ? uri : undefined;
  } catch {
    return undefined;
  }
}

function tooltipOf({ kind }: NamedFile): string {
  const { t } = vscode.l10n;
  return kind === 'dockerfile' ? t('Open the Dockerfile of this build') : kind === 'chart' ? t('Open the chart that is deployed') : t('Open the values of the chart');
}
