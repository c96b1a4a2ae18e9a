/**
 * Which places of the source can a running image come from? Matches the inventory's strings, holes as wildcards, with one known image.
 * Judges nothing; knows no pod beyond the names that help to order the answer.
 */
import type { Part, Value } from '../flow/value';
import { compareImages, isEqual, parseReference, splitImage, textOf } from '../images/reference';
import type { ImageSite, Inventory } from '../images/site';

export interface SiteMatch {
  readonly site: ImageSite;
  /** The values of the site that fit. */
  readonly values: readonly Value[];
  readonly match: 'exact' | 'pattern';
}

/** What is known of the container, to tell between several sites that fit. */
export interface Wearer {
  readonly container: string;
  readonly pod: string;
}

/** Sites that are shown at most. */
const mostSites = 20;

/** Deploy sites that can yield the image, the likeliest first. */
export function deploySitesOf(image: string, inventory: Inventory, wearer: Wearer): SiteMatch[] {
  const matches = inventory.sites.flatMap((site) => {
    if (site.role !== 'deploy') return [];
    const found = matchSite(site, (value) => yields(value, image));
    return found === undefined ? [] : [found];
  });
  return matches.sort((a, b) => rank(b, wearer) - rank(a, wearer)).slice(0, mostSites);
}

/** In the order in which they tell most. */
const producers: readonly string[] = ['build', 'tag', 'load', 'save', 'push', 'pull'];

/** Sites that build, tag, load, save, push or pull any tag of the image's repository; those that can give this very image first. */
export function buildSitesOf(image: string, inventory: Inventory): SiteMatch[] {
  const parsed = parseReference(image);
  if (parsed.kind !== 'reference') return [];
  const name = { parts: [{ text: parsed.name }] };
  const matches = inventory.sites.flatMap((site) => {
    if (!producers.includes(site.role)) return [];
    const found = matchSite(site, (value) => {
      const split = splitImage(value);
      if (split === undefined) return undefined;
      if (isEqual(compareImages({ parts: split.repository }, site.engine, name, 'kubelet'))) return textOf(value.parts) === image ? 'exact' : 'pattern';
      return textOf(split.repository) === undefined && couldBe(split.repository, parsed.name) && isTelling(split.repository) ? 'pattern' : undefined;
    });
    return found === undefined ? [] : [found];
  });
  const order = ({ site, values }: SiteMatch): number =>
    (values.some(({ parts }) => couldBe(parts, image)) ? 0 : 16) + (site.dead ? 32 : 0) + producers.indexOf(site.role);
  return matches.sort((a, b) => order(a) - order(b)).slice(0, mostSites);
}

/** Deploy sites of which the analysis doesn't know the image: any of them might be the one. */
export function countUnknownDeploys(inventory: Inventory): number {
  const isOpen = (part: Part): boolean => 'hole' in part && (part.hole.kind === 'unknown' || part.hole.kind === 'param');
  return inventory.sites.filter(({ role, image }) => role === 'deploy' && (!image.complete || image.values.some(({ parts }) => parts.some(isOpen)))).length;
}

function matchSite(site: ImageSite, judge: (value: Value) => SiteMatch['match'] | undefined): SiteMatch | undefined {
  const judged = site.image.values.map((value) => ({ value, match: judge(value) }));
  const exact = judged.filter(({ match }) => match === 'exact');
  const fitting = exact.length > 0 ? exact : judged.filter(({ match }) => match === 'pattern');
  return fitting.length === 0 ? undefined : { site, values: fitting.map(({ value }) => value), match: exact.length > 0 ? 'exact' : 'pattern' };
}

function yields(value: Value, image: string): SiteMatch['match'] | undefined {
  const known = textOf(value.parts);
  if (known === image) return 'exact';
  if (known !== undefined) return compareImages(value, 'docker', { parts: [{ text: image }] }, 'kubelet').kind === 'equal' ? 'exact' : undefined;
  // What a run generated stands in the pod's name by now: no hole is certainly another text.
  return couldBe(value.parts, image) && isTellingImage(value) ? 'pattern' : undefined;
}

/** Can a string with holes be this text, if a hole can be anything without blanks? */
export function couldBe(parts: readonly Part[], text: string): boolean {
  if (/\s/.test(text) && parts.some((part) => 'hole' in part)) return false;
  let from = 0;
  let anchored = true;
  for (const [index, part] of parts.entries()) {
    if (!('text' in part)) {
      anchored = false;
      continue;
    }
    const last = index === parts.length - 1;
    const found = anchored ? (text.startsWith(part.text, from) ? from : -1) : last ? text.length - part.text.length : text.indexOf(part.text, from);
    if (found < from || !text.startsWith(part.text, found)) return false;
    from = found + part.text.length;
    anchored = true;
  }
  return !anchored || from === text.length;
}

/** Enough of the repository or of an unusual tag is known for a match to mean something. */
function isTellingImage(value: Value): boolean {
  const split = splitImage(value);
  if (split === undefined) return isTelling(value.parts);
  const tag = split.tag === undefined ? undefined : textOf(split.tag);
  return isTelling(split.repository) || (tag !== undefined && tag.length >= 6 && tag !== 'latest');
}

function isTelling(repository: readonly Part[]): boolean {
  const known = repository.map((part) => ('text' in part ? part.text : '\u0000')).join('').replace(/^(?:localhost|[\w.-]+\.[\w.-]+)(?::\d+)?\//, '');
  return /[a-z0-9][a-z0-9_.-]{2,}/.test(known);
}

function rank({ site, match }: SiteMatch, { container, pod }: Wearer): number {
  const named = site.details.container === undefined ? 0 : site.details.container === container ? 2 : -2;
  const workload = site.details.workload?.split('/').at(-1);
  const worn = workload === undefined || workload === '' ? 0 : pod === workload || pod.startsWith(`${workload}-`) ? 2 : -2;
  return (match === 'exact' ? 16 : 0) + (site.dead ? -8 : 0) + named + worn;
}
