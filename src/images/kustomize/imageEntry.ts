/**
 * The `images` of a kustomization: which references does an entry match, and what does it make of them? As kustomize does it
 * (api/filters/imagetag, api/internal/image), and what `kustomize edit set image` makes of the entries. Reads no file.
 */
import type { Place } from '../../base/text';
import { partsBetween } from '../../flow/parts';
import { isText, knownText, type Part, type Step, type Value } from '../../flow/value';

export interface ImageEntry {
  /** What an image has to be called, tag and digest aside. */
  readonly name: string;
  readonly newName?: readonly Part[];
  readonly newTag?: readonly Part[];
  readonly digest?: readonly Part[];
  /** Set by a command: one of these whole references, each with a tag or digest of its own, is put in the place of the image. */
  readonly whole?: readonly Value[];
  /** It makes something else of what it matches, nobody knows what. */
  readonly unknown?: true;
  /** Where the differing part is written. */
  readonly at: Place;
}

export type Matched = 'yes' | 'no' | 'unknown';

/** kustomize takes the name for a regular expression; a dot in it is any character, any other operator isn't followed. */
export function matches(value: Value, name: string): Matched {
  if (/[*+?^${}()|[\]\\]/.test(name)) return 'unknown';
  let text = '';
  for (const part of value.parts) {
    if (isText(part)) text += part.text;
    // Digits, letters and the like.
    else if (part.hole.kind === 'fresh') text += '0';
    else return 'unknown';
  }
  return new RegExp(`^${name}(?::[a-zA-Z0-9_.{}-]*)?(?:@sha256:[a-zA-Z0-9_.{}-]*)?$`).test(text) ? 'yes' : 'no';
}

/** Where a reference's name ends and its tag or digest begins, counting a hole as one character. */
function endOfName({ parts }: Value): number {
  const text = parts.map((part) => (isText(part) ? part.text : '0')).join('');
  const end = text.slice(Math.max(0, text.indexOf('/'))).search(/[:@]/);
  return end < 0 ? text.length : end + Math.max(0, text.indexOf('/'));
}

/** What the entry makes of a reference that it matches; undefined where nobody knows. A new tag takes the digest away, and a digest the tag. */
export function replaced(value: Value, entry: ImageEntry): readonly Value[] | undefined {
  const { newName, newTag, digest, whole } = entry;
  if (entry.unknown || (newTag && digest)) return undefined;
  const was: Step = { kind: 'replacement', name: knownText(value) ?? entry.name, at: firstPlace(value) ?? entry.at };
  if (whole) return whole.map(({ parts, trail }) => ({ parts, trail: [...trail, was] }));
  const end = endOfName(value);
  const colon: Part = { text: ':' };
  const parts = [
    ...(newName ?? partsBetween(value, 0, end)),
    ...(newTag ? [colon, ...newTag] : digest ? [{ text: '@' }, ...digest] : partsBetween(value, end)),
  ];
  return [{ parts, trail: [was, ...value.trail] }];
}

function firstPlace({ parts }: Value): Place | undefined {
  return parts.find(({ source }) => source)?.source;
}

/** `kustomize edit set image NAME=IMAGE`: with the entries of other names, in the order of names. */
export function withEdits(entries: readonly ImageEntry[], edits: readonly ImageEntry[]): readonly ImageEntry[] {
  if (edits.length === 0) return entries;
  // The last command wins, and keeps nothing of the entry that was there.
  const set = new Map(edits.map((entry) => [entry.name, entry]));
  // Whether a new tag alone keeps the new name that is there depends on kustomize's version.
  for (const { name, newName } of entries) {
    const edit = set.get(name);
    if (edit && newName && !edit.newName && !edit.whole) set.set(name, { ...edit, unknown: true });
  }
  const kept = entries.filter(({ name }) => !set.has(name));
  return [...kept, ...set.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** `IMAGE`, as a command's argument has it. Undefined where it can't be told whether it has a tag: then the image keeps its own. */
export function entryOf(name: string, values: readonly Value[], at: Place): ImageEntry {
  const ends = values.map((value) => {
    const text = value.parts.map((part) => (isText(part) ? part.text : '\0')).join('');
    const tag = /^[^@]*(?::[^:/@]+|@.+)$/.test(text);
    // What a hole holds may end in a tag.
    return text === '' || text.includes('*') || (!tag && text.includes('\0')) ? undefined : tag;
  });
  const [first] = values;
  if (first && ends.every((tag) => tag === true)) return { name, whole: values, at };
  if (first && values.length === 1 && ends[0] === false) return { name, newName: first.parts, at };
  return { name, unknown: true, at };
}
