/**
 * One evaluation of a program, as seen from one flow: which functions run from where, with limits that end in "incomplete", never in a
 * guess. Puts the parts together: origins, fields, lists and texts.
 */
import type { BinaryExpr, Bind, CallExpr, Expr, FileFacts, VarId } from '../go/facts';
import { dispatched } from './dispatched';
import { encloses, type Span } from '../base/text';
import { callFrame, closureFrame, pinnedFrame, rootFrame, runningFrame, type Callee, type Frame } from './frame';
import { exprOf, localsIn, localsInBody } from './locals';
import { libraryElements, libraryResult } from './library';
import { elementOrigins, keyOrigins } from './elements';
import type { Made, Origins } from './origin';
import { ranOnce } from './once';
import { asMethodCall, methodExpression } from './methodValues';
import { originsOf } from './origins';
import { reaching } from './reaching';
import { slotsOf } from './slots';
import type { Func, Global, Program } from './declarations';
import { textsOf } from './texts';
import { onlyText, type Answer } from './value';

/** What a call runs. */
export type Callees =
  | { readonly kind: 'funcs'; readonly list: readonly Callee[]; readonly complete: boolean }
  /** A function outside the workspace; a method of an unknown receiver has path `` and a name that starts with a dot. */
  | { readonly kind: 'library'; readonly path: string; readonly name: string; /** A variable holds it, or another function. */ readonly mixed?: true }
  | { readonly kind: 'conversion' }
  | { readonly kind: 'unknown'; readonly why: string };

export interface Evaluation {
  readonly program: Program;
  readonly globals: Map<Global, Origins>;
  /** Takes a step; true when the budget is used up. */
  spend(): boolean;
  /** What an answer costs beside its own step: many alternatives, or parts of them, are copied and compared at every further hop. */
  spendFor(copied: number): void;
  readonly exhausted: boolean;
  enter(): boolean;
  leave(): void;
  texts(expr: Expr, frame: Frame): Answer;
  callees(call: CallExpr, frame: Frame): Callees;
  /** Frames in which a function runs in this flow; where it doesn't, one frame without arguments. */
  framesOf(func: Func): readonly Frame[];
  /** Known calls of a function whose frame has none; undefined when nobody calls it. */
  callsOf(func: Func, frame: Frame): readonly { readonly call: CallExpr; readonly frame: Frame }[] | undefined;
  initializer(file: FileFacts): Func | undefined;
  keyText(expr: Expr, frame: Frame): string | undefined;
  keys(of: Expr, frame: Frame): Origins;
  /** The frame once for every element that a loop variable in the expressions stands for; the frame itself when there is none. */
  alternatives(frame: Frame, exprs: readonly Expr[]): readonly Frame[];
  /** The frames in which a closure runs, given the frame that it was written in. */
  closureFrames(closure: Func, lexical: Frame): readonly Frame[];
  /** The frames of `owner` as seen from `frame`: the one that runs, or those of a closure of it. */
  ownerFrames(owner: Func, frame: Frame): readonly Frame[];
  /** `x += y` as `x + y`, x as it was before; undefined where a loop may add more than once. */
  addition(bind: Bind): Expr | undefined;
  libraryResult(call: CallExpr, frame: Frame, index: number): Origins;
  libraryElements(expr: Expr, frame: Frame, wanted: string | undefined): Origins;
  /** Remembers that a function runs in this frame of the flow. */
  reached(frame: Frame): void;
}

export interface Limits {
  /** Expressions chased per flow. */
  readonly steps: number;
  /** Callers and frames looked at for one parameter or variable. */
  readonly callers: number;
  readonly nesting: number;
}
export const defaultLimits: Limits = { steps: 30_000, callers: 24, nesting: 600 };

const nothing: Expr = { kind: 'other', why: 'nothing', span: { start: 0, end: 0 } };
const conversions = new Set(['string', 'byte', 'rune', 'any', 'error']);

/** Assignments looked at on the way from a local to a loop variable. */
const maxHops = 24;

/** What an assignment's target held before it. */
function targetBefore({ target }: Bind, span: Span): Expr | undefined {
  if (target.kind === 'var') return { kind: 'local', id: target.id, name: '', span };
  return target.kind === 'field' ? { kind: 'select', of: { ...target.of, span }, name: target.name, nameSpan: span, span } : undefined;
}

