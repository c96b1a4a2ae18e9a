/**
 * Frames: "this function, called from that call in that frame". A frame gives parameters their arguments and generated values their
 * identity. Knows calls and lexical nesting; evaluates nothing.
 */
import type { CallExpr, Expr, VarId } from '../go/facts';
import { encloses, type Span } from '../base/text';
import type { Func } from './declarations';
import { localsIn, withClosures } from './locals';
import type { Origins } from './origin';
import type { Answer } from './value';

/** What a method was made a value of, `x` in `x.Do`, and where: its receiver, whoever calls it. */
export interface Bound {
  readonly of: Expr;
  readonly frame: Frame;
}

/** A function as somebody calls it. */
export interface Callee {
  readonly func: Func;
  /** For a closure: the frame of the function it was written in. */
  readonly lexical: Frame | undefined;
  /** For a method that is called as a value. */
  readonly bound?: Bound;
  /** For a method expression: the call as one of the method itself, `x.Do(a)` for `(*T).Do(x, a)`. */
  readonly call?: CallExpr;
}

export interface Frame {
  readonly func: Func;
  /** The call that made the frame, and the frame it stands in; undefined for roots and context-free frames. */
  readonly call: { readonly expr: CallExpr; readonly frame: Frame; readonly bound?: Bound } | undefined;
  /** For a closure: the frame of the function it was written in. */
  readonly lexical: Frame | undefined;
  /** Call sites from the outermost frame to here: what tells two generated values apart. */
  readonly path: readonly string[];
  /** The outermost frame is a flow's root. */
  readonly rooted: boolean;
  readonly depth: number;
  /** Loop variables fixed to one element, so that two fields of one element are read together. */
  readonly pins: ReadonlyMap<VarId, Origins> | undefined;
  /** The frame is one turn of a loop of that one. */
  readonly turn?: Turn;
  /** The frame before the last pin, and where that pin's variable can be seen: what outlives a turn is read there. */
  readonly unpinned?: { readonly frame: Frame; readonly scope: Span };
  readonly memo: Map<Expr, Origins>;
  readonly texts: Map<Expr, Answer>;
  readonly children: Map<string, Frame>;
}

export interface Turn {
  readonly of: Frame;
  /** The element may be gone where the loop runs, or never have come: nobody knows. */
  readonly doubtful: boolean;
  /** That one is a turn itself. */
  readonly around: Turn | undefined;
}

export const maxDepth = 40;

/** How many calls of a function run in each other before one stands for all the others. */
const mostTurns = 2;

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

/** What a parameter may be after any number of calls. */
const anyTurn: Origins = { list: [{ kind: 'hole', hole: { kind: 'unknown', why: 'recursion' }, trail: [] }], complete: true };

/**
 * The frame that a call makes. A second recursion stands for all that come: what it hands on changed is unknown there. Undefined beyond it
 * and past the depth limit: the caller answers "unknown".
 * Closures called on the spot or in the background add nothing to the path.
 */
export function callFrame(written: CallExpr, caller: Frame, { func, lexical, bound, call: expr = written }: Callee): Frame | undefined {
  // A closure without parameters is the same in every call: one frame keeps what it generates one value.
  if (lexical && func.parent && func.fact.params.length === 0) return closureFrame(func, lexical);
  const { key, known } = childOf(caller, `${expr.span.start}:${expr.span.end}:${func.id}`, lexical, bound);
  if (known) return known;
  if (caller.depth >= maxDepth) return undefined;
  let same = 0;
  for (let at: Frame | undefined = caller; at; at = at.call?.frame ?? at.lexical) if (at.func === func) same++;
  if (same > mostTurns) return undefined;
  const immediate = expr.fn.kind === 'func';
  const path = immediate ? caller.path : [...caller.path, `${caller.func.file.uri}:${expr.span.start}`];
  const frame: Frame = { func, call: { expr, frame: caller, ...(bound ? { bound } : {}) }, lexical, path, rooted: caller.rooted, depth: caller.depth + 1, pins: same === mostTurns ? changing(expr, caller, func) : undefined, memo: new Map(), texts: new Map(), children: new Map() };
  caller.children.set(key, frame);
  return frame;
}

/** The frame that a call has made, and otherwise the key for it: one call may run a closure as often as it was written, and a method of many, each in a frame of its own. */
function childOf({ children }: Frame, call: string, lexical: Frame | undefined, bound: Bound | undefined): { readonly key: string; readonly known?: Frame } {
  for (let i = 0; ; i++) {
    const key = i === 0 ? call : `${call}:${i}`;
    const known = children.get(key);
    if (!known || (known.lexical === lexical && known.call?.bound?.of === bound?.of && known.call?.bound?.frame === bound?.frame)) return { key, known };
  }
}

