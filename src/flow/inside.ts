/** By which variables do the functions that a call runs get what it hands them? Knows calls and parameters; evaluates nothing else. */
import type { CallExpr, VarId } from '../go/facts';
import type { Evaluation } from './evaluation';
import { callFrame, type Callee, type Frame } from './frame';

export interface Inside {
  readonly id: VarId;
  /** The frame that the call makes. */
  readonly frame: Frame;
}

/** Which of a callee's parameters argument `index` of the call becomes; negative for its receiver. */
export function placeIn({ call }: Callee, index: number): number {
  return call ? index - 1 : index;
}

/** For argument `index` of a call, or with a negative one what the method is called on. */
export function insideOf(e: Evaluation, call: CallExpr, index: number, frame: Frame): readonly Inside[] {
  const callees = e.callees(call, frame);
  return (callees.kind === 'funcs' ? callees.list : []).flatMap((callee): readonly Inside[] => {
    const { receiver, params } = callee.func.fact;
    const at = placeIn(callee, index);
    const id = at < 0 ? receiver?.var : params[at]?.var;
    const inner = id === undefined ? undefined : callFrame(call, frame, callee);
    return id === undefined || !inner ? [] : [{ id, frame: inner }];
  });
}
