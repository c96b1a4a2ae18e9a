/**
 * Which methods does a body make values of, `x.Do` where nobody calls it there? Whoever gets such a value may call it. Knows looks and
 * types of facts; evaluates nothing.
 */
import { exact } from '../base/exact';
import { pushTo } from '../base/pushTo';
import { remembered } from '../base/remembered';
import { isInterfaceType, type CallExpr, type Expr, type FuncFact, type NameExpr, type SelectExpr } from '../go/facts';
import type { Func, Program } from './declarations';
import { eachIn, expressionsOf } from './locals';
import type { Scope, Typing } from './typing';

/** A call of a function without arguments, for each place where it is a value. */
export const bare: (fn: Expr) => CallExpr = remembered((fn) => ({ kind: 'call', fn, args: [], spread: false, span: fn.span, mode: 'plain', discards: [], looped: false }));

/** All methods by their names: most selections are of fields, and need no type. */
export const methodsOf: (funcs: readonly Func[]) => ReadonlyMap<string, readonly Func[]> = remembered((funcs) => {
  const byName = new Map<string, Func[]>();
  for (const func of funcs) if (func.fact.receiver) pushTo(byName, func.fact.name, func);
  return byName;
});

/** The method of the workspace that an expression makes a value of. */
export function methodValue({ funcs, callee }: Pick<Program, 'funcs' | 'callee'>, expr: Expr, func: Func): Func | undefined {
  if (expr.kind !== 'select' || !methodsOf(funcs).has(expr.name)) return undefined;
  const declared = callee(bare(expr), func);
  return declared?.kind === 'func' && declared.func.fact.receiver ? declared.func : undefined;
}

/** The methods that `x.Do` may stand for where `x` is an interface of the workspace: all of that name. */
export function methodsMeant({ funcs, typeOf, named }: Pick<Program, 'funcs'> & Pick<Typing, 'typeOf' | 'named'>, { of, name }: SelectExpr, func: Func): readonly Func[] {
  const methods = methodsOf(funcs).get(name) ?? [];
  const type = methods.length > 0 ? typeOf(of, func) : undefined;
  const declared = type && named(type)?.fact.type;
  return declared && isInterfaceType(declared) ? methods : [];
}

/** The method of the workspace that `T.Do` and `(*T).Do` stand for: a function that gets its receiver as an argument. */
export function methodExpression({ resolve, member }: Pick<Scope, 'resolve' | 'member'>, { of, name }: SelectExpr, { file }: Func): Func | undefined {
  const type = of.kind === 'unary' && of.op === '*' ? of.of : of;
  const declared = type.kind === 'name' ? resolve(type.name, file) : type.kind === 'select' && type.of.kind === 'name' ? member(type.of.name, type.name, file) : undefined;
  return declared?.kind === 'type' ? declared.type.pkg.methods.get(declared.type.fact.name)?.get(name) : undefined;
}

/** `x.Do(a)` for a call of `(*T).Do` with x and a. */
export const asMethodCall: (call: CallExpr) => CallExpr | undefined = remembered((call) => {
  const [receiver, ...args] = call.args;
  return receiver && { ...call, fn: { kind: 'select', of: receiver, name: '', nameSpan: receiver.span, span: receiver.span }, args };
});

/** Package-level names and selections of a body that it doesn't call, closures' left out. */
export const uncalled: (fact: FuncFact) => readonly (NameExpr | SelectExpr)[] = remembered((fact) => {
  const called = new Set<Expr>();
  const found = new Set<NameExpr | SelectExpr>();
  for (const expr of expressionsOf(fact)) {
    eachIn(expr, (at) => {
      if (at.kind === 'call') called.add(at.fn);
      else if (at.kind === 'select' || at.kind === 'name') found.add(at);
      return true;
    });
  }
  return exact([...found].filter((one) => !called.has(one)));
});
