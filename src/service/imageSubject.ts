/**
 * Which image is meant at a place of the source, and which sites have the same one? Certain sameness only: an unknown relates nothing.
 * Knows places as UTF-16 offsets of the analysed texts; says nothing in words.
 */
import { pushTo } from '../base/pushTo';
import { contains, isSameSpan, type Place } from '../base/text';
import { isText, valueKey, type Value } from '../flow/value';
import { compareImages, isEqual, splitImage, textOf, type Reader } from '../images/reference';
import type { Engine, FlowEvent, ImageSite, Inventory } from '../images/site';

/** One image as a site has it. `source`: it is what a `tag` starts from or a replacement looks for. */
export interface Use {
  readonly site: ImageSite;
  readonly value: Value;
  readonly source: boolean;
}

export interface Subject {
  /** The characters that were pointed at: the site's expression, its verb, or a piece of text that reaches sites. */
  readonly place: Place;
  /** Sites whose image stands at, or passes through, the place. */
  readonly uses: readonly Use[];
}

interface Index {
  readonly uses: readonly Use[];
  readonly byFile: ReadonlyMap<string, readonly { readonly place: Place; readonly rank: number; readonly use: Use }[]>;
  /** Uses by the last part of their repository; those without a certain one are the same as nothing. */
  readonly byName: ReadonlyMap<string, readonly Use[]>;
}

const textRank = 1;

const indexes = new WeakMap<Inventory, Index>();

/** Every image that every site has, and every place that leads to one; made once per inventory. */
function indexOf(inventory: Inventory): Index {
  const known = indexes.get(inventory);
  if (known) return known;
  const uses: Use[] = [];
  const byFile = new Map<string, { place: Place; rank: number; use: Use }[]>();
  const byName = new Map<string, Use[]>();
  const add = (place: Place, rank: number, use: Use): void => pushTo(byFile, place.uri, { place, rank, use });
  const written = everyWriting(inventory);
  for (const site of inventory.sites) {
    for (const [source, values] of [[false, written(site, 'image')], [true, written(site, 'from')]] as const) {
      for (const value of values) {
        const use = { site, value, source };
        uses.push(use);
        if (!source) add(site.at, 0, use);
        if (!source && site.details.verb) add(site.details.verb, 0, use);
        for (const part of value.parts) if (part.source) add(part.source, textRank, use);
        for (const step of value.trail) add(step.at, 2, use);
        const name = lastSegment(value);
        if (name !== undefined) pushTo(byName, name, use);
      }
    }
  }
  const index = { uses, byFile, byName };
  indexes.set(inventory, index);
  return index;
}

/** A site's values, each as often as it is written in another place: a site keeps the first writing of a name only, its events have all. */
function everyWriting(inventory: Inventory): (site: ImageSite, which: 'image' | 'from') => Value[] {
  const events = new Map<number, FlowEvent[]>();
  for (const flow of inventory.flows) {
    for (const event of flow.events) pushTo(events, event.site, event);
  }
  return (site, which) => {
    const own = site[which]?.values ?? [];
    const names = new Set(own.map(valueKey));
    const found = new Map<string, Value>();
    for (const value of [...own, ...(events.get(site.id) ?? []).flatMap((event) => event[which]?.values ?? [])]) {
      const name = valueKey(value);
      const key = `${name}|${value.parts.map(({ source }) => (source ? `${source.uri}:${source.start}` : '')).join()}`;
      if (names.has(name) && !found.has(key)) found.set(key, value);
    }
    return [...found.values()];
  };
}

function lastSegment(value: Value): string | undefined {
  const repository = splitImage(value)?.repository;
  const text = repository && textOf(repository);
  return text?.slice(text.lastIndexOf('/') + 1);
}

/** Every image of every site. */
export function usesOf(inventory: Inventory): readonly Use[] {
  return indexOf(inventory).uses;
}

/**
 * What a position points at: a site first, then text that reaches one, then a hop of its way; the shortest place wins. A character of text
 * belongs to every name that it is a piece of, in whatever piece it came there.
 */
export function subjectAt(inventory: Inventory, uri: string, offset: number): Subject | undefined {
  const hits = (indexOf(inventory).byFile.get(uri) ?? []).filter(({ place }) => contains(place, offset));
  const better = (a: (typeof hits)[number], b: (typeof hits)[number]): number => a.rank - b.rank || length(a.place) - length(b.place);
  const best = hits.toSorted(better)[0];
  if (!best) return undefined;
  const same = ({ place, rank }: (typeof hits)[number]): boolean => rank === best.rank && (rank === textRank || isSameSpan(place, best.place));
  const uses = hits.filter(same).map(({ use }) => use);
  return { place: best.place, uses: uses.filter((use, i) => uses.indexOf(use) === i) };
}

function length(place: Place): number {
  return place.end - place.start;
}

/** The subject that a site is by itself. */
export function subjectOf(inventory: Inventory, site: ImageSite): Subject {
  return { place: site.at, uses: indexOf(inventory).uses.filter((use) => use.site === site && !use.source) };
}

/** Every use of an image that certainly is one of the subject's, the subject's own included; in the inventory's order. */
export function sameUses(inventory: Inventory, subject: Subject): Use[] {
  const index = indexOf(inventory);
  const found = new Set<Use>(subject.uses);
  const asked = new Set<string>();
  for (const use of subject.uses) {
    const name = lastSegment(use.value);
    const key = `${valueKey(use.value)}|${readerOf(use)}`;
    if (name === undefined || asked.has(key)) continue;
    asked.add(key);
    for (const other of index.byName.get(name) ?? []) if (!found.has(other) && isSame(use, other)) found.add(other);
  }
  return [...found].sort((a, b) => a.site.id - b.site.id);
}

/** Uses of any tag of the subject's repositories. */
export function sameRepositoryUses(inventory: Inventory, subject: Subject): Use[] {
  const index = indexOf(inventory);
  const found = new Set<Use>(subject.uses);
  for (const use of subject.uses) {
    const name = lastSegment(use.value);
    for (const other of name === undefined ? [] : index.byName.get(name) ?? []) if (isSame(use, other, true)) found.add(other);
  }
  return [...found].sort((a, b) => a.site.id - b.site.id);
}

/** Deployments ask for an image as the kubelet does; everything else is an engine's. */
function readerOf({ site }: Use): Reader {
  return site.role === 'deploy' ? 'kubelet' : site.engine;
}

function isSame(a: Use, b: Use, anyTag = false): boolean {
  const [made, asked] = readerOf(a) === 'kubelet' ? [b, a] : [a, b];
  // Two deployments are both read by the kubelet, and that reads names as docker stores them.
  const engine: Engine = readerOf(made) === 'kubelet' ? 'docker' : made.site.engine;
  const verdict = compareImages(made.value, engine, asked.value, readerOf(asked));
  return isEqual(verdict) || (anyTag && verdict.kind === 'other-tag');
}

/** The text is known to its last character. */
export function isLiteral(use: Use): boolean {
  return use.value.parts.every(isText);
}
