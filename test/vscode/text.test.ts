/** Columns inside VS Code are those of the command line, whatever bytes begin the file. */
import * as assert from 'node:assert';
import { writeFile } from 'node:fs/promises';
import { test } from './support/runner';
import { eventually, fileUri, notification, open, problemsBecome, problemsOf, problemsOfSample, readText } from './support/workspace';

test('row 2: a byte order mark before the text moves no problem, neither unopened nor open', async () => {
  await problemsBecome(problemsOfSample);
  const before = problemsOf(notification).map(({ range }) => range);
  assert.ok(before.length > 0);
  const text = await readText(notification);
  // On the first line, where a mark would move it.
  await writeFile(fileUri(notification).fsPath, `\ufeff${text}`);
  await eventually(() => assert.deepStrictEqual(problemsOf(notification).map(({ range }) => range), before));
  await open(notification);
  await eventually(() => assert.deepStrictEqual(problemsOf(notification).map(({ range }) => range), before));
});
