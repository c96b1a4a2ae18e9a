/** Settings take effect at once, without a reload. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { afterEach, test } from './support/runner';
import { eventually, fileUri, notification, problemsBecome, problemsOf, problemsOfSample } from './support/workspace';

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

test('unusable values fall back to the defaults', async () => {
  await set('include', 'not a list');
  await set('rules', { 'tag-mismatch': 'loud', 7: 'error' });
  await set('engine', 'rocket');
  await problemsBecome(problemsOfSample);
});
