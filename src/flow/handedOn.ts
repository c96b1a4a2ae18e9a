/**
 * Which functions does a body hand to calls that nobody here can follow, so that they may run there with anything?
 * `lo.ForEach(images, load)`, `pool.Map(names, loader.load)`. Knows how functions are passed as values; walks nothing.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, Expr, FuncFact, VarId } from '../go/facts';
import type { Func, Program } from './declarations';
import type { Evaluation } from './evaluation';
import type { Callee, Frame } from './frame';
import { withClosures } from './locals';
import { bare, methodValue } from './methodValues';

/** A call of such a function, of whose arguments nothing is known. */
export interface HandedOn {
  readonly call: CallExpr;
  readonly callee: Callee;
}

/** The same for as many parameters as it has: functions that one place hands on are of one type. */
const called = new WeakMap<Expr, CallExpr>();

function callOf(fn: Expr, { fact: { params } }: Func): CallExpr {
  let call = called.get(fn);
  if (!call) called.set(fn, (call = { ...bare(fn), args: params.map(() => ({ kind: 'other', why: 'an argument that is given out of sight', span: fn.span })) }));
  return call;
}

/** Variables of a declared function, its closures' included, that it calls. */
const variablesCalled: (fact: FuncFact) => ReadonlySet<VarId> = remembered((fact) => new Set(withClosures(fact).flatMap(({ calls }) => calls.flatMap(({ fn }) => (fn.kind === 'local' ? [fn.id] : [])))));

/** The function that an expression stands for by itself: a literal, a name of the workspace, a method as a value. */
export function handedFunc(program: Program, arg: Expr, func: Func): Func | undefined {
  if (arg.kind === 'func') return func.closures[arg.index];
  const declared = arg.kind === 'name' ? program.resolve(arg.name, func.file) : arg.kind === 'select' && arg.of.kind === 'name' ? program.member(arg.of.name, arg.name, func.file) : undefined;
  return declared?.kind === 'func' ? declared.func : methodValue(program, arg, func);
}

/** Going by how it is written and used. Literals are followed where they stand, and so is what has a variable that is never called. */
function isFunction(program: Program, expr: Expr, func: Func): boolean {
  if (expr.kind === 'func') return false;
  if (expr.kind === 'local') return variablesCalled(func.outermost.fact).has(expr.id);
  return handedFunc(program, expr, func) !== undefined;
}

/** `call` is one that isn't followed. */
export function handedOn(e: Evaluation, call: CallExpr, frame: Frame): readonly HandedOn[] {
  return call.args.flatMap((arg): readonly HandedOn[] => {
    if (!isFunction(e.program, arg, frame.func)) return [];
    const callees = e.callees(bare(arg), frame);
    const all = callees.kind === 'funcs' ? callees.list : [];
    return all.map((callee) => ({ call: callOf(arg, callee.func), callee }));
  });
}
