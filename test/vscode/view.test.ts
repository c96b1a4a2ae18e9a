/** The view "E2E Images" and the debug information, through their commands. What the view looks like is tested by driving the page. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { datastorage, eventually, fileUri, logText, open, pause, problemsBecome, problemsOfSample } from './support/workspace';

const command = (name: string): string => `kubernautImageTags.images.${name}`;

test('an image’s reference is copied, and nothing where there is none', async () => {
  await vscode.commands.executeCommand(command('copyReference'), { reference: 'localhost/app:v1' });
  await eventually(async () => assert.strictEqual(await vscode.env.clipboard.readText(), 'localhost/app:v1'));
  await vscode.commands.executeCommand(command('copyReference'), undefined);
  assert.strictEqual(await vscode.env.clipboard.readText(), 'localhost/app:v1');
});

test('the tree is filtered, refreshed and shown whole again', async () => {
  for (const name of ['showProblems', 'refresh', 'showAll', 'focus']) await vscode.commands.executeCommand(command(name));
  await problemsBecome(problemsOfSample);
});

test('the site under the cursor is revealed without leaving an error', async () => {
  await problemsBecome(problemsOfSample);
  const editor = await open(datastorage);
  const offset = editor.document.getText().indexOf('localhost/kubernaut-datastorage');
  editor.selection = new vscode.Selection(editor.document.positionAt(offset), editor.document.positionAt(offset));
  await vscode.commands.executeCommand(command('reveal'));
  assert.strictEqual(vscode.window.activeTextEditor?.document.uri.toString(), fileUri(datastorage).toString());
});

test('debug information is printed', async () => {
  await eventually(async () => {
    // Once more where the analysis still knew the files of the case before.
    await vscode.commands.executeCommand('kubernautImageTags.printDebugInformation');
    await pause(200);
    const log = logText();
    assert.match(log, new RegExp(`VS Code ${vscode.version.replaceAll('.', '\\.')}`));
    assert.match(log, /summary: \{"files":2,/);
    assert.doesNotMatch(log, /summary:.*test\/infrastructure/);
  });
  await vscode.commands.executeCommand('workbench.action.closePanel');
});
