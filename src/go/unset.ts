/**
 * Which environment variables have no text where a condition turned out so? Knows Go's two ways to read one and the ways to ask whether
 * there is something; which variable it is, is the evaluation's knowledge.
 */
import { encloses, type Span } from '../base/text';
import type { Body } from './body';
import { isEmpty } from './branches';
import type { CallExpr, Expr, FuncFact, VarId } from './facts';

/** What a text, or `ok`, was read from: a call that reads the environment, and which of its results. */
interface Read {
  readonly call: CallExpr;
  readonly result: number;
}

/** The reads that gave no text, where a condition at `at` turned out `outcome`; none where that is not certain. */
export function unsetBy(condition: Expr, outcome: boolean, at: Span, body: Body): readonly CallExpr[] {
  if (condition.kind === 'unary' && condition.op === '!') return unsetBy(condition.of, !outcome, at, body);
  if (condition.kind === 'binary' && (condition.op === '&&' || condition.op === '||')) {
    const [left, right] = [unsetBy(condition.left, outcome, at, body), unsetBy(condition.right, outcome, at, body)];
    // Both sides are so, or one of them, nobody knows which.
    return outcome === (condition.op === '&&') ? [...left, ...right] : left.filter((call) => right.includes(call));
  }
  const asked = condition.kind === 'binary' ? emptiness(condition.op, condition.left, condition.right) : undefined;
  const [of, saysEmpty, result] = asked ? [asked.of, asked.saysEmpty, 0] : [condition, false, 1];
  if (outcome !== saysEmpty) return [];
  const read = readOf(of, at, body);
  return read?.result === result ? [read.call] : [];
}

/** `x == ""`, `x != ""`, `len(x) == 0`, `len(x) > 0`: of which text, and whether it says that the text is empty. */
function emptiness(op: string, left: Expr, right: Expr): { readonly of: Expr; readonly saysEmpty: boolean } | undefined {
  const isZero = right.kind === 'number' && right.text === '0';
  const measured = left.kind === 'call' && left.fn.kind === 'name' && left.fn.name === 'len' ? left.args[0] : undefined;
  const of = isEmpty(right) ? left : isEmpty(left) ? right : isZero ? measured : undefined;
  if (of && op === '==') return { of, saysEmpty: true };
  return of && (op === '!=' || (op === '>' && isZero)) ? { of, saysEmpty: false } : undefined;
}

const readers = new Set(['Getenv', 'LookupEnv']);

function asRead(expr: Expr, result: number): Read | undefined {
  return expr.kind === 'call' && expr.fn.kind === 'select' && readers.has(expr.fn.name) && expr.args.length === 1 ? { call: expr, result } : undefined;
}

/** A local counts where it was given what was read, surely, in the same turn of a loop, and nothing else so far. */
function readOf(expr: Expr, at: Span, body: Body): Read | undefined {
  if (expr.kind !== 'local') return asRead(expr, 0);
  const [bind, ...more] = body.binds.filter(({ target }) => target.kind === 'var' && target.id === expr.id);
  if (!bind || more.length > 0 || !bind.scope || !encloses(bind.scope, at) || bind.loop?.start !== body.loop?.start || isOutOfHand(expr.id, body)) return undefined;
  return bind.source.kind === 'expr' ? asRead(bind.source.expr, 0) : bind.source.kind === 'result' ? asRead(bind.source.expr, bind.source.index) : undefined;
}

/** A closure assigns to it, or somebody got its address. */
function isOutOfHand(id: VarId, { calls, closures }: Pick<FuncFact, 'calls' | 'closures'>): boolean {
  const isAddress = (arg: Expr): boolean => arg.kind === 'unary' && arg.op === '&' && arg.of.kind === 'local' && arg.of.id === id;
  return calls.some(({ args }) => args.some(isAddress)) || closures.some((inner) => inner.binds.some(({ target }) => target.kind === 'var' && target.id === id) || isOutOfHand(id, inner));
}
