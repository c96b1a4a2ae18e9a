/**
 * The images of a workspace as a tree: service, image, site, each with the worst problem that stands there. Plain data for a view; knows
 * no editor.
 */
import { casesOf, severities, type Finding, type Severity } from '../base/finding';
import { comparePositions, type Location, type Place } from '../base/text';
import { splitImage, textOf } from '../images/reference';
import type { Role } from '../images/site';
import { imageName } from '../rules/names';
import { serviceOf } from '../standard/standard';
import { usesOf, type Use } from './imageSubject';
import { life } from './imageStory';
import type { Analysis } from './languageService';

export interface TreeSite {
  readonly kind: 'site';
  readonly role: Role;
  readonly at: Location;
  /** The Go function around it; '' outside functions. */
  readonly function: string;
  readonly flows: readonly string[];
  /** Messages of the problems at this site, worst first. */
  readonly problems: readonly string[];
  readonly worst: Severity | undefined;
}

export interface TreeImage {
  readonly kind: 'image';
  /** Holes in braces. */
  readonly image: string;
  /** In the order of an image's life, then of files and lines. */
  readonly sites: readonly TreeSite[];
  readonly worst: Severity | undefined;
}

export interface TreeService {
  readonly kind: 'service';
  readonly service: string;
  /** Sorted by name. */
  readonly images: readonly TreeImage[];
  readonly worst: Severity | undefined;
}

/** Sorted by service. Images of which nothing is known, and mere mentions, are left out. */
export function imageTree(analysis: Analysis): TreeService[] {
  const services = new Map<string, Map<string, Use[]>>();
  for (const use of usesOf(analysis.inventory)) {
    if (use.source || use.site.role === 'mention') continue;
    const service = serviceNameOf(analysis, use);
    if (service === undefined) continue;
    const images = services.get(service) ?? new Map<string, Use[]>();
    services.set(service, images);
    const name = imageName(use.value);
    images.set(name, [...(images.get(name) ?? []), use]);
  }
  const problems = problemsByFile(analysis);
  return [...services].sort(byKey).map(([service, images]): TreeService => {
    const all = [...images].sort(byKey).map(([image, uses]) => imageNode(analysis, image, uses, problems));
    return { kind: 'service', service, images: all, worst: worstOf(all.map(({ worst }) => worst)) };
  });
}

/** The part of the tree that has errors or warnings. */
export function onlyProblems(tree: readonly TreeService[]): TreeService[] {
  return tree.filter(isProblem).map((service) => ({ ...service, images: service.images.filter(isProblem) }));
}

function isProblem({ worst }: { readonly worst: Severity | undefined }): boolean {
  return worst === 'error' || worst === 'warning';
}

/** The standard's name of the service, else the last part of the repository; undefined when that isn't known or empty. */
export function serviceNameOf({ standard }: Analysis, { value }: Use): string | undefined {
  const repository = splitImage(value)?.repository;
  const name = repository && textOf(repository);
  if (name === undefined) return undefined;
  const last = name.slice(name.lastIndexOf('/') + 1);
  return serviceOf(standard, name) ?? (last === '' ? undefined : last);
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

type Problems = ReadonlyMap<string, readonly Finding[]>;

function problemsByFile({ findings }: Analysis): Problems {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) for (const uri of new Set([finding, ...casesOf(finding)].map(({ at }) => at.uri))) files.set(uri, [...(files.get(uri) ?? []), finding]);
  return files;
}

function imageNode(analysis: Analysis, image: string, uses: readonly Use[], problems: Problems): TreeImage {
  const bySite = new Map<number, Use[]>();
  for (const use of uses) bySite.set(use.site.id, [...(bySite.get(use.site.id) ?? []), use]);
  const sites = [...bySite.values()].flatMap((own): TreeSite[] => {
    const site = own[0]?.site;
    if (!site) return [];
    const found = problemsOf(analysis, own, problems);
    return [{ kind: 'site', role: site.role, at: analysis.locate(site.at), function: site.function, flows: site.flows, problems: found.map(({ message }) => message), worst: found[0]?.severity }];
  });
  return { kind: 'image', image, sites: sites.sort((a, b) => life.indexOf(a.role) - life.indexOf(b.role)), worst: worstOf(sites.map(({ worst }) => worst)) };
}

/** Problems at the site's expression or at the characters of this very image, worst first. */
export function problemsOf(analysis: Analysis, uses: readonly Use[], problems: Problems = problemsByFile(analysis)): Finding[] {
  const found = new Set<Finding>();
  for (const { site, value } of uses) {
    for (const place of [site.at, ...value.parts.flatMap(({ source }) => source ?? [])]) {
      for (const finding of problems.get(place.uri) ?? []) {
        const own = casesOf(finding).filter(({ image }) => image === '' || image === imageName(value));
        if (own.some((one) => overlaps(analysis, place, finding) || overlaps(analysis, place, one))) found.add(finding);
      }
    }
  }
  return [...found].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
}

function overlaps(analysis: Analysis, place: Place, { at }: Pick<Finding, 'at'>): boolean {
  const { range } = analysis.locate(place);
  return comparePositions(range.start, at.range.end) < 0 && comparePositions(at.range.start, range.end) < 0;
}

function worstOf(all: readonly (Severity | undefined)[]): Severity | undefined {
  return severities.find((severity) => all.includes(severity));
}
