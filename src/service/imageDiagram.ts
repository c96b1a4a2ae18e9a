/**
 * The way of the images as lanes, one a service: what makes a name, the name, what saves and loads it, and what deploys it; and between two
 * names the reason why one isn't the other. Boxes and lines only; where they are drawn is the host's business.
 */
import type { Location } from '../base/text';
import { casesOf, type Severity } from '../base/finding';
import type { Role } from '../images/site';
import { imageName } from '../rules/names';
import { imageTree, type TreeImage, type TreeSite } from './imageTree';
import { usesOf } from './imageSubject';
import type { Analysis } from './languageService';

/** A name, or every place where one thing happens to it. */
export interface DiagramBox {
  /** Stable from one analysis to the next. */
  readonly id: string;
  /** Undefined: the box is the name itself. */
  readonly role: Role | undefined;
  readonly image: string;
  /** In the order of files and lines; empty for a name. */
  readonly places: readonly Location[];
  readonly worst: Severity | undefined;
  readonly problems: readonly string[];
}

export interface DiagramLine {
  readonly from: string;
  readonly to: string;
  /** The rule that says that the two names should be one; undefined: the image does go this way. */
  readonly broken: string | undefined;
  /** The finding's message; '' for a line that isn't broken. */
  readonly why: string;
}

export interface DiagramLane {
  readonly service: string;
  readonly boxes: readonly DiagramBox[];
  readonly lines: readonly DiagramLine[];
}

const makers: readonly Role[] = ['build', 'pull', 'tag'];
/** What is done with a name, step by step; steps that don't occur are left out. */
const steps: readonly (readonly Role[])[] = [['save'], ['load', 'push'], ['deploy', 'run']];

/** One lane for each service, sorted by name. */
export function diagramOf(analysis: Analysis): DiagramLane[] {
  const sources = tagSources(analysis);
  return imageTree(analysis).map(({ service, images }) => {
    const names = new Set(images.map(({ image }) => image));
    const lines = [...images.flatMap((image) => linesOf(image)), ...sources.filter(({ from, to }) => names.has(from) && names.has(to)).map(({ from, to }) => line(nameId(from), boxId(to, 'tag')))];
    for (const finding of analysis.findings) {
      for (const { built: all, image } of casesOf(finding)) {
        for (const built of all) if (names.has(built) && names.has(image) && built !== image) lines.push({ from: nameId(built), to: nameId(image), broken: finding.rule, why: finding.message });
      }
    }
    return { service, boxes: images.flatMap(boxesOf), lines: lines.filter((one, i) => lines.findIndex((other) => other.from === one.from && other.to === one.to && other.broken === one.broken) === i) };
  });
}

/** The lane with the place that is nearest to a line of a file; undefined where no lane has one there. `line` is 0-based. */
export function laneNear(lanes: readonly DiagramLane[], uri: string, line: number): number | undefined {
  let nearest: { readonly lane: number; readonly distance: number } | undefined;
  lanes.forEach(({ boxes }, lane) => {
    for (const { places } of boxes) {
      for (const { range } of places.filter((place) => place.uri === uri)) {
        const distance = Math.max(range.start.line - line, line - range.end.line, 0);
        if (!nearest || distance < nearest.distance) nearest = { lane, distance };
      }
    }
  });
  return nearest?.lane;
}

const nameId = (image: string): string => image;
const boxId = (image: string, role: Role): string => `${image} ${role}`;
const line = (from: string, to: string): DiagramLine => ({ from, to, broken: undefined, why: '' });

function rolesOf(sites: readonly TreeSite[]): Role[] {
  return [...new Set(sites.map(({ role }) => role))];
}

function boxesOf({ image, sites, worst }: TreeImage): DiagramBox[] {
  const name: DiagramBox = { id: nameId(image), role: undefined, image, places: [], worst, problems: [] };
  return [name, ...rolesOf(sites).map((role): DiagramBox => {
    const own = sites.filter((site) => site.role === role);
    const problems = [...new Set(own.flatMap((site) => site.problems))];
    return { id: boxId(image, role), role, image, places: own.map(({ at }) => at), worst: own.find((site) => site.worst)?.worst, problems };
  })];
}

function linesOf({ image, sites }: TreeImage): DiagramLine[] {
  const there = rolesOf(sites);
  const lines = makers.filter((role) => there.includes(role)).map((role) => line(boxId(image, role), nameId(image)));
  let before = [nameId(image)];
  for (const step of steps) {
    const now = step.filter((role) => there.includes(role)).map((role) => boxId(image, role));
    if (now.length === 0) continue;
    for (const from of before) for (const to of now) lines.push(line(from, to));
    before = now;
  }
  return lines;
}

/** Which names are tagged as which. */
function tagSources({ inventory }: Analysis): { from: string; to: string }[] {
  const uses = usesOf(inventory).filter(({ site }) => site.role === 'tag');
  return uses.filter(({ source }) => source).flatMap((from) =>
    uses.filter((to) => !to.source && to.site === from.site).map((to) => ({ from: imageName(from.value), to: imageName(to.value) })).filter((pair) => pair.from !== pair.to));
}
