/**
 * May what stands at a place run in a frame, going by the comparisons of texts around it? Certain answers only: a text that isn't known
 * may be any.
 */
import type { Branch, Comparison, Expr, FuncFact } from '../go/facts';
import type { Span } from '../base/text';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';

const none: readonly Comparison[] = [];

function holds({ span }: Branch, at: Span): boolean {
  return span.start <= at.start && at.end <= span.end;
}

/** The comparisons of a body around a place in it, outermost first; without those that are around `read`, too. */
function around({ branches }: FuncFact, at: Span, read: Span | undefined): readonly Comparison[] {
  if (branches.length === 0) return none;
  return branches.flatMap((branch) => (holds(branch, at) && !(read && holds(branch, read)) ? branch.when : none));
}

/**
 * The frames in which the place may run: the frame itself, or, where comparisons tell elements of a loop apart, the frame once for every
 * element that passes them. None where a comparison fails for certain. `read`: a place in the same body that runs, so that what is around
 * both holds.
 */
export function runningAt(e: Evaluation, at: Span, frame: Frame, read?: Span): readonly Frame[] {
  const when = around(frame.func.fact, at, read);
  if (when.length === 0) return [frame];
  const frames = e.alternatives(frame, when.flatMap(({ of, among }) => [of, ...among]));
  const passed = frames.filter((one) => when.every((comparison) => mayHold(e, comparison, one)));
  return passed.length === frames.length ? [frame] : passed;
}

function mayHold(e: Evaluation, { of, among, holds: equal }: Comparison, frame: Frame): boolean {
  const text = certainText(e, of, frame);
  if (text === undefined) return true;
  const others = among.map((one) => certainText(e, one, frame));
  if (others.includes(text)) return equal;
  return others.includes(undefined) || !equal;
}

/** What isn't written as '' may have been set by somebody we don't see. */
function certainText(e: Evaluation, expr: Expr, frame: Frame): string | undefined {
  const text = e.keyText(expr, frame);
  return text === '' && expr.kind !== 'text' ? undefined : text;
}
