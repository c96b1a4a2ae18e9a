/**
 * An expression for a part of a value, as if it were written where the value is. The same one every time: evaluations remember answers by it.
 * Evaluates nothing.
 */
import { remembered } from '../base/remembered';
import type { Expr, IndexExpr, SelectExpr, TextExpr } from '../go/facts';

const fields = remembered((_of: Expr) => new Map<string, SelectExpr>());
const elements = remembered((_of: Expr) => new Map<string, IndexExpr & { readonly index: TextExpr }>());

/** `of.name` */
export function fieldOf(of: Expr, name: string): SelectExpr {
  const known = fields(of);
  const { span } = of;
  let expr = known.get(name);
  if (!expr) known.set(name, (expr = { kind: 'select', of, name, nameSpan: span, span }));
  return expr;
}

/** `of["key"]` */
export function elementOf(of: Expr, key: string): IndexExpr & { readonly index: TextExpr } {
  const known = elements(of);
  const { span } = of;
  let expr = known.get(key);
  if (!expr) known.set(key, (expr = { kind: 'index', of, index: { kind: 'text', chunks: [{ text: key, ...span }], raw: false, span }, span }));
  return expr;
}
