/**
 * `map[string]any{"kind": "Deployment", … "containers": []any{map[string]any{"image": X}}}`: a whole workload as nested maps, as
 * unstructured objects hold it. Maps without a kind are somebody else's: values of a chart, a part of an object, a patch.
 */
import type { CompositeExpr, Expr, FuncFact } from '../../go/facts';
import type { Frame } from '../../flow/frame';
import { comparedIn, isExpected } from '../compared';
import { writtenText } from './commandsRun';
import { deployedBy } from './container';
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
  return deployedBy({ image, policy: under(container, 'imagePullPolicy'), name: under(container, 'name') }, frame, evaluation);
}

export const objectMaps: Idiom<Clue> = { id: 'object-map', summary: 'A whole workload as nested maps, as unstructured objects hold it.', spot, resolve, placesOf: ({ image }) => [image.span] };
