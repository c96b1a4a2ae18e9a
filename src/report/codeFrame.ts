/**
 * One line of code with carets under a range, for a terminal: tabs, wide and invisible characters keep the carets in place.
 * Knows no colour and no file.
 */
import { lineStarts, type Range } from '../base/text';
import { inert, redact, escapeHidden } from './inert';

export interface CodeFrame {
  /** 1-based. */
  readonly line: number;
  readonly code: string;
  /** Blanks and carets that stand under `code`. */
  readonly carets: string;
}

/** Longer lines are cut around the range. */
const widest = 160;

/** Undefined when the text has no such line. */
export function codeFrame(text: string, range: Range): CodeFrame | undefined {
  const starts = lineStarts(text);
  const start = starts[range.start.line];
  if (start === undefined) return undefined;
  const whole = redact(text.slice(start, starts[range.start.line + 1] ?? text.length).replace(/[\r\n]+$/, ''));
  const first = Math.min(range.start.character, whole.length);
  const last = range.end.line > range.start.line ? whole.length : Math.min(Math.max(range.end.character, first), whole.length);
  const from = whole.length > widest ? pairStart(whole, Math.max(0, first - widest / 2)) : 0;
  const to = whole.length > widest ? pairStart(whole, Math.min(whole.length, from + widest)) : whole.length;
  const before = `${from > 0 ? '…' : ''}${visible(whole.slice(from, first))}`;
  const marked = visible(whole.slice(first, Math.min(last, to)));
  const after = `${visible(whole.slice(Math.min(last, to), to))}${to < whole.length ? '…' : ''}`;
  return {
    line: range.start.line + 1,
    code: inert(`${before}${marked}${after}`),
    carets: `${' '.repeat(displayWidth(before))}${'^'.repeat(Math.max(1, displayWidth(marked)))}`,
  };
}

const wide = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60]/u;
const combining = /[\p{Mn}\p{Me}]/u;

/** Terminal cells that a text takes: East Asian and emoji characters two, combining marks none. */
export function displayWidth(text: string): number {
  let cells = 0;
  for (const character of text) cells += combining.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return cells;
}

function visible(code: string): string {
  return escapeHidden(code.replace(/\t/g, '    '));
}

/** The offset, or the one before it when it would tear a surrogate pair. */
function pairStart(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
