/**
 * Does a test want the kubelet to fail with what it deploys? Knows the kubelet's reasons, and tells a test that waits for one of them from a
 * helper that gives up early when it sees one. Reads bodies; which deployments a body is about is for the caller to say.
 */
import { encloses, joinedText, type Span } from '../base/text';
import type { CallExpr, CompositeExpr, Expr, FuncFact } from '../go/facts';
import type { Func, Program } from '../flow/declarations';
import { eachIn } from '../flow/locals';
import { assertedBy, complains, entryAround, mustFail, nameOf, negative } from './expectations';
import { isRefused } from './refused';

/** Single words, as reasons and JSON paths are; a sentence is somebody's message. */
const reason = /^\S*\b(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName|InspectFailed|BackOff|ProgressDeadlineExceeded)\b\S*$|^(?:Back-off pulling image|Failed to pull image)/;
/** What they are told is for whoever reads the log. */
const talking = /^(?:[SF]?Print(?:f|ln)?|(?:Log|Info|Warn|Debug|Error|Fatal|Fail|Panic|Skip)(?:f|ln|w)?|New\w*|By|panic|AddReportEntry)$/;
/** They compare, and give back whether it is so. */
const asking = /^(?:Contains\w*|HasPrefix|HasSuffix|EqualFold|Match\w*)$/;
const denying = /^(?:Not(?:[A-Z]\w*)?|ToNot|ShouldNot|\w*DoesNot\w*|[Ff]ail\w*|[Aa]bort\w*|[Ss]top\w*|[Ww]ithout\w*|[Uu]nless\w*)$/;
/** Handing a closure to one of these makes it a test, or a step of one, with an end of its own. */
const nodes = /^[FPX]?(?:It|Specify|Describe|Context|When|DescribeTable|DescribeTableSubtree|Entry)$|^(?:Before|After|JustBefore|JustAfter|Report)(?:Each|All|Suite)$|^Synchronized\w+$|^Run$/;

function isReason(expr: Expr): boolean {
  return expr.kind === 'text' && reason.test(joinedText(expr.chunks));
}

/** What a call in it gets is that call's. */
function hasReason(expr: Expr): boolean {
  let found = false;
  eachIn(expr, (at) => {
    found ||= isReason(at);
    return !found && at.kind !== 'call';
  });
  return found;
}

/** Whether a closure is a test by itself, or something around tests. */
export function isNode({ parent, fact }: Func): boolean {
  return parent?.fact.calls.some((call) => nodes.test(nameOf(call)) && call.args.some((arg) => arg.kind === 'func' && parent.fact.closures[arg.index] === fact)) === true;
}

/** The body wants a failed image behind `after`: what it deploys there may be one. Its closures count, but for those that are tests themselves. */
export function wantsFailure(func: Func, after: Span, program: Program): boolean {
  return expects(func, after.start, program) || func.closures.some((inner) => !isNode(inner) && !encloses(inner.fact.span, after) && wantsFailure(inner, { start: 0, end: 0 }, program));
}

function expects(func: Func, after: number, program: Program): boolean {
  const { fact } = func;
  const isLater = ({ span }: { readonly span: Span }): boolean => span.start >= after;
  return fact.calls.some((call) => isLater(call) && (isExpectation(call, fact) || isFailedWait(call, func, program)))
    || fact.guards.some((guard) => isLater(guard) && isWaitedFor(guard.when, guard.span, fact))
    || fact.returns.some((one) => isLater(one) && one.values.some((value) => truth(value) === true));
}

/** `Should(BeElementOf("ErrImagePull", …))`, `waitForEvent(pod, "BackOff")`; a question in a condition is the condition's. */
function isExpectation(call: CallExpr, fact: FuncFact): boolean {
  if (!call.args.some(hasReason) || isQuestion(call)) return false;
  const around = fact.calls.filter(({ span }) => encloses(span, call.span)).map(nameOf);
  return !around.some((name) => denying.test(name) || talking.test(name) || nodes.test(name)) && !fact.guards.some(({ when }) => encloses(when.span, call.span));
}

