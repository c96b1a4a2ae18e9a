/** Which local variables does an expression, or a whole closure, look at? Knows expressions only; cached, because facts don't change. */
import type { Expr, FuncFact, Source, VarId } from '../go/facts';

const inExpr = new WeakMap<Expr, readonly VarId[]>();
const inFunc = new WeakMap<FuncFact, ReadonlySet<VarId>>();
const none: readonly VarId[] = [];

/** Every local that an expression reads, calls' arguments and literals' elements included; a function literal's own are left out. */
export function localsIn(expr: Expr): readonly VarId[] {
  const known = inExpr.get(expr);
  if (known) return known;
  const found = new Set<VarId>();
  const queue: Expr[] = [expr];
  for (let at = queue.pop(); at; at = queue.pop()) {
    switch (at.kind) {
      case 'local':
        found.add(at.id);
        break;
      case 'select':
      case 'unary':
      case 'assert':
        queue.push(at.of);
        break;
      case 'index':
        queue.push(at.of, at.index);
        break;
      case 'slice':
        queue.push(at.of, ...(at.low ? [at.low] : []), ...(at.high ? [at.high] : []));
        break;
      case 'binary':
        queue.push(at.left, at.right);
        break;
      case 'call':
        queue.push(at.fn, ...at.args);
        break;
      case 'composite':
        for (const element of at.elements) queue.push(element.value, ...(element.key ? [element.key] : []));
        break;
      default:
        break;
    }
  }
  const list = found.size === 0 ? none : [...found];
  inExpr.set(expr, list);
  return list;
}

export function exprOf(source: Source): Expr | undefined {
  switch (source.kind) {
    case 'expr':
    case 'result':
    case 'add':
      return source.expr;
    case 'rangeKey':
    case 'rangeValue':
      return source.of;
    case 'zero':
      return undefined;
  }
}

/** Every local that a body reads, nested closures' included. */
export function localsInBody(fact: FuncFact): ReadonlySet<VarId> {
  const known = inFunc.get(fact);
  if (known) return known;
  const found = new Set<VarId>();
  const add = (expr: Expr | undefined): void => {
    if (expr) for (const id of localsIn(expr)) found.add(id);
  };
  for (const call of fact.calls) add(call);
  for (const bind of fact.binds) {
    add(exprOf(bind.source));
    if ('of' in bind.target) add(bind.target.of);
    if (bind.target.kind === 'index') add(bind.target.index);
  }
  for (const composite of fact.composites) add(composite);
  for (const one of fact.returns) one.values.forEach(add);
  for (const closure of fact.closures) for (const id of localsInBody(closure)) found.add(id);
  inFunc.set(fact, found);
  return found;
}
