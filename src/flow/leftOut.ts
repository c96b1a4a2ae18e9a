/**
 * Which tests never run, and which may be left out? Knows Ginkgo's pending specs, and where a test is skipped before it comes to a place;
 * what the conditions around a skip say isn't known.
 */
import { encloses, isSameSpan, type Span } from '../base/text';
import type { CallExpr, Expr, FuncFact } from '../go/facts';
import type { Func, Program } from './declarations';
import { neverReturns } from './ends';

const pending = /^[PX](?:It|Specify|Describe|Context|When|DescribeTable|DescribeTableSubtree)$/;
const preparing = /^(?:JustBeforeEach|BeforeEach|BeforeAll)$/;

function nameOf({ fn }: CallExpr): string {
  return fn.kind === 'select' || fn.kind === 'name' ? fn.name : '';
}

function isPending(call: CallExpr): boolean {
  return pending.test(nameOf(call)) || call.args.some((arg: Expr) => (arg.kind === 'name' || arg.kind === 'select') && arg.name === 'Pending');
}

/** Closures beside this one that Ginkgo runs before it. */
function preparations({ parent }: Func): readonly Func[] {
  return (parent?.fact.calls ?? []).filter((call) => preparing.test(nameOf(call))).flatMap(({ args }) => args.flatMap((arg) => (arg.kind === 'func' ? (parent?.closures[arg.index] ?? []) : [])));
}

/** Ginkgo never runs this closure: it is pending, or what runs before it skips it in any case. */
export function neverRuns(closure: Func, program: Program): boolean {
  const { parent, fact } = closure;
  if (!parent) return false;
  const given = parent.fact.calls.find((call) => call.args.some((arg) => arg.kind === 'func' && parent.fact.closures[arg.index] === fact));
  return (given !== undefined && isPending(given)) || preparations(closure).some((one) => one.fact.skips.some(({ scope }) => isSameSpan(scope, one.fact.span)) || neverReturns(program, one));
}

/** Only runs that somebody asked to be short are without it. */
function isForShort({ scope }: CallExpr, { calls }: FuncFact): boolean {
  return scope !== undefined && calls.some((call) => nameOf(call) === 'Short' && call.span.end <= scope.start && call.scope !== undefined && encloses(call.scope, scope));
}

function maySkip(fact: FuncFact): boolean {
  return fact.skips.some((call) => !isForShort(call, fact));
}

/** The test may be skipped before this function of it comes to a place: here, in a helper, or in what Ginkgo runs before. */
export function mayBeSkipped(at: Span, func: Func, program: Program): boolean {
  const { fact } = func;
  const isBefore = ({ span }: CallExpr): boolean => span.end <= at.start;
  if (fact.skips.some((call) => isBefore(call) && !isForShort(call, fact)) || preparations(func).some((one) => maySkip(one.fact))) return true;
  return fact.calls.some((call) => {
    const callee = isBefore(call) ? program.callee(call, func) : undefined;
    return callee?.kind === 'func' && maySkip(callee.func.fact);
  });
}
