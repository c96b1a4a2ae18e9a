/**
 * What is an origin: where a value was made, and the hops that it took from there? Knows how origins are told apart and put together;
 * which there are is for origins.ts to find.
 */
import type { Expr } from '../go/facts';
import type { Place, Span } from '../base/text';
import { valueKey, type Hole, type Step, type Value } from './value';
import type { Callee, Frame } from './frame';
import { isHeldAlike, type Held } from './held';

export type Origin = OriginKind & {
  readonly trail: readonly Step[];
  /** Environment variables: it counts only where each of them is unset or empty. */
  readonly unset?: readonly string[];
  /** Beside it the zero value was left out, or what others may set: no condition is known to hold because of it. */
  readonly unsure?: true;
};

type OriginKind =
  /** An expression that makes a value, in the frame that gives its names their meaning. */
  | { readonly kind: 'made'; readonly expr: Expr; readonly frame: Frame; readonly held?: readonly Held[] }
  /** The zero value of a variable or field that nothing sets before. */
  | { readonly kind: 'zero' }
  | { readonly kind: 'hole'; readonly hole: Hole }
  /** A function as a value. */
  | ({ readonly kind: 'func'; /** A method expression: what it is called on is its first argument. */ readonly expression?: true } & Callee)
  /** A constant or variable of a package outside the workspace. */
  | { readonly kind: 'library'; readonly path: string; readonly name: string }
  /** A string that a library function made, such as one piece of `strings.Split`. */
  | { readonly kind: 'value'; readonly value: Value }
  /** The arguments that a variadic parameter gathers. */
  | { readonly kind: 'gathered'; readonly items: readonly Expr[]; readonly spread: boolean; readonly frame: Frame };

/** One that an expression makes. */
export type Made = Extract<Origin, { kind: 'made' }>;

export interface Origins {
  readonly list: readonly Origin[];
  readonly complete: boolean;
}

const maxOrigins = 256;
/** Farther hops are told to nobody (parts.ts joins fewer), and would be copied at every further one. */
const farthest = 32;
export const noOrigins: Origins = { list: [], complete: true };
/** What holds nothing yet: no struct, which has a zero value of its own (zeroValues.ts). */
export const zeroValue: Origins = { list: [{ kind: 'zero', trail: [] }], complete: true };

export function unknown(why: string): Origins {
  return { list: [{ kind: 'hole', hole: { kind: 'unknown', why }, trail: [] }], complete: true };
}

export function placeOf(frame: Frame, span: Span): Place {
  return { uri: frame.func.file.uri, start: span.start, end: span.end };
}

/** Call sites from the outermost frame to this one. */
export function callSites(frame: Frame | undefined): Place[] {
  const path: Place[] = [];
  for (let at: Frame | undefined = frame; at; at = at.call?.frame ?? at.lexical) {
    if (at.call) path.unshift(placeOf(at.call.frame, at.call.expr.span));
  }
  return path;
}

export function withStep(origins: Origins, step: Step): Origins {
  return { list: origins.list.map((origin) => ({ ...origin, trail: [step, ...(origin.trail.length < farthest ? origin.trail : origin.trail.slice(0, farthest - 1))] })), complete: origins.complete };
}

export function unsure({ list, complete }: Origins): Origins {
  return { list: list.map((origin) => (origin.unsure ? origin : { ...origin, unsure: true })), complete };
}

function originKey(origin: Origin): unknown {
  switch (origin.kind) {
    case 'made':
      return origin.expr;
    case 'func':
      return origin.func;
    case 'zero':
      return 'zero';
    case 'hole':
      return JSON.stringify(origin.hole);
    case 'library':
      return `${origin.path}.${origin.name}`;
    case 'gathered':
      return origin.items;
    case 'value':
      return `v${valueKey(origin.value)}`;
  }
}

export function union(all: readonly Origins[]): Origins {
  if (all.length === 1 && all[0]) return all[0];
  const list: Origin[] = [];
  /** What is the same expression in two frames is two origins; so are two closures of one literal. */
  const seen = new Map<unknown, Map<Frame | undefined, Origin[]>>();
  let complete = true;
  for (const origins of all) {
    complete &&= origins.complete;
    for (const origin of origins.list) {
      const key = originKey(origin);
      const frame = 'frame' in origin ? origin.frame : origin.kind === 'func' ? origin.lexical : undefined;
      const frames = seen.get(key);
      const same = frames?.get(frame);
      if (same?.some((one) => isHeldAlike(one, origin) && one.unset?.join() === origin.unset?.join() && one.unsure === origin.unsure)) continue;
      if (list.length >= maxOrigins) return { list, complete: false };
      if (same) same.push(origin);
      else if (frames) frames.set(frame, [origin]);
      else seen.set(key, new Map([[frame, [origin]]]));
      list.push(origin);
    }
  }
  return { list, complete };
}
