/**
 * Frames: "this function, called from that call in that frame". A frame gives parameters their arguments and generated values their
 * identity. Knows calls and lexical nesting; evaluates nothing.
 */
import type { Bind, CallExpr, Expr, VarId } from '../go/facts';
import type { Span } from '../base/text';
import type { Func } from './declarations';
import type { Origins } from './origins';
import type { Answer } from './value';

export interface Frame {
  readonly func: Func;
  /** The call that made the frame, and the frame it stands in; undefined for roots and context-free frames. */
  readonly call: { readonly expr: CallExpr; readonly frame: Frame; /** How many leading parameters the call doesn't fill (method expressions): always 0 or 1. */ readonly skip: number } | undefined;
  /** For a closure: the frame of the function it was written in. */
  readonly lexical: Frame | undefined;
  /** Call sites from the outermost frame to here: what tells two generated values apart. */
  readonly path: readonly string[];
  /** The outermost frame is a flow's root. */
  readonly rooted: boolean;
  readonly depth: number;
  /** Loop variables fixed to one element, so that two fields of one element are read together. */
  readonly pins: ReadonlyMap<VarId, Origins> | undefined;
  /** The frame before the last pin, and where that pin's variable can be seen: what outlives a turn is read there. */
  readonly unpinned?: { readonly frame: Frame; readonly scope: Span };
  readonly memo: Map<Expr, Origins>;
  readonly texts: Map<Expr, Answer>;
  readonly children: Map<string, Frame>;
}

export const maxDepth = 40;

export function rootFrame(func: Func, rooted: boolean, lexical?: Frame): Frame {
  return { func, call: undefined, lexical, path: lexical ? lexical.path : [], rooted: lexical ? lexical.rooted : rooted, depth: lexical ? lexical.depth : 0, pins: undefined, memo: new Map(), texts: new Map(), children: new Map() };
}

/** The frame of a closure where it was written: the same for every way it runs, unless a named call binds its parameters. */
export function closureFrame(func: Func, lexical: Frame): Frame {
  const key = `c${func.id}`;
  let frame = lexical.children.get(key);
  if (!frame) lexical.children.set(key, (frame = rootFrame(func, lexical.rooted, lexical)));
  return frame;
}

/**
 * The frame that a call makes. Undefined for recursion beyond one level and past the depth limit: the caller answers "unknown".
 * `lexical` is the frame a called closure was written in; closures called on the spot or in the background add nothing to the path.
 */
export function callFrame(expr: CallExpr, caller: Frame, func: Func, lexical: Frame | undefined): Frame | undefined {
  // A closure without parameters is the same in every call: one frame keeps what it generates one value.
  if (lexical && func.parent && func.fact.params.length === 0) return closureFrame(func, lexical);
  const key = `${expr.span.start}:${expr.span.end}:${func.id}`;
  const known = caller.children.get(key);
  if (known && known.lexical === lexical) return known;
  if (caller.depth >= maxDepth) return undefined;
  let same = 0;
  for (let at: Frame | undefined = caller; at; at = at.call?.frame ?? at.lexical) if (at.func === func) same++;
  if (same > 1) return undefined;
  const immediate = expr.fn.kind === 'func';
  const path = immediate ? caller.path : [...caller.path, `${caller.func.file.uri}:${expr.span.start}`];
  const frame: Frame = { func, call: { expr, frame: caller, skip: 0 }, lexical, path, rooted: caller.rooted, depth: caller.depth + 1, pins: undefined, memo: new Map(), texts: new Map(), children: new Map() };
  caller.children.set(key, frame);
  return frame;
}

/** The same frame with loop variables fixed. Shares nothing that was evaluated without the pins. */
export function pinnedFrame(frame: Frame, pins: ReadonlyMap<VarId, Origins>, scope: Span | undefined): Frame {
  const all = new Map([...(frame.pins ?? []), ...pins]);
  return { ...frame, pins: all, ...(scope ? { unpinned: { frame, scope } } : {}), memo: new Map(), texts: new Map(), children: new Map() };
}

/** `if s.tag == "" { s.tag = generate() }`, `s.once.Do(func() { s.tag = … })`: whoever comes next finds what the first one made. */
export function isOnCondition(bind: Bind, { func }: Frame): boolean {
  return func.parent !== undefined || (bind.scope !== undefined && bind.scope.end < func.fact.span.end);
}

/** The same frame with a path that tells nothing apart: what is generated there may be made once and read many times. */
export function looseFrame(frame: Frame): Frame {
  const known = frame.children.get('loose');
  if (known) return known;
  const loose: Frame = { ...frame, rooted: false, memo: new Map(), texts: new Map(), children: new Map() };
  frame.children.set('loose', loose);
  return loose;
}

/** The frame of `owner` that is running around `frame`, if one is. */
export function runningFrame(owner: Func, frame: Frame): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = at.lexical) if (at.func === owner) return at;
  return undefined;
}
