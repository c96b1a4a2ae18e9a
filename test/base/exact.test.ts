import { expect, test } from 'vitest';
import { exact } from '../../src/base/exact';

test('holds what the list holds, and no more when that grows', () => {
  const list = ['a', 'b'];
  const kept = exact(list);
  list.push('c');
  expect(kept).toEqual(['a', 'b']);
});

test('is one and the same for every empty list', () => {
  const none: readonly string[] = exact([]);
  expect(none).toEqual([]);
  expect(exact<number>([])).toBe(none);
});
