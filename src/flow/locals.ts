/** What does an expression, or a whole body, look at? Knows expressions only; answers about locals are cached, because facts don't change. */
import type { Expr, FuncFact, Source, VarId } from '../go/facts';
import type { Span } from '../base/text';

const inExpr = new WeakMap<Expr, readonly VarId[]>();
const inFunc = new WeakMap<FuncFact, ReadonlySet<VarId>>();
const none: readonly VarId[] = [];

/** Hands the expression and everything in it to `see`, which answers whether to look inside of it; a function literal's body is left out. */
export function eachIn(expr: Expr, see: (expr: Expr) => boolean): void {
  const queue: Expr[] = [expr];
  for (let at = queue.pop(); at; at = queue.pop()) {
    if (!see(at)) continue;
    switch (at.kind) {
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
}

/** Every local that an expression reads, calls' arguments and literals' elements included; a function literal's own are left out. */
export function localsIn(expr: Expr): readonly VarId[] {
  const known = inExpr.get(expr);
  if (known) return known;
  const found = new Set<VarId>();
  eachIn(expr, (at) => {
    if (at.kind === 'local') found.add(at.id);
    return true;
  });
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

/** A function and all closures in it, at any depth. */
export function withClosures(fact: FuncFact): FuncFact[] {
  return [fact, ...fact.closures.flatMap(withClosures)];
}

/** The expressions of a body, without what stands in closures. */
export function expressionsOf({ calls, binds, composites, returns }: FuncFact): Expr[] {
  const bound = binds.flatMap(({ source, target }) => [exprOf(source), 'of' in target ? target.of : undefined, target.kind === 'index' ? target.index : undefined]);
  return [...calls, ...bound.filter((expr) => expr !== undefined), ...composites, ...returns.flatMap(({ values }) => values)];
}

/** Where a body mentions a package-level name, or a package's member as `pkg.Name`. */
export function mentionsOf(fact: FuncFact, name: string): Span[] {
  const dot = name.lastIndexOf('.');
  const isIt = (expr: Expr): boolean => (dot < 0 ? expr.kind === 'name' && expr.name === name : expr.kind === 'select' && expr.of.kind === 'name' && expr.name === name.slice(dot + 1) && expr.of.name === name.slice(0, dot));
  const found: Span[] = [];
  for (const expr of expressionsOf(fact)) {
    eachIn(expr, (at) => {
      if (isIt(at)) found.push(at.span);
      return true;
    });
  }
  return found;
}

/** Every local that a body reads, nested closures' included. */
export function localsInBody(fact: FuncFact): ReadonlySet<VarId> {
  const known = inFunc.get(fact);
  if (known) return known;
  const found = new Set<VarId>();
  for (const expr of expressionsOf(fact)) for (const id of localsIn(expr)) found.add(id);
  for (const closure of fact.closures) for (const id of localsInBody(closure)) found.add(id);
  inFunc.set(fact, found);
  return found;
}
