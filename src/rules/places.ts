/** Where in the source do the wrong characters of an image stand, and what would an edit of them change? Knows values and their sources. */
import { placeKey, type Place } from '../base/text';
import { splitImage } from '../images/reference';
import type { ImageSite, Inventory } from '../images/site';
import { cut, isText, valueKey, withTwins, type Answer, type Part, type Step, type TextPart, type Value } from '../flow/value';
import type { Draft, DraftEdit, DraftRelated } from './rule';

/** A length in which a hole counts as one character, as splitting does. */
function rowLength(parts: readonly Part[]): number {
  return parts.reduce((sum, part) => sum + (isText(part) ? part.text.length : 1), 0);
}

function rowSlice(parts: readonly Part[], start: number, end: number): Part[] {
  const found: Part[] = [];
  let at = 0;
  for (const part of parts) {
    const length = isText(part) ? part.text.length : 1;
    const from = Math.max(start, at);
    const to = Math.min(end, at + length);
    if (from < to) found.push(isText(part) ? cut(part, from - at, to - at) : part);
    at += length;
  }
  return found;
}

/** The value's own parts of repository and tag, sources kept. */
export function splitParts(value: Value): { readonly repository: readonly Part[]; readonly tag: readonly Part[] | undefined } | undefined {
  const split = splitImage(value);
  if (!split) return undefined;
  const repository = rowLength(split.repository);
  const tag = split.tag && rowSlice(value.parts, repository + 1, repository + 1 + rowLength(split.tag));
  return { repository: rowSlice(value.parts, 0, repository), tag };
}

/** One run of source that holds exactly these characters, escapes included; undefined when they stand in several places or in none. */
export function runOf(parts: readonly Part[]): Place | undefined {
  let run: Place | undefined;
  for (const part of parts) {
    if (!isText(part) || !part.source) return undefined;
    if (!run) run = part.source;
    else if (run.uri === part.source.uri && run.end === part.source.start) run = { uri: run.uri, start: run.start, end: part.source.end };
    else return undefined;
  }
  return run;
}

/** The first source that the parts have. */
function firstSource(parts: readonly Part[]): Place | undefined {
  return parts.find((part) => part.source && (part.source.end > part.source.start))?.source;
}

/** What to underline: the tag's characters; without a tag, the repository; else the site. */
export function wrongPlace(value: Value, site: ImageSite): Place {
  const split = splitParts(value);
  if (!split) return site.at;
  const parts = split.tag ?? split.repository;
  return runOf(parts) ?? firstSource(parts) ?? site.at;
}

/**
 * What to underline where `right` are names that it should have been: characters that they are made of, too, are not what is wrong. If
 * there are no others, it is the hop where the way of the wrong name parts from theirs, else the site.
 */
export function wrongPlaceBeside(value: Value, site: ImageSite, right: readonly Value[]): Place {
  const own = ownParts(value, right);
  return own ? (runOf(own) ?? firstSource(own) ?? ownHops(value, right).at(-1)?.at ?? site.at) : wrongPlace(value, site);
}

/** The parts of the tag (of the repository where there is none) that others don't take from there as well; undefined where they take none of them. */
function ownParts(value: Value, others: readonly Value[]): readonly Part[] | undefined {
  const split = splitParts(value);
  return split && ownOf(split.tag ?? split.repository, others);
}

function ownOf(parts: readonly Part[], others: readonly Value[]): readonly Part[] | undefined {
  const isTheirs = (part: Part): boolean => others.some((one) => (isText(part) ? part.source !== undefined && goesThrough({ values: [one], complete: true }, part.source) : hasHole(one, part)));
  return parts.some(isTheirs) ? parts.filter((part) => !isTheirs(part)) : undefined;
}

/** The very same: what was generated once, or a variable of the environment. */
export function hasHole({ parts }: Value, hole: Part): boolean {
  const key = valueKey({ parts: [hole] });
  return parts.some((part) => !isText(part) && valueKey({ parts: [part] }) === key);
}

/** Where characters stand that all of `longer` have, and only they: all that `value` is made of they have, too. */
export function addedPlace(value: Value, longer: readonly Value[]): Place | undefined {
  const own = ownParts(value, longer);
  if (!own || firstSource(own)) return undefined;
  const added = longer.map((one) => runOf(ownParts(one, [value])?.filter(isText) ?? []));
  const [first] = added;
  return first && added.every((one) => one && placeKey(one) === placeKey(first)) ? first : undefined;
}

/** The way of a value from its site to where it parts from that of `others`. */
export function ownHops({ trail }: Value, others: readonly Value[]): readonly Step[] {
  const isTheirs = hopsOf(others);
  const parting = trail.findIndex(isTheirs);
  return trail.slice(0, parting < 0 ? undefined : parting);
}

