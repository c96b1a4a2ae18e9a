/**
 * Elements of slices, arrays, maps and channels: who put what there? Knows literals, `append`, stores and sends; knows no strings.
 */
import type { ElementFact, Expr, VarId } from '../go/facts';
import { runningAt } from './branches';
import { looseFrame, runningFrame, type Frame } from './frame';
import { insideOf } from './inside';
import { noOrigins, union, unknown, unsure, type Origin, type Origins } from './origin';
import { givenOrigins, originsOf } from './origins';
import { pointerWrites, seenBy } from './pointers';
import { aliasedStores } from './aliased';
import { elements, mayStoreBy } from './storing';
import { isCollected, type Collected } from './collected';
import { absentElement } from './absent';
import type { Evaluation } from './evaluation';
import { isKeptOver } from './kept';
import { globalPath, globalRoot, homeOf, pathOf, samePath } from './paths';
import { walkLocals } from './bindIndex';
import { isWritten, written, writtenElements } from './written';
import type { Handed, OwnedBind } from './declarations';

/** Elements of a slice, array or map, or what a channel receives. `key` undefined: any element. */
export function elementOrigins(e: Evaluation, of: Expr, key: Expr | undefined, frame: Frame): Origins {
  const found = elementsAt(e, of, key && (fromEnd(key) ?? e.keyText(key, frame)), frame, new Map());
  return anyOf(found.list.length === 0 && found.complete && key ? (absentElement(e, of, key, frame) ?? found) : found);
}

/** `x[len(x)-1]`: an index from the end, as a negative number. */
function fromEnd(key: Expr): string | undefined {
  if (key.kind !== 'binary' || key.op !== '-' || key.right.kind !== 'number') return undefined;
  return key.left.kind === 'call' && key.left.fn.kind === 'name' && key.left.fn.name === 'len' ? `-${key.right.text}` : undefined;
}

/** The makers that one question has met: a slice that grows or shrinks in a loop is made of itself. */
type Visited = Map<Expr, { readonly frame: Frame; readonly wanted: string | undefined }[]>;

function elementsAt(e: Evaluation, of: Expr, wanted: string | undefined, frame: Frame, visited: Visited): Origins {
  if (!e.enter()) return unknown('too deep');
  try {
    const take: Take = (one, at) => storedElement(e, one, wanted, at);
    return gatherElements(e, of, frame, take, (maker) => (isVisited(visited, maker, wanted) ? noOrigins : elementsOfMaker(e, maker, wanted, visited)));
  } finally {
    e.leave();
  }
}

/** Keys of a map, as a range over it gives them. */
export function keyOrigins(e: Evaluation, of: Expr, frame: Frame): Origins {
  return anyOf(everyKey(e, of, frame));
}

/** The same; none where a map is empty. */
export function everyKey(e: Evaluation, of: Expr, frame: Frame): Origins {
  if (!e.enter()) return unknown('too deep');
  try {
    const take: Take = ({ bind }, at) => (bind.target.kind === 'index' ? e.alternatives(at, [bind.target.index]).map((one) => (bind.target.kind === 'index' ? originsOf(e, bind.target.index, one) : noOrigins)) : []);
    return gatherElements(e, of, frame, take, (maker) => keysOfMaker(e, maker));
  } finally {
    e.leave();
  }
}

function isVisited(visited: Visited, maker: Origin, wanted: string | undefined): boolean {
  if (maker.kind !== 'made') return false;
  const known = visited.get(maker.expr) ?? [];
  if (known.some((one) => one.frame === maker.frame && (one.wanted === wanted || one.wanted === undefined))) return true;
  visited.set(maker.expr, [...known, { frame: maker.frame, wanted }]);
  return false;
}

function anyOf(found: Origins): Origins {
  return found.list.length > 0 ? found : unknown('no element is known');
}

/** A list that may be one of more is grown in loops and handed around: nobody asks for an image of one. */
const mostMakers = 48;

/** What one store adds. */
type Take = (one: OwnedBind, frame: Frame) => Origins[];

function gatherElements(e: Evaluation, of: Expr, frame: Frame, take: Take, made: (maker: Origin) => Origins): Origins {
  const { taken, makers } = everyStore(e, of, frame, take);
  if (makers.list.length > mostMakers) return { list: [], complete: false };
  // Decoding begins a list anew: what it was made with may be gone.
  if (makers.list.some(isWritten)) return writtenElements;
  const given: Origins[] = [];
  for (const maker of makers.list) {
    if (e.spend()) return { list: [], complete: false };
    given.push(made(maker));
  }
  // Nobody knows whether a store ran: without it there is no such element.
  const joined = union([...given, ...(taken.length > 0 ? [unsure(union(taken))] : [])]);
  return { list: joined.list.filter((origin) => origin.kind !== 'zero'), complete: joined.complete && makers.complete };
}

