/**
 * Which text has a run itself put into an environment variable before it reads it there? Only where that is certain: one place of the
 * program sets it, and surely ran before, on the way from a function that is running. Anything else is the environment's own.
 */
import { remembered } from '../base/remembered';
import { encloses, type Span } from '../base/text';
import { anyVariable, setenv, type CallExpr, type FuncFact, type ReturnFact } from '../go/facts';
import type { Func, Program } from './declarations';
import type { Evaluation } from './evaluation';
import { callFrame, outermostFrame, type Frame } from './frame';
import { placeOf } from './origin';
import { textsOf } from './texts';
import type { Answer } from './value';

interface Setter {
  readonly call: CallExpr;
  readonly func: Func;
  /** Functions that it may run in, called by one another. */
  readonly around: ReadonlySet<Func>;
}

/** Calls on the way from where it is read to where it is set. */
const furthest = 8;
const mostCallers = 200;

/** What `os.Getenv(name)` at `read` surely gives, in that frame; undefined where the environment may decide. */
export function setBefore(e: Evaluation, name: string, read: Span, frame: Frame): Answer | undefined {
  const setter = setterOf(e, name);
  const value = setter?.call.args[1];
  const where = setter && setFrom(e, setter, read, frame);
  if (!value || !where) return undefined;
  const answer = textsOf(e, value, where);
  const step = { kind: 'environment', name, at: placeOf(where, value.span) } as const;
  return { ...answer, values: answer.values.map(({ parts, trail }) => ({ parts, trail: [step, ...trail] })) };
}

/**
 * `t.Setenv`, and what `TestMain` or an `init` sets: it ran before whatever reads it there, though no call leads from the one to the other.
 * Neither what the environment has nor a default for that is certain.
 */
export function isSetByTests({ program }: Evaluation, name: string): boolean {
  return setters(program, name).some(({ call, func }) => /^(?:TestMain|init)$/.test(func.outermost.fact.name) || !isOfOs(program, call, func));
}

/** Packages that put what a file says into the environment. */
const fileLoader = /(?:^|\/)(?:godotenv|gotenv)(?:\/|$)/;

const hasLoader = remembered((libraries: ReadonlySet<string>) => [...libraries].some((path) => fileLoader.test(path)));

/** Whether what runs here has a library in it that loads the environment from a file: any variable may then have been set, by nobody's call that is seen. */
export function isLoadedFromFile({ program }: Evaluation, frame: Frame): boolean {
  return hasLoader(program.libraries(outermostFrame(frame).func.pkg.dir));
}

function isOfOs(program: Program, call: CallExpr, func: Func): boolean {
  const callee = program.callee(call, func);
  return callee?.kind === 'library' && callee.path === 'os';
}

/** Those that put something into it: what takes it away is mostly a cleanup. */
function setters(program: Program, name: string): ReturnType<Program['environmentSetters']> {
  return program.environmentSetters(name).filter(({ call: { fn } }) => fn.kind === 'select' && fn.name === setenv);
}

/** Whether a variable has one text as long as the program runs, or none, as far as the workspace goes. */
export function isLeftAlone({ program }: Evaluation, name: string): boolean {
  return program.environmentSetters(name).length + program.environmentSetters(anyVariable).length === 0;
}

/** The one place that sets a variable. */
function setterOf({ program }: Evaluation, name: string): Setter | undefined {
  const [only, ...more] = setters(program, name);
  if (!only || more.length > 0) return undefined;
  const { call, func } = only;
  return isOfOs(program, call, func) ? { call, func, around: callersAround(program, func) } : undefined;
}

function callersAround(program: Program, func: Func): ReadonlySet<Func> {
  const around = new Set([func]);
  for (const one of around) {
    if (around.size > mostCallers) break;
    for (const caller of program.callers(one)) around.add(caller.func);
  }
  return around;
}

/** The frame in which it is set, as seen from a place that runs afterwards. What a closure reads, it reads after it was written down. */
function setFrom(e: Evaluation, setter: Setter, read: Span, frame: Frame): Frame | undefined {
  let at = read;
  for (let running: Frame | undefined = frame; running; ) {
    const found = setIn(e, setter, running, at, 0);
    if (found) return found === 'unclear' ? undefined : found;
    at = running.call?.expr.span ?? running.func.fact.span;
    running = running.call?.frame ?? running.lexical;
  }
  return undefined;
}

/**
 * The frame in which a function sets it: before a place in it, or by the time that it has returned without an error. Undefined where it
 * doesn't, `unclear` where it may, or does so more than once.
 */
function setIn(e: Evaluation, setter: Setter, frame: Frame, before: Span | undefined, depth: number): Frame | 'unclear' | undefined {
  const { func } = frame;
  if (!setter.around.has(func)) return undefined;
  const leading = func.fact.calls.flatMap((call): { readonly call: CallExpr; readonly inner: Frame | undefined }[] => {
    if (before && call.span.end > before.start) return [];
    if (call === setter.call) return [{ call, inner: undefined }];
    const callees = e.callees(call, frame);
    const [one, ...more] = callees.kind === 'funcs' ? callees.list.filter(({ func: callee }) => setter.around.has(callee)) : [];
    return one ? [{ call, inner: more.length === 0 ? callFrame(call, frame, one) : undefined }] : [];
  });
  const [only, ...more] = leading;
  if (!only) return undefined;
  if (more.length > 0 || depth > furthest || !surelyRan(func.fact, only.call, before)) return 'unclear';
  if (only.call === setter.call) return frame;
  return (only.inner && setIn(e, setter, only.inner, undefined, depth + 1)) ?? 'unclear';
}

function surelyRan(fact: FuncFact, { mode, looped, scope, span }: CallExpr, before: Span | undefined): boolean {
  if (mode !== 'plain' || looped || !scope) return false;
  if (before) return encloses(scope, before);
  return scope.end === fact.span.end && fact.returns.every((one) => one.span.start > span.start || isFailure(fact, one));
}

/** `return …, err`: whoever goes on after that goes on without what was asked for. */
function isFailure({ results }: FuncFact, { values }: ReturnFact): boolean {
  const type = results.at(-1)?.type;
  const error = values.at(-1);
  return type?.kind === 'name' && type.name === 'error' && error !== undefined && !(error.kind === 'name' && error.name === 'nil');
}
