/**
 * Which part of a struct does a promoted method get? That matters where the struct has a field of its own by the name of the part's: the
 * method sees the part's. Knows types; evaluates nothing.
 */
import type { Expr } from '../go/facts';
import type { Func, Program } from './declarations';
import type { Evaluation } from './evaluation';
import { receiverOf, runningFrame, type Frame } from './frame';
import { fieldOf } from './members';
import { samePath } from './paths';
import { typeKeyOf } from './program';

/** Embedded structs looked into. */
const furthest = 4;

/** `s.Base` for the receiver of a promoted method that is called on `s`, where `s` has a field `name` of its own, and the frame of that call. */
export function partBehind(e: Evaluation, of: Expr, name: string, frame: Frame): { readonly of: Expr; readonly frame: Frame } | undefined {
  if (of.kind !== 'local') return undefined;
  const owner = e.program.index(frame.func).receivers.get(of.id);
  const call = owner && runningFrame(owner, frame)?.call;
  const given = call && receiverOf({ ...call, call: call.expr });
  if (!owner || !given) return undefined;
  const steps = hides(e.program, given.of, given.frame.func, name) ? stepsTo(e.program, given.of, given.frame.func, owner) : [];
  return steps.length > 0 ? { of: steps.reduce(fieldOf, given.of), frame: given.frame } : undefined;
}

/** A path from a variable, as it is from the receiver that a method called on it gets; undefined where that method doesn't get what it leads to. */
export function pathInReceiver(program: Program, outer: Expr, caller: Func, method: Func, path: readonly string[], name: string): readonly string[] | undefined {
  const steps = stepsTo(program, outer, caller, method);
  if (steps.length === 0) return path;
  if (samePath(path.slice(0, steps.length), steps)) return path.slice(steps.length);
  return hides(program, outer, caller, path[0] ?? name) ? undefined : path;
}

function hides(program: Program, outer: Expr, func: Func, name: string): boolean {
  const type = program.typeOf(outer, func);
  return type !== undefined && program.fields(type)?.some((field) => field.name === name && !field.embedded) === true;
}

/** The embedded fields from an expression's struct to what a method of it gets; none where that is the struct itself. */
function stepsTo(program: Program, outer: Expr, func: Func, { fact: { receiver }, file, pkg }: Func): readonly string[] {
  const wanted = receiver && typeKeyOf(program, { ref: { kind: 'name', name: receiver.typeName }, file, pkg });
  const found = (of: Expr, steps: readonly string[]): readonly string[] | undefined => {
    const type = program.typeOf(of, func);
    if (type && typeKeyOf(program, type) === wanted) return steps;
    for (const field of type && steps.length < furthest ? (program.fields(type) ?? []) : []) {
      const further = field.embedded ? found(fieldOf(of, field.name), [...steps, field.name]) : undefined;
      if (further) return further;
    }
    return undefined;
  };
  return (wanted !== undefined && found(outer, [])) || [];
}
