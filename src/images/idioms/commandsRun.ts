/**
 * How Go runs programs: the calls and literals of `os/exec` that make a command, or that start a process, and the words that it has in one frame, wherever they come
 * from: a table that a loop goes through, a helper's arguments, a line cut into fields. Knows no program.
 */
import { remembered } from '../../base/remembered';
import { joinedText } from '../../base/text';
import type { CallExpr, CompositeExpr, Expr, FuncFact, TypeRef } from '../../go/facts';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { gathered, listsOf, type Item } from '../../flow/lists';

/** `exec.Command(…)`, or `exec.Cmd{Args: …}`. */
export type Run = CallExpr | CompositeExpr;

/** The functions of `os/exec` that make a command, and the one of `os` beneath them. */
export const runners: ReadonlySet<string> = new Set(['Command', 'CommandContext', 'StartProcess']);
/** Its type that is one. */
export const commandType = 'Cmd';

/** A literal's text; undefined for any other expression. */
export function writtenText(expr: Expr): string | undefined {
  return expr.kind === 'text' ? joinedText(expr.chunks) : undefined;
}

/** What may run a program in a function, going by how it is written. */
export function runsIn({ calls, composites }: FuncFact): readonly Run[] {
  return [...calls.filter(({ fn }) => (fn.kind === 'select' || fn.kind === 'name') && runners.has(fn.name)), ...composites.filter((one) => isCommand(one.type) && argumentsOf(one))];
}

/** `exec.Cmd`, going by how it is written. */
export function isCommand(type: TypeRef | undefined): type is Extract<TypeRef, { readonly kind: 'name' }> {
  return type?.kind === 'name' && type.pkg !== undefined && type.name === commandType;
}

function argumentsOf({ elements }: CompositeExpr): Expr | undefined {
  return elements.find(({ field }) => field === 'Args')?.value;
}

/** The program and its arguments as far as they are literals, undefined where an argument isn't, or may be several. */
export function writtenWords(run: Run): readonly (string | undefined)[] {
  const name = run.kind === 'call' && run.fn.kind === 'select' ? run.fn.name : '';
  if (run.kind === 'call' && name !== 'StartProcess') return withoutContext(name, run.args).map(writtenText);
  const args = run.kind === 'call' ? run.args[1] : argumentsOf(run);
  return args?.kind === 'composite' ? args.elements.map(({ value }) => writtenText(value)) : [undefined];
}

/** What the runner `name` is told of the program: all of its arguments but a context, or the attributes of a process. */
export function withoutContext<T>(name: string, args: readonly T[]): readonly T[] {
  return name === 'CommandContext' ? args.slice(1) : name === 'StartProcess' ? args.slice(0, 2) : args;
}

export interface Command {
  /** The program and its arguments. */
  readonly words: readonly Item[];
  /** The frame of the call, loop variables in its arguments fixed. */
  readonly frame: Frame;
}

/** Asked for what it does to images, and for what it does out of sight. */
const knownOf = remembered((_: Frame) => new Map<Run, readonly Command[] | undefined>());

/** At least one command for each turn of the loops around it; undefined where it runs no program. The same list for the same question. */
export function commandsRun(e: Evaluation, run: Run, frame: Frame): readonly Command[] | undefined {
  const known = knownOf(frame);
  if (!known.has(run)) known.set(run, commandsOf(e, run, frame));
  return known.get(run);
}

function commandsOf(e: Evaluation, run: Run, frame: Frame): readonly Command[] | undefined {
  if (run.kind === 'composite') return commandsOfLiteral(e, run, frame);
  const callees = e.callees(run, frame);
  const [, list] = run.args;
  if (callees.kind === 'library' && callees.path === 'os' && callees.name === 'StartProcess' && list) return commandsIn(e, list, frame);
  if (callees.kind !== 'library' || !isExec(callees.path) || !runners.has(callees.name)) return undefined;
  const args = withoutContext(callees.name, run.args);
  return e.alternatives(frame, args).flatMap((at) => gathered(e, args, run.spread, at).alternatives.map((words) => ({ words, frame: at })));
}

function commandsOfLiteral(e: Evaluation, literal: CompositeExpr, frame: Frame): readonly Command[] | undefined {
  const args = argumentsOf(literal);
  const declared = args && isCommand(literal.type) && literal.type.pkg !== undefined ? e.program.member(literal.type.pkg, commandType, frame.func.file) : undefined;
  if (!args || declared?.kind !== 'library' || !isExec(declared.path)) return undefined;
  return commandsIn(e, args, frame);
}

/** Of a list that begins with the program's name. */
function commandsIn(e: Evaluation, list: Expr, frame: Frame): readonly Command[] {
  return e.alternatives(frame, [list]).flatMap((at) => listsOf(e, list, at).alternatives.map((words) => ({ words, frame: at })));
}

function isExec(path: string): boolean {
  return /(^|\/)exec$/.test(path);
}
