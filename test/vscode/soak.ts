/**
 * Row 80, the long way (`npm run soak`): somebody makes two thousand edits a minute in the largest Go file of the opened folder, in bursts with short pauses, takes them back, and
 * rests for the last seconds of the minute. What the memory of the extension host and the time of an edit do meanwhile, and whether the findings at the end of each minute
 * are those of the untouched text, is written as a file; scripts/soak.mjs judges it. Memory is read after a collection: garbage that V8 hasn't had a reason to collect yet is no
 * growth, and comes and goes with the load of the machine.
 */
import { writeFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { pause, ruleOf, source } from './support/workspace';

export interface Minute {
  readonly edits: number;
  /** Bytes at the end of the minute, before the collection. */
  readonly uncollected: number;
  /** Bytes after it. */
  readonly rss: number;
  readonly heapTotal: number;
  readonly heapUsed: number;
  readonly external: number;
  /** Milliseconds until the editor had a burst of edits. */
  readonly median: number;
  readonly slowest: number;
  /** Milliseconds from the last edit until its findings stood. */
  readonly settled: number;
  /** The findings are those that the text had before anybody typed. */
  readonly right: boolean;
}

const minutes = Number(process.env['SOAK_MINUTES'] ?? '10');
const resultFile = process.env['IMAGE_TAGS_TEST_RESULT'];
const perMinute = 2000;
/** Typing is done in the first part of a minute, so that an analysis can end in the rest of it. */
const typingMilliseconds = 50_000;

export async function run(): Promise<void> {
  const largest = await largestGoFile();
  const editor = await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(largest), { preview: false });
  const { document } = editor;
  const text = document.getText();
  await scan();
  const findings = allFindings();
  const told: Minute[] = [];
  for (let minute = 0; minute < minutes; minute++) {
    const end = Date.now() + 60_000;
    const { times, edits } = await type(editor, Date.now() + typingMilliseconds);
    const last = performance.now();
    await scan();
    const settled = performance.now() - last;
    await pause(Math.max(0, end - Date.now()));
    const uncollected = process.memoryUsage.rss();
    collect();
    const { rss, heapTotal, heapUsed, external } = process.memoryUsage();
    const sorted = [...times].sort((a, b) => a - b);
    const right = document.getText() === text && allFindings().join('\n') === findings.join('\n');
    told.push({ edits, uncollected, rss, heapTotal, heapUsed, external, median: sorted[sorted.length >> 1] ?? 0, slowest: sorted.at(-1) ?? 0, settled, right });
    console.log(`[case] passed minute ${minute + 1}: ${JSON.stringify(told.at(-1))}`);
  }
  await vscode.commands.executeCommand('workbench.action.files.revert');
  if (resultFile) await writeFile(resultFile, JSON.stringify({ file: vscode.workspace.asRelativePath(largest), lines: document.lineCount, findings: findings.length, minutes: told }));
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function scan(): Thenable<unknown> {
  return vscode.commands.executeCommand('kubernautImageTags.scanWorkspace');
}

/** Ours of all files and severities, with their places. */
function allFindings(): string[] {
  const ours = vscode.languages.getDiagnostics().flatMap(([uri, diagnostics]) => diagnostics.filter((diagnostic) => diagnostic.source === source).map((diagnostic) => ({ uri, diagnostic })));
  return ours.map(({ uri, diagnostic }) => `${uri.path}:${diagnostic.range.start.line}:${diagnostic.range.start.character} ${ruleOf(diagnostic)} ${diagnostic.message}`).sort();
}

async function largestGoFile(): Promise<vscode.Uri> {
  const files = await vscode.workspace.findFiles('test/{infrastructure,e2e,integration}/**/*.go');
  const sized = await Promise.all(files.map(async (uri) => ({ uri, size: (await vscode.workspace.fs.stat(uri)).size })));
  const largest = sized.sort((a, b) => b.size - a.size)[0];
  if (!largest) throw new Error('The folder has no Go file to type into.');
  return largest.uri;
}

/**
 * Comments, strings and new lines at places spread over the file, each taken back, so that the text ends as it was. As with keys, the next character doesn't wait until the last one
 * is there. Gives the milliseconds of each burst, and how many edits arrived.
 */
async function type(editor: vscode.TextEditor, end: number): Promise<{ readonly times: readonly number[]; readonly edits: number }> {
  const { document } = editor;
  const start = Date.now();
  const times: number[] = [];
  let edits = 0;
  const press = async (commands: readonly (readonly [command: string, argument?: { text: string }])[]): Promise<number> => {
    const before = performance.now();
    const length = document.getText().length;
    await Promise.all(commands.map(([command, argument]) => vscode.commands.executeCommand(command, argument)));
    times.push(performance.now() - before);
    const arrived = Math.abs(document.getText().length - length);
    edits += arrived;
    // Until as much time has gone as that many edits should take: an analysis begins in it, mostly in the middle of a word.
    await pause(Math.max(0, start + (edits * typingMilliseconds) / perMinute - Date.now()));
    return arrived;
  };
  for (let word = 0; Date.now() < end && edits < perMinute; word++) {
    // Where the page has put the focus elsewhere, what is typed goes there.
    await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
    const { end: place } = document.lineAt((word * 7919) % document.lineCount).range;
    editor.selection = new vscode.Selection(place, place);
    const typed = Array.from([' // a note', '"typed"+xy', '\nx := "y"+'][word % 3] ?? '');
    const arrived = await press(typed.map((text) => ['type', { text }]));
    await press(typed.slice(0, arrived).map(() => ['deleteLeft']));
  }
  return { times, edits };
}
