import { expect, test } from 'vitest';
import { lineStarts } from '../../src/base/text';

test.each([
  ['', [0]],
  ['a', [0]],
  ['\n', [0, 1]],
  ['\r', [0, 1]],
  ['\r\n', [0, 2]],
  ['\n\r', [0, 1, 2]],
  ['\r\r\n\n\r', [0, 1, 3, 4, 5]],
  ['a\nb\rc\r\nd', [0, 2, 4, 7]],
  ['a\rb', [0, 2]],
  ['package a\r\n\rvar x = `\u2028`\n', [0, 11, 12, 24]],
])('the lines of %j', (text, starts) => expect(lineStarts(text)).toEqual(starts));

test('row 4: lines are counted as editors count them', () => {
  const characters = ['a', '\n', '\r'];
  for (let n = 0; n < 3 ** 7; n++) {
    const text = Array.from({ length: 7 }, (_, i) => characters[Math.floor(n / 3 ** i) % 3]).join('');
    expect(lineStarts(text)).toEqual([0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((end) => end.index + end[0].length)]);
  }
});
