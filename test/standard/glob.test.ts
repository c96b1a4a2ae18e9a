import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, test } from 'vitest';
import { globProblem, matchesGlob } from '../../src/standard/glob';

describe('globs', () => {
  test.each<[string, string, boolean]>([
    ['quay.io/**', 'quay.io/a/b', true], ['quay.io/**', 'quay.io', false], ['quay.io/*', 'quay.io/a/b', false], ['postgres', 'postgres', true],
    ['localhost:*', 'localhost:5001', true], ['localhost:*', 'localhost', false], ['test/**/*.go', 'test/a.go', true], ['test/**/*.go', 'test/a/b/c.go', true],
    ['**/x', 'x', true], ['**/x', 'a/x', true], ['**/x', 'ax', false], ['a?c', 'abc', true], ['a?c', 'a/c', false], ['a.c', 'abc', false],
    ['{a,b}/*.{go,yaml}', 'b/x.yaml', true], ['{a,b}/*.{go,yaml}', 'c/x.yaml', false], ['a*', 'a', true], ['', '', false],
    ['test/e2e/**', 'test/e2e/a/b.go', true],
  ])('%s and %s: %s', (glob, text, matches) => {
    expect(matchesGlob(glob, text)).toBe(matches);
  });

  test('row 67: a glob bomb is refused, not run', () => {
    expect(globProblem('**/'.repeat(40))).toContain('stars');
    expect(globProblem('{a,b}'.repeat(10))).toContain('braces');
    expect(globProblem('{a,{b,c}}')).toContain('braces');
    expect(globProblem('a}')).toContain('braces');
    expect(globProblem('{a')).toContain('braces');
    expect(globProblem('a'.repeat(300))).toContain('characters');
    expect(matchesGlob('**/'.repeat(40), 'a')).toBe(false);
    expect(matchesGlob('*a'.repeat(15), 'a'.repeat(2000))).toBe(true);
    expect(matchesGlob(`${'*a'.repeat(15)}b`, 'a'.repeat(2000))).toBe(false);
  });

  test('agrees with a well-known matcher', () => {
    const glob = fc.string({ unit: fc.constantFrom('a', 'b', '/', '*', '?', '**/', '{a,b}', '.x'), minLength: 1, maxLength: 6 }).filter((text) => !/\*{3}|[^/]\*\*|\*\*[^/]|\/\/|^\/|\/$/.test(text));
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.x'), minLength: 1, maxLength: 6 }).filter((text) => !/\/\/|^\/|\/$/.test(text));
    fc.assert(fc.property(glob, path, (pattern, text) => {
      if (globProblem(pattern) !== undefined) return;
      expect(matchesGlob(pattern, text)).toBe(picomatch.isMatch(text, pattern, { dot: true, strictSlashes: true }));
    }), { numRuns: 3000 });
  }, 60_000);
});
