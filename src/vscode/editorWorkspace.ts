/**
 * The Workspace port over one folder of the editor: what is open, saved or not, wins over the disk, and changes are heard wherever they are
 * made. Only documents of the folder's own scheme count, so that a `git:` view of a file isn't taken for the file.
 */
import * as vscode from 'vscode';
import { pathFilter } from '../node/globs';
import type { Settings } from '../service/settings';
import type { ReadResult, Workspace } from '../service/workspace';
import { configurationFile } from '../standard/config';
import { fromUri, toUri } from './convert';
import { decode, shown } from './fileText';
import { listIncluded } from './includedFiles';

export interface EditorWorkspace extends Workspace {
  dispose(): void;
}

export function createEditorWorkspace(folder: vscode.WorkspaceFolder, settings: Settings): EditorWorkspace {
  const root = fromUri(folder.uri).replace(/\/$/, '');
  let filter = pathFilter(settings.include, settings.exclude);
  const changes = new vscode.EventEmitter<string | undefined>();
  let listed: readonly string[] = [];

  /** The path below the folder, undefined for what lies outside (another folder, another scheme). */
  const pathOf = (uri: vscode.Uri): string | undefined => {
    if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return undefined;
    const base = folder.uri.path.replace(/\/$/, '');
    return uri.path.startsWith(`${base}/`) ? uri.path.slice(base.length + 1) : undefined;
  };
  const isRead = (path: string): boolean => path === configurationFile || filter.wants(path);

  const changed = (uri: vscode.Uri): void => {
    const path = pathOf(uri);
    if (path === undefined) return;
    if (path.endsWith('.gitignore')) changes.fire(undefined);
    else if (isRead(path)) changes.fire(fromUri(uri));
  };
  /** A directory that is moved in is told as one creation, without its files. */
  const created = async (uri: vscode.Uri): Promise<void> => {
    const path = pathOf(uri);
    if (path === undefined) return;
    if (isRead(path) || path.endsWith('.gitignore') || (filter.enters(path) && (await isDirectory(uri)))) changes.fire(undefined);
  };
  const deleted = (uri: vscode.Uri): void => {
    const path = pathOf(uri);
    if (path === undefined) return;
    const gone = fromUri(uri);
    if (isRead(path) || path.endsWith('.gitignore') || listed.some((file) => file.startsWith(`${gone}/`))) changes.fire(undefined);
  };

  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
  const subscriptions = [
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate((uri) => void created(uri)),
    watcher.onDidDelete(deleted),
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.contentChanges.length > 0) changed(event.document.uri);
    }),
    vscode.workspace.onDidOpenTextDocument((document) => changed(document.uri)),
    vscode.workspace.onDidCloseTextDocument((document) => changed(document.uri)),
    changes,
  ];

  return {
    root,
    async list(signal, globs) {
      filter = pathFilter(globs?.include ?? settings.include, globs?.exclude ?? settings.exclude);
      const paths = await listIncluded(folder, filter, signal);
      listed = paths.map((path) => fromUri(vscode.Uri.joinPath(folder.uri, path))).sort();
      return listed;
    },
    async read(uri) {
      const open = vscode.workspace.textDocuments.find((document) => !document.isClosed && fromUri(document.uri) === uri);
      if (open) return shown(open.getText());
      // What is listed is no link; the configuration is read unlisted.
      if (uri === `${root}/${configurationFile}` && (await isLink(toUri(uri)))) return { kind: 'skipped', reason: 'a link, not followed, for it may lead out of the workspace' };
      return readFile(toUri(uri));
    },
    onDidChange: (listener) => changes.event(listener),
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

async function readFile(uri: vscode.Uri): Promise<ReadResult> {
  try {
    return decode(await vscode.workspace.fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return { kind: 'missing' };
    return { kind: 'skipped', reason: error instanceof Error ? error.message : 'unreadable' };
  }
}

async function isDirectory(uri: vscode.Uri): Promise<boolean> {
  return (await typeOf(uri)) === vscode.FileType.Directory;
}

async function isLink(uri: vscode.Uri): Promise<boolean> {
  return ((await typeOf(uri)) & vscode.FileType.SymbolicLink) !== 0;
}

async function typeOf(uri: vscode.Uri): Promise<vscode.FileType> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type;
  } catch {
    return vscode.FileType.Unknown;
  }
}
