/** Looks up every test that docs/reliability.md names in the results of the last run: the last part of scripts/test.mjs. */
import { join } from 'node:path';
import { failures, lacking, resultsIn, rowTests } from './reliabilityPage.mjs';
import { rowSections } from './reliabilityRows.mjs';
import { root } from './run.mjs';

const tests = rowTests();
const rows = rowSections.flatMap((section) => section.rows);
const results = resultsIn(join(root, 'out', 'results'));
const wrong = failures(tests, results);
for (const line of wrong) console.log(line);
const shown = rows.filter((row) => lacking(row, tests) === '' && tests.some((test) => test.rows.includes(row.number) && !wrong.some((line) => line.startsWith(`${test.file}: ${test.title}:`))));
console.log(`${shown.length} of ${rows.length} rows have tests that ran and passed in ${results.map(({ suite }) => suite).join(', ')}`);
process.exitCode = wrong.length > 0 || shown.length < rows.length ? 1 : 0;
