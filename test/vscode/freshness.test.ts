/** Problems follow the text wherever it changes: typed and unsaved, deleted, renamed, moved with its folder, inside and outside the editor. */
import * as assert from 'node:assert';
import { rename, rm, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { datastorage, eventually, fileUri, logText, notification, open, pause, problemsBecome, problemsOf, problemsOfSample, rangeOfText, readText, writeText, wrongTag } from './support/workspace';

const correctTag = 'localhost/kubernaut-datastorage:e2e-test-datastorage"';

test('row 13: an unsaved edit counts, and so does taking it back', async () => {
  const editor = await open(notification);
  const onDisk = await readText(notification);
  await editor.edit((edit) => edit.replace(rangeOfText(editor.document, wrongTag), correctTag));
  await problemsBecome([]);
  assert.strictEqual(await readText(notification), onDisk, 'nothing was saved');
  await vscode.commands.executeCommand('undo');
  await problemsBecome(problemsOfSample);
});

test('an edit that is thrown away with its editor counts no more', async () => {
  const editor = await open(notification);
  await editor.edit((edit) => edit.replace(rangeOfText(editor.document, wrongTag), correctTag));
  await problemsBecome([]);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await problemsBecome(problemsOfSample);
});

test('opening, saving and closing a file without a change analyses nothing anew', async () => {
  await problemsBecome(problemsOfSample);
  const passes = (): number => logText().split(' image sites, ').length;
  await vscode.commands.executeCommand('kubernautImageTags.showLog');
  await eventually(() => assert.ok(passes() > 1));
  const before = passes();
  await open(notification);
  await vscode.commands.executeCommand('workbench.action.files.save');
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await pause(1000);
  assert.strictEqual(passes(), before);
  await vscode.commands.executeCommand('workbench.action.closePanel');
});

test('an unsaved edit of the build counts for the deployment in another file', async () => {
  const editor = await open(datastorage);
  await editor.edit((edit) => edit.replace(rangeOfText(editor.document, correctTag), wrongTag));
  await eventually(() => assert.ok(problemsOf(notification).every(({ range }) => !range.isEmpty)));
  await eventually(() => assert.deepStrictEqual(problemsOf(notification).filter(({ message }) => message.includes('never under')), []));
  await vscode.commands.executeCommand('undo');
  await problemsBecome(problemsOfSample);
});

test('row 73: a file that is deleted in the editor takes its problems along', async () => {
  const edit = new vscode.WorkspaceEdit();
  edit.deleteFile(fileUri(notification));
  assert.ok(await vscode.workspace.applyEdit(edit));
  await eventually(() => assert.deepStrictEqual(problemsOf(notification), []));
});

test('row 73: a file that is deleted outside the editor takes its problems along', async () => {
  await rm(fileUri(notification).fsPath);
  await eventually(() => assert.deepStrictEqual(problemsOf(notification), []));
});

test('row 73: a file that is renamed in the editor takes its problems along to its new name', async () => {
  const renamed = 'test/infrastructure/renamed.go';
  const edit = new vscode.WorkspaceEdit();
  edit.renameFile(fileUri(notification), fileUri(renamed));
  assert.ok(await vscode.workspace.applyEdit(edit));
  await problemsBecome([`${renamed}:97: tag-mismatch`]);
});

test('row 73: a file that is renamed outside the editor takes its problems along to its new name', async () => {
  const renamed = 'test/infrastructure/renamed.go';
  await rename(fileUri(notification).fsPath, fileUri(renamed).fsPath);
  await problemsBecome([`${renamed}:97: tag-mismatch`]);
});

test('row 73: a folder that is renamed outside the editor and comes back', async () => {
  const away = vscode.Uri.joinPath(fileUri('test'), '..', 'elsewhere');
  await rename(fileUri('test').fsPath, away.fsPath);
  await problemsBecome([]);
  await rename(away.fsPath, fileUri('test').fsPath);
  await problemsBecome(problemsOfSample);
});

test('a file that is excluded by a new .gitignore is no longer checked', async () => {
  await writeFile(fileUri('.gitignore').fsPath, 'notification.go\n');
  await eventually(() => assert.deepStrictEqual(problemsOf(notification), []));
  await rm(fileUri('.gitignore').fsPath);
  await problemsBecome(problemsOfSample);
});

// In a folder that the sample has: of one that is made meanwhile, an older editor may hear nothing.
const chartValues = 'test/values.yaml';
const withChart = [...problemsOfSample, `${chartValues}:2: tag-mismatch`];

/** A chart outside the included folders, and a flow that builds another tag than it has. */
async function installChart(): Promise<void> {
  await writeText('test/Chart.yaml', 'apiVersion: v2\nname: shown\nversion: 1.0.0\n');
  await writeText(chartValues, 'image:\n  tag: v2\n');
  await writeText('test/templates/app.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: shown}\nspec:\n  containers:\n  - name: shown\n    image: localhost/shown:{{ .Values.image.tag }}\n');
  const commands = ['"podman", "build", "-t", "localhost/shown:v1", "."', '"helm", "install", "shown", "../../test"'];
  await writeText('test/infrastructure/chart.go', `package infrastructure\n\nimport "os/exec"\n\nfunc SetupShown() {\n${commands.map((words) => `\texec.Command(${words}).Run()\n`).join('')}}\n`);
  await problemsBecome(withChart);
}

test('values of a chart outside the included folders are typed, and not saved', async () => {
  await installChart();
  const editor = await open(chartValues);
  await editor.edit((edit) => edit.replace(rangeOfText(editor.document, 'v2'), 'v1'));
  await problemsBecome(problemsOfSample);
  await vscode.commands.executeCommand('undo');
  await problemsBecome(withChart);
});

test('a chart outside the included folders changes outside the editor', async () => {
  await installChart();
  const file = fileUri(chartValues).fsPath;
  await writeFile(file, 'image:\n  tag: v1\n');
  await problemsBecome(problemsOfSample);
  await writeFile(file, 'image:\n  tag: v2\n');
  await problemsBecome(withChart);
  await rm(fileUri('test/Chart.yaml').fsPath);
  await problemsBecome(problemsOfSample);
});
