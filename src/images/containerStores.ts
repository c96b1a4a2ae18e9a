/**
 * Does an assignment change a container that a pod has already: its image, or the whole container, list or spec in the place of another?
 * Kubernetes' own types are read nowhere, so a local is told by what it is bound to. Knows fields' names; no images.
 */
import { encloses, type Span } from '../base/text';
import type { Bind, Expr, FuncFact, VarId } from '../go/facts';
import type { Func, OwnedBind, Program } from '../flow/declarations';
import type { Evaluation } from '../flow/evaluation';
import type { Frame } from '../flow/frame';
import { eachIn, exprOf } from '../flow/locals';
import { elementOrigins } from '../flow/elements';
import { callSites, noOrigins, placeOf, type Origins } from '../flow/origin';
import { originsOf } from '../flow/origins';
import type { Details, Written } from './site';

const lists = new Set(['Containers', 'InitContainers', 'EphemeralContainers']);
/** Fields that hold such lists, further in. */
const holders = new Set([...lists, 'Spec', 'Template']);

/** Locals that are bound to each other are followed no further. */
const furthest = 4;

function bindsOf(program: Program, id: VarId, func: Func): readonly OwnedBind[] {
  return program.index(func).vars.get(id) ?? [];
}

/** `x.Containers`, or a local that stands for such a list. */
function isList(program: Program, expr: Expr, func: Func, depth = 0): boolean {
  if (expr.kind === 'select') return lists.has(expr.name);
  if (expr.kind === 'unary') return isList(program, expr.of, func, depth);
  if (expr.kind !== 'local' || depth > furthest) return false;
  return bindsOf(program, expr.id, func).some(({ bind: { source }, owner }) => source.kind === 'expr' && isList(program, source.expr, owner, depth + 1));
}

/** One of a list's containers: by index, by a pointer to it, or as a copy that goes somewhere. */
export function isListed(program: Program, expr: Expr, func: Func, depth = 0): boolean {
  if (expr.kind === 'index') return isList(program, expr.of, func);
  if (expr.kind === 'unary') return isListed(program, expr.of, func, depth);
  if (expr.kind !== 'local' || depth > furthest) return false;
  return bindsOf(program, expr.id, func).some(({ bind: { source }, owner }) => {
    if (source.kind === 'rangeValue') return isList(program, source.of, owner) && isKept(expr.id, func);
    if (source.kind !== 'expr' || !isListed(program, source.expr, owner, depth + 1)) return false;
    return source.expr.kind !== 'index' || isKept(expr.id, func);
  });
}

/** Whether a copy is put back, handed on or returned, rather than changed and forgotten. */
function isKept(id: VarId, { outermost }: Func): boolean {
  const isIn = (expr: Expr): boolean => {
    let found = false;
    eachIn(expr, (at) => {
      found ||= at.kind === 'local' && at.id === id;
      // A field of it is another thing.
      return at.kind !== 'select';
    });
    return found;
  };
  const isKeptIn = ({ calls, returns, binds, closures }: FuncFact): boolean =>
    calls.some(isIn) || returns.some(({ values }) => values.some(isIn)) || binds.some(({ source }) => source.kind === 'expr' && isIn(source.expr)) || closures.some(isKeptIn);
  return isKeptIn(outermost.fact);
}

/** `c.Image = repository + ":e2e"`, where the repository is cut out of `c.Image`: the field is made of what it was. */
export function isOfItself({ target, source }: Bind, func: Func): boolean {
  if (target.kind !== 'field' || source.kind !== 'expr') return false;
  const { name, of } = target;
  const isSame = (expr: Expr): boolean => (of.kind === 'local' ? expr.kind === 'local' && expr.id === of.id : expr.kind === of.kind);
  const seen = new Set<VarId>();
  const queue = [source.expr];
  for (let at = queue.pop(); at; at = queue.pop()) {
    const reads: Expr[] = [];
    const locals: VarId[] = [];
    eachIn(at, (inner) => {
      if (inner.kind === 'select' && inner.name === name && isSame(inner.of)) reads.push(inner);
      if (inner.kind === 'local') locals.push(inner.id);
      return true;
    });
    if (reads.length > 0) return true;
    for (const id of locals.filter((one) => !seen.has(one))) {
      seen.add(id);
      queue.push(...func.fact.binds.flatMap((bind) => (bind.target.kind === 'var' && bind.target.id === id ? (exprOf(bind.source) ?? []) : [])));
    }
  }
  return false;
}

/** What is written there is put, in this function or by one that called it, in the place of containers that were there before: what is known of those. */
export function replacedBy(span: Span, frame: Frame, evaluation: Evaluation): Pick<Details, 'stored' | 'target'> {
  for (let at: Frame | undefined = frame, written = span; at; written = at.call?.expr.span ?? written, at = at.call?.frame) {
    const { func } = at;
    const here = at;
    for (const bind of func.fact.binds) {
      const before = isHolder(evaluation.program, bind, func) && holds(evaluation.program, bind, written, func) ? heldBefore(bind, here, evaluation) : noOrigins;
      if (before.list.some((origin) => origin.kind !== 'zero')) return { stored: true, ...targeting(before) };
    }
  }
  return {};
}

/** Of a container that an image is stored into. */
export function storedInto(container: Expr, frame: Frame, evaluation: Evaluation): Pick<Details, 'stored' | 'target'> {
  return { stored: true, ...targeting(originsOf(evaluation, container, frame)) };
}

function targeting({ list, complete }: Origins): Pick<Details, 'target'> {
  const target = list.flatMap((origin): Written[] => (origin.kind === 'made' && origin.expr.kind === 'composite' ? [{ at: placeOf(origin.frame, origin.expr.span), path: callSites(origin.frame) }] : []));
  return complete && target.length > 0 && target.length === list.length ? { target } : {};
}

function isHolder(program: Program, { target }: Bind, func: Func): boolean {
  if (target.kind === 'field') return holders.has(target.name);
  return target.kind === 'index' && isList(program, target.of, func);
}

function holds(program: Program, { source }: Bind, written: Span, func: Func): boolean {
  if (source.kind !== 'expr' && source.kind !== 'result') return false;
  if (encloses(source.expr.span, written)) return true;
  return source.expr.kind === 'local' && bindsOf(program, source.expr.id, func).some(({ bind }) => (bind.source.kind === 'expr' || bind.source.kind === 'result') && encloses(bind.source.expr.span, written));
}

/** What was there before. */
function heldBefore({ target, span: { start } }: Bind, frame: Frame, evaluation: Evaluation): Origins {
  if (target.kind !== 'field' && target.kind !== 'index') return noOrigins;
  const span = { start, end: start };
  const of = { ...target.of, span };
  return target.kind === 'field' ? originsOf(evaluation, { kind: 'select', of, name: target.name, nameSpan: span, span }, frame) : elementOrigins(evaluation, of, target.index, frame);
}
