/**
 * The commands that a call of Go's `os/exec` may run in one frame, word by word, wherever their words come from: a table that a loop goes
 * through, a helper's arguments, a line cut into fields. Knows no program.
 */
import type { CallExpr } from '../../go/facts';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { gathered, type Item } from '../../flow/lists';

/** The functions of `os/exec` that make a command. */
export const runners: ReadonlySet<string> = new Set(['Command', 'CommandContext']);

export interface Command {
  /** The program and its arguments. */
  readonly words: readonly Item[];
  /** The frame of the call, loop variables in its arguments fixed. */
  readonly frame: Frame;
}

/** At least one command for each turn of the loops around it; undefined where the call runs no program. */
export function commandsRun(e: Evaluation, call: CallExpr, frame: Frame): readonly Command[] | undefined {
  const callees = e.callees(call, frame);
  if (callees.kind !== 'library' || !/(^|\/)exec$/.test(callees.path) || !runners.has(callees.name)) return undefined;
  const args = callees.name === 'CommandContext' ? call.args.slice(1) : call.args;
  return e.alternatives(frame, args).flatMap((at) => gathered(e, args, call.spread, at).alternatives.map((words) => ({ words, frame: at })));
}
