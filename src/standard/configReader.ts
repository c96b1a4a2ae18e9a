/**
 * Reads one value of the configuration as what it should be: a text, a word, a number, a list or a mapping. What is something else is
 * reported at its place and comes back as undefined. Knows no key of the configuration.
 */
import type { Span } from '../base/text';
import { closest } from '../images/reference';
import { isFull, report, type ConfigEntry, type ConfigNode, type Reader } from './configTree';

/** `a list`, `a number`: what a node is, for messages. */
function kindOf(node: ConfigNode): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  const value = node.kind === 'scalar' ? node.value : null;
  if (value === null) return 'nothing';
  return typeof value === 'string' ? 'a text' : typeof value === 'number' ? 'a number' : 'true or false';
}

export function reportExpected(to: Reader, what: string, node: ConfigNode): void {
  if (node.kind !== 'refused') report(to, `Expected ${what}, found ${kindOf(node)}.`, node.span);
}

/** "There is no …", with the nearest known name. */
export function reportUnknown(to: Reader, what: string, name: string, at: Span, known: readonly string[]): void {
  if (isFull(to)) return;
  const near = closest(name.slice(0, 60), known);
  const hint = near === undefined ? `Known: ${known.join(', ')}.` : `Did you mean \`${near}\`?`;
  report(to, `There is no ${what} \`${name.slice(0, 60)}\`. ${hint}`, at);
}

export function isNothing(node: ConfigNode): boolean {
  return node.kind === 'scalar' && node.value === null;
}

export function readMap(from: Reader, node: ConfigNode): readonly ConfigEntry[] | undefined {
  if (node.kind === 'map') return node.entries;
  reportExpected(from, 'a mapping', node);
  return undefined;
}

/** A mapping with a fixed set of keys; others are reported with the nearest known one. */
export function readRecord<Key extends string>(from: Reader, node: ConfigNode, keys: readonly Key[]): ReadonlyMap<Key, ConfigEntry> | undefined {
  const entries = readMap(from, node);
  if (entries === undefined) return undefined;
  const known = new Map<Key, ConfigEntry>();
  for (const entry of entries) {
    const key = keys.find((candidate) => candidate === entry.key);
    if (key !== undefined) known.set(key, entry);
    else reportUnknown(from, 'key', entry.key, entry.keySpan, keys);
  }
  return known;
}

export function readList(from: Reader, node: ConfigNode): readonly ConfigNode[] | undefined {
  if (node.kind === 'list') return node.items;
  reportExpected(from, 'a list', node);
  return undefined;
}

/** A text that isn't empty. */
export function readText(from: Reader, node: ConfigNode): string | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    reportExpected(from, 'a text', node);
    return undefined;
  }
  if (node.value !== '') return node.value;
  report(from, 'Expected a text, found an empty one.', node.span);
  return undefined;
}

/** A list of texts, each checked; `check` gives a message for a bad one. */
export function readTexts(from: Reader, node: ConfigNode, check: (text: string) => string | undefined): string[] | undefined {
  return readList(from, node)?.flatMap((item) => {
    const text = readText(from, item);
    const fault = text === undefined ? undefined : check(text);
    if (fault !== undefined) report(from, fault, item.span);
    return text === undefined || fault !== undefined ? [] : [text];
  });
}

/** One of a fixed set of words. */
export function readWord<Word extends string>(from: Reader, node: ConfigNode, what: string, words: readonly Word[]): Word | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    reportExpected(from, `one of ${words.join(', ')}`, node);
    return undefined;
  }
  const text = node.value;
  const word = words.find((candidate) => candidate === text);
  if (word === undefined) reportUnknown(from, what, text, node.span, words);
  return word;
}

/** A whole number from 0 to `most`. */
export function readIndex(from: Reader, node: ConfigNode, most: number): number | undefined {
  if (node.kind !== 'scalar' || typeof node.value !== 'number') {
    reportExpected(from, 'a number', node);
    return undefined;
  }
  if (Number.isInteger(node.value) && node.value >= 0 && node.value <= most) return node.value;
  report(from, `Expected a whole number from 0 to ${most}.`, node.span);
  return undefined;
}

/** A day that exists, `YYYY-MM-DD`. */
export function readDate(from: Reader, node: ConfigNode): string | undefined {
  const text = readText(from, node);
  if (text === undefined) return undefined;
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
  if (date !== undefined && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)) return text;
  report(from, 'Expected a date such as 2026-12-31.', node.span);
  return undefined;
}

/** The place of some characters of a text, where the file shows them as they are; else the whole value. */
export function spanInside(node: ConfigNode, part: Span): Span {
  if (node.kind !== 'scalar' || node.verbatim === undefined) return node.span;
  return { start: node.verbatim + part.start, end: node.verbatim + part.end };
}
