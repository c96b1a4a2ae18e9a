/**
 * Calls of Go's own packages that make another text of a name: a file's name of an image, a label of a tag. They do nothing to the image, and
 * what they give is unknown wherever it is used, or followed. Of a manifest or a command line they make another one, so that is not for here.
 */
import type { CallExpr, Expr } from '../go/facts';
import type { Evaluation } from '../flow/evaluation';
import type { Frame } from '../flow/frame';
import { originsOf } from '../flow/origins';
import { isText } from '../flow/value';

/** Which argument the text is, by the function. */
const functions: ReadonlyMap<string, number> = new Map([['strings.Map', 1], ['os.Expand', 0], ['regexp.MatchString', 1]]);
/** Makers of what has such methods, and the methods. */
const makers = /^(?:strings\.NewReplacer|regexp\.(?:Must)?Compile(?:POSIX)?)$/;
const methods = /^(?:Replace|ReplaceAll(?:Literal)?String(?:Func)?|FindString(?:Submatch|Index)?|FindAllString|MatchString|Split)$/;

export function isNameRewritten(e: Evaluation, call: CallExpr, frame: Frame): boolean {
  const text = textOf(e, call, frame);
  return text !== undefined && isName(e, text, frame);
}

function textOf(e: Evaluation, call: CallExpr, frame: Frame): Expr | undefined {
  const callees = e.callees(call, frame);
  if (callees.kind === 'library' && callees.path !== '') return call.args[functions.get(`${callees.path}.${callees.name}`) ?? call.args.length];
  if (call.fn.kind !== 'select' || !methods.test(call.fn.name)) return undefined;
  const { list, complete } = originsOf(e, call.fn.of, frame);
  const made = list.every((origin) => {
    const maker = origin.kind === 'made' && origin.expr.kind === 'call' ? e.callees(origin.expr, origin.frame) : undefined;
    return maker?.kind === 'library' && makers.test(`${maker.path}.${maker.name}`);
  });
  return made && complete && list.length > 0 ? call.args[0] : undefined;
}

/** One word, as far as it is known. */
function isName(e: Evaluation, expr: Expr, frame: Frame): boolean {
  const { values, complete } = e.texts(expr, frame);
  return complete && values.length > 0 && values.every(({ parts }) => parts.some(isText) && parts.every((part) => (isText(part) ? !/\s/.test(part.text) : part.hole.kind === 'fresh' || part.hole.kind === 'env')));
}
