/** When an analysis counts as slow. What the status then says is tested by driving the page. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { exceeded } from '../../src/vscode/languageStatus';
import { defaultTimeBudget, readTimeBudget } from '../../src/vscode/readSettings';
import { test } from './support/runner';
import { fileUri, notification } from './support/workspace';

test('the worse limit counts, and 0 is none', () => {
  assert.strictEqual(exceeded(3999, defaultTimeBudget), undefined);
  assert.strictEqual(exceeded(4000, defaultTimeBudget), 'warn');
  assert.strictEqual(exceeded(8000, defaultTimeBudget), 'error');
  assert.strictEqual(exceeded(100_000, { warn: 0, error: 0 }), undefined);
});

test('unusable limits fall back to the defaults', async () => {
  const settings = vscode.workspace.getConfiguration('kubernautImageTags');
  try {
    await settings.update('timeBudget', { warn: 'soon', error: 5 }, vscode.ConfigurationTarget.Workspace);
    assert.deepStrictEqual(readTimeBudget(fileUri(notification)), { warn: defaultTimeBudget.warn, error: 5 });
    await settings.update('timeBudget', 'none', vscode.ConfigurationTarget.Workspace);
    assert.deepStrictEqual(readTimeBudget(fileUri(notification)), defaultTimeBudget);
  } finally {
    await settings.update('timeBudget', undefined, vscode.ConfigurationTarget.Workspace);
  }
});
