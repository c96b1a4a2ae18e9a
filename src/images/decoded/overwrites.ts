/**
 * Whose image is put in the place of another one, in a typed object that was decoded from a manifest: `d.Spec…Containers[i].Image = image`,
 * here or in a function that is given the object or a part of it? Knows fields' names; which image it is, nobody asks.
 */
import type { CallExpr, Expr, FuncFact, VarId } from '../../go/facts';
import { encloses, type Span } from '../../base/text';
import type { Func } from '../../flow/declarations';
import type { Evaluation } from '../../flow/evaluation';
import { callFrame, type Frame } from '../../flow/frame';
import { exprOf, localsIn } from '../../flow/locals';
import { heldInCall, holdOf, type Holders } from './holding';

/** Names of containers, or `any` where nobody asks which one it is. */
export type Overwritten = 'any' | ReadonlySet<string>;

interface Body extends Holders {
  readonly frame: Frame;
  /** The function with its closures. */
  readonly funcs: readonly Func[];
}

/** `bodies`: those that have the object. */
export function overwrittenIn(e: Evaluation, bodies: readonly Body[]): Overwritten {
  const asked: (readonly string[] | undefined)[] = [];
  const noteIn = (fact: FuncFact, frame: Frame, isPart: (expr: Expr) => boolean): void => {
    for (const { target, span } of fact.binds) {
      if (target.kind !== 'field' || target.name !== 'Image' || !isPart(target.of) || isCopy(target.of, fact)) continue;
      asked.push(namesAsked(e, fact, span, frame));
    }
  };
  for (const body of bodies) {
    const holders = withParts(body);
    for (const { fact } of body.funcs) {
      noteIn(fact, body.frame, (expr) => holdOf(expr, holders) !== undefined || localsIn(expr).some((id) => holders.vars.has(id)));
      for (const call of fact.calls) if (heldInCall(call, holders) !== undefined) for (const inner of framesIn(e, call, body.frame)) noteIn(inner.func.fact, inner, () => true);
    }
  }
  return asked.includes(undefined) ? 'any' : new Set(asked.flatMap((names) => names ?? []));
}

/** With variables that hold a part of it, too. */
function withParts({ vars, results, funcs }: Body): Holders {
  const known = new Set<VarId>(vars);
  const binds = funcs.flatMap(({ fact }) => fact.binds);
  for (let size = -1; size !== known.size; ) {
    size = known.size;
    for (const { target, source } of binds) {
      const expr = exprOf(source);
      if (target.kind === 'var' && expr && source.kind !== 'rangeKey' && holdOf(expr, { vars: known, results }) !== undefined) known.add(target.id);
    }
  }
  return { vars: known, results };
}

function framesIn(e: Evaluation, call: CallExpr, frame: Frame): readonly Frame[] {
  const callees = e.callees(call, frame);
  return callees.kind === 'funcs' ? callees.list.flatMap((callee) => callFrame(call, frame, callee) ?? []) : [];
}

/** What a loop copies, and nobody puts back. */
function isCopy(of: Expr, { binds, calls }: FuncFact): boolean {
  if (of.kind !== 'local') return false;
  const isIt = (expr: Expr): boolean => expr.kind === 'local' && expr.id === of.id;
  const isLooped = binds.some(({ target, source }) => target.kind === 'var' && target.id === of.id && source.kind === 'rangeValue');
  return isLooped && !binds.some(({ source }) => source.kind === 'expr' && isIt(source.expr)) && !calls.some(({ args }) => args.some(isIt));
}

/** `if container.Name == "app" {` around it; undefined where it may be any container. */
function namesAsked(e: Evaluation, { branches }: FuncFact, at: Span, frame: Frame): readonly string[] | undefined {
  const among = branches.filter(({ span }) => encloses(span, at)).flatMap(({ when }) => when.filter(({ of, holds }) => holds && of.kind === 'select' && of.name === 'Name')).at(-1)?.among;
  const names = among?.map((one) => e.keyText(one, frame));
  return names?.every((name) => name !== undefined) ? names : undefined;
}
