/**
 * Arithmetic on values: joining, cutting and replacing strings of which only parts are known. Exact or openly unknown, never a guess.
 */
import { cut, isText, knownText, maxTwins, valueKey, withTwins, type Answer, type Hole, type Part, type Step, type Value } from './value';

export const maxValues = 96;
/** Pieces of all that one text may be: more come from code that doubles a text, or lengthens one of many, again and again. */
const maxParts = 20_000;
const maxTrail = 16;

export const emptyValue: Value = { parts: [], trail: [] };

export function textValue(text: string): Value {
  return { parts: text === '' ? [] : [{ text }], trail: [] };
}

/** Certainly this text. */
export function textAnswer(text: string): Answer {
  return { values: [textValue(text)], complete: true };
}

export function holeAnswer(hole: Hole): Answer {
  return { values: [{ parts: [{ hole }], trail: [] }], complete: true };
}

export function unknownAnswer(why: string): Answer {
  return holeAnswer({ kind: 'unknown', why });
}

export function joinTrails(...trails: (readonly Step[])[]): Step[] {
  const all: Step[] = [];
  for (const trail of trails) {
    for (const step of trail) {
      if (all.length >= maxTrail) return all;
      if (!all.some((one) => one.kind === step.kind && one.at.uri === step.at.uri && one.at.start === step.at.start && one.name === step.name)) all.push(step);
    }
  }
  return all;
}

export function concatValues(values: readonly Value[]): Value {
  const whole = joinedValues(values);
  if (!values.some(({ twins }) => twins)) return whole;
  return twinned(whole, values.flatMap(({ twins = [] }, i) => twins.map((twin) => joinedValues(values.with(i, twin)))));
}

function joinedValues(values: readonly Value[]): Value {
  return { parts: values.flatMap((value) => value.parts), trail: joinTrails(...values.map((value) => value.trail)) };
}

/** The value, and beside it those of the same string that were made of other places. */
function twinned(value: Value, others: readonly Value[]): Value {
  if ((value.twins?.length ?? 0) > maxTwins) return value;
  const known = withTwins(value);
  for (const other of others) if (known.length <= maxTwins + 1 && !known.some((one) => sameSources(one, other))) known.push(other);
  return known.length === 1 + (value.twins?.length ?? 0) ? value : { ...value, twins: known.slice(1) };
}

function sameSources(a: Value, b: Value): boolean {
  if (a.parts === b.parts) return true;
  return a.parts.length === b.parts.length && a.parts.every(({ source }, i) => {
    const other = b.parts[i]?.source;
    return source === other || (source?.start === other?.start && source?.uri === other?.uri);
  });
}

/** Does something to a value and to each of its twins. */
export function eachTwin(value: Value, use: (value: Value) => Value): Value {
  const [first, ...others] = withTwins(value).map(use);
  return others.length === 0 ? (first ?? value) : twinned(first ?? value, others);
}

/** Union of answers; equal strings from different sources are kept only once, the first winning and the others its twins. */
export function uniteAnswers(answers: readonly Answer[], most = maxValues): Answer {
  const values: Value[] = [];
  const seen = new Map<string, number>();
  let complete = true;
  for (const answer of answers) {
    complete &&= answer.complete;
    for (const value of answer.values) {
      const key = valueKey(value);
      const at = seen.get(key);
      const known = at === undefined ? undefined : values[at];
      if (at !== undefined && known) {
        if (known !== value) values[at] = twinned(anyhow(known, value), withTwins(value));
        continue;
      }
      if (values.length >= most) return { values, complete: false };
      seen.set(key, values.length);
      values.push(value);
    }
  }
  return { values, complete };
}

/** One of two equal strings: it is there where either is, so what is so of one alone isn't known of it. */
function anyhow(value: Value, other: Value): Value {
  const unset = ({ parts }: Value): string => parts.flatMap((part) => part.unset ?? []).join();
  return unset(value) === unset(other) ? value : { ...value, parts: value.parts.map((part) => (part.unset ? { ...part, unset: undefined } : part)) };
}

/** What a cut gave: see TextPart. */
export function shapedBy<V extends Value | undefined>(value: V, characters: string): V {
  const never = characters === '';
  return value && { ...value, parts: value.parts.map((part) => (isText(part) && part.source ? { ...part, shaped: never || part.shaped === '' ? '' : (part.shaped ?? '') + characters } : part)) };
}

