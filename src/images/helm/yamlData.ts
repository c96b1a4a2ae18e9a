/**
 * From YAML to the values that Helm makes of it, by YAML 1.1 as Go's yaml.v2 reads it: each text keeps the place of its characters. Where the
 * readers of YAML differ, the value is unknown. Knows no chart.
 */
import { isAlias, isMap, isPair, isScalar, isSeq, parseDocument, type Document, type Pair, type Scalar } from 'yaml';
import { remembered } from '../../base/remembered';
import { filler } from '../../flow/formatVerbs';
import { scalarText } from '../yaml/scalarText';
import { bool, dict, list, nil, number, text as textData, unknown, type Data } from './data';
import { concat, isUnsure, ofRuns, slice, type Run, type Text } from './text';

/** Deeper than any file of values. */
const deepest = 100;
/** What aliases may make of a small text. */
const mostNodes = 30_000;

interface Reading {
  readonly text: Text;
  readonly document: Document.Parsed;
  nodes: number;
}

/** Undefined where it is no YAML, or nobody knows what it is. */
export function dataOf(text: Text): Data | undefined {
  if (isUnsure(text) || hidesLines(text)) return undefined;
  const document = parsedOf(text.shape);
  if (!document) return undefined;
  try {
    return nodeData(document.contents, { text, document, nodes: 0 }, 0);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A line of nothing but a hole may be any number of lines. */
function hidesLines({ shape }: Text): boolean {
  return shape.includes(filler) && new RegExp(`^[ \\t]*${filler}+[ \\t]*$`, 'm').test(shape);
}

const parsedTexts = new Map<string, Document.Parsed | undefined>();
const mostRemembered = 100;

/** The same few files of values are read for every flow. */
function parsedOf(shape: string): Document.Parsed | undefined {
  if (parsedTexts.has(shape)) return parsedTexts.get(shape);
  if (parsedTexts.size >= mostRemembered) parsedTexts.clear();
  const document = parsed(shape);
  parsedTexts.set(shape, document);
  return document;
}

function parsed(shape: string): Document.Parsed | undefined {
  if (isTooDeep(shape)) return undefined;
  try {
    const document = parseDocument(shape, { strict: false, uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
    return document.errors.length > 0 ? undefined : document;
  } catch {
    // Nesting deeper than the stack, several documents.
    return undefined;
  }
}

function isTooDeep(shape: string): boolean {
  let depth = 0;
  for (const c of shape) {
    if (c === '{' || c === '[') depth++;
    else if (c === '}' || c === ']') depth--;
    if (depth > deepest) return true;
  }
  return /^(?:- ?){100}/m.test(shape) || /^ {1000}/m.test(shape);
}

function nodeData(node: unknown, reading: Reading, depth: number): Data {
  if (depth > deepest || ++reading.nodes > mostNodes) throw new RangeError('too many nodes');
  if (node === null || node === undefined) return nil;
  if (isAlias(node)) return nodeData(node.resolve(reading.document), reading, depth + 1);
  if ((isScalar(node) || isSeq(node) || isMap(node)) && node.tag !== undefined) return unknown;
  if (isScalar(node)) return scalarData(node, reading);
  if (isSeq(node)) return list(node.items.map((item) => nodeData(item, reading, depth + 1)));
  if (!isMap(node)) return unknown;
  const own = dict();
  const bases: Data[] = [];
  for (const pair of node.items) {
    const key = keyOf(pair);
    if (key === undefined) own.more = true;
    else if (key === '<<') bases.push(...basesOf(pair.value, reading, depth));
    else own.entries.set(key, nodeData(pair.value, reading, depth + 1));
  }
  for (const base of bases) {
    if (base.kind !== 'dict') return unknown;
    if (base.more) own.more = true;
    for (const [key, value] of base.entries) if (!own.entries.has(key)) own.entries.set(key, value);
  }
  return own;
}

function basesOf(node: unknown, reading: Reading, depth: number): Data[] {
  const target = isAlias(node) ? node.resolve(reading.document) : node;
  return (isSeq(target) ? target.items : [target]).map((item) => nodeData(item, reading, depth + 1));
}

function keyOf(pair: Pair): string | undefined {
  if (!isPair(pair) || !isScalar(pair.key)) return undefined;
  const { value, source, type } = pair.key;
  const key = type === 'PLAIN' ? plainKey(source ?? String(value)) : value;
  return typeof key === 'string' && !key.includes(filler) ? key : undefined;
}

/** As YAML reads it and JSON writes it: `on:` is `true:`. */
function plainKey(source: string): string | undefined {
  if (truths.test(source)) return 'true';
  if (falsehoods.test(source)) return 'false';
  return disputed.test(source) || nothing.test(source) || (numeral.test(source) && !whole.test(source)) || /^[0-9]{4}-/.test(source) ? undefined : source;
}

const truths = /^(?:true|True|TRUE|yes|Yes|YES|on|On|ON)$/;
const falsehoods = /^(?:false|False|FALSE|no|No|NO|off|Off|OFF)$/;
const nothing = /^(?:~|null|Null|NULL)?$/;
const whole = /^-?(?:0|[1-9][0-9]*)$/;
const numeral = /^[-+]?(?:[0-9][0-9_]*\.?[0-9_]*(?:[eE][-+]?[0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+]?[0-9]+)?|0[xX][0-9a-fA-F_]+|0[bB][01_]+|0[oO][0-7_]+)$/;
/** Of these, readers make different things. */
const disputed = /^[yYnN]$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

function scalarData(node: Scalar, reading: Reading): Data {
  const [start, end] = node.range ?? [0, 0];
  if (node.type !== 'PLAIN') return typeof node.value === 'string' ? textData(written(node, node.value, start, end, reading)) : unknown;
  const source = node.source ?? '';
  if (nothing.test(source)) return nil;
  if (truths.test(source) || falsehoods.test(source)) return bool(truths.test(source));
  if (whole.test(source) || /^-?(?:0|[1-9][0-9]*)\.[0-9]+$/.test(source)) return number(Number(source), false, source.includes('.') ? undefined : slice(reading.text, start, end));
  if (numeral.test(source) || disputed.test(source)) return unknown;
  const text = written(node, source, start, end, reading);
  return textData(/[:/]/.test(source) ? text : bare(text));
}

/** The scalar's value, with its places where it stands in one line. */
function written(node: Scalar, value: string, start: number, end: number, { text }: Reading): Text {
  const block = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
  const found = block ? undefined : scalarText(text.shape, start, end);
  if (found && found.text === value) return concat(found.chunks.map((chunk) => (chunk.text.length === chunk.end - chunk.start ? slice(text, chunk.start, chunk.end) : ofRuns([{ text: chunk.text }]))));
  return ofRuns(value.split(new RegExp(`(${filler})`)).filter((piece) => piece !== '').map((piece): Run => (piece === filler ? { text: filler, hole: { kind: 'unknown', why: 'in a text of several lines' } } : { text: piece })));
}

/** Another text in the place of one without quotes may be a number, unless something beside it makes it a text. */
function bare(text: Text): Text {
  return ofRuns(text.runs.map((run) => (run.hole ? run : { ...run, bare: true })));
}

const readTexts = remembered((text: Text) => ({ data: dataOf(text) }));

/** The same of a text that is asked for again; what is given is nobody's to change. */
export function dataIn(text: Text): Data | undefined {
  return readTexts(text).data;
}