/** What `take` makes of each store into a list or map, by whichever name, with `written` where somebody has its elements by a pointer; and who made it. */
function everyStore(e: Evaluation, of: Expr, frame: Frame, take: Take): { readonly taken: readonly Origins[]; readonly makers: Origins } {
  const seen: Collected = new Map();
  const taken: Origins[] = elementStores(e, of, frame, take, seen);
  const root = walkLocals(of);
  const path = [...pathOf(of), '[]'];
  if (root && seenBy(pointerWrites(e.program, frame.func, root.id).filter((one) => one.path.length >= path.length && samePath(one.path.slice(0, path.length), path)), of.span, frame.func).length > 0) taken.push(written);
  const makers = originsOf(e, of, frame);
  if (makers.list.length > mostMakers) return { taken, makers };
  for (const maker of makers.list) {
    const home = homeOf(e, maker);
    if (home) collectElements(e, home.id, [], home.frame, take, taken, 0, seen);
  }
  const aliased = of.kind === 'select' ? aliasedStores(e, makers.list, of.name, 'element', of, frame) : [];
  taken.push(...(aliased?.flatMap(({ one, frame: at }) => takenAt(e, take, one, at)) ?? [written]));
  return { taken, makers };
}

/** A store with the frame that it runs in. */
export interface Stored {
  readonly one: OwnedBind;
  readonly frame: Frame;
}

/** Who makes a list or map, and all stores into it; `others`: somebody else may write into it, too. Undefined where that isn't to be told. */
export function storesInto(e: Evaluation, of: Expr, frame: Frame): { readonly makers: Origins; readonly stores: readonly Stored[]; readonly others: boolean } | undefined {
  const stores: Stored[] = [];
  const { taken, makers } = everyStore(e, of, frame, (one, at) => (stores.push({ one, frame: at }), []));
  return makers.complete && makers.list.length <= mostMakers && !makers.list.some(isWritten) ? { makers, stores, others: taken.length > 0 } : undefined;
}

/** The frame in which a store's value is read: what is made on a condition may be there from before. */
export function storingFrame(e: Evaluation, { bind, owner }: OwnedBind, frame: Frame): Frame {
  return bind.loop === undefined && isKeptOver(e, { bind, owner }) ? looseFrame(frame) : frame;
}

function matches(wanted: string | undefined, element: ElementFact, position: number, count: number, e: Evaluation, frame: Frame): boolean {
  if (wanted === undefined) return true;
  const keyExpr = element.key;
  if (!keyExpr) return wanted === String(position) || wanted === String(position - count);
  const own = e.keyText(keyExpr, frame);
  return own === undefined || own === wanted;
}

function keysOfMaker(e: Evaluation, maker: Origin): Origins {
  if (maker.kind === 'hole') return { list: [maker], complete: true };
  if (maker.kind !== 'made' || maker.expr.kind !== 'composite') return noOrigins;
  return union(maker.expr.elements.map((element) => (element.key ? originsOf(e, element.key, maker.frame) : unknown('an index'))));
}

function elementsOfMaker(e: Evaluation, maker: Origin, wanted: string | undefined, visited: Visited): Origins {
  if (maker.kind === 'gathered') {
    const all = maker.items.map((item, i) => (maker.spread && i === maker.items.length - 1 ? elementsAt(e, item, i === 0 ? wanted : undefined, maker.frame, visited) : wanted === undefined || wanted === String(i) ? originsOf(e, item, maker.frame) : noOrigins));
    return union(all);
  }
  if (maker.kind === 'zero') return noOrigins;
  if (maker.kind === 'hole') return { list: [maker], complete: true };
  if (maker.kind !== 'made') return unknown('elements of something unknown');
  const { expr, frame } = maker;
  if (expr.kind === 'composite') {
    const fits = expr.elements.filter((element, i) => matches(wanted, element, i, expr.elements.length, e, frame));
    return union(fits.map((element) => originsOf(e, element.value, frame)));
  }
  if (expr.kind === 'slice') {
    const low = expr.low ? e.keyText(expr.low, frame) : '0';
    const again = (visited.get(expr)?.length ?? 0) > 1;
    const known = !again && wanted !== undefined && low !== undefined && /^[0-9]+$/.test(low) && /^[0-9]+$/.test(wanted);
    return elementsAt(e, expr.of, known ? String(Number(low) + Number(wanted)) : undefined, frame, visited);
  }
  if (expr.kind === 'name' && expr.name === 'nil') return noOrigins;
  if (expr.kind === 'call' && expr.fn.kind === 'name') {
    if (expr.fn.name === 'make') return noOrigins;
    if (expr.fn.name === 'append') {
      const [base, ...items] = expr.args;
      const rest = items.map((item, i) => (expr.spread && i === items.length - 1 ? elementsAt(e, item, undefined, frame, visited) : originsOf(e, item, frame)));
      return union([...(base ? [elementsIfAny(e, base, frame, visited)] : []), ...rest]);
    }
  }
  return e.libraryElements(expr, frame, wanted);
}

