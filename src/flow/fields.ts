/**
 * Fields of structs and elements of slices, maps and channels: who put what there. Knows composites and stores; knows no strings.
 */
import type { CompositeExpr, ElementFact, Expr, VarId } from '../go/facts';
import type { Span } from '../base/text';
import { callFrame, runningFrame, type Frame } from './frame';
import { callOrigins, givenOrigins, noOrigins, originsOf, reaching, union, unknown, type Origin, type Origins } from './origins';
import type { Evaluation } from './evaluation';
import { typeKeyOf, walkLocals, type Func, type OwnedBind } from './program';

const zero: Origins = { list: [{ kind: 'zero', trail: [] }], complete: true };

/** What field `name` of `of` can be: stores to it in this function and in functions that got it by pointer, and what its makers set. */
export function fieldOrigins(e: Evaluation, of: Expr, name: string, frame: Frame): Origins {
  if (!e.enter()) return unknown('too deep');
  try {
    const stores = fieldStores(e, of, name, frame);
    const earlier = surelyStored(e, of, name, frame) ? [] : [...homeStores(e, of, name, frame), initialField(e, of, name, frame)];
    const found = dropZero([...stores, ...earlier]);
    if (found.list.length > 0 && !found.list.every((origin) => origin.kind === 'hole' && origin.hole.kind === 'unknown')) return found;
    return byType(e, of, name, frame) ?? (found.list.length > 0 ? found : unknown(`field ${name} is never set`));
  } finally {
    e.leave();
  }
}

/** A store that certainly ran before this read, to the value that is read: what the field was made with is gone. */
function surelyStored(e: Evaluation, of: Expr, name: string, frame: Frame): boolean {
  const root = walkLocals(of);
  const path = pathOf(of);
  if (!root || path.includes('[]')) return false;
  const index = e.program.index(frame.func);
  const before = (one: OwnedBind): boolean => one.owner === frame.func && one.bind.span.end <= of.span.start;
  const through = index.through.get(root.id) ?? [];
  const last = through.findLast(({ bind, owner }) => before({ bind, owner }) && bind.target.kind === 'field' && bind.target.name === name && samePath(pathOf(bind.target.of), path) && bind.scope !== undefined && bind.scope.start <= of.span.start && of.span.end <= bind.scope.end);
  if (!last) return false;
  const replaces = ({ bind, owner }: OwnedBind): boolean => owner !== frame.func || (bind.span.start > last.bind.span.start && (bind.span.end <= of.span.start || bind.loop !== undefined));
  const moved = through.some((one) => one.bind.target.kind === 'field' && path.length > 0 && replaces(one) && samePath([...pathOf(one.bind.target.of), one.bind.target.name], path.slice(0, pathOf(one.bind.target.of).length + 1)));
  return !moved && !(index.vars.get(root.id) ?? []).some(replaces);
}

/** The zero value counts only where nothing else is known: a default is filled in, or the field is always set. */
function dropZero(all: readonly Origins[]): Origins {
  const joined = union(all);
  const set = joined.list.filter((origin) => origin.kind !== 'zero');
  return set.length > 0 && set.length < joined.list.length ? { list: set, complete: joined.complete } : joined;
}

function initialField(e: Evaluation, of: Expr, name: string, frame: Frame): Origins {
  const makers = originsOf(e, of, frame);
  const all = makers.list.map((maker): Origins => {
    switch (maker.kind) {
      case 'made':
        if (maker.expr.kind === 'composite') return compositeField(e, maker.expr, name, maker.frame);
        if (maker.expr.kind === 'call' && isNew(maker.expr)) return zero;
        if (maker.expr.kind === 'name' && maker.expr.name === 'nil') return noOrigins;
        return unknown(`field ${name} of a value that isn't a literal`);
      case 'zero':
        return zero;
      case 'hole':
        return { list: [maker.hole.kind === 'param' ? { ...maker, hole: { ...maker.hole, name: `${maker.hole.name}.${name}` } } : maker], complete: true };
      default:
        return unknown(`field ${name} of something unknown`);
    }
  });
  const joined = union(all);
  return { list: joined.list, complete: joined.complete && makers.complete };
}

