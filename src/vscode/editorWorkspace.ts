/**
 * The Workspace port over one folder of the editor: what is open, saved or not, wins over the disk, and changes are heard wherever they are
 * made. Only documents of the folder's own scheme count, so that a `git:` view of a file isn't taken for the file.
 */
import * as vscode from 'vscode';
import { pathFilter, type PathFilter } from '../node/globs';
import type { Settings } from '../service/settings';
import type { ReadResult, Workspace } from '../service/workspace';
import { configurationFiles } from '../standard/config';
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
  /** Of what was looked for beside that since it was listed, and before: until it is looked for again, a change of it still counts. */
  let sought: readonly PathFilter[] = [];
  let soughtBefore: readonly PathFilter[] = [];
  let listed: readonly string[] = [];
  const lastRead = new Map<string, string>();

  /** The path below the folder, undefined for what lies outside (another folder, another scheme). */
  const pathOf = (uri: vscode.Uri): string | undefined => {
    if (uri.scheme !== folder.uri.scheme || uri.authority !== folder.uri.authority) return undefined;
    const base = folder.uri.path.replace(/\/$/, '');
    return uri.path.startsWith(`${base}/`) ? uri.path.slice(base.length + 1) : undefined;
  };
  const isConfiguration = (uri: string): boolean => configurationFiles.some((name) => uri === `${root}/${name}`);
  const isRead = (path: string): boolean => configurationFiles.includes(path) || filter.wants(path) || [...sought, ...soughtBefore].some((one) => one.wants(path));

  const changed = (uri: vscode.Uri): void => {
    const path = pathOf(uri);
    if (path === undefined) return;
    if (path.endsWith('.gitignore')) changes.fire(undefined);
    else if (isRead(path) && !isKnown(uri)) changes.fire(fromUri(uri));
  };
  /** Opening and saving are told as changes, too, though the text is the one that was read. */
  const isKnown = (uri: vscode.Uri): boolean => {
    const open = openDocument(fromUri(uri));
    return open !== undefined && open.getText() === lastRead.get(fromUri(uri));
  };
  /** From now on the disk counts. */
  const closed = async ({ uri }: vscode.TextDocument): Promise<void> => {
    const path = pathOf(uri);
    if (path === undefined || !isRead(path)) return;
    const onDisk = await readFile(uri);
    if (onDisk.kind !== 'text' || onDisk.text !== lastRead.get(fromUri(uri))) changed(uri);
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

  /** What is listed is no link; a configuration is read unlisted. */
  const readFromDisk = async (uri: string): Promise<ReadResult> => {
    if (isConfiguration(uri) && (await isLink(toUri(uri)))) return { kind: 'skipped', reason: 'a link, not followed, for it may lead out of the workspace' };
    return readFile(toUri(uri));
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
    vscode.workspace.onDidCloseTextDocument((document) => void closed(document)),
    changes,
  ];

  return {
    root,
    async list(signal, globs) {
      filter = pathFilter(globs?.include ?? settings.include, globs?.exclude ?? settings.exclude);
      const paths = await listIncluded(folder, filter, signal);
      listed = paths.map((path) => fromUri(vscode.Uri.joinPath(folder.uri, path))).sort();
      soughtBefore = sought;
      sought = [];
      return listed;
    },
    async find({ include, exclude }, signal) {
      const wanted = pathFilter(include, exclude);
      sought = [...sought, wanted];
      const paths = await listIncluded(folder, wanted, signal);
      const found = paths.map((path) => fromUri(vscode.Uri.joinPath(folder.uri, path))).sort();
      listed = [...listed, ...found];
      return found;
    },
    async read(uri) {
      const open = openDocument(uri);
      // A deleted configuration's document may live on, in a tab or in another extension's hands.
      const result = open && (open.isDirty || !isConfiguration(uri)) ? shown(open.getText()) : await readFromDisk(uri);
      if (result.kind === 'text') lastRead.set(uri, result.text);
      else lastRead.delete(uri);
      return result;
    },
    onDidChange: (listener) => changes.event(listener),
    dispose() {
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

function openDocument(uri: string): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find((document) => !document.isClosed && fromUri(document.uri) === uri);
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
