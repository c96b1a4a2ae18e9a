/** Cutting, joining and replacing strings of which only parts are known: exact as Go is, or openly unknown. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concatAnswers, derived, joinTrails, mapAnswer, mapText, maxValues, replaceAllIn, sliceOf, splitValue, textValue, trimPrefixOf, trimSetOf, trimSpaceOf, trimSuffixOf, uniteAnswers, unknownAnswer, wordsOf,
} from '../../src/flow/parts';
import { isText, knownText, type Answer, type Hole, type Step, type Value } from '../../src/flow/value';

const env: Hole = { kind: 'env', name: 'TAG' };
const fresh: Hole = { kind: 'fresh', what: 'uuid', path: ['a'], rooted: true };
const holes: Readonly<Record<string, Hole>> = { '{env}': env, '{fresh}': fresh, '{param}': { kind: 'param', func: 'f', name: 'x' } };

/** `a|b{env}`: parts are separated by `|` and around holes. */
function value(text: string): Value {
  return { parts: text.split(/(\{env\}|\{fresh\}|\{param\})|\|/).filter(Boolean).map((piece) => (holes[piece] ? { hole: holes[piece] } : { text: piece })), trail: [] };
}
function shown(found: Value | undefined): string | undefined {
  return found?.parts.map((part) => (isText(part) ? part.text : part.hole.kind === 'unknown' ? `{${part.hole.why}}` : part.hole.kind === 'env' && part.hole.name !== 'TAG' ? `{env ${part.hole.name}}` : part.hole.kind === 'fresh' && part.hole.path.length > 1 ? `{fresh ${part.hole.path.slice(1).join('')}}` : `{${part.hole.kind}}`)).join('');
}
const answer = (...texts: string[]): Answer => ({ values: texts.map(value), complete: true });
const told = ({ values, complete }: Answer): string[] => [...values.map((one) => shown(one) ?? ''), ...(complete ? [] : ['…'])];

describe('what is known throughout is cut as Go cuts it, wherever its parts end', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '-', '/', ' ', '\t'), maxLength: 8 });
  const parted = fc.array(text, { maxLength: 4 }).map((pieces): Value => ({ parts: pieces.filter((piece) => piece !== '').map((piece) => ({ text: piece })), trail: [] }));
  const short = fc.string({ unit: fc.constantFrom('a', '-', '/'), minLength: 1, maxLength: 2 });
  const whole = (one: Value | undefined) => one && knownText(one);
  test('splitting and replacing', () => {
    fc.assert(fc.property(parted, short, text, (given, separator, by) => {
      const known = whole(given) ?? '';
      const pieces = splitValue(given, separator);
      expect(pieces?.map(whole)).toEqual(known.split(separator));
      const replaced = replaceAllIn(given, separator, textValue(by));
      expect(whole(replaced)).toBe(known.split(separator).join(by));
    }));
  });
  test('trimming and words', () => {
    fc.assert(fc.property(parted, short, (given, affix) => {
      const known = whole(given) ?? '';
      expect(whole(trimPrefixOf(given, affix))).toBe(known.startsWith(affix) ? known.slice(affix.length) : known);
      expect(whole(trimSuffixOf(given, affix))).toBe(known.endsWith(affix) ? known.slice(0, -affix.length) : known);
      expect(whole(trimSpaceOf(given))).toBe(known.trim());
      expect(wordsOf(given)?.map(whole)).toEqual(known.split(/\s+/).filter((word) => word !== ''));
      expect(whole(mapText(given, (piece) => piece.toUpperCase()))).toBe(known.toUpperCase());
    }));
  });
  test('slices', () => {
    fc.assert(fc.property(parted, fc.option(fc.nat(12), { nil: undefined }), fc.option(fc.nat(12), { nil: undefined }), (given, low, high) => {
      const known = whole(given) ?? '';
      const fits = (low ?? 0) <= (high ?? known.length) && (high ?? 0) <= known.length;
      expect(whole(sliceOf(given, low, high))).toBe(fits ? known.slice(low, high) : undefined);
    }));
  });
});

