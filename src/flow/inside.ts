/** By which variables do the functions that a call runs get what it hands them? Knows calls and parameters; evaluates nothing else. */
import type { CallExpr, VarId } from '../go/facts';
import type { Evaluation } from './evaluation';
import { callFrame, type Callee, type Frame } from './frame';

export interface Inside {
  readonly id: VarId;
  /** The frame that the call makes. */
  readonly frame: Frame;
}

/** What argument `index` of a call becomes in a callee; with a negative one, or the first of a method expression, what the method is called on. */
export function variableIn({ func: { fact }, call }: Callee, index: number): { readonly id: VarId | undefined; readonly pointer: boolean } {
  const at = call ? index - 1 : index;
  if (at < 0) return { id: fact.receiver?.var, pointer: fact.receiver?.pointer === true };
  return { id: fact.params[at]?.var, pointer: fact.params[at]?.type.kind === 'pointer' };
}

/** For argument `index` of a call, or with a negative one what the method is called on. */
export function insideOf(e: Evaluation, call: CallExpr, index: number, frame: Frame): readonly Inside[] {
  const callees = e.callees(call, frame);
  return (callees.kind === 'funcs' ? callees.list : []).flatMap((callee): readonly Inside[] => {
    const { id } = variableIn(callee, index);
    const inner = id === undefined ? undefined : callFrame(call, frame, callee);
    return id === undefined || !inner ? [] : [{ id, frame: inner }];
  });
}