function unknownValue(why: string): Value {
  return { parts: [{ hole: { kind: 'unknown', why } }], trail: [] };
}

/** Every way to write one value of each answer after the other. */
export function concatAnswers(answers: readonly Answer[]): Answer {
  let rows: Value[][] = [[]];
  let complete = true;
  let length = 0;
  for (const answer of answers) {
    complete &&= answer.complete;
    if (answer.values.length === 0) return { values: [], complete };
    length += Math.max(...answer.values.map((value) => value.parts.length));
    if (length * rows.length > maxParts) return { values: [unknownValue('too long')], complete: false };
    if (rows.length * answer.values.length > maxValues) return { values: rows.slice(0, 1).map((row) => concatValues([...row, unknownValue('too many values')])), complete: false };
    const only = answer.values.length === 1 ? answer.values[0] : undefined;
    // Sums of thousands of terms are copied once, at the end.
    if (only) for (const row of rows) row.push(only);
    else rows = rows.flatMap((row) => answer.values.map((value) => [...row, value]));
  }
  return uniteAnswers([{ values: rows.map(concatValues), complete }]);
}

export function mapAnswer(answer: Answer, use: (value: Value) => Value | undefined, why: string): Answer {
  return uniteAnswers([{ values: answer.values.map((value) => eachTwin(value, (one) => use(one) ?? { parts: [{ hole: { kind: 'unknown', why } }], trail: one.trail })), complete: answer.complete }]);
}

/** Whether a hole may hold the separator: generated values are words of letters, digits, `-`, `_` and `.`; the others may hold anything. */
function mayHold(hole: Hole, separator: string): boolean {
  return hole.kind !== 'fresh' || /^[A-Za-z0-9_.-]*$/.test(separator);
}

/** A function of a value that only the environment keeps from being known is environment again, named after what was done; else unknown. */
export function derived(value: Value, what: string, why: string): Value {
  const environment = value.parts.every((part) => isText(part) || part.hole.kind === 'env') && what !== '' && !what.includes('?');
  const text = value.parts.map((part) => (isText(part) ? part.text : part.hole.kind === 'env' ? `$${part.hole.name}` : '')).join('');
  return { parts: [{ hole: environment ? { kind: 'env', name: `${what} of ${text}` } : { kind: 'unknown', why } }], trail: value.trail };
}

/** Splits at every occurrence of a non-empty separator; undefined when a hole may hold it or take part in it. */
export function splitValue(value: Value, separator: string): Value[] | undefined {
  if (separator === '') return undefined;
  const whole = separator.length > 1 && value.parts.length > 1 ? knownText(value) : undefined;
  if (whole !== undefined) return splitWhole(value, whole.split(separator), separator);
  const pieces: Part[][] = [[]];
  for (const part of value.parts) {
    const last = pieces[pieces.length - 1];
    if (!last) return undefined;
    if (!isText(part)) {
      if (mayHold(part.hole, separator)) return undefined;
      last.push(part);
      continue;
    }
    let from = 0;
    for (;;) {
      const at = part.text.indexOf(separator, from);
      const end = at < 0 ? part.text.length : at;
      if (end > from) pieces[pieces.length - 1]?.push(cut(part, from, end));
      if (at < 0) break;
      pieces.push([]);
      from = at + separator.length;
    }
  }
  // It may lie across two parts.
  if (separator.length > 1 && value.parts.length > 1 && value.parts.some((part) => isText(part) && (separator.includes(part.text.slice(-1)) || separator.includes(part.text.slice(0, 1))))) return undefined;
  return pieces.map((parts) => ({ parts, trail: value.trail }));
}

/** The first pieces: those that end before anything that may hold the separator, which is of one character. */
export function firstPieces(value: Value, separator: string): Value[] {
  const doubtful = value.parts.findIndex((part) => !isText(part) && mayHold(part.hole, separator));
  if (separator.length !== 1 || doubtful < 0) return [];
  return (splitValue({ parts: value.parts.slice(0, doubtful), trail: value.trail }, separator) ?? []).slice(0, -1);
}