function isNew(expr: Expr): boolean {
  return expr.kind === 'call' && expr.fn.kind === 'name' && expr.fn.name === 'new';
}

function compositeField(e: Evaluation, expr: CompositeExpr, name: string, frame: Frame): Origins {
  for (const element of expr.elements) if (element.field === name) return originsOf(e, element.value, frame);
  const positional = expr.elements.length > 0 && expr.elements.every((element) => element.key === undefined && element.field === undefined);
  const fields = expr.type && e.program.fields({ ref: expr.type, file: frame.func.file, pkg: frame.func.pkg });
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
  return zero;
}

/** Stores of the shape `x.name = …` where x is the same variable, in this declaration and behind pointers that were handed out. */
function fieldStores(e: Evaluation, of: Expr, name: string, frame: Frame): Origins[] {
  const stores: Origins[] = [];
  const root = walkLocals(of);
  if (root) collectStores(e, root.id, pathOf(of), name, frame, of.span, stores, 0);
  else {
    const global = globalRoot(e, of, frame);
    if (global) {
      const path = pathOf(of);
      for (const { bind, owner } of e.program.globalThrough(global)) {
        if (bind.target.kind !== 'field' || bind.target.name !== name || !samePath(pathOf(bind.target.of), path)) continue;
        for (const at of e.framesOf(owner)) stores.push(givenOrigins(e, bind, at));
      }
    }
  }
  return stores;
}

/** Stores in the function that made the value, before it returned it. */
function homeStores(e: Evaluation, of: Expr, name: string, frame: Frame): Origins[] {
  const stores: Origins[] = [];
  for (const maker of originsOf(e, of, frame).list) {
    const home = homeOf(e, maker);
    if (home && home.frame.func.outermost !== frame.func.outermost) collectStores(e, home.id, [], name, home.frame, undefined, stores, 0);
  }
  return stores;
}

function globalRoot(e: Evaluation, of: Expr, frame: Frame): import('./program').Global | undefined {
  let at = of;
  for (;;) {
    if (at.kind === 'name') {
      const declared = e.program.resolve(at.name, frame.func.file);
      return declared.kind === 'global' && !declared.global.fact.constant ? declared.global : undefined;
    }
    if (at.kind === 'select' && at.of.kind === 'name') {
      const declared = e.program.member(at.of.name, at.name, frame.func.file);
      if (declared) return declared.kind === 'global' ? declared.global : undefined;
    }
    if (at.kind === 'select' || at.kind === 'unary' || at.kind === 'assert' || at.kind === 'index') at = at.of;
    else return undefined;
  }
}

/** The field names between a variable and an expression: `x.a.b` gives `a.b`. */
function pathOf(of: Expr): string[] {
  const path: string[] = [];
  for (let at = of; ; ) {
    if (at.kind === 'select') {
      path.unshift(at.name);
      at = at.of;
    } else if (at.kind === 'unary' || at.kind === 'assert') at = at.of;
    else if (at.kind === 'index') {
      path.unshift('[]');
      at = at.of;
    } else return path;
  }
}

function samePath(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((part, i) => part === b[i]);
}

