/** The inventory as other programs see it: strings with holes in braces instead of values. */
import type { Location, Place } from '../base/text';
import type { ImageSite, Inventory } from '../images/site';
import type { SiteRow } from '../report/format';
import { isText, type Answer, type Hole, type Value } from '../flow/value';

/** Numbers generated values: the same evaluation gets the same number everywhere in one inventory. */
export type HoleNames = (hole: Hole) => string;

export function holeNames(): HoleNames {
  const numbers = new Map<string, number>();
  return (hole) => {
    switch (hole.kind) {
      case 'env':
        return `{env:${hole.name}}`;
      case 'param':
        return `{param:${hole.func}.${hole.name}}`;
      case 'unknown':
        return `{unknown:${hole.why}}`;
      case 'fresh': {
        const key = hole.path.join('>');
        let number = numbers.get(key);
        if (number === undefined) numbers.set(key, (number = numbers.size + 1));
        return `{fresh:${number}}`;
      }
    }
  };
}

export function shown(value: Pick<Value, 'parts'>, names: HoleNames): string {
  return value.parts.map((part) => (isText(part) ? part.text : names(part.hole))).join('');
}

function strings(answer: Answer | undefined, names: HoleNames): string[] {
  return [...new Set(answer?.values.map((value) => shown(value, names)) ?? [])].sort();
}

/** How much of a site is known. */
export function resolution(site: ImageSite): 'resolved' | 'partial' | 'unresolved' {
  const { values, complete } = site.image;
  const vague = (value: Value): boolean => value.parts.some((part) => !isText(part) && (part.hole.kind === 'unknown' || part.hole.kind === 'param'));
  if (values.length === 0 || values.every((value) => value.parts.every((part) => !isText(part)) && vague(value))) return 'unresolved';
  return complete && !values.some(vague) ? 'resolved' : 'partial';
}

export function rowsOf(inventory: Inventory, locate: (place: Place) => Location): SiteRow[] {
  const names = holeNames();
  return inventory.sites.map((site) => ({
    role: site.role,
    idiom: site.idiom,
    ...locate(site.at),
    function: site.function,
    images: strings(site.image, names),
    from: strings(site.from, names),
    engine: site.engine,
    complete: site.image.complete,
    flows: site.flows,
    dead: site.dead,
    related: charactersOf(site, locate),
  }));
}

/** Where the known characters of a site's images stand, when that is elsewhere than at the site. */
function charactersOf(site: ImageSite, locate: (place: Place) => Location): SiteRow['related'] {
  const seen = new Set<string>();
  const related: { uri: string; range: Location['range']; message: string }[] = [];
  for (const value of site.image.values) {
    for (const part of value.parts) {
      if (!isText(part) || !part.source || related.length >= 32) continue;
      const key = `${part.source.uri}:${part.source.start}:${part.source.end}`;
      if (seen.has(key)) continue;
      seen.add(key);
      related.push({ ...locate(part.source), message: part.text });
    }
  }
  return related;
}
