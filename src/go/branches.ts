/**
 * Which comparisons hold where a branch runs? Reads conditions as they are written; whether they hold for certain values is the
 * evaluation's knowledge.
 */
import type { Body } from './body';
import type { Bind, CallExpr, Comparison, Expr, Guard, VarFact } from './facts';
import { isSameSpan, type Span } from '../base/text';
import { endOf, named, parts, type SyntaxNode } from './syntax';

/** The parts of a condition that turned out `outcome` of which each is known to have turned out as it says: what `!`, `&&` and `||` join. */
function settled(condition: Expr, outcome: boolean): { readonly condition: Expr; readonly outcome: boolean }[] {
  if (condition.kind === 'unary' && condition.op === '!') return settled(condition.of, !outcome);
  const isSplit = condition.kind === 'binary' && condition.op === (outcome ? '&&' : '||');
  return isSplit ? [...settled(condition.left, outcome), ...settled(condition.right, outcome)] : [{ condition, outcome }];
}

/**
 * What is known of the comparisons in a condition that turned out `outcome`; nothing of what else stands there. Comparisons with the empty
 * text are left out: they abound, see `emptied`. A name, a flag among `vars`, a call and a comparison of numbers are themselves compared with `true`.
 */
export function comparisons(condition: Expr, outcome: boolean, vars: readonly VarFact[]): readonly Comparison[] {
  return settled(condition, outcome).flatMap((part) => compared(part.condition, part.outcome, vars) ?? []);
}

function compared(condition: Expr, outcome: boolean, vars: readonly VarFact[]): Comparison | undefined {
  const asTrue: Comparison = { of: condition, among: [{ kind: 'name', name: 'true', span: condition.span }], holds: outcome };
  if (condition.kind === 'name' || isBool(condition, vars) || isTellingCall(condition)) return asTrue;
  if (condition.kind !== 'binary') return undefined;
  const { op, left, right } = condition;
  if (/^[<>=!]=?$/.test(op) && (isNumber(left) || isNumber(right))) return asTrue;
  if ((op !== '==' && op !== '!=') || !mayBeText(left) || !mayBeText(right) || isEmpty(left) || isEmpty(right)) return undefined;
  return { of: left, among: [right], holds: outcome === (op === '==') };
}

/**
 * The same of comparisons with the empty text, where they say that a text is empty: what runs there doesn't where it is known to be set.
 * The other way round they tell nothing, since it is hardly ever known that a text is empty.
 */
export function emptied(condition: Expr, outcome: boolean): readonly Comparison[] {
  return settled(condition, outcome).flatMap((part): Comparison[] => {
    if (part.condition.kind !== 'binary' || part.condition.op !== (part.outcome ? '==' : '!=')) return [];
    const { left, right } = part.condition;
    return isEmpty(right) && mayBeText(left) ? [{ of: left, among: [right], holds: true }] : [];
  });
}

function isBool(expr: Expr, vars: readonly VarFact[]): boolean {
  if (expr.kind === 'select') return true;
  const found = expr.kind === 'local' ? vars[expr.id] : undefined;
  return found !== undefined && (found.flag === true || (found.role === 'param' && found.type?.kind === 'name' && found.type.name === 'bool'));
}

/** One whose answer may be known: it asks nothing, or something of texts; what lacks a prefix is mostly given it (prefixCompletion.ts). */
function isTellingCall(expr: Expr): boolean {
  if (expr.kind !== 'call') return false;
  const { fn, args } = expr;
  return (args.length === 0 && fn.kind === 'name') || (fn.kind === 'select' && fn.of.kind === 'name' && (args.length === 0 || (fn.of.name === 'strings' && /^(?:Contains|HasSuffix)$/.test(fn.name))));
}

function isNumber(expr: Expr): boolean {
  return expr.kind === 'number';
}

/** The block around, where nothing else decides whether a branch of it runs than what the comparisons of its condition say. */
export function whole(condition: Expr, outcome: boolean, vars: readonly VarFact[], around: Span): Span | undefined {
  return settled(condition, outcome).every((part) => compared(part.condition, part.outcome, vars)) ? around : undefined;
}

/** A comparison that never holds. */
export function never(span: Span): Comparison {
  return { of: { kind: 'name', name: 'false', span }, among: [{ kind: 'name', name: 'true', span }], holds: true };
}

/** The same of a `switch` over a value: it is one of a clause's choices, or none of all. */
export function choice(of: Expr, among: readonly Expr[], holds: boolean): readonly Comparison[] {
  return mayBeText(of) && among.every(mayBeText) && !among.every(isEmpty) ? [{ of, among, holds }] : [];
}

