/**
 * Row 80, the long way (`npm run soak`): somebody types two thousand characters a minute, in bursts with short pauses, into the largest Go file of the opened folder, and takes
 * them back. What the memory of the extension host and the time of an edit do meanwhile is written as a file; scripts/soak.mjs judges it.
 */
import { writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { pause, source } from './support/workspace';

export interface Minute {
  readonly edits: number;
  /** Bytes at the end of the minute. */
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  /** Milliseconds that an edit took until the editor had it. */
  readonly median: number;
  readonly slowest: number;
  /** How often our problems were published. */
  readonly publications: number;
}

const minutes = Number(process.env['SOAK_MINUTES'] ?? '10');
const resultFile = process.env['IMAGE_TAGS_TEST_RESULT'];
const perMinute = 2000;
const burst = 20;

export async function run(): Promise<void> {
  const largest = await largestGoFile();
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(largest), { preview: false });
  await vscode.commands.executeCommand('kubernautImageTags.scanWorkspace');
  let publications = 0;
  const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
    if (uris.some((uri) => vscode.languages.getDiagnostics(uri).some((problem) => problem.source === source))) publications++;
  });
  const told: Minute[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const before = publications;
    const times = await typeForAMinute(editor);
    const { rss, heapUsed, external } = process.memoryUsage();
    const sorted = [...times].sort((a, b) => a - b);
    told.push({ edits: times.length, rss, heapUsed, external, median: sorted[sorted.length >> 1] ?? 0, slowest: sorted.at(-1) ?? 0, publications: publications - before });
    console.log(`[case] passed minute ${minute + 1}: ${JSON.stringify(told.at(-1))}`);
  }
  listening.dispose();
  await vscode.commands.executeCommand('workbench.action.files.revert');
  if (resultFile) await writeFile(resultFile, JSON.stringify({ vscode: vscode.version, file: vscode.workspace.asRelativePath(largest), lines: editor.document.lineCount, minutes: told }));
}

async function largestGoFile(): Promise<vscode.Uri> {
  const files = await vscode.workspace.findFiles('test/{infrastructure,e2e,integration}/**/*.go');
  const sized = await Promise.all(files.map(async (uri) => ({ uri, size: (await vscode.workspace.fs.stat(uri)).size })));
  const largest = sized.sort((a, b) => b.size - a.size)[0];
  if (!largest) throw new Error('The folder has no Go file to type into.');
  return largest.uri;
}

/** Names, strings and new lines at places spread over the file, each taken back, so that the text stays what it was. */
async function typeForAMinute(editor: vscode.TextEditor): Promise<number[]> {
  const end = Date.now() + 60_000;
  const times: number[] = [];
  const quietly = { undoStopBefore: false, undoStopAfter: false };
  const edit = async (change: (edit: vscode.TextEditorEdit) => void): Promise<void> => {
    const start = performance.now();
    await editor.edit(change, quietly);
    times.push(performance.now() - start);
  };
  while (Date.now() < end && times.length < perMinute) {
    const started = Date.now();
    const line = (times.length * 7919) % editor.document.lineCount;
    const place = editor.document.lineAt(line).range.end;
    const word = times.length % 3 === 0 ? ' // note' : times.length % 3 === 1 ? '"typed"+x' : '\nx := 1 ';
    for (const [i, character] of Array.from(word).slice(0, burst / 2).entries()) {
      const at = editor.document.offsetAt(place) + i;
      await edit((change) => change.insert(editor.document.positionAt(at), character));
    }
    // A pause in which the analysis starts, sometimes in the middle of a word.
    await pause(Math.max(0, started + (burst * 60_000) / perMinute - Date.now()));
    const start = editor.document.offsetAt(place);
    for (let i = Math.min(word.length, burst / 2); i > 0; i--) await edit((change) => change.delete(new vscode.Range(editor.document.positionAt(start + i - 1), editor.document.positionAt(start + i))));
  }
  await pause(Math.max(0, end - Date.now()));
  return times;
}
