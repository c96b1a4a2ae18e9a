/** Work in steps: whoever takes it up says whether to wait between two of them, and whether to go on. */
import { expect, test } from 'vitest';
import { atOnce, inSteps, type Steps } from '../../src/base/steps';

function* counting(seen: number[]): Steps<string> {
  for (let i = 1; i <= 3; i++) {
    yield;
    seen.push(i);
  }
  return 'done';
}

test('work is done to its end at once', () => {
  const seen: number[] = [];
  expect(atOnce(counting(seen))).toBe('done');
  expect(seen).toEqual([1, 2, 3]);
});

test('others run where the pause waits', async () => {
  const seen: (number | string)[] = [];
  const work = counting(seen as number[]);
  const result = inSteps(work, () => Promise.resolve().then(() => void seen.push('other')));
  expect(await result).toBe('done');
  expect(seen).toEqual(['other', 1, 'other', 2, 'other', 3]);
});

test('a pause that throws ends the work', async () => {
  const seen: number[] = [];
  const pause = (): undefined => {
    if (seen.length === 1) throw new Error('nobody wants it');
  };
  await expect(inSteps(counting(seen), pause)).rejects.toThrow('nobody wants it');
  expect(seen).toEqual([1]);
});
