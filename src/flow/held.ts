/**
 * Which variables held a struct on its way to where it is read, and had fields stored into there? A list, a map, another struct or a
 * channel got it as it then was, so its field is asked for there. Knows stores by where they begin; what is stored is for fields.ts to say.
 */
import type { Expr } from '../go/facts';
import { walkLocals } from './bindIndex';
import type { BindIndex } from './declarations';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import type { Made, Origin, Origins } from './origin';
import { globalPath, globalRoot, pathOf, samePath } from './paths';
import { isPointer } from './pointers';

/** The read of such a variable, or of a part of one. */
export interface Held {
  readonly expr: Expr;
  readonly frame: Frame;
  /** Its address was taken on: what is stored afterwards counts, too. */
  readonly shared: boolean;
}

const none: readonly Held[] = [];

/** More variables in a row aren't remembered. */
const most = 6;

/** The origins of an expression, with the expression itself where it holds a struct that somebody stores into. */
export function throughHeld(e: Evaluation, expr: Expr, frame: Frame, found: Origins): Origins {
  if (expr.kind === 'unary') return expr.op === '&' ? mapHeld(found, (held) => (held[0]?.expr === expr.of ? [{ ...held[0], shared: true }, ...held.slice(1)] : held)) : found;
  if (expr.kind !== 'local' && expr.kind !== 'name' && expr.kind !== 'select' && expr.kind !== 'index') return found;
  if (!found.list.some(isObject) || !isStoredInto(e, expr, frame)) return found;
  const one: Held = { expr, frame, shared: isPointer(e.program, expr, frame.func) };
  return mapHeld(found, (held) => (held.length < most ? [one, ...held] : held));
}

function isObject(origin: Origin): origin is Made {
  return origin.kind === 'made' && origin.expr.kind === 'composite';
}

function mapHeld(found: Origins, to: (held: readonly Held[]) => readonly Held[]): Origins {
  return { list: found.list.map((origin) => (isObject(origin) ? { ...origin, held: to(origin.held ?? none) } : origin)), complete: found.complete };
}

function isStoredInto(e: Evaluation, expr: Expr, frame: Frame): boolean {
  const root = walkLocals(expr);
  if (root) {
    const path = pathOf(expr);
    const index = e.program.index(frame.func);
    return (index.through.get(root.id) ?? []).some(({ bind: { target } }) => target.kind === 'field' && samePath(pathOf(target.of), path)) || (expr.kind === 'local' && isChangedByCall(e, index, expr.id));
  }
  const global = globalRoot(e, expr, frame);
  if (!global) return false;
  const path = globalPath(e, expr, frame.func);
  return e.program.globalThrough(global).some(({ bind: { target }, owner }) => target.kind === 'field' && samePath(globalPath(e, target.of, owner), path)) || (path.length === 0 && e.program.globalHanded(global).length > 0);
}

/** A method or function gets a pointer to it. */
function isChangedByCall({ program }: Evaluation, { uses }: BindIndex, id: number): boolean {
  return (uses.get(id) ?? []).some(({ call, owner, index }) => {
    const declared = program.callee(call, owner);
    if (declared?.kind !== 'func') return declared === undefined;
    const { receiver, params } = declared.func.fact;
    return index < 0 ? receiver?.pointer === true : params[index]?.type.kind === 'pointer';
  });
}

/** The variable that held it last before it came to `of`; undefined where it came from no other. */
export function heldBefore(maker: Made, of: Expr): Held | undefined {
  const [last, before] = maker.held ?? none;
  return last?.expr === of ? before : last;
}

/** Whether two origins came by the same variable. */
export function isHeldAlike(a: Origin, b: Origin): boolean {
  const [one] = (a.kind === 'made' && a.held) || none;
  const [other] = (b.kind === 'made' && b.held) || none;
  return one?.expr === other?.expr && one?.frame === other?.frame;
}
