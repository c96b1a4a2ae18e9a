/**
 * What does a body hold against something else, or hand to a client that only pretends to have a cluster, or to a command that only asks
 * after it? Texts and objects that are written there are expected, not deployed.
 */
import { remembered } from '../base/remembered';
import { encloses, joinedText, type Span } from '../base/text';
import type { Bind, CallExpr, Expr, FuncFact, VarId } from '../go/facts';
import type { Func, Program } from '../flow/declarations';
import type { Frame } from '../flow/frame';
import type { Evaluation } from '../flow/evaluation';
import { expressionsOf, eachIn, localsInBody, mentionsOf } from '../flow/locals';
import { entryAround, nameOf } from './expectations';

/** Gomega's `Expect` holds what it gets against a matcher. */
const comparing = /^(?:Expect|\u03a9|Equal|EqualValues|BeEquivalentTo|BeComparableTo|MatchYAML|MatchJSON|YAMLEq|JSONEq|Contain\w*|HaveField|HaveExactElements|ConsistOf|DeepEqual|Diff)$/;

/** Makers of readers: what they read is their argument. */
const reading = /^(?:NewReader|NewBuffer|NewBufferString)$/;
/** They say what they were handed, by printing it or failing with it. */
const printing = /^(?:Print|Log|Error|Fatal|Skip)(?:f|ln)?$/;

function compares({ fn }: CallExpr): boolean {
  return (fn.kind === 'select' || fn.kind === 'name' || fn.kind === 'local') && comparing.test(fn.name);
}

/** `fake.NewSimpleClientset(…)`, `fake.NewClientBuilder().WithObjects(…)`. */
export function pretends({ fn }: CallExpr): boolean {
  let at: Expr = fn;
  while (at.kind === 'select' || at.kind === 'call') at = at.kind === 'select' ? at.of : at.fn;
  return at !== fn && at.kind === 'name' && /fake/i.test(at.name);
}

/** What `kubectl` does with a manifest without running anything of it. */
const asking = /^(?:delete|diff|get|wait|describe|explain|--dry-run(?:=(?:client|server|true))?)$/;

/** `exec.Command("kubectl", "delete", "-f", "-")`, `kubectl(manifest, "diff", "-f", "-")` */
function onlyAsks({ args }: CallExpr): boolean {
  return args.some((arg) => arg.kind === 'text' && asking.test(joinedText(arg.chunks)));
}

/** What such a command gets as its standard input. */
function inputsOfAsking({ binds }: FuncFact): Expr[] {
  const asks = ({ source }: Bind): boolean => source.kind === 'expr' && source.expr.kind === 'call' && onlyAsks(source.expr);
  const isOne = (id: VarId): boolean => {
    const makers = binds.filter(({ target }) => target.kind === 'var' && target.id === id);
    return makers.length > 0 && makers.every(asks);
  };
  return binds.flatMap(({ target, source }) => (target.kind === 'field' && target.name === 'Stdin' && target.of.kind === 'local' && source.kind === 'expr' && isOne(target.of.id) ? inside(source.expr) : []));
}

/** The expression and what is written inside of it, read as it is or as bytes; what another call in it gets is that call's. */
function inside(expr: Expr): Expr[] {
  if (expr.kind === 'unary') return [expr, ...inside(expr.of)];
  if (expr.kind === 'call' && (expr.fn.kind === 'type' || reading.test(nameOf(expr)))) return [expr, ...expr.args.flatMap(inside)];
  return expr.kind === 'composite' ? [expr, ...expr.elements.flatMap(({ value }) => inside(value))] : [expr];
}

/** Arguments of functions that compare, going by their names, of fake clients, and of commands that only ask after what they get. */
export const comparedIn: (fact: FuncFact) => ReadonlySet<Expr> = remembered((fact) => {
  const sides = expressionsOf(fact).flatMap((expr) => (expr.kind === 'binary' && (expr.op === '==' || expr.op === '!=') ? [expr.left, expr.right] : []));
  return new Set([...fact.calls.flatMap((call) => (compares(call) || pretends(call) || onlyAsks(call) ? call.args.flatMap(inside) : [])), ...inputsOfAsking(fact), ...sides]);
});

/** Wherever a body names the package-level text, it compares it or asks after it. */
export function isNameCompared(name: string, { func }: Frame, { program }: Evaluation): boolean {
  const compared = comparedIn(func.fact);
  const aside = [...compared, ...func.fact.calls.flatMap((call) => call.args.filter((_, i) => isComparedIn(call, i, func, program)))];
  return mentionsOf(func.fact, name).every((span) => aside.some((expr) => isSameSpan(expr.span, span)));
}

function isSameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** `same(t, got, want)`: a function of the workspace that only compares and prints what it gets there. */
function isComparedIn(call: CallExpr, index: number, func: Func, program: Program): boolean {
  const declared = program.callee(call, func);
  const id = declared?.kind === 'func' && call.args.length === declared.func.fact.params.length ? declared.func.fact.params[index]?.var : undefined;
  return id !== undefined && declared?.kind === 'func' && localsInBody(declared.func.fact).has(id) && !readOtherwise(declared.func.outermost.fact).has(id);
}

/** Variables of a declared function, its closures' included, that something else than such calls and comparisons reads. */
const readOtherwise: (fact: FuncFact) => ReadonlySet<VarId> = remembered((fact) => {
  const used = new Set<VarId>();
  const visit = (one: FuncFact): void => {
    const aside = comparedIn(one);
    for (const expr of expressionsOf(one)) {
      eachIn(expr, (at) => {
        if (at.kind === 'call') return !(compares(at) || pretends(at) || printing.test(nameOf(at)));
        if (aside.has(at)) return false;
        if (at.kind === 'local') used.add(at.id);
        return true;
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
