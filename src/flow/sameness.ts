/**
 * Are two strings with holes the same string? Says `equal` or `different` only where every run of the program agrees, else `unknown`.
 * Knows holes and characters; knows nothing of images, Go or where a string came from.
 */
import { spellingOf } from './generated';
import { isText, type Hole, type Part } from './value';

export type Sameness = 'equal' | 'different' | 'unknown';

type FreshHole = Extract<Hole, { kind: 'fresh' }>;

/** The characters a generated value consists of: none of them separates the pieces of an image reference. */
export function isFreshCharacter(character: string): boolean {
  return /^[A-Za-z0-9_.-]$/.test(character);
}

/** Joins neighbouring text and drops empty text; sources are lost. */
export function mergeText(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  let text = '';
  for (const part of parts) {
    if (isText(part)) {
      text += part.text;
      continue;
    }
    if (text !== '') merged.push({ text });
    text = '';
    merged.push(part);
  }
  if (text !== '') merged.push({ text });
  return merged;
}

/** A generated value without separators. Names of temporary files and folders are generated too, but are paths. */
export function isWord(hole: Hole): boolean {
  return hole.kind === 'fresh' && !/folder|file/.test(hole.what);
}

/**
 * Evaluating it twice may well give the same value: it belongs to the machine, the process or the checkout, or it is a time cut to a
 * calendar's units (`.Format` with a day's layout; the path names the methods that a time went through).
 */
function isRepeatable(hole: FreshHole): boolean {
  return /git|user|host|process|commit|revision|command/i.test(hole.what) || hole.path.some((step) => calendar.test(step) && !withSeconds.test(step));
}

const calendar = /^\.(Format|AppendFormat|Date|Year|YearDay|Month|Weekday|ISOWeek|Day|Hour|Minute|Clock|Truncate|Round)(\(|$)/;
/** A layout with seconds: builds take longer than one. */
const withSeconds = /^\.Format\(.*05.*\)$/;

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((site, index) => site === b[index]);
}

/** One path continues the other outwards: they may be one evaluation seen from nearer and from farther. */
function oneEndsWithOther(a: readonly string[], b: readonly string[]): boolean {
  const shorter = a.length <= b.length ? a : b;
  const longer = shorter === a ? b : a;
  return samePath(shorter, longer.slice(longer.length - shorter.length));
}

/** Of two holes: `equal` when they are one value, `different` when they are two evaluations that never agree. */
export function sameHole(a: Hole, b: Hole): Sameness {
  if (a.kind === 'env' && b.kind === 'env') return a.name === b.name ? 'equal' : 'unknown';
  if (a.kind !== 'fresh' || b.kind !== 'fresh') return 'unknown';
  if (samePath(a.path, b.path)) return a.what === b.what && a.rooted === b.rooted ? 'equal' : 'unknown';
  if (isRepeatable(a) || isRepeatable(b)) return 'unknown';
  if (!(a.rooted && b.rooted) && oneEndsWithOther(a.path, b.path)) return 'unknown';
  return 'different';
}

/** Are the two strings the same? Symmetric. Certain answers only; linear in the lengths. */
export function sameText(left: readonly Part[], right: readonly Part[]): Sameness {
  const a = mergeText(left);
  const b = mergeText(right);
  if (!stripStart(a, b) || !stripEnd(a, b)) return 'different';
  if (a.length === 0 && b.length === 0) return 'equal';
  if (a.length === 0 || b.length === 0) return [...a, ...b].some(isNeverEmpty) ? 'different' : 'unknown';
  if (a.every(isPlain) && b.every(isPlain)) return samePlain(a, b);
  if (cannotMatch(a, b) || cannotMatch(b, a)) return 'different';
  return 'unknown';
}

function isNeverEmpty(part: Part): boolean {
  return isText(part) ? part.text !== '' : part.hole.kind === 'fresh';
}

/** Text or a generated value: a part whose characters can't contain a separator unseen. */
function isPlain(part: Part): boolean {
  return isText(part) || isWord(part.hole);
}

/** Takes off what both begin with. False: they certainly begin differently. */
function stripStart(a: Part[], b: Part[]): boolean {
  for (;;) {
    const x = a[0];
    const y = b[0];
    if (x === undefined || y === undefined) return true;
    if (isText(x) && isText(y)) {
      const length = Math.min(x.text.length, y.text.length);
      if (x.text.slice(0, length) !== y.text.slice(0, length)) return false;
      replaceAt(a, 0, x.text.slice(length));
      replaceAt(b, 0, y.text.slice(length));
    } else if (isText(x) || isText(y)) {
      return mayBegin(x, y);
    } else if (sameHole(x.hole, y.hole) !== 'equal') {
      return true;
    } else {
      a.shift();
      b.shift();
    }
  }
}

