/** `strings.NewReplacer(old, new, …).Replace(text)`: which texts go, and what comes in their place? Knows the two calls; replaces nothing. */
import type { CallExpr, Expr } from '../go/facts';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { originsOf } from './origins';

export interface Replacement {
  readonly old: string;
  /** Where `old` is written. */
  readonly written: Expr;
  readonly by: Expr;
  /** The frame of both. */
  readonly frame: Frame;
}

/** The pairs of the replacer whose method is called, in their order; undefined where one isn't known. */
export function replacementsOf(e: Evaluation, call: CallExpr, frame: Frame): Replacement[] | undefined {
  if (call.fn.kind !== 'select' || call.fn.name !== 'Replace' || call.args.length !== 1) return undefined;
  const { list: [only, ...others], complete } = originsOf(e, call.fn.of, frame);
  if (only?.kind !== 'made' || only.expr.kind !== 'call' || others.length > 0 || !complete || only.expr.spread) return undefined;
  const callees = e.callees(only.expr, only.frame);
  const { args } = only.expr;
  if (callees.kind !== 'library' || callees.path !== 'strings' || callees.name !== 'NewReplacer' || args.length % 2 > 0) return undefined;
  const pairs: Replacement[] = [];
  for (let i = 0; i < args.length; i += 2) {
    const [written, by] = [args[i], args[i + 1]];
    const old = written && e.keyText(written, only.frame);
    if (!written || !by || !old) return undefined;
    pairs.push({ old, written, by, frame: only.frame });
  }
  return pairs;
}
