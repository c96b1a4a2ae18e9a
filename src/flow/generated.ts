/**
 * Which characters does a generated value consist of? Only of those whose makers say so; a word of any other may hold anything that words
 * hold.
 */
import type { Hole } from './value';

export interface Spelling {
  /** One character of it. */
  readonly character: RegExp;
  /** How many there are at least. */
  readonly atLeast: number;
}

const digit = /^[0-9]$/;

/** Digits of a time of this century: https://pkg.go.dev/time#Time.Unix and its neighbours. */
const ofUnix: ReadonlyMap<string, number> = new Map([['.Unix()', 10], ['.UnixMilli()', 13], ['.UnixMicro()', 16], ['.UnixNano()', 19]]);
/** The same as `fmt.Sprintf("%x", …)` prints them. */
const inHexadecimal: ReadonlyMap<string, number> = new Map([['.Unix()', 8], ['.UnixMilli()', 10], ['.UnixMicro()', 13], ['.UnixNano()', 15]]);

/** Undefined where nothing is known. */
export function spellingOf(hole: Hole): Spelling | undefined {
  if (hole.kind !== 'fresh') return undefined;
  const last = hole.path.at(-1) ?? '';
  const cut = /^\[(\d*):(\d*)\]$/.exec(last);
  if (cut) {
    const whole = spellingOf({ ...hole, path: hole.path.slice(0, -1) });
    const [from, to] = [Number(cut[1]), cut[2] === '' ? whole?.atLeast : Number(cut[2])];
    return whole && to !== undefined && to > from ? { ...whole, atLeast: to - from } : undefined;
  }
  const length = hole.what === 'time' ? ofUnix.get(last) : undefined;
  if (length !== undefined) return { character: digit, atLeast: length };
  const hexadecimal = hole.what === 'time' && last === '%[null,null]x' ? inHexadecimal.get(hole.path.at(-2) ?? '') : undefined;
  if (hexadecimal !== undefined) return { character: /^[0-9a-f]$/, atLeast: hexadecimal };
  // RFC 9562: 32 hexadecimal digits and four hyphens, as github.com/google/uuid prints them.
  return hole.what === 'uuid' && !last.startsWith('.') && !last.startsWith('%') ? { character: /^[0-9a-f-]$/, atLeast: 36 } : undefined;
}
