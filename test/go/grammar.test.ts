import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { grammarOf, loadGrammar, type GoParser } from '../../src/go/grammar';
import { summarize } from '../../src/go/summarize';
import type { ParserNode } from '../../src/go/syntax';
import { nativeParser } from '../support/nativeParser';
import { withOtherAbi } from '../support/otherAbi';
import { grammar } from './goFacts';

const load = createRequire(__filename);

describe('a tree lives no longer than its use', () => {
  const fake = (): { parser: GoParser; freed: () => number } => {
    let freed = 0;
    const free = (): void => {
      freed++;
    };
    return { parser: { parse: () => ({ rootNode: { ...plain, type: 'source_file' }, delete: free }) }, freed: () => freed };
  };
  const plain: ParserNode = {
    type: '', startIndex: 0, endIndex: 0, isMissing: false, hasError: false, children: [], namedChildren: [],
    childForFieldName: () => null, namedDescendantForIndex: () => null,
  };

  test('it is freed after use, and its result handed on', () => {
    const { parser, freed } = fake();
    expect(grammarOf(parser).withTree('', (root) => root?.type)).toBe('source_file');
    expect(freed()).toBe(1);
  });

  test('it is freed when the use throws', () => {
    const { parser, freed } = fake();
    expect(() => grammarOf(parser).withTree('', () => { throw new Error('no'); })).toThrow('no');
    expect(freed()).toBe(1);
  });

  test('a parser that gives up leaves a file without facts, broken as a whole', () => {
    const facts = summarize('file:///a.go', 'package a\n', grammarOf({ parse: () => null }));
    expect(facts).toMatchObject({ packageName: '', funcs: [], broken: [{ start: 0, end: 10 }], length: 10 });
  });
});

describe('row 79: a grammar that can’t be used is refused', () => {
  const runtime = readFileSync(load.resolve('web-tree-sitter/web-tree-sitter.wasm'));
  const go = readFileSync(load.resolve('tree-sitter-go/tree-sitter-go.wasm'));
  test.each([
    ['no wasm', new Uint8Array([1, 2, 3])],
    ['cut short', go.subarray(0, go.length / 2)],
    ['another wasm', runtime],
    ['made for another parser', withOtherAbi(go)],
  ])('%s', async (_, spoilt) => {
    await expect(loadGrammar({ runtime, go: spoilt })).rejects.toThrow();
  });
});

test('the native parser gives the same facts, UTF-16 offsets included', () => {
  const native = grammarOf(nativeParser());
  const unit = 'func f(é string) { x := "😀" + é; g(x, `image: 日本`) } // ü\n';
  for (const text of ['', 'package a', `package a\n${unit}`, `package a\n${unit.repeat(700)}`, 'package a\nfunc f() { "é' , 'package a\nfunc é( {']) {
    const facts = summarize('file:///a.go', text, native);
    expect(JSON.stringify(facts)).toBe(JSON.stringify(summarize('file:///a.go', text, grammar)));
  }
}, 60_000);
