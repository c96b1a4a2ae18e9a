/** Go as it is being typed, cut short and spoiled: there are facts, inside the file, and as plain as JSON. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Grammar } from '../../src/go/grammar';
import { literalChunks, quoteFor } from '../../src/go/literals';
import { outline } from '../../src/go/outline';
import { summarize, summarizePart } from '../../src/go/summarize';
import { testGrammar } from '../support/grammar';
import type { Fuzzer } from './fuzz';
import { assertPlain, outside } from './inside';
import { goText, scrap, spoiled } from './sources';

export function assertFacts(text: string, grammar: Grammar): void {
  const facts = summarize('file:///a.go', text, grammar);
  assert.equal(facts.length, text.length);
  assert.deepEqual(outside(facts, text.length), []);
  const outlined = outline(text);
  assert.deepEqual(outside(outlined, text.length), []);
  const part = summarizePart('file:///a.go', text, outlined, outlined.declarations.flatMap((_, index) => (index % 2 === 0 ? [{ index, without: [] }] : [])), grammar);
  assert.deepEqual(outside(part, text.length), []);
}

export const goFuzzers: readonly Fuzzer[] = [
  {
    name: 'row 16: every single prefix of a fixture gives facts, every place inside it',
    share: 0.02,
    property: async () => {
      const grammar = await testGrammar();
      return fc.property(goText, (text) => {
        for (let length = 0; length <= text.length; length++) assertFacts(text.slice(0, length), grammar);
      });
    },
  },
  {
    name: 'rows 15 and 16: Go that is edited and cut short gives facts, every place inside the file',
    share: 8,
    property: async () => {
      const grammar = await testGrammar();
      return fc.property(spoiled(goText), (text) => assertFacts(text, grammar));
    },
  },
  {
    name: 'any soup of Go’s words gives facts that are plain data',
    share: 8,
    property: async () => {
      const grammar = await testGrammar();
      return fc.property(fc.array(scrap, { maxLength: 40 }), (soup) => {
        const text = `package a\nfunc f() {\n${soup.join(' ')}`;
        assertFacts(text, grammar);
        assertPlain(summarize('file:///a.go', text, grammar));
      });
    },
  },
  {
    name: 'row 18: what is written into a Go literal reads back, and chunks of any literal are in order and inside',
    share: 60,
    property: () => {
      const pieces = fc.oneof(fc.constantFrom('\\', 'x6c', '\\x6c', '\\xe2', '\\x82', '\\xac', '\\u00e9', '\\U0001F600', '\\n', '\\"', '\\154', '\r', '\n'), scrap);
      return fc.property(fc.string({ unit: 'binary', maxLength: 12 }), fc.array(pieces, { maxLength: 12 }), fc.constantFrom('"', '`'), (text, inner, quote) => {
        for (const [kind, mark] of [['interpreted', '"'], ['raw', '`']] as const) {
          const written = quoteFor(kind, text);
          if (written === undefined) continue;
          const literal = `${mark}${written}${mark}`;
          assert.equal(literalChunks(literal, 0, literal.length).map((chunk) => chunk.text).join(''), text);
        }
        const literal = `${quote}${inner.join('')}${quote}`;
        let at = 1;
        for (const chunk of literalChunks(literal, 0, literal.length)) {
          assert.ok(at <= chunk.start && chunk.start < chunk.end);
          if (chunk.text.length === chunk.end - chunk.start) assert.equal(chunk.text, literal.slice(chunk.start, chunk.end));
          at = chunk.end;
        }
        assert.ok(at <= literal.length - 1 || literal.length < 2);
      });
    },
  },
];
