import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Edit, Finding } from '../../src/base/finding';
import { lineStarts, rangeOf } from '../../src/base/text';
import { applyFixes } from '../../src/cli/chooseFixes';
import { mismatch } from '../report/sampleReport';

function edit(text: string, start: number, end: number, newText: string, uri = 'a'): Edit {
  return { uri, range: rangeOf(lineStarts(text), { start, end }), expected: text.slice(start, end), newText };
}

function fixing(...edits: Edit[]): Finding {
  return { ...mismatch, fixes: [{ title: 'Fix', preferred: true, safe: true, edits }] };
}

describe('fixes go whole or not at all', () => {
  const text = 'one\r\ntwo\rthree';
  const apply = (...findings: Finding[]): string | undefined => applyFixes(findings, (uri) => (uri === 'a' ? text : undefined)).texts.get('a');

  test('line ends stay', () => expect(apply(fixing(edit(text, 5, 8, '2')), fixing(edit(text, 9, 14, '3')))).toBe('one\r\n2\r3'));
  test('the same edit twice is one edit', () => expect(apply(fixing(edit(text, 0, 3, '1')), fixing(edit(text, 0, 3, '1')))).toBe('1\r\ntwo\rthree'));
  test('of two that overlap the first wins', () => expect(apply(fixing(edit(text, 0, 3, '1')), fixing(edit(text, 2, 6, 'x')))).toBe('1\r\ntwo\rthree'));
  test('two insertions at one place: the first wins', () => expect(apply(fixing(edit(text, 0, 0, 'a')), fixing(edit(text, 0, 0, 'b')))).toBe('aone\r\ntwo\rthree'));
  test('edits that only touch both apply', () => expect(apply(fixing(edit(text, 0, 1, 'O')), fixing(edit(text, 1, 3, 'NE')))).toBe('ONE\r\ntwo\rthree'));
  test('other text than expected: left alone', () => expect(apply(fixing({ ...edit(text, 0, 3, '1'), expected: 'two' }))).toBeUndefined());
  test('a fix over two files, one of them locked: neither', () => expect(apply(fixing(edit(text, 0, 3, '1'), edit(text, 0, 3, '1', 'b')))).toBeUndefined());
  test('a fix whose own edits overlap: refused', () => expect(apply(fixing(edit(text, 0, 3, '1'), edit(text, 1, 2, '2')))).toBeUndefined());
  test('neither unsafe nor second-best fixes', () => {
    const [fix] = fixing(edit(text, 0, 3, '1')).fixes;
    expect(apply({ ...mismatch, fixes: [{ ...fix!, safe: false }, { ...fix!, preferred: false }] })).toBeUndefined();
  });
  test('an edit that changes nothing is no fix', () => expect(applyFixes([fixing(edit(text, 0, 3, 'one'))], () => text).fixes).toEqual([]));

  test('any set of edits: each applied one is there, everything outside is untouched', () => {
    const spans = fc.array(fc.tuple(fc.nat(13), fc.nat(4), fc.constantFrom('', 'X', 'YY\n')), { maxLength: 8 });
    fc.assert(fc.property(spans, (wanted) => {
      const edits = wanted.map(([start, length, newText]) => edit(text, start, Math.min(text.length, start + length), newText));
      const { texts, fixes } = applyFixes(edits.map((one) => fixing(one)), () => text);
      const removed = fixes.reduce((sum, fix) => sum + (fix.edits[0]?.expected.length ?? 0), 0);
      const added = fixes.reduce((sum, fix) => sum + (fix.edits[0]?.newText.length ?? 0), 0);
      expect((texts.get('a') ?? text).length).toBe(text.length - removed + added);
    }));
  });
});