function collectStores(e: Evaluation, id: VarId, path: readonly string[], name: string, frame: Frame, read: Span | undefined, stores: Origins[], depth: number): void {
  if (depth > 4) return;
  const index = e.program.index(frame.func);
  const matching: OwnedBind[] = [];
  for (const one of index.through.get(id) ?? []) {
    const target = one.bind.target;
    if (target.kind === 'field' && target.name === name && samePath(pathOf(target.of), path)) matching.push(one);
  }
  for (const { bind, owner } of depth === 0 ? reaching(matching, read, frame.func) : matching) {
    for (const at of e.ownerFrames(owner, frame)) stores.push(givenOrigins(e, bind, at));
  }
  for (const use of index.uses.get(id) ?? []) {
    const at = e.ownerFrames(use.owner, frame)[0];
    const callees = at && e.callees(use.call, at);
    if (!at || callees?.kind !== 'funcs') continue;
    for (const { func, lexical } of callees.list) {
      const inside = use.index < 0 ? func.fact.receiver?.var : func.fact.params[use.index]?.var;
      if (inside === undefined) continue;
      const type = use.index < 0 ? (func.fact.receiver?.pointer ? 'pointer' : 'name') : func.fact.params[use.index]?.type.kind;
      if (type !== 'pointer') continue;
      if (!storesInto(e, func, inside, name)) continue;
      const inner = callFrame(use.call, at, func, lexical);
      if (inner) collectStores(e, inside, path, name, inner, undefined, stores, depth + 1);
    }
  }
  // A pointer parameter: whoever called us may have stored into it, and so may its other callees.
  const param = index.params.get(id);
  const receiver = index.receivers.get(id);
  const owner = param?.func ?? receiver;
  if (!owner) return;
  const at = runningFrame(owner, frame);
  const calls = at?.call ? [{ call: at.call.expr, frame: at.call.frame }] : at ? (e.callsOf(owner, at) ?? []) : [];
  for (const { call, frame: caller } of calls) {
    const arg = param ? call.args[param.index] : call.fn.kind === 'select' ? call.fn.of : undefined;
    const root = arg && walkLocals(arg);
    if (arg && root) collectStores(e, root.id, [...pathOf(arg), ...path], name, caller, undefined, stores, depth + 1);
  }
}

function storesInto(e: Evaluation, func: Func, id: VarId, name: string): boolean {
  const index = e.program.index(func);
  if ((index.through.get(id) ?? []).some(({ bind }) => bind.target.kind === 'field' && bind.target.name === name)) return true;
  return (index.uses.get(id) ?? []).length > 0;
}

/** Last resort: every value that anyone in the workspace gives this field of this type. */
function byType(e: Evaluation, of: Expr, name: string, frame: Frame): Origins | undefined {
  const type = e.program.typeOf(of, frame.func);
  const key = type && typeKeyOf(e.program, type);
  if (key === undefined) return undefined;
  const sources = e.program.fieldSources(key, name);
  if (sources.length === 0) return undefined;
  if (sources.length > 32) return { list: [], complete: false };
  const all = sources.flatMap(({ expr, result, func }) => e.framesOf(func).map((at) => (result !== undefined && expr.kind === 'call' ? callOrigins(e, expr, at, result) : originsOf(e, expr, at))));
  return dropZero(all);
}

