/** The benchmark: which parts run over which corpora, and where the numbers go. `npm run bench -- --help` tells how. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release, tmpdir, totalmem, type } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { loadGrammar } from '../src/go/grammar';
import { createDiskWorkspace } from '../src/node/diskWorkspace';
import { readWasmFiles } from '../src/node/wasmFiles';
import { defaultExclude } from '../src/service/settings';
import type { Activation } from './activation';
import { fewFiles, makeCorpus, wholeSize } from './corpus/corpus';
import { drawCurves } from './curve';
import type { FirstDocument, Indexing } from './editor';
import { differences } from './equal';
import { goals } from './goals';
import { inTurns, median, ratioOf, type Contender, type Cost } from './measure';
import { benchmarksPage } from './page';
import { astGrep, goParser, names, nothing, ours } from './peers';
import type { CorpusResult, Growth, Results } from './results';
import { everything, takeCensus, writeTree } from './tree';

const help = `npm run bench -- [OPTION...]

  --corpus [NAME=]DIR      a tree of Go and YAML files besides the made corpus; several
  --repository [NAME=]DIR  the same, judged as a whole repository (goal G2)
  --no-made                leave the made corpus out
  --only PART              command-line, editor, equal or growth; several (default: all)
  --check-equal            the same as --only equal; exit status 1 on a difference
  --rounds N               rounds of whole processes (default 5)
  --seed N                 of the made corpus (default 1)
  --make DIR [--copies N]  write the made corpus to DIR and end
  --write                  write docs/benchmarks.md and docs/benchmarks.svg from the newest results of each part (out/bench/results.json)
`;

const { values } = parseArgs({
  options: {
    corpus: { type: 'string', multiple: true, default: [] }, repository: { type: 'string', multiple: true, default: [] }, made: { type: 'boolean', default: true },
    only: { type: 'string', multiple: true, default: [] }, 'check-equal': { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' }, seed: { type: 'string', default: '1' },
    make: { type: 'string' }, copies: { type: 'string', default: '1' }, write: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false },
  },
  allowNegative: true,
});

const project = resolve(__dirname, '..', '..');
const parts = values['check-equal'] ? ['equal'] : values.only.length > 0 ? values.only : ['command-line', 'editor', 'equal', 'growth'];
const rounds = Number(values.rounds);
const seed = Number(values.seed);
const workplace = mkdtempSync(join(tmpdir(), 'image-tags-bench-'));
process.once('exit', () => rmSync(workplace, { recursive: true, force: true }));
const configuration = join(workplace, 'configuration.yaml');
writeFileSync(configuration, `version: 1\ninclude: ${JSON.stringify(everything)}\n`);

interface Corpus {
  readonly name: string;
  readonly folder: string;
  readonly repository: boolean;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The answer of one of our programs that prints JSON. */
function ask(program: string, ...args: string[]): unknown {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', join(__dirname, program), ...args], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${status}\n${stderr}`);
  return JSON.parse(stdout) as unknown;
}

function made(copies: number): string {
  const folder = join(workplace, `made-${copies}`);
  writeTree(folder, makeCorpus({ seed, size: wholeSize, copies }));
  return folder;
}

function named(option: string, repository: boolean): Corpus {
  const at = option.indexOf('=');
  return { name: at < 0 ? option : option.slice(0, at), folder: resolve(option.slice(at + 1)), repository };
}

function contenders(folder: string): Contender[] {
  return [ours(project, folder, configuration), ...[astGrep(project, folder), goParser(project, folder)].filter((one) => one !== undefined), nothing];
}

/** Megabytes at the command line's peak, as Node itself tells at the end. */
function peakMemory(folder: string): number {
  const [node = '', ...args] = ours(project, folder, configuration).command;
  const told = join(workplace, 'peak');
  const preload = join(workplace, 'peak.cjs');
  writeFileSync(preload, `process.once('exit', () => require('node:fs').writeFileSync(${JSON.stringify(told)}, String(process.resourceUsage().maxRSS)));\n`);
  spawnSync(node, ['--require', preload, ...args], { stdio: 'ignore' });
  return Number(readFileSync(told, 'utf8')) / 1024;
}

