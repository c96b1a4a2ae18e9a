/**
 * Fields of structs: who put what there? Knows literals and stores; knows no strings. Elements are in elements.ts.
 */
import { isLocalType, type Bind, type CallExpr, type CompositeExpr, type Expr, type VarId } from '../go/facts';
import { remembered } from '../base/remembered';
import type { Span } from '../base/text';
import { runningAt } from './branches';
import { callFrame, looseFrame, receiverOf, runningFrame, type Frame } from './frame';
import { insideOf, variableIn } from './inside';
import { noOrigins, union, unknown, unsure, zeroValue, type Made, type Origins } from './origin';
import { callOrigins, givenOrigins, originsOf } from './origins';
import { heldBefore, type Held } from './held';
import { elementsPointedTo, holdersOf, storedByElement } from './chained';
import { storedOutOfSight } from './escapes';
import { globalWrites, isPointer, overlaps, pointerWrites, seenBy, type PointerWrite } from './pointers';
import { globalPath, globalRoot, homeOf, pathOf, samePath } from './paths';
import { aliasedStores, isHandedOn } from './aliased';
import { isStoredByOtherName } from './otherName';
import { partBehind, pathInReceiver } from './promoted';
import { isWrittenElement, written } from './written';
import { isSureIn, reachingIn } from './reaching';
import { mayStoreBy } from './storing';
import { isCollected, type Collected } from './collected';
import type { Evaluation } from './evaluation';
import { isKeptOver } from './kept';
import { walkLocals } from './bindIndex';
import type { Func, OwnedBind } from './declarations';
import { typeKeyOf } from './program';
import { isStruct, zeroOf, zeroPart } from './zeroValues';

/** What field `name` of `of` can be: stores to it in this function and in functions that got it by pointer, and what its makers set. */
export function fieldOrigins(e: Evaluation, of: Expr, name: string, frame: Frame): Origins {
  if (!e.enter()) return unknown('too deep');
  try {
    const isSure = surelyStored(e, of, name, frame);
    const part = isSure ? undefined : partBehind(e, of, name, frame);
    if (part) return fieldOrigins(e, part.of, name, part.frame);
    const stores = fieldStores(e, of, name, frame);
    const earlier = isSure ? [] : [...homeStores(e, of, name, frame), ...chainedStores(e, of, name, frame), initialField(e, of, name, frame), ...(isWritten(e, of, name, frame) || isStoredByOtherName(e.program, of, name, frame.func) ? [written] : [])];
    const found = dropZero([...stores, ...earlier]);
    if (found.list.length > 0 && !found.list.every((origin) => origin.kind === 'hole' && origin.hole.kind === 'unknown' && !isWrittenElement(origin))) return found;
    return byType(e, of, name, frame) ?? (found.list.length > 0 ? found : unknown(`field ${name} is never set`));
  } finally {
    e.leave();
  }
}

/** Somebody who has a pointer to the field, or to what it is a part of, may have written into it before it is read here. */
function isWritten(e: Evaluation, of: Expr, name: string, frame: Frame, since?: number): boolean {
  const root = walkLocals(of);
  const global = root ? undefined : globalRoot(e, of, frame);
  const isHere = mayHold(e, of, pathOf(of), name, frame);
  if (root) return seenBy(pointerWrites(e.program, frame.func, root.id).filter((one) => (since !== undefined || one.path.length > 0) && isHere(one)), of.span, frame.func, since).length > 0;
  return global !== undefined && globalWrites(e.program, global).some((one) => one.path.length > 0 && isHere(one));
}

/** Whether a write may be to field `name` of `of`, which lies at `path`: as its own, or by way of what its struct embeds. */
function mayHold(e: Evaluation, of: Expr, path: readonly string[], name: string, frame: Frame): (write: PointerWrite) => boolean {
  const type = e.program.typeOf(of, frame.func);
  const fields = (type && e.program.fields(type)) ?? [];
  const embedded = fields.some((field) => field.name === name) ? [] : fields.filter((field) => field.embedded);
  const paths = [[...path, name], ...embedded.map((field) => [...path, field.name, name])];
  return (write) => paths.some((one) => overlaps(write.path, one));
}

