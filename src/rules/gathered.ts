/** One finding a place: outcomes of several flows whose wrong characters are the same are told together. */
import { placeKey, type Place } from '../base/text';
import type { Inventory, TestFlow } from '../images/site';
import { pushTo } from '../base/pushTo';
import type { Value } from '../flow/value';
import { keyOf, type Made } from './evidence';
import type { Outcome } from './deployments';
import type { Draft, DraftRelated } from './rule';
import { done, flowNames, imageName, where } from './names';
import { wrongPlace, wrongPlaceBeside } from './places';

export interface Gathered<O extends Outcome> {
  readonly first: O;
  readonly all: readonly O[];
  readonly flows: readonly TestFlow[];
  readonly at: Place;
}

export function gather<O extends Outcome>(outcomes: readonly O[], placeOf: (outcome: O) => Place): Gathered<O>[] {
  const groups = new Map<string, O[]>();
  for (const outcome of outcomes) {
    const at = placeOf(outcome);
    pushTo(groups, placeKey(at), outcome);
  }
  return [...groups.values()].flatMap((group): Gathered<O>[] => {
    // What runs is told first: nobody looks for a live suite behind dead code's name.
    const all = group.toSorted((a, b) => deadLast(a.flow, b.flow));
    const [first] = all;
    if (!first) return [];
    return [{ first, all, at: placeOf(first), flows: [...new Set(all.flatMap((one) => (one.flow ? [one.flow] : [])))] }];
  });
}

/** What one place of a shared helper makes wrong. */
export interface Caused<O extends Outcome, C> extends Gathered<O> {
  readonly cause: C;
  /** What would be told of it without the cause: each name at each place. */
  readonly cases: readonly Gathered<O>[];
}

/** `plain`: there, and nowhere else, even if one place told all of it without the cause. */
export interface Cause {
  readonly at: Place;
  readonly plain?: boolean;
}

/** Outcomes of one cause are told there, where they would be told at several places otherwise; all others as `gather` does. */
export function gatherCauses<O extends Outcome, C extends Cause>(outcomes: readonly O[], placeOf: (outcome: O) => Place, causeOf: (outcome: O) => C | undefined): { readonly caused: readonly Caused<O, C>[]; readonly others: readonly Gathered<O>[] } {
  const byCause = new Map<string, { readonly cause: C; readonly all: O[] }>();
  for (const outcome of outcomes) {
    const cause = causeOf(outcome);
    if (!cause) continue;
    const key = placeKey(cause.at);
    const known = byCause.get(key);
    if (known) known.all.push(outcome);
    else byCause.set(key, { cause, all: [outcome] });
  }
  const told = new Set<O>();
  const caused = [...byCause.values()].flatMap(({ cause, all }): Caused<O, C>[] => {
    const places = gather(all, placeOf);
    if (places.length < 2 && cause.plain !== true) return [];
    for (const outcome of all) told.add(outcome);
    const cases = places.flatMap(byName);
    return gather(all, () => cause.at).map((group) => ({ ...group, cause, cases }));
  });
  return { caused, others: gather(outcomes.filter((outcome) => !told.has(outcome)), placeOf) };
}

function byName<O extends Outcome>({ all, at }: Gathered<O>): Gathered<O>[] {
  return [...new Set(all.map(({ value }) => imageName(value)))].flatMap((name) => gather(all.filter(({ value }) => imageName(value) === name), () => at));
}

/** Where each case of a cause shows, and in which flows. */
export function casesRelated({ cases }: Pick<Caused<Outcome, unknown>, 'cases'>): DraftRelated[] {
  return cases.slice(0, 24).map(({ first, flows, at }) => ({ at, message: `${imageName(first.value)} is ${done(first.site)} in ${flowNames(flows)}`, kind: 'other' }));
}

/** Those of a group that have its first one's name: what is said of them all. `more` says that others are wrong in the same way. */
export function alike<O extends Outcome>({ first, all }: Gathered<O>): { readonly all: readonly O[]; readonly more: string } {
  const name = imageName(first.value);
  const others = new Set(all.map(({ value }) => imageName(value))).size - 1;
  return { all: all.filter(({ value }) => imageName(value) === name), more: others > 0 ? ` The same goes for ${others} more ${others === 1 ? 'name' : 'names'} here.` : '' };
}

/** Where the wrong characters of an outcome stand beside those of what was built; what both are made of isn't wrong. */
export function placeBeside({ value, site, built }: Pick<Outcome, 'value' | 'site'> & { readonly built: readonly Made[] }): Place {
  return wrongPlaceBeside(value, site, built.map((made) => made.value));
}

/** Builds of one site each, the first of every site. */
export function sitesOf(made: readonly Made[]): Made[] {
  const seen = new Set<number>();
  return made.filter((one) => !seen.has(one.site.id) && seen.add(one.site.id));
}

export function builtRelated(made: readonly Made[], name: (made: Made) => string): DraftRelated[] {
  return sitesOf(made).slice(0, 5).map((one) => ({ at: one.site.at, message: `${one.role === 'tag' ? 'tagged' : one.role === 'load' ? 'loaded' : one.role === 'pull' ? 'pulled' : 'built'} here as ${name(one)} (${where(one.site)})`, kind: 'other' }));
}

/** The other names that the same places can have, each as wrong; those that read alike once. */
export function alsoRelated(all: readonly Outcome[]): DraftRelated[] {
  const names = new Map<string, DraftRelated>();
  for (const { also = [], site, value } of all) {
    const [own, ...others] = [value, ...also].map((one) => ({ name: imageName(one), at: wrongPlace(one, site) }));
    for (const { name, at } of others) if (own && name !== own.name && !names.has(name)) names.set(name, { at, message: `may be ${name} as well, in the place of ${own.name}`, kind: 'other' });
  }
  return [...names.values()].slice(0, 5);
}

/** Where something is saved, or loaded from the engine's store, under a wrong name, what the same flow loads and deploys under it is wrong with it. */
export function savedUnder({ site, flow, value }: Outcome): Value[] {
  if ((site.role !== 'save' && site.role !== 'load') || !flow) return [];
  const name = keyOf(value);
  return flow.events.flatMap((event) => event.image.values.filter((other) => keyOf(other) === name));
}

function deadLast(a: TestFlow | undefined, b: TestFlow | undefined): number {
  return Number(a?.kind === 'dead') - Number(b?.kind === 'dead');
}

/** Flows that run before those that nothing calls: at one place the live one speaks. */
export function liveFirst(inventory: Inventory): readonly TestFlow[] {
  return inventory.flows.toSorted(deadLast);
}

/** A manifest file that no suite mentions, in a workspace whose suites are known: perhaps nobody applies it. */
export function isUnmentioned(flows: readonly TestFlow[], inventory: Inventory): boolean {
  return flows.length === 0 && inventory.flows.some((flow) => flow.kind === 'suite');
}

/** What a draft says of a manifest file that no flow is seen to apply. */
export function asUnapplied({ flows, at }: { readonly flows: readonly TestFlow[]; readonly at: Place }): Pick<Draft, 'unapplied'> {
  return flows.length === 0 && /\.ya?ml$/.test(at.uri) ? { unapplied: true } : {};
}

/** Where a tree of functions nobody calls is judged, the judgement is information. */
export function isDead(flows: readonly TestFlow[]): boolean {
  return flows.length > 0 && flows.every((flow) => flow.kind === 'dead');
}
