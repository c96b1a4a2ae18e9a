/** docs/reliability.md names the tests that there are, and every row has one on each of its levels. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hostedVersion } from '../../scripts/hostedVersions.mjs';
import { failures, lacking, reliabilityPage, rowTests } from '../../scripts/reliabilityPage.mjs';
import { rowSections } from '../../scripts/reliabilityRows.mjs';

const tests = rowTests();
const rows = rowSections.flatMap((section) => section.rows);

test('the page names the tests that there are; "npm run docs" brings it up to date', () => {
  expect(readFileSync(new URL('../../docs/reliability.md', import.meta.url), 'utf8')).toBe(reliabilityPage(tests));
});

test('there are 88 rows, and every one has a test on each of its levels', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 88 }, (_, i) => i + 1));
  expect(rows.filter((row) => lacking(row, tests) !== '').map((row) => `row ${row.number} lacks a test on level ${lacking(row, tests)}`)).toEqual([]);
});

test('no test is named after a row that there isn’t', () => {
  expect(tests.flatMap(({ rows: named }) => named).filter((number) => !rows.some((row) => row.number === number))).toEqual([]);
});

describe('the results of a run', () => {
  const one = { rows: [1], title: 'row 1: %s of ${what}, 1 + 1', file: 'test/go/a.test.ts', levels: 'U' };
  const ran = (names: readonly string[], passed: boolean, suite = 'unit') => [{ suite, cases: [{ names, passed }] }];

  test('a test that ran and passed, alone or as the title of others', () => {
    expect(failures([one], ran(['row 1: all of it, 1 + 1'], true))).toEqual([]);
    expect(failures([one], ran(['row 1: all of it, 1 + 1', 'inner'], true))).toEqual([]);
  });
  test('one that failed, did not run, or whose suite did not', () => {
    expect(failures([one], ran(['row 1: all of it, 1 + 1'], false))).toEqual([`test/go/a.test.ts: ${one.title}: failed in unit`]);
    expect(failures([one], ran(['row 1: all of it, 1 + 11'], true))).toEqual([`test/go/a.test.ts: ${one.title}: did not run in unit`]);
    expect(failures([one], ran(['row 1: all of it, 1 + 1'], true, 'packaged'))).toEqual([`test/go/a.test.ts: ${one.title}: its suite has no results`]);
  });
  test('in both VS Codes', () => {
    const inside = { ...one, file: 'test/vscode/a.test.ts' };
    const both = [...ran(['row 1: all of it, 1 + 1'], true, 'vscode-newest'), ...ran(['other'], true, 'vscode-oldest')];
    expect(failures([inside], both)).toEqual([`test/vscode/a.test.ts: ${one.title}: did not run in vscode-oldest`]);
  });
  test('on pages of both, and of the newest alone where the editor has no part in it', () => {
    const [newest, oldest] = [hostedVersion('newest'), hostedVersion('oldest')].map(({ vscode }) => `VS-Code-${vscode}-page`);
    const pages = [...ran(['row 1: all of it, 1 + 1'], true, newest), ...ran(['other'], true, oldest)];
    expect(failures([{ ...one, file: 'test/vscode/page/a.page.ts' }], pages)).toEqual([`test/vscode/page/a.page.ts: ${one.title}: did not run in ${oldest}`]);
    expect(failures([{ ...one, file: 'test/vscode/page/faults.page.ts' }], pages)).toEqual([]);
  });
});