/** `if x == "" { x = … }` fills in a default: no assignment where `x` is known to be set. */
export function filledIn(condition: Expr, binds: readonly Bind[]): readonly Comparison[] {
  if (condition.kind !== 'binary' || condition.op !== '==' || !isEmpty(condition.right)) return [];
  const { left, right } = condition;
  const fills = ({ target }: Bind): boolean =>
    left.kind === 'local' ? target.kind === 'var' && target.id === left.id
    : left.kind === 'select' && target.kind === 'field' && target.name === left.name && left.of.kind === 'local' && target.of.kind === 'local' && target.of.id === left.of.id;
  return binds.some(fills) ? [{ of: left, among: [right], holds: true }] : [];
}

/** The one assignment of `if x == "" { x = … }` among those of its block: x has a text behind it, unless that is empty, too. */
export function filling(condition: Expr, binds: readonly Bind[], block: Span): Bind | undefined {
  if (condition.kind !== 'binary' || condition.op !== '==' || !isEmpty(condition.right) || condition.left.kind !== 'local') return undefined;
  const { id } = condition.left;
  const [bind, ...more] = binds.filter(({ target }) => target.kind === 'var' && target.id === id);
  return bind && more.length === 0 && isSameSpan(bind.scope, block) ? bind : undefined;
}

/** Notes what is compared with the empty text. */
export function noteAsked(asked: Expr[], of: Expr, ...others: readonly Expr[]): void {
  if (others.some(isEmpty)) asked.push(of);
  else if (isEmpty(of)) asked.push(...others);
}

export function isEmpty(expr: Expr): boolean {
  return expr.kind === 'text' && expr.chunks.length === 0;
}

const noTexts = new Set(['nil', 'true', 'false']);

function mayBeText(expr: Expr): boolean {
  switch (expr.kind) {
    case 'name':
      return !noTexts.has(expr.name);
    case 'text':
    case 'local':
    case 'select':
    case 'index':
    case 'call':
    case 'slice':
      return true;
    case 'binary':
      return expr.op === '+';
    default:
      return false;
  }
}

/** Notes a branch, unless nothing is known of it; `unset`: the reads of the environment that gave no text there. */
export function noteBranch({ branches, unset: found }: Pick<Body, 'branches' | 'unset'>, span: Span, when: readonly Comparison[], around?: Span, unset: readonly CallExpr[] = []): void {
  if (span.start >= span.end) return;
  if (when.length > 0) branches.push(around ? { span, when, around } : { span, when });
  for (const read of unset) found.push({ span, read });
}

/** Notes the condition around a block, where somebody may ask for it. */
export function noteGuard(guards: Guard[], span: Span, when: Expr): void {
  if (isTelling(when)) guards.push({ span, when });
}

/** So many characters hold a `return nil` and what indents the brace. */
const tail = 40;
const leftForGood = /\breturn(?:\s+nil)?\s*\}$/;
/** A statement of one line that calls something, or returns. */
const oneLine = /\s*(?:return |[\w.]+\().*/y;

/** `if err != nil { return }`: the line behind it runs only where there was no error. `outside`: the block around. */
export function noteNoError(guards: Guard[], { end, start }: Span, outside: Span, when: Expr, source: string): void {
  if (when.kind !== 'binary' || when.op !== '!=' || when.right.kind !== 'name' || when.right.name !== 'nil' || !leftForGood.test(source.slice(Math.max(start, end - tail), end))) return;
  oneLine.lastIndex = end;
  const line = oneLine.exec(source);
  if (line && oneLine.lastIndex <= outside.end) guards.push({ span: { start: end, end: oneLine.lastIndex }, when: { ...when, op: '==' } });
}

/** `!apierrors.IsForbidden(err)`, but not `!ok(x)`: such questions are about errors. */
function isKind(expr: Expr): boolean {
  return expr.kind === 'call' && expr.fn.kind === 'select' && /^Is[A-Z]/.test(expr.fn.name);
}

function isTelling(expr: Expr): boolean {
  switch (expr.kind) {
    case 'text':
      return !isEmpty(expr);
    case 'name':
      return expr.name === 'nil';
    case 'unary':
      return isTelling(expr.of) || isKind(expr.of);
    case 'binary':
      return expr.op !== '!=' || expr.right.kind !== 'name' ? isTelling(expr.left) || isTelling(expr.right) : false;
    case 'call':
      return expr.args.some(isTelling);
    default:
      return false;
  }
}

/** A block that is left at its end: what stands behind the `if` runs only where its condition failed. */
export function isLeft(block: SyntaxNode | undefined): boolean {
  const list = block && named(block).findLast((child) => child.type === 'statement_list');
  const last = list && parts(list).at(-1);
  return last?.type === 'return_statement' || last?.type === 'continue_statement';
}

/** From the end of a statement to the end of the block that it stands in. */
export function rest(after: SyntaxNode, block: Span): Span {
  return { start: endOf(after), end: block.end };
}