/** A store that certainly ran before this read, to the value that is read: what the field was made with is gone. */
function surelyStored(e: Evaluation, of: Expr, name: string, frame: Frame): boolean {
  const root = walkLocals(of);
  const path = pathOf(of);
  if (!root || path.includes('[]')) return false;
  const index = e.program.index(frame.func);
  const before = (one: OwnedBind): boolean => one.owner === frame.func && one.bind.span.end <= of.span.start;
  const through = index.through.get(root.id) ?? [];
  const last = through.findLast(({ bind, owner }) => before({ bind, owner }) && bind.target.kind === 'field' && bind.target.name === name && samePath(pathOf(bind.target.of), path) && isSureIn(e, { bind, owner }, of.span, frame));
  if (!last || isWritten(e, of, name, frame, last.bind.span.end)) return false;
  const replaces = ({ bind, owner }: OwnedBind): boolean => owner !== frame.func || (bind.span.start > last.bind.span.start && (bind.span.end <= of.span.start || bind.loop !== undefined));
  const moved = through.some((one) => one.bind.target.kind === 'field' && path.length > 0 && replaces(one) && samePath([...pathOf(one.bind.target.of), one.bind.target.name], path.slice(0, pathOf(one.bind.target.of).length + 1)));
  return !moved && !(index.vars.get(root.id) ?? []).some(replaces);
}

/** The zero value counts only where nothing else is known: a default is filled in, or the field is always set. What is set says that it was there. */
function dropZero(all: readonly Origins[]): Origins {
  const joined = union(all);
  const set = joined.list.filter((origin) => origin.kind !== 'zero');
  return set.length > 0 && set.length < joined.list.length ? unsure({ list: set, complete: joined.complete }) : joined;
}

function initialField(e: Evaluation, of: Expr, name: string, frame: Frame): Origins {
  const makers = originsOf(e, of, frame);
  const answers: HeldAnswer[] = [];
  const all = makers.list.map((maker): Origins => {
    switch (maker.kind) {
      case 'made':
        if (maker.expr.kind === 'composite') return heldField(e, maker, of, name, frame, answers) ?? compositeField(e, maker.expr, name, maker.frame);
        if (maker.expr.kind === 'call' && isNew(maker.expr)) return zeroField(e, maker.expr, name, maker.frame);
        if (maker.expr.kind === 'name' && maker.expr.name === 'nil') return noOrigins;
        return unknown(`field ${name} of a value that isn't a literal`);
      case 'zero':
        return zeroValue;
      case 'hole':
        return { list: [maker.hole.kind === 'param' ? { ...maker, hole: { ...maker.hole, name: `${maker.hole.name}.${name}` } } : maker], complete: true };
      default:
        return unknown(`field ${name} of something unknown`);
    }
  });
  const joined = union(all);
  return { list: joined.list, complete: joined.complete && makers.complete };
}

/** What one question found at a variable: all that was made there is asked for at once. */
interface HeldAnswer {
  readonly held: Held;
  readonly found: Origins | undefined;
}

/** The field as it was in the variable that the struct was taken from. */
function heldField(e: Evaluation, maker: Made, of: Expr, name: string, frame: Frame, answers: HeldAnswer[]): Origins | undefined {
  const held = e.program.storesField(name) ? heldBefore(maker, of) : undefined;
  if (!held) return undefined;
  const known = answers.find((one) => one.held.expr === held.expr && one.held.frame === held.frame && one.held.shared === held.shared);
  if (known) return known.found;
  if (e.spend()) return { list: [], complete: false };
  const found = fieldAt(e, held, of, name, frame);
  answers.push({ held, found });
  return found;
}

