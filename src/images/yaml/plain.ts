/**
 * A YAML text as plain data whose scalars keep their places: for readers that have to know all that a file says, where imagesInYaml takes what
 * it can. What isn't plain to see (an alias, a folded text) is `unread`; a text with a fault gives nothing at all.
 */
import { isMap, isScalar, isSeq, parseAllDocuments, type Scalar } from 'yaml';
import type { Span } from '../../base/text';
import { scalarText } from './scalarText';
import { isTooDeep } from './tree';
import type { YamlText } from './yamlImage';

export interface PlainMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, Plain>;
}

export interface PlainList {
  readonly kind: 'list';
  readonly items: readonly Plain[];
}

export interface PlainScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** Its characters, where it is a text on one line. */
  readonly text: YamlText | undefined;
  /** The characters that it is made of one to one, indentation aside: YAML inside of it can be read there. */
  readonly inner: Span | undefined;
}

export type Plain = PlainMap | PlainList | PlainScalar | { readonly kind: 'unread' };

const unread: Plain = { kind: 'unread' };

/** The documents of a text that have something in them; undefined where it is no valid YAML, or has a key twice. Never throws. */
export function plainDocuments(text: string, span: Span = { start: 0, end: text.length }): readonly Plain[] | undefined {
  if (isTooDeep(text, span)) return undefined;
  try {
    const documents = parseAllDocuments(text.slice(span.start, span.end), { strict: false, prettyErrors: false, logLevel: 'silent' });
    if (!Array.isArray(documents) || documents.some(({ errors }) => errors.length > 0)) return undefined;
    return documents.flatMap(({ contents }) => (contents === null || (isScalar(contents) && contents.value === null) ? [] : [plainOf(contents, text, span.start)]));
  } catch {
    // Nesting deeper than the stack.
    return undefined;
  }
}

function plainOf(node: unknown, text: string, offset: number): Plain {
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => plainOf(item, text, offset)) };
  if (isScalar(node)) return scalarOf(node, text, offset);
  if (!isMap(node)) return node === null ? { kind: 'scalar', value: null, text: undefined, inner: undefined } : unread;
  const entries = new Map<string, Plain>();
  for (const { key, value } of node.items) {
    if (!isScalar(key)) return unread;
    entries.set(String(key.value), plainOf(value, text, offset));
  }
  return { kind: 'map', entries };
}

function scalarOf({ value, range, type }: Scalar, text: string, offset: number): Plain {
  if (typeof value !== 'string') return value === null || typeof value === 'number' || typeof value === 'boolean' ? { kind: 'scalar', value, text: undefined, inner: undefined } : unread;
  if (!range) return unread;
  const [start, end] = [range[0] + offset, range[1] + offset];
  if (type === 'BLOCK_LITERAL') {
    const header = text.indexOf('\n', start);
    return { kind: 'scalar', value, text: undefined, inner: { start: header < 0 || header >= end ? end : header + 1, end } };
  }
  const written = type === 'BLOCK_FOLDED' ? undefined : scalarText(text, start, end);
  const exact = written?.chunks.every((chunk) => chunk.text.length === chunk.end - chunk.start) === true;
  return { kind: 'scalar', value, text: written, inner: exact ? written.at : undefined };
}

/** The text of a node that is one. */
export function textIn(node: Plain | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** What stands under a key of a mapping. */
export function under(node: Plain | undefined, key: string): Plain | undefined {
  return node?.kind === 'map' ? node.entries.get(key) : undefined;
}

/** Neither a key without a value nor one that isn't there. */
export function isGiven(node: Plain | undefined): node is Plain {
  return node !== undefined && !(node.kind === 'scalar' && node.value === null);
}