describe('what a hole may hold is not cut', () => {
  test.each<[string, string, string[] | undefined]>([
    ['a,b{env}', ',', undefined], ['a,b{fresh},c', ',', ['a', 'b{fresh}', 'c']], ['a-{fresh}', '-', undefined], ['a::{fresh}', '::', undefined], ['a::b{fresh}c', '::', ['a', 'b{fresh}c']],
    ['{fresh}', ',', ['{fresh}']], ['{param}', ',', undefined], ['a', '', undefined], ['', ',', ['']], ['a:|:b', '::', ['a', 'b']], ['-|--', '--', ['', '-']], ['a:|:b{fresh}', '::', undefined], [',,', ',', ['', '', '']],
  ])('%s split at %j', (given, separator, expected) => expect(splitValue(value(given), separator)?.map(shown)).toEqual(expected));

  test.each<[string, string, number, string | undefined]>([
    ['a,b,c', ',', -1, 'aXbXc'], ['a,b,c', ',', 1, 'aXb,c'], ['a,b,c', ',', 0, 'a,b,c'], ['a,b,c', ',', 2, 'aXbXc'], ['{env},c', ',', -1, undefined], ['{env},c', ',', 0, '{env},c'], ['{fresh},c', ',', -1, '{fresh}Xc'],
  ])('%s with %j replaced, at most %i times', (given, old, limit, expected) => expect(shown(replaceAllIn(value(given), old, textValue('X'), limit))).toBe(expected));

  test.each<[string, string, string | undefined]>([
    ['ab{env}', 'a', 'b{env}'], ['a{env}', 'a', '{env}'], ['{env}', '', '{env}'], ['{env}', 'a', undefined], ['{fresh}', 'a', undefined], ['{fresh}', '/a', '{fresh}'], ['{fresh}', 'a/', undefined],
    ['a{env}', 'ab', undefined], ['b{env}', 'ab', 'b{env}'], ['abc{env}', 'abd', 'abc{env}'], ['', 'a', ''], ['a|b|c', 'ab', 'c'], ['a|c', 'ab', 'ac'],
  ])('%s without the prefix %j', (given, prefix, expected) => expect(shown(trimPrefixOf(value(given), prefix))).toBe(expected));

  test.each<[string, string, string | undefined]>([
    ['{env}ab', 'b', '{env}a'], ['{env}a', 'a', '{env}'], ['{env}', '', '{env}'], ['{env}', 'a', undefined], ['{fresh}', 'a', undefined], ['{fresh}', 'a/', '{fresh}'], ['{fresh}', '/a', undefined],
    ['{env}b', 'ab', undefined], ['{env}c', 'ab', '{env}c'], ['{env}dbc', 'abc', '{env}dbc'], ['', 'a', ''], ['a|b|c', 'bc', 'a'], ['a|c', 'bc', 'ac'],
  ])('%s without the suffix %j', (given, suffix, expected) => expect(shown(trimSuffixOf(value(given), suffix))).toBe(expected));

  test('the characters of a set off either end', () => {
    const trimmed = (given: string, start: boolean, end: boolean) => shown(trimSetOf(value(given), '-/', start, end));
    expect([trimmed('-/a-|/', true, true), trimmed('-/a-|/', true, false), trimmed('-/a-|/', false, true), trimmed('-|/', true, true), trimmed('-a{fresh}', true, true)]).toEqual(['a', 'a-/', '-/a', '', undefined]);
  });

  test('words', () => {
    const words = (given: string) => wordsOf(value(given))?.map(shown);
    expect([words(' a b{fresh} c'), words('a {fresh}'), words('{fresh}|b'), words('a {env}'), words(''), words('a|b c')]).toEqual([['a', 'b{fresh}', 'c'], ['a', '{fresh}'], ['{fresh}b'], undefined, [], ['ab', 'c']]);
  });

  test('white space', () => {
    const trimmed = (given: string) => shown(trimSpaceOf(value(given)));
    expect([trimmed(' a '), trimmed(' {fresh} '), trimmed('{env} '), trimmed('  |  a|  '), trimmed('  '), trimmed('a{env}b')]).toEqual(['a', '{fresh}', '{env}', 'a', '', 'a{env}b']);
  });

  test('letters, one by one', () => {
    const upper = (given: string) => shown(mapText(value(given), (text) => text.toUpperCase()));
    expect([upper('aB'), upper('a{fresh}'), upper('a{env}'), upper('{param}')]).toEqual(['AB', 'A{fresh}', undefined, undefined]);
    const kept = { parts: [{ text: 'A', source: { uri: 'a.go', start: 0, end: 1 } }], trail: [] };
    expect(mapText(kept, (text) => text.toUpperCase())).toEqual(kept);
    expect(mapText(kept, (text) => text.toLowerCase())?.parts).toEqual([{ text: 'a' }]);
  });

  test('slices of something generated are generated, each its own; of anything else unknown', () => {
    expect([shown(sliceOf(value('{fresh}'), 0, 8)), shown(sliceOf(value('{fresh}'), undefined, 8)), shown(sliceOf(value('{fresh}'), 1, undefined)), shown(sliceOf(value('{env}'), 0, 8)), shown(sliceOf(value('a{fresh}'), 0, 1))]).toEqual(['{fresh [0:8]}', '{fresh [:8]}', '{fresh [1:]}', undefined, undefined]);
  });

  test('what only the environment keeps from being known stays the environment’s', () => {
    expect([shown(derived(value('a{env}'), 'part 1', 'why')), shown(derived(value('a{env}{param}'), 'part 1', 'why')), shown(derived(value('a{env}'), '', 'why')), shown(derived(value('a{env}'), 'part ?', 'why')), shown(derived(value('{fresh}'), 'part 1', 'why'))]).toEqual(['{env part 1 of a$TAG}', '{why}', '{why}', '{why}', '{why}']);
  });
});

