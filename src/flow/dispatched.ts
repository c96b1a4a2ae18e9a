/**
 * Which method runs where the receiver is an interface of the workspace? Only where objects of a single type can stand there, all of them
 * seen being made; of several types nobody knows which one it is in this run.
 */
import type { SelectExpr } from '../go/facts';
import type { Func, Program } from './declarations';
import { isInterface } from './escapes';
import type { Evaluation } from './evaluation';
import type { Callee, Frame } from './frame';
import { methodsOf, methodValue } from './methodValues';
import { originsOf } from './origins';

/** Objects that one call may be made on; more are a registry of everything. */
const mostObjects = 4;

/** One callee per object, bound to it; undefined where that isn't known. */
export function dispatched(e: Evaluation, fn: SelectExpr, frame: Frame): readonly Callee[] | undefined {
  if (!methodsOf(e.program.funcs).has(fn.name)) return undefined;
  const type = e.program.typeOf(fn.of, frame.func);
  if (!type || !isInterface(e.program, type)) return undefined;
  const { list, complete } = originsOf(e, fn.of, frame);
  if (!complete || list.length === 0 || list.length > mostObjects) return undefined;
  const callees = list.flatMap((origin): Callee[] => {
    const method = origin.kind === 'made' ? methodValue(e.program, { ...fn, of: origin.expr }, origin.frame.func) : undefined;
    return origin.kind === 'made' && method ? [{ func: method, lexical: undefined, bound: { of: origin.expr, frame: origin.frame } }] : [];
  });
  const [first] = callees;
  return first && callees.length === list.length && callees.every(({ func }) => func === first.func) && !isChanged(e.program, first.func) ? callees : undefined;
}

/**
 * A method of the type stores into its object, or gives it away: who calls that by way of the interface isn't seen. So may a method that the
 * type gets from a struct in it.
 */
function isChanged(program: Program, method: Func): boolean {
  const { pkg, fact: { receiver } } = method;
  if (!receiver || program.fields({ ref: { kind: 'name', name: receiver.typeName, pkg: undefined }, file: method.file, pkg })?.some(({ embedded }) => embedded)) return true;
  return [...(pkg.methods.get(receiver.typeName)?.values() ?? [])].some((one) => {
    const own = one.fact.receiver?.var;
    const { through, handed, aliases, copies } = program.index(one);
    if (own === undefined) return false;
    return [through, aliases, copies].some((by) => (by.get(own)?.length ?? 0) > 0) || handed.get(own)?.some(({ arg, index }) => index >= 0 && (arg.kind === 'local' || arg.kind === 'unary')) === true;
  });
}
