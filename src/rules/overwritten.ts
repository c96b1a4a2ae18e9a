/** Does it matter what a container is made with, or given first, where the flow puts another image into one afterwards? Knows flows and names. */
import { isText, type Value } from '../flow/value';
import type { TestFlow } from '../images/site';
import type { Bare } from './deployments';
import { keyOf, repositoryOf, type Made } from './evidence';

/** `image: placeholder`: a word in the place of an image. */
export function isWordForImage(value: Value): boolean {
  return /^(?:placeholder|replace-?me|change-?me|todo|image|dummy)(?::[\w.-]*)?$/i.test(keyOf(value));
}

/** What a container is made with doesn't matter where the flow puts the right image into one afterwards. */
export function isOverwritten(outcome: Bare, flow: TestFlow): boolean {
  if (outcome.kind === 'other-tag' && isRewritten(outcome, outcome.built, flow)) return true;
  if (outcome.site.details.stored) return false;
  const stored = flow.events.flatMap(({ details, image }) => (details.stored ? image.values : []));
  // Of an image that nothing here builds, what is put in is judged by itself.
  if (outcome.kind === 'never') return stored.some((value) => repositoryOf(value) === repositoryOf(outcome.value)) || (isHeldOpen(outcome) && flow.events.some(({ details }) => details.stored));
  if (outcome.kind !== 'other-tag') return false;
  const right = new Set(outcome.built.map(({ value }) => keyOf(value)));
  return stored.some((value) => right.has(keyOf(value)));
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
