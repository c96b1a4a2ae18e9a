/** What goes wrong in a long day: storms of changes, folders that vanish while they are read, texts nobody can analyse, configurations in odd places. */
import * as assert from 'node:assert';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { test } from './support/runner';
import { allProblems, eventually, fileUri, folder, notification, open, pause, problemsBecome, problemsOf, problemsOfSample, rangeOfText, readText, source, wrongTag, writeText } from './support/workspace';

const scan = 'kubernautImageTags.scanWorkspace';
const restart = 'kubernautImageTags.restart';
const correctTag = 'localhost/kubernaut-datastorage:e2e-test-datastorage"';

/** How often our problems of any file are set anew while `work` is done. */
async function publications(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some((uri) => uri.path.startsWith(folder().uri.path))) count++;
  });
  try {
    await work();
    return count;
  } finally {
    listening.dispose();
  }
}

test('row 73: a thousand files that come at once, and go at once, are followed in a few passes', async () => {
  await problemsBecome(problemsOfSample);
  const text = await readText(notification);
  const storm = fileUri('test/e2e/storm').fsPath;
  const wrong = 'test/e2e/storm/n500.go';
  const count = await publications(async () => {
    await mkdir(storm, { recursive: true });
    await Promise.all(Array.from({ length: 1000 }, (_, i) => writeFile(join(storm, `n${i}.go`), i === 500 ? text.replace('package infrastructure', 'package storm') : `package storm\n\nconst n${i} = ${i}\n`)));
    await eventually(() => assert.ok(problemsOf(wrong).some(({ severity }) => severity === vscode.DiagnosticSeverity.Error)));
    await rm(storm, { recursive: true });
    await problemsBecome(problemsOfSample);
  });
  assert.ok(count < 100, `${count} publications for 2,000 changes`);
});

test('row 80: hundreds of quick edits end with the problems of the last text, and memory stays', async () => {
  const editor = await open(notification);
  const type = async (times: number): Promise<void> => {
    for (let i = 0; i < times; i++) {
      const { document } = editor;
      const right = document.getText().includes(`"${wrongTag}`);
      await editor.edit((edit) => edit.replace(rangeOfText(document, right ? `"${wrongTag}` : `"${correctTag}`), right ? `"${correctTag}` : `"${wrongTag}`), { undoStopBefore: false, undoStopAfter: false });
      if (i % 20 === 19) await pause(250);
    }
  };
  await type(120);
  const before = process.memoryUsage().rss;
  await type(120);
  const after = process.memoryUsage().rss;
  assert.ok(after < before * 1.25, `${before} bytes grew to ${after}`);
  await problemsBecome(problemsOfSample);
});

test('row 78: two scans at once, and restarts in the middle of them, leave each problem once', async () => {
  await problemsBecome(problemsOfSample);
  const scans = [vscode.commands.executeCommand(scan), vscode.commands.executeCommand(scan)];
  for (let i = 0; i < 5; i++) {
    await vscode.commands.executeCommand(restart);
    scans.push(vscode.commands.executeCommand(scan));
  }
  await Promise.all(scans);
  await problemsBecome(problemsOfSample);
  assert.strictEqual(problemsOf(notification).filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error).length, 1);
});

test('row 74: a folder that is gone in the middle of a scan leaves no problem behind, and no scan that never ends', async () => {
  await problemsBecome(problemsOfSample);
  const away = fileUri('elsewhere').fsPath;
  const scanned = vscode.commands.executeCommand(scan);
  await rename(fileUri('test').fsPath, away);
  await scanned;
  await problemsBecome([]);
  await rename(away, fileUri('test').fsPath);
  await problemsBecome(problemsOfSample);
});

test('row 14: a file beyond the limit is not analysed, closed or opened, and the others are', async () => {
  const large = 'test/infrastructure/large.go';
  const deployment = (await readText(notification)).replace(/func (\w+)\(/g, 'func large$1(');
  await writeText(large, `${deployment}\n// ${'x'.repeat(5 * 1024 * 1024)}\n`);
  await pause(600);
  await vscode.commands.executeCommand(scan);
  assert.deepStrictEqual(allProblems(), problemsOfSample);
  const document = await vscode.workspace.openTextDocument(fileUri(large));
  assert.ok(document.getText().length > 5 * 1024 * 1024);
  await pause(600);
  await vscode.commands.executeCommand(scan);
  assert.deepStrictEqual(allProblems(), problemsOfSample);
});

test('row 64: the configuration of the folder counts, not one of a folder inside it, and one that is broken says where', async () => {
  const own = '.kubernaut-image-tags.yaml';
  const off = 'version: 1\nrules: { tag-mismatch: "off", generic-tag: "off" }\n';
  await problemsBecome(problemsOfSample);
  try {
    await writeText(`test/${own}`, off);
    await pause(600);
    assert.deepStrictEqual(allProblems(), problemsOfSample);
    await writeText(own, off);
    await problemsBecome([]);
    await writeText(own, off.replace('tag-mismatch', 'tag-mismatsch'));
    await eventually(() => assert.deepStrictEqual(problemsOf(own).map(({ range }) => range.start.line), [1]));
  } finally {
    await rm(fileUri(own).fsPath, { force: true });
    await rm(fileUri(`test/${own}`).fsPath, { force: true });
  }
  await problemsBecome(problemsOfSample);
});

test('row 65: a configuration that is a link is not followed', async () => {
  await problemsBecome(problemsOfSample);
  const elsewhere = `${folder().uri.fsPath}-elsewhere.yaml`;
  await writeFile(elsewhere, 'version: 1\nrules: { tag-mismatch: "off", generic-tag: "off" }\n');
  const own = fileUri('.kubernaut-image-tags.yaml').fsPath;
  try {
    await symlink(elsewhere, own);
    await pause(600);
    await vscode.commands.executeCommand(scan);
    assert.deepStrictEqual(allProblems(), problemsOfSample);
  } finally {
    await rm(own, { force: true });
    await rm(elsewhere);
  }
});

test('row 81: an untitled document has no problems of its own, and disturbs none', async () => {
  const untitled = await vscode.workspace.openTextDocument({ language: 'go', content: await readText(notification) });
  await vscode.window.showTextDocument(untitled);
  await pause(600);
  assert.deepStrictEqual(vscode.languages.getDiagnostics(untitled.uri).filter((problem) => problem.source === source), []);
  assert.deepStrictEqual(allProblems(), problemsOfSample);
});
