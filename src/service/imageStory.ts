/**
 * What is there to say about the image at a place: its names, what is not known of them and why, where it is built, tagged, saved, loaded
 * and deployed, and what the naming standard says. Words and places only; how they look is the host's business.
 */
import type { Location } from '../base/text';
import { isText, valueKey, type Hole } from '../flow/value';
import type { ImageSite, Inventory, Role } from '../images/site';
import { imageName } from '../rules/names';
import { judge } from '../standard/standard';
import { sameUses, type Subject, type Use } from './imageSubject';
import type { Analysis } from './languageService';

/** A site of the same image. */
export interface StoryPlace {
  readonly site: ImageSite;
  readonly at: Location;
}

export interface Chapter {
  readonly role: Role;
  /** In the order of files and lines. */
  readonly places: readonly StoryPlace[];
  /** Names of the flows that come by with this very image, sorted. */
  readonly flows: readonly string[];
}

export interface ImageStory {
  /** What the place resolves to, holes in braces, each once. Empty when nothing is known. */
  readonly names: readonly string[];
  /** False: there may be more. */
  readonly complete: boolean;
  /** One sentence for each thing that is not known; code between backticks. */
  readonly holes: readonly string[];
  /** Of the same image, in the order of an image's life. */
  readonly chapters: readonly Chapter[];
  /** Findings that are told elsewhere, at a place that makes many images wrong: this one, too, in this file. */
  readonly told: readonly { readonly rule: string; readonly at: Location }[];
  /** One sentence for each name that the standard has an opinion about; code between backticks. */
  readonly verdicts: readonly string[];
}

/** An image's life: the order in which its chapters are told. */
export const life: readonly Role[] = ['build', 'pull', 'tag', 'save', 'load', 'push', 'deploy', 'run', 'mention'];

export function storyOf(analysis: Analysis, subject: Subject): ImageStory {
  const names = namesOf(subject);
  return {
    names,
    told: analysis.findings.filter(({ cases = [] }) => cases.some(({ at, image }) => at.uri === subject.place.uri && names.includes(image))).map(({ rule, at }) => ({ rule, at })),
    complete: subject.uses.every(({ site, source }) => (source ? site.from : site.image)?.complete !== false),
    holes: [...new Set(subject.uses.flatMap(({ value }) => value.parts.flatMap((part) => (isText(part) ? [] : [sayHole(part.hole)]))))],
    chapters: chaptersOf(analysis, sameUses(analysis.inventory, subject)),
    verdicts: verdictsOf(analysis, subject),
  };
}

/** Holes in braces, each name once. A string of which nothing at all is known has no name. */
export function namesOf({ uses }: Pick<Subject, 'uses'>): string[] {
  return [...new Set(uses.filter(({ value }) => value.parts.some((part) => isText(part) || part.hole.kind !== 'unknown')).map(({ value }) => imageName(value)))].sort();
}

export function chaptersOf(analysis: Analysis, uses: readonly Use[]): Chapter[] {
  return life.flatMap((role): Chapter[] => {
    const own = uses.filter((use) => use.site.role === role && !use.source);
    const each = [...new Set(own.map(({ site }) => site))];
    if (each.length === 0) return [];
    const flows = [...new Set(own.flatMap((use) => flowsOf(analysis.inventory, use)))].sort();
    return [{ role, flows, places: each.map((site) => ({ site, at: analysis.locate(site.at) })) }];
  });
}

const flowIndexes = new WeakMap<Inventory, ReadonlyMap<string, ReadonlySet<string>>>();

/** A site that many flows reach has another image in each of them. */
function flowsOf(inventory: Inventory, { site, value }: Use): readonly string[] {
  let index = flowIndexes.get(inventory);
  if (!index) {
    const flows = new Map<string, Set<string>>();
    for (const flow of inventory.flows) {
      for (const event of flow.events) {
        for (const one of event.image.values) {
          const key = `${event.site}|${valueKey(one)}`;
          flows.set(key, (flows.get(key) ?? new Set()).add(flow.name));
        }
      }
    }
    flowIndexes.set(inventory, (index = flows));
  }
  return [...(index.get(`${site.id}|${valueKey(value)}`) ?? [])];
}

/** Why a part of a name is not known. */
export function sayHole(hole: Hole): string {
  switch (hole.kind) {
    case 'env':
      return `\`{env:${hole.name}}\` is the environment variable \`${hole.name}\`, read when the suite runs.`;
    case 'fresh':
      return `\`{generated}\` is made when the suite runs (${hole.what}).`;
    case 'param':
      return `\`{unknown}\` is the parameter \`${hole.name}\` of \`${hole.func}\`, for which no caller is known.`;
    case 'unknown':
      return `\`{unknown}\` could not be followed: ${hole.why}.`;
  }
}

function verdictsOf({ standard }: Analysis, subject: Subject): string[] {
  const said = subject.uses.flatMap(({ value }): string[] => {
    const judgement = judge(standard, value);
    switch (judgement.kind) {
      case 'compliant':
        return [`Follows the naming standard (\`${judgement.template.text}\`).`];
      case 'exception':
        return [`An exception from the naming standard: ${judgement.reason}`];
      case 'nonstandard':
        return [`Does not follow the naming standard: ${judgement.why}.${judgement.suggestion === undefined ? '' : ` It would be \`${judgement.suggestion}\`.`}`];
      case 'unknown':
      case 'not-a-service':
        return [];
    }
  });
  return [...new Set(said)];
}
