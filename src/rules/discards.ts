/** Which failing uses of an image come of a builder's result that was thrown away? Knows flows, builds and outcomes; words no finding. */
import type { Discard, Inventory, TestFlow } from '../images/site';
import type { Value } from '../flow/value';
import type { Standard } from '../standard/standard';
import { outcomesOf, type Outcome } from './deployments';
import { evidenceOf, gives, keyOf, repositoryOf, type Made } from './evidence';
import { liveFirst } from './gathered';

export interface Discarded {
  readonly flow: TestFlow;
  readonly discard: Discard;
  /** The image that was built, and whose name is lost. */
  readonly built: Made;
  /** What goes by another name instead, first what is deployed. */
  readonly failing: readonly Outcome[];
}

const cache = new WeakMap<Inventory, WeakMap<Standard, readonly Discarded[]>>();

/** Every discard that some failing use comes of, those of flows that run first; made once per inventory. */
export function discardsOf(inventory: Inventory, standard: Standard): readonly Discarded[] {
  const inner = cache.get(inventory) ?? new WeakMap<Standard, readonly Discarded[]>();
  cache.set(inventory, inner);
  const known = inner.get(standard);
  if (known) return known;
  const outcomes = outcomesOf(inventory, standard);
  const found = liveFirst(inventory).flatMap((flow) => flow.discards.flatMap((discard) => discardedIn(flow, discard, outcomes.filter((one) => one.flow === flow), inventory)));
  inner.set(standard, found);
  return found;
}

/** A name that nothing in its flow builds stands in the place of one that was thrown away: told there, as discarded-image. */
export function isOfDiscard(outcome: Outcome, inventory: Inventory, standard: Standard): boolean {
  return discardsOf(inventory, standard).some(({ failing }) => failing.includes(outcome));
}

function discardedIn(flow: TestFlow, discard: Discard, outcomes: readonly Outcome[], inventory: Inventory): Discarded[] {
  const builds = (evidenceOf(inventory).flows.get(flow)?.made ?? []).filter((one) => one.role === 'build' && discard.image.values.some((value) => gives(one, value, one.engine) || gives(one, value, 'kubelet')));
  const [built] = builds;
  if (!built) return [];
  const failing = outcomes.filter((one) => {
    if (one.kind === 'other-tag' || one.kind === 'regenerated' || one.kind === 'near') return isRun(one) && one.built.some((made) => builds.some(({ site }) => site.id === made.site.id));
    return one.kind === 'elsewhere' && isCalledAlike(one.value, built.value) && !isUsed(builds, flow, inventory);
  });
  return failing.length > 0 ? [{ flow, discard, built, failing: failing.toSorted((a, b) => Number(isRun(b)) - Number(isRun(a))) }] : [];
}

function isRun({ site }: Outcome): boolean {
  return site.role === 'deploy' || site.role === 'run';
}

/** Repositories that differ in their folders only. */
function isCalledAlike(a: Value, b: Value): boolean {
  const [left, right] = [a, b].map((value) => /[^/]*$/.exec(repositoryOf(value) ?? '')?.[0]);
  return left !== undefined && left !== '' && left === right;
}

/** The name reaches somebody all the same. */
function isUsed(builds: readonly Made[], flow: TestFlow, inventory: Inventory): boolean {
  const names = new Set(builds.map(({ value }) => keyOf(value)));
  return flow.events.some(({ site, image, from }) => {
    const role = inventory.sites[site]?.role;
    return role !== 'build' && role !== 'mention' && [...image.values, ...(from?.values ?? [])].some((value) => names.has(keyOf(value)));
  });
}
