/** Quick fixes and fix-all through the editor's own commands: what is offered, what it changes, and when it is withheld. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { allProblems, eventually, fileUri, notification, open, pause, problemsBecome, problemsOf, problemsOfSample, rangeOfText, readText, wrongTag } from './support/workspace';

const fixAll = 'source.fixAll.kubernautImageTags';

async function actionsAt(path: string, range: vscode.Range, kind?: string): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>('vscode.executeCodeActionProvider', fileUri(path), range, kind);
}

/** The quick fixes at the sample's problem, once its fix is offered: while an edit of the case before is still analysed, it is withheld. */
async function fixesAtProblem(): Promise<readonly vscode.CodeAction[]> {
  return eventually(async () => {
    assert.deepStrictEqual(allProblems(), problemsOfSample);
    const [problem] = problemsOf(notification);
    assert.ok(problem);
    const fixes = await actionsAt(notification, problem.range, 'quickfix');
    assert.ok(fixes.some(({ isPreferred, edit }) => isPreferred && edit), fixes.map(({ title }) => title).join(' | '));
    return fixes;
  });
}

test('the built tag is the preferred quick fix, and mends the file and nothing else', async () => {
  await open(notification);
  const preferred = (await fixesAtProblem()).filter(({ isPreferred }) => isPreferred);
  assert.strictEqual(preferred.length, 1);
  const [fix] = preferred;
  assert.ok(fix?.edit);
  assert.match(fix.title, /^Use the built tag .*e2e-test-datastorage/);

  const before = await readText(notification);
  assert.ok(await vscode.workspace.applyEdit(fix.edit));
  await problemsBecome([]);
  const after = (await vscode.workspace.openTextDocument(fileUri(notification))).getText();
  assert.strictEqual(after, before.replace(wrongTag, 'localhost/kubernaut-datastorage:e2e-test-datastorage"'));
});

test('the problem can be silenced with a reason, and the rule explained', async () => {
  await open(notification);
  const titles = (await fixesAtProblem()).map(({ title }) => title);
  for (const wanted of ['Ignore tag-mismatch here with a reason', 'Ignore tag-mismatch in this file with a reason']) assert.ok(titles.includes(wanted), titles.join(' | '));
  assert.ok(titles.includes('Show documentation of tag-mismatch'), titles.join(' | '));
});

test('a rule is silenced in a whole file', async () => {
  await open(notification);
  const action = (await fixesAtProblem()).find(({ title }) => title === 'Ignore tag-mismatch in this file with a reason');
  assert.ok(action?.edit);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  await problemsBecome([]);
});

test('row 76: a fix is withheld when the text has moved on', async () => {
  const editor = await open(notification);
  assert.ok((await fixesAtProblem()).some(({ isPreferred }) => isPreferred));
  const [problem] = problemsOf(notification);
  assert.ok(problem);
  await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '// one more line\n'));
  const stale = (await actionsAt(notification, problem.range, 'quickfix')).filter(({ edit }) => edit?.get(fileUri(notification)).some(({ range }) => range.isEqual(problem.range)));
  assert.deepStrictEqual(stale.map(({ title }) => title), []);
});

test('row 76: a file that the editor keeps from being written stays as it is on the disk, whatever a fix makes of its text', async () => {
  const files = vscode.workspace.getConfiguration('files', fileUri(notification));
  await files.update('readonlyInclude', { '**/notification.go': true }, vscode.ConfigurationTarget.Workspace);
  const { document } = await open(notification);
  const before = document.getText();
  try {
    const fix = (await fixesAtProblem()).find(({ isPreferred }) => isPreferred);
    assert.ok(fix?.edit);
    await vscode.workspace.applyEdit(fix.edit);
    await document.save();
    assert.strictEqual(await readText(notification), before);
    await vscode.commands.executeCommand('kubernautImageTags.fixAllInWorkspace', 'apply');
    await vscode.workspace.saveAll();
    assert.strictEqual(await readText(notification), before);
  } finally {
    await files.update('readonlyInclude', undefined, vscode.ConfigurationTarget.Workspace);
    const back = new vscode.WorkspaceEdit();
    back.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), before);
    await vscode.workspace.applyEdit(back);
  }
  await problemsBecome(problemsOfSample);
});

test('fix-all of a file takes the safe fixes', async () => {
  const { document } = await open(notification);
  await problemsBecome(problemsOfSample);
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const edit = await eventually(async () => {
    const actions = (await actionsAt(notification, whole, fixAll)).filter(({ kind }) => kind?.value === fixAll);
    assert.strictEqual(actions.length, 1);
    assert.ok(actions[0]?.edit);
    return actions[0].edit;
  });
  assert.deepStrictEqual(edit.entries().flatMap(([, edits]) => edits.map(({ newText }) => newText)), ['e2e-test-datastorage']);
});

test('fix-all runs on save where the user has asked for it', async () => {
  const settings = vscode.workspace.getConfiguration('editor', fileUri(notification));
  await settings.update('codeActionsOnSave', { [fixAll]: 'explicit' }, vscode.ConfigurationTarget.Workspace);
  try {
    const editor = await open(notification);
    await problemsBecome(problemsOfSample);
    await editor.edit((edit) => edit.insert(new vscode.Position(editor.document.lineCount, 0), '\n'));
    await pause(500);
    await vscode.commands.executeCommand('workbench.action.files.save');
    await problemsBecome([]);
    assert.doesNotMatch(await readText(notification), new RegExp(wrongTag));
  } finally {
    await settings.update('codeActionsOnSave', undefined, vscode.ConfigurationTarget.Workspace);
  }
});

test('fix all in workspace applies to files that nobody opened', async () => {
  await problemsBecome(problemsOfSample);
  await vscode.commands.executeCommand('kubernautImageTags.fixAllInWorkspace', 'apply');
  await problemsBecome([]);
  const document = await vscode.workspace.openTextDocument(fileUri(notification));
  assert.ok(rangeOfText(document, 'localhost/kubernaut-datastorage:e2e-test-datastorage"'));
});
