/**
 * Which calls does a body want to fail? Knows the words of Gomega, testify and plain Go for "there must be an error"; reads one function's
 * facts and evaluates nothing.
 */
import { remembered } from '../base/remembered';
import { encloses, isSameSpan, type Span } from '../base/text';
import type { CallExpr, Expr, FuncFact, VarId } from '../go/facts';

/** The name that a call goes by; '' where a function's value is called. */
export function nameOf({ fn }: CallExpr): string {
  return fn.kind === 'select' || fn.kind === 'name' || fn.kind === 'local' ? fn.name : '';
}

/** Ginkgo's `Entry(…)`, the row of a table, that has the place among its arguments. */
export function entryAround(at: Span, calls: readonly CallExpr[]): CallExpr | undefined {
  return calls.find((call) => /^[FPX]?Entry$/.test(nameOf(call)) && call.args.some(({ span }) => encloses(span, at)));
}

const positive = /^(?:To|Should)$/;
export const negative = /^(?:NotTo|ToNot|ShouldNot)$/;
/** `\u03a9` is Gomega's omega. */
const wrapping = /^(?:Expect|ExpectWithOffset|\u03a9|Eventually|EventuallyWithOffset|Consistently|ConsistentlyWithOffset)$/;

/** `Expect(x).To(…)`, `Eventually(x).WithTimeout(t).Should(…)`: the call that wraps what is asserted. */
export function assertedBy({ fn }: CallExpr): CallExpr | undefined {
  let at = fn.kind === 'select' ? fn.of : undefined;
  while (at?.kind === 'call' && !wrapping.test(nameOf(at))) at = at.fn.kind === 'select' ? at.fn.of : undefined;
  return at?.kind === 'call' ? at : undefined;
}

/** Whether a matcher takes errors only, or none; undefined where it isn't about errors, or may be about something else. */
function takesErrors(matcher: Expr | undefined): boolean | undefined {
  if (matcher?.kind !== 'call') return undefined;
  switch (nameOf(matcher)) {
    case 'HaveOccurred':
    case 'MatchError':
      return true;
    case 'Succeed':
    case 'BeNil':
      return false;
    case 'Not': {
      const inner = matcher.args[0]?.kind === 'call' ? matcher.args[0] : undefined;
      const taken = takesErrors(inner);
      // What is no certain error may be none.
      return taken === undefined || (inner && nameOf(inner) === 'MatchError') ? undefined : !taken;
    }
    default:
      return undefined;
  }
}

function wantsError(assertion: CallExpr): boolean {
  const [matcher] = assertion.args;
  const taken = takesErrors(matcher);
  if (positive.test(nameOf(assertion))) return taken === true;
  return negative.test(nameOf(assertion)) && taken === false;
}

/** `apierrors.IsForbidden(err)`: what the API server says to an object that it doesn't take. */
const refusal = /^Is(?:Forbidden|Invalid|BadRequest|Unauthorized|NotAcceptable|MethodNotSupported|AlreadyExists|Conflict)$/;

type Subject = (expr: Expr) => boolean;

function isAbout(expr: Expr, subject: Subject, names: RegExp): boolean {
  return expr.kind === 'call' && names.test(nameOf(expr)) && (expr.args.some(subject) || (expr.fn.kind === 'select' && subject(expr.fn.of)));
}

/** `assert.`, `require.`, `s.Require().`; what they are called after they were made for a test. */
function isAsserting(expr: Expr): boolean {
  if (expr.kind === 'call') return /^(?:Require|Assert)$/.test(nameOf(expr));
  return (expr.kind === 'name' || expr.kind === 'local') && /^(?:assert|require|asserts|requires|is|req)$/.test(expr.name);
}