function fieldAt(e: Evaluation, held: Held, of: Expr, name: string, frame: Frame): Origins | undefined {
  const root = walkLocals(held.expr);
  // Stores on the way by arguments and results are chained.ts' to follow.
  if (holdersOf(e, of, frame).some((holder) => holder.frame === held.frame && holder.id === root?.id)) return undefined;
  const stores: Origins[] = [];
  if (root && held.shared) collectStores(e, root.id, pathOf(held.expr), name, held.frame, undefined, stores, 0);
  return union([...stores, fieldOrigins(e, held.expr, name, held.frame)]);
}

function isNew(expr: Expr): boolean {
  return expr.kind === 'call' && expr.fn.kind === 'name' && expr.fn.name === 'new';
}

function compositeField(e: Evaluation, expr: CompositeExpr, name: string, frame: Frame): Origins {
  for (const element of expr.elements) if (element.field === name) return originsOf(e, element.value, frame);
  const positional = expr.elements.length > 0 && expr.elements.every((element) => element.key === undefined && element.field === undefined);
  const type = e.program.typeOf(expr, frame.func);
  const fields = type && e.program.fields(type);
  if (positional) {
    const at = fields?.findIndex((field) => field.name === name) ?? -1;
    const element = expr.elements[at];
    return element ? originsOf(e, element.value, frame) : unknown(`field ${name} of a literal without names`);
  }
  for (const field of fields ?? []) {
    if (!field.embedded) continue;
    const inner = expr.elements.find((element) => element.field === field.name);
    if (!inner) continue;
    const found = fieldOrigins(e, inner.value, name, frame);
    if (found.list.some((origin) => origin.kind !== 'zero' && origin.kind !== 'hole')) return found;
  }
  return zeroField(e, expr, name, frame);
}

/** What a field is that its maker gives nothing. */
function zeroField({ program }: Evaluation, of: Expr, name: string, frame: Frame): Origins {
  const part = zeroPart(of, name);
  return isStruct(program, program.typeOf(part, frame.func)) ? { list: [{ kind: 'made', expr: part, frame, trail: [] }], complete: true } : zeroValue;
}

/** Stores of the shape `x.name = …` where x is the same variable, in this declaration and behind pointers that were handed out. */
function fieldStores(e: Evaluation, of: Expr, name: string, frame: Frame): Origins[] {
  const stores: Origins[] = [];
  const root = walkLocals(of);
  if (root) {
    if (e.program.storesField(name)) collectStores(e, root.id, pathOf(of), name, frame, of.span, stores, 0);
  } else stores.push(...globalStores(e, of, [], name, frame));
  return stores;
}

/** Stores into a package-level variable, or into what `of` names of it, anywhere in the workspace. */
function globalStores(e: Evaluation, of: Expr, inside: readonly string[], name: string, frame: Frame): Origins[] {
  const global = e.program.storesField(name) ? globalRoot(e, of, frame) : undefined;
  if (!global) return [];
  const path = [...globalPath(e, of, frame.func), ...inside];
  const stores = e.program.globalThrough(global).flatMap(({ bind, owner }) =>
    bind.target.kind === 'field' && bind.target.name === name && samePath(globalPath(e, bind.target.of, owner), path) ? e.framesOf(owner).flatMap((at) => storedOrigins(e, bind, at)) : [],
  );
  // A function that was handed the variable's address stores into it, too.
  for (const { call, owner, index, arg } of path.length === 0 ? e.program.globalHanded(global) : []) {
    for (const at of globalPath(e, arg, owner).length === 0 ? e.framesOf(owner) : []) stores.push(...storesByCall(e, call, index, name, at));
  }
  return stores;
}

/** What a store gives; nothing where it can't run: a default for a field that is set. */
function storedOrigins(e: Evaluation, bind: Bind, frame: Frame, read?: Span): Origins[] {
  return runningAt(e, bind.span, frame, read).map((at) => givenOrigins(e, bind, isKeptOver(e, { bind, owner: at.func }) ? looseFrame(at) : at));
}

