/**
 * Does an `if` only give a variable a prefix that it lacks? Without its condition, a name that has the prefix would seem to get it twice.
 * Go's library has no function that does it: the whole is told as a call of `strings.EnsurePrefix(x, p)`, which `flow/library` knows.
 */
import { isSameSpan, joinedText, type Span } from '../base/text';
import type { Bind, CallExpr, Expr } from './facts';

/** The one assignment of `if !strings.HasPrefix(x, p) { x = p + x }` among those of its block, and what it leaves in `x`. */
export function prefixCompletion(condition: Expr, binds: readonly Bind[], block: Span): { bind: Bind; whole: CallExpr } | undefined {
  if (condition.kind !== 'unary' || condition.op !== '!' || condition.of.kind !== 'call') return undefined;
  const { fn, args } = condition.of;
  const [variable, prefix, ...others] = args;
  if (fn.kind !== 'select' || fn.of.kind !== 'name' || fn.name !== 'HasPrefix' || variable?.kind !== 'local' || !prefix || others.length > 0) return undefined;
  const [bind, ...more] = binds.filter(({ target }) => target.kind === 'var' && target.id === variable.id);
  if (!bind || more.length > 0 || !isSameSpan(bind.scope, block) || bind.source.kind !== 'expr') return undefined;
  const sum = bind.source.expr;
  if (sum.kind !== 'binary' || sum.op !== '+' || sum.right.kind !== 'local' || sum.right.id !== variable.id || !isSame(sum.left, prefix)) return undefined;
  const whole: CallExpr = { kind: 'call', fn: { ...fn, name: 'EnsurePrefix' }, args: [sum.right, sum.left], spread: false, mode: 'plain', discards: [], looped: false, span: sum.span };
  return { bind, whole };
}

function isSame(a: Expr, b: Expr): boolean {
  if (a.kind === 'text' && b.kind === 'text') return joinedText(a.chunks) === joinedText(b.chunks);
  return (a.kind === 'name' && b.kind === 'name' && a.name === b.name) || (a.kind === 'local' && b.kind === 'local' && a.id === b.id);
}
