/**
 * What a string expression can be: pieces of known text, each with the source it stands in, and holes that say what is not known.
 * Plain data. Knows nothing of Go syntax or images.
 */
import type { Place } from '../base/text';

/** Something in a string that the analysis does not know. */
export type Hole =
  /** `os.Getenv("NAME")`: the same name is the same value. */
  | { readonly kind: 'env'; readonly name: string }
  /**
   * Generated at run time (time, uuid, random, git, user name). `path` names the evaluation: the call sites from the outermost frame to
   * the generator. `rooted` says that the outermost frame is a flow's root, so that two different rooted paths are two evaluations.
   */
  | { readonly kind: 'fresh'; readonly what: string; readonly path: readonly string[]; readonly rooted: boolean }
  /** A parameter for which no caller is known. */
  | { readonly kind: 'param'; readonly func: string; readonly name: string }
  /** Gave up, and says why: `cycle`, `too many values`, `unsupported: …`. Never equal to anything, never different from anything. */
  | { readonly kind: 'unknown'; readonly why: string; /** It is the empty text of a map's key that nobody stores. */ readonly absent?: Absent };

/** A key that a map never has: all that is ever stored is seen, under other keys. */
export interface Absent {
  readonly key: string;
  /** Where it is read. */
  readonly at: Place;
  /** Its own characters there, where it is written out. */
  readonly characters?: Place;
  /** Where the map is made. */
  readonly map: Place;
  /** The keys that it has, each with a place where it is written. */
  readonly keys: readonly { readonly text: string; readonly at: Place }[];
}

/** Known text. Where `source` spans as many characters as `text` has, they map one to one; otherwise the run is one escape sequence. */
export interface TextPart {
  readonly text: string;
  readonly source?: Place;
  /** Cut out of a longer text, or made of it: another text in its source would come out the same only without these characters; '' never. */
  readonly shaped?: string;
  /** Names of environment variables: it stands here only where each of them is unset or empty. */
  readonly unset?: readonly string[];
  /** All of a scalar that YAML reads without quotes: a number in its place needs some. */
  readonly bare?: true;
}
export interface HolePart {
  readonly hole: Hole;
  readonly source?: Place;
  /** As in TextPart. */
  readonly unset?: readonly string[];
}
export type Part = TextPart | HolePart;

export function isText(part: Part): part is TextPart {
  return 'text' in part;
}

/** One hop that a value took on its way to the place that uses it, nearest to the use first. */
export interface Step {
  readonly kind: 'constant' | 'variable' | 'environment' | 'argument' | 'field' | 'result' | 'format' | 'element' | 'replacement' | 'file';
  /** Such as `argument 2 of deployDataStorage`, `constant imageTag`. */
  readonly name: string;
  readonly at: Place;
  /** A result: what the function returns it by, in each `return` of the same variable. */
  readonly from?: readonly Place[];
}

/** One possible string. */
export interface Value {
  readonly parts: readonly Part[];
  readonly trail: readonly Step[];
  /** The same string, made of other places of the source; `maxTwins` at most, and one more where there are more. They have no twins. */
  readonly twins?: readonly Value[];
}

export const maxTwins = 4;

/** The value by itself, and each of its twins. */
export function withTwins(value: Value): Value[] {
  return value.twins ? [{ parts: value.parts, trail: value.trail }, ...value.twins] : [value];
}

/** Every string an expression can be. `complete: false`: a limit was hit and the list may lack some, so rules stay quiet. */
export interface Answer {
  readonly values: readonly Value[];
  readonly complete: boolean;
}

/** The key that nobody stores, where the value is what is read under it and nothing else. */
export function absentKey({ parts: [only, ...more] }: Pick<Value, 'parts'>): Absent | undefined {
  return only && more.length === 0 && !isText(only) && only.hole.kind === 'unknown' ? only.hole.absent : undefined;
}

/** The whole text, if every part is known. */
export function knownText(value: Value): string | undefined {
  let text = '';
  for (const part of value.parts) {
    if (!isText(part)) return undefined;
    text += part.text;
  }
  return text;
}

/** The text of an answer that is certainly one known text. */
export function onlyText({ values: [only, ...others], complete }: Answer): string | undefined {
  return only && others.length === 0 && complete ? knownText(only) : undefined;
}

/** A part of a text part; keeps the source where characters map one to one. */
export function cut(part: TextPart, start: number, end: number): TextPart {
  const text = part.text.slice(start, end);
  if (text === part.text) return part;
  const { source, shaped, unset } = part;
  const rest = { ...(shaped === undefined ? {} : { shaped }), ...(unset ? { unset } : {}) };
  if (!source) return { text, ...rest };
  if (source.end - source.start !== part.text.length) return { text, source, ...rest };
  return { text, source: { uri: source.uri, start: source.start + start, end: source.start + end }, ...rest };
}

/** What two values share when they are the same string made twice: keys for removing twins. */
export function valueKey(value: Pick<Value, 'parts'>): string {
  let key = '';
  for (const part of value.parts) {
    if (isText(part)) key += part.text;
    else {
      const hole = part.hole;
      key += hole.kind === 'env' ? `\u0000e${hole.name}\u0000` : hole.kind === 'fresh' ? `\u0000f${hole.path.join('>')}${hole.rooted ? '' : '~'}\u0000` : hole.kind === 'param' ? `\u0000p${hole.func}.${hole.name}\u0000` : `\u0000u${hole.why}\u0000`;
    }
  }
  return key;
}