/** The components of a path, cut at every slash that is written; what a hole holds counts as part of one. */
function componentsOf({ parts, trail }: Value): Value[] {
  const components: Part[][] = [[]];
  for (const part of parts) {
    if (!isText(part)) components.at(-1)?.push(part);
    else {
      let at = 0;
      for (const text of part.text.split('/')) {
        if (at > 0) components.push([]);
        if (text !== '') components.at(-1)?.push(cut(part, at, at + text.length));
        at += text.length + 1;
      }
    }
  }
  return components.map((component) => ({ parts: component, trail }));
}

/** `path.Clean`: no component is empty, `.`, or taken back by a `..` behind it. What a hole stands for is left as it is. */
export function cleanPath(value: Value): Value {
  const components = componentsOf(value);
  const texts = components.map(knownText);
  const rooted = components.length > 1 && texts[0] === '';
  const kept: number[] = [];
  for (let i = 0; i < components.length; i++) {
    const last = kept.at(-1);
    if (texts[i] === '' || texts[i] === '.') continue;
    if (texts[i] !== '..' || (last === undefined ? !rooted : texts[last] === undefined || texts[last] === '..')) kept.push(i);
    else kept.pop();
  }
  if (kept.length === components.length - (rooted ? 1 : 0)) return value;
  if (kept.length === 0) return { ...textValue(rooted ? '/' : '.'), trail: value.trail };
  const slash: Part = { text: '/' };
  return { parts: [...(rooted ? [slash] : []), ...kept.flatMap((i, n) => [...(n > 0 ? [slash] : []), ...(components[i]?.parts ?? [])])], trail: value.trail };
}

/** `path.Base`: what stands behind the last slash that has something behind it. */
export function lastComponent(value: Value): Value | undefined {
  const components = splitValue(value, '/');
  const last = components?.findLast(({ parts }) => parts.length > 0);
  return last ?? (components && { ...textValue(components.length > 1 ? '/' : '.'), trail: value.trail });
}

/** The pieces of a text that is known throughout, wherever its parts end. */
function splitWhole(value: Value, texts: readonly string[], separator: string): Value[] | undefined {
  let at = 0;
  const pieces: Value[] = [];
  for (const { length } of texts) {
    const piece = sliceOf(value, at, at + length);
    if (!piece) return undefined;
    pieces.push(piece);
    at += length + separator.length;
  }
  return pieces;
}

/** Replaces every occurrence of `old` in the known text. Undefined when a hole may hold it. */
export function replaceAllIn(value: Value, old: string, replacement: Value, limit = -1): Value | undefined {
  if (limit === 0) return value;
  const pieces = splitValue(value, old);
  if (!pieces) return undefined;
  const parts: Part[] = [];
  pieces.forEach((piece, i) => {
    if (i > 0) {
      if (limit < 0 || i <= limit) parts.push(...replacement.parts);
      else parts.push({ text: old });
    }
    parts.push(...piece.parts);
  });
  return { parts, trail: joinTrails(value.trail, replacement.trail) };
}

export function trimPrefixOf(value: Value, prefix: string): Value | undefined {
  const first = value.parts[0];
  if (prefix === '' || !first) return value;
  if (!isText(first)) return first.hole.kind === 'fresh' && !/^[A-Za-z0-9_.-]/.test(prefix) ? value : undefined;
  if (first.text.startsWith(prefix)) return { parts: first.text === prefix ? value.parts.slice(1) : [cut(first, prefix.length, first.text.length), ...value.parts.slice(1)], trail: value.trail };
  if (first.text.length >= prefix.length || !prefix.startsWith(first.text)) return value;
  const whole = knownText(value);
  return whole === undefined ? undefined : whole.startsWith(prefix) ? sliceOf(value, prefix.length, undefined) : value;
}

export function trimSuffixOf(value: Value, suffix: string): Value | undefined {
  const last = value.parts[value.parts.length - 1];
  if (suffix === '' || !last) return value;
  if (!isText(last)) return last.hole.kind === 'fresh' && !/[A-Za-z0-9_.-]$/.test(suffix) ? value : undefined;
  const before = value.parts.slice(0, -1);
  if (last.text.endsWith(suffix)) return { parts: last.text === suffix ? before : [...before, cut(last, 0, last.text.length - suffix.length)], trail: value.trail };
  if (last.text.length >= suffix.length || !suffix.endsWith(last.text)) return value;
  const whole = knownText(value);
  return whole === undefined ? undefined : whole.endsWith(suffix) ? sliceOf(value, 0, whole.length - suffix.length) : value;
}

