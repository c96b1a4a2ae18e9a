import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeText, sameHole, sameText } from '../../src/flow/sameness';
import type { Hole, Part } from '../../src/flow/value';

const parts = (...pieces: (string | Hole)[]): Part[] => pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : { hole: piece }));
const env = (name: string): Hole => ({ kind: 'env', name });
const fresh = (path: string, rooted = true, what = 'time'): Hole => ({ kind: 'fresh', what, path: path.split('>'), rooted });
const unix = (path: string): Hole => fresh(`${path}>.Unix()`);
const uuid = (path: string): Hole => fresh(path, true, 'uuid');
const param: Hole = { kind: 'param', func: 'f', name: 'x' };
const unknown: Hole = { kind: 'unknown', why: 'cycle' };

describe('text', () => {
  test.each([
    ['', '', 'equal'], ['a', 'a', 'equal'], ['a', 'b', 'different'], ['a', 'ab', 'different'], ['', 'a', 'different'],
  ])('%j and %j are %s', (a, b, same) => {
    expect(sameText(parts(a), parts(b))).toBe(same);
    expect(sameText(parts(b), parts(a))).toBe(same);
  });

  test('how a text is cut into parts does not matter', () => {
    expect(sameText(parts('ab', '', 'c'), parts('a', 'bc'))).toBe('equal');
    expect(mergeText(parts('', 'a', 'b', param, ''))).toEqual([{ text: 'ab' }, { hole: param }]);
  });
});

describe('holes', () => {
  const table: readonly (readonly [readonly (string | Hole)[], readonly (string | Hole)[], string])[] = [
    [[env('A')], [env('A')], 'equal'],
    [[env('A')], [env('B')], 'unknown'],
    [['x:', env('A')], ['x:v1'], 'unknown'],
    [['x:', env('A')], ['y:v1'], 'different'],
    [['x:', env('A'), '-b'], ['x:', env('A'), '-c'], 'different'],
    [['x:', env('A'), '-b'], ['x:', env('B'), '-c'], 'different'],
    [['x:', env('A'), '-b'], ['x:', env('B'), '-b'], 'unknown'],
    [['ab', unknown, 'b'], ['ab'], 'different'],
    [['ab', unknown, 'b'], ['abb'], 'unknown'],
    [['aba', unknown, 'aba'], ['aba'], 'different'],
    [['x', unknown, 'mid', param, 'y'], ['x-nothing-y'], 'different'],
    [['x', unknown, 'mid', param, 'y'], ['x-mid-y'], 'unknown'],
    [[param], [param], 'unknown'],
    [[unknown], [unknown], 'unknown'],
    [[unknown], [''], 'unknown'],
    [[unknown, 'a'], [''], 'different'],
    [[fresh('r>g')], [''], 'different'],
    [[fresh('r>g')], [fresh('r>g')], 'equal'],
    [['x:', fresh('r1>g')], ['x:', fresh('r2>g')], 'different'],
    [['x:', fresh('r1>g')], ['x:v1'], 'different'],
    [['x:', fresh('r1>g')], ['x:a/b'], 'different'],
    [['x:gateway-', fresh('r1>g')], ['x:notification-', fresh('r1>g')], 'different'],
    [['x:gateway-', fresh('r1>g')], ['x:', fresh('r2>g')], 'unknown'],
    [['x:', fresh('r1>g'), env('A')], ['x:', fresh('r2>g'), env('A')], 'different'],
    [['x:', fresh('r1>g'), env('A')], ['x:', fresh('r2>g'), env('B')], 'unknown'],
    [['x:', fresh('r1>g')], ['x:', env('A')], 'unknown'],
    [['a/', fresh('r1>g'), ':t'], ['a/', fresh('r1>g'), '/b:t'], 'different'],
    [['a/', fresh('r1>g'), ':t1'], ['a/b:t1'], 'different'],
    [['a-', fresh('r1>g'), '-b-', fresh('r2>g')], ['a-', fresh('r3>g')], 'unknown'],
    // Digits are no letters, and a UUID has no more than hexadecimal ones.
    [['a-', unix('r1')], ['b-', unix('r2'), '-coverage'], 'different'],
    [['a-', unix('r1')], ['a-', unix('r2'), '-coverage'], 'different'],
    [['a-', unix('r1')], ['a-', fresh('r2>g'), '-coverage'], 'different'],
    [['a-', unix('r1')], [env('A'), '-coverage'], 'different'],
    [['a-', unix('r1')], [env('A'), '-1'], 'different'],
    [['a-', unix('r1')], [env('A'), '1'], 'unknown'],
    [[unix('r1'), '-a'], ['v', env('A')], 'different'],
    [['a-', unix('r1')], [env('A'), fresh('r2>g')], 'unknown'],
    [['a-', uuid('r1')], [env('A'), '-coverage'], 'different'],
    [['a-', uuid('r1')], [env('A'), '-dead'], 'unknown'],
    [['a-', uuid('r1>[0:8]')], [env('A'), '-coverage'], 'different'],
    [['a-', uuid('r1>[:4]')], [env('A'), '-dead'], 'unknown'],
    [['a-', uuid('r1>[:8]')], [env('A'), 'xdead'], 'different'],
    [['a-', uuid('r1>[4:]')], [env('A'), 'xdead'], 'different'],
    [['a-', uuid('r1>.ID()')], [env('A'), '-coverage'], 'unknown'],
    [['a-', fresh('r1>%[null,null]x')], [env('A'), '-coverage'], 'unknown'],
  ];
  test.each(table)('%j and %j are %s', (a, b, same) => {
    expect(sameText(parts(...a), parts(...b))).toBe(same);
    expect(sameText(parts(...b), parts(...a))).toBe(same);
  });
});

