/**
 * Stores on the way of an object from where it was made: a function got it, or a copy of it, set a field and gave it back
 * (`New().WithImage(x)`); or a loop went over the list that it stands in. Knows calls and returns; what is stored is for fields.ts to say.
 */
import { pushTo } from '../base/pushTo';
import { remembered } from '../base/remembered';
import type { Span } from '../base/text';
import type { Expr, FuncFact, ReturnFact, VarId } from '../go/facts';
import { walkLocals } from './bindIndex';
import type { Func, Program } from './declarations';
import type { Evaluation } from './evaluation';
import { callFrame, runningFrame, type Frame } from './frame';
import { pathOf } from './paths';
import { addressesKept } from './pointers';
import { typeKeyOf } from './program';
import { reaching } from './reaching';

/** A variable that held the object before it came here. */
export interface Holder {
  readonly id: VarId;
  /** The object's place in it. */
  readonly path: readonly string[];
  readonly frame: Frame;
  /** Where the object left it: what is stored afterwards is another's. */
  readonly until: Span;
}

const furthest = 10;

/** The variables behind an expression that held its object, or what it is a copy of, in functions that gave it back. */
export function holdersOf(e: Evaluation, of: Expr, frame: Frame): Holder[] {
  const found: Holder[] = [];
  const seen = new Map<Frame, Set<Expr>>();
  const visit = (expr: Expr, at: Frame, index: number, depth: number): void => {
    const met = seen.get(at) ?? new Set<Expr>();
    if (depth > furthest || met.has(expr)) return;
    seen.set(at, met.add(expr));
    if (expr.kind === 'unary' && (expr.op === '&' || expr.op === '*')) visit(expr.of, at, 0, depth);
    else if (expr.kind === 'call') called(expr, at, index, depth);
    else if (expr.kind === 'local') variable(expr, at, depth);
  };
  const called = (call: Extract<Expr, { kind: 'call' }>, at: Frame, index: number, depth: number): void => {
    const callees = e.callees(call, at);
    for (const callee of callees.kind === 'funcs' ? callees.list : []) {
      const inner = callFrame(call, at, callee);
      for (const given of inner ? callee.func.fact.returns : []) {
        const value = given.values[index] ?? namedResult(given, callee.func, index);
        const root = value && walkLocals(value);
        if (inner && value && root?.direct) found.push({ id: root.id, path: [], frame: inner, until: value.span });
        if (inner && value) visit(value, inner, 0, depth + 1);
      }
    }
  };
  const variable = (read: Extract<Expr, { kind: 'local' }>, at: Frame, depth: number): void => {
    const index = e.program.index(at.func);
    const param = index.params.get(read.id);
    const owner = param?.func ?? index.receivers.get(read.id);
    const from = owner && runningFrame(owner, at)?.call;
    const given = from && (param ? from.expr.args[param.index] : from.expr.fn.kind === 'select' ? from.expr.fn.of : undefined);
    if (from && given) {
      const root = walkLocals(given);
      if (root) found.push({ id: root.id, path: pathOf(given), frame: from.frame, until: given.span });
      visit(given, from.frame, 0, depth + 1);
    }
    for (const { bind, owner: binder } of reaching(index.vars.get(read.id) ?? [], read.span, at.func)) {
      const { source } = bind;
      if (source.kind !== 'expr' && source.kind !== 'result') continue;
      for (const binding of e.ownerFrames(binder, at)) {
        const root = source.kind === 'expr' ? walkLocals(source.expr) : undefined;
        if (root) found.push({ id: root.id, path: pathOf(source.expr), frame: binding, until: source.expr.span });
        visit(source.expr, binding, source.kind === 'result' ? source.index : 0, depth + 1);
      }
    }
  };
  visit(of, frame, 0, 0);
  return found;
}

const bare = new WeakMap<ReturnFact, Map<number, Expr>>();

/** What a `return` without values gives: the variable that the result is named by, as it is read there. */
function namedResult(given: ReturnFact, { fact: { results } }: Func, index: number): Expr | undefined {
  const id = results[index]?.var;
  if (id === undefined || given.values.length > 0) return undefined;
  let reads = bare.get(given);
  if (!reads) bare.set(given, (reads = new Map<number, Expr>()));
  let read = reads.get(index);
  if (!read) reads.set(index, (read = { kind: 'local', id, name: results[index]?.name ?? '', span: given.span }));
  return read;
}

