/** Does it matter what a container is made with, or given first, where the flow puts another image into one afterwards? Knows flows and names. */
import { isText, type Value } from '../flow/value';
import { encloses, type Place } from '../base/text';
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import type { Bare } from './deployments';
import { keyOf, repositoryOf, type Made } from './evidence';
import { isSameWay } from './missedArchive';

/** `image: placeholder`: a word in the place of an image. */
export function isWordForImage(value: Value): boolean {
  return /^(?:placeholder|replace-?me|change-?me|todo|image|dummy)(?::[\w.-]*)?$/i.test(keyOf(value));
}

/** What a container is made with doesn't matter where the flow, or a method that it calls by way of an interface, puts the right image into one afterwards. */
export function isOverwritten(outcome: Bare, event: FlowEvent | undefined, flow: TestFlow, { sites, flows }: Inventory): boolean {
  if (outcome.kind === 'other-tag' && isRewritten(outcome, outcome.built, flow)) return true;
  const { site } = outcome;
  const unseen = flow.methods.length === 0 ? [] : flows.flatMap(({ name, events }) => (flow.methods.includes(name) ? events.filter(({ details }) => details.stored) : []));
  if (outcome.kind !== 'other-tag' && (flow.events.some((other) => isPutOver(other, sites[other.site], event, site)) || (site.idiom === 'pod-spec' && isStoredInto(unseen, sites)))) return true;
  if (site.details.stored) return false;
  const stored = [...flow.events, ...unseen].flatMap(({ details, image }) => (details.stored ? image.values : []));
  // Of an image that nothing here builds, what is put in is judged by itself.
  if (outcome.kind === 'never') return stored.some((value) => repositoryOf(value) === repositoryOf(outcome.value)) || (isHeldOpen(outcome) && flow.events.some(({ details }) => details.stored));
  if (outcome.kind !== 'other-tag') return false;
  const right = new Set(outcome.built.map(({ value }) => keyOf(value)));
  return stored.some((value) => right.has(keyOf(value)));
}

/** By what happens out of sight: nobody knows whose container that is. */
function isStoredInto(events: readonly FlowEvent[], sites: readonly ImageSite[]): boolean {
  return events.some(({ details, site }) => !details.target && sites[site]?.idiom === 'pod-spec');
}

/** Another image takes the place of this one, or may: nobody knows whose container the other is put into, and it happens close by. */
function isPutOver(other: FlowEvent, at: ImageSite | undefined, event: FlowEvent | undefined, site: ImageSite): boolean {
  const { stored, target } = other.details;
  if (!stored || !at || at.idiom !== 'pod-spec' || at.id === site.id) return false;
  if (target) return target.some((one) => one.at.uri === site.at.uri && encloses(one.at, site.at) && (!event || isSameWay(one.path, event.path)));
  if (!event || (site.details.stored && !isWhole(site)) || at.at.uri !== site.at.uri) return false;
  if (site.idiom === 'pod-spec' || site.idiom === 'object-map') return isAlong(other.path, event.path);
  // Of a text that is decoded right there: typed objects' containers are told apart before (images/overwrittenTexts.ts).
  return at.role === 'mention' && (site.function === '' || site.function === at.function) && isSameWay(other.path, event.path);
}

/** A container that is written out, with its policy or without, rather than an image that is put into one. */
function isWhole({ details: { pullPolicy, pullPolicyAt } }: ImageSite): boolean {
  return pullPolicy === 'default' || pullPolicyAt !== undefined;
}

/** One of them is called by the other, or whoever calls the one calls the other. */
function isAlong(a: readonly Place[], b: readonly Place[]): boolean {
  const common = Math.min(a.length, b.length) - (a.length === b.length ? 1 : 0);
  return isSameWay(a.slice(0, common), b.slice(0, common));
}

/** An object of Go's that has a single word in the place of an image. One that somebody hands over may be another argument. */
function isHeldOpen({ site, value }: Bare): boolean {
  if (site.idiom !== 'pod-spec') return false;
  return isWordForImage(value) || (/^[\w.-]+$/.test(keyOf(value)) && value.trail.every(({ kind }) => kind !== 'argument'));
}

/** `c.Image = repository + ":e2e"`, with the repository of the image that the container had: one of those that are built, perhaps. */
function isRewritten({ site }: Bare, built: readonly Made[], { events }: TestFlow): boolean {
  return events.some(({ site: at, image, details }) => details.rewrites && at !== site.id && image.values.some((value) => built.some((made) => mayBe(value, keyOf(made.value)))));
}

/** What is not known in it may be anything. */
function mayBe({ parts }: Value, name: string): boolean {
  const [first, last] = [parts[0], parts.at(-1)];
  const [head, tail] = [first && isText(first) ? first.text : '', last && isText(last) ? last.text : ''];
  return parts.every(isText) ? keyOf({ parts, trail: [] }) === name : name.startsWith(head) && name.endsWith(tail);
}
