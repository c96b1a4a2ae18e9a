/**
 * A field of an embedded struct goes by two names, `s.Tag` and `s.Base.Tag`: does anybody store by the one that isn't read here? Knows types
 * and stores by their looks; evaluates nothing.
 */
import type { Expr } from '../go/facts';
import type { Func, OwnedBind, Program } from './declarations';
import { fieldOf } from './members';

/** Embedded structs looked into. */
const furthest = 4;

const anyType = new Set([undefined]);

type Field = NonNullable<ReturnType<Program['fields']>>[number];

/** Whether field `name` of `of` is stored into anywhere by its other name. */
export function isStoredByOtherName(program: Program, of: Expr, name: string, func: Func): boolean {
  if (!program.storesField(name)) return false;
  const parts = partsWith(program, of, func, name);
  if (parts.size > 0) return storesOf(program, name).some(({ bind: { target } }) => target.kind === 'field' && target.of.kind === 'select' && parts.has(target.of.name));
  if (of.kind !== 'select' || !isEmbedded(program, of.name, of.of, func)) return false;
  return storesOf(program, name).some(({ bind: { target }, owner }) => target.kind === 'field' && partsWith(program, target.of, owner, name).has(of.name));
}

function storesOf(program: Program, name: string): readonly OwnedBind[] {
  return program.storesTo(name, 'field', anyType);
}

function fieldsOf(program: Program, of: Expr, func: Func): readonly Field[] {
  const type = program.typeOf(of, func);
  return (type && program.fields(type)) ?? [];
}

function isEmbedded(program: Program, part: string, of: Expr, func: Func): boolean {
  return fieldsOf(program, of, func).some((field) => field.embedded && field.name === part);
}

/** The embedded structs on the way to a field that a struct doesn't have itself. */
function partsWith(program: Program, of: Expr, func: Func, name: string, depth = 0): ReadonlySet<string> {
  const fields = fieldsOf(program, of, func);
  if (depth > furthest || fields.some((field) => field.name === name)) return new Set();
  return new Set(fields.filter(({ embedded }) => embedded).flatMap((field) => {
    const part = fieldOf(of, field.name);
    const further = [...partsWith(program, part, func, name, depth + 1)];
    return further.length > 0 || fieldsOf(program, part, func).some((one) => one.name === name) ? [field.name, ...further] : [];
  }));
}
