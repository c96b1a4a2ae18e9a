/**
 * Flows: where do runs of this code begin, and which functions does each reach, from which calls? Knows Go's and Ginkgo's entry points;
 * knows nothing of what the functions do.
 */
import type { Steps } from '../base/steps';
import { isExported, type CallExpr, type Expr, type FuncFact } from '../go/facts';
import { handedFunc, handedOn } from './handedOn';
import { callsHeld } from './heldCalls';
import { pushTo } from '../base/pushTo';
import { isInterface } from './escapes';
import { runningAt } from './branches';
import { callFrame, maxDepth, rootFrame, type Frame } from './frame';
import { neverRuns } from './leftOut';
import { methodsOf } from './methodValues';
import { ranOnce } from './once';
import { createEvaluation, defaultLimits, type Evaluation, type Limits } from './evaluation';
import type { Func, Package, Program } from './declarations';

/** Where a run begins. */
export interface Root {
  readonly name: string;
  /** `suite`: the tests of one package; `setup`: an exported function that nobody calls; `dead`: anything else that nobody calls. */
  readonly kind: 'suite' | 'setup' | 'dead';
  /** The functions that start it: one, or all tests and initialisers of a package. */
  readonly funcs: readonly Func[];
}

export interface Walk {
  readonly root: Root;
  readonly evaluation: Evaluation;
  /** Every frame of a relevant function that the root reaches, outermost first. */
  readonly frames: readonly Frame[];
  /** Those of them that never run: comparisons around a call on the way fail. */
  readonly idle: ReadonlySet<Frame>;
  /** Those that are reached by functions that the code names and nobody is seen to call: they run, perhaps. */
  readonly possible: ReadonlySet<Frame>;
  readonly complete: boolean;
}

const testName = /^(Test|Benchmark|Example|Fuzz)([^a-z]|$)/;
const suiteMethod = /^(Test.*|SetupSuite|SetupTest|TearDownSuite|TearDownTest|BeforeTest|AfterTest|SetupSubTest)$/;

function isTestFile(func: Func): boolean {
  return func.file.uri.endsWith('_test.go');
}

function startsByItself(func: Func): boolean {
  const { name, receiver } = func.fact;
  if (func.parent) return false;
  if (func.fact === func.file.initializer) return true;
  if (receiver) return isTestFile(func) && suiteMethod.test(name);
  return name === 'main' || name === 'init' || (isTestFile(func) && testName.test(name));
}

/** A name that says by itself that nobody should call it any more. */
function isRetired(func: Func): boolean {
  return /deprecated|_old$|_unused$/i.test(func.fact.name);
}

/** All roots, sorted by name. `relevant` leaves out what no flow needs to look at. */
export function* rootsOf(program: Program, relevant: (func: Func) => boolean, nameOf: (pkg: Package) => string): Steps<Root[]> {
  const roots: Root[] = [];
  const reached = new Set<Func>();
  const reach = function* (func: Func): Steps<void> {
    const queue = [func];
    for (let at = queue.pop(); at; at = queue.pop()) {
      if (reached.has(at)) continue;
      reached.add(at);
      yield;
      queue.push(...at.closures, ...program.named(at));
    }
  };
  for (const pkg of program.packages.values()) {
    const funcs = pkg.all.filter(startsByItself);
    for (const func of funcs) yield* reach(func);
    const live = funcs.filter((func) => relevant(func));
    if (live.length > 0) roots.push({ name: nameOf(pkg), kind: pkg.files.some((file) => file.uri.endsWith('_test.go')) ? 'suite' : 'setup', funcs: live });
  }
  const declared = program.funcs.filter((func) => !func.parent && func.fact !== func.file.initializer);
  const used = new Set<Package>();
  for (const func of declared) if (reached.has(func) && program.callers(func).some((caller) => caller.func.pkg !== func.pkg)) used.add(func.pkg);
  const fresh = declared.filter((func) => !reached.has(func) && program.callers(func).every((caller) => caller.func.outermost === func) && program.mentionedBy(func).every((by) => by.outermost === func));
  const alive = (func: Func): boolean => !isTestFile(func) && !used.has(func.pkg) && !isRetired(func);
  for (const func of fresh) if (relevant(func) && !isTestFile(func) && !used.has(func.pkg)) program.asked.packages.add(func.pkg.key);
  const exported = new Set(fresh.filter((func) => alive(func) && isExported(func.fact.name)).map((func) => func.pkg));
  for (const func of fresh) {
    yield* reach(func);
    if (!relevant(func)) continue;
    const live = alive(func) && (isExported(func.fact.name) || !exported.has(func.pkg));
    roots.push({ name: func.fact.name, kind: live ? 'setup' : 'dead', funcs: [func] });
  }
  for (const func of declared) {
    if (reached.has(func)) continue;
    yield* reach(func);
    if (relevant(func)) roots.push({ name: func.fact.name, kind: 'dead', funcs: [func] });
  }
  return roots.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : (a.funcs[0]?.id ?? '') < (b.funcs[0]?.id ?? '') ? -1 : 1));
}

