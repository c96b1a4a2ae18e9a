/**
 * `map[string]any{"kind": "Deployment", … "containers": []any{map[string]any{"image": X}}}`: a whole workload as nested maps, as
 * unstructured objects hold it. Maps without a kind are somebody else's: values of a chart, a part of an object, a patch.
 */
import type { CompositeExpr, Expr, FuncFact } from '../../go/facts';
import type { Frame } from '../../flow/frame';
import { placeOf } from '../../flow/origin';
import { comparedIn, isExpected } from '../compared';
import type { Details } from '../site';
import { writtenText } from './commandsRun';
import type { Idiom, Sighting, Surroundings } from './idiom';

interface Clue {
  /** The whole object. */
  readonly object: CompositeExpr;
  readonly container: CompositeExpr;
  readonly image: Expr;
}

/** Kubernetes' own kinds that hold containers. */
const workloads = new Set(['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job', 'CronJob']);
const lists = new Set(['containers', 'initContainers']);

/** What stands under a key that is written there. */
function under({ elements }: CompositeExpr, name: string): Expr | undefined {
  return elements.find(({ key }) => key && writtenText(key) === name)?.value;
}

function isWorkload(object: CompositeExpr): boolean {
  const kind = under(object, 'kind');
  return kind !== undefined && workloads.has(writtenText(kind) ?? '');
}

/** The maps in lists of containers, wherever in the object those are. */
function containersIn(expr: Expr, inList = false): readonly CompositeExpr[] {
  if (expr.kind !== 'composite') return [];
  return expr.elements.flatMap(({ key, value }) => {
    if (key) return containersIn(value, lists.has(writtenText(key) ?? ''));
    return inList && value.kind === 'composite' ? [value] : containersIn(value);
  });
}

function spot(func: FuncFact): readonly Clue[] {
  const objects = func.composites.filter(isWorkload);
  if (objects.length === 0) return [];
  const compared = comparedIn(func);
  return objects.filter((object) => !compared.has(object)).flatMap((object) => containersIn(object).flatMap((container): Clue[] => {
    const image = under(container, 'image');
    return image ? [{ object, container, image }] : [];
  }));
}

function resolve({ object, container, image }: Clue, frame: Frame, { evaluation }: Surroundings): readonly Sighting[] {
  if (isExpected(object, frame, evaluation)) return [];
  const policy = under(container, 'imagePullPolicy');
  const name = under(container, 'name');
  const called = name && evaluation.keyText(name, frame);
  return evaluation.alternatives(frame, [image]).map((at): Sighting => {
    const details: Details = {
      pullPolicy: policy ? evaluation.texts(policy, at) : 'default',
      ...(policy ? { pullPolicyAt: placeOf(frame, policy.span) } : {}),
      ...(called === undefined ? {} : { container: called }),
    };
    return { role: 'deploy', idiom: 'pod-spec', at: placeOf(frame, image.span), image: evaluation.texts(image, at), engine: '', details, frame: at };
  });
}

export const objectMaps: Idiom<Clue> = { id: 'object-map', summary: 'A whole workload as nested maps, as unstructured objects hold it.', spot, resolve, placesOf: ({ image }) => [image.span] };
