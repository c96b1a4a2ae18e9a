/** Maps and lists of templates. Maps are changed in place by some, as in Go. */
import { bool, copied, dict, isWhole, knownText, list, mayBeNone, nil, noItems, number, printed, text, truth, unknown, type Data, type Dict } from '../data';
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
  ['keys', ([of, ...more]) => (isWhole(of) && more.length === 0 ? inAnyOrder([...of.entries.keys()].map((key) => text(key))) : unknown)],
  ['values', ([of, ...more]) => (isWhole(of) && more.length === 0 ? inAnyOrder([...of.entries.values()]) : unknown)],
  ['pick', ([of, ...keys]) => chosen(of, keys, true)],
  ['omit', ([of, ...keys]) => chosen(of, keys, false)],
  ['first', ([of]) => (of?.kind === 'list' ? (of.items[0] ?? nil) : unknown)],
  ['last', ([of]) => (of?.kind === 'list' ? (of.items.at(-1) ?? nil) : unknown)],
  ['rest', ([of]) => onList(of, (items) => items.slice(1))],
  ['initial', ([of]) => onList(of, (items) => items.slice(0, -1))],
  ['reverse', ([of]) => onList(of, (items) => [...items].reverse())],
  ['append', ([of, ...more]) => onList(of, (items) => [...items, ...more])],
  ['prepend', ([of, ...more]) => onList(of, (items) => [...more, ...items])],
  ['concat', (args) => (args.every(({ kind }) => kind === 'list') ? onList(list([]), () => args.flatMap((one) => (one.kind === 'list' ? one.items : []))) : unknown)],
  ['compact', ([of]) => (of?.kind === 'list' && of.items.every((item) => truth(item) !== undefined) ? list(of.items.filter((item) => truth(item))) : unknown)],
  ['uniq', ([of]) => unique(of)],
  ['sortAlpha', ([of]) => sorted(of)],
  ['has', ([needle, of]) => has(needle, of)],
  ['until', ([count]) => (count?.kind === 'number' && count.number >= 0 && count.number <= mostItems ? list(Array.from({ length: count.number }, (_, i) => number(i, true))) : unknown)],
  ['toStrings', ([of]) => (of?.kind === 'list' && of.items.every(({ kind }) => kind === 'text' || kind === 'number') ? list(of.items.map((item) => text(printed(item)))) : unknown)],
]);

/** Go's maps have no order. */
function inAnyOrder(items: readonly Data[]): Data {
  return items.length < 2 ? list(items) : { kind: 'unknown', truth: true, bag: items };
}

function itemsOf(of: Data | undefined): readonly Data[] | undefined {
  return of?.kind === 'list' ? of.items : of?.kind === 'unknown' ? of.bag : undefined;
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
  return of?.kind === 'dict' && name !== undefined ? (of.entries.get(name) ?? (of.more ? unknown : missing)) : unknown;
}

function indexed(of: Data, key: Data): Data {
  if (of.kind === 'list') return key.kind === 'number' ? (of.items[key.number] ?? unknown) : unknown;
  return entry(of, key, nil);
}

function hasKey(of: Data | undefined, key: Data | undefined): Data {
  const name = knownText(key);
  if (of?.kind !== 'dict' || name === undefined) return unknown;
  const there = of.entries.get(name);
  return there ? (mayBeNone(there) ? unknown : bool(true)) : of.more ? unknown : bool(false);
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
    if (one.kind === 'dict' && !one.more) merge(into, one);
    else {
      caller.spoil(into);
      return unknown;
    }
  }
  return into;
}

/** What is there stays, but for what is empty; what is put in is the same map in both. */
function mergeMissing(map: Dict, from: Dict, caller: Caller): void {
  for (const [key, value] of from.entries) {
    const there = map.entries.get(key);
    if (there?.kind === 'dict' && value.kind === 'dict') mergeMissing(there, value, caller);
    else {
      const is = there ? truth(there) : false;
      if (is === undefined) caller.store(map, key, unknown);
      else if (!is && value.kind !== 'nil') caller.store(map, key, value);
    }
  }
}

function mergeOver(map: Dict, from: Dict, caller: Caller): void {
  for (const [key, value] of from.entries) {
    const there = map.entries.get(key);
    if (there?.kind === 'dict' && value.kind === 'dict') mergeOver(there, value, caller);
    else if (value.kind !== 'nil' || !there) caller.store(map, key, value);
    else caller.store(map, key, unknown);
  }
}

function chosen(of: Data | undefined, keys: readonly Data[], wanted: boolean): Data {
  const names = new Set(keys.map(knownText));
  if (of?.kind !== 'dict' || of.more || names.has(undefined)) return unknown;
  return dict([...of.entries].filter(([key]) => names.has(key) === wanted));
}

function onList(of: Data | undefined, make: (items: readonly Data[]) => readonly Data[]): Data {
  if (of?.kind !== 'list' || of.items.length > mostItems) return unknown;
  const items = make(of.items);
  return items.length > mostItems ? unknown : items.length > 0 ? list(items) : noItems;
}

function unique(of: Data | undefined): Data {
  if (of?.kind !== 'list') return unknown;
  const texts = of.items.map(knownText);
  return texts.includes(undefined) ? (of.items.length === 0 ? of : unknown) : list(of.items.filter((_, i) => texts.indexOf(texts[i]) === i));
}

function sorted(of: Data | undefined): Data {
  const items = itemsOf(of);
  if (!items) return unknown;
  const texts = items.map((item) => ({ item, key: knownText(item) }));
  if (texts.some(({ key }) => key === undefined)) return unknown;
  return list(texts.sort((a, b) => ((a.key ?? '') < (b.key ?? '') ? -1 : 1)).map(({ item }) => item));
}

function has(needle: Data | undefined, of: Data | undefined): Data {
  const wanted = knownText(needle);
  const items = itemsOf(of);
  if (!items || wanted === undefined) return unknown;
  const texts = items.map(knownText);
  return texts.includes(wanted) ? bool(true) : texts.includes(undefined) ? unknown : bool(false);
}

