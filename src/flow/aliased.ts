/**
 * Who stores into an object and has it under another name than its maker's, or its reader's: a getter that gives it back, a method of what a
 * chain gives back, a function that looked it up in a map, a local that it was copied to? Knows stores by the field that they name, and
 * objects by where they were made; what is stored is for fields.ts and elements.ts.
 */
import type { Expr, VarId } from '../go/facts';
import { walkLocals } from './bindIndex';
import type { Func, OwnedBind } from './declarations';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { originsOf, type Origin } from './origins';
import { globalRoot, homeOf } from './paths';
import { typeKeyOf } from './program';

/** More stores of one field aren't looked through. */
const most = 24;

interface AliasedStore {
  readonly one: OwnedBind;
  readonly frame: Frame;
}

/**
 * Stores `x.name = …`, or with `element` `x.name[i] = …`, anywhere in the workspace, where `x` may be one of the makers' objects. `read` is the
 * expression whose objects they are.
 */
export function aliasedStores(e: Evaluation, makers: readonly Origin[], name: string, element: boolean, read: Expr, reader: Func): AliasedStore[] {
  const objects = makers.filter(isObject);
  if (objects.length === 0) return [];
  const types = new Set(objects.map(({ expr, frame }) => keyOf(e, expr, frame)));
  const binds = e.program.storesTo(name, element).filter((one) => {
    if (isOf(one, walkLocals(read)?.id, reader)) return false;
    const { bind: { target }, owner } = one;
    const type = 'of' in target ? e.program.typeOf(target.of, owner) : undefined;
    const key = type && typeKeyOf(e.program, type);
    return key === undefined || types.has(undefined) || types.has(key);
  });
  if (binds.length > most) return [];
  return binds.flatMap((one) => {
    const { target } = one.bind;
    if (!('of' in target)) return [];
    // What begins at a package-level variable's own name, or at the variable that is read or that the object was made for, is found with it.
    const frames = e.framesOf(one.owner).filter((frame) => globalRoot(e, target.of, frame) === undefined);
    return frames.flatMap((frame) => (originsOf(e, target.of, frame).list.some((origin) => objects.some((maker) => isSame(maker, origin) && !isAtHome(e, maker, one))) ? [{ one, frame }] : []));
  });
}

type Made = Extract<Origin, { kind: 'made' }>;

function isObject(origin: Origin): origin is Made {
  return origin.kind === 'made';
}

function keyOf(e: Evaluation, expr: Made['expr'], frame: Frame): string | undefined {
  const type = e.program.typeOf(expr, frame.func);
  return type && typeKeyOf(e.program, type);
}

function isSame(a: Made, b: Origin): boolean {
  return b.kind === 'made' && a.expr === b.expr && a.frame === b.frame;
}

function isAtHome(e: Evaluation, maker: Made, one: OwnedBind): boolean {
  return isOf(one, homeOf(e, maker)?.id, maker.frame.func);
}

/** The store begins at that local variable. */
function isOf({ bind: { target }, owner }: OwnedBind, id: VarId | undefined, { outermost }: Func): boolean {
  return id !== undefined && 'of' in target && owner.outermost === outermost && walkLocals(target.of)?.id === id;
}
