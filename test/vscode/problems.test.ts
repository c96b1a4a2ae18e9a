/** What the Problems panel holds for the sample: the exact place, words and links of the seed's bug, for files nobody has opened. */
import * as assert from 'node:assert';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { allProblems, datastorage, eventually, fileUri, notification, open, pause, problemsBecome, problemsOf, problemsOfSample, rangeOfText, ruleOf, wrongTag, writeText } from './support/workspace';

test('the wrong tag is underlined, and nothing else, in a file that nobody opened', async () => {
  await problemsBecome(problemsOfSample);
  const [problem] = problemsOf(notification);
  assert.ok(problem);
  const document = await vscode.workspace.openTextDocument(fileUri(notification));
  const whole = rangeOfText(document, wrongTag);
  assert.strictEqual(document.getText(problem.range), 'e2e-test');
  assert.ok(problem.range.end.isEqual(whole.end.translate(0, -1)), 'the tag ends where the literal ends');
  assert.strictEqual(problem.severity, vscode.DiagnosticSeverity.Error);
});

test('the message says what is deployed, what is built instead and where', async () => {
  await problemsBecome(problemsOfSample);
  const [problem] = problemsOf(notification);
  assert.ok(problem);
  assert.match(problem.message, /localhost\/kubernaut-datastorage:e2e-test\b/);
  assert.match(problem.message, /e2e-test-datastorage/);
  assert.match(problem.message, /datastorage\.go/);
  assert.match(problem.message, /image-tags:ignore/);
});

test('the code links to the page of the rule, and the build is related', async () => {
  await problemsBecome(problemsOfSample);
  const [problem] = problemsOf(notification);
  assert.ok(problem && typeof problem.code === 'object');
  assert.strictEqual(problem.code.value, 'tag-mismatch');
  assert.match(problem.code.target.toString(true), /^https:.*rules\.md#tag-mismatch$/);
  const build = problem.relatedInformation?.find(({ location }) => location.uri.toString() === fileUri(datastorage).toString());
  assert.ok(build, 'related information in datastorage.go');
  const document = await vscode.workspace.openTextDocument(fileUri(datastorage));
  assert.match(document.getText(build.location.range), /e2e-test-datastorage/);
});

test('row 81: a view of a file under another scheme has no problems of its own', async () => {
  await problemsBecome(problemsOfSample);
  const document = await vscode.workspace.openTextDocument(fileUri(notification));
  const text = document.getText();
  const provider = vscode.workspace.registerTextDocumentContentProvider('earlier', { provideTextDocumentContent: () => text });
  try {
    const view = fileUri(notification).with({ scheme: 'earlier' });
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(view));
    await pause(600);
    assert.deepStrictEqual(vscode.languages.getDiagnostics(view), []);
    assert.deepStrictEqual(allProblems(), problemsOfSample);
  } finally {
    provider.dispose();
  }
});

test('row 10: of more problems than the editor shows the worst are shown, and the last place says how many are missing', async () => {
  const containers = Array.from({ length: 1205 }, (_, i) => `\t\t{Name: "c${i}", Image: "localhost/kubernaut-datastorage:wrong-${i}"},`).join('\n');
  const crowd = 'test/infrastructure/crowd.go';
  await writeText(crowd, `package infrastructure\n\nimport corev1 "k8s.io/api/core/v1"\n\nfunc deployCrowd() []corev1.Container {\n\treturn []corev1.Container{\n${containers}\n\t}\n}\n`);
  await eventually(() => assert.strictEqual(problemsOf(crowd).length, 1000));
  const last = problemsOf(crowd).find((problem) => problem.severity === vscode.DiagnosticSeverity.Information && problem.message.includes('not shown'));
  assert.ok(last);
  assert.match(last.message, /^206 more/);
});

test('a finding stays when its file is opened and closed', async () => {
  await open(notification);
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await pause(600);
  assert.deepStrictEqual(allProblems(), problemsOfSample);
  assert.deepStrictEqual(problemsOf(notification).map(ruleOf), ['tag-mismatch']);
});
