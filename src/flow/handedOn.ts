/**
 * Which functions does a body hand to calls that nobody here can follow, so that they may run there with anything?
 * `lo.ForEach(images, load)`, `pool.Map(names, loader.load)`. Knows how functions are passed as values; walks nothing.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Expr, FuncFact, TypeRef, VarId } from '../go/facts';
import type { Func, Program } from './declarations';
import { isMethodValue } from './escapes';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { withClosures } from './locals';

/** A call of such a function, of whose arguments nothing is known. */
export interface HandedOn {
  readonly call: CallExpr;
  readonly func: Func;
  readonly lexical: Frame | undefined;
}

/** A call of a function without arguments, for each place where one is handed on. */
const bare: (fn: Expr) => CallExpr = remembered((fn) => ({ kind: 'call', fn, args: [], spread: false, span: fn.span, mode: 'plain', discards: [], looped: false }));

/** The same for as many parameters as it has: functions that one place hands on are of one type. */
const called = new WeakMap<Expr, CallExpr>();

function callOf(fn: Expr, { fact: { params } }: Func): CallExpr {
  let call = called.get(fn);
  if (!call) called.set(fn, (call = { ...bare(fn), args: params.map(() => ({ kind: 'other', why: 'an argument that is given out of sight', span: fn.span })) }));
  return call;
}

/** Variables of a declared function, its closures' included, that it calls. */
const variablesCalled: (fact: FuncFact) => ReadonlySet<VarId> = remembered((fact) => new Set(withClosures(fact).flatMap(({ calls }) => calls.flatMap(({ fn }) => (fn.kind === 'local' ? [fn.id] : [])))));

/** The function that an expression stands for by itself: a literal, or a name of the workspace. */
export function handedFunc(program: Program, arg: Expr, func: Func): Func | undefined {
  if (arg.kind === 'func') return func.closures[arg.index];
  const declared = arg.kind === 'name' ? program.resolve(arg.name, func.file) : arg.kind === 'select' && arg.of.kind === 'name' ? program.member(arg.of.name, arg.name, func.file) : undefined;
  return declared?.kind === 'func' ? declared.func : undefined;
}

/** Going by how it is written and used. Literals are followed where they stand, and so is what has a variable that is never called. */
function isFunction(program: Program, expr: Expr, func: Func): boolean {
  if (expr.kind === 'func') return false;
  if (expr.kind === 'local') return variablesCalled(func.outermost.fact).has(expr.id);
  return handedFunc(program, expr, func) !== undefined || isMethodValue(program, expr, func);
}

const noText = /^(?:error|bool|byte|rune|u?int(?:8|16|32|64)?|float(?:32|64)|uintptr)$/;

/** A context, a `*testing.T` and their like are no way for an image to get in. */
function mayBringText(type: TypeRef): boolean {
  const of = type.kind === 'pointer' || type.kind === 'slice' ? type.of : type;
  return of.kind !== 'func' && of.kind !== 'chan' && (of.kind !== 'name' || (of.pkg === undefined && !noText.test(of.name)));
}

/** `call` is one that isn't followed. */
export function handedOn(e: Evaluation, call: CallExpr, frame: Frame): readonly HandedOn[] {
  return call.args.flatMap((arg): readonly HandedOn[] => {
    if (!isFunction(e.program, arg, frame.func)) return [];
    const callees = e.callees(bare(arg), frame);
    const all = callees.kind === 'funcs' ? callees.list : [];
    return all.flatMap(({ func, lexical }) => (func.fact.params.some(({ type }) => mayBringText(type)) ? [{ call: callOf(arg, func), func, lexical }] : []));
  });
}
