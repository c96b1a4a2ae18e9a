/**
 * Walks a YAML document as a user wrote it and notes every fault with its place. Follows few aliases, merges nothing, builds no objects
 * from untrusted keys. Knows YAML; knows no key of the configuration.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, type Document, type Node, type YAMLMap } from 'yaml';
import type { Severity } from '../base/finding';
import type { Span } from '../base/text';
import { closest } from '../images/reference';

export interface ConfigProblem {
  readonly message: string;
  /** UTF-16 offsets in the configuration's text: the key or the value at fault. */
  readonly span: Span;
  readonly severity: Severity;
}

/** One `key: value`; `value` is undefined when nothing stands behind the colon. */
export interface Entry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Node | undefined;
}

export interface Reader {
  readonly document: Document.Parsed;
  readonly problems: ConfigProblem[];
  /** Aliases that may still be followed. */
  aliases: number;
  /** Nodes that may still be visited. */
  nodes: number;
}

export const aliasLimit = 32;
export const nodeLimit = 20_000;
export const problemLimit = 100;

export function reader(document: Document.Parsed): Reader {
  return { document, problems: [], aliases: aliasLimit, nodes: nodeLimit };
}

export function report(to: Reader, message: string, span: Span, severity: Severity = 'error'): void {
  to.problems.push({ message, span, severity });
}

/** Where a node stands, its value only. */
export function spanOf(node: Node | undefined | null, otherwise: Span): Span {
  const range = node?.range;
  return range === undefined || range === null ? otherwise : { start: range[0], end: range[1] };
}

/** The node itself, or what an alias stands for; `refused` when that was reported already. */
function follow(from: Reader, node: Node | undefined): Node | undefined | 'refused' {
  if (--from.nodes < 0) {
    if (from.nodes === -1) report(from, 'The configuration is too large to read.', spanOf(node, { start: 0, end: 0 }));
    return 'refused';
  }
  if (!isAlias(node)) return node;
  if (--from.aliases < 0) {
    if (from.aliases === -1) report(from, `At most ${aliasLimit} aliases are followed.`, spanOf(node, { start: 0, end: 0 }));
    return 'refused';
  }
  const target = node.resolve(from.document);
  if (target === undefined) {
    report(from, `There is no anchor \`${node.source}\`.`, spanOf(node, { start: 0, end: 0 }));
    return 'refused';
  }
  if (isAlias(target) || holds(target, node)) {
    report(from, `The alias \`${node.source}\` stands inside what it stands for.`, spanOf(node, { start: 0, end: 0 }));
    return 'refused';
  }
  return target;
}

/** The alias is a descendant of its target, by place. */
function holds(target: Node, alias: Node): boolean {
  const [outer, inner] = [target.range, alias.range];
  return outer !== undefined && outer !== null && inner !== undefined && inner !== null && outer[0] <= inner[0] && inner[1] <= outer[2];
}

/** `a list`, `a number`: what a node is, for messages. */
function kindOf(node: Node | undefined): string {
  if (node === undefined || (isScalar(node) && node.value === null)) return 'nothing';
  if (isMap(node)) return 'a mapping';
  if (isSeq(node)) return 'a list';
  if (isScalar(node)) return typeof node.value === 'string' ? 'a text' : typeof node.value === 'number' ? 'a number' : typeof node.value === 'boolean' ? 'true or false' : 'a value of another kind';
  return 'something else';
}

export function isNothing(node: Node | undefined): boolean {
  return kindOf(node) === 'nothing';
}

function expected(from: Reader, what: string, node: Node | undefined | 'refused', at: Span): undefined {
  if (node !== 'refused') report(from, `Expected ${what}, found ${kindOf(node)}.`, spanOf(node, at));
  return undefined;
}

/** The entries of a mapping; faulty ones are reported and left out. `at`: where to report when there is no node. */
export function readMap(from: Reader, node: Node | undefined, at: Span): readonly Entry[] | undefined {
  const map = follow(from, node);
  return isMap(map) ? entriesOf(from, map) : expected(from, 'a mapping', map, at);
}

function entriesOf(from: Reader, map: YAMLMap): Entry[] {
  const entries: Entry[] = [];
  const seen = new Set<string>();
  for (const pair of map.items) {
    if (!isPair(pair)) continue;
    const key = pair.key;
    const keySpan = spanOf(isScalar(key) || isAlias(key) || isMap(key) || isSeq(key) ? key : undefined, spanOf(map, { start: 0, end: 0 }));
    if (!isScalar(key) || (typeof key.value !== 'string' && typeof key.value !== 'number')) {
      report(from, 'A key is a plain text.', keySpan);
      continue;
    }
    if (key.value === '<<') {
      report(from, 'Merge keys are not supported.', keySpan);
      continue;
    }
    const name = String(key.value);
    if (seen.has(name)) {
      report(from, `The key \`${name.slice(0, 60)}\` stands here twice; the first one holds.`, keySpan);
      continue;
    }
    seen.add(name);
    const value = pair.value;
    entries.push({ key: name, keySpan, value: isScalar(value) || isAlias(value) || isMap(value) || isSeq(value) ? value : undefined });
  }
  return entries;
}

