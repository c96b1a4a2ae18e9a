/**
 * Does a pod, as it is written down in Go around a container, never start one: gated, suspended, or on a node that only pretends to run
 * pods? Knows Kubernetes' fields for it; where somebody sets such a field later, the pod may start after all.
 */
import { encloses, joinedText, type Span } from '../base/text';
import type { ElementFact, Expr, FuncFact } from '../go/facts';
import type { Program } from '../flow/declarations';
import { eachIn } from '../flow/locals';

/** Fields by which a pod, or all of a job's, is held back until somebody sets them again. */
export const holdingFields: readonly string[] = ['SchedulingGates', 'Suspend'];

export function neverStarts(container: Span, { composites }: FuncFact, program: Program): boolean {
  const around = composites.filter(({ span }) => encloses(span, container));
  return around.some(({ elements }) => elements.some((element) => (isHeldBack(element) && !program.storesField(element.field)) || isPretended(element)));
}

type HeldBack = ElementFact & { readonly field: string };

function isHeldBack(element: ElementFact): element is HeldBack {
  const { field, value } = element;
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
