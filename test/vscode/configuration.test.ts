/** Problems of `.kubernaut-image-tags.yaml` stand in it at their range, from unsaved text too, and go when they are mended. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { eventually, open, problemsBecome, problemsOf, problemsOfSample, ruleOf, writeText } from './support/workspace';

const path = '.kubernaut-image-tags.yaml';

async function written(text: string): Promise<vscode.TextEditor> {
  await writeText(path, text);
  const editor = await open(path);
  await eventually(() => assert.strictEqual(editor.document.getText(), text));
  return editor;
}

test('row 63: wrong keys, types and values are underlined, and nothing else of the file', async () => {
  await problemsBecome(problemsOfSample);
  const { document } = await written('version: 1\n# é😀\nruls: {}\nengine: dokcer\ninclude: test/**\nrules: {tag-mismatch: loud, no-such-rule: off}\n');
  await eventually(() => {
    const found = problemsOf(path).map((problem) => `${problem.range.start.line + 1}: ${ruleOf(problem)}: ${document.getText(problem.range)}`);
    assert.deepStrictEqual(found, ['3: configuration: ruls', '4: configuration: dokcer', '5: configuration: test/**', '6: configuration: loud', '6: configuration: no-such-rule']);
  });
  assert.match(problemsOf(path)[0]?.message ?? '', /Did you mean `rules`\?/);
  assert.strictEqual(problemsOf(path)[0]?.severity, vscode.DiagnosticSeverity.Error);
});

test('what is typed counts, and the problems go with what was wrong', async () => {
  const editor = await written('version: 1\nrules:\n  tag-mismatch: off\n  generic-tag: off\n');
  await problemsBecome([]);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'oops: 1\n'));
  await eventually(() => assert.deepStrictEqual(problemsOf(path).map((problem) => editor.document.getText(problem.range)), ['oops']));
  await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 1, 0)));
  await problemsBecome([]);
  await vscode.commands.executeCommand('workbench.action.files.revert');
  await vscode.workspace.fs.delete(editor.document.uri);
  await problemsBecome(problemsOfSample);
  assert.ok(!editor.document.isClosed, 'whatever still shows the deleted text');
});
