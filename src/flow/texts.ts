/**
 * What strings can this expression be? The core question: origins are turned into values, literals character by character, joins and
 * library calls by their own arithmetic.
 */
import type { Expr, NumberExpr, TextExpr } from '../go/facts';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { libraryConstant, libraryTexts } from './library';
import type { Origin } from './origin';
import { originsOf } from './origins';
import { concatAnswers, eachTwin, emptyValue, holeAnswer, joinTrails, mapAnswer, shapedBy, sliceOf, uniteAnswers, unknownAnswer } from './parts';
import { textsWhereUnset } from './unset';
import { isText, type Answer, type Part, type Step, type Value } from './value';

/** A literal's characters with the source they stand in. */
export function literalParts(expr: TextExpr, uri: string): Part[] {
  return expr.chunks.filter((chunk) => chunk.text !== '').map((chunk) => ({ text: chunk.text, source: { uri, start: chunk.start, end: chunk.end } }));
}

/** Every string that `expr` can be in `frame`. Never throws; what isn't known stands as a hole. */
export function textsOf(e: Evaluation, expr: Expr, frame: Frame): Answer {
  const known = frame.texts.get(expr);
  if (known) return known;
  if (e.exhausted) return { values: [], complete: false };
  frame.texts.set(expr, unknownAnswer('cycle'));
  if (!e.enter()) return unknownAnswer('too deep');
  const origins = originsOf(e, expr, frame);
  const united = uniteAnswers(origins.list.map((origin) => textsOfOrigin(e, origin)));
  e.spendFor(united.values.reduce((sum, { parts }) => sum + parts.length, 0));
  const answer = { values: united.values, complete: united.complete && origins.complete && !e.exhausted };
  e.leave();
  frame.texts.set(expr, answer);
  return answer;
}

export function textsOfOrigin(e: Evaluation, origin: Origin): Answer {
  const texts = textsAnyhow(e, origin);
  return origin.unset ? textsWhereUnset(texts, origin.unset) : texts;
}

function textsAnyhow(e: Evaluation, origin: Origin): Answer {
  switch (origin.kind) {
    case 'made':
      return withTrail(madeTexts(e, origin.expr, origin.frame), origin.trail);
    case 'zero':
      return { values: [{ ...emptyValue, trail: origin.trail }], complete: true };
    case 'hole':
      return withTrail(holeAnswer(origin.hole), origin.trail);
    case 'library': {
      const constant = libraryConstant(origin.path, origin.name);
      if (constant !== undefined) return { values: [{ parts: [{ text: constant }], trail: origin.trail }], complete: true };
      return unknownAnswer(`${origin.path.split('/').pop() ?? ''}.${origin.name}`);
    }
    case 'func':
      return unknownAnswer('a function');
    case 'value':
      return withTrail({ values: [origin.value], complete: true }, origin.trail);
    case 'gathered':
      return unknownAnswer('a list');
  }
}

export function withTrail(answer: Answer, trail: readonly Step[]): Answer {
  if (trail.length === 0) return answer;
  return { values: answer.values.map((value) => eachTwin(value, (one) => ({ parts: one.parts, trail: joinTrails(trail, one.trail) }))), complete: answer.complete };
}

function madeTexts(e: Evaluation, expr: Expr, frame: Frame): Answer {
  switch (expr.kind) {
    case 'text':
      return { values: [{ parts: literalParts(expr, frame.func.file.uri), trail: [] }], complete: true };
    case 'number':
      return numberTexts(expr, frame);
    case 'binary':
      return expr.op === '+' ? sum(e, expr, frame) : unknownAnswer(`unsupported: ${expr.op}`);
    case 'slice': {
      const low = expr.low ? bound(e, expr.low, frame) : 0;
      const high = expr.high ? bound(e, expr.high, frame) : undefined;
      if (low === undefined || (expr.high && high === undefined)) return unknownAnswer('unsupported: slice with an unknown bound');
      return mapAnswer(textsOf(e, expr.of, frame), (value) => (isAscii(value) ? shapedBy(sliceOf(value, low, high), '') : undefined), 'a part of something unknown');
    }
    case 'call':
      return libraryTexts(e, expr, frame);
    case 'name':
      return expr.name === 'nil' ? { values: [emptyValue], complete: true } : expr.name === 'true' || expr.name === 'false' ? { values: [{ parts: [{ text: expr.name }], trail: [] }], complete: true } : unknownAnswer(`not a string: ${expr.name}`);
    case 'composite':
      return unknownAnswer('a composite value');
    case 'other':
      return unknownAnswer(expr.why);
    default:
      return unknownAnswer(`unsupported: ${expr.kind}`);
  }
}

/** Whole numbers print in decimal, however they are written; characters and fractions would need fmt's own arithmetic. */
function numberTexts(expr: NumberExpr, frame: Frame): Answer {
  const written = expr.text.replaceAll('_', '');
  if (!/^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO]?[0-7]*|[1-9][0-9]*)$/.test(written)) return unknownAnswer('a number that is not whole');
  const number = Number(/^0[0-7]+$/.test(written) ? `0o${written}` : written);
  if (!Number.isSafeInteger(number)) return unknownAnswer('a large number');
  return { values: [{ parts: [{ text: String(number), source: { uri: frame.func.file.uri, ...expr.span } }], trail: [] }], complete: true };
}

/** Go counts bytes: where characters are longer than one, its offsets aren't ours. */
function isAscii(value: Value): boolean {
  return value.parts.every((part) => !isText(part) || /^[\0-\x7f]*$/.test(part.text));
}

function bound(e: Evaluation, expr: Expr, frame: Frame): number | undefined {
  const text = e.keyText(expr, frame);
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}

function isNumber(e: Evaluation, expr: Expr, frame: Frame): boolean {
  return originsOf(e, expr, frame).list.some((origin) => origin.kind === 'made' && origin.expr.kind === 'number');
}

/** `a + b + c`, taken apart without recursion: machine-written sums have thousands of terms. */
export function termsOf(expr: Expr): readonly Expr[] {
  const terms: Expr[] = [];
  const queue = [expr];
  for (let at = queue.pop(); at; at = queue.pop()) {
    if (at.kind === 'binary' && at.op === '+') queue.push(at.right, at.left);
    else terms.push(at);
  }
  return terms;
}

function sum(e: Evaluation, expr: Expr, frame: Frame): Answer {
  const terms = termsOf(expr);
  if (terms.some((term) => isNumber(e, term, frame))) return unknownAnswer('arithmetic');
  return concatAnswers(terms.map((term) => textsOf(e, term, frame)));
}
