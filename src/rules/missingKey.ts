/** Which images are empty because they are read from a map under a key that nothing stores? */
import type { ImageSite, Inventory, TestFlow } from '../images/site';
import { pushTo } from '../base/pushTo';
import { absentKey, type Absent, type Value } from '../flow/value';
import { liveFirst } from './gathered';
import { trailOf } from './places';
import type { DraftFix, DraftRelated } from './rule';

export interface MissingKey {
  readonly absent: Absent;
  /** The first site that is handed what is read under the key. */
  readonly site: ImageSite;
  readonly flow: TestFlow;
  readonly related: readonly DraftRelated[];
  readonly fixes: readonly DraftFix[];
}

/** What is kept in a field, returned or read from the environment may be asked for its emptiness by whoever takes it from there. */
const direct = new Set(['variable', 'argument', 'format']);

interface Read {
  readonly absent: Absent;
  readonly value: Value;
  readonly site: ImageSite;
  readonly flow: TestFlow;
}

/** Each key of each map once: whoever reads it in several places made one mistake. */
export function missingKeys(inventory: Inventory, roles: ReadonlySet<string>): MissingKey[] {
  const groups = new Map<string, Read[]>();
  for (const read of readsIn(inventory, roles)) {
    const { map, key } = read.absent;
    pushTo(groups, `${map.uri}:${map.start}:${key}`, read);
  }
  return [...groups.values()].flatMap((reads): MissingKey[] => {
    const [first] = reads;
    return first ? [{ ...first, related: relatedOf(first), fixes: nearKey(reads) }] : [];
  });
}

function readsIn(inventory: Inventory, roles: ReadonlySet<string>): Read[] {
  return liveFirst(inventory).flatMap((flow) => flow.events.flatMap((event): Read[] => {
    const site = inventory.sites[event.site];
    const { complete, values } = event.image;
    if (!site || !roles.has(site.role) || !complete) return [];
    const reads = values.flatMap((value): Read[] => {
      const absent = value.trail.every(({ kind }) => direct.has(kind)) ? absentKey(value) : undefined;
      return absent ? [{ absent, value, site, flow }] : [];
    });
    // Where one way gives an image, the other may be one that is never taken.
    return reads.length === values.length ? reads : [];
  }));
}

function relatedOf({ absent, value }: Read): DraftRelated[] {
  const keys = absent.keys.slice(0, 5).map(({ text, at }): DraftRelated => ({ at, message: `stored under the key ${text}`, kind: 'other' }));
  return [{ at: absent.map, message: 'the map is made here', kind: 'other' }, ...keys, ...trailOf(value)];
}

/** The one key that is the same but for its case and what stands between its words. */
function nearKey(reads: readonly Read[]): DraftFix[] {
  const [first] = reads;
  if (!first) return [];
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[-_ ]/g, '');
  const { key, keys } = first.absent;
  const near = keys.filter(({ text }) => plain(text) === plain(key));
  const [only] = near;
  if (!only || near.length > 1 || /["`\\\n\r]/.test(only.text)) return [];
  const places = new Map(reads.map(({ absent: { characters } }) => [characters && `${characters.uri}:${characters.start}`, characters]));
  const edits = [...places.values()].flatMap((at) => (at ? [{ at, expected: key, newText: only.text }] : []));
  return edits.length === places.size ? [{ title: `Use the key '${only.text}'${edits.length > 1 ? ` in ${edits.length} places` : ''}`, preferred: true, safe: false, edits }] : [];
}
