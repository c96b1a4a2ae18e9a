/** docs/benchmarks.md from what a run measured. Pure. */
import { goals, type Goal } from './goals';
import type { CorpusResult, Results } from './results';

export function benchmarksPage(results: Results): string {
  const { machine, load, versions, date, corpora, growth } = results;
  return `<!-- Written by "npm run bench -- --write"; a change here is lost. -->
# Benchmarks

Measured ${date} on ${machine}, under a load of ${load}; ${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(', ')}.

Whole processes are run in turns (A B C A B C …) on the same files, with the disk's cache warm. A ratio is the median of the rounds' own
ratios of processor time, so that a busy machine slows all of them alike; milliseconds are medians and mean little on another machine. Inside a
process a time is that of the clock or of the processor, whichever is less. The
peers do less: ast-grep and the program over Go's parser look for string literals alone (\`bench/peers\`), this checker follows every
string, links the packages and judges by all rules.

## Goals

| | at most | ${corpora.map(({ name }) => name).join(' | ')} |
|---|---|${corpora.map(() => '---|').join('')}
${goals.map((goal) => goalRow(goal, results)).join('\n')}

✓ met, ✗ not met, – not measured there.

## Corpora

| | Go files | MB | YAML files |
|---|---|---|---|
${corpora.map(({ name, census }) => `| ${name} | ${census.goFiles} | ${(census.goBytes / 1e6).toFixed(1)} | ${census.yamlFiles} |`).join('\n')}

The made corpus comes from a seed (\`bench/corpus\`): suites that build, load and deploy by literals, parameters, structs, channels and files, some with a
mistake, and a bulk of tests without images.

## Whole processes

${corpora.filter(({ costs }) => costs).map(costTable).join('\n\n')}
${corpora.filter(({ indexing }) => indexing).map(editorSection).join('\n')}
## What stands in the way

Milliseconds on the clock, of one run alone; \`--profile\` tells them of any run.

${stageTable(corpora)}

- A parse by tree-sitter's WebAssembly and the reading of its nodes (*parse*, *facts*), an outline of every character (*outline*) and the evaluation of
  every flow (*inventory*) each cost as much as the peer's search for literals does as a whole. What isn't needed is left out already:
  "How work is saved" in ARCHITECTURE.md.
- After a keystroke the flows that reach the edited file are walked again, callers linked again, and all deployments judged again: the rest stands. It
  is done in slices, so the time of a keystroke is a delay of its findings and not of the host.
- The longest stretch that blocks the host is the parse of one file as a whole.
- Memory: the texts of all files, two bytes a character where one isn't ASCII, and their facts stay for the next keystroke.

## Growth

${growth.length === 0 ? 'Not measured.' : `![Processor time over the number of copies](benchmarks.svg)

| copies | Go files | ${Object.keys(growth[0]?.cpu ?? {}).join(', ms | ')}, ms |
|---|---|${Object.keys(growth[0]?.cpu ?? {}).map(() => '---|').join('')}
${growth.map(({ copies, census, cpu }) => `| ${copies} | ${census.goFiles} | ${Object.values(cpu).map((one) => one.toFixed(0)).join(' | ')} |`).join('\n')}`}

## Again

\`npm run bench\` measures the made corpus, \`npm run bench -- --corpus NAME=DIR\` another tree (\`--repository NAME=DIR\` a whole repository), \`--write\`
writes this page. \`npm run bench -- --help\` tells the rest.
`;
}

function goalRow(goal: Goal, results: Results): string {
  const measured = goal.measure(results);
  const cell = (of: string): string => {
    const found = measured.find((one) => one.of === of);
    return found ? shown(goal, found.value) : '–';
  };
  const own = measured.filter(({ of }) => !results.corpora.some(({ name }) => name === of));
  const cells = own[0] ? results.corpora.map((_, i) => (i === 0 ? shown(goal, own[0]?.value ?? NaN) : '')) : results.corpora.map(({ name }) => cell(name));
  return `| ${goal.id} ${goal.text} | ${rounded(goal.atMost)} ${goal.unit} | ${cells.join(' | ')} |`;
}

function shown(goal: Goal, value: number): string {
  return `${rounded(value)} ${goal.unit} ${value <= goal.atMost ? '✓' : '✗'}`.replace('  ', ' ');
}

function rounded(value: number): string {
  return Number(value.toPrecision(value >= 100 ? 3 : 2)).toString();
}

function costTable({ name, costs = {}, ratios = {} }: CorpusResult): string {
  const rows = Object.entries(costs).map(([contender, cost]) => {
    const ratio = ratios[contender];
    return `| ${contender} | ${cost.cpu.toFixed(0)} | ${cost.wall.toFixed(0)} | ${ratio ? `${ratio.cpu.toFixed(2)} ×` : ''} | ${ratio ? `${ratio.wall.toFixed(2)} ×` : ''} |`;
  });
  return `### ${name}\n\n| | processor, ms | clock, ms | ours to it, processor | clock |\n|---|---|---|---|---|\n${rows.join('\n')}`;
}

function stageTable(corpora: readonly CorpusResult[]): string {
  const columns = corpora.flatMap(({ name, stages, indexing }) => [
    ...(stages ? [{ title: `command line, ${name}`, stages }] : []),
    ...(indexing?.traces[0] ? [{ title: `${indexing.traces[0].name}, ${name}`, stages: indexing.traces[0].stages }] : []),
  ]);
  if (columns.length === 0) return 'Not measured.';
  const names = [...new Set(columns.flatMap(({ stages }) => Object.keys(stages)))];
  const rows = names.map((name) => `| ${name} | ${columns.map(({ stages }) => stages[name]?.toFixed(0) ?? '').join(' | ')} |`);
  return `| | ${columns.map(({ title }) => title).join(' | ')} |\n|---|${columns.map(() => '---|').join('')}\n${rows.join('\n')}`;
}

function editorSection({ name, indexing, firstDocument }: CorpusResult): string {
  if (!indexing) return '';
  const { wall, cpu, blocked, memory, hundredth, characters, traces } = indexing;
  const document = firstDocument ? ` A document of ${firstDocument.characters} characters alone has its findings ${firstDocument.time.toFixed(0)} ms after the host began to start the parser.` : '';
  return `
## In an editor: ${name}

The first scan takes ${cpu.toFixed(0)} ms of processor time (${wall.toFixed(0)} ms on the clock), blocks others for ${blocked.toFixed(0)} ms at most at a stretch, and adds ${memory.toFixed(0)} MB. One in a
hundred files changed costs ${(hundredth * 100).toFixed(1)} % of it.${document} Typing in the largest file with an image (${characters} characters), from
the edit to the findings without the editor's pause:

| | edits | p50, ms | p95, ms | longest, ms |
|---|---|---|---|---|
${traces.map((one) => `| ${one.name} | ${one.edits} | ${one.p50.toFixed(1)} | ${one.p95.toFixed(1)} | ${one.max.toFixed(1)} |`).join('\n')}
`;
}
