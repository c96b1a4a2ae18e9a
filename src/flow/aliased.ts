/**
 * Who stores into an object that a package-level variable holds, and has it under another name: a method of it, a function that looked it
 * up in a map, a local that it was copied to? Knows stores by the field that they name; what is stored is for fields.ts and elements.ts.
 */
import type { OwnedBind } from './declarations';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { originsOf, type Origin } from './origins';
import { globalRoot } from './paths';

/** More stores of one field aren't looked through. */
const most = 24;

/** Stores `x.name = …`, or with `element` `x.name[i] = …`, anywhere in the workspace, where `x` may be one of the makers' objects. */
export function aliasedStores(e: Evaluation, makers: readonly Origin[], name: string, element: boolean): { readonly one: OwnedBind; readonly frame: Frame }[] {
  const lasting = makers.filter(isLasting);
  if (lasting.length === 0) return [];
  const binds = e.program.storesTo(name, element);
  if (binds.length > most) return [];
  return binds.flatMap((one) => {
    const { target } = one.bind;
    if (!('of' in target)) return [];
    // What begins at a package-level variable's own name is found with that variable.
    const frames = e.framesOf(one.owner).filter((frame) => globalRoot(e, target.of, frame) === undefined);
    return frames.flatMap((frame) => (originsOf(e, target.of, frame).list.some((origin) => lasting.some((maker) => isSame(maker, origin))) ? [{ one, frame }] : []));
  });
}

/** It is there before any function runs. */
function isLasting(maker: Origin): boolean {
  if (maker.kind !== 'made') return false;
  let at = maker.frame;
  // What a suite's hook makes, though it is written among the initialisers, is made when the hook runs.
  for (; !at.func.parent && at.call; at = at.call.frame);
  return at.func.fact === at.func.file.initializer;
}

function isSame(a: Origin, b: Origin): boolean {
  return a.kind === 'made' && b.kind === 'made' && a.expr === b.expr && a.frame === b.frame;
}
