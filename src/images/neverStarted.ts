/**
 * Does a pod, as it is written down in Go around a container, never start one: gated, suspended, or on a node that only pretends to run
 * pods? Knows Kubernetes' fields for it; where somebody sets such a field later, the pod may start after all.
 */
import { encloses, joinedText, type Span } from '../base/text';
import type { Bind, CallExpr, ElementFact, Expr, FuncFact, TypeRef, VarId } from '../go/facts';
import type { Program } from '../flow/declarations';
import { eachIn, localsIn } from '../flow/locals';
import { rootOf } from './refused';

/** Fields by which a pod, or all of a job's, is held back until somebody sets them again. */
export const holdingFields: readonly string[] = ['SchedulingGates', 'Suspend'];

export function neverStarts(container: Span, fact: FuncFact, program: Program): boolean {
  const around = fact.composites.filter(({ span }) => encloses(span, container));
  return around.some(({ type, elements }) => isTemplate(type) || elements.some((element) => (isHeldBack(element) && staysHeld(element.field, program)) || isPretended(element))) || isHeldBackByStore(container, fact, program);
}

/** `corev1.PodTemplate` is an object that others make pods of. */
function isTemplate(type: TypeRef | undefined): boolean {
  return type?.kind === 'name' && type.pkg !== undefined && type.name === 'PodTemplate';
}

/** `pod.Spec.SchedulingGates = …` of what it is written into, before anybody gets that. */
function isHeldBackByStore(container: Span, { binds, calls }: FuncFact, program: Program): boolean {
  const stores = binds.filter(isHolding);
  if (stores.length === 0) return false;
  return binds.some(({ target, span }) => {
    const id = encloses(span, container) ? rootOf(target) : undefined;
    return id !== undefined && stores.some((store) => rootOf(store.target) === id && !isTakenBetween(id, span, store.span, calls) && staysHeld(store.target.name, program));
  });
}

function isTakenBetween(id: VarId, one: Span, other: Span, calls: readonly CallExpr[]): boolean {
  const [start, end] = one.end <= other.start ? [one.end, other.start] : [other.end, one.start];
  return calls.some(({ span, args }) => start <= span.start && span.end <= end && args.some((arg) => localsIn(arg).includes(id)));
}

/** Whoever sets such a field anywhere sets it to hold back, too. */
function staysHeld(field: string, program: Program): boolean {
  if (!program.storesField(field)) return true;
  const stores = program.storesTo(field, 'field', new Set([undefined]));
  return stores.length > 0 && stores.every(({ bind }) => isHolding(bind));
}

type HoldingStore = Bind & { readonly target: Extract<Bind['target'], { readonly kind: 'field' }> };

function isHolding(bind: Bind): bind is HoldingStore {
  return bind.target.kind === 'field' && bind.source.kind === 'expr' && holds(bind.target.name, bind.source.expr);
}

type HeldBack = ElementFact & { readonly field: string };

function isHeldBack(element: ElementFact): element is HeldBack {
  return element.field !== undefined && holds(element.field, element.value);
}

function holds(field: string, value: Expr): boolean {
  if (field === 'SchedulingGates') return value.kind === 'composite' && value.elements.length > 0;
  // `ptr.To(true)`
  return field === 'Suspend' && value.kind === 'call' && value.args.length === 1 && isTrue(value.args[0]);
}

function isTrue(expr: Expr | undefined): boolean {
  return expr?.kind === 'name' && expr.name === 'true';
}

/** kwok's nodes run whatever they are told, and pull nothing. */
function isPretended({ field, value }: ElementFact): boolean {
  return (field === 'NodeSelector' || field === 'Tolerations' || field === 'Affinity') && speaksOfKwok(value);
}

function speaksOfKwok(value: Expr): boolean {
  let found = false;
  eachIn(value, (at) => {
    found ||= at.kind === 'text' && /^kwok(?:\.x-k8s\.io(?:\/.*)?)?$/.test(joinedText(at.chunks));
    return !found;
  });
  return found;
}
