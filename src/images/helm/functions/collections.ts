/** Maps and lists of templates. Maps are changed in place by some, as in Go. */
import { bool, copied, copiedDict, dict, knownText, list, mayBeNone, nil, number, printed, text, truth, unknown, type Data, type Dict } from '../data';
import type { Caller, TemplateFunction } from './function';

const mostItems = 1_000;

export const collections: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['dict', (args) => made(args)],
  ['list', (args) => list(args)],
  ['tuple', (args) => list(args)],
  ['get', ([of, key]) => entry(of, key, text(''))],
  ['index', ([of, ...keys]) => keys.reduce<Data>(indexed, of ?? unknown)],
  ['hasKey', ([of, key]) => hasKey(of, key)],
  ['set', ([of, key, value = nil], caller) => stored(of, key, value, caller)],
  ['unset', ([of, key], caller) => stored(of, key, undefined, caller)],
  ['merge', (args, caller) => mergedInto(args, caller, (map, from) => mergeMissing(map, from, caller))],
  ['mustMerge', (args, caller) => mergedInto(args, caller, (map, from) => mergeMissing(map, from, caller))],
  ['mergeOverwrite', (args, caller) => mergedInto(args, caller, (map, from) => mergeOver(map, from, caller))],
  ['mustMergeOverwrite', (args, caller) => mergedInto(args, caller, (map, from) => mergeOver(map, from, caller))],
  ['deepCopy', ([of]) => (of ? copied(of) : unknown)],
  ['mustDeepCopy', ([of]) => (of ? copied(of) : unknown)],
  ['keys', ([of, ...more]) => (isWhole(of) && more.length === 0 ? list([...of.entries.keys()].map((key) => text(key))) : unknown)],
  ['values', ([of, ...more]) => (isWhole(of) && more.length === 0 ? list([...of.entries.values()]) : unknown)],
  ['pick', ([of, ...keys]) => chosen(of, keys, true)],
  ['omit', ([of, ...keys]) => chosen(of, keys, false)],
  ['first', ([of]) => (of?.kind === 'list' ? (of.items[0] ?? nil) : unknown)],
  ['last', ([of]) => (of?.kind === 'list' ? (of.items.at(-1) ?? nil) : unknown)],
  ['rest', ([of]) => onList(of, (items) => items.slice(1))],
  ['initial', ([of]) => onList(of, (items) => items.slice(0, -1))],
  ['reverse', ([of]) => onList(of, (items) => [...items].reverse())],
  ['append', ([of, ...more]) => onList(of, (items) => [...items, ...more])],
  ['prepend', ([of, ...more]) => onList(of, (items) => [...more, ...items])],
  ['concat', (args) => (args.every(({ kind }) => kind === 'list') ? list(args.flatMap((one) => (one.kind === 'list' ? one.items : []))) : unknown)],
  ['compact', ([of]) => (of?.kind === 'list' && of.items.every((item) => truth(item) !== undefined) ? list(of.items.filter((item) => truth(item))) : unknown)],
  ['uniq', ([of]) => unique(of)],
  ['sortAlpha', ([of]) => sorted(of)],
  ['has', ([needle, of]) => has(needle, of)],
  ['until', ([count]) => (count?.kind === 'number' && count.number >= 0 && count.number <= mostItems ? list(Array.from({ length: count.number }, (_, i) => number(i, true))) : unknown)],
  ['toStrings', ([of]) => (of?.kind === 'list' && of.items.every(({ kind }) => kind === 'text' || kind === 'number') ? list(of.items.map((item) => text(printed(item)))) : unknown)],
]);

/** Nothing of it is unknown, so that it has these entries and no others. */
function isWhole(of: Data | undefined): of is Dict {
  return of?.kind === 'dict' && ![...of.entries.values()].some(mayBeNone);
}

