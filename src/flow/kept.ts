/**
 * May whoever reads a field or element find there what an earlier call made? `if s.tag == "" { s.tag = generate() }`,
 * `s.once.Do(func() { s.tag = … })`. Not in an object that is made around the store: each call has its own. Knows stores; knows no values.
 */
import type { Expr } from '../go/facts';
import type { Func, OwnedBind } from './declarations';
import type { Evaluation } from './evaluation';

/** It is stored on a condition or in a closure, into an object that may be there longer. */
export function isKeptOver(e: Evaluation, { bind, owner }: OwnedBind): boolean {
  const isOnCondition = bind.scope !== undefined && bind.scope.end < owner.fact.span.end;
  return (owner.parent !== undefined || isOnCondition) && !isOfThisCall(e, bind.target, owner, isOnCondition);
}

/** The object is a variable's that it is made for there, and the closures between run where they are written. */
function isOfThisCall(e: Evaluation, target: OwnedBind['bind']['target'], owner: Func, isOnCondition: boolean): boolean {
  const of = target.kind === 'field' || target.kind === 'index' ? target.of : undefined;
  if (of?.kind !== 'local') return false;
  const { vars, params, receivers } = e.program.index(owner);
  const [maker, ...others] = vars.get(of.id) ?? [];
  if (!maker || others.length > 0 || params.has(of.id) || receivers.has(of.id) || !isNew(maker.bind)) return false;
  for (let at = owner; at !== maker.owner; ) {
    if (!at.parent || !runsThere(e, at, at.parent, isOnCondition)) return false;
    at = at.parent;
  }
  return true;
}

function isNew({ source }: OwnedBind['bind']): boolean {
  if (source.kind !== 'expr') return source.kind === 'zero';
  const expr = source.expr.kind === 'unary' && source.expr.op === '&' ? source.expr.of : source.expr;
  return expr.kind === 'composite' || (expr.kind === 'call' && expr.fn.kind === 'name' && (expr.fn.name === 'make' || expr.fn.name === 'new'));
}

/** It is called on the spot, or handed to a call: of a function that may run it again, what it does on a condition is not told. */
function runsThere(e: Evaluation, closure: Func, around: Func, isOnCondition: boolean): boolean {
  const isIt = (expr: Expr): boolean => expr.kind === 'func' && around.closures[expr.index] === closure;
  return around.fact.calls.some((call) => isIt(call.fn) || (call.args.some(isIt) && !(isOnCondition && e.program.callee(call, around)?.kind === 'func')));
}
