/** Fixes that make a deployment name what is built: the tag's characters alone, or the whole reference. */
import { isEqual, textOf } from '../images/reference';
import type { ImageSite, Inventory } from '../images/site';
import { knownText, maxTwins, withTwins, type Part, type Value } from '../flow/value';
import type { Outcome } from './deployments';
import { compareWith, evidenceOf, keyOf, mayGive, mayHide, type Made } from './evidence';
import { savedUnder, type Gathered } from './gathered';
import { isLatest } from './localImageAlwaysPulled';
import { edit, sitesThrough, splitParts } from './places';
import type { DraftEdit, DraftFix } from './rule';
import { makesOf, othersThrough, usesThrough } from './uses';

/** Outcomes that name what was built instead. */
type Wrong = Extract<Outcome, { readonly built: readonly Made[] }>;

/** What `Use the built …` is made of: how to say it, how an answer is written, and what has to be edited for it. */
interface Way {
  readonly title: string;
  readonly answerOf: (made: Made) => string | undefined;
  /** A name that the answer would give. */
  readonly nameOf: (answer: string) => string;
  readonly editOf: (value: Value, answer: string) => DraftEdit | undefined;
  readonly safe: boolean;
}

/** "Use the built tag …": one fix a distinct built tag; preferred where there is one, and where it can't break another site. */
export function useBuiltTag(group: Gathered<Wrong>, inventory: Inventory): DraftFix[] {
  return useBuilt(group, inventory, { title: 'Use the built tag', answerOf: tagOf, nameOf: (tag) => `any:${tag}`, editOf: tagEdit, safe: true });
}

/** "Use the built image …": the whole reference is replaced; never safe by itself, because it names another repository. */
export function useBuiltImage(group: Gathered<Wrong>, inventory: Inventory): DraftFix[] {
  return useBuilt(group, inventory, { title: 'Use the built image', answerOf: nameFor, nameOf: (name) => name, editOf: (value, name) => edit(value.parts, name), safe: false });
}

function useBuilt({ all, flows }: Gathered<Wrong>, inventory: Inventory, way: Way): DraftFix[] {
  const wrong = all.flatMap((one) => [one.value, ...(one.mixed ? [] : (one.also ?? [])), ...savedUnder(one)]);
  if (wrong.some(({ twins }) => (twins?.length ?? 0) > maxTwins)) return [];
  const { answers, only } = answersOf(all.map((one) => answersFor(one, inventory).map(way.answerOf)));
  const doubtful = all.some((one) => one.mixed === true || isForeign(one, inventory));
  return answers.flatMap((answer): DraftFix[] => {
    const values = wrong.flatMap(withTwins);
    const change = changed(values, inventory, (value) => way.editOf(value, answer), new Set(flows));
    if (!change) return [];
    const sure = only && !doubtful && change.sure && !(isLatest({ parts: [{ text: way.nameOf(answer) }], trail: [] }) && all.some(lacksPolicy));
    return [{ title: `${way.title} ${answer}${sharing(change)}`, preferred: sure, safe: way.safe && sure && change.sites.length <= 1, edits: change.edits, places: change.sites.length }];
  });
}

/** Each answer once, in order: what all outcomes have in common, else all. `only`: it is the one right answer; what is built under a name that can't be written would be another. */
function answersOf(groups: readonly (readonly (string | undefined)[])[]): { answers: string[]; only: boolean } {
  const found = [...new Set(groups.flat())];
  const common = found.filter((answer) => groups.every((group) => group.includes(answer)));
  const chosen = common.length > 0 ? common : found;
  return { answers: chosen.filter((answer) => answer !== undefined), only: chosen.length === 1 };
}

/** What was built, without what an alias would give itself; in a flow that loads, what is loaded of it, if anything is. */
function answersFor({ built, site, flow }: Wrong, inventory: Inventory): readonly Made[] {
  const others = built.filter((made) => !(site.role === 'tag' && made.site.id === site.id));
  const own = flow && evidenceOf(inventory).flows.get(flow);
  if (!own || mayHide(own.unclearLoads) || own.loaded.length === 0 || site.role !== 'deploy') return others;
  const loaded = others.filter((made) => own.loaded.some((load) => mayGive(load, made.value, made.engine)));
  return loaded.length > 0 ? loaded : others;
}

/** Only another flow builds it, although this one builds or loads something itself: whether it should build this, too, nobody knows. */
function isForeign(outcome: Wrong, inventory: Inventory): boolean {
  if (outcome.kind !== 'other-tag' || outcome.here || !outcome.flow) return false;
  const own = evidenceOf(inventory).flows.get(outcome.flow);
  return own !== undefined && (own.loaded.length > 0 || own.made.some(({ role }) => role !== 'pull'));
}

function lacksPolicy({ site, event }: Wrong): boolean {
  const policy = (event ?? site).details.pullPolicy;
  return site.role === 'deploy' && (policy === undefined || policy === 'default' || policy.values.every(({ parts }) => parts.length === 0));
}

function tagOf({ value }: Made): string | undefined {
  const tag = splitParts(value)?.tag;
  return tag && textOf(tag);
}

function tagEdit(value: Value, tag: string): DraftEdit | undefined {
  const split = splitParts(value);
  return split && (split.tag ? edit(split.tag, tag) : appended(split.repository, tag));
}

interface Change {
  readonly edits: readonly DraftEdit[];
  /** They take their names from there. */
  readonly sites: readonly ImageSite[];
  /** All of them are known to be wrong now. */
  readonly sure: boolean;
}

/** `changes 3 places` where the characters are shared, so that nobody is surprised. */
function sharing({ sites, edits }: Change): string {
  return sites.length > 1 ? `, which changes ${sites.length} places` : edits.length > 1 ? ` in ${edits.length} places` : '';
}

/** The edits of all values, each place once; undefined where one can't be edited or must not be: something else is right by it, or is made by it. */
function changed(values: readonly Value[], inventory: Inventory, editOf: (value: Value) => DraftEdit | undefined, flows: ReadonlySet<unknown>): Change | undefined {
  const edits = new Map<string, DraftEdit>();
  const sites = new Set<ImageSite>();
  const names = new Set(values.map(keyOf));
  let sure = true;
  for (const value of values) {
    const change = editOf(value);
    if (!change) return undefined;
    const key = `${change.at.uri}:${change.at.start}`;
    if (edits.has(key)) continue;
    for (const site of sitesThrough(inventory, change.at)) {
      if (makesOf(site, change.at)) return undefined;
      sites.add(site);
    }
    for (const use of usesThrough(inventory, change.at)) {
      if (use.right) return undefined;
      sure &&= flows.has(use.flow) && names.has(keyOf(use.value));
    }
    // What is written behind a name without a tag would stand twice where another name goes on there.
    if (!splitParts(value)?.tag && othersThrough(inventory, change.at, names)) return undefined;
    edits.set(key, change);
  }
  return { edits: [...edits.values()], sites: [...sites], sure };
}

function appended(repository: readonly Part[], tag: string): DraftEdit | undefined {
  const text = textOf(repository);
  return text === undefined ? undefined : edit(repository, `${text}:${tag}`);
}

/** How a deployment must write what was built: podman keeps a short name under `localhost/`. */
function nameFor(made: Made): string | undefined {
  const text = knownText(made.value);
  if (text === undefined) return undefined;
  const local = `localhost/${text}`;
  const verdict = compareWith(made, { parts: [{ text }], trail: [] }, 'kubelet');
  return isEqual(verdict) ? text : local;
}