describe('generated values', () => {
  test('one path is one evaluation', () => {
    expect(sameHole(fresh('a>b'), fresh('a>b'))).toBe('equal');
    expect(sameHole(fresh('a>b', false), fresh('a>b', false))).toBe('equal');
  });
  test('another rooted path is another evaluation', () => {
    expect(sameHole(fresh('a>b'), fresh('c>b'))).toBe('different');
    expect(sameHole(fresh('b'), fresh('a>b'))).toBe('different');
  });
  test('an unrooted path that ends another one may be the same evaluation', () => {
    expect(sameHole(fresh('b', false), fresh('a>b'))).toBe('unknown');
    expect(sameHole(fresh('a>b'), fresh('b', false))).toBe('unknown');
    expect(sameHole(fresh('b', false), fresh('a>b', false))).toBe('unknown');
    expect(sameHole(fresh('a>b', false), fresh('a>b'))).toBe('unknown');
  });
  test('paths that part before they end are two evaluations, rooted or not', () => {
    expect(sameHole(fresh('c>b', false), fresh('a>b', false))).toBe('different');
    expect(sameHole(fresh('b', false), fresh('a>c'))).toBe('different');
  });
  test('a commit, a user or a host is the same however often it is asked', () => {
    expect(sameHole(fresh('a>b', true, 'git'), fresh('c>b', true, 'git'))).toBe('unknown');
    expect(sameText(parts('x:', fresh('a', true, 'user name')), parts('x:dev'))).toBe('unknown');
  });
});

test('a time in calendar units, a process: two evaluations may agree', () => {
  expect(sameHole(fresh('a>g>.Format'), fresh('c>g>.Format'))).toBe('unknown');
  expect(sameHole(fresh('a>g>.Format'), fresh('a>g>.Format'))).toBe('equal');
  expect(sameHole(fresh('a>g>.UnixNano'), fresh('c>g>.UnixNano'))).toBe('different');
  expect(sameHole(fresh('a>g', true, 'process'), fresh('c>g', true, 'process'))).toBe('unknown');
});

test('a temporary folder is a path, not a word', () => {
  expect(sameText(parts('a/', fresh('r', true, 'temporary folder')), parts('a/b/c'))).toBe('unknown');
  expect(sameText(parts('a/', fresh('r', true, 'uuid')), parts('a/b/c'))).toBe('different');
});

describe('certain answers only', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':', '-'), maxLength: 10 });
  const holes: readonly Hole[] = [unknown, param, env('A'), env('B')];

  /** Replaces random stretches of a text by holes that the same environment fills with just these stretches. */
  const punch = (value: string, cuts: readonly (readonly [number, number, number])[], filled: Map<string, string>): Part[] => {
    const pieces: Part[] = [];
    let at = 0;
    for (const [skip, length, kind] of cuts) {
      const start = Math.min(value.length, at + skip);
      const end = Math.min(value.length, start + length);
      const hole = holes[kind] ?? unknown;
      const stretch = value.slice(start, end);
      if (hole.kind === 'env' && (filled.get(hole.name) ?? stretch) !== stretch) continue;
      if (hole.kind === 'env') filled.set(hole.name, stretch);
      pieces.push({ text: value.slice(at, start) }, { hole });
      at = end;
    }
    pieces.push({ text: value.slice(at) });
    return pieces;
  };
  const cuts = fc.array(fc.tuple(fc.nat(4), fc.nat(4), fc.nat(3)), { maxLength: 4 });

  test('holes never make equal strings different, nor different strings equal', () => {
    fc.assert(fc.property(text, text, fc.boolean(), cuts, cuts, (a, other, alike, left, right) => {
      const b = alike ? a : other;
      const filled = new Map<string, string>();
      const x = punch(a, left, filled);
      const y = punch(b, right, filled);
      const same = sameText(x, y);
      expect(same === 'unknown' || same === (a === b ? 'equal' : 'different')).toBe(true);
      expect(sameText(y, x)).toBe(same);
    }), { numRuns: 5000 });
  }, 60_000);

  test('a value equals itself, unless something in it is not known', () => {
    const hole = fc.constantFrom<Hole>(env('A'), fresh('a>b'), fresh('c', false));
    fc.assert(fc.property(fc.array(fc.oneof(text, hole)), (pieces) => {
      expect(sameText(parts(...pieces), parts(...pieces))).toBe('equal');
    }));
  });

  test('generated values: certain answers hold for every filling', () => {
    const names = ['f1', 'f2', 'f3'];
    const piece = fc.oneof(fc.constantFrom('a', '/', ':', '-'), fc.constantFrom(...names).map((name) => fresh(name)));
    const filling = fc.tuple(...names.map(() => fc.string({ unit: fc.constantFrom('0', '1', '.'), minLength: 3, maxLength: 4 }))).filter((values) => new Set(values).size === values.length);
    fc.assert(fc.property(fc.array(piece, { maxLength: 6 }), fc.array(piece, { maxLength: 6 }), filling, (a, b, values) => {
      const fill = (pieces: readonly (string | Hole)[]) => pieces.map((p) => (typeof p === 'string' ? p : p.kind === 'fresh' ? values[names.indexOf(p.path[0] ?? '')] ?? '' : '')).join('');
      const same = sameText(parts(...a), parts(...b));
      if (same !== 'unknown') expect(fill(a) === fill(b)).toBe(same === 'equal');
    }), { numRuns: 5000 });
  }, 60_000);
});
