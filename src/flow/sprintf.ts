/**
 * `fmt.Sprintf`: a format's verbs and the arguments that fill them. A verb without a certain argument is an unknown, never a shifted one.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Place } from '../base/text';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { extraArguments, parseFormat, type FormatPiece } from './formatVerbs';
import { gathered } from './lists';
import { placeOf } from './origin';
import { randomBytes } from './library';
import { concatAnswers, eachTwin, mapAnswer, uniteAnswers, unknownAnswer } from './parts';
import { textsOf } from './texts';
import { cut, knownText, isText, type Answer, type TextPart, type Value } from './value';

export type FilledPiece =
  | { readonly kind: 'known'; readonly part: TextPart }
  | { readonly kind: 'slot'; readonly answer: () => Answer; readonly at: Place | undefined; readonly filler: { readonly expr: Expr; readonly frame: Frame } | undefined };

/** The source of a run inside the known parts of a format. */
function between(parts: readonly TextPart[], start: number, end: number): TextPart[] {
  const found: TextPart[] = [];
  let at = 0;
  for (const part of parts) {
    const from = Math.max(start, at);
    const to = Math.min(end, at + part.text.length);
    if (from < to) found.push(cut(part, from - at, to - at));
    at += part.text.length;
  }
  return found;
}

function placeBetween(parts: readonly TextPart[], start: number, end: number): Place | undefined {
  const found = between(parts, start, end);
  const first = found[0]?.source;
  const last = found[found.length - 1]?.source;
  return first && last && first.uri === last.uri ? { uri: first.uri, start: first.start, end: last.end } : undefined;
}

const asked = new WeakMap<Expr, CallExpr>();

/** What fmt writes of a value: for a type of the workspace with a method `String`, what that gives. */
export function printed(e: Evaluation, expr: Expr, frame: Frame): Answer {
  if (expr.kind === 'text' || expr.kind === 'number' || expr.kind === 'binary') return textsOf(e, expr, frame);
  let call = asked.get(expr);
  if (!call) asked.set(expr, (call = { kind: 'call', fn: { kind: 'select', of: expr, name: 'String', nameSpan: expr.span, span: expr.span }, args: [], spread: false, span: expr.span, mode: 'plain', discards: [], looped: false }));
  return e.program.callee(call, frame.func)?.kind === 'func' ? textsOf(e, call, frame) : textsOf(e, expr, frame);
}

type VerbPiece = Extract<FormatPiece, { kind: 'verb' }>;

function shown(e: Evaluation, piece: VerbPiece, expr: Expr, frame: Frame): Answer {
  const plain = !piece.flags && piece.width === undefined && piece.precision === undefined;
  if (piece.verb === 's' || piece.verb === 'v' || piece.verb === 'w') {
    const answer = printed(e, expr, frame);
    return plain || (piece.flags === '+' && piece.verb === 'v') ? answer : mapAnswer(answer, () => undefined, 'a padded verb');
  }
  if (piece.verb === 'd') {
    if (!plain) return padded(textsOf(e, expr, frame), piece);
    return mapAnswer(textsOf(e, expr, frame), (value) => value, 'a number');
  }
  if (piece.verb === 'q') return mapAnswer(printed(e, expr, frame), (value) => (plain && isQuotable(value) ? { parts: [{ text: '"' }, ...value.parts, { text: '"' }], trail: value.trail } : undefined), 'a quoted value');
  if (piece.verb === 'x' || piece.verb === 'X') return randomBytes(e, expr, frame) ?? padded(textsOf(e, expr, frame), piece);
  return unknownAnswer(`unsupported: %${piece.verb}`);
}

/** Needs no escapes between quotes. */
function isQuotable(value: Value): boolean {
  return value.parts.every((part) => !isText(part) || /^[ !#-[\]-~]*$/.test(part.text));
}

/** A generated value stays a generated value in another notation; a known one would need fmt's own arithmetic. */
function padded(answer: Answer, { flags, width, precision, verb }: VerbPiece): Answer {
  const notation = `%${flags}${JSON.stringify([width, precision])}${verb}`;
  return mapAnswer(
    answer,
    (value) => {
      const only = value.parts[0];
      if (value.parts.length !== 1 || !only || isText(only) || only.hole.kind !== 'fresh') return undefined;
      return { parts: [{ ...only, hole: { ...only.hole, path: [...only.hole.path, notation] } }], trail: value.trail };
    },
    'a formatted number',
  );
}

/** The pieces of a format whose text is known, each verb a slot. */
export function formatPieces(e: Evaluation, parts: readonly TextPart[], call: CallExpr, frame: Frame): FilledPiece[] {
  const text = parts.map((part) => part.text).join('');
  const lists = gathered(e, call.args.slice(1), call.spread, frame).alternatives;
  const items = lists.length === 1 ? lists[0] : undefined;
  return parseFormat(text).flatMap((piece): FilledPiece[] => {
    if (piece.kind === 'text') {
      const found = between(parts, piece.span.start, piece.span.end);
      if (piece.text === text.slice(piece.span.start, piece.span.end)) return found.map((part) => ({ kind: 'known', part }));
      const source = placeBetween(parts, piece.span.start, piece.span.end);
      return [{ kind: 'known', part: source ? { text: piece.text, source } : { text: piece.text } }];
    }
    const at = placeBetween(parts, piece.span.start, piece.span.end);
    const index = piece.arg;
    const uncertain = items === undefined || items.slice(0, (index ?? 0) + 1).some((item) => item.rest || item.optional);
    const item = index === undefined || uncertain ? undefined : items[index];
    const expr = item?.expr;
    if (!item || !expr) return [{ kind: 'slot', answer: () => unknownAnswer(uncertain && items !== undefined ? 'an argument of an unknown list' : 'a verb without an argument'), at, filler: undefined }];
    return [{ kind: 'slot', answer: () => shown(e, piece, expr, item.frame), at, filler: { expr, frame: item.frame } }];
  });
}

/** fmt appends what it has no verb for: the text is not what the format says. */
function hasExtra(e: Evaluation, call: CallExpr, frame: Frame, parts: readonly TextPart[]): boolean {
  const lists = gathered(e, call.args.slice(1), call.spread, frame).alternatives;
  return lists.some((items) => extraArguments(parts.map((part) => part.text).join(''), items.filter((item) => !item.rest && !item.optional).length) > 0);
}

/** `fmt.Sprintf(format, args…)` as an answer; for long templates see template.ts. */
export function formatted(e: Evaluation, call: CallExpr, frame: Frame): Answer {
  const first = call.args[0];
  if (!first) return unknownAnswer('a format is missing');
  const formats = textsOf(e, first, frame);
  const all = formats.values.map((format): Answer => {
    const parts = format.parts.filter(isText);
    if (knownText(format) === undefined) return unknownAnswer('an unknown format');
    if (hasExtra(e, call, frame, parts)) return unknownAnswer('more arguments than verbs');
    const answer = concatAnswers(formatPieces(e, parts, call, frame).map((piece) => (piece.kind === 'known' ? { values: [{ parts: [piece.part], trail: [] }], complete: true } : piece.answer())));
    const step = { kind: 'format' as const, name: 'Sprintf', at: placeOf(frame, call.span) };
    return { values: answer.values.map((value) => eachTwin(value, (one) => ({ parts: one.parts, trail: [step, ...one.trail].slice(0, 16) }))), complete: answer.complete };
  });
  const united = uniteAnswers(all);
  return { values: united.values, complete: united.complete && formats.complete };
}
