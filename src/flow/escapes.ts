/**
 * Where does a variable's object go out of sight: into an interface, a list, another object, a method as a value? Whoever has it there may
 * call its methods, and what those store into it is nobody's call that is followed. Knows looks and types of facts; evaluates nothing.
 */
import { isInterfaceType, type CallExpr, type Expr, type VarId } from '../go/facts';
import type { Span } from '../base/text';
import type { Func, Program, ResolvedType } from './declarations';
import { pushTo } from '../base/pushTo';
import { isPointer } from './pointers';
import { declaredOf, typeKeyOf } from './program';

interface Escape {
  readonly owner: Func;
  readonly span: Span;
  readonly looped: boolean;
}

const known = new WeakMap<Program, Map<Func, ReadonlyMap<VarId, readonly Escape[]>>>();

/** Whether a method that nobody is seen to call on the variable may have stored into its field before the read. Without a `read`: ever. */
export function storedOutOfSight(program: Program, func: Func, id: VarId, field: string, read: Span | undefined): boolean {
  const escapes = escapesIn(program, func.outermost).get(id) ?? [];
  const before = escapes.some(({ owner, span, looped }) => !read || owner !== func || looped || span.end <= read.start);
  return before && isStoredElsewhere(program, func, id, field);
}

/** A method, or a function that gets a pointer in whatever way, stores into that field of the type. */
function isStoredElsewhere(program: Program, func: Func, id: VarId, field: string): boolean {
  const type = program.typeOf({ kind: 'local', id, name: '', span: func.fact.nameSpan }, func);
  const key = type && typeKeyOf(program, type);
  return key !== undefined && storesOfOthers(program, program.fieldSources(key, field), field).some((one) => one.outermost !== func.outermost || one.id !== id);
}

/** A variable whose object was made elsewhere, and whose field is stored into. */
interface Stored {
  readonly outermost: Func;
  readonly id: VarId;
}

/** By the list of all that the field is given: types that a whole program sets would be gone through again for each of their variables. */
const storesBySources = new WeakMap<ReturnType<Program['fieldSources']>, readonly Stored[]>();

function storesOfOthers(program: Program, sources: ReturnType<Program['fieldSources']>, field: string): readonly Stored[] {
  let stores = storesBySources.get(sources);
  if (!stores) {
    stores = [...new Set(sources.map(({ func }) => func.outermost))].flatMap((outermost) => {
      const { through, homes } = program.index(outermost);
      const made = new Set(homes.values());
      return [...through].flatMap(([id, binds]) => (!made.has(id) && binds.some(({ bind: { target } }) => target.kind === 'field' && target.name === field) ? { outermost, id } : []));
    });
    storesBySources.set(sources, stores);
  }
  return stores;
}

function escapesIn(program: Program, root: Func): ReadonlyMap<VarId, readonly Escape[]> {
  let byFunc = known.get(program);
  if (!byFunc) known.set(program, (byFunc = new Map<Func, ReadonlyMap<VarId, readonly Escape[]>>()));
  let found = byFunc.get(root);
  if (!found) byFunc.set(root, (found = gathered(program, root)));
  return found;
}

function gathered(program: Program, root: Func): ReadonlyMap<VarId, readonly Escape[]> {
  const found = new Map<VarId, Escape[]>();
  const names: (readonly [VarId, VarId])[] = [];
  const visit = (owner: Func): void => {
    const note = (expr: Expr, span: Span, looped: boolean): void => {
      const id = objectOf(program, expr, owner);
      if (id !== undefined) pushTo(found, id, { owner, span, looped });
    };
    for (const call of owner.fact.calls) {
      call.args.forEach((arg, index) => {
        if (isMethodValue(program, arg, owner) || isOutOfSight(program, call, index, owner)) note(arg, call.span, call.looped);
      });
    }
    for (const { elements, span } of owner.fact.composites) for (const { value } of elements) note(value, span, false);
    for (const { target, source, span, loop } of owner.fact.binds) {
      if (source.kind !== 'expr') continue;
      if (target.kind !== 'var' || isMethodValue(program, source.expr, owner) || isHeldAsInterface(program, target.id, owner)) note(source.expr, span, loop !== undefined);
      else {
        const id = objectOf(program, source.expr, owner);
        if (id !== undefined) names.push([target.id, id]);
      }
    }
    for (const closure of owner.closures) visit(closure);
  };
  visit(root);
  shareOut(found, names);
  return found;
}

/** Two names of one object: what becomes of it under one of them, becomes of it. */
function shareOut(found: Map<VarId, Escape[]>, names: readonly (readonly [VarId, VarId])[]): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const pair of names) {
      const all = [...new Set(pair.flatMap((id) => found.get(id) ?? []))];
      for (const id of pair) {
        changed ||= all.length > (found.get(id)?.length ?? 0);
        if (all.length > 0) found.set(id, all);
      }
    }
  }
}

/** The variable of `&x`, of the method value `x.Do`, and of a pointer `x`: anything else is copied. */
function objectOf(program: Program, expr: Expr, owner: Func): VarId | undefined {
  if (expr.kind === 'local') return isPointer(program, expr, owner) ? expr.id : undefined;
  const of = expr.kind === 'unary' && expr.op === '&' ? expr.of : isMethodValue(program, expr, owner) ? expr.of : undefined;
  return of?.kind === 'local' ? of.id : undefined;
}

export function isMethodValue(program: Program, expr: Expr, owner: Func): expr is Extract<Expr, { kind: 'select' }> {
  if (expr.kind !== 'select' || expr.of.kind !== 'local') return false;
  const type = program.typeOf(expr.of, owner);
  const fields = type && program.fields(type);
  return fields?.some(({ name }) => name === expr.name) === false;
}

/** `var d Deployer = x`: its methods may be called where nobody sees whose they are. */
function isHeldAsInterface(program: Program, id: VarId, owner: Func): boolean {
  const ref = owner.outermost.fact.vars[id]?.type;
  return ref !== undefined && ((ref.kind === 'name' && ref.name === 'any') || isInterface(program, { ref, file: owner.file, pkg: owner.pkg }));
}

/** Whether the type is written as an interface, or declared as one in the workspace. */
export function isInterface(program: Program, type: ResolvedType): boolean {
  if (type.ref.kind === 'other') return isInterfaceType(type.ref);
  const declared = type.ref.kind === 'name' ? declaredOf(program, type) : undefined;
  return declared?.kind === 'type' && isInterfaceType(declared.type.fact.type);
}

/** Arguments of a pointer's own type are followed into what is called; a library knows none of the workspace's methods. */
function isOutOfSight(program: Program, call: CallExpr, index: number, owner: Func): boolean {
  const declared = program.callee(call, owner);
  switch (declared?.kind) {
    case 'func': {
      const { params } = declared.func.fact;
      const param = params[Math.min(index, params.length - 1)];
      if (!param) return false;
      const { pkg, file } = declared.func;
      return param.variadic || (param.type.kind !== 'pointer' && program.fields({ ref: param.type, file, pkg }) === undefined);
    }
    case 'predeclared':
      return declared.name === 'append';
    case undefined:
      return call.fn.kind === 'select' || call.fn.kind === 'index';
    default:
      return false;
  }
}
