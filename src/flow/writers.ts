/**
 * Text written piece by piece: `strings.Builder` and `bytes.Buffer` variables. Known only where every write surely runs once, in order.
 */
import type { CallExpr, Expr } from '../go/facts';
import { encloses } from '../base/text';
import type { Frame } from './frame';
import type { Evaluation } from './evaluation';
import { concatAnswers, unknownAnswer } from './parts';
import { formatted } from './sprintf';
import { textsOf } from './texts';
import type { Answer } from './value';

const writes = new Set(['WriteString', 'Write', 'WriteByte', 'WriteRune']);

/** What was written to a local builder before it is read; undefined when the expression is no builder. */
export function writtenTexts(e: Evaluation, of: Expr, frame: Frame): Answer | undefined {
  const target = of.kind === 'unary' && of.op === '&' ? of.of : of;
  if (target.kind !== 'local') return undefined;
  const all = e.program.index(frame.func).uses.get(target.id) ?? [];
  const uses = all.filter(({ call }) => isWrite(call));
  if (uses.length === 0) return undefined;
  if (all.some(({ call, index }) => call.span.end <= of.span.start && !isWrite(call) && !isRead(call, index))) return unknownAnswer('text written or taken by others');
  const sure = uses.every(({ call, owner }) => owner === frame.func && !call.looped && call.scope !== undefined && encloses(call.scope, of.span));
  if (!sure) return unknownAnswer('text written under conditions');
  const before = uses.filter(({ call }) => call.span.end <= of.span.start);
  return concatAnswers(before.map(({ call }) => written(e, call, frame)));
}

/** A method that only looks. */
function isRead({ fn }: CallExpr, index: number): boolean {
  return index === -1 && fn.kind === 'select' && /^(?:String|Bytes|Len|Cap|Available|Grow)$/.test(fn.name);
}

function isWrite(call: CallExpr): boolean {
  return call.fn.kind === 'select' && (writes.has(call.fn.name) || call.fn.name === 'Fprintf' || call.fn.name === 'Fprint');
}

function written(e: Evaluation, call: CallExpr, frame: Frame): Answer {
  const name = call.fn.kind === 'select' ? call.fn.name : '';
  if (name === 'Fprintf') return formatted(e, { ...call, args: call.args.slice(1) }, frame);
  const index = name === 'Fprint' ? 1 : 0;
  const arg = call.args[index];
  return arg && (name === 'WriteString' || name === 'Write' || name === 'Fprint') ? textsOf(e, arg, frame) : unknownAnswer('a character written by number');
}