describe('several values', () => {
  test('are joined each with each, once', () => {
    expect(told(concatAnswers([answer('a', 'b'), answer('1'), answer('x', 'y')]))).toEqual(['a1x', 'a1y', 'b1x', 'b1y']);
    expect(told(concatAnswers([answer('a', 'ab'), answer('bc', 'c')]))).toEqual(['abc', 'ac', 'abbc']);
    expect(told(concatAnswers([]))).toEqual(['']);
    expect(told(concatAnswers([answer('a'), answer()]))).toEqual([]);
    expect(told(concatAnswers([{ values: [value('a')], complete: false }, answer('b')]))).toEqual(['ab', '…']);
    expect(told(concatAnswers([{ values: [], complete: false }]))).toEqual(['…']);
  });
  test('up to a limit, which is said', () => {
    const many = (count: number) => answer(...Array.from({ length: count }, (_, i) => `${i}`));
    expect(concatAnswers([many(maxValues), answer('a')]).values).toHaveLength(maxValues);
    expect(told(concatAnswers([many(maxValues), answer('a', 'b')]))).toEqual(['0{too many values}', '…']);
    const long: Answer = { values: [{ parts: new Array<{ text: string }>(10_001).fill({ text: 'a' }), trail: [] }], complete: true };
    expect(concatAnswers([long]).complete).toBe(true);
    const [cut] = concatAnswers([long, long]).values;
    expect(cut?.parts.at(-1)).toEqual({ hole: { kind: 'unknown', why: 'too long' } });
  });
  test('are united in order, up to a limit', () => {
    expect(told(uniteAnswers([answer('a', 'b'), answer('b', 'c')]))).toEqual(['a', 'b', 'c']);
    expect(told(uniteAnswers([answer('a', 'b'), answer('b', 'c')], 2))).toEqual(['a', 'b', '…']);
    expect(told(uniteAnswers([answer('a', 'b'), answer('b', 'a')], 2))).toEqual(['a', 'b']);
    expect(told(uniteAnswers([answer('a'), { values: [], complete: false }]))).toEqual(['a', '…']);
    expect(told(uniteAnswers([]))).toEqual([]);
  });
  test('are changed each by itself; what can not be changed is unknown and says why', () => {
    expect(told(mapAnswer(answer('a', '{env}', 'b'), (one) => (knownText(one) === undefined ? undefined : textValue(`${shown(one) ?? ''}!`)), 'why'))).toEqual(['a!', '{why}', 'b!']);
    expect(told(mapAnswer({ values: [value('a')], complete: false }, (one) => one, 'why'))).toEqual(['a', '…']);
    expect(told(unknownAnswer('why'))).toEqual(['{why}']);
  });
  test('keep the ways they came, each step once and not without end', () => {
    const step = (name: string, start = 0, uri = 'a.go'): Step => ({ kind: 'result', name, at: { uri, start, end: start + 1 } });
    const names = (...trails: Step[][]) => joinTrails(...trails).map((one) => one.name);
    expect(names([step('a'), step('b')], [step('a'), step('c')])).toEqual(['a', 'b', 'c']);
    expect(names([step('a', 0), step('a', 1), step('a', 0, 'b.go')], [{ ...step('a'), kind: 'argument' }])).toEqual(['a', 'a', 'a', 'a']);
    expect(names(Array.from({ length: 20 }, (_, i) => step(`${i}`)))).toHaveLength(16);
  });
});
