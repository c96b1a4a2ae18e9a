/**
 * Where repository, tag and digest of an image are when parts of the string are not known. Splits only where every valid reference that
 * the string can be splits at that place. Knows the grammar's separators; knows no engine.
 */
import { isText, type Part, type Value } from '../flow/value';
import { isWord, mergeText } from '../flow/sameness';
import { looksLikeDomain, parseReference, type Malformed } from './referenceGrammar';
import { describeCharacter, foreignCharacter } from './referenceCharacters';

/** Parts are merged text and holes, without sources; empty text never occurs. */
export interface SplitImage {
  readonly repository: readonly Part[];
  /** Undefined: there certainly is no tag. A hole at its end may bring a digest along. */
  readonly tag?: readonly Part[];
  readonly digest?: readonly Part[];
  /** The registry with its port. Undefined: there is none, or (see `domainKnown`) it can't be told. */
  readonly domain?: readonly Part[];
  readonly domainKnown: boolean;
}

/** A string with holes as a row of characters: each hole takes one place. */
interface Row {
  readonly parts: readonly Part[];
  /** Plain characters stand for themselves, a generated word for `F`, every other hole for a private-use character. */
  readonly text: string;
}

const opaque = '\ue000';
const fresh = 'F';

function rowOf(parts: readonly Part[]): Row {
  const text = parts.map((part) => (isText(part) ? part.text : isWord(part.hole) ? fresh : opaque)).join('');
  return { parts, text };
}

/** The parts between two places of a row. */
function slice(row: Row, start: number, end: number): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const part of row.parts) {
    const length = isText(part) ? part.text.length : 1;
    const from = Math.max(start, at);
    const to = Math.min(end, at + length);
    if (from < to) found.push(isText(part) ? { text: part.text.slice(from - at, to - at) } : part);
    at += length;
  }
  return found;
}

/** The known text, or undefined when there is a hole. */
export function textOf(parts: readonly Part[]): string | undefined {
  return parts.every(isText) ? parts.map((part) => part.text).join('') : undefined;
}

/** By the identity of a value's parts: an inventory compares each image with hundreds of others, and splitting was two thirds of that. */
const splits = new WeakMap<readonly Part[], SplitImage | 'uncertain'>();

/** Undefined when a hole makes the split uncertain, or when the string is no image reference whatever the holes are. */
export function splitImage(value: Pick<Value, 'parts'>): SplitImage | undefined {
  const found = splits.get(value.parts) ?? split(value.parts) ?? 'uncertain';
  splits.set(value.parts, found);
  return found === 'uncertain' ? undefined : found;
}

function split(given: readonly Part[]): SplitImage | undefined {
  const known = textOf(given);
  if (known !== undefined) return splitText(known);
  const parts = mergeText(given);
  if (malformedImage({ parts }) !== undefined) return undefined;
  const row = rowOf(parts);
  const nameEnd = findNameEnd(row.text);
  if (nameEnd === undefined || nameEnd === 0) return undefined;
  const at = row.text.indexOf('@', nameEnd);
  const end = at < 0 ? row.text.length : at;
  const tag = row.text[nameEnd] === ':' ? slice(row, nameEnd + 1, end) : undefined;
  const digest = at < 0 ? undefined : slice(row, at + 1, row.text.length);
  if (tag?.length === 0 || digest?.length === 0) return undefined;
  return {
    repository: slice(row, 0, nameEnd),
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
    ...findDomain(row, nameEnd),
  };
}

function splitText(text: string): SplitImage | undefined {
  const parsed = parseReference(text);
  if (parsed.kind === 'malformed') return undefined;
  const { name, tag, digest, domain } = parsed;
  return {
    repository: [{ text: name }],
    ...(tag === undefined ? {} : { tag: [{ text: tag }] }),
    ...(digest === undefined ? {} : { digest: [{ text: digest }] }),
    ...(domain === undefined ? {} : { domain: [{ text: domain }] }),
    domainKnown: true,
  };
}

/** Where the repository ends: at a tag's colon, at a digest's `@`, or at the end of the text. */
function findNameEnd(text: string): number | undefined {
  const firstOpaque = text.indexOf(opaque);
  const firstAt = text.indexOf('@');
  // Everything in front of an `@` that nothing unknown precedes is plain.
  const headEnd = firstAt >= 0 && (firstOpaque < 0 || firstAt < firstOpaque) ? firstAt : firstOpaque < 0 ? text.length : undefined;
  if (headEnd !== undefined) return nameEndIn(text.slice(0, headEnd), 0);
  const inPath = colonInPath(text);
  if (inPath !== undefined) return inPath;
  // Only what follows the last hole can be read; it must hold the last slash or the tag's colon.
  const tail = text.lastIndexOf(opaque) + 1;
  const at = text.indexOf('@', tail);
  const end = at < 0 ? text.length : at;
  const readable = text.slice(0, end);
  const nameEnd = nameEndIn(readable, tail);
  if (nameEnd === end) return readable.indexOf('/', tail) >= 0 ? end : undefined;
  // `{hole}:ffff…` may be a digest's end.
  return readable.indexOf('/', tail) >= 0 || !/^[0-9a-f]{32,}$/i.test(readable.slice(nameEnd + 1)) ? nameEnd : undefined;
}