/**
 * Whether a loop, or an index that isn't known, stores into this field of some element of a list: in the function that made the object, in
 * those that run where it is read, or in one that these call; anywhere, if it stands in a list of
 * pointers at package level. `known`: an index or key that is written down counts, too.
 */
export function storedByElement(e: Evaluation, makers: readonly { readonly expr: Expr; readonly frame: Frame }[], name: string, reader: Frame, known: boolean): boolean {
  const keys = new Set(makers.flatMap(({ expr, frame }) => {
    const type = expr.kind === 'composite' ? e.program.typeOf(expr, frame.func) : undefined;
    return (type && typeKeyOf(e.program, type)) ?? [];
  }));
  if (keys.size === 0) return false;
  const near = new Set(makers.map(({ frame }) => frame.func.outermost));
  for (let at: Frame | undefined = reader; at; at = at.call?.frame ?? at.lexical) near.add(at.func.outermost);
  for (const func of [...near]) for (const called of calledIn(e.program, func)) near.add(called);
  const isOfThese = (of: Expr, owner: Func): boolean => {
    const type = e.program.typeOf(of, owner);
    const key = type && typeKeyOf(e.program, type);
    return key !== undefined && keys.has(key);
  };
  // Everybody can loop over a list at package level.
  const isShared = makers.some(({ expr, frame: { func } }) => func.fact === func.file.initializer && elementsPointedTo(func.fact).has(expr));
  if (isShared && e.program.storesTo(name, 'field', keys).some(({ bind: { target }, owner }) => target.kind === 'field' && isElement(e, target.of, owner, known) && isOfThese(target.of, owner))) return true;
  return [...near].some((func) => {
    if (fieldStoresIn(func).get(name)?.some(({ of, owner }) => isElement(e, of, owner, known) && isOfThese(of, owner))) return true;
    // Whoever finds the field's address in a list may store by it.
    return [...addressesKept(func).values()].some((all) => all.some(({ of, owner }) => of.name === name && isOfThese(of.of, owner)));
  });
}

/** Elements of the package-level lists and maps of pointers that an initialiser makes: `[]*Image{{…}, {…}}`, `map[string]*Image{…}`. */
export const elementsPointedTo: (initializer: FuncFact) => ReadonlySet<Expr> = remembered(({ binds }) => new Set(binds.flatMap(({ source }): Expr[] => {
  const list = source.kind === 'expr' && source.expr.kind === 'composite' ? source.expr : undefined;
  if (!list || (list.type?.kind !== 'slice' && list.type?.kind !== 'map') || list.type.of.kind !== 'pointer') return [];
  return list.elements.flatMap(({ value }) => (value.kind === 'unary' ? [value, value.of] : [value]));
})));

const calledByFunc = new WeakMap<Program, Map<Func, readonly Func[]>>();

/** The declarations that a declaration and the closures in it name. */
function calledIn(program: Program, func: Func): readonly Func[] {
  let byFunc = calledByFunc.get(program);
  if (!byFunc) calledByFunc.set(program, (byFunc = new Map<Func, readonly Func[]>()));
  let called = byFunc.get(func);
  if (!called) byFunc.set(func, (called = [...new Set(withClosures(func).flatMap((one) => program.named(one).map(({ outermost }) => outermost)))]));
  return called;
}

function withClosures(func: Func): Func[] {
  return [func, ...func.closures.flatMap(withClosures)];
}

interface FieldStore {
  readonly of: Expr;
  readonly owner: Func;
}

/** What a declaration and the closures in it store into, by the name of the field. */
const fieldStoresIn: (func: Func) => ReadonlyMap<string, readonly FieldStore[]> = remembered((func) => {
  const found = new Map<string, FieldStore[]>();
  for (const owner of withClosures(func)) {
    for (const { target } of owner.fact.binds) if (target.kind === 'field') pushTo(found, target.name, { of: target.of, owner });
  }
  return found;
});

/** `list[i]` where `i` isn't a number, or with `known` any `i`, and the variable of a `range`. */
function isElement(e: Evaluation, expr: Expr, func: Func, known: boolean): boolean {
  if (expr.kind === 'unary') return isElement(e, expr.of, func, known);
  if (expr.kind === 'index') return known || (expr.index.kind !== 'number' && expr.index.kind !== 'text');
  return expr.kind === 'local' && (e.program.index(func).vars.get(expr.id) ?? []).some(({ bind }) => bind.source.kind === 'rangeValue' || (bind.source.kind === 'expr' && bind.source.expr.kind === 'unary' && bind.source.expr.op === '&' && bind.source.expr.of.kind === 'index'));
}
