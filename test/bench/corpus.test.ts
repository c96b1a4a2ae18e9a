/** The made corpus: always the same, of the promised size, Go that parses, and something to find in it. */
import { describe, expect, test } from 'vitest';
import { makeCorpus, partOf, wholeSize } from '../../bench/corpus/corpus';
import { summarize } from '../../src/go/summarize';
import { silentLog } from '../../src/base/log';
import { createLanguageService } from '../../src/service/createLanguageService';
import { defaultSettings } from '../../src/service/settings';
import { testGrammar } from '../support/grammar';
import { memoryWorkspace } from '../support/memoryWorkspace';

const small = partOf(wholeSize, 0.3);

test('a seed is a corpus', () => {
  const texts = [...makeCorpus({ seed: 3, size: small, copies: 1 })];
  expect([...makeCorpus({ seed: 3, size: small, copies: 1 })]).toEqual(texts);
  expect([...makeCorpus({ seed: 4, size: small, copies: 1 })]).not.toEqual(texts);
});

test('as many and as large files as the largest known suite', () => {
  const files = [...makeCorpus({ seed: 1, size: wholeSize, copies: 1 })];
  const go = files.filter(([path]) => path.endsWith('.go'));
  const bytes = (list: typeof files): number => list.reduce((sum, [, text]) => sum + Buffer.byteLength(text), 0) / 1e6;
  const infrastructure = go.filter(([path]) => path.startsWith('test/infrastructure/'));
  expect({ go: go.length, infrastructure: infrastructure.length, yaml: files.length - go.length }).toEqual({ go: 837, infrastructure: 60, yaml: 152 });
  expect(bytes(go)).toBeGreaterThan(9.5);
  expect(bytes(go)).toBeLessThan(11);
  expect(bytes(infrastructure)).toBeGreaterThan(1.4);
  expect(go.some(([, text]) => text.length > 100_000)).toBe(true);
  const foreign = go.filter(([, text]) => Buffer.byteLength(text) > text.length).length;
  expect(foreign).toBeGreaterThan(400);
  expect(foreign).toBeLessThan(700);
});

describe('a part of it, twice', () => {
  const files = makeCorpus({ seed: 2, size: small, copies: 2 });

  test('all Go parses', async () => {
    const grammar = await testGrammar();
    expect([...files].filter(([path, text]) => path.endsWith('.go') && summarize(path, text, grammar).broken.length > 0).map(([path]) => path)).toEqual([]);
  });

  test('images go all their ways, and the mistakes are found', async () => {
    const service = createLanguageService({ workspace: memoryWorkspace(files), grammar: await testGrammar(), settings: defaultSettings, log: silentLog });
    const { findings, inventory, summary } = await service.analyze();
    expect(new Set(inventory.sites.map(({ role }) => role))).toEqual(new Set(['build', 'save', 'load', 'deploy', 'run']));
    expect(summary.unresolved).toBe(0);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['tag-mismatch', 'not-loaded', 'regenerated-tag']));
  });
});