/** Where the time of one cold run goes, as it says itself. */
function stagesOf(folder: string): Record<string, number> {
  const [node = '', ...args] = ours(project, folder, configuration).command;
  const { stderr } = spawnSync(node, [...args, '--profile'], { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
  return Object.fromEntries([...stderr.matchAll(/: (\w+) +([\d.]+) ms$/gm)].map(([, stage = '', milliseconds]): [string, number] => [stage, Number(milliseconds)]));
}

function compared(folder: string, turns: number): Pick<CorpusResult, 'costs' | 'ratios'> {
  const measured = inTurns(contenders(folder), turns);
  const own = measured.get(names.ours) ?? [];
  const costs: Record<string, Cost> = {};
  const ratios: Record<string, Cost> = {};
  for (const [name, all] of measured) {
    costs[name] = { cpu: median(all.map(({ cpu }) => cpu)), wall: median(all.map(({ wall }) => wall)) };
    if (name !== names.ours) ratios[name] = { cpu: ratioOf(own, all, 'cpu'), wall: ratioOf(own, all, 'wall') };
    say(`  ${name.padEnd(28)} ${costs[name].cpu.toFixed(0).padStart(8)} ms cpu ${costs[name].wall.toFixed(0).padStart(8)} ms wall${ratios[name] ? `   ours ${ratios[name].cpu.toFixed(2)} x cpu, ${ratios[name].wall.toFixed(2)} x wall` : ''}`);
  }
  return { costs, ratios };
}

async function checkEqual(folder: string): Promise<number> {
  const disk = createDiskWorkspace(folder, { include: everything, exclude: defaultExclude });
  const texts = new Map<string, string>();
  for (const uri of await disk.list()) {
    const read = await disk.read(uri);
    if (read.kind === 'text') texts.set(uri, read.text);
  }
  const found = await differences({ root: disk.root, texts }, await loadGrammar(readWasmFiles(__dirname)));
  for (const one of found.slice(0, 20)) say(`  differs: ${one.replace(pathToFileURL(folder).href, '')}`);
  say(`  ${found.length} differences between shortcuts and the plain full parse`);
  return found.length;
}

async function measureCorpus({ name, folder, repository }: Corpus): Promise<CorpusResult> {
  const census = takeCensus(folder);
  say(`\n${name}: ${census.goFiles} Go files, ${(census.goBytes / 1e6).toFixed(1)} MB, ${census.yamlFiles} YAML files`);
  let result: CorpusResult = { name, repository, census };
  if (parts.includes('command-line')) {
    result = { ...result, ...compared(folder, rounds), peakMemory: peakMemory(folder), stages: stagesOf(folder) };
    say(`  the command line's peak: ${result.peakMemory?.toFixed(0)} MB`);
    say(`  stages: ${Object.entries(result.stages ?? {}).map(([stage, milliseconds]) => `${stage} ${milliseconds.toFixed(0)}`).join(', ')}`);
  }
  if (parts.includes('editor')) {
    const indexing = ask('editor.cjs', 'index', folder) as Indexing;
    const firstDocument = ask('editor.cjs', 'first', folder) as FirstDocument;
    say(`  scan in a host: ${indexing.cpu.toFixed(0)} ms cpu, ${indexing.wall.toFixed(0)} ms wall, blocks ${indexing.blocked.toFixed(1)} ms at most, +${indexing.memory.toFixed(0)} MB, ${indexing.findings} findings`);
    say(`  1 % of the files changed: ${(indexing.hundredth * 100).toFixed(2)} % of a scan's cpu; a document of ${firstDocument.characters} characters: ${firstDocument.time.toFixed(0)} ms`);
    for (const one of indexing.traces) say(`  ${one.name.padEnd(28)} p50 ${one.p50.toFixed(1)} p95 ${one.p95.toFixed(1)} max ${one.max.toFixed(1)} ms (${one.edits} edits)`);
    result = { ...result, indexing, firstDocument };
  }
  if (parts.includes('equal')) result = { ...result, differences: await checkEqual(folder) };
  return result;
}

function measureGrowth(copies: number): Growth {
  const folder = made(copies);
  say(`\n${copies} copies`);
  const turns = inTurns(contenders(folder).filter(({ name }) => name !== names.nothing), Math.max(1, Math.min(rounds, Math.round(9 / copies))));
  const cpu = Object.fromEntries([...turns].map(([name, costs]) => [name, median(costs.map((cost) => cost.cpu))]));
  for (const [name, one] of Object.entries(cpu)) say(`  ${name.padEnd(28)} ${one.toFixed(0).padStart(8)} ms cpu`);
  const census = takeCensus(folder);
  rmSync(folder, { recursive: true });
  return { copies, census, cpu };
}

function packageVersion(name: string): string {
  return (JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
}

function versions(): Record<string, string> {
  const go = spawnSync('go', ['version'], { encoding: 'utf8' });
  return { Node: process.versions.node, 'web-tree-sitter': packageVersion('web-tree-sitter'), 'ast-grep': packageVersion('@ast-grep/cli'), ...(go.status === 0 ? { Go: go.stdout.split(' ')[2]?.replace('go', '') ?? '' } : {}) };
}

const resultsFile = join(project, 'out', 'bench', 'results.json');

/** What earlier runs on the same machine with the same versions found, under what this one did. */
function withEarlier(results: Results): Results {
  if (!existsSync(resultsFile)) return results;
  const earlier = JSON.parse(readFileSync(resultsFile, 'utf8')) as Results;
  if (earlier.machine !== results.machine || JSON.stringify(earlier.versions) !== JSON.stringify(results.versions)) return results;
  const corpora = new Map(earlier.corpora.map((corpus) => [corpus.name, corpus]));
  for (const corpus of results.corpora) corpora.set(corpus.name, { ...corpora.get(corpus.name), ...corpus });
  return { ...earlier, ...results, corpora: [...corpora.values()], growth: results.growth.length > 0 ? results.growth : earlier.growth };
}

async function run(): Promise<void> {
  const corpora: CorpusResult[] = [];
  const wanted = [...(values.made ? [{ name: 'the made corpus', folder: made(1), repository: false }] : []), ...values.corpus.map((one) => named(one, false)), ...values.repository.map((one) => named(one, true))];
  for (const corpus of wanted) corpora.push(await measureCorpus(corpus));
  let results: Results = { machine: `${cpus().length} cores ${cpus()[0]?.model.trim() ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}`, load: Math.round(loadavg()[0] ?? 0), versions: versions(), date: new Date().toISOString().slice(0, 10), corpora, growth: [] };
  if (values.made && parts.includes('command-line')) results = { ...results, few: measureFew() };
  if (values.made && parts.includes('editor')) results = { ...results, activation: measureActivation() };
  if (parts.includes('growth')) results = { ...results, growth: [1, 3, 10].map(measureGrowth) };
  say('');
  for (const goal of goals) for (const { of, value } of goal.measure(results)) say(`${value <= goal.atMost ? 'met    ' : 'not met'} ${goal.id} ${value.toPrecision(3)} ${goal.unit} (at most ${goal.atMost}): ${goal.text}; ${of}`);
  results = withEarlier(results);
  writeFileSync(resultsFile, JSON.stringify(results));
  if (values.write) {
    writeFileSync(join(project, 'docs', 'benchmarks.md'), benchmarksPage(results));
    const curves = Object.keys(results.growth[0]?.cpu ?? {}).map((name) => ({ name, points: results.growth.map(({ copies, cpu }) => ({ x: copies, y: (cpu[name] ?? 0) / 1000 })) }));
    if (curves.length > 0) writeFileSync(join(project, 'docs', 'benchmarks.svg'), drawCurves('Cold command line on 1, 3 and 10 copies of the made corpus', 'copies', 'processor time, s', curves));
  }
  if (values['check-equal'] && corpora.some((corpus) => corpus.differences !== 0)) process.exitCode = 1;
}

function measureFew(): number | undefined {
  const folder = join(workplace, 'few');
  writeTree(folder, fewFiles(seed));
  say('\nfive files');
  return compared(folder, Math.max(rounds, 7)).ratios?.[names.nothing]?.cpu;
}

function measureActivation(): Activation | undefined {
  const all = Array.from({ length: 5 }, () => ask('activation.cjs', join(project, 'dist', 'extension.cjs')) as Activation).sort((a, b) => a.activate - b.activate);
  say(`\nextension: loaded in ${all[2]?.load.toFixed(1)} ms, activate() ${all[2]?.activate.toFixed(1)} ms`);
  return all[2];
}

if (values.help) process.stdout.write(help);
else if (values.make !== undefined) writeTree(values.make, makeCorpus({ seed, size: wholeSize, copies: Number(values.copies) }));
else void run();