/** Elements of a slice, array or map, or what a channel receives. `key` undefined: any element. */
export function elementOrigins(e: Evaluation, of: Expr, key: Expr | undefined, frame: Frame): Origins {
  return anyOf(elementsAt(e, of, key && (fromEnd(key) ?? e.keyText(key, frame)), frame, new Map()));
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
  if (!e.enter()) return unknown('too deep');
  try {
    const take: Take = ({ bind }, at) => (bind.target.kind === 'index' ? e.alternatives(at, [bind.target.index]).map((one) => (bind.target.kind === 'index' ? originsOf(e, bind.target.index, one) : noOrigins)) : []);
    return anyOf(gatherElements(e, of, frame, take, (maker) => keysOfMaker(e, maker)));
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

/** The entries of a map that is written down and that nothing is stored into; undefined for any other. */
export function entryOrigins(e: Evaluation, of: Expr, frame: Frame): { readonly key: Origins; readonly value: Origins }[] | undefined {
  const makers = originsOf(e, of, frame);
  if (!makers.complete || elementStores(e, of, frame, () => [noOrigins], new Set()).length > 0) return undefined;
  const entries: { key: Origins; value: Origins }[] = [];
  for (const maker of makers.list) {
    if (maker.kind !== 'made' || maker.expr.kind !== 'composite' || maker.expr.elements.length > 32) return undefined;
    const home = homeOf(e, maker);
    const stores: Origins[] = [];
    if (home) collectElements(e, home.id, [], home.frame, () => [noOrigins], stores, 0, new Set());
    if (stores.length > 0) return undefined;
    for (const { key, value } of maker.expr.elements) {
      if (!key) return undefined;
      entries.push({ key: originsOf(e, key, maker.frame), value: originsOf(e, value, maker.frame) });
    }
  }
  return entries.length > 1 ? entries : undefined;
}

/** What one store adds. */
type Take = (one: OwnedBind, frame: Frame) => Origins[];

function gatherElements(e: Evaluation, of: Expr, frame: Frame, take: Take, made: (maker: Origin) => Origins): Origins {
  const seen = new Set<string>();
  const all: Origins[] = elementStores(e, of, frame, take, seen);
  const makers = originsOf(e, of, frame);
  for (const maker of makers.list) {
    all.push(made(maker));
    const home = homeOf(e, maker);
    if (home) collectElements(e, home.id, [], home.frame, take, all, 0, seen);
  }
  const joined = union(all);
  return { list: joined.list.filter((origin) => origin.kind !== 'zero'), complete: joined.complete && makers.complete };
}

/** The variable that a made value was first put in: whoever returns it has stored into it there. */
function homeOf(e: Evaluation, maker: Origin): { readonly id: VarId; readonly frame: Frame } | undefined {
  if (maker.kind !== 'made') return undefined;
  const id = e.program.index(maker.frame.func).homes.get(maker.expr);
  return id === undefined ? undefined : { id, frame: maker.frame };
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
function elementStores(e: Evaluation, of: Expr, frame: Frame, take: Take, seen: Set<string>): Origins[] {
  const stores: Origins[] = [];
  const root = walkLocals(of);
  if (root) collectElements(e, root.id, pathOf(of), frame, take, stores, 0, seen);
  else {
    const global = globalRoot(e, of, frame);
    const path = pathOf(of);
    for (const { bind, owner } of global ? e.program.globalThrough(global) : []) {
      if ((bind.target.kind !== 'index' && bind.target.kind !== 'send') || !samePath(pathOf(bind.target.of), path)) continue;
      for (const at of e.framesOf(owner)) stores.push(...take({ bind, owner }, at));
    }
  }
  return stores;
}

function storedElement(e: Evaluation, { bind }: OwnedBind, wanted: string | undefined, frame: Frame): Origins[] {
  const target = bind.target;
  if (target.kind === 'send') return [givenOrigins(e, bind, frame)];
  if (target.kind !== 'index') return [];
  if (wanted === undefined) return [givenOrigins(e, bind, frame)];
  const stores: Origins[] = [];
  for (const at of e.alternatives(frame, [target.index, ...(bind.source.kind === 'expr' ? [bind.source.expr] : [])])) {
    const own = e.keyText(target.index, at);
    if (own === undefined || own === wanted) stores.push(givenOrigins(e, bind, at));
  }
  return stores;
}

function collectElements(e: Evaluation, id: VarId, path: readonly string[], frame: Frame, take: Take, stores: Origins[], depth: number, seen: Set<string>): void {
  const mark = `${frame.func.outermost.id}/${id}/${path.join('.')}`;
  if (depth > 4 || seen.has(mark)) return;
  seen.add(mark);
  const index = e.program.index(frame.func);
  for (const one of index.through.get(id) ?? []) {
    const target = one.bind.target;
    if ((target.kind !== 'index' && target.kind !== 'send') || !samePath(pathOf(target.of), path)) continue;
    for (const at of e.ownerFrames(one.owner, frame)) stores.push(...take(one, at));
  }
  for (const use of index.uses.get(id) ?? []) {
    const at = e.ownerFrames(use.owner, frame)[0];
    const callees = at && e.callees(use.call, at);
    if (!at || callees?.kind !== 'funcs' || use.index < 0) continue;
    for (const { func, lexical } of callees.list) {
      const inside = func.fact.params[use.index]?.var;
      const inner = inside === undefined ? undefined : callFrame(use.call, at, func, lexical);
      if (inside !== undefined && inner) collectElements(e, inside, path, inner, take, stores, depth + 1, seen);
    }
  }
  const param = index.params.get(id);
  const at = param && runningFrame(param.func, frame);
  const calls = at?.call ? [{ call: at.call.expr, frame: at.call.frame }] : at && param ? (e.callsOf(param.func, at) ?? []) : [];
  for (const { call, frame: caller } of calls) {
    const arg = param && call.args[param.index];
    const root = arg && walkLocals(arg);
    if (arg && root) collectElements(e, root.id, [...pathOf(arg), ...path], caller, take, stores, depth + 1, seen);
  }
}