/** A mapping with a fixed set of keys; others are reported with the nearest known one. */
export function readRecord<Key extends string>(from: Reader, node: Node | undefined, at: Span, keys: readonly Key[]): ReadonlyMap<Key, Entry> | undefined {
  const entries = readMap(from, node, at);
  if (entries === undefined) return undefined;
  const known = new Map<Key, Entry>();
  for (const entry of entries) {
    const key = keys.find((candidate) => candidate === entry.key);
    if (key !== undefined) known.set(key, entry);
    else reportUnknown(from, 'key', entry.key, entry.keySpan, keys);
  }
  return known;
}

/** "There is no …", with the nearest known name. */
export function reportUnknown(from: Reader, what: string, name: string, at: Span, known: readonly string[]): void {
  const near = closest(name, known);
  const hint = near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
  report(from, `There is no ${what} \`${name.slice(0, 60)}\`. ${hint}`, at);
}

export function readList(from: Reader, node: Node | undefined, at: Span): readonly Node[] | undefined {
  const list = follow(from, node);
  if (!isSeq(list)) return expected(from, 'a list', list, at);
  const items: Node[] = [];
  for (const item of list.items) {
    if (isScalar(item) || isAlias(item) || isMap(item) || isSeq(item)) items.push(item);
  }
  return items;
}

/** A text that isn't empty. */
export function readText(from: Reader, node: Node | undefined, at: Span): string | undefined {
  const scalar = follow(from, node);
  if (!isScalar(scalar) || typeof scalar.value !== 'string') return expected(from, 'a text', scalar, at);
  if (scalar.value !== '') return scalar.value;
  report(from, 'Expected a text, found an empty one.', spanOf(scalar, at));
  return undefined;
}

/** A date is a text here, whatever YAML makes of it. */
export function readDate(from: Reader, node: Node | undefined, at: Span): string | undefined {
  const text = readText(from, node, at);
  if (text === undefined) return undefined;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  report(from, 'Expected a date such as 2026-12-31.', spanOf(node, at));
  return undefined;
}

/** A list of texts, each checked; `check` gives a message for a bad one. */
export function readTexts(from: Reader, node: Node | undefined, at: Span, check: (text: string) => string | undefined): string[] | undefined {
  const items = readList(from, node, at);
  if (items === undefined) return undefined;
  const texts: string[] = [];
  for (const item of items) {
    const text = readText(from, item, at);
    if (text === undefined) continue;
    const fault = check(text);
    if (fault === undefined) texts.push(text);
    else report(from, fault, spanOf(item, at));
  }
  return texts;
}

/** One of a fixed set of words. */
export function readWord<Word extends string>(from: Reader, node: Node | undefined, at: Span, what: string, words: readonly Word[]): Word | undefined {
  const scalar = follow(from, node);
  const text = isScalar(scalar) ? scalar.value : undefined;
  if (typeof text !== 'string') return expected(from, `one of ${words.join(', ')}`, scalar, at);
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) reportUnknown(from, what, text, spanOf(node, at), words);
  return word;
}

/** Follows an alias and says which shape stands there, so that a key may take several. */
export function shapeOf(from: Reader, node: Node | undefined): { readonly node: Node | undefined; readonly shape: 'text' | 'number' | 'map' | 'list' | 'nothing' | 'other' | 'refused' } {
  const target = follow(from, node);
  if (target === 'refused') return { node: undefined, shape: target };
  if (isNothing(target)) return { node: target, shape: 'nothing' };
  if (isMap(target)) return { node: target, shape: 'map' };
  if (isSeq(target)) return { node: target, shape: 'list' };
  if (isScalar(target) && typeof target.value === 'string') return { node: target, shape: 'text' };
  if (isScalar(target) && typeof target.value === 'number') return { node: target, shape: 'number' };
  return { node: target, shape: 'other' };
}

/** A whole number from 0 to `most`. */
export function readIndex(from: Reader, node: Node | undefined, at: Span, most: number): number | undefined {
  const scalar = follow(from, node);
  if (!isScalar(scalar) || typeof scalar.value !== 'number') return expected(from, 'a number', scalar, at);
  if (Number.isInteger(scalar.value) && scalar.value >= 0 && scalar.value <= most) return scalar.value;
  report(from, `Expected a whole number from 0 to ${most}.`, spanOf(scalar, at));
  return undefined;
}
