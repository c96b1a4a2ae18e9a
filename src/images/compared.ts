/**
 * What does a body hold against something else, or hand to a client that only pretends to have a cluster? Texts and objects that are
 * written there are expected, not deployed.
 */
import { remembered } from '../base/remembered';
import { encloses } from '../base/text';
import type { CallExpr, Expr, FuncFact, VarId } from '../go/facts';
import type { Func } from '../flow/declarations';
import type { Frame } from '../flow/frame';
import type { Evaluation } from '../flow/evaluation';
import { expressionsOf, eachIn } from '../flow/locals';
import { entryAround, nameOf } from './expectations';

/** Gomega's `Expect` holds what it gets against a matcher. */
const comparing = /^(?:Expect|\u03a9|Equal|EqualValues|BeEquivalentTo|BeComparableTo|MatchYAML|MatchJSON|YAMLEq|JSONEq|Contain\w*|HaveField|HaveExactElements|ConsistOf|DeepEqual|Diff)$/;

function compares({ fn }: CallExpr): boolean {
  return (fn.kind === 'select' || fn.kind === 'name' || fn.kind === 'local') && comparing.test(fn.name);
}

/** `fake.NewSimpleClientset(…)`, `fake.NewClientBuilder().WithObjects(…)`. */
export function pretends({ fn }: CallExpr): boolean {
  let at: Expr = fn;
  while (at.kind === 'select' || at.kind === 'call') at = at.kind === 'select' ? at.of : at.fn;
  return at !== fn && at.kind === 'name' && /fake/i.test(at.name);
}

/** The expression and what is written inside of it; what a call in it gets is that call's. */
function inside(expr: Expr): Expr[] {
  if (expr.kind === 'unary') return [expr, ...inside(expr.of)];
  return expr.kind === 'composite' ? [expr, ...expr.elements.flatMap(({ value }) => inside(value))] : [expr];
}

/** Arguments of functions that compare, going by their names, and of fake clients. */
export const comparedIn: (fact: FuncFact) => ReadonlySet<Expr> = remembered(({ calls }) => new Set(calls.flatMap((call) => (compares(call) || pretends(call) ? call.args.flatMap(inside) : []))));

/** Variables of a declared function, its closures' included, that something else than such calls and comparisons reads. */
const readOtherwise: (fact: FuncFact) => ReadonlySet<VarId> = remembered((fact) => {
  const used = new Set<VarId>();
  const visit = (one: FuncFact): void => {
    for (const expr of expressionsOf(one)) {
      eachIn(expr, (at) => {
        if (at.kind === 'local') used.add(at.id);
        return at.kind !== 'call' || !(compares(at) || pretends(at));
      });
    }
    for (const id of one.blanked) used.add(id);
    one.closures.forEach(visit);
  };
  visit(fact);
  return used;
});

const onlyCompared: (fact: FuncFact) => ReadonlySet<VarId> = remembered((fact) => {
  const used = readOtherwise(fact);
  return new Set(fact.vars.flatMap(({ role }, id) => (role === 'local' && !used.has(id) ? [id] : [])));
});

/** `Entry("…", corev1.Container{…})` of a `DescribeTable` whose body only compares what it gets there. */
function isExpectedEntry(expr: Expr, { fact, outermost }: Func): boolean {
  const around = fact.calls.filter(({ span }) => encloses(span, expr.span));
  const entry = entryAround(expr.span, around);
  const body = entry && around.find((call) => /^[FPX]?DescribeTable$/.test(nameOf(call)))?.args.find((arg) => arg.kind === 'func');
  const closure = body && fact.closures[body.index];
  // The entry's description comes first.
  const id = closure?.params[(entry?.args.findIndex(({ span }) => encloses(span, expr.span)) ?? 0) - 1]?.var;
  return id !== undefined && !readOtherwise(outermost.fact).has(id);
}

/** `want := corev1.Container{…}`: what it is written in is only compared. */
export function isExpected(expr: Expr, { func }: Frame, { program }: Evaluation): boolean {
  if (isExpectedEntry(expr, func)) return true;
  const only = onlyCompared(func.outermost.fact);
  if (only.size === 0) return false;
  const { homes, vars } = program.index(func);
  for (const [maker, id] of homes) if (only.has(id) && encloses(maker.span, expr.span)) return true;
  return [...only].some((id) => vars.get(id)?.some(({ bind }) => bind.source.kind === 'expr' && bind.source.expr === expr));
}
