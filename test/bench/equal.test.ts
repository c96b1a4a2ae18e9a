/** G8: every shortcut sees what the plain full parse sees, on the made corpus; and the comparison notices one that doesn't. */
import { expect, test } from 'vitest';
import { makeCorpus, partOf, wholeSize } from '../../bench/corpus/corpus';
import { differences } from '../../bench/equal';
import type { Grammar } from '../../src/go/grammar';
import { testGrammar } from '../support/grammar';

function corpus(part: number): { readonly root: string; readonly texts: ReadonlyMap<string, string> } {
  return { root: 'file:///made', texts: new Map([...makeCorpus({ seed: 5, size: partOf(wholeSize, part), copies: 1 })].map(([path, text]) => [`file:///made/${path}`, text])) };
}

test('no difference', async () => {
  expect(await differences(corpus(0.06), await testGrammar())).toEqual([]);
});

test('a parse of parts that loses a part is noticed', async () => {
  const grammar = await testGrammar();
  const losing: Grammar = { withTree: (text, use, spans) => grammar.withTree(text, use, spans && spans.length > 6 ? spans.slice(0, -2) : spans) };
  const found = await differences(corpus(0.01), losing);
  expect(found.join('\n')).toMatch(/every second function: funcs, \w+ is missing/);
});