function elementsIfAny(e: Evaluation, of: Expr, frame: Frame, visited: Visited): Origins {
  const found = elementsAt(e, of, undefined, frame, visited);
  const list = found.list.filter((origin) => !(origin.kind === 'hole' && origin.hole.kind === 'unknown' && origin.hole.why === 'cycle'));
  return { list, complete: found.complete };
}

/** Stores of the shape `m[k] = v`, `s[i] = v` and sends `ch <- v` to the same variable, followed through arguments in both directions. */
function elementStores(e: Evaluation, of: Expr, frame: Frame, take: Take, seen: Collected): Origins[] {
  const stores: Origins[] = [];
  const root = walkLocals(of);
  if (root) collectElements(e, root.id, pathOf(of), frame, take, stores, 0, seen);
  else collectGlobal(e, of, [], frame, take, stores, 0, seen);
  return stores;
}

function takenAt(e: Evaluation, take: Take, one: OwnedBind, frame: Frame): Origins[] {
  return runningAt(e, one.bind.span, frame).flatMap((at) => take(one, at));
}

function collectGlobal(e: Evaluation, of: Expr, inside: readonly string[], frame: Frame, take: Take, stores: Origins[], depth: number, seen: Collected): void {
  const global = globalRoot(e, of, frame);
  const path = global ? [...globalPath(e, of, frame.func), ...inside] : [];
  for (const { bind, owner } of global ? e.program.globalThrough(global) : []) {
    if ((bind.target.kind !== 'index' && bind.target.kind !== 'send') || !samePath(globalPath(e, bind.target.of, owner), path)) continue;
    for (const at of e.framesOf(owner)) stores.push(...takenAt(e, take, { bind, owner }, at));
  }
  for (const handed of global ? e.program.globalGiven(global) : []) {
    const rest = behind(globalPath(e, handed.arg, handed.owner), path);
    for (const at of rest ? e.framesOf(handed.owner) : []) if (rest) collectInside(e, handed, rest, at, take, stores, depth + 1, seen);
  }
}

/** What is left of a path behind the part that a call gets; undefined where it gets another. */
function behind(given: readonly string[], path: readonly string[]): readonly string[] | undefined {
  return samePath(given, path.slice(0, given.length)) ? path.slice(given.length) : undefined;
}

/** What the functions that a call runs store into what it hands them. */
function collectInside(e: Evaluation, { call, index }: Handed, path: readonly string[], frame: Frame, take: Take, stores: Origins[], depth: number, seen: Collected): void {
  for (const inside of insideOf(e, call, index, frame)) collectElements(e, inside.id, path, inside.frame, take, stores, depth, seen);
}

function storedElement(e: Evaluation, { bind }: OwnedBind, wanted: string | undefined, frame: Frame): Origins[] {
  const target = bind.target;
  if (target.kind === 'send') return [givenOrigins(e, bind, frame)];
  if (target.kind !== 'index') return [];
  const made = (at: Frame): Origins => givenOrigins(e, bind, storingFrame(e, { bind, owner: at.func }, at));
  if (wanted === undefined) return [made(frame)];
  const stores: Origins[] = [];
  for (const at of e.alternatives(frame, [target.index, ...(bind.source.kind === 'expr' ? [bind.source.expr] : [])])) {
    const own = e.keyText(target.index, at);
    if (own === undefined || own === wanted) stores.push(made(at));
  }
  return stores;
}

function collectElements(e: Evaluation, id: VarId, path: readonly string[], frame: Frame, take: Take, stores: Origins[], depth: number, seen: Collected): void {
  if (depth > 4 || isCollected(seen, frame, `${id}/${path.join('.')}`) || e.spend()) return;
  const index = e.program.index(frame.func);
  for (const one of index.through.get(id) ?? []) {
    const target = one.bind.target;
    if ((target.kind !== 'index' && target.kind !== 'send') || !samePath(pathOf(target.of), path)) continue;
    for (const at of e.ownerFrames(one.owner, frame)) stores.push(...takenAt(e, take, one, at));
  }
  // Two names of one list or map.
  for (const copy of index.copies.get(id) ?? []) collectElements(e, copy, path, frame, take, stores, depth + 1, seen);
  for (const handed of index.handed.get(id) ?? []) {
    const rest = mayStoreBy(e.program, handed, elements) ? behind(pathOf(handed.arg), path) : undefined;
    const at = rest && e.ownerFrames(handed.owner, frame)[0];
    if (rest && at) collectInside(e, handed, rest, at, take, stores, depth + 1, seen);
  }
  const param = index.params.get(id);
  const at = param && runningFrame(param.func, frame);
  const calls = at?.call ? [{ call: at.call.expr, frame: at.call.frame }] : param && at ? (e.callsOf(param.func, at) ?? []) : [];
  for (const { call, frame: caller } of calls) {
    const arg = param && call.args[param.index];
    const root = arg && walkLocals(arg);
    if (arg && root) collectElements(e, root.id, [...pathOf(arg), ...path], caller, take, stores, depth + 1, seen);
    else if (arg) collectGlobal(e, arg, path, caller, take, stores, depth + 1, seen);
  }
}