/** Takes off what both end with. False: they certainly end differently. */
function stripEnd(a: Part[], b: Part[]): boolean {
  for (;;) {
    const x = a.at(-1);
    const y = b.at(-1);
    if (x === undefined || y === undefined) return true;
    if (isText(x) && isText(y)) {
      const length = Math.min(x.text.length, y.text.length);
      if (x.text.slice(x.text.length - length) !== y.text.slice(y.text.length - length)) return false;
      replaceAt(a, a.length - 1, x.text.slice(0, x.text.length - length));
      replaceAt(b, b.length - 1, y.text.slice(0, y.text.length - length));
    } else if (isText(x) || isText(y)) {
      return mayEnd(x, y);
    } else if (sameHole(x.hole, y.hole) !== 'equal') {
      return true;
    } else {
      a.pop();
      b.pop();
    }
  }
}

/** Of a text and a hole: could strings that begin with the one begin with the other? */
function mayBegin(x: Part, y: Part): boolean {
  return mayMeet(x, y, (text, length) => text.slice(0, length));
}

function mayEnd(x: Part, y: Part): boolean {
  return mayMeet(x, y, (text, length) => text.slice(-length));
}

function mayMeet(x: Part, y: Part, edge: (text: string, length: number) => string): boolean {
  const [written, made] = isText(x) ? [x, y] : [y, x];
  const spelling = isText(written) && !isText(made) ? spellingOf(made.hole) : undefined;
  return !spelling || !isText(written) || Array.from(edge(written.text, spelling.atLeast)).every((character) => spelling.character.test(character));
}

function replaceAt(parts: Part[], index: number, text: string): void {
  if (text === '') parts.splice(index, 1);
  else parts[index] = { text };
}

/** Both sides are text and generated values only, and share neither start nor end: cut them at the characters nobody generates. */
function samePlain(a: readonly Part[], b: readonly Part[]): Sameness {
  const left = cut(a);
  const right = cut(b);
  if (left.separators !== right.separators) return 'different';
  let verdict: Sameness = 'equal';
  for (const [index, piece] of left.pieces.entries()) {
    const same = samePiece(piece, right.pieces[index] ?? []);
    if (same === 'different') return 'different';
    if (same === 'unknown') verdict = 'unknown';
  }
  return verdict;
}

function cut(parts: readonly Part[]): { pieces: Part[][]; separators: string } {
  const pieces: Part[][] = [[]];
  let separators = '';
  for (const part of parts) {
    if (!isText(part)) {
      pieces.at(-1)?.push(part);
      continue;
    }
    let start = 0;
    for (let i = 0; i <= part.text.length; i++) {
      const character = part.text[i];
      if (character !== undefined && isFreshCharacter(character)) continue;
      if (i > start) pieces.at(-1)?.push({ text: part.text.slice(start, i) });
      start = i + 1;
      if (character === undefined) continue;
      separators += character;
      pieces.push([]);
    }
  }
  return { pieces, separators };
}

function samePiece(left: readonly Part[], right: readonly Part[]): Sameness {
  const a = mergeText(left);
  const b = mergeText(right);
  if (!stripStart(a, b) || !stripEnd(a, b)) return 'different';
  if (a.length === 0 && b.length === 0) return 'equal';
  if (a.length === 0 || b.length === 0) return 'different';
  const [x, y] = [a[0], b[0]];
  if (a.length === 1 && b.length === 1 && x !== undefined && y !== undefined && !isText(x) && !isText(y)) return sameHole(x.hole, y.hole);
  if (a.every(isText) && b.some(isVolatile)) return 'different';
  if (b.every(isText) && a.some(isVolatile)) return 'different';
  return 'unknown';
}

/** A value generated anew each time is never what somebody wrote down. */
export function isVolatile(part: Part): boolean {
  return !isText(part) && part.hole.kind === 'fresh' && !isRepeatable(part.hole);
}

/** `text` is known throughout and lacks a piece that `pattern` certainly has, in order: whatever the holes are, they differ. */
function cannotMatch(text: readonly Part[], pattern: readonly Part[]): boolean {
  if (!text.every(isText)) return false;
  const known = text.map((part) => part.text).join('');
  let from = 0;
  for (const part of pattern) {
    if (!isText(part)) {
      if (part.hole.kind === 'fresh') from += 1;
      continue;
    }
    const found = known.indexOf(part.text, from);
    if (found < 0) return true;
    from = found + part.text.length;
  }
  return from > known.length;
}