/** Parameters, and the receiver, that a function which calls itself, by whatever way, gets changed from turn to turn. */
function changing({ fn, args, spread }: CallExpr, caller: Frame, func: Func): ReadonlyMap<VarId, Origins> {
  const { params, receiver } = func.fact;
  const given = new Map<VarId, Expr | undefined>();
  params.forEach(({ var: id, variadic }, i) => id !== undefined && given.set(id, args.length !== params.length || variadic !== (spread && i === args.length - 1) ? undefined : args[i]));
  if (receiver?.var !== undefined) given.set(receiver.var, fn.kind === 'select' ? fn.of : undefined);
  const kept = new Set<VarId>();
  for (const [id, expr] of given) if (expr?.kind === 'local' && variableBehind(expr.id, caller, func) === id) kept.add(id);
  const isSteady = (id: VarId): boolean => {
    const behind = variableBehind(id, caller, func);
    return behind === 'outside' || (behind !== undefined && kept.has(behind));
  };
  return new Map([...given].flatMap(([id, expr]) => (expr && expr.kind !== 'func' && localsIn(expr).every(isSteady) ? [] : [[id, anyTurn]])));
}

/** The parameter of `func` that a local is in the turn before, `outside` where it is a variable around `func`; undefined for any other. */
function variableBehind(local: VarId, caller: Frame, func: Func): VarId | 'outside' | undefined {
  let id = local;
  for (let at: Frame | undefined = caller; at; ) {
    const { fact, outermost } = at.func;
    const index = fact.params.findIndex((param) => param.var === id);
    const isOwn = index >= 0 || fact.receiver?.var === id;
    if (isOwn && withClosures(fact).some(({ binds }) => binds.some(({ target }) => target.kind === 'var' && target.id === id))) return undefined;
    if (isOwn && at.func === func) return id;
    if (isOwn) {
      const given: Expr | undefined = index < 0 || fact.params[index]?.variadic || !at.call ? undefined : at.call.expr.args[index];
      if (given?.kind !== 'local' || !at.call) return undefined;
      id = given.id;
      at = at.call.frame;
    } else {
      const declared = outermost.fact.vars[id]?.span;
      if (declared && encloses(fact.span, declared)) return undefined;
      if (at.func === func) return 'outside';
      at = at.lexical;
    }
  }
  return undefined;
}

/** The same frame with loop variables fixed. Shares nothing that was evaluated without the pins. */
export function pinnedFrame(frame: Frame, pins: ReadonlyMap<VarId, Origins>, scope: Span | undefined, doubtful = false): Frame {
  const all = new Map([...(frame.pins ?? []), ...pins]);
  return { ...frame, pins: all, turn: { of: frame, doubtful, around: frame.turn }, ...(scope ? { unpinned: { frame, scope } } : {}), memo: new Map(), texts: new Map(), children: new Map() };
}

/** The same frame without the way that led there: what is generated in it may be made once and read from many places. */
export function looseFrame(frame: Frame): Frame {
  const known = frame.children.get('loose');
  if (known) return known;
  const loose: Frame = { ...frame, path: [], rooted: false, memo: new Map(), texts: new Map(), children: new Map() };
  frame.children.set('loose', loose);
  return loose;
}

/** The frame of the function that everything around `frame` was called, or written, in. */
export function outermostFrame(frame: Frame): Frame {
  let outermost = frame;
  for (let at: Frame | undefined = frame; at; at = at.call?.frame ?? at.lexical) outermost = at;
  return outermost;
}

/** The frames around a frame, nearest first, each with where in it the way to that frame goes on: a call, or a closure as it is written. */
export function* framesAround(frame: Frame): Iterable<{ readonly frame: Frame; readonly at: Span }> {
  for (let inner = frame; ; ) {
    const outer = inner.call?.frame ?? inner.lexical;
    if (!outer) return;
    yield { frame: outer, at: inner.call ? inner.call.expr.span : inner.func.fact.span };
    inner = outer;
  }
}

/** What a method is called on, and where that is read. */
export function receiverOf({ call, frame, bound }: { readonly call: CallExpr; readonly frame: Frame; readonly bound?: Bound }): Bound | undefined {
  return bound ?? (call.fn.kind === 'select' ? { of: call.fn.of, frame } : undefined);
}

/** The turns that a frame runs in, innermost first. */
export function turnsAround(frame: Frame): Turn[] {
  const turns: Turn[] = [];
  for (let at: Frame | undefined = frame; at; at = at.call?.frame ?? at.lexical) for (let { turn } = at; turn; turn = turn.around) turns.push(turn);
  return turns;
}

/** The frame of `owner` that is running around `frame`, if one is. */
export function runningFrame(owner: Func, frame: Frame): Frame | undefined {
  for (let at: Frame | undefined = frame; at; at = at.lexical) if (at.func === owner) return at;
  return undefined;
}
