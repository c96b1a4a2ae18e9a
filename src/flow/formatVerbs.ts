/**
 * The grammar of fmt's format strings: which characters are text and which verb prints which argument. Follows doPrintf of Go's
 * fmt/print.go step by step, explicit indexes and malformed verbs included. Doesn't know what the arguments are or how they print.
 */
import type { Span } from '../base/text';

/** Characters that print as they stand; of `%%` one `%` prints. */
export interface FormatText {
  readonly kind: 'text';
  readonly span: Span;
  /** What prints. As long as the span, but for `%%`. */
  readonly text: string;
}

export interface FormatVerb {
  readonly kind: 'verb';
  /** From `%` to the verb's letter. */
  readonly span: Span;
  /** The letter; '' where the format ends before one (`%!(NOVERB)`). */
  readonly verb: string;
  /** 0-based argument that prints here; undefined where none does, for the reason in `problem`. */
  readonly arg: number | undefined;
  readonly problem?: 'no verb' | 'bad index' | 'missing argument';
  /** The flags `+-# 0` in their order. */
  readonly flags: string;
  /** Undefined: none given. `{ arg }` for `*`. */
  readonly width: number | { readonly arg: number } | undefined;
  /** Undefined: none given. A lone `.` is 0. */
  readonly precision: number | { readonly arg: number } | undefined;
}

export type FormatPiece = FormatText | FormatVerb;

/**
 * The pieces of a format in order; together they cover it. Without `argCount` every index is taken to have an argument. Spans are UTF-16
 * offsets in `format`, which is the string's value, not its source. Never throws.
 */
export function parseFormat(format: string, argCount = Infinity): readonly FormatPiece[] {
  return walk(format, argCount).pieces;
}

/** How many arguments `Sprintf` would append as `%!(EXTRA …)`; none once the format names an index. */
export function extraArguments(format: string, argCount: number): number {
  const { next, reordered } = walk(format, argCount);
  return reordered ? 0 : Math.max(0, argCount - next);
}

/** Replaces a verb's characters in `masked`: a private-use character that every other grammar takes for a letter. */
export const filler = '\uE000';

export interface MaskedVerb {
  readonly span: Span;
  readonly argIndex: number | undefined;
  readonly verb: string;
  readonly flags: string;
}

/** The format with every verb's characters replaced by as many fillers, so that all offsets stay. `%%` is left as it stands. */
export function maskVerbs(format: string): { readonly masked: string; readonly verbs: readonly MaskedVerb[] } {
  const verbs: MaskedVerb[] = [];
  let masked = '';
  for (const piece of parseFormat(format)) {
    const { start, end } = piece.span;
    if (piece.kind === 'text') masked += format.slice(start, end);
    else {
      masked += filler.repeat(end - start);
      verbs.push({ span: piece.span, argIndex: piece.arg, verb: piece.verb, flags: piece.flags });
    }
  }
  return { masked, verbs };
}

interface Walk {
  readonly pieces: readonly FormatPiece[];
  /** The argument a further verb would print. */
  readonly next: number;
  readonly reordered: boolean;
}

function walk(format: string, argCount: number): Walk {
  const pieces: FormatPiece[] = [];
  let argNum = 0;
  let reordered = false;
  let i = 0;
  while (i < format.length) {
    const start = i;
    const percent = format.indexOf('%', i);
    i = percent < 0 ? format.length : percent;
    if (i > start) pieces.push({ kind: 'text', span: { start, end: i }, text: format.slice(start, i) });
    if (percent < 0) break;
    const read = readVerb(format, percent, argNum, argCount);
    pieces.push(read.piece);
    argNum = read.argNum;
    reordered ||= read.reordered;
    i = read.piece.span.end;
  }
  return { pieces, next: argNum, reordered };
}

/** Where a verb is being read; the fields are those of fmt's printer. */
interface Cursor {
  readonly format: string;
  readonly argCount: number;
  i: number;
  argNum: number;
  good: boolean;
  reordered: boolean;
  afterIndex: boolean;
}

function readVerb(format: string, percent: number, firstArg: number, argCount: number): { piece: FormatPiece; argNum: number; reordered: boolean } {
  const at: Cursor = { format, argCount, i: percent + 1, argNum: firstArg, good: true, reordered: false, afterIndex: false };
  while (at.i < format.length && '+-# 0'.includes(format[at.i] ?? '')) at.i++;
  const flags = format.slice(percent + 1, at.i);
  takeIndex(at);
  const width = format[at.i] === '*' ? takeStar(at) : takeNumber(at);
  if (at.afterIndex && width !== undefined) at.good = false;
  let precision: FormatVerb['precision'];
  if (format[at.i] === '.' && at.i + 1 < format.length) {
    at.i++;
    if (at.afterIndex) at.good = false;
    takeIndex(at);
    precision = format[at.i] === '*' ? takeStar(at) : (takeNumber(at) ?? 0);
  }
  if (!at.afterIndex) takeIndex(at);

  const verb = at.i < format.length ? String.fromCodePoint(format.codePointAt(at.i) ?? 0) : '';
  const span = { start: percent, end: at.i + verb.length };
  const { argNum, reordered } = at;
  if (verb === '%') return { piece: { kind: 'text', span, text: '%' }, argNum, reordered };
  const problem = verb === '' ? 'no verb' : !at.good ? 'bad index' : argNum >= argCount ? 'missing argument' : undefined;
  const piece: FormatVerb = { kind: 'verb', span, verb, arg: problem ? undefined : argNum, ...(problem ? { problem } : {}), flags, width, precision };
  return { piece, argNum: problem ? argNum : argNum + 1, reordered };
}

function takeIndex(at: Cursor): void {
  const read = readIndex(at.format, at.i);
  at.afterIndex = read?.ok ?? false;
  if (!read) return;
  at.reordered = true;
  at.i = read.next;
  if (read.ok && read.index >= 0 && read.index < at.argCount) at.argNum = read.index;
  else at.good = false;
}

function takeStar(at: Cursor): { readonly arg: number } | undefined {
  at.i++;
  at.afterIndex = false;
  return at.argNum < at.argCount ? { arg: at.argNum++ } : undefined;
}

function takeNumber(at: Cursor): number | undefined {
  const number = readNumber(at.format, at.i, at.format.length);
  at.i = number.next;
  return number.value;
}

/** `[n]` at `at`; undefined where no bracket stands. A malformed one is skipped up to its `]`, or over the bracket alone. */
function readIndex(format: string, at: number): { readonly index: number; readonly next: number; readonly ok: boolean } | undefined {
  if (format[at] !== '[') return undefined;
  const close = format.length - at < 3 ? -1 : format.indexOf(']', at + 1);
  if (close < 0) return { index: 0, next: at + 1, ok: false };
  const number = readNumber(format, at + 1, close);
  if (number.value === undefined || number.next !== close) return { index: 0, next: close + 1, ok: false };
  return { index: number.value - 1, next: close + 1, ok: true };
}

/** Digits from `at` on. One above a million is none at all and swallows everything up to `end`, as in fmt. */
function readNumber(format: string, at: number, end: number): { readonly value: number | undefined; readonly next: number } {
  let value: number | undefined;
  let i = at;
  for (; i < end && format[i] !== undefined && /[0-9]/.test(format[i] ?? ''); i++) {
    if ((value ?? 0) > 1_000_000) return { value: undefined, next: end };
    value = (value ?? 0) * 10 + Number(format[i]);
  }
  return { value, next: i };
}
