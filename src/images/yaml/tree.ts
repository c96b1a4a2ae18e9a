/**
 * Images in a document that the yaml package can parse, errors and all, and operations of a patch. Walks nodes and never makes JavaScript
 * values of them, so that aliases cost nothing; follows one only where it stands for an image or for the mapping that holds one.
 */
import { type Alias, isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type Scalar, type YAMLMap } from 'yaml';
import type { Span } from '../../base/text';
import { type Candidate, isWanted, loadKey, mapping, type Mapping } from './mapping';
import { blockText, scalarText } from './scalarText';
import type { YamlText } from './yamlImage';

export interface ReadDocument {
  readonly candidates: readonly Candidate[];
  /** Offset of the first thing that is no valid YAML; undefined in a clean document. */
  readonly brokenAt: number | undefined;
  /** Those that hold parts of an image rather than an image. */
  readonly mappings: readonly Mapping[];
  /** Block scalars of several lines: a manifest may stand inside. */
  readonly blocks: readonly { readonly at: Span; readonly within: Mapping; readonly key: string }[];
}

interface Reading {
  readonly text: string;
  readonly offset: number;
  readonly candidates: Candidate[];
  readonly mappings: Mapping[];
  readonly blocks: { at: Span; within: Mapping; key: string }[];
  readonly anchors: Map<string, Scalar | Mapping>;
}

/** Deeper than any manifest; the parser is slow on what follows. */
const deepest = 200;

const lenient = { strict: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' } as const;

/** `prepared` is the text that is parsed, `text` what scalars are read from; both have the same length. Undefined where the parser gives up. */
export function readTree(text: string, prepared: string, span: Span): ReadDocument | undefined {
  if (isTooDeep(prepared, span)) return undefined;
  const reading: Reading = { text, offset: span.start, candidates: [], mappings: [], blocks: [], anchors: new Map() };
  let document: Document.Parsed;
  try {
    document = parseDocument(prepared.slice(span.start, span.end), lenient);
    walk(document.contents, undefined, [], reading);
  } catch {
    // Nesting deeper than the stack.
    return undefined;
  }
  const positions = document.errors.map((error) => error.pos[0] + span.start);
  return { candidates: reading.candidates, mappings: reading.mappings, blocks: reading.blocks, brokenAt: positions.length ? Math.min(...positions) : undefined };
}

/** One operation of a JSON patch (RFC 6902) that puts a text somewhere. */
export interface Operation {
  readonly path: string;
  readonly value: YamlText;
  /** Instead of one text, a container of that name with the image `value` is added. */
  readonly container?: string;
}

const ofList = /\/(?:initContainers|ephemeralContainers|containers)\/(?:-|\d+)$/;

/** What the operations of a text put in, if that is texts; none where the text is no list of operations. */
export function operationsIn(text: string): readonly Operation[] {
  if (isTooDeep(text, { start: 0, end: text.length })) return [];
  try {
    const { contents } = parseDocument(text, lenient);
    return isSeq(contents) ? contents.items.flatMap((item) => (isMap(item) ? operationOf(item, text) : [])) : [];
  } catch {
    // Nesting deeper than the stack.
    return [];
  }
}

function operationOf(item: YAMLMap, text: string): Operation[] {
  const path = item.get('path');
  const whole = item.get('value', true);
  const container = isMap(whole) && typeof path === 'string' && ofList.test(path) && item.get('op') === 'add' ? whole.get('name') : undefined;
  const node = isMap(whole) && typeof container === 'string' ? whole.get('image', true) : whole;
  if (typeof path !== 'string' || item.get('op') === 'test' || !isScalar(node) || typeof node.value !== 'string' || !node.range) return [];
  const value = scalarText(text, node.range[0], node.range[1]);
  return value ? [{ path, value, ...(typeof container === 'string' ? { container } : {}) }] : [];
}

/** Whether brackets and braces, quoted or not, are opened much more often than closed. */
export function isTooDeep(text: string, span: Span): boolean {
  let depth = 0;
  for (let i = span.start; i < span.end; i++) {
    const c = text.charCodeAt(i) | 0x20;
    if (c === 0x7b && ++depth > deepest) return true;
    if (c === 0x7d && depth > 0) depth--;
  }
  return false;
}

function walk(node: unknown, parent: Mapping | undefined, step: readonly string[], reading: Reading): void {
  if (isSeq(node)) node.items.forEach((item, index) => walk(item, parent, [...step, String(index)], reading));
  else if (isMap(node)) walkMap(node, parent, step, reading);
}

const partKeys = ['repository', 'newName', 'newTag', 'digest'] as const;

function walkMap(node: YAMLMap, parent: Mapping | undefined, step: readonly string[], reading: Reading): Mapping {
  const here = mapping(parent, step);
  const merged: unknown[] = [];
  for (const { key: keyNode, value } of node.items) {
    const key = isScalar(keyNode) && typeof keyNode.value === 'string' ? keyNode.value : undefined;
    if (key === undefined) continue;
    if (key === '<<') merged.push(...(isSeq(value) ? value.items : [value]));
    else {
      here.keys.add(key);
      if (isScalar(value) || isAlias(value)) readScalar(key, value, here, reading);
      else walk(value, here, [key], reading);
    }
  }
  for (const source of merged) merge(source, here, reading);
  if (node.anchor !== undefined) reading.anchors.set(node.anchor, here);
  if (partKeys.some((key) => here.scalars.has(key)) || here.keys.has(loadKey)) reading.mappings.push(here);
  return here;
}

function readScalar(key: string, value: Scalar | Alias, here: Mapping, reading: Reading): void {
  const scalar = isAlias(value) ? reading.anchors.get(value.source) : value;
  if (!isScalar(scalar)) return;
  if (scalar.anchor !== undefined) reading.anchors.set(scalar.anchor, scalar);
  if (!scalar.range) return;
  const start = scalar.range[0] + reading.offset;
  const end = scalar.range[1] + reading.offset;
  const block = scalar.type === 'BLOCK_LITERAL' || scalar.type === 'BLOCK_FOLDED';
  if (block && scalar === value) reading.blocks.push({ at: { start, end }, within: here, key });
  if (!isWanted(key) || (typeof scalar.value !== 'string' && key !== 'suspend' && key !== 'replicas')) return;
  const text = block ? blockText(reading.text, start, end) : scalarText(reading.text, start, end);
  if (!text || text.text.trim() === '') return;
  here.scalars.set(key, text);
  if (key === 'image') reading.candidates.push({ key, value: text, within: here, fallback: false });
}

/** `<<: *base`: what the base says counts here too, unless this mapping says it itself. A base's own merges are in it already. */
function merge(source: unknown, here: Mapping, reading: Reading): void {
  const base = isAlias(source) ? reading.anchors.get(source.source) : isMap(source) ? walkMap(source, undefined, [], { ...reading, candidates: [], mappings: [], blocks: [] }) : undefined;
  if (!base || isScalar(base)) return;
  for (const [key, value] of base.scalars) {
    if (here.scalars.has(key)) continue;
    here.scalars.set(key, value);
    here.keys.add(key);
    if (key === 'image') reading.candidates.push({ key, value, within: here, fallback: false });
  }
}
