import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { literalChunks, quoteFor } from '../../src/go/literals';
import type { Chunk } from '../../src/go/facts';

const chunks = (literal: string): Chunk[] => literalChunks(literal, 0, literal.length);
const decoded = (literal: string): string => chunks(literal).map((chunk) => chunk.text).join('');

describe('row 18: what an interpreted string stands for', () => {
  test.each([
    ['"plain"', 'plain'],
    ['""', ''],
    [String.raw`"\a\b\f\n\r\t\v\\\'\""`, '\x07\b\f\n\r\t\v\\\'"'],
    [String.raw`"\x6c\154\u006c\U0000006c"`, 'llll'],
    [String.raw`"\U0001F600"`, '😀'],
    [String.raw`"\xe2\x82\xac"`, '€'],
    [String.raw`"\342\202\254"`, '€'],
    [String.raw`"\xf0\x9f\x98\x80!"`, '😀!'],
    [String.raw`"\xef\xbb\xbf!"`, '\ufeff!'],
    [String.raw`"\xef\xbf\xbd"`, '\ufffd'],
    [String.raw`"\xff\x41"`, '\ufffdA'],
    [String.raw`"\xe2\x82"`, '\ufffd\ufffd'],
    [String.raw`"\q\z"`, '\\q\\z'],
    [String.raw`"\777"`, '\\777'],
    [String.raw`"\ud800"`, '\\ud800'],
    [String.raw`"\U00110000"`, '\\U00110000'],
    [String.raw`"\x6"`, '\\x6'],
    ['"a\\', 'a\\'],
    ['"unterminated', 'unterminated'],
    ['"', ''],
    ['`', ''],
  ])('%s', (literal, text) => expect(decoded(literal)).toBe(text));

  test('each escape is a chunk, each run between them is one', () => {
    expect(chunks('"ab\\x6ccd\\n"')).toEqual([
      { start: 1, end: 3, text: 'ab' }, { start: 3, end: 7, text: 'l' }, { start: 7, end: 9, text: 'cd' }, { start: 9, end: 11, text: '\n' },
    ]);
  });

  test('offsets are those of the file', () => {
    expect(literalChunks('x := "é", "b"', 10, 13)).toEqual([{ start: 11, end: 12, text: 'b' }]);
  });
});

describe('what a raw string stands for', () => {
  test('back-slashes are characters', () => expect(decoded('`a\\n"b`')).toBe('a\\n"b'));

  test('row 3: carriage returns are dropped and the rest keeps its place', () => {
    expect(chunks('`a\r\nb\r`')).toEqual([{ start: 1, end: 2, text: 'a' }, { start: 3, end: 5, text: '\nb' }]);
  });
});

const codePoint = fc.oneof(fc.integer({ min: 0, max: 0x2ff }), fc.integer({ min: 0xe000, max: 0x10ffff }), fc.constantFrom(0x60, 0x5c, 0x22, 0x2028));

describe('how text is written into a literal', () => {
  test.each([
    ['interpreted', 'a"b\\c\n', 'a\\"b\\\\c\\n'],
    ['interpreted', 'é😀`', 'é😀`'],
    ['interpreted', '\u{e0041}', '\\U000e0041'],
    ['interpreted', '\x00\x7f\u200b\ufeff', '\\x00\\x7f\\u200b\\ufeff'],
    ['raw', 'a"b\\c\n', 'a"b\\c\n'],
    ['raw', 'a`b', undefined],
    ['raw', 'a\rb', undefined],
    ['raw', '\ud800', undefined],
    ['interpreted', '\ud800', undefined],
  ] as const)('%s %j', (kind, text, written) => expect(quoteFor(kind, text)).toBe(written));

  test('what is written reads back as the same text', () => {
    fc.assert(
      fc.property(fc.array(codePoint, { maxLength: 12 }), (points) => {
        const text = String.fromCodePoint(...points);
        const written = quoteFor('interpreted', text);
        expect(written).toBeDefined();
        expect(decoded(`"${written ?? ''}"`)).toBe(text);
        const raw = quoteFor('raw', text);
        if (raw !== undefined) expect(decoded(`\`${raw}\``)).toBe(text);
      }),
    );
  });

  test('row 18: chunks of any literal are in order, apart, inside the quotes and true to their length', () => {
    const pieces = fc.constantFrom('a', 'é', '\\', 'x6c', '\\x6c', '\\xe2', '\\x82', '\\xac', '\\u00e9', '\\U0001F600', '\\n', '\\"', '\\154', '\r', '\n', '😀');
    fc.assert(
      fc.property(fc.array(pieces).map((parts) => parts.join('')), fc.constantFrom('"', '`'), (inner, quote) => {
        const literal = `${quote}${inner}${quote}`;
        let at = 1;
        for (const { start, end, text } of chunks(literal)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          if (text.length === end - start) expect(text).toBe(literal.slice(start, end));
          else expect(text.length).toBeLessThan(end - start);
          at = end;
        }
        expect(at).toBeLessThanOrEqual(literal.length - 1);
      }),
    );
  });
});
