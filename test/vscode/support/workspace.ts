/**
 * The opened copy of the sample workspace as the tests see it: its files, their problems, and a way to wait until something holds. Every
 * change is taken back after each case by `restoreSample`.
 */
import * as assert from 'node:assert';
import * as vscode from 'vscode';

export const source = 'kubernaut-image-tags';

export function folder(): vscode.WorkspaceFolder {
  const [first] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(first, 'a folder is open');
  return first;
}

export function fileUri(path: string): vscode.Uri {
  return vscode.Uri.joinPath(folder().uri, ...path.split('/'));
}

export const notification = 'test/infrastructure/notification.go';
export const datastorage = 'test/infrastructure/datastorage.go';
export const wrongTag = 'localhost/kubernaut-datastorage:e2e-test"';

/** Our problems of one file. */
export function problemsOf(path: string): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(fileUri(path)).filter((diagnostic) => diagnostic.source === source);
}

/** Our errors and warnings of all files, as `path:line: rule`, the line counted from 1; hints come and go with the rules and are tested with them. */
export function allProblems(): string[] {
  return vscode.languages
    .getDiagnostics()
    .flatMap(([uri, diagnostics]) => diagnostics.filter(isProblem).map((diagnostic) => `${vscode.workspace.asRelativePath(uri)}:${diagnostic.range.start.line + 1}: ${ruleOf(diagnostic)}`))
    .sort();
}

function isProblem(diagnostic: vscode.Diagnostic): boolean {
  return diagnostic.source === source && diagnostic.severity <= vscode.DiagnosticSeverity.Warning;
}

export function ruleOf(diagnostic: vscode.Diagnostic): string {
  return typeof diagnostic.code === 'object' ? String(diagnostic.code.value) : String(diagnostic.code);
}

/** What the untouched sample has; the line tells it from problems of a text that has been taken back. */
export const problemsOfSample = [`${notification}:97: tag-mismatch`];

/** Repeats the check until it throws no more; at the end its last error is thrown. */
export async function eventually<T>(check: () => T | Promise<T>, mostMilliseconds = 60_000): Promise<T> {
  const end = Date.now() + mostMilliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await pause(50);
    }
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** What the log says, once it has been shown. */
export function logText(): string {
  return vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'output' && uri.path.includes('Kubernaut'))?.getText() ?? '';
}

export async function problemsBecome(expected: readonly string[]): Promise<void> {
  await eventually(() => assert.deepStrictEqual(allProblems(), [...expected]));
}

export async function open(path: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(fileUri(path)), { preview: false });
}

export async function readText(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(fileUri(path)));
}

export async function writeText(path: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(fileUri(path), new TextEncoder().encode(text));
}

/** The range of the first occurrence of `text` in the open document. */
export function rangeOfText(document: vscode.TextDocument, text: string): vscode.Range {
  const offset = document.getText().indexOf(text);
  assert.ok(offset >= 0, `${text} stands in ${document.uri.path}`);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

let original: Map<string, string> | undefined;

/** Remembers the sample's files; called once before the first case. */
export async function rememberSample(): Promise<void> {
  original = new Map();
  for (const path of [notification, datastorage]) original.set(path, await readText(path));
}

/** Throws unsaved edits away, puts the files back, removes what was added, and waits until the problems are the sample's again. */
export async function restoreSample(): Promise<void> {
  assert.ok(original, 'the sample was remembered');
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const kept = new Set(original.keys());
  for (const uri of await vscode.workspace.findFiles('**')) {
    if (!kept.has(vscode.workspace.asRelativePath(uri))) await vscode.workspace.fs.delete(uri, { recursive: true });
  }
  for (const [path, text] of original) {
    const now = await readText(path).catch(() => undefined);
    if (now !== text) await writeText(path, text);
  }
  await problemsBecome(problemsOfSample);
}
