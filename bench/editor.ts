/**
 * What does the language service cost inside a host that lives long? Runs in a process of its own, one question a process, and prints the
 * answer as JSON: `editor.cjs QUESTION ROOT`.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { silentLog } from '../src/base/log';
import { loadGrammar, type Grammar } from '../src/go/grammar';
import { createDiskWorkspace } from '../src/node/diskWorkspace';
import { readWasmFiles } from '../src/node/wasmFiles';
import { createLanguageService } from '../src/service/createLanguageService';
import type { Analysis, LanguageService } from '../src/service/languageService';
import { defaultExclude, defaultSettings } from '../src/service/settings';
import type { Workspace } from '../src/service/workspace';
import { median, quantile } from './measure';
import { everything } from './tree';
import { tracesAt } from './typing';

export interface TraceCost {
  readonly name: string;
  readonly edits: number;
  /** Milliseconds from an edit to its findings, see `startWatch`; the editor's pause before it is left out. */
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Milliseconds on the clock by stage, of the last edit. */
  readonly stages: Readonly<Record<string, number>>;
}

export interface Indexing {
  readonly wall: number;
  readonly cpu: number;
  /** Milliseconds of the longest stretch in which nobody else could run. */
  readonly blocked: number;
  /** Megabytes that the process has more than before it started the parser. */
  readonly memory: number;
  readonly findings: number;
  /** Processor time after one in a hundred files has changed, as a part of that of the first scan. */
  readonly hundredth: number;
  /** Of the file that is typed in. */
  readonly characters: number;
  readonly traces: readonly TraceCost[];
}

export interface FirstDocument {
  readonly characters: number;
  readonly time: number;
}

/** Longest that one trace is measured, once it has five edits. */
const traceMilliseconds = 6000;

interface Edited extends Workspace {
  /** An open document: its text wins over the disk's. */
  edit(changes: ReadonlyMap<string, string>): void;
}

