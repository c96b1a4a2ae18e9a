/** What does `sync.OnceFunc(f)`, `sync.OnceValue(f)` or `sync.OnceValues(f)` run, however often what it gives is called? */
import type { Expr } from '../go/facts';
import type { Func, Program } from './declarations';

const once = /^Once(?:Func|Values?)$/;

/** The function that such a call is handed; undefined for any other expression. */
export function ranOnce(expr: Expr, func: Func, program: Program): Expr | undefined {
  if (expr.kind !== 'call' || expr.fn.kind !== 'select' || !once.test(expr.fn.name)) return undefined;
  const declared = program.callee(expr, func);
  return declared?.kind === 'library' && declared.path === 'sync' ? expr.args[0] : undefined;
}
