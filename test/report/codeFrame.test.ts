import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lineStarts, rangeOf } from '../../src/base/text';
import { codeFrame, displayWidth, type CodeFrame } from '../../src/report/codeFrame';

function frameOf(text: string, marked: string): CodeFrame | undefined {
  const start = text.indexOf(marked);
  return codeFrame(text, rangeOf(lineStarts(text), { start, end: start + marked.length }));
}

/** What stands above the carets, by cells. */
function underlined(frame: CodeFrame | undefined): string {
  let cell = 0;
  return Array.from(frame?.code ?? '').filter((character) => {
    const from = cell;
    cell += displayWidth(character);
    return frame?.carets[from] === '^';
  }).join('');
}

describe('the carets stand under the very characters', () => {
  test.each(['a := "x:v1"', '\t\ta := "x:v1"', 'a := "日本語/x:v1"', 'é\u0301 "😀:v1"', '/* \u202e */ "x:v1"', 'u := "me:pw@host/x:v1"', '\t "x:v1" // \u0007'])('%j', (line) => {
    const frame = frameOf(`first\r\n${line}\r\nlast`, 'v1');
    expect(frame?.line).toBe(2);
    expect(underlined(frame)).toBe('v1');
  });

  test('a long line is cut around them', () => {
    const frame = frameOf(`${'x'.repeat(500_000)}v1${'😀'.repeat(500_000)}`, 'v1');
    expect(frame?.code.length).toBeLessThan(300);
    expect(underlined(frame)).toBe('v1');
    expect(frame?.code).toMatch(/^…x+v1(😀)+…$/u);
  });

  test('over several lines: to the end of the first', () => {
    const text = 'ab\ncd';
    expect(underlined(codeFrame(text, { start: { line: 0, character: 1 }, end: { line: 1, character: 1 } }))).toBe('b');
  });

  test('an empty range still has a caret; a line that is not there has no frame', () => {
    expect(codeFrame('ab', { start: { line: 0, character: 2 }, end: { line: 0, character: 2 } })).toEqual({ line: 1, code: 'ab', carets: '  ^' });
    expect(codeFrame('ab', { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } })).toBeUndefined();
  });

  test('any text and range: one line, nothing hidden', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(3), fc.nat(30), fc.nat(30), (text, line, from, to) => {
      const frame = codeFrame(text, { start: { line, character: from }, end: { line, character: to } });
      if (frame !== undefined) expect(frame.code + frame.carets).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    }));
  });
});