function made(args: readonly Data[]): Data {
  const map = dict();
  for (let i = 0; i < args.length; i += 2) {
    const key = knownText(args[i]);
    if (key === undefined) return unknown;
    map.entries.set(key, args[i + 1] ?? text(''));
  }
  return map;
}

function entry(of: Data | undefined, key: Data | undefined, missing: Data): Data {
  const name = knownText(key);
  return of?.kind === 'dict' && name !== undefined ? (of.entries.get(name) ?? missing) : unknown;
}

function indexed(of: Data, key: Data): Data {
  if (of.kind === 'list') return key.kind === 'number' ? (of.items[key.number] ?? unknown) : unknown;
  return entry(of, key, nil);
}

function hasKey(of: Data | undefined, key: Data | undefined): Data {
  const name = knownText(key);
  if (of?.kind !== 'dict' || name === undefined) return unknown;
  const there = of.entries.get(name);
  return there && mayBeNone(there) ? unknown : bool(there !== undefined);
}

function stored(of: Data | undefined, key: Data | undefined, value: Data | undefined, caller: Caller): Data {
  const name = knownText(key);
  if (of?.kind !== 'dict') return unknown;
  if (name === undefined) caller.spoil(of);
  else caller.store(of, name, value);
  return of;
}

function mergedInto([into, ...others]: readonly Data[], caller: Caller, merge: (map: Dict, from: Dict) => void): Data {
  if (into?.kind !== 'dict') return unknown;
  for (const one of others) {
    if (one.kind === 'dict') merge(into, one);
    else {
      caller.spoil(into);
      return unknown;
    }
  }
  return into;
}

/** What is there stays, but for what is empty; what is put in is a copy. */
function mergeMissing(map: Dict, from: Dict, caller: Caller): void {
  for (const [key, value] of from.entries) {
    const there = map.entries.get(key);
    if (there?.kind === 'dict' && value.kind === 'dict') mergeMissing(there, value, caller);
    else {
      const is = there ? truth(there) : false;
      if (is === undefined) caller.store(map, key, unknown);
      else if (!is) caller.store(map, key, copied(value));
    }
  }
}

function mergeOver(map: Dict, from: Dict, caller: Caller): void {
  for (const [key, value] of from.entries) {
    const there = map.entries.get(key);
    if (there?.kind === 'dict' && value.kind === 'dict') mergeOver(there, value, caller);
    else if (value.kind !== 'nil' || !there) caller.store(map, key, copied(value));
    else caller.store(map, key, unknown);
  }
}

function chosen(of: Data | undefined, keys: readonly Data[], wanted: boolean): Data {
  const names = new Set(keys.map(knownText));
  if (of?.kind !== 'dict' || names.has(undefined)) return unknown;
  return copiedDict(dict([...of.entries].filter(([key]) => names.has(key) === wanted)));
}

function onList(of: Data | undefined, make: (items: readonly Data[]) => readonly Data[]): Data {
  return of?.kind === 'list' && of.items.length <= mostItems ? list(make(of.items)) : of?.kind === 'nil' ? list(make([])) : unknown;
}

function unique(of: Data | undefined): Data {
  if (of?.kind !== 'list') return unknown;
  const texts = of.items.map(knownText);
  return texts.includes(undefined) ? (of.items.length === 0 ? of : unknown) : list(of.items.filter((_, i) => texts.indexOf(texts[i]) === i));
}

function sorted(of: Data | undefined): Data {
  if (of?.kind !== 'list') return unknown;
  const texts = of.items.map((item) => ({ item, key: knownText(item) }));
  if (texts.some(({ key }) => key === undefined)) return unknown;
  return list(texts.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)).map(({ item }) => item));
}

function has(needle: Data | undefined, of: Data | undefined): Data {
  const wanted = knownText(needle);
  if (of?.kind !== 'list' || wanted === undefined) return unknown;
  const texts = of.items.map(knownText);
  return texts.includes(wanted) ? bool(true) : texts.includes(undefined) ? unknown : bool(false);
}

