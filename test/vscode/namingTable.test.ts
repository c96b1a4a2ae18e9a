/** "Insert or Update the Naming Standard Table": the section of the command line, as one edit of the open document. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { eventually, notification, open, pause, problemsBecome, problemsOfSample, rangeOfText, readText, wrongTag, writeText } from './support/workspace';

const command = 'kubernautImageTags.insertNamingTable';
const path = 'docs/DD-TEST-001.md';
const begin = '<!-- kubernaut-image-tags:begin -->';
const end = '<!-- kubernaut-image-tags:end -->';

async function opened(text: string): Promise<vscode.TextDocument> {
  await writeText(path, text);
  const { document } = await open(path);
  await eventually(() => assert.strictEqual(document.getText(), text));
  return document;
}

test('naming table: inserted behind the text, once, unsaved, and taken back by one undo', async () => {
  await problemsBecome(problemsOfSample);
  const text = '# DD-TEST-001\n\nPorts.\n';
  const document = await opened(text);
  await vscode.commands.executeCommand(command);
  const after = document.getText();
  assert.ok(after.startsWith(`${text}\n${begin}\n`) && after.endsWith(`${end}\n`), after);
  assert.match(after, /\| \*\*datastorage\*\* \| `localhost\/kubernaut-datastorage:e2e-test` \| ❌/);
  assert.strictEqual(await readText(path), text);
  await vscode.commands.executeCommand(command);
  assert.strictEqual(document.getText(), after);
  await vscode.commands.executeCommand('undo');
  assert.strictEqual(document.getText(), text);
});

test('naming table: updated between its markers from unsaved code, what stands around it untouched, CRLF kept', async () => {
  await problemsBecome(problemsOfSample);
  const document = await opened(`# One\r\n${begin}\r\nold\r\n${end}\r\n\r\n# Two 😀\r\n`);
  const code = await open(notification);
  await code.edit((edit) => edit.replace(rangeOfText(code.document, wrongTag), 'localhost/kubernaut-datastorage:e2e-test-datastorage"'));
  await problemsBecome([]);
  await open(path);
  const changes: readonly vscode.TextDocumentContentChangeEvent[][] = [];
  const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
    if (event.document === document && event.contentChanges.length > 0) (changes as vscode.TextDocumentContentChangeEvent[][]).push([...event.contentChanges]);
  });
  await vscode.commands.executeCommand(command);
  subscription.dispose();
  const after = document.getText();
  assert.ok(after.startsWith(`# One\r\n${begin}\r\n###`) && after.endsWith(`\r\n${end}\r\n\r\n# Two 😀\r\n`), after);
  assert.doesNotMatch(after, /[^\r]\n|❌|`localhost\/kubernaut-datastorage:e2e-test`/);
  assert.strictEqual(changes.length, 1);
  assert.strictEqual(changes[0]?.[0]?.range.start.line, 2);
});

test('naming table: broken markers and a broken configuration change nothing', async () => {
  const text = `${end}\n${begin}\n`;
  const document = await opened(text);
  await vscode.commands.executeCommand(command);
  assert.strictEqual(document.getText(), text);
  await writeText('.kubernaut-image-tags.yaml', 'version: 1\nruls: {}\n');
  const other = await opened('# None\n');
  await vscode.commands.executeCommand(command);
  assert.strictEqual(other.getText(), '# None\n');
});

test('naming table: without a document it asks which, and does nothing when nobody answers', async () => {
  await writeText(path, '# DD-TEST-001\n');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  const done = vscode.commands.executeCommand(command);
  await pause(1000);
  await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
  await done;
  assert.strictEqual(await readText(path), '# DD-TEST-001\n');
});
