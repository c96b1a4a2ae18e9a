/** Settings take effect at once, without a reload. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { afterEach, test } from './support/runner';
import { eventually, fileUri, logText, notification, pause, problemsBecome, problemsOf, problemsOfSample } from './support/workspace';

const section = 'kubernautImageTags';
const changed = new Set<string>();

async function set(key: string, value: unknown): Promise<void> {
  changed.add(key);
  await vscode.workspace.getConfiguration(section, fileUri(notification)).update(key, value, vscode.ConfigurationTarget.Workspace);
}

afterEach(async () => {
  for (const key of changed) await vscode.workspace.getConfiguration(section).update(key, undefined, vscode.ConfigurationTarget.Workspace);
  changed.clear();
});

test('a rule can be switched off and on', async () => {
  await set('rules', { 'tag-mismatch': 'off' });
  await eventually(() => assert.deepStrictEqual(problemsOf(notification).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error), []));
  await set('rules', undefined);
  await problemsBecome(problemsOfSample);
});

test('a rule can have another severity', async () => {
  await set('rules', { 'tag-mismatch': 'warning' });
  await eventually(() => assert.deepStrictEqual(problemsOf(notification).map(({ severity }) => severity), [vscode.DiagnosticSeverity.Warning]));
});

test('files can be excluded', async () => {
  await set('exclude', ['**/notification.go']);
  await eventually(() => assert.deepStrictEqual(problemsOf(notification), []));
});

test('a setting that changes nothing of the analysis starts none', async () => {
  await problemsBecome(problemsOfSample);
  await vscode.commands.executeCommand('kubernautImageTags.showLog');
  const passes = (): number => logText().split(' image sites, ').length;
  // What the case before left behind may still bring a pass.
  const before = await eventually(async () => {
    const found = passes();
    await pause(1000);
    assert.ok(found > 1 && passes() === found);
    return found;
  });
  await set('codeLens', false);
  await pause(1000);
  assert.strictEqual(passes(), before);
  await set('exclude', ['**/other/**']);
  await eventually(() => assert.ok(passes() > before));
  await vscode.commands.executeCommand('workbench.action.closePanel');
});

test('unusable values fall back to the defaults', async () => {
  await set('include', 'not a list');
  await set('rules', { 'tag-mismatch': 'loud', 7: 'error' });
  await set('engine', 'rocket');
  await problemsBecome(problemsOfSample);
});
