/** By which variables do the functions that a call runs get what it hands them? Knows calls and parameters; evaluates nothing else. */
import type { CallExpr, VarId } from '../go/facts';
import type { Evaluation } from './evaluation';
import { callFrame, type Frame } from './frame';

export interface Inside {
  readonly id: VarId;
  /** The frame that the call makes. */
  readonly frame: Frame;
}

/** For argument `index` of a call, or with a negative one what the method is called on. */
export function insideOf(e: Evaluation, call: CallExpr, index: number, frame: Frame): readonly Inside[] {
  const callees = e.callees(call, frame);
  return (callees.kind === 'funcs' ? callees.list : []).flatMap((callee): readonly Inside[] => {
    const { receiver, params } = callee.func.fact;
    const id = index < 0 ? receiver?.var : params[index]?.var;
    const inner = id === undefined ? undefined : callFrame(call, frame, callee);
    return id === undefined || !inner ? [] : [{ id, frame: inner }];
  });
}
