/**
 * Who stores into an object and has it under another name than its maker's, or its reader's: a getter that gives it back, a method of what a
 * chain gives back, a function that looked it up in a map, a local that it was copied to? Knows stores by the field that they name, and
 * objects by where they were made; what is stored is for fields.ts and elements.ts.
 */
import type { Expr, VarId } from '../go/facts';
import { walkLocals } from './bindIndex';
import type { Func, Global, OwnedBind, StoreInto, TypeKeys } from './declarations';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import type { Made, Origin } from './origin';
import { originsOf } from './origins';
import { globalRoot, homeOf } from './paths';
import { writesOf } from './pointers';
import { typeKeyOf } from './program';

/** More stores of one field aren't looked through: any of them may be to the object. */
const most = 64;

interface AliasedStore {
  readonly one: OwnedBind;
  readonly frame: Frame;
}

/**
 * Stores that name a field, anywhere in the workspace, where what is stored into may be one of the makers' objects: `x` of `x.name = …`, the
 * `x.name` of `x.name[i] = …`, and `x` of `*x.name = …`; undefined where there are too many. `read` is the expression whose objects they are.
 */
export function aliasedStores(e: Evaluation, makers: readonly Origin[], name: string, into: StoreInto, read: Expr, reader: Frame): AliasedStore[] | undefined {
  const objects = makers.filter(isObject);
  if (objects.length === 0) return [];
  const types = typesOf(e, objects);
  const binds = e.program.storesTo(name, into, types).filter((one) => {
    const of = objectOf(one);
    const type = of && e.program.typeOf(of, one.owner);
    const key = type && typeKeyOf(e.program, type);
    return key === undefined || types.has(undefined) || types.has(key);
  });
  if (binds.length > most) return undefined;
  return binds.flatMap((one) => {
    const of = objectOf(one);
    if (!of) return [];
    const isRead = isOf(of, one.owner, walkLocals(read)?.id, reader.func);
    // What begins at the very variable that is read, or that the object was made for, is found with it; an element only in this very run of
    // the function.
    const global = globalRoot(e, read, reader);
    const frames = e.framesOf(one.owner).filter((frame) => into === 'pointer' || (!isRooted(e, of, frame, global) && !(isRead && (into === 'field' || outermost(frame) === outermost(reader)))));
    return frames.flatMap((frame) => (originsOf(e, of, frame).list.some((origin) => objects.some((maker) => isSame(maker, origin) && (into === 'pointer' || !isAtHome(e, maker, of, one.owner)))) ? [{ one, frame }] : []));
  });
}

/** Whether somebody who gets the address of a field `name` of one of the makers' objects may write into it, such as what parses flags. */
export function isHandedOn(e: Evaluation, makers: readonly Origin[], name: string, read: Expr, reader: Frame): boolean {
  const objects = makers.filter(isObject);
  const handed = objects.length === 0 ? [] : e.program.fieldHanded(name, typesOf(e, objects));
  if (handed.length > most) return true;
  return handed.some((one) => {
    const of = one.arg.kind === 'unary' && one.arg.of.kind === 'select' ? one.arg.of.of : undefined;
    if (!of || writesOf(e.program, one).length === 0) return false;
    // What begins at the variable that is read, or that the object was made for, is found with it.
    if (isOf(of, one.owner, walkLocals(read)?.id, reader.func)) return false;
    return e.framesOf(one.owner).some((frame) => originsOf(e, of, frame).list.some((origin) => objects.some((maker) => isSame(maker, origin) && !isAtHome(e, maker, of, one.owner))));
  });
}

/** What is stored into, or what holds the pointer that is stored through. */
function objectOf({ bind: { target } }: OwnedBind): Expr | undefined {
  if (target.kind === 'deref') return target.of.kind === 'select' ? target.of.of : undefined;
  return 'of' in target ? target.of : undefined;
}

/** It begins at that package-level variable. */
function isRooted(e: Evaluation, of: Expr, frame: Frame, global: Global | undefined): boolean {
  return global !== undefined && globalRoot(e, of, frame) === global;
}

function outermost(frame: Frame): Frame {
  let at = frame;
  while (at.func.parent && at.lexical) at = at.lexical;
  return at;
}

function isObject(origin: Origin): origin is Made {
  return origin.kind === 'made';
}

function typesOf(e: Evaluation, objects: readonly Made[]): TypeKeys {
  return new Set(objects.map(({ expr, frame }) => {
    const type = e.program.typeOf(expr, frame.func);
    return type && typeKeyOf(e.program, type);
  }));
}

function isSame(a: Made, b: Origin): boolean {
  return b.kind === 'made' && a.expr === b.expr && a.frame === b.frame;
}

function isAtHome(e: Evaluation, maker: Made, of: Expr, owner: Func): boolean {
  return isOf(of, owner, homeOf(e, maker)?.id, maker.frame.func);
}

/** It begins at that local variable. */
function isOf(of: Expr, owner: Func, id: VarId | undefined, func: Func): boolean {
  return id !== undefined && owner.outermost === func.outermost && walkLocals(of)?.id === id;
}
