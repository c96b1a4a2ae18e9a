/** Fixes that make a deployment name what is built: the tag's characters alone, or the whole reference. */
import type { Place } from '../base/text';
import { textOf } from '../images/reference';
import type { ImageSite, Inventory } from '../images/site';
import { knownText, type Part, type Value } from '../flow/value';
import type { Made } from './evidence';
import { compareWith } from './evidence';
import { edit, goesThrough, sitesThrough, splitParts } from './places';
import type { DraftEdit, DraftFix } from './rule';

/** Each answer once, in order. `only`: it is the one right answer; what is built under a name that can't be written would be another. */
function answersOf(built: readonly Made[], answerOf: (made: Made) => string | undefined): { answers: string[]; only: boolean } {
  const found = new Set(built.map(answerOf));
  return { answers: [...found].filter((answer) => answer !== undefined), only: found.size === 1 };
}

function tagOf({ value }: Made): string | undefined {
  const tag = splitParts(value)?.tag;
  return tag && textOf(tag);
}

/** `changes 3 sites` where the characters are shared, so that nobody is surprised. */
function sharing(sites: readonly ImageSite[]): string {
  return sites.length > 1 ? `, which changes ${sites.length} places` : '';
}

/**
 * "Use the built tag …": one fix a distinct built tag; preferred where there is one, and where it can't break another site. `others`:
 * the same name as written elsewhere, which has to change with it.
 */
export function useBuiltTag(value: Value, built: readonly Made[], inventory: Inventory, others: readonly Value[] = []): DraftFix[] {
  const { answers, only } = answersOf(built, tagOf);
  return answers.flatMap((tag): DraftFix[] => {
    const change = changed([value, ...others], inventory, (one) => tagEdit(one, tag));
    return change ? [{ title: `Use the built tag ${tag}${sharing(change.sites)}`, preferred: only, safe: only && change.sites.length <= 1, edits: change.edits }] : [];
  });
}

function tagEdit(value: Value, tag: string): DraftEdit | undefined {
  const split = splitParts(value);
  return split && (split.tag ? edit(split.tag, tag) : appended(split.repository, tag));
}

/** The edits of all values, each place once, and the sites that take their names from there; undefined where one can't be edited or must not be. */
function changed(values: readonly Value[], inventory: Inventory, editOf: (value: Value) => DraftEdit | undefined): { readonly edits: readonly DraftEdit[]; readonly sites: readonly ImageSite[] } | undefined {
  const edits = new Map<string, DraftEdit>();
  const sites = new Set<ImageSite>();
  for (const value of values) {
    const change = editOf(value);
    if (!change) return undefined;
    for (const site of sitesThrough(inventory, change.at)) {
      if (makesOf(site, change.at)) return undefined;
      sites.add(site);
    }
    edits.set(`${change.at.uri}:${change.at.start}`, change);
  }
  return { edits: [...edits.values()], sites: [...sites] };
}

/** A build or an alias that takes its name from there would change with it, and differ again. */
function makesOf(site: ImageSite, run: Place): boolean {
  return site.role === 'build' || site.role === 'push' || (site.role === 'tag' && goesThrough(site.image, run));
}

function appended(repository: readonly Part[], tag: string): DraftEdit | undefined {
  const text = textOf(repository);
  return text === undefined ? undefined : edit(repository, `${text}:${tag}`);
}

/** "Use the built image …": the whole reference is replaced; never safe by itself, because it names another repository. `others` as above. */
export function useBuiltImage(value: Value, built: readonly Made[], inventory: Inventory, others: readonly Value[] = []): DraftFix[] {
  const { answers, only } = answersOf(built, nameFor);
  return answers.flatMap((name): DraftFix[] => {
    const change = changed([value, ...others], inventory, (one) => edit(one.parts, name));
    return change ? [{ title: `Use the built image ${name}${sharing(change.sites)}`, preferred: only, safe: false, edits: change.edits }] : [];
  });
}

/** How a deployment must write what was built: podman keeps a short name under `localhost/`. */
function nameFor(made: Made): string | undefined {
  const text = knownText(made.value);
  if (text === undefined) return undefined;
  const local = `localhost/${text}`;
  const verdict = compareWith(made, { parts: [{ text }], trail: [] }, 'kubelet');
  return verdict.kind === 'equal' || verdict.kind === 'equal-under' ? text : local;
}
