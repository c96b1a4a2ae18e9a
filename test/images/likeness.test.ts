import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closest, editDistance, sameLetters } from '../../src/images/likeness';

const name = fc.string({ unit: fc.constantFrom('a', 'b', '-', '/'), maxLength: 8 });

describe('edit distance', () => {
  /** The textbook recursion. */
  const plain = (a: string, b: string): number => {
    if (a === '' || b === '') return a.length + b.length;
    return Math.min(plain(a.slice(1), b) + 1, plain(a, b.slice(1)) + 1, plain(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1));
  };
  test('counts as the textbook does, up to the limit', () => {
    const short = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 5 });
    fc.assert(fc.property(short, short, fc.nat(4), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(plain(a, b), limit + 1));
    }));
  });
});

test('the same letters, whatever joins them', () => {
  expect(sameLetters('kubernaut/data-storage', 'kubernaut-datastorage')).toBe(true);
  expect(sameLetters('a-', 'a')).toBe(true);
  expect(sameLetters('a', 'ab')).toBe(false);
  fc.assert(fc.property(name, name, (a, b) => {
    expect(sameLetters(a, b)).toBe(a.replaceAll(/[-_./]/g, '') === b.replaceAll(/[-_./]/g, ''));
  }));
});

describe('did you mean', () => {
  test.each([['includ', 'include'], ['Engine', 'engine'], ['inc', 'include'], ['exlude', 'exclude'], ['zzzzzz', undefined], ['en', undefined]])('%s: %s', (typed, meant) => {
    expect(closest(typed, ['include', 'exclude', 'engine'])).toBe(meant);
  });
});