function editedDisk(root: string): Edited {
  const disk = createDiskWorkspace(root, { include: everything, exclude: defaultExclude });
  const open = new Map<string, string>();
  const listeners = new Set<(uri: string | undefined) => void>();
  return {
    root: disk.root,
    list: (signal, globs) => disk.list(signal, globs),
    read: (uri) => {
      const text = open.get(uri);
      return text === undefined ? disk.read(uri) : Promise.resolve({ kind: 'text', text });
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    edit(changes) {
      for (const [uri, text] of changes) {
        open.set(uri, text);
        for (const listener of listeners) listener(uri);
      }
    },
  };
}

function startGrammar(): Promise<Grammar> {
  return loadGrammar(readWasmFiles(__dirname));
}

function serve(workspace: Workspace, grammar: Grammar): LanguageService {
  return createLanguageService({ workspace, grammar, settings: defaultSettings, log: silentLog });
}

/** Milliseconds that this process has used. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/**
 * Measures a stretch of work: milliseconds on the clock or of the processor, whichever is less. The clock also counts what other programs
 * took away, the processor also what the engine did beside the work; the truth on a machine of our own is at most either.
 */
function startWatch(): () => number {
  const [clock, processor] = [performance.now(), cpuTime()];
  return () => Math.min(performance.now() - clock, cpuTime() - processor);
}

/** Tells the longest stretch between two turns of the event loop. */
function watchLoop(): () => number {
  let longest = 0;
  let stretch = startWatch();
  const turn = (): void => {
    longest = Math.max(longest, stretch());
    stretch = startWatch();
    timer = setTimeout(turn, 0);
  };
  let timer = setTimeout(turn, 0);
  return () => {
    clearTimeout(timer);
    return Math.max(longest, stretch());
  };
}

function megabytes(): number {
  globalThis.gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}

async function index(root: string): Promise<Indexing> {
  const before = megabytes();
  const grammar = await startGrammar();
  const workspace = editedDisk(root);
  const service = serve(workspace, grammar);
  const loop = watchLoop();
  const [started, used] = [performance.now(), cpuTime()];
  const analysis = await service.analyze();
  const [wall, cpu] = [performance.now() - started, cpuTime() - used];
  const blocked = loop();
  const memory = megabytes() - before;

  const text = (uri: string): string => readFileSync(fileURLToPath(uri), 'utf8');
  const goFiles = analysis.files.filter((uri) => uri.endsWith('.go'));
  const changed = goFiles.filter((_, i) => i % 100 === 50);
  const hundredths: number[] = [];
  for (let round = 0; round < 5; round++) {
    const at = cpuTime();
    workspace.edit(new Map(changed.map((uri) => [uri, `${text(uri)}\n// changed ${round}\n`])));
    await service.analyze();
    hundredths.push(cpuTime() - at);
  }

  const target = typingPlace(analysis, text);
  const traces: TraceCost[] = [];
  for (const trace of tracesAt(target.text, target, 40)) {
    const times: number[] = [];
    let last = analysis;
    const begun = performance.now();
    for (const next of trace.texts) {
      const watch = startWatch();
      workspace.edit(new Map([[target.uri, next]]));
      last = await service.analyze();
      times.push(watch());
      if (times.length >= 5 && performance.now() - begun > traceMilliseconds) break;
    }
    traces.push({ name: trace.name, edits: times.length, p50: median(times), p95: quantile(times, 0.95), max: Math.max(...times), stages: Object.fromEntries(last.stages.map(({ stage, milliseconds }) => [stage, milliseconds])) });
  }
  return { wall, cpu, blocked, memory, findings: analysis.findings.length, hundredth: median(hundredths) / cpu, characters: target.text.length, traces };
}

/** The first literal of an image in the largest file that somebody wrote and that has one. */
function typingPlace({ inventory }: Analysis, text: (uri: string) => string): { readonly uri: string; readonly text: string; readonly start: number; readonly end: number } {
  const bySize = [...new Set(inventory.sites.map(({ at }) => at.uri))].filter((uri) => uri.endsWith('.go')).map((uri) => ({ uri, text: text(uri) })).sort((a, b) => b.text.length - a.text.length);
  for (const file of bySize) {
    if (/^\/\/ Code generated .* DO NOT EDIT\.$/m.test(file.text)) continue;
    for (const { at } of inventory.sites) if (at.uri === file.uri && /^["`]\S+["`]$/.test(file.text.slice(at.start, at.end))) return { ...file, start: at.start, end: at.end };
  }
  throw new Error('no Go file of the corpus has an image in a literal');
}

/** From a host that has done nothing yet to the findings of one document of about 54 KB. */
async function firstDocument(root: string): Promise<FirstDocument> {
  const disk = createDiskWorkspace(root, { include: everything, exclude: defaultExclude });
  const read = (uri: string): string => readFileSync(fileURLToPath(uri), 'utf8');
  const away = (one: { readonly text: string }): number => Math.abs(one.text.length - 54_000);
  const [document] = (await disk.list()).filter((uri) => uri.endsWith('.go')).map((uri) => ({ uri, text: read(uri) })).filter(({ text }) => /\b(?:podman|docker)\b/.test(text)).sort((a, b) => away(a) - away(b));
  if (!document) throw new Error('no Go file of the corpus runs podman or docker');
  const alone: Workspace = {
    root: disk.root,
    list: () => Promise.resolve([document.uri]),
    read: (uri) => Promise.resolve(uri === document.uri ? { kind: 'text', text: document.text } : { kind: 'missing' }),
    onDidChange: () => ({ dispose: () => undefined }),
  };
  const watch = startWatch();
  await serve(alone, await startGrammar()).analyze();
  return { characters: document.text.length, time: watch() };
}

const [question, root = ''] = process.argv.slice(2);
void (question === 'first' ? firstDocument(root) : index(root)).then((answer) => process.stdout.write(JSON.stringify(answer)));
