/**
 * What does a map hold under which keys, where all of them are seen? Of maps that are made in one place; a key that may not be stored is told
 * apart. Knows no strings but keys.
 */
import type { Expr, VarId } from '../go/facts';
import type { Span } from '../base/text';
import { walkLocals } from './bindIndex';
import type { Handed } from './declarations';
import { elementOrigins, everyKey } from './elements';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { elementOf } from './members';
import type { Origin, Origins } from './origin';
import { originsOf } from './origins';
import { globalPath, globalRoot, homeOf, pathOf, samePath } from './paths';
import { mayFill, overlaps } from './pointers';
import { isSureIn } from './reaching';
import { textsOfOrigin } from './texts';
import { onlyText } from './value';

export interface Entry {
  readonly key: string;
  readonly value: Origins;
  /** What it is made with, where that is written down. */
  readonly written: { readonly expr: Expr; readonly frame: Frame } | undefined;
  /** It is there whenever the map is read. */
  readonly sure: boolean;
}

interface About {
  /** Another name that the map had, where it was handed on by that. */
  readonly before?: { readonly expr: Expr; readonly frame: Frame } | undefined;
  /** It surely is what is read. */
  readonly isThere?: boolean;
}

/** Sorted by key; undefined where some key isn't known. */
export function entriesOf(e: Evaluation, map: Expr, frame: Frame, { before, isThere = false }: About = {}): readonly Entry[] | undefined {
  const makers = originsOf(e, map, frame);
  const [maker, ...others] = makers.list;
  const home = maker && homeOf(e, maker);
  const made = maker && others.length === 0 && makers.complete && (isThere || maker.unsure === undefined) ? madeWith(e, maker) : undefined;
  if (!made || isFilled(e, map, frame) || (before && isFilled(e, before.expr, before.frame)) || (home && isGiven(e, home.id, home.frame, home.frame === frame ? map.span : undefined, ({ kind }) => kind === 'local'))) return undefined;
  const keys = everyKey(e, map, frame);
  const texts = keys.list.map((origin) => onlyText(textsOfOrigin(e, origin)));
  if (!keys.complete || texts.includes(undefined)) return undefined;
  return [...new Set(texts.flatMap((text) => text ?? []))].sort().map((key): Entry => {
    const value = elementOrigins(e, map, elementOf(map, key).index, frame);
    const written = made.findLast((one) => one.key === key);
    const sure = written !== undefined || isStoredBefore(e, map, key, frame) || (before !== undefined && isStoredBefore(e, before.expr, key, before.frame));
    return { key, value, written, sure };
  });
}

interface Written {
  readonly key: string | undefined;
  readonly expr: Expr;
  readonly frame: Frame;
}

function madeWith(e: Evaluation, maker: Origin): readonly Written[] | undefined {
  if (maker.kind === 'zero') return [];
  if (maker.kind !== 'made') return undefined;
  const { expr, frame } = maker;
  if (expr.kind === 'name') return expr.name === 'nil' ? [] : undefined;
  if (expr.kind === 'call') return expr.fn.kind === 'name' && expr.fn.name === 'make' ? [] : undefined;
  if (expr.kind !== 'composite') return undefined;
  return expr.elements.map(({ key, value }) => ({ key: key && e.keyText(key, frame), expr: value, frame }));
}

function isStoredBefore(e: Evaluation, map: Expr, key: string, frame: Frame): boolean {
  const root = walkLocals(map);
  const path = pathOf(map);
  const stores = root ? (e.program.index(frame.func).through.get(root.id) ?? []) : [];
  return stores.some((one) => one.bind.target.kind === 'index' && samePath(pathOf(one.bind.target.of), path) && isSureIn(e, one, map.span, frame) && e.keyText(one.bind.target.index, frame) === key);
}

/** Somebody out of sight has it, and may store into it, or take something out. */
function isFilled(e: Evaluation, map: Expr, frame: Frame): boolean {
  const root = walkLocals(map);
  const path = pathOf(map);
  if (root) return isGiven(e, root.id, frame, map.span, (arg) => pathOf(arg).length <= path.length && overlaps(path, pathOf(arg)));
  const global = globalRoot(e, map, frame);
  const own = globalPath(e, map, frame.func);
  return global !== undefined && e.program.globalGiven(global).some((one) => overlaps(own, globalPath(e, one.arg, one.owner)) && mayFill(e.program, one));
}

/** Whoever gets such an argument of the variable before `read`, where that is in the same function, may fill it. */
function isGiven(e: Evaluation, id: VarId, { func }: Frame, read: Span | undefined, has: (arg: Expr) => boolean): boolean {
  const isBefore = ({ call, owner }: Handed): boolean => !read || owner !== func || call.looped || call.span.end <= read.start;
  return (e.program.index(func).handed.get(id) ?? []).some((one) => has(one.arg) && isBefore(one) && mayFill(e.program, one));
}