const handing = new WeakMap<FuncFact, readonly CallExpr[]>();

/** Calls with an argument that may be a function, going by its looks. */
function handingCalls(fact: FuncFact): readonly CallExpr[] {
  let found = handing.get(fact);
  if (!found) handing.set(fact, (found = fact.calls.filter(({ args }) => args.some((arg) => arg.kind === 'func' || arg.kind === 'name' || (arg.kind === 'select' && arg.of.kind === 'name')))));
  return found;
}

/** The functions that stand in package-level variables and fields, by the names of those. */
function storedFuncs(program: Program): Map<string, Func[]> {
  const stored = new Map<string, Func[]>();
  for (const func of program.funcs) {
    const note = (name: string, value: Expr): void => {
      const one = handedFunc(program, ranOnce(value, func, program) ?? value, func);
      if (one) pushTo(stored, name, one);
    };
    for (const { elements } of func.fact.composites) for (const { field, value } of elements) if (field !== undefined) note(field, value);
    for (const { target, source } of func.fact.binds) if ((target.kind === 'global' || target.kind === 'field') && source.kind === 'expr') note(target.name, source.expr);
  }
  return stored;
}

function hasInterface(program: Program, expr: Expr, func: Func): boolean {
  const type = program.typeOf(expr, func);
  return type !== undefined && isInterface(program, type);
}

/** Why a walk looks into a function: there is something to see in it, or it sets what others read. */
export type Interest = 'sees' | 'sets';

export interface Relevance {
  /** Of interest itself, or leading to a function that is. */
  readonly relevant: (func: Func) => boolean;
  /** The same for functions in which there is something to see. */
  readonly leadsToSeeing: (func: Func) => boolean;
  /** Which functions are such, or lead to one that is. */
  readonly leadingTo: (wanted: (fact: FuncFact) => boolean) => (func: Func) => boolean;
}

export function* relevance(program: Program, interest: (func: Func) => Interest | undefined): Steps<Relevance> {
  yield* program.linkCalls();
  const callers = new Map<Func, Func[]>();
  const stored = storedFuncs(program);
  const methods = methodsOf(program.funcs);
  const seeing: Func[] = [];
  const setting: Func[] = [];
  const holding: Func[] = [];
  for (const func of program.funcs) {
    yield;
    if (func.parent) pushTo(callers, func, func.parent);
    for (const caller of program.callers(func)) pushTo(callers, func, caller.func);
    for (const by of program.mentionedBy(func)) pushTo(callers, func, by);
    // Whoever is handed a function may call it, with arguments that nobody else knows.
    for (const call of handingCalls(func.fact)) {
      const handed = call.args.flatMap((arg) => handedFunc(program, arg, func) ?? []);
      const declared = handed.length > 0 ? program.callee(call, func) : undefined;
      if (declared?.kind === 'func') for (const one of handed) pushTo(callers, one, declared.func);
    }
    // So may whoever calls what a variable or a field of that name holds, or a method of that name by way of an interface of the workspace.
    for (const call of func.fact.calls) {
      const { fn } = call;
      if (fn.kind !== 'name' && fn.kind !== 'select') continue;
      const held = stored.get(fn.name) ?? [];
      const meant = fn.kind === 'select' ? (methods.get(fn.name) ?? []) : [];
      if (held.length + meant.length === 0 || program.callee(call, func)?.kind === 'func') continue;
      for (const one of held) pushTo(callers, one, func);
      if (meant.length > 0 && fn.kind === 'select' && hasInterface(program, fn.of, func)) for (const one of meant) pushTo(callers, one, func);
    }
    if (callsHeld(program, func)) holding.push(func);
    const why = interest(func);
    if (why) (why === 'sees' ? seeing : setting).push(func);
  }
  const spread = (queue: Func[], known: Set<Func>): Set<Func> => {
    for (let at = queue.pop(); at; at = queue.pop()) {
      if (known.has(at)) continue;
      known.add(at);
      queue.push(...(callers.get(at) ?? []));
    }
    return known;
  };
  const leading = spread(seeing, new Set());
  const known = spread(setting, new Set(leading));
  lookInto(holding, known, callers);
  const leadingTo: Relevance['leadingTo'] = (wanted) => {
    const found = spread(program.funcs.filter(({ fact }) => wanted(fact)), new Set());
    return (func) => found.has(func);
  };
  return { relevant: (func) => known.has(func), leadsToSeeing: (func) => leading.has(func), leadingTo };
}