/** Stores to a parameter's field in what a call runs. */
function storesByCall(e: Evaluation, call: CallExpr, index: number, name: string, frame: Frame): Origins[] {
  return insideOf(e, call, index, frame).flatMap(({ id, frame: inner }) =>
    (e.program.index(inner.func).through.get(id) ?? []).flatMap(({ bind, owner }) =>
      bind.target.kind === 'field' && bind.target.name === name && pathOf(bind.target.of).length === 0 ? e.ownerFrames(owner, inner).flatMap((at) => storedOrigins(e, bind, at)) : [],
    ),
  );
}

/** What may be one of more objects than that has a field that may be anything. */
const mostMakers = 32;

/** Stores in the function that made the value, before it returned it. */
function homeStores(e: Evaluation, of: Expr, name: string, frame: Frame): Origins[] {
  const stores: Origins[] = [];
  const makers = originsOf(e, of, frame).list;
  if (makers.length > mostMakers) return [written];
  for (const maker of makers) {
    const home = homeOf(e, maker);
    if (!home || home.frame.func.outermost === frame.func.outermost) continue;
    if (e.program.storesField(name)) collectStores(e, home.id, [], name, home.frame, undefined, stores, 0);
    if (pointerWrites(e.program, home.frame.func, home.id).some(mayHold(e, of, [], name, frame))) stores.push(written);
  }
  return stores;
}

/** Stores in functions that got the value, or a copy of it, and gave it back; what a loop over its list stores may be anything. */
function chainedStores(e: Evaluation, of: Expr, name: string, frame: Frame): Origins[] {
  const stores: Origins[] = [];
  const makers = originsOf(e, of, frame).list.filter((maker) => maker.kind === 'made');
  askForOthers(e, makers, name);
  if (!e.program.storesField(name)) return stores;
  for (const { id, path, frame: at, until } of holdersOf(e, of, frame)) {
    collectStores(e, id, path, name, at, until, stores, 0);
    if (path.length > 0 && seenBy(pointerWrites(e.program, at.func, id).filter((one) => overlaps(one.path, [...path, name])), until, at.func).length > 0) stores.push(written);
  }
  if (makers.length > mostMakers) return [written];
  // Who reads `list[0].image` finds what was stored there; who goes over the list doesn't.
  if (storedByElement(e, makers, name, frame, !pathOf(of).includes('[]'))) stores.push(written);
  if (isHandedOn(e, makers, name, of, frame)) stores.push(written);
  for (const into of ['field', 'pointer'] as const) {
    const aliased = aliasedStores(e, makers, name, into, of, frame);
    stores.push(...(aliased?.flatMap(({ one, frame: at }) => storedOrigins(e, one.bind, at)) ?? [written]));
  }
  return stores;
}

/** Whoever gets a package-level variable's object by a function's result may store into it: nothing else would have such a declaration read. */
function askForOthers(e: Evaluation, makers: readonly Made[], name: string): void {
  for (const { expr, frame: { func } } of makers) {
    if (func.fact !== func.file.initializer || !wholeValues(func).has(expr)) continue;
    const type = e.program.typeOf(expr, func);
    const key = type && typeKeyOf(e.program, type);
    if (key !== undefined) e.program.fieldSources(key, name);
  }
}

/**
 * All that package-level variables are given by a file's initialisers, and the zero values of its package's others; of tables the elements that
 * a loop gets by pointer.
 */
const wholeValues: (initializer: Func) => ReadonlySet<Expr> = remembered(({ fact, pkg }) => {
  const given = fact.binds.flatMap(({ source }) => (source.kind !== 'expr' ? [] : source.expr.kind === 'unary' ? [source.expr, source.expr.of] : [source.expr]));
  return new Set<Expr>([...given, ...elementsPointedTo(fact), ...[...pkg.globals.values()].flatMap((global) => (global.fact.value === undefined ? [zeroOf(global.fact)] : []))]);
});

