/** Which values does each chart of a release see: what the user gives, over what the charts come with? By the rules of Helm's pkg/chartutil. */
import type { Chart, Dependency } from './chart';
import { copied, copiedDict, dict, fieldOf, nil, unknown, type Data, type Dict } from './data';

/** A file of values over those before it. */
export function mergeFile(into: Dict, from: Dict): void {
  for (const [key, value] of from.entries) {
    const there = into.entries.get(key);
    if (there?.kind === 'dict' && value.kind === 'dict') mergeFile(there, value);
    else into.entries.set(key, copied(value));
  }
}

/** A chart with the values that it sees. */
export interface Instance {
  readonly chart: Chart;
  /** Under which the chart around it knows it. */
  readonly name: string;
  readonly values: Dict;
  readonly inside: readonly Instance[];
  /** Nobody knows whether it is deployed. */
  readonly unsure: boolean;
  /** A chart in it isn't there to be read. */
  readonly lacks: boolean;
}

interface Around {
  readonly name: string;
  readonly unsure: boolean;
  /** What the charts around it say of tags. */
  readonly tags: Data;
}

/** `given`: what the user gives; it is changed. */
export function instanceOf(chart: Chart, given: Dict, { name, unsure, tags: outer }: Around = { name: chart.name, unsure: false, tags: nil }): Instance {
  fillIn(given, chart.values);
  const tags = outer.kind === 'nil' ? fieldOf(given, 'tags') : outer;
  // A condition sees what the charts in it come with, too.
  const seen = coalesced(chart, copiedDict(given));
  let lacks = false;
  const inside = chart.dependencies.flatMap((dependency): Instance[] => {
    const enabled = isEnabled(dependency, seen, tags);
    if (enabled === false) return [];
    if (!dependency.chart) {
      lacks = true;
      return [];
    }
    const there = given.entries.get(dependency.name);
    // Where all that it is given isn't known, nothing that it comes with is certain either.
    return [instanceOf(dependency.chart, handedTo(dependency.name, given), { name: dependency.name, unsure: unsure || enabled === undefined || there?.kind === 'unknown', tags })];
  });
  return { chart, name, values: given, inside, unsure, lacks };
}

/** With the values of all charts in it, whether they are deployed or not. */
function coalesced(chart: Chart, given: Dict): Dict {
  fillIn(given, chart.values);
  for (const dependency of chart.dependencies) if (dependency.chart) coalesced(dependency.chart, handedTo(dependency.name, given));
  return given;
}

/** What the chart of that name is given, with the globals of the one around it. */
function handedTo(name: string, given: Dict): Dict {
  const there = given.entries.get(name);
  const own = there?.kind === 'dict' ? there : dict();
  const global = given.entries.get('global');
  if (global?.kind === 'unknown') own.entries.set('global', unknown);
  else own.entries.set('global', under(own.entries.get('global'), global?.kind === 'dict' ? global : dict()));
  given.entries.set(name, own);
  return own;
}

/** The chart's defaults where nothing is given; what is given as `null` takes one away. */
function fillIn(given: Dict, defaults: Dict): void {
  for (const [key, value] of defaults.entries) {
    const there = given.entries.get(key);
    if (!there) given.entries.set(key, copied(value));
    else if (there.kind === 'nil') given.entries.delete(key);
    else if (there.kind === 'dict' && value.kind === 'dict') fillIn(there, value);
  }
}

/** Globals of the chart around it win. */
function under(own: Data | undefined, global: Dict): Data {
  const merged = copiedDict(global);
  if (own?.kind === 'dict') fillIn(merged, own);
  // A map isn't overwritten by anything else.
  if (own?.kind === 'dict') for (const [key, value] of own.entries) if (value.kind === 'dict' && !['dict', 'unknown'].includes(merged.entries.get(key)?.kind ?? '')) merged.entries.set(key, value);
  return own?.kind === 'unknown' ? unknown : merged;
}

function isEnabled({ conditions, tags }: Dependency, values: Dict, set: Data): boolean | undefined {
  for (const path of conditions) {
    const at = path.split('.').reduce<Data>(fieldOf, values);
    if (at.kind === 'bool') return at.value;
    if (at.kind === 'unknown') {
      // A map that isn't there makes a field unknown; a value that isn't known, too.
      if (isThere(values, path)) return undefined;
    }
  }
  const found = tags.map((tag) => (set.kind === 'dict' || set.kind === 'unknown' ? fieldOf(set, tag) : undefined));
  if (found.some((one) => one?.kind === 'bool' && one.value)) return true;
  if (found.some((one) => one?.kind === 'unknown')) return undefined;
  return !found.some((one) => one?.kind === 'bool');
}

function isThere(values: Dict, path: string): boolean {
  let at: Data = values;
  for (const key of path.split('.')) {
    if (at.kind === 'unknown') return true;
    if (at.kind !== 'dict') return false;
    const next = at.entries.get(key);
    if (!next) return false;
    at = next;
  }
  return true;
}
