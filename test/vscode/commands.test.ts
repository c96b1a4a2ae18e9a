/** The commands through the command service. What a person sees of them is tested by driving the page. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { problemsBecome, problemsOfSample } from './support/workspace';

/** VS Code gives every view commands of its own. */
const addedByTheEditor = /\.(focus|open|resetViewLocation|removeView|toggleVisibility)$/;

test('every command of package.json exists, and no other of ours', async () => {
  const extension = vscode.extensions.all.find(({ packageJSON }) => (packageJSON as { name?: string }).name === 'kubernaut-image-tags');
  assert.ok(extension?.isActive, 'activated by the files of the workspace');
  const declared = (extension.packageJSON as { contributes: { commands: { command: string }[] } }).contributes.commands.map(({ command }) => command);
  const registered = (await vscode.commands.getCommands(true)).filter((command) => command.startsWith('kubernautImageTags.') && !addedByTheEditor.test(command));
  assert.deepStrictEqual(registered.sort(), declared.sort());
});

test('a scan ends, and leaves the problems as they are', async () => {
  await vscode.commands.executeCommand('kubernautImageTags.scanWorkspace');
  await problemsBecome(problemsOfSample);
});

test('row 78: two scans at once both end', async () => {
  await Promise.all([vscode.commands.executeCommand('kubernautImageTags.scanWorkspace'), vscode.commands.executeCommand('kubernautImageTags.scanWorkspace')]);
  await problemsBecome(problemsOfSample);
});

test('a restart forgets everything and finds it again', async () => {
  await vscode.commands.executeCommand('kubernautImageTags.restart');
  await problemsBecome(problemsOfSample);
});

test('the log opens', async () => {
  await vscode.commands.executeCommand('kubernautImageTags.showLog');
  await vscode.commands.executeCommand('workbench.action.closePanel');
});