/** What is called there may come from anywhere, so whatever leads to it from functions that are looked into is looked into, too. */
function lookInto(holding: readonly Func[], known: Set<Func>, callers: ReadonlyMap<Func, readonly Func[]>): void {
  const below = new Map<Func, Func[]>();
  const met = new Set<Func>();
  const above = [...holding];
  const begun: Func[] = [];
  for (let at = above.pop(); at; at = above.pop()) {
    if (met.has(at)) continue;
    met.add(at);
    for (const caller of callers.get(at) ?? []) {
      pushTo(below, caller, at);
      if (known.has(caller)) begun.push(at);
      else above.push(caller);
    }
  }
  for (let at = begun.pop(); at; at = begun.pop()) {
    if (known.has(at)) continue;
    known.add(at);
    begun.push(...(below.get(at) ?? []));
  }
}

const maxFrames = 12_000;

/** Follows one root. Deterministic; past `maxFrames` it stops and says so. */
export function* walkRoot(program: Program, root: Root, relevant: (func: Func) => boolean, limits: Limits = defaultLimits): Steps<Walk> {
  const starts = new Set(root.funcs);
  const evaluation = createEvaluation(program, (func) => starts.has(func), limits);
  const frames: Frame[] = [];
  const seen = new Set<Frame>();
  const called = new Set<Func>();
  const unbound: { readonly frame: Frame; readonly runs: boolean }[] = [];
  const idle = new Set<Frame>();
  /** What runs as a value that somebody was given. */
  const held = new Set<Func>();
  let complete = true;
  /** A closure is visited where it is written, with its arguments, where it is called by its variable's name; others are called by what was given back. */
  const isBoundInPlace = (func: Func, lexical: Frame | undefined): boolean =>
    func.parent !== undefined && (!lexical || func.fact.params.length === 0 || evaluation.closureFrames(func, lexical).some(({ call }) => call !== undefined));
  const visit = function* (frame: Frame, runs: boolean): Steps<void> {
    if (seen.has(frame) || !relevant(frame.func)) return;
    if (frames.length >= maxFrames) {
      complete = false;
      return;
    }
    yield;
    seen.add(frame);
    if (frame.call) called.add(frame.func);
    frames.push(frame);
    if (runs) evaluation.reached(frame);
    else idle.add(frame);
    for (const call of frame.func.fact.calls) {
      const callees = evaluation.callees(call, frame);
      if (callees.kind === 'library' || callees.kind === 'unknown') {
        for (const handed of handedOn(evaluation, call, frame)) {
          held.add(handed.callee.func);
          const inner = relevant(handed.callee.func) ? callFrame(handed.call, frame, handed.callee) : undefined;
          if (inner) yield* visit(inner, runs && runningAt(evaluation, call.span, frame).length > 0);
        }
      }
      if (callees.kind !== 'funcs') continue;
      const isValue = program.callee(call, frame.func)?.kind !== 'func';
      for (const callee of callees.list) {
        const { func, lexical } = callee;
        if (isValue) held.add(func);
        if (!relevant(func) || (func.outermost === frame.func.outermost && isBoundInPlace(func, lexical))) continue;
        const callers = evaluation.alternatives(frame, call.args);
        const running = callers.filter((caller) => runningAt(evaluation, call.span, caller).length > 0);
        for (const caller of running.length > 0 ? running : callers) {
          const inner = callFrame(call, caller, callee);
          if (inner) yield* visit(inner, runs && running.length > 0);
          else if (caller.depth >= maxDepth) complete = false;
        }
      }
    }
    for (const closure of frame.func.closures) {
      if (!relevant(closure)) continue;
      const written = runs && !neverRuns(closure, program) && runningAt(evaluation, closure.fact.span, frame).length > 0;
      for (const one of evaluation.closureFrames(closure, frame)) {
        if (one.call || closure.fact.params.length === 0) yield* visit(one, written);
        else unbound.push({ frame: one, runs: written });
      }
    }
  };
  for (const func of root.funcs) yield* visit(evaluation.framesOf(func)[0] ?? rootFrame(func, true), !program.unbuilt.has(func.file));
  // Closures whose arguments nobody gave so far: only now is it known that no function they were handed to calls them.
  for (let at = unbound.shift(); at; at = unbound.shift()) if (!called.has(at.frame.func)) yield* visit(at.frame, at.runs);
  // Each once: what is named in many frames, or by itself, runs with nothing that is known.
  const certain = frames.length;
  for (let at = 0; at < frames.length; at++) {
    const frame = frames[at];
    if (!frame || idle.has(frame)) continue;
    for (const func of program.valued(frame.func)) {
      if (held.has(func)) continue;
      held.add(func);
      yield* visit(rootFrame(func, false), true);
    }
  }
  evaluation.globals.clear();
  return { root, evaluation, frames, idle, possible: new Set(frames.slice(certain)), complete };
}