/** The call says that there is an error in what `subject` knows. */
function demands(call: CallExpr, subject: Subject): boolean {
  const { fn, args } = call;
  if (fn.kind !== 'select') return false;
  const wrapper = assertedBy(call);
  if (wrapper && (positive.test(fn.name) || negative.test(fn.name))) {
    if (wrapper.args.some(subject)) return wantsError(call);
    const isPositive = positive.test(fn.name);
    const matcher = args[0]?.kind === 'call' ? nameOf(args[0]) : '';
    if (wrapper.args.some((arg) => isAbout(arg, subject, refusal))) return (isPositive && matcher === 'BeTrue') || (!isPositive && matcher === 'BeFalse');
    return isPositive && /^(?:ContainSubstring|MatchRegexp|HavePrefix|HaveSuffix|Equal)$/.test(matcher) && wrapper.args.some((arg) => isAbout(arg, subject, /^Error$/));
  }
  if (/^(?:Error(?:Contains|Is|As)|EqualError)f?$/.test(fn.name)) return args.some(subject);
  if (!isAsserting(fn.of)) return false;
  if (/^(?:Error|NotNil)f?$/.test(fn.name)) return args.some(subject);
  return (/^Truef?$/.test(fn.name) && args.some((arg) => isAbout(arg, subject, refusal))) || (/^Containsf?$/.test(fn.name) && args.some((arg) => isAbout(arg, subject, /^Error$/)));
}

const complaints = /^(?:(?:Fatal|Error|Fail|Panic)(?:f|ln|Now)?|New|panic)$/;

/** Something fails there, or an error is made. */
export function complains({ calls }: FuncFact, span: Span): boolean {
  return calls.some((call) => encloses(span, call.span) && complaints.test(nameOf(call)));
}

/** Where a local holds a call's error: from its assignment to the next one. */
interface Holding extends Span {
  readonly id: VarId;
}

function errorsOf(call: CallExpr, { binds }: FuncFact): Holding[] {
  const results = binds.flatMap((bind) => {
    const { target, source } = bind;
    if (target.kind !== 'var' || (source.kind !== 'expr' && source.kind !== 'result') || !isSameSpan(source.expr.span, call.span)) return [];
    return [{ id: target.id, index: source.kind === 'result' ? source.index : 0, start: bind.span.end }];
  });
  // The last result tells, as Go has it.
  const last = Math.max(...results.map(({ index }) => index), ...(call.discards === 'all' ? [] : call.discards));
  return results.filter(({ index }) => index === last).map(({ id, start }) => {
    const next = binds.find(({ target, span }) => target.kind === 'var' && target.id === id && span.start >= start);
    return { id, start, end: next?.span.start ?? Infinity };
  });
}

/** Refusals that nobody passes over on purpose, as one does `IsAlreadyExists`. */
const plainRefusal = /^Is(?:Forbidden|Invalid|BadRequest|Unauthorized|NotAcceptable|MethodNotSupported)$/;

/** The condition holds, whatever else it says, where nothing was refused: `err == nil`, `!apierrors.IsForbidden(err)`. */
function holdsWithoutError(when: Expr, isHeld: Subject): boolean {
  if (when.kind === 'unary') return when.op === '!' && isAbout(when.of, isHeld, plainRefusal);
  if (when.kind !== 'binary') return false;
  if (when.op === '||') return holdsWithoutError(when.left, isHeld) || holdsWithoutError(when.right, isHeld);
  return when.op === '==' && isHeld(when.left) && when.right.kind === 'name' && when.right.name === 'nil';
}

/** Each frame of a function asks the same of it. */
const failing = remembered((_: FuncFact) => new Map<CallExpr, boolean>());

/** What the call gives back must be an error, or the test fails: here, whatever callers make of it. */
export function mustFail(call: CallExpr, fact: FuncFact): boolean {
  const known = failing(fact);
  let answer = known.get(call);
  if (answer === undefined) known.set(call, (answer = wantsItsError(call, fact)));
  return answer;
}

function wantsItsError(call: CallExpr, fact: FuncFact): boolean {
  const holdings = errorsOf(call, fact);
  const isHeld = (expr: Expr): boolean => expr.kind === 'local' && holdings.some(({ id, start, end }) => id === expr.id && start <= expr.span.start && expr.span.start < end);
  if (fact.calls.some((one) => demands(one, (expr) => isSameSpan(expr.span, call.span) || isHeld(expr)))) return true;
  return holdings.length > 0 && fact.guards.some(({ when, span }) => holdsWithoutError(when, isHeld) && complains(fact, span));
}

/** The same of a function literal: what it returns. */
export function mustReturnError(literal: Span, { calls }: FuncFact): boolean {
  return calls.some((one) => demands(one, (expr) => expr.kind === 'func' && isSameSpan(expr.span, literal)));
}
