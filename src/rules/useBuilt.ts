/** Fixes that make a deployment name what is built: the tag's characters alone, or the whole reference. */
import type { ImageSite, Inventory } from '../images/site';
import { isText, knownText, type Value } from '../flow/value';
import type { Made } from './evidence';
import { compareWith } from './evidence';
import { edit, runOf, sitesThrough, splitParts } from './places';
import type { DraftFix } from './rule';

/** Each answer once, in order. `only`: it is the one right answer; what is built under a name that can't be written would be another. */
function answersOf(built: readonly Made[], answerOf: (made: Made) => string | undefined): { answers: string[]; only: boolean } {
  const found = new Set(built.map(answerOf));
  return { answers: [...found].filter((answer) => answer !== undefined), only: found.size === 1 };
}

function tagOf({ value }: Made): string | undefined {
  const tag = splitParts(value)?.tag;
  return tag?.every(isText) ? tag.map((part) => part.text).join('') : undefined;
}

/** `changes 3 sites` where the characters are shared, so that nobody is surprised. */
function sharing(sites: readonly ImageSite[]): string {
  return sites.length > 1 ? `, which changes ${sites.length} places` : '';
}

/** "Use the built tag …": one fix a distinct built tag; preferred where there is one, and where it can't break another site. */
export function useBuiltTag(value: Value, built: readonly Made[], inventory: Inventory): DraftFix[] {
  const split = splitParts(value);
  if (!split) return [];
  const { answers, only } = answersOf(built, tagOf);
  return answers.flatMap((tag): DraftFix[] => {
    const shared = split.tag ? shareOf(split.tag, inventory) : shareOf(split.repository, inventory);
    const made = shared.some((site) => site.role === 'build' || site.role === 'tag' || site.role === 'save' || site.role === 'load' || site.role === 'push');
    const change = split.tag ? edit(split.tag, tag) : appended(split.repository, tag);
    if (!change || made) return [];
    return [{ title: `Use the built tag ${tag}${sharing(shared)}`, preferred: only, safe: only && shared.length <= 1, edits: [change] }];
  });
}

function shareOf(parts: Parameters<typeof runOf>[0], inventory: Inventory): ImageSite[] {
  const run = runOf(parts);
  return run ? sitesThrough(inventory, run) : [];
}

function appended(repository: Parameters<typeof runOf>[0], tag: string): ReturnType<typeof edit> {
  const text = repository.every(isText) ? repository.map((part) => part.text).join('') : undefined;
  return text === undefined ? undefined : edit(repository, `${text}:${tag}`);
}

/** "Use the built image …": the whole reference is replaced; never safe by itself, because it names another repository. */
export function useBuiltImage(value: Value, built: readonly Made[], inventory: Inventory): DraftFix[] {
  const run = runOf(value.parts);
  const shared = run ? sitesThrough(inventory, run) : [];
  if (shared.some((site) => site.role === 'build' || site.role === 'tag' || site.role === 'load' || site.role === 'save')) return [];
  const { answers, only } = answersOf(built, nameFor);
  return answers.flatMap((name): DraftFix[] => {
    const change = edit(value.parts, name);
    return change ? [{ title: `Use the built image ${name}${sharing(shared)}`, preferred: only, safe: false, edits: [change] }] : [];
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
