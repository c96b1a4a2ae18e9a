/**
 * What characters does a Go string literal stand for, and where in the file is each of them? And back: how is a text written inside a
 * literal? Knows Go's escapes and raw strings; doesn't know what the strings mean.
 */
import type { Chunk } from './facts';

const BACK_QUOTE = 96;
const simpleEscapes: Readonly<Record<string, string>> = {
  a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\\': '\\', "'": "'", '"': '"',
};
const escapePattern = /\\(?:([abfnrtv\\'"])|x([0-9a-fA-F]{2})|([0-7]{3})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

export function isRaw(source: string, start: number): boolean {
  return source.charCodeAt(start) === BACK_QUOTE;
}

/**
 * The characters of the literal at `source[start..end)`, quotes included in the span. A chunk whose text is as long as its span maps
 * character by character; every other chunk is one escape (or one character written as several byte escapes). Carriage returns of a
 * raw string stand in no chunk, as Go drops them. An escape that Go refuses counts as the characters it is written with.
 */
export function literalChunks(source: string, start: number, end: number): Chunk[] {
  const open = source[start];
  const close = end - start > 1 && source[end - 1] === open ? end - 1 : end;
  return isRaw(source, start) ? rawChunks(source, start + 1, close) : interpretedChunks(source, start + 1, close);
}

function rawChunks(source: string, start: number, end: number): Chunk[] {
  const chunks: Chunk[] = [];
  let from = start;
  while (from < end) {
    const found = source.indexOf('\r', from);
    const to = found < 0 || found > end ? end : found;
    if (to > from) chunks.push({ start: from, end: to, text: source.slice(from, to) });
    from = to + 1;
  }
  return chunks.slice();
}

function interpretedChunks(source: string, start: number, end: number): Chunk[] {
  const chunks: Chunk[] = [];
  let from = start;
  let at = source.indexOf('\\', start);
  const flush = (to: number): void => {
    if (to > from) chunks.push({ start: from, end: to, text: source.slice(from, to) });
  };
  while (at >= 0 && at < end) {
    const escape = escapeAt(source, at, end);
    if (escape) {
      flush(at);
      chunks.push({ start: at, end: escape.end, text: escape.text });
      from = escape.end;
    }
    at = source.indexOf('\\', escape ? escape.end : at + 2);
  }
  flush(end);
  return chunks.slice();
}

function escapeAt(source: string, at: number, limit: number): { text: string; end: number } | undefined {
  const match = matchEscape(source, at, limit);
  if (!match) return undefined;
  const [whole, simple, hex, octal, short, long] = match;
  const end = at + whole.length;
  if (simple !== undefined) return { text: simpleEscapes[simple] ?? '', end };
  const code = short ?? long;
  if (code !== undefined) {
    const point = parseInt(code, 16);
    return point > 0x10ffff || (point >= 0xd800 && point < 0xe000) ? undefined : { text: String.fromCodePoint(point), end };
  }
  const byte = hex !== undefined ? parseInt(hex, 16) : parseInt(octal ?? '', 8);
  if (byte > 255) return undefined;
  return byte < 128 ? { text: String.fromCharCode(byte), end } : byteSequence(source, at, limit, byte);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** `"\xe2\x82\xac"` is one character written byte by byte; bytes that are no UTF-8 become U+FFFD, as Go prints them. */
function byteSequence(source: string, start: number, limit: number, lead: number): { text: string; end: number } {
  const bytes: number[] = [];
  const expected = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  let end = start;
  while (bytes.length < expected) {
    const match = matchEscape(source, end, limit);
    const byte = match?.[2] !== undefined ? parseInt(match[2], 16) : match?.[3] !== undefined ? parseInt(match[3], 8) : -1;
    if (!match || byte < 128 || byte > 255) break;
    bytes.push(byte);
    end += match[0].length;
  }
  try {
    return { text: strictUtf8.decode(Uint8Array.from(bytes)), end };
  } catch {
    return { text: '\ufffd', end: start + (matchEscape(source, start, limit)?.[0].length ?? 1) };
  }
}

function matchEscape(source: string, at: number, limit: number): RegExpExecArray | undefined {
  escapePattern.lastIndex = at;
  const match = escapePattern.exec(source);
  return match && at + match[0].length <= limit ? match : undefined;
}

const interpretedEscapes: Readonly<Record<string, string>> = {
  '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\x07': '\\a', '\b': '\\b', '\f': '\\f', '\v': '\\v',
};
const needsEscape = /["\\\p{Cc}\p{Cf}\u2028\u2029]/gu;
const loneSurrogate = /\p{Surrogate}/u;
const notInRaw = /[`\r\0\ufeff]/;

/**
 * How `text` is written inside a literal of that kind, without the quotes; undefined where it can't be: a back-quote or a carriage
 * return in a raw string, half a surrogate pair in either.
 */
export function quoteFor(kind: 'interpreted' | 'raw', text: string): string | undefined {
  if (loneSurrogate.test(text)) return undefined;
  if (kind === 'raw') return notInRaw.test(text) ? undefined : text;
  return text.replace(needsEscape, (c) => interpretedEscapes[c] ?? codeEscape(c.codePointAt(0) ?? 0));
}

function codeEscape(code: number): string {
  const hex = code.toString(16);
  if (code < 0x80) return `\\x${hex.padStart(2, '0')}`;
  return code > 0xffff ? `\\U${hex.padStart(8, '0')}` : `\\u${hex.padStart(4, '0')}`;
}