function collectStores(e: Evaluation, id: VarId, path: readonly string[], name: string, frame: Frame, read: Span | undefined, stores: Origins[], depth: number, seen: Collected = new Map()): void {
  if (depth > 4 || isCollected(seen, frame, `${id}/${path.join('.')}`) || e.spend()) return;
  const index = e.program.index(frame.func);
  // What is read itself is asked about where it is read, see isWritten.
  if (depth > 0 && pointerWrites(e.program, frame.func, id).some((one) => one.path.length > 0 && overlaps(one.path, [...path, name]))) stores.push(written);
  if (path.length === 0 && storedOutOfSight(e.program, frame.func, id, name, read)) stores.push(written);
  const matching: OwnedBind[] = [];
  for (const one of index.through.get(id) ?? []) {
    const target = one.bind.target;
    if (target.kind === 'field' && target.name === name && samePath(pathOf(target.of), path)) matching.push(one);
  }
  for (const { bind, owner } of depth === 0 ? reachingIn(e, matching, read, frame) : matching) {
    for (const at of e.ownerFrames(owner, frame)) stores.push(...storedOrigins(e, bind, at, owner === frame.func ? read : undefined));
  }
  // Two names of one object.
  for (const copy of isPointer(e.program, { kind: 'local', id, name: '', span: frame.func.fact.nameSpan }, frame.func) ? (index.copies.get(id) ?? []) : []) collectStores(e, copy, path, name, frame, read, stores, depth + 1, seen);
  for (const use of index.uses.get(id) ?? []) {
    if (!mayStoreBy(e.program, use, name)) continue;
    const at = e.ownerFrames(use.owner, frame)[0];
    const callees = at && e.callees(use.call, at);
    if (!at || callees?.kind !== 'funcs') continue;
    for (const callee of callees.list) {
      const { func } = callee;
      const { id: inside, pointer } = variableIn(callee, use.index);
      if (inside === undefined || !pointer) continue;
      const left = use.index < 0 && use.call.fn.kind === 'select' ? pathInReceiver(e.program, use.call.fn.of, use.owner, func, path, name) : path;
      if (!left) continue;
      const inner = callFrame(use.call, at, callee);
      if (inner) collectStores(e, inside, left, name, inner, undefined, stores, depth + 1, seen);
    }
  }
  // A pointer parameter: whoever called us may have stored into it, and so may its other callees.
  const param = index.params.get(id);
  const receiver = index.receivers.get(id);
  const owner = param?.func ?? receiver;
  if (!owner) return;
  const at = runningFrame(owner, frame);
  const calls = at?.call ? [{ ...at.call, call: at.call.expr }] : at ? (e.callsOf(owner, at) ?? []) : [];
  for (const one of calls) {
    const given = param ? { of: one.call.args[param.index], frame: one.frame } : receiverOf(one);
    const arg = given?.of;
    const root = arg && walkLocals(arg);
    if (given && arg && root) collectStores(e, root.id, [...pathOf(arg), ...path], name, given.frame, undefined, stores, depth + 1, seen);
    else if (given && arg) stores.push(...globalStores(e, arg, path, name, given.frame));
  }
}

/** Local types of the same name in one function: what one closure encodes, another decodes. */
function twinsOf(key: string): string[] {
  const first = key.replace(/#[0-9]+$/, '');
  return isLocalType(first) ? [first, `${first}#2`, `${first}#3`].filter((one) => one !== key) : [];
}

/** Last resort: every value that anyone in the workspace gives this field of this type. */
function byType(e: Evaluation, of: Expr, name: string, frame: Frame): Origins | undefined {
  const type = e.program.typeOf(of, frame.func);
  const key = type && typeKeyOf(e.program, type);
  if (key === undefined) return undefined;
  const own = e.program.fieldSources(key, name);
  const sources = own.length > 0 ? own : twinsOf(key).flatMap((twin) => e.program.fieldSources(twin, name));
  if (sources.length === 0) return undefined;
  if (sources.length > 32) return { list: [], complete: false };
  const all = sources.flatMap(({ expr, result, func }) => e.framesOf(func).map((at) => (result !== undefined && expr.kind === 'call' ? callOrigins(e, expr, at, result) : originsOf(e, expr, at))));
  return dropZero(all);
}
