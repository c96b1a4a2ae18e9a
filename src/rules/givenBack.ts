/**
 * Does one call of a builder build an image and give back another name for it, which lacks characters that the built one has, or has more?
 * Then the builder is wrong, whoever calls it. Knows ways of values and of builds; words no finding.
 */
import { placeKey, type Place } from '../base/text';
import type { FlowEvent, Inventory } from '../images/site';
import { withTwins, type Step, type Value } from '../flow/value';
import type { Outcome } from './deployments';
import { evidenceOf, gives, keyOf, type Made } from './evidence';
import type { Cause } from './gathered';
import { ownHops, splitParts } from './places';
import { neededBy } from './uses';

export type Mismatch = Extract<Outcome, { kind: 'other-tag' | 'near' }>;

export interface GivenBack extends Cause {
  /** The function that gives back one name for another. */
  readonly builder: string;
  /** It builds less than what it gives back: `at` is in the build. Otherwise it is where the name is returned. */
  readonly lacking: boolean;
  /** Where else it is returned. */
  readonly others: readonly Place[];
}

/** Undefined where the two differ in another way, where the callers make them differ, and where the builder is right for one of them. */
export function givenBack(outcome: Mismatch, inventory: Inventory): GivenBack | undefined {
  const { value, flow, built } = outcome;
  const [first] = built;
  if (!flow || !first || !built.every((made) => made.role === 'build' && made.flow === flow)) return undefined;
  const steps = built.map((made) => sharedCall(value, made));
  const [call] = steps;
  if (!call || steps.some((step) => step !== call)) return undefined;
  const found = built.map((made) => partingOf(value, made, call));
  const [parting] = found;
  if (!parting || found.some((one) => !one || one.lacking !== parting.lacking || placeKey(one.at) !== placeKey(parting.at))) return undefined;
  return isRightFor(outcome, call, inventory) ? undefined : { ...parting, builder: call.name };
}

/** The innermost call that gave the value and in which the image is built. */
function sharedCall({ trail }: Value, { value, site, flow }: Made): Step | undefined {
  const calls = new Set(flow?.events.flatMap((event) => (event.site === site.id && hasName(event, value) ? event.path.map(placeKey) : [])));
  return trail.findLast(({ kind, at }) => kind === 'result' && calls.has(placeKey(at)));
}

function hasName({ image }: FlowEvent, value: Value): boolean {
  return image.values.some((one) => keyOf(one) === keyOf(value));
}

function partingOf(value: Value, maker: Made, call: Step): Omit<GivenBack, 'builder'> | undefined {
  const built = maker.value;
  const [given, made] = [keyOf(value), keyOf(built)];
  if (given.includes(made)) return { at: placeInBuilder(maker, call), lacking: true, others: [], plain: splitParts(built)?.tag === undefined };
  const isReturned = ownHops(value, [built]).at(-1) === call;
  const [at, ...others] = call.from ?? [];
  return made.includes(given) && isReturned && at ? { at, lacking: false, others } : undefined;
}

/** Where the name is said in the function that is called: at the build itself, or where it is handed on to a function that builds. */
function placeInBuilder({ value, site, flow }: Made, { at }: Step): Place {
  const path = flow?.events.find((event) => event.site === site.id && hasName(event, value) && event.path.some((one) => placeKey(one) === placeKey(at)))?.path ?? [];
  const inner = path.length - 1 - path.findLastIndex((one) => placeKey(one) === placeKey(at));
  return inner === 0 ? site.at : (value.trail.filter(({ kind }) => kind === 'argument')[inner - 1]?.at ?? site.at);
}

/** Something else is done so with what the builder gives back, and the builder builds that. */
function isRightFor({ built, site: { role, engine } }: Mismatch, { name }: Step, inventory: Inventory): boolean {
  const sites = new Set(built.map(({ site }) => site));
  return inventory.flows.some((flow) => {
    const made = evidenceOf(inventory).flows.get(flow)?.made.filter(({ site }) => sites.has(site)) ?? [];
    return made.length > 0 && flow.events.some((event) => {
      const site = inventory.sites[event.site];
      const needed = site?.role === role ? neededBy(event, site)?.values.filter((value) => withTwins(value).some(({ trail }) => trail.some((step) => step.kind === 'result' && step.name === name))) : [];
      return needed?.some((value) => made.some((one) => gives(one, value, role === 'deploy' ? 'kubelet' : engine)));
    });
  });
}
