/**
 * "Insert or Update the Naming Standard Table": the section that `standard --write` keeps, in the Markdown document that is open or chosen.
 * One edit, which the editor can take back; nothing is saved.
 */
import * as vscode from 'vscode';
import { compareSection, standardSection } from '../../report/standardTable';
import { standardDocument } from '../../service/namingTable';
import type { CheckedFolder } from '../checkedFolder';
import type { CheckedFolders } from '../checkedFolders';
import { showFailure } from './showFailure';

/** More than anybody wants to choose from. */
const mostDocuments = 2000;

export async function insertNamingTable(folders: CheckedFolders): Promise<void> {
  const editor = await editorToWriteTo();
  const folder = editor && folderOf(editor.document, folders);
  if (!editor) return;
  if (!folder) return void vscode.window.showWarningMessage(vscode.l10n.t('No folder is open, so there is no image to list.'));
  await folder.scan();
  const section = sectionOf(folder);
  if (section !== undefined) await writeSection(editor, section);
}

/** The active Markdown document, or the one that is chosen. */
async function editorToWriteTo(): Promise<vscode.TextEditor | undefined> {
  const active = vscode.window.activeTextEditor;
  if (active?.document.languageId === 'markdown') return active;
  const { t } = vscode.l10n;
  const found = await vscode.workspace.findFiles('**/*.md', '**/{node_modules,vendor,.git}/**', mostDocuments);
  if (found.length === 0) {
    void vscode.window.showWarningMessage(t('The workspace has no Markdown document for the table. Make one, and run the command again.'));
    return undefined;
  }
  const paths = found.map((uri) => ({ label: vscode.workspace.asRelativePath(uri), uri })).sort((a, b) => rank(a.label) - rank(b.label) || (a.label < b.label ? -1 : 1));
  const chosen = await vscode.window.showQuickPick(paths, { title: t('Document for the Naming Standard Table'), placeHolder: t('A design decision, such as DD-TEST-001') });
  return chosen && vscode.window.showTextDocument(chosen.uri);
}

/** Documents of the standard come first, then those of a design decision. */
function rank(path: string): number {
  return path.includes('DD-TEST-001') ? 0 : /\bDD-/.test(path) ? 1 : 2;
}

/** The document's own folder; for a document from elsewhere the only one that has images, or the first. */
function folderOf(document: vscode.TextDocument, folders: CheckedFolders): CheckedFolder | undefined {
  const own = vscode.workspace.getWorkspaceFolder(document.uri);
  return folders.all.find(({ folder }) => folder.uri.toString() === own?.uri.toString()) ?? folders.all.find(({ state }) => state.kind === 'checked') ?? folders.all[0];
}

/** Undefined after it has been said why there is none. */
function sectionOf({ state }: CheckedFolder): string | undefined {
  const { t } = vscode.l10n;
  if (state.kind === 'failed') void showFailure(state.message);
  else if (state.kind !== 'checked') void vscode.window.showWarningMessage(t('No file of this workspace matches the setting {0}, so nothing was checked.', 'kubernautImageTags.include'));
  else if (state.analysis.configurationProblems.length > 0) void vscode.window.showErrorMessage(t('The configuration has problems, so what it asks for is not known. They are in the Problems panel.'));
  else return standardSection(standardDocument(state.analysis));
  return undefined;
}

async function writeSection(editor: vscode.TextEditor, section: string): Promise<void> {
  const { t } = vscode.l10n;
  const { document } = editor;
  const before = document.getText();
  const found = compareSection(before, section);
  if (found.kind === 'same') return void vscode.window.showInformationMessage(t('The naming standard table is up to date.'));
  if (found.kind === 'broken') return void vscode.window.showErrorMessage(t("The table can't be updated, because the section's markers are broken: {0}.", found.why));
  const { start, end, text } = difference(before, found.updated);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  if (!(await editor.edit((edit) => edit.replace(range, text)))) return void vscode.window.showErrorMessage(t('The document could not be changed. It may be read-only.'));
  editor.revealRange(new vscode.Range(document.positionAt(start), document.positionAt(start + text.length)));
  const done = found.kind === 'missing' ? t('The naming standard table was inserted. The document is not saved.') : t('The naming standard table was updated. The document is not saved.');
  void vscode.window.showInformationMessage(done);
}

/** The lines to replace in `before`, as offsets, and what by. What is the same around them stays, and with it cursors and folded parts. */
function difference(before: string, after: string): { readonly start: number; readonly end: number; readonly text: string } {
  const [old, wanted] = [before, after].map((text) => text.split(/(?<=\n)/)) as [string[], string[]];
  const most = Math.min(old.length, wanted.length);
  let above = 0;
  while (above < most && old[above] === wanted[above]) above++;
  let below = 0;
  while (below < most - above && old[old.length - 1 - below] === wanted[wanted.length - 1 - below]) below++;
  const start = old.slice(0, above).join('').length;
  return { start, end: before.length - old.slice(old.length - below).join('').length, text: wanted.slice(above, wanted.length - below).join('') };
}
