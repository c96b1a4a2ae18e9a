/** From a scalar's source characters to its value with the place of every run, by YAML 1.2's rules for the three flow styles. Knows no structure. */
import { joinedText } from '../../base/text';
import type { Chunk } from '../../go/facts';
import type { Quoting, YamlText } from './yamlImage';

/**
 * The scalar between two offsets, quotes included. Undefined for one that goes over several lines, whose value is no run of characters.
 */
export function scalarText(text: string, start: number, end: number): YamlText | undefined {
  const source = text.slice(start, end);
  if (/[\r\n]/.test(source)) return undefined;
  const quote = source[0] === '"' || source[0] === "'" ? source[0] : '';
  if (!quote) return textOf('plain', start, end, [{ text: source, start, end }]);
  const closed = source.length > 1 && source.endsWith(quote);
  const inner = { start: start + 1, end: closed ? end - 1 : end };
  const escape = quote === '"' ? doubleEscape : singleEscape;
  const chunks: Chunk[] = [];
  let from = inner.start;
  let i = inner.start;
  while (i < inner.end) {
    const found = escape(text, i, inner.end);
    if (!found) {
      i++;
      continue;
    }
    if (i > from) chunks.push({ text: text.slice(from, i), start: from, end: i });
    chunks.push({ text: found.text, start: i, end: found.end });
    i = from = found.end;
  }
  if (i > from) chunks.push({ text: text.slice(from, i), start: from, end: i });
  return textOf(quote === '"' ? 'double' : 'single', inner.start, inner.end, chunks);
}

/** A block scalar (`|`, `>`) of one line; undefined where it has more. `start` is its header's offset. */
export function blockText(text: string, start: number, end: number): YamlText | undefined {
  const content = text.slice(start, end);
  const found = /^[^\n]*\n(?:[ \t]*\r?\n)*[ ]*([^\s][^\r\n]*)[\s]*$/.exec(content);
  const line = found?.[1]?.trimEnd();
  if (!found || !line) return undefined;
  const at = start + content.lastIndexOf(line);
  return textOf('block', at, at + line.length, [{ text: line, start: at, end: at + line.length }]);
}

function textOf(quoted: Quoting, start: number, end: number, chunks: readonly Chunk[]): YamlText {
  return { text: joinedText(chunks), at: { start, end }, chunks, quoted };
}

interface Escape {
  readonly text: string;
  readonly end: number;
}

function singleEscape(text: string, at: number, end: number): Escape | undefined {
  return at + 1 < end && text.startsWith("''", at) ? { text: "'", end: at + 2 } : undefined;
}

const simple: ReadonlyMap<string, string> = new Map([
  ['0', '\0'], ['a', '\x07'], ['b', '\b'], ['t', '\t'], ['\t', '\t'], ['n', '\n'], ['v', '\v'], ['f', '\f'], ['r', '\r'], ['e', '\x1B'], [' ', ' '],
  ['"', '"'], ['/', '/'], ['\\', '\\'], ['N', '\x85'], ['_', '\xA0'], ['L', '\u2028'], ['P', '\u2029'],
]);
const lengths: ReadonlyMap<string, number> = new Map([['x', 2], ['u', 4], ['U', 8]]);

/** An escape that YAML doesn't know stays as it is written. */
function doubleEscape(text: string, at: number, end: number): Escape | undefined {
  if (text[at] !== '\\' || at + 1 >= end) return undefined;
  const letter = text[at + 1] ?? '';
  const value = simple.get(letter);
  if (value !== undefined) return { text: value, end: at + 2 };
  const length = lengths.get(letter);
  const digits = length === undefined ? '' : text.slice(at + 2, Math.min(end, at + 2 + length));
  if (length !== undefined && digits.length === length && /^[0-9a-fA-F]+$/.test(digits)) {
    const code = Number.parseInt(digits, 16);
    if (code <= 0x10ffff) return { text: String.fromCodePoint(code), end: at + 2 + length };
  }
  return undefined;
}