/** `isRoot` tells the functions that start flows: values generated in two places below one root are two values. */
export function createEvaluation(program: Program, isRoot: (func: Func) => boolean, limits: Limits = defaultLimits): Evaluation {
  let steps = 0;
  let nesting = 0;
  const contextFree = new Map<Func, Frame>();
  const flowFrames = new Map<Func, Frame[]>();
  const additions = new Map<Bind, Expr>();
  const making = new Set<Func>();

  const freeFrame = (func: Func): Frame => {
    const known = contextFree.get(func);
    if (known) return known;
    let frame: Frame | undefined;
    if (func.parent) frame = closureFrame(func, freeFrame(func.parent));
    else if (!isRoot(func) && !making.has(func)) {
      // With a single caller there is a single context: then the frame is as good as the flow's own.
      const callers = program.callers(func);
      const only = callers[0];
      if (callers.length === 1 && only && program.mentionedBy(func).length === 0) {
        making.add(func);
        frame = callFrame(only.call, freeFrame(only.func), { func, lexical: undefined });
        making.delete(func);
      }
    }
    frame ??= rootFrame(func, isRoot(func) || func.fact === func.file.initializer);
    contextFree.set(func, frame);
    return frame;
  };

  const framesOf = (func: Func): readonly Frame[] => {
    const flow = flowFrames.get(func);
    if (flow && flow.length <= limits.callers) return flow;
    return [freeFrame(func)];
  };

  const callsOf = (func: Func, frame: Frame): readonly { call: CallExpr; frame: Frame }[] | undefined => {
    if (func.parent) {
      const { closureVars, held } = program.index(func);
      const variable = closureVars.get(func);
      const { lexical } = frame;
      if (variable === undefined || !lexical) return undefined;
      const calls = (held.get(variable) ?? []).flatMap(({ call, owner }) => {
        const at = lexical.func === owner ? lexical : owner.parent === lexical.func ? closureFrame(owner, lexical) : undefined;
        return at ? [{ call, frame: at }] : [];
      });
      return calls.length > 0 ? calls : undefined;
    }
    const callers = program.callers(func);
    if (callers.length === 0 || callers.length > limits.callers * 4) return undefined;
    return callers.flatMap((one) => framesOf(one.func).map((at) => ({ call: one.call, frame: at })));
  };

  /** What a literal without parameters gives is one value anyway, whoever calls it; a function's own frame would be another one at each call. */
  const closuresRunOnce = ({ expr, frame }: Made): readonly { func: Func; lexical: Frame | undefined }[] => {
    const run = ranOnce(expr, frame.func, program);
    const closure = run?.kind === 'func' ? frame.func.closures[run.index] : undefined;
    return closure?.fact.params.length === 0 ? [{ func: closure, lexical: frame }] : [];
  };

  const fromOrigins = (call: CallExpr, origins: Origins): Callees => {
    const list: Callee[] = [];
    for (const origin of origins.list) {
      if (origin.kind === 'func' && origin.expression) {
        const own = asMethodCall(call);
        if (own) list.push({ func: origin.func, lexical: undefined, call: own });
      } else if (origin.kind === 'func') list.push(origin);
      else if (origin.kind === 'made') list.push(...closuresRunOnce(origin));
      else if (origin.kind === 'library') {
        const { path, name } = origin;
        const alone = origins.list.every((other) => other.kind === 'zero' || (other.kind === 'library' && other.path === path && other.name === name));
        return { kind: 'library', path, name, ...(alone ? {} : { mixed: true }) };
      }
    }
    return list.length > 0 ? { kind: 'funcs', list, complete: list.length === origins.list.length } : { kind: 'unknown', why: 'a function that is not known here' };
  };

  const callees = (call: CallExpr, frame: Frame): Callees => {
    const fn = call.fn;
    if (fn.kind === 'func') {
      const closure = frame.func.closures[fn.index];
      return closure ? { kind: 'funcs', list: [{ func: closure, lexical: frame }], complete: true } : { kind: 'unknown', why: 'lost closure' };
    }
    if (fn.kind === 'local') return fromOrigins(call, originsOf(evaluation, fn, frame));
    const declared = program.callee(call, frame.func);
    switch (declared?.kind) {
      case 'func':
        return { kind: 'funcs', list: [{ func: declared.func, lexical: undefined }], complete: true };
      case 'type':
        return { kind: 'conversion' };
      case 'predeclared':
        return conversions.has(declared.name) ? { kind: 'conversion' } : { kind: 'library', path: '', name: declared.name };
      case 'library':
        return { kind: 'library', path: declared.path, name: declared.name };
      case 'global':
        return fromOrigins(call, originsOf(evaluation, fn, frame));
      default:
        break;
    }
    if (fn.kind === 'select') {
      if (methodExpression(program, fn, frame.func)) return fromOrigins(call, originsOf(evaluation, fn, frame));
      const type = program.typeOf(fn.of, frame.func);
      const field = type && program.fields(type)?.some((one) => one.name === fn.name);
      if (field) return fromOrigins(call, originsOf(evaluation, fn, frame));
      const methods = dispatched(evaluation, fn, frame);
      return methods ? { kind: 'funcs', list: methods, complete: true } : { kind: 'library', path: '', name: `.${fn.name}` };
    }
    return fn.kind === 'index' || fn.kind === 'call' || fn.kind === 'name' ? fromOrigins(call, originsOf(evaluation, fn, frame)) : { kind: 'unknown', why: 'unsupported call' };
  };

  const keyText = (expr: Expr, frame: Frame): string | undefined => onlyText(textsOf(evaluation, expr, frame));

  /** A variable that stands for one of several elements: bound once, by a range, a receive or an index. */
  const isElement = ({ source }: Bind): boolean => source.kind === 'rangeValue' || source.kind === 'rangeKey' || ((source.kind === 'expr' || source.kind === 'result') && source.expr.kind === 'unary' && source.expr.op === '<-');

  /** What a loop variable is fixed to in one turn, with those that go with it. */
  interface Pinned {
    readonly pins: ReadonlyMap<VarId, Origins>;
    readonly doubtful: boolean;
  }

  /** What a loop variable goes through. */
  const rangedBy = (id: VarId, frame: Frame): { readonly of: Expr; readonly source: Bind['source'] } | undefined => {
    const binds = program.index(frame.func).vars.get(id) ?? [];
    const only = binds[0];
    if (binds.length !== 1 || !only || only.owner !== frame.func || !isElement(only.bind)) return undefined;
    const { source } = only.bind;
    const of = source.kind === 'rangeValue' || source.kind === 'rangeKey' ? source.of : source.kind === 'expr' || source.kind === 'result' ? (source.expr.kind === 'unary' ? source.expr.of : source.expr) : undefined;
    return of && { of, source };
  };

  /** The turns of the loop: one for every element, with all that may stand in its place. Key and value of `for k, v := range m` belong together. */
  const turnsOf = (id: VarId, frame: Frame): readonly Pinned[] | undefined => {
    const ranged = rangedBy(id, frame);
    if (!ranged) return undefined;
    const { of, source } = ranged;
    const binds = frame.func.fact.binds.filter((bind) => (bind.source.kind === 'rangeKey' || bind.source.kind === 'rangeValue') && bind.source.of === of);
    const [first, second] = binds.flatMap(({ target }) => (target.kind === 'var' ? [target.id] : []));
    const slots = slotsOf(evaluation, of, frame);
    if (slots && first !== undefined && second !== undefined && slots.every(({ key }) => key)) {
      return slots.map(({ key, value, doubtful }) => ({ pins: new Map([...(key ? [[first, key] as const] : []), [second, value] as const]), doubtful }));
    }
    if (source.kind === 'rangeKey') return undefined;
    if (slots) return slots.map(({ value, doubtful }) => ({ pins: new Map([[id, value]]), doubtful }));
    const origins = elementOrigins(evaluation, of, undefined, frame);
    return origins.complete ? origins.list.map((origin) => ({ pins: new Map([[id, { list: [origin], complete: true }]]), doubtful: false })) : undefined;
  };

  /**
   * The loop variables behind some locals, followed through what those are bound to. Only where the loop variable can be seen all the
   * way: what a loop collects in a variable of its surroundings is what any of its turns left there.
   */
  const loopVariables = (ids: Iterable<VarId>, read: Span, frame: Frame, loops: Set<VarId>): void => {
    const index = program.index(frame.func);
    const seen = new Set<VarId>();
    const visit = (id: VarId, at: Span, by: readonly Span[]): void => {
      if (seen.has(id) || by.length > maxHops) return;
      seen.add(id);
      const binds = index.vars.get(id) ?? [];
      const only = binds[0];
      if (binds.length === 1 && only?.owner === frame.func && isElement(only.bind)) {
        const { scope } = only.bind;
        if (!scope || by.every((span) => encloses(scope, span))) loops.add(id);
        return;
      }
      const reached = reaching(binds, at, frame.func);
      const within = [...by, ...reached.map(({ bind }) => bind.span)];
      for (const { bind } of reached) for (const inner of localsIn(exprOf(bind.source) ?? nothing)) visit(inner, bind.span, within);
    };
    for (const id of ids) visit(id, read, [read]);
  };

  /** Only one element is left, and certainly, of those that were there at some time. */
  const isLess = ([only, ...more]: readonly Pinned[], id: VarId, frame: Frame): boolean => {
    const ranged = rangedBy(id, frame);
    const left = only?.pins.get(id)?.list.length;
    return left !== undefined && more.length === 0 && only?.doubtful === false && ranged !== undefined && ranged.source.kind !== 'rangeKey' && elementOrigins(evaluation, ranged.of, undefined, frame).list.length > left;
  };

  /**
   * Loop variables whose elements are being looked for: what is ranged over may be filled, or sent, by a closure that gets the variable or
   * reads what the loop keeps. Such a question is not asked again inside itself.
   */
  const pinning = new Map<Frame, Set<VarId>>();
  const turnsFor = (id: VarId, frame: Frame): readonly Pinned[] | undefined => {
    let ids = pinning.get(frame);
    if (ids?.has(id)) return undefined;
    if (!ids) pinning.set(frame, (ids = new Set()));
    ids.add(id);
    try {
      const turns = turnsOf(id, frame);
      return turns && (turns.length > 1 || isLess(turns, id, frame)) && turns.length <= 32 ? turns : undefined;
    } finally {
      ids.delete(id);
    }
  };

  const pinned = (frame: Frame, loops: ReadonlySet<VarId>): readonly Frame[] => {
    for (const id of loops) {
      const many = frame.pins?.has(id) ? undefined : turnsFor(id, frame);
      if (!many) continue;
      return many.map(({ pins, doubtful }, i) => {
        const key = `p${id}:${i}`;
        let made = frame.children.get(key);
        if (!made) frame.children.set(key, (made = pinnedFrame(frame, pins, program.index(frame.func).vars.get(id)?.[0]?.bind.scope, doubtful)));
        return made;
      });
    }
    return [frame];
  };

  const alternatives = (frame: Frame, exprs: readonly Expr[]): readonly Frame[] => {
    const loops = new Set<VarId>();
    for (const expr of exprs) loopVariables(localsIn(expr), expr.span, frame, loops);
    return pinned(frame, loops);
  };

  /** Those behind what a closure reads of its surroundings; asked for in each of its frames. */
  const closureLoops = new Map<Func, Set<VarId>>();
  const closureAlternatives = (closure: Func, lexical: Frame): readonly Frame[] => {
    let loops = closureLoops.get(closure);
    if (!loops) {
      closureLoops.set(closure, (loops = new Set()));
      loopVariables(localsInBody(closure.fact), closure.fact.span, lexical, loops);
    }
    return pinned(lexical, loops);
  };

  /** The frames in which a closure runs, given the frame it was written in: with its arguments where it is called by name or on the spot. */
  const closureFrames = (closure: Func, lexical: Frame): readonly Frame[] =>
    closureAlternatives(closure, lexical).flatMap((at): readonly Frame[] => {
      if (closure.fact.params.length === 0) return [closureFrame(closure, at)];
      const spot = at.func.fact.calls.find((call) => call.fn.kind === 'func' && at.func.closures[call.fn.index] === closure);
      const calls = spot ? [{ call: spot, frame: at }] : (callsOf(closure, closureFrame(closure, at)) ?? []);
      const frames = calls.flatMap(({ call, frame }) => alternatives(frame, call.args).flatMap((caller) => callFrame(call, caller, { func: closure, lexical: caller.func === at.func ? caller : at }) ?? []));
      return frames.length > 0 ? frames : [closureFrame(closure, at)];
    });

  const ownerFrames = (owner: Func, frame: Frame): readonly Frame[] => {
    const running = runningFrame(owner, frame);
    if (running) return [running];
    if (!owner.parent) return [];
    return ownerFrames(owner.parent, frame).flatMap((parent) => closureFrames(owner, parent)).slice(0, limits.callers * 2);
  };

  const addition = (bind: Bind): Expr | undefined => {
    if (bind.source.kind !== 'add' || bind.loop) return undefined;
    let made = additions.get(bind);
    if (!made) {
      const before = { start: bind.span.start, end: bind.span.start };
      const left = targetBefore(bind, before);
      if (!left) return undefined;
      const whole: BinaryExpr = { kind: 'binary', op: '+', left, right: bind.source.expr, span: bind.span };
      additions.set(bind, (made = whole));
    }
    return made;
  };

  const evaluation: Evaluation = {
    program,
    globals: new Map(),
    spend: () => ++steps > limits.steps,
    spendFor: (copied) => void (steps += copied >> 3),
    get exhausted() {
      return steps > limits.steps;
    },
    enter: () => ++nesting <= limits.nesting || (nesting--, false),
    leave: () => {
      nesting--;
    },
    texts: (expr, frame) => textsOf(evaluation, expr, frame),
    callees,
    framesOf,
    callsOf,
    initializer: program.initializer,
    keyText,
    keys: (of, frame) => keyOrigins(evaluation, of, frame),
    alternatives,
    closureFrames,
    ownerFrames,
    addition,
    libraryResult: (call, frame, index) => libraryResult(evaluation, call, frame, index),
    libraryElements: (expr, frame, wanted) => libraryElements(evaluation, expr, frame, wanted),
    reached: (frame) => {
      const list = flowFrames.get(frame.func);
      if (list) {
        if (!list.includes(frame)) list.push(frame);
      } else flowFrames.set(frame.func, [frame]);
    },
  };
  return evaluation;
}
