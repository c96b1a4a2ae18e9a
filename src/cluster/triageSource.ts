/**
 * What does the source say about an image that a pod can't get? Turns matching sites into rows, finds the static finding at the deploy
 * site, and orders its fixes by what the node really has. Knows no pods.
 */
import { compareLocations, type Location, type Place } from '../base/text';
import { casesOf, type Finding, type Fix } from '../base/finding';
import type { Part, Value } from '../flow/value';
import { compareImages, splitImage, textOf } from '../images/reference';
import type { Inventory } from '../images/site';
import type { NodePresence, SourceRow, TriagedFix } from '../report/triageReport';
import { buildSitesOf, couldBe, countUnknownDeploys, deploySitesOf, type SiteMatch, type Wearer } from './sourceSites';

/** What triage needs of the service's analysis. */
export interface SourceView {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
  locate(place: Place): Location;
}

export interface SourceOfImage {
  readonly deploys: readonly SourceRow[];
  readonly builds: readonly SourceRow[];
  readonly finding: Finding | undefined;
  readonly fixes: readonly TriagedFix[];
  /** Deploy sites of which nobody knows the image; counted only where none is known to fit. */
  readonly unknownDeploys: number;
  /** The characters to underline in each deploy site: its tag where that is known, else the expression. Same order as `deploys`. */
  readonly places: readonly Location[];
}

export function sourceOf(image: string, view: SourceView, wearer: Wearer, onNode: NodePresence): SourceOfImage {
  const deploys = deploySitesOf(image, view.inventory, wearer);
  const found = deploys.map((match) => ({ match, finding: findingAt(match, image, view) })).find(({ finding }) => finding !== undefined)?.finding;
  const first = deploys[0];
  const builds = buildSitesOf(image, view.inventory);
  const fixes = (found?.fixes ?? []).filter((fix) => !isIgnore(fix)).map((fix) => ({ fix, confirmed: namesNodeTag(fix, onNode) }));
  // Another tag of a third party's image is no remedy: only what the workspace builds or tags itself is offered.
  const isOwn = builds.some(({ site }) => site.role === 'build' || site.role === 'tag');
  if (first?.match === 'exact' && isOwn && !fixes.some(({ confirmed }) => confirmed)) fixes.push(...nodeFixes(first, onNode, view, fixes.length === 0));
  return {
    deploys: deploys.map((match) => rowOf(match, view)),
    builds: builds.map((match) => rowOf(match, view)),
    finding: found,
    unknownDeploys: deploys.length > 0 ? 0 : countUnknownDeploys(view.inventory),
    fixes: [...fixes.filter(({ confirmed }) => confirmed), ...fixes.filter(({ confirmed }) => !confirmed)],
    places: deploys.map((match) => tagPlace(match, view)?.at ?? view.locate(match.site.at)),
  };
}

function rowOf({ site, values, match }: SiteMatch, view: SourceView): SourceRow {
  const { uri, range } = view.locate(site.at);
  return { role: site.role, uri, range, function: site.function, images: [...new Set(values.map(({ parts }) => printParts(parts)))].sort(), match, flows: site.flows, dead: site.dead };
}

/** The string, what isn't known in braces. */
function printParts(parts: readonly Part[]): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      const { hole } = part;
      if (hole.kind === 'env') return `{env:${hole.name}}`;
      if (hole.kind === 'fresh') return `{fresh:${hole.what}}`;
      return hole.kind === 'param' ? `{param:${hole.func}.${hole.name}}` : `{unknown:${hole.why}}`;
    })
    .join('');
}

/** The finding about this image at this site: on its very characters, at its expression, or explained by it; or at a place that many images go through. */
function findingAt({ site }: SiteMatch, image: string, view: SourceView): Finding | undefined {
  const here = view.locate(site.at);
  const about = view.findings.filter((finding) => casesOf(finding).some((one) => one.image !== '' && couldBe(partsOf(one.image), image)));
  return about.find((finding) => overlap(finding.at, here)) ?? about.find((finding) => finding.related.some(({ at }) => overlap(at, here))) ?? about.find(({ cases }) => cases !== undefined);
}

/** A printed image back into parts: braces are holes. */
function partsOf(image: string): Part[] {
  return image
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => (piece.startsWith('{') ? { hole: { kind: 'unknown', why: piece } } : { text: piece }));
}

function overlap(a: Location, b: Location): boolean {
  if (a.uri !== b.uri) return false;
  return compareLocations({ uri: a.uri, range: { start: a.range.start, end: a.range.start } }, { uri: a.uri, range: { start: b.range.end, end: b.range.end } }) <= 0
    && compareLocations({ uri: a.uri, range: { start: b.range.start, end: b.range.start } }, { uri: a.uri, range: { start: a.range.end, end: a.range.end } }) <= 0;
}

/** A comment that silences the check starts no pod. */
function isIgnore(fix: Fix): boolean {
  return fix.edits.some(({ newText }) => newText.includes('image-tags:ignore'));
}

function namesNodeTag(fix: Fix, onNode: NodePresence): boolean {
  if (onNode.verdict !== 'other-tag' && onNode.verdict !== 'alike') return false;
  const names = [...onNode.tags, ...onNode.alike];
  return fix.edits.some(({ newText }) => newText !== '' && names.some((name) => name === newText || name.endsWith(`:${newText}`) || sameImage(name, newText)));
}

function sameImage(stored: string, wanted: string): boolean {
  return wanted.includes('/') && compareImages({ parts: [{ text: stored }] }, 'docker', { parts: [{ text: wanted }] }, 'kubelet').kind === 'equal';
}

/** Where the source writes the tag, and that tag: only where its characters stand in one place one to one. */
function tagPlace({ values }: SiteMatch, view: SourceView): { readonly at: Location; readonly tag: string } | undefined {
  const value = values[0];
  const tag = value === undefined || values.length > 1 ? undefined : tagOf(value);
  if (value === undefined || tag === undefined) return undefined;
  let offset = 0;
  for (const part of value.parts) {
    if (!('text' in part)) return undefined;
    const end = offset + part.text.length;
    if (tag.start >= offset && tag.end <= end && part.source !== undefined && part.source.end - part.source.start === part.text.length) {
      const start = part.source.start + tag.start - offset;
      return { at: view.locate({ uri: part.source.uri, start, end: start + tag.text.length }), tag: tag.text };
    }
    offset = end;
  }
  return undefined;
}

function tagOf(value: Value): { readonly text: string; readonly start: number; readonly end: number } | undefined {
  const split = splitImage(value);
  const known = textOf(value.parts);
  const text = split?.tag === undefined || split.digest !== undefined ? undefined : textOf(split.tag);
  if (known === undefined || text === undefined) return undefined;
  return { text, start: known.length - text.length, end: known.length };
}

/** Fixes that the source alone doesn't offer: deploy a tag that is on the node. */
function nodeFixes(match: SiteMatch, onNode: NodePresence, view: SourceView, alone: boolean): TriagedFix[] {
  const place = tagPlace(match, view);
  if (place === undefined || onNode.verdict !== 'other-tag') return [];
  const tags = [...new Set(onNode.tags.flatMap((name) => (name.includes('@') ? [] : [name.slice(name.lastIndexOf(':') + 1)])))].filter((tag) => /^\w[\w.-]{0,127}$/.test(tag));
  return tags.slice(0, 3).map((tag) => ({
    confirmed: true,
    fix: {
      title: `Deploy the tag \`${tag}\``,
      preferred: alone && tags.length === 1,
      safe: false,
      edits: [{ uri: place.at.uri, range: place.at.range, expected: place.tag, newText: tag }],
    },
  }));
}