/** `strings.Contains(…)`: what it says depends on who asks. */
function isQuestion({ fn }: CallExpr): boolean {
  return fn.kind === 'select' && asking.test(fn.name) && fn.of.kind === 'name' && /^(?:strings|slices|bytes|regexp)$/.test(fn.of.name);
}

/** Whether an expression says that there is such a reason (true), or that there is none (false); undefined where it says neither. */
function truth(expr: Expr): boolean | undefined {
  if (expr.kind === 'unary' && expr.op === '!') {
    const inner = truth(expr.of);
    return inner === undefined ? undefined : !inner;
  }
  if (expr.kind === 'call') return asking.test(nameOf(expr)) && expr.args.some(hasReason) ? true : undefined;
  if (expr.kind !== 'binary') return undefined;
  if (expr.op === '&&' || expr.op === '||') return truth(expr.left) ?? truth(expr.right);
  if (expr.op !== '==' && expr.op !== '!=') return undefined;
  return isReason(expr.left) || isReason(expr.right) ? expr.op === '==' : undefined;
}

/** It is what the body waits for, or fails without; not what it gives up on. */
function isWaitedFor(when: Expr, block: Span, fact: FuncFact): boolean {
  const told = truth(when);
  if (told === undefined) return false;
  const fails = complains(fact, block);
  return told ? !fails && fact.returns.some(({ span, values }) => encloses(block, span) && values.every(isGood)) : fails;
}

function isGood(value: Expr): boolean {
  return value.kind === 'name' && /^(?:true|nil)$/.test(value.name);
}

const waiting = /wait|ready|rollout|available|running/i;

/** `rollout status`, `kubectl wait` or a helper that waits, of which an error is wanted. */
function isFailedWait(call: CallExpr, func: Func, program: Program): boolean {
  const words = new Set(call.args.flatMap((arg) => (arg.kind === 'text' ? [joinedText(arg.chunks)] : [])));
  const waits = (words.has('rollout') && words.has('status')) || words.has('wait');
  if (waits) return isRefused(call.span, func, program);
  if (waiting.test(nameOf(call))) return mustFail(call, func.fact);
  // `Consistently(ready).ShouldNot(Succeed())`
  if (!negative.test(nameOf(call)) || call.args[0]?.kind !== 'call' || nameOf(call.args[0]) !== 'Succeed') return false;
  const subject = assertedBy(call)?.args[0];
  return subject !== undefined && (subject.kind === 'local' || subject.kind === 'name') && waiting.test(subject.name);
}

/** Fields that say that the case fails. */
const failing = /^(?:want|expect(?:ed)?|should)?(?:Err(?:or)?|Fail(?:s|ed|ure)?|Den(?:y|ied)|Reject(?:s|ed)?|Forbidden)$/i;

/** A row of a table that has, beside the image at `at`, a reason of the kubelet, or says in other words that the pod is not to run. */
export function isFailingRow(at: Span, funcs: readonly FuncFact[]): boolean {
  const rows = funcs.flatMap(({ composites }) => composites.filter((one) => one.span.start < at.start && at.end < one.span.end && one.elements.some(({ value }) => encloses(value.span, at))));
  const innermost = rows.reduce<CompositeExpr | undefined>((best, one) => (best && encloses(one.span, best.span) ? best : one), undefined);
  if (innermost && innermost.elements.length > 1) return innermost.elements.some(({ field, value }) => isFailingCell(field, value));
  const entry = entryAround(at, funcs.flatMap(({ calls }) => calls));
  return entry?.args.slice(1).some((arg) => isFailingCell(undefined, arg)) === true;
}

function isFailingCell(field: string | undefined, value: Expr): boolean {
  if (isReason(value)) return true;
  if (field !== undefined && failing.test(field)) return value.kind === 'text' ? value.chunks.length > 0 : value.kind === 'name' ? value.name === 'true' : true;
  return value.kind === 'select' && value.name === 'PodPending';
}

