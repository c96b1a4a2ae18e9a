/**
 * docs/reliability.md: every row of bad input with the tests that are named after it (`row 24: …`, `rows 57 and 58: …`), found in their
 * sources; and whether all of them ran and passed, read from the results of a run.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostedVersion, hostedVersions, newestOnly } from './hostedVersions.mjs';
import { rowSections } from './reliabilityRows.mjs';
import { root } from './run.mjs';

/** @typedef {{ rows: readonly number[], title: string, file: string, levels: string }} RowTest */
/** @typedef {{ names: readonly string[], passed: boolean }} Ran */

const titled = /(['"`])((?:\\.|(?!\1)[^\\\n])*?\brows? (\d+(?:(?:, | and | to )\d+)*)[:,](?:\\.|(?!\1)[^\\\n])*)\1/g;

/** @param {string} said such as `57 and 58`, `9 to 11` */
function numbersIn(said) {
  return said.split(/, | and /).flatMap((part) => {
    const [from = 0, to = from] = part.split(' to ').map(Number);
    return Array.from({ length: to - from + 1 }, (_, i) => from + i);
  });
}

/** What a test shows. @param {string} file @param {string} body from its title to the next one */
function levelsOf(file, body) {
  if (file.startsWith('test/vscode/')) return 'I';
  const own = /^test\/(cli|packaged)\//.test(file) ? 'UC' : 'U';
  return /\bfc\.(assert|property|asyncProperty)\(/.test(body) ? `${own}P` : own;
}

/** Every test that is named after rows, sorted by file and place. @returns {RowTest[]} */
export function rowTests() {
  const files = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' }).map((path) => `test/${path.replaceAll('\\', '/')}`).filter((path) => path.endsWith('.ts'));
  // Tests of the documents speak of rows, and test none.
  return files.filter((path) => !path.startsWith('test/docs/')).sort().flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    const found = [...text.matchAll(titled)];
    return found.map((match, i) => ({ rows: numbersIn(match[3] ?? ''), title: match[2] ?? '', file, levels: levelsOf(file, text.slice(match.index, found[i + 1]?.index)) }));
  });
}

/** Levels of a row on which it lacks a test. @param {import('./reliabilityRows.mjs').Row} row @param {readonly RowTest[]} tests */
export function lacking(row, tests) {
  const had = tests.filter(({ rows }) => rows.includes(row.number)).map(({ levels }) => levels).join('');
  return [...row.levels].filter((level) => !had.includes(level)).join('');
}

/** @param {string} text */
const cell = (text) => text.replaceAll(/\\(['"`])/g, '$1').replaceAll('|', '\\|');

/** @param {readonly RowTest[]} tests */
export function reliabilityPage(tests) {
  const rows = rowSections.flatMap((section) => section.rows);
  const tables = rowSections.map(({ title, rows: own }) => `## ${title}

| # | what comes in | what must happen | level | tests |
|---|---|---|---|---|
${own.map((row) => `| ${row.number} | ${cell(row.input)} | ${cell(row.expected)} | ${[...row.levels].join(' ')} | ${tests.filter((one) => one.rows.includes(row.number)).map(({ title: name, file }) => `[${cell(name)}](../${file})`).join('<br>')} |`).join('\n')}
`);
  return `<!-- Written by "npm run docs" from scripts/reliabilityRows.mjs and the tests' own titles; a change here is lost. -->
# Reliability

${rows.length} kinds of bad input and faults, and the tests that are named after each. U is a unit test, P a property over random inputs, I runs inside a real
VS Code, C is the command line from end to end. For every row: no throw that reaches the user, no hang, no write that nobody asked for, no process
in an untrusted workspace, no problem that outlives its cause.

The table is made from the tests' titles, and a test fails when it is stale or a row lacks a test on one of its levels. That they pass is no claim of this page:
\`bash scripts/test.sh\` ends with a part that looks every one of them up in the results of that very run, in both VS Codes, and fails where one
didn't run or didn't pass. Random inputs run for a moment with every test run, and for long by \`npm run fuzz\`.

${tables.join('\n')}`;
}

/** Cases of a run by their names, outermost first. @param {string} folder @returns {{ suite: string, cases: readonly Ran[] }[]} */
export function resultsIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const content = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    /** @type {readonly Ran[]} */
    const cases = 'outcomes' in content
      ? content.outcomes.map((/** @type {{ name: string, error?: string }} */ one) => ({ names: [one.name], passed: one.error === undefined }))
      : content.testResults.flatMap((/** @type {{ assertionResults: { ancestorTitles: string[], title: string, status: string }[] }} */ file) =>
        file.assertionResults.map(({ ancestorTitles, title, status }) => ({ names: [...ancestorTitles, title], passed: status === 'passed' })));
    return { suite: name.replace(/\.json$/, ''), cases };
  });
}

/** A title with what its table or template fills in left open. @param {string} title */
function pattern(title) {
  const literal = title.replaceAll(/\\(.)/g, '$1').split(/%[sdifjo#%]|\$\{[^}]*\}|\$\w+/).map((part) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${literal.join('[^]*')}$`);
}

/** Suites in which a test must have run. @param {string} file @param {string} suite */
function belongs(file, suite) {
  if (file.startsWith('test/vscode/page/')) {
    const versions = newestOnly.some((name) => file.endsWith(`/${name}.page.ts`)) ? [hostedVersion('newest')] : hostedVersions;
    return versions.some(({ vscode }) => suite === `VS-Code-${vscode}-page`);
  }
  if (file.startsWith('test/vscode/')) return suite.startsWith('vscode-');
  return suite === (file.startsWith('test/packaged/') ? 'packaged' : 'unit');
}

/**
 * What is wrong with the rows' tests in a run: each has run in every suite that it belongs to, and passed.
 * @param {readonly RowTest[]} tests @param {ReturnType<typeof resultsIn>} results
 */
export function failures(tests, results) {
  return tests.flatMap(({ title, file }) => {
    const wanted = pattern(title);
    const suites = results.filter(({ suite }) => belongs(file, suite));
    if (suites.length === 0) return [`${file}: ${title}: its suite has no results`];
    return suites.flatMap(({ suite, cases }) => {
      const own = cases.filter(({ names }) => names.some((name) => wanted.test(name)));
      if (own.length === 0) return [`${file}: ${title}: did not run in ${suite}`];
      return own.every(({ passed }) => passed) ? [] : [`${file}: ${title}: failed in ${suite}`];
    });
  });
}
