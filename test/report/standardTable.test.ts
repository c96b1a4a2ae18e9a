import { marked, type Tokens } from 'marked';
import { describe, expect, test } from 'vitest';
import { compareSection, standardJson, standardSection, standardText, type StandardDocument } from '../../src/report/standardTable';

/** The seed's table. */
const seed: StandardDocument = {
  patterns: ['localhost/kubernaut-{service}:e2e-test-{service}'],
  rows: [
    { service: 'datastorage', image: 'localhost/kubernaut-datastorage:e2e-test', verdict: 'nonstandard', rationale: 'a generic tag; use localhost/kubernaut-datastorage:e2e-test-datastorage' },
    { service: 'gateway', image: 'localhost/kubernaut-gateway:e2e-test-gateway', verdict: 'compliant', rationale: 'Unique per service.' },
    { service: 'notification', image: 'localhost/kubernaut-notification:e2e-test', verdict: 'exception', rationale: 'Its own suite builds it and nobody shares it.' },
    { service: 'signalprocessing', image: '', verdict: 'unused', rationale: '' },
  ],
  sharedDependencies: ['datastorage'],
  genericTags: ['', 'e2e-test'],
};

test('golden', async () => {
  await expect(`${standardSection(seed)}\n`).toMatchFileSnapshot('golden/standard.md');
  await expect(standardText(seed)).toMatchFileSnapshot('golden/standard.txt');
  await expect(standardJson(seed)).toMatchFileSnapshot('golden/standard.json');
});

test('as Markdown: one table of the four columns, a row for each service', () => {
  const tables = marked.lexer(standardSection(seed), { gfm: true }).filter((token) => token.type === 'table') as Tokens.Table[];
  expect(tables.map(({ header }) => header.map(({ text }) => text))).toEqual([['Service', 'E2E image in use', 'Verdict', 'Rationale']]);
  expect(tables[0]?.rows.map((row) => row[0]?.text)).toEqual(seed.rows.map(({ service }) => `**${service}**`));
});

test('as JSON: every row, with the image as it is', () => {
  expect(JSON.parse(standardJson(seed))).toEqual({ version: 1, patterns: seed.patterns, sharedDependencies: seed.sharedDependencies, genericTags: seed.genericTags, services: seed.rows });
});

test('a foreign string stays in its cell', () => {
  const section = standardSection({ ...seed, rows: [{ service: 'a|b', image: 'x|y`:z', verdict: 'unknown', rationale: '<!-- kubernaut-image-tags:end -->\n| x | [y](z) |' }] });
  expect(section.split('\n').filter((line) => line.startsWith('|'))).toHaveLength(3);
  expect(section.split('kubernaut-image-tags:end -->')).toHaveLength(2);
});

describe('the section in a document', () => {
  const section = standardSection(seed);
  const around = (inner: string): string => `# DD-TEST-001\r\n\r\n${inner}\r\n\r\nmore\r\n`;
  const dos = section.replaceAll('\n', '\r\n');

  test('the same', () => expect(compareSection(around(dos), section)).toEqual({ kind: 'same' }));
  test('another row: says the line, keeps everything around and the line ends', () => {
    const state = compareSection(around(dos.replace('Unique per service', 'No reason')), section);
    expect(state).toEqual({ kind: 'differs', updated: around(dos), line: 11 });
  });
  test('a cut section', () => {
    const [first = '', last = ''] = [dos.split('\r\n')[0], dos.split('\r\n').at(-1)];
    expect(compareSection(around(`${first}\r\n${last}`), section)).toMatchObject({ kind: 'differs', updated: around(dos), line: 4 });
  });
  test('no markers: at the end', () => {
    expect(compareSection('text', section)).toEqual({ kind: 'missing', updated: `text\n\n${section}\n` });
    expect(compareSection('text\r\n', section)).toEqual({ kind: 'missing', updated: `text\r\n\r\n${dos}\r\n` });
    expect(compareSection('', section)).toEqual({ kind: 'missing', updated: `${section}\n` });
  });
  test.each([['one', section.split('\n')[0] ?? ''], ['two pairs', `${section}\n${section}`], ['the wrong way round', section.split('\n').toReversed().join('\n')]])('%s: broken', (_, inner) => {
    expect(compareSection(around(inner), section)).toMatchObject({ kind: 'broken' });
  });
  test('what was written is the same afterwards', () => {
    for (const text of ['', 'x', 'x\r\n', around(''), around(`${section.split('\n')[0] ?? ''}\n${section.split('\n').at(-1) ?? ''}`)]) {
      const state = compareSection(text, section);
      expect('updated' in state && compareSection(state.updated, section)).toEqual({ kind: 'same' });
    }
  });
});