/** The colon behind the last slash, looked for from `from`; the text's end when there is none. */
function nameEndIn(text: string, from: number): number {
  const bracket = text.lastIndexOf('/') < 0 && text.startsWith('[');
  const colon = text.indexOf(':', Math.max(text.lastIndexOf('/') + 1, from));
  return colon < 0 || bracket ? text.length : colon;
}

/** The first colon that follows a slash with nothing unknown between them: no slash can come behind it, so a tag starts there. */
function colonInPath(text: string): number | undefined {
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
    for (let i = slash + 1; i < text.length && text[i] !== '/' && text[i] !== opaque && text[i] !== '@'; i++) {
      if (text[i] === ':') return i;
    }
  }
  return undefined;
}

function findDomain(row: Row, nameEnd: number): Pick<SplitImage, 'domain' | 'domainKnown'> {
  const name = row.text.slice(0, nameEnd);
  const slash = name.indexOf('/');
  const hole = name.indexOf(opaque);
  if (hole >= 0 && (slash < 0 || hole < slash)) return { domainKnown: false };
  if (slash < 0) return { domainKnown: true };
  const domain = slice(row, 0, slash);
  const text = textOf(domain);
  if (text !== undefined) return looksLikeDomain(text) ? { domain, domainKnown: true } : { domainKnown: true };
  // A generated value may contain a dot, so only a dot or colon in the known text decides.
  return /[.:]/.test(name.slice(0, slash)) ? { domain, domainKnown: true } : { domainKnown: false };
}

/** A fault that no value of the holes can mend. Where it is: an offset range in the text of one part. */
export interface MalformedImage {
  readonly reason: string;
  /** Index into the value's parts. */
  readonly part: number;
  /** UTF-16 offsets in that part's text. */
  readonly at: Malformed['at'];
}

/** Judges what is known of an image: undefined when it is, or with the right values in its holes can be, a reference. */
export function malformedImage(value: Pick<Value, 'parts'>): MalformedImage | undefined {
  const parts = value.parts;
  if (parts.every(isText)) {
    const parsed = parseReference(parts.map((part) => part.text).join(''));
    return parsed.kind === 'reference' ? undefined : locate(parts, parsed);
  }
  for (const [index, part] of parts.entries()) {
    if (!isText(part)) continue;
    const foreign = foreignCharacter(part.text);
    if (foreign === undefined) continue;
    const at = { start: foreign.offset, end: foreign.offset + foreign.length };
    return { reason: `it contains ${describeCharacter(part.text, foreign.offset)}`, part: index, at };
  }
  return nestedImage(parts);
}

/** `localhost/a:localhost/a:{hole}`: behind the colon of a path there is a slash. */
function nestedImage(parts: readonly Part[]): MalformedImage | undefined {
  const row = rowOf(parts);
  const colon = colonInPath(row.text);
  if (colon === undefined) return undefined;
  const slash = row.text.indexOf('/', colon);
  const at = row.text.indexOf('@', colon);
  if (slash < 0 || (at >= 0 && at < slash)) return undefined;
  const located = locate(parts, { reason: 'a whole reference is used as a tag', at: { start: colon + 1, end: slash + 1 } });
  return located;
}

/** Moves a span of the whole text into the part where it starts, cut at that part's end. */
function locate(parts: readonly Part[], fault: { readonly reason: string; readonly at: Malformed['at'] }): MalformedImage {
  let from = 0;
  let last: MalformedImage = { reason: fault.reason, part: 0, at: { start: 0, end: 0 } };
  for (const [index, part] of parts.entries()) {
    const length = isText(part) ? part.text.length : 1;
    const start = Math.max(0, fault.at.start - from);
    if (isText(part)) last = { reason: fault.reason, part: index, at: { start: Math.min(start, length), end: Math.min(length, Math.max(start, fault.at.end - from)) } };
    if (fault.at.start < from + length && isText(part)) return last;
    from += length;
  }
  return last;
}

/** What stands before the digest and the tag of a name that is a text, whether it is a good name or not. */
export function repositoryIn(image: string): string {
  return image.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
}