/** The innermost call that gives a piece of the value and that `others` don't come by: other pieces may be theirs, too. */
export function ownCall({ trail }: Value, others: readonly Value[]): Place | undefined {
  const isTheirs = hopsOf(others);
  return trail.findLast((step) => step.kind === 'result' && !isTheirs(step))?.at;
}

function hopsOf(values: readonly Value[]): (step: Step) => boolean {
  const places = new Set(values.flatMap((one) => withTwins(one).flatMap((twin) => twin.trail.map(({ at }) => placeKey(at)))));
  return ({ at }) => places.has(placeKey(at));
}

export function wholePlace(value: Value, site: ImageSite): Place {
  if (site.idiom === 'helm') return runOf(value.parts) ?? ownName(value) ?? site.at;
  return runOf(value.parts) ?? firstSource(value.parts) ?? site.at;
}

/** What a chart puts together begins alike for all of its images: the end of the path is an image's own, if that stands anywhere. */
function ownName(value: Value): Place | undefined {
  const pieces = splitParts(value)?.repository ?? [];
  const last = pieces.findLast((part) => !isText(part) || part.text !== '');
  return runOf(pieces) ?? (last?.source && last.source.end > last.source.start ? last.source : undefined);
}

/** The same of the whole name; where `right` have all of its characters, too, it is the hop where its way parts from theirs. */
export function wholePlaceBeside(value: Value, site: ImageSite, right: readonly Value[]): Place {
  const own = ownOf(value.parts, right);
  return (own && !firstSource(own) ? ownHops(value, right).at(-1)?.at : undefined) ?? wholePlace(value, site);
}

/** The values of the answer that take characters from this run of source. */
export function valuesThrough({ values }: Answer, place: Place): Value[] {
  const touches = ({ source }: Part): boolean => source !== undefined && source.uri === place.uri && source.start < place.end && place.start < source.end;
  return values.filter((value) => withTwins(value).some(({ parts }) => parts.some(touches)));
}

export function goesThrough(answer: Answer, place: Place): boolean {
  return valuesThrough(answer, place).length > 0;
}

/** The sites that take characters from this run of source. */
export function sitesThrough(inventory: Inventory, place: Place): ImageSite[] {
  return inventory.sites.filter((site) => goesThrough(site.image, place) || (site.from !== undefined && goesThrough(site.from, place)));
}

/** The edit that turns the run into `text`. `expected` is what stands there: the characters themselves, or an escape we can't rewrite. */
export function edit(parts: readonly Part[], text: string): DraftEdit | undefined {
  const at = runOf(parts);
  if (!at) return undefined;
  const known = parts.filter(isText);
  const plain = known.every((part) => sourceLength(part) === part.text.length && keepsShape(part, text));
  if (!plain || /[`"\\\n\r]/.test(text)) return undefined;
  const quote = known.some(({ bare }) => bare) && isNoTextInYaml(text) ? '"' : '';
  return { at, expected: known.map((part) => part.text).join(''), newText: `${quote}${text}${quote}` };
}

/** A plain scalar that YAML reads as something else than a text. Source: YAML 1.2, the core schema; its words for nothing, true and false. */
export function isNoTextInYaml(text: string): boolean {
  return /^(?:[-+.]?[0-9][0-9_.]*(?:e[-+]?[0-9]+)?|0[xo][0-9a-f]+|true|false|null|yes|no|on|off)$/i.test(text);
}

/** What the text went through leaves a new one as it is. */
function keepsShape({ shaped }: TextPart, text: string): boolean {
  return shaped === undefined || (shaped !== '' && !Array.from(shaped).some((character) => text.includes(character)));
}

function sourceLength(part: TextPart): number {
  return part.source ? part.source.end - part.source.start : 0;
}

const words: Readonly<Record<Step['kind'], string>> = {
  constant: 'constant', variable: 'variable', environment: 'environment variable', argument: '', field: 'field', result: 'result of', format: 'formatted by', element: 'element', replacement: 'replaced', file: 'read from',
};

/** The hops of a value as related places, nearest first. */
export function trailOf(value: Value): DraftRelated[] {
  return value.trail.slice(0, 8).map((step) => ({ at: step.at, message: `${words[step.kind]} ${step.name}`.trim(), kind: 'trail' }));
}

/** The variables that the name comes by. */
export function missingFrom({ trail }: Value): NonNullable<Draft['missing']> {
  return { variables: trail.flatMap((step) => (step.kind === 'variable' ? [step.name] : [])) };
}
