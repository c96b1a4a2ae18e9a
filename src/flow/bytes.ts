/**
 * Is a text made byte by byte? What stores into a `[]byte`, or fills an array, makes another text than it began with, and nobody reads which.
 * Knows types and stores; evaluates nothing.
 */
import type { Expr, TypeRef, VarId } from '../go/facts';
import type { Span } from '../base/text';
import type { Func, Program } from './declarations';
import { unknown, type Origins } from './origin';
import { pointerWrites, seenBy } from './pointers';

/** In the place of an empty text: an array has its length from the beginning, and a slice is filled where it is handed. */
export const unfilled: Origins = unknown('bytes that are filled one by one');

const characters = /^(?:byte|rune|uint8|int32)$/;

/** `[]byte`, `[4]byte`, `[]rune` */
export function isBytes(type: TypeRef | undefined): boolean {
  return type?.kind === 'slice' && type.of.kind === 'name' && type.of.pkg === undefined && characters.test(type.of.name);
}

/** Whether a local holds characters, and one of them may have been stored by itself before it is read. */
export function isEdited(program: Program, func: Func, id: VarId, read: Span): boolean {
  const index = program.index(func);
  const type = func.outermost.fact.vars[id]?.type;
  const converted = (expr: Expr | undefined): boolean => expr?.kind === 'call' && expr.fn.kind === 'type' && isBytes(expr.fn.type);
  if (!isBytes(type) && !(index.vars.get(id) ?? []).some(({ bind: { source } }) => source.kind === 'expr' && converted(source.expr))) return false;
  const stored = (index.through.get(id) ?? []).some(({ bind: { target, span, loop }, owner }) => target.kind === 'index' && (owner !== func || loop !== undefined || span.end <= read.start));
  return stored || seenBy(pointerWrites(program, func, id), read, func).some(({ path }) => path[0] === '[]');
}