/** The characters of a set off one end or both; exact for known text only. */
export function trimSetOf(value: Value, set: string, start: boolean, end: boolean): Value | undefined {
  const whole = knownText(value);
  if (whole === undefined) return undefined;
  let from = 0;
  let to = whole.length;
  while (start && from < to && set.includes(whole[from] ?? '')) from++;
  while (end && to > from && set.includes(whole[to - 1] ?? '')) to--;
  return sliceOf(value, from, to);
}

/** The words of a text as `strings.Fields` finds them; undefined where a hole may hold white space or touch it. */
export function wordsOf(value: Value): Value[] | undefined {
  const words: Part[][] = [];
  let open = false;
  for (const part of value.parts) {
    if (!isText(part)) {
      if (mayHold(part.hole, ' ')) return undefined;
      if (!open) words.push([]);
      words[words.length - 1]?.push(part);
      open = true;
      continue;
    }
    for (const run of part.text.matchAll(/\s+|\S+/g)) {
      const blank = /^\s/.test(run[0]);
      if (!blank && !open) words.push([]);
      if (!blank) words[words.length - 1]?.push(cut(part, run.index, run.index + run[0].length));
      open = !blank;
    }
  }
  return words.map((parts) => ({ parts, trail: value.trail }));
}

/** White space off both ends of the known text; a hole at an end is taken as trimmed already. */
export function trimSpaceOf(value: Value): Value {
  const isBlank = (part: Part): boolean => isText(part) && part.text.trim() === '';
  const parts = value.parts.slice(value.parts.findIndex((part) => !isBlank(part)), value.parts.findLastIndex((part) => !isBlank(part)) + 1);
  const first = parts[0];
  if (first && isText(first)) parts[0] = cut(first, first.text.length - first.text.trimStart().length, first.text.length);
  const last = parts[parts.length - 1];
  if (last && isText(last)) parts[parts.length - 1] = cut(last, 0, last.text.trimEnd().length);
  return { parts, trail: value.trail };
}

/** Applies a character-wise, length-keeping function such as lower-casing; other holes than generated ones become unknown. */
export function mapText(value: Value, change: (text: string) => string): Value | undefined {
  const parts: Part[] = [];
  for (const part of value.parts) {
    if (!isText(part)) {
      if (part.hole.kind !== 'fresh') return undefined;
      parts.push(part);
      continue;
    }
    const text = change(part.text);
    parts.push(text === part.text ? part : { text });
  }
  return { parts, trail: value.trail };
}

/** `s[low:high]` with known bounds: of known text exactly, of one generated value as a generated value of its own. */
export function sliceOf(value: Value, low: number | undefined, high: number | undefined): Value | undefined {
  const whole = knownText(value);
  if (whole !== undefined) {
    const end = high ?? whole.length;
    const start = low ?? 0;
    if (start > end || end > whole.length) return undefined;
    const parts: Part[] = [];
    let at = 0;
    for (const part of value.parts) {
      if (!isText(part)) return undefined;
      const from = Math.max(start - at, 0);
      const to = Math.min(end - at, part.text.length);
      if (from < to) parts.push(cut(part, from, to));
      at += part.text.length;
    }
    return { parts, trail: value.trail };
  }
  const only = value.parts[0];
  if (value.parts.length === 1 && only && !isText(only) && only.hole.kind === 'fresh') {
    return { parts: [{ ...only, hole: { ...only.hole, path: [...only.hole.path, `[${low ?? ''}:${high ?? ''}]`] } }], trail: value.trail };
  }
  return undefined;
}

/** The parts from one character to another, each hole counting as one. */
export function partsBetween({ parts }: Value, start: number, end = Infinity): Part[] {
  let at = 0;
  return parts.flatMap((part) => {
    const length = isText(part) ? part.text.length : 1;
    const from = Math.max(start - at, 0);
    const to = Math.min(end - at, length);
    at += length;
    return from >= to ? [] : [isText(part) ? cut(part, from, to) : part];
  });
}
