/** What a chart's templates work on: values as YAML has them, and what isn't known of them. Knows texts; no template and no function. */
import { costOf, emptyText, holeText, known, textOf, type Text } from './text';

export interface Dict {
  readonly kind: 'dict';
  /** Changed in place, as Go's maps are. An unknown entry may be none. */
  readonly entries: Map<string, Data>;
  /** Helm makes it for the templates, of a type of its own. */
  made?: boolean;
  /** It may have other entries than these. */
  more?: boolean;
}

export type Data =
  | { readonly kind: 'text'; readonly text: Text }
  /** As it prints. `whole`: an integer of Go's, not one of JSON. */
  | { readonly kind: 'number'; readonly number: number; readonly text: Text; readonly whole: boolean }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'nil' }
  | { readonly kind: 'list'; readonly items: readonly Data[] }
  | Dict
  /** Of some only whether they are true is known; `bag`: it is a list of these, in any order. */
  | { readonly kind: 'unknown'; readonly truth?: boolean; readonly bag?: readonly Data[] };

export const nil: Data = { kind: 'nil' };
export const unknown: Data = { kind: 'unknown' };

export function bool(value: boolean | undefined): Data {
  return value === undefined ? unknown : { kind: 'bool', value };
}

export function text(of: Text | string): Data {
  return { kind: 'text', text: typeof of === 'string' ? textOf(of) : of };
}

/** From a million on, how it prints depends on Helm's version and on the way that it took. */
export function number(value: number, whole: boolean, written?: Text): Data {
  const plain = Math.abs(value) < 1e6 && (value === 0 || Math.abs(value) >= 1e-4);
  return Number.isFinite(value) && (plain || (whole && Number.isSafeInteger(value))) ? { kind: 'number', number: value, text: written?.shape === String(value) ? written : textOf(String(value)), whole } : unknown;
}

export function dict(entries: Iterable<readonly [string, Data]> = []): Dict {
  return { kind: 'dict', entries: new Map(entries) };
}

export function list(items: readonly Data[]): Data {
  return { kind: 'list', items };
}

/** Go prints a list that was never made as `null`, one that is empty as `[]`. */
export const noItems: Data = { kind: 'unknown', truth: false, bag: [] };

/** Whether nobody knows that it is there at all; of what is in maps in maps, nothing is looked at. */
export function mayBeNone(data: Data, depth = 0): boolean {
  if (data.kind !== 'dict') return data.kind === 'unknown';
  return (data.entries.size > 0 || data.more === true) && (depth > 5 || [...data.entries.values()].every((one) => mayBeNone(one, depth + 1)));
}

/** How much it is, values and characters, as far as `most`. Maps may be in each other many times. */
export function sizeOf(data: Data, most: number): number {
  let size = data.kind === 'text' ? costOf(data.text) : 20;
  const inside = data.kind === 'list' ? data.items : data.kind === 'dict' ? data.entries.values() : [];
  for (const one of inside) {
    if (size > most) break;
    size += sizeOf(one, most - size);
  }
  return size;
}

/** Whether `if` takes it. */
export function truth(data: Data): boolean | undefined {
  switch (data.kind) {
    case 'text':
      return textTruth(data.text);
    case 'number':
      return data.number !== 0;
    case 'bool':
      return data.value;
    case 'nil':
      return false;
    case 'list':
      return data.items.length > 0;
    case 'dict':
      return mayBeNone(data) ? undefined : data.entries.size > 0;
    case 'unknown':
      return data.truth;
  }
}

function textTruth({ runs }: Text): boolean | undefined {
  if (runs.some((run) => run.unsure !== true && (run.hole === undefined || run.hole.kind === 'fresh'))) return true;
  return runs.length === 0 ? false : undefined;
}

/** What an action prints. */
export function printed(data: Data): Text {
  switch (data.kind) {
    case 'text':
    case 'number':
      return data.text;
    case 'bool':
      return textOf(String(data.value));
    case 'nil':
      return emptyText;
    default:
      return holeText('a value of a chart');
  }
}

/** The text, where the value is one and all of it is known. */
export function knownText(data: Data | undefined): string | undefined {
  return data?.kind === 'text' ? known(data.text) : undefined;
}

/** With maps of its own. */
export function copied(data: Data): Data {
  if (data.kind === 'list') return { kind: 'list', items: data.items.map(copied) };
  return data.kind === 'dict' ? copiedDict(data) : data;
}

export function copiedDict(data: Dict): Dict {
  return { ...data, entries: new Map([...data.entries].map(([key, value]) => [key, copied(value)])) };
}

/** What comes back from YAML or JSON: every number is one of JSON's. */
export function asJson(data: Data): Data {
  switch (data.kind) {
    case 'number':
      return number(data.number, false, data.text);
    case 'list':
      return { kind: 'list', items: data.items.map(asJson) };
    case 'dict':
      return { ...dict([...data.entries].map(([key, value]) => [key, asJson(value)])), ...(data.more ? { more: true } : {}) };
    default:
      return data;
  }
}

/** A field of a map; what has none is an error in Go, of which nothing is known here. */
export function fieldOf(data: Data, name: string): Data {
  return data.kind === 'dict' ? (data.entries.get(name) ?? (data.more ? unknown : nil)) : unknown;
}

/** It has these entries and no others. */
export function isWhole(of: Data | undefined): of is Dict {
  return of?.kind === 'dict' && !of.more && ![...of.entries.values()].some((one) => mayBeNone(one));
}
