/**
 * Does a place run under another operating system, or on another machine, than the usual one only? Knows `runtime.GOOS` and `runtime.GOARCH` where they
 * are compared with a written text. Nobody knows where a suite runs, though most run where images are built: on Linux.
 */
import type { Span } from '../base/text';
import type { Comparison, Expr } from '../go/facts';
import { certainText, isAskedAround } from './branches';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { onlyMade, originsOf } from './origins';

const usual: ReadonlyMap<string, string> = new Map([['GOOS', 'linux'], ['GOARCH', 'amd64']]);

/** `places`: where the frame's function does it. */
export function isElsewhere(e: Evaluation, places: readonly Span[], frame: Frame): boolean {
  return isAskedAround(places, frame, (one, at) => failsUsually(e, one, at));
}

function failsUsually(e: Evaluation, { of, among, holds }: Comparison, frame: Frame): boolean {
  const [first] = among;
  const truth = first?.kind === 'name' && first.name === 'true' ? usually(e, of, frame) : comparedUsually(e, of, among, frame);
  return truth !== undefined && truth !== holds;
}

/** Whether a condition holds under the usual system; undefined where that isn't all that it asks for. */
function usually(e: Evaluation, expr: Expr, frame: Frame, depth = 0): boolean | undefined {
  if (depth > 4) return undefined;
  if (expr.kind === 'binary' && (expr.op === '==' || expr.op === '!=')) {
    const equal = comparedUsually(e, expr.left, [expr.right], frame);
    return equal === undefined ? undefined : equal === (expr.op === '==');
  }
  if (expr.kind !== 'local' && expr.kind !== 'name' && expr.kind !== 'call') return undefined;
  const made = onlyMade(e, expr, frame);
  return made && made.expr !== expr ? usually(e, made.expr, made.frame, depth + 1) : undefined;
}

/** Whether a value is one of these; undefined where none of them is of the system, or one isn't known. */
function comparedUsually(e: Evaluation, of: Expr, among: readonly Expr[], frame: Frame): boolean | undefined {
  const systems = [of, ...among].map((expr) => systemOf(e, expr, frame));
  if (systems.every((one) => one === undefined)) return undefined;
  const [text, ...others] = [of, ...among].map((expr, i) => systems[i] ?? certainText(e, expr, frame));
  if (text === undefined) return undefined;
  return others.includes(text) ? true : others.includes(undefined) ? undefined : false;
}

/** What `runtime.GOOS`, or a variable that holds it, usually is. */
function systemOf(e: Evaluation, expr: Expr, frame: Frame): string | undefined {
  if (expr.kind !== 'local' && (expr.kind !== 'select' || !usual.has(expr.name))) return undefined;
  const [only, ...others] = originsOf(e, expr, frame).list;
  return only?.kind === 'library' && only.path === 'runtime' && others.length === 0 ? usual.get(only.name) : undefined;
}
