/** Who calls whom, who assigns package-level variables, who fills which field: links over the whole program, made when first asked for. */
import { exact } from '../base/exact';
import { atOnce, type Steps } from '../base/steps';
import { joinedText } from '../base/text';
import { anyVariable, setenv, unsetenv, type CallExpr, type Expr, type FuncFact, type UnaryExpr } from '../go/facts';
import { pushTo } from '../base/pushTo';
import { bare, methodExpression, methodsMeant, methodValue, uncalled } from './methodValues';
import type { Declared, Func, Global, Handed, OwnedBind, Package, Program, ResolvedType, StoreInto } from './declarations';
import type { Scope, Typing } from './typing';

const none: readonly Func[] = [];

interface Address {
  readonly call: CallExpr;
  readonly index: number;
  readonly arg: UnaryExpr;
}

const addresses = new WeakMap<FuncFact, readonly Address[]>();

/** Arguments of the shape `&x`. */
function addressesIn(fact: FuncFact): readonly Address[] {
  let found = addresses.get(fact);
  if (!found) addresses.set(fact, (found = fact.calls.flatMap((call) => call.args.flatMap((arg, index) => (arg.kind === 'unary' && arg.op === '&' ? [{ call, index, arg }] : [])))));
  return found;
}

/** Names of the fields that a body stores into, or through, or hands the address of; closures' left out. */
export function storedIn(fact: FuncFact): string[] {
  return [...fact.binds.flatMap(({ target }) => (target.kind === 'field' ? [target.name] : target.kind === 'deref' && target.of.kind === 'select' ? [target.of.name] : [])), ...addressesIn(fact).flatMap(({ arg }) => (arg.of.kind === 'select' ? [arg.of.name] : []))];
}

/** The environment variable that a call sets or takes away; `anyVariable` where its name isn't written down. */
export function variableSet({ fn, args: [name] }: CallExpr): string | undefined {
  if (fn.kind !== 'select' || (fn.name !== setenv && fn.name !== unsetenv)) return undefined;
  return name?.kind === 'text' ? joinedText(name.chunks) : anyVariable;
}

export interface Links {
  readonly linkCalls: Program['linkCalls'];
  readonly callers: Program['callers'];
  readonly mentionedBy: Program['mentionedBy'];
  readonly named: Program['named'];
  readonly valued: Program['valued'];
  readonly globalBinds: Program['globalBinds'];
  readonly globalThrough: Program['globalThrough'];
  readonly globalHanded: Program['globalHanded'];
  readonly globalGiven: Program['globalGiven'];
  readonly fieldSources: Program['fieldSources'];
  readonly storesField: Program['storesField'];
  readonly fieldHanded: Program['fieldHanded'];
  readonly storesTo: Program['storesTo'];
  readonly environmentSetters: Program['environmentSetters'];
}

type Names = Pick<Scope, 'resolve' | 'member'> & { readonly inPackage: (name: string, pkg: Package) => Declared | undefined };

export function createLinks(funcs: readonly Func[], { resolve, member, inPackage }: Names, { named, fields, typeOf, callee }: Typing): Links {
  const values = { funcs, callee, typeOf, named };
  const callersOf = new Map<Func, { call: CallExpr; func: Func }[]>();
  const mentioners = new Map<Func, Func[]>();
  const namedBy = new Map<Func, { readonly all: readonly Func[]; readonly valued: readonly Func[] }>();
  const linking = (function* (): Steps<void> {
    for (const func of funcs) {
      yield;
      const called = new Set<Func>();
      const valued = new Set<Func>();
      for (const call of func.fact.calls) {
        const declared = callee(call, func);
        if (declared?.kind !== 'func') continue;
        called.add(declared.func);
        pushTo(callersOf, declared.func, { call, func });
      }
      for (const one of uncalled(func.fact)) {
        const value = one.kind === 'name' ? resolve(one.name, func.file) : one.of.kind === 'name' ? member(one.of.name, one.name, func.file) : undefined;
        const meant = value?.kind === 'func' ? value.func : one.kind === 'select' ? (methodValue(values, one, func) ?? methodExpression({ resolve, member }, one, func)) : undefined;
        if (meant) valued.add(meant);
        else if (one.kind === 'select') for (const method of methodsMeant(values, one, func)) valued.add(method);
      }
      for (const one of valued) pushTo(mentioners, one, func);
      if (called.size + valued.size > 0) namedBy.set(func, { all: [...new Set([...called, ...valued])], valued: exact([...valued]) });
    }
  })();
  /** What is left of it: nothing after the first time. */
  const linkCalls = (): void => atOnce(linking);

  let globalsLinked: Map<Global, OwnedBind[]> | undefined;
  const throughGlobals = new Map<Global, OwnedBind[]>();
  const linkGlobals = (): Map<Global, OwnedBind[]> => {
    if (globalsLinked) return globalsLinked;
    const map = new Map<Global, OwnedBind[]>();
    for (const func of funcs) {
      for (const bind of func.fact.binds) {
        const target = bind.target;
        if (target.kind === 'var') continue;
        if (target.kind === 'global') {
          const dot = target.name.indexOf('.');
          const declared = dot < 0 ? inPackage(target.name, func.pkg) : member(target.name.slice(0, dot), target.name.slice(dot + 1), func.file);
          if (declared?.kind === 'global') pushTo(map, declared.global, { bind, owner: func });
        } else if (target.kind === 'field' && target.of.kind === 'name' && resolve(target.of.name, func.file).kind === 'import') {
          const declared = member(target.of.name, target.name, func.file);
          if (declared?.kind === 'global') pushTo(map, declared.global, { bind, owner: func });
        } else {
          const global = globalOf(target.of, func);
          if (global) pushTo(throughGlobals, global, { bind, owner: func });
        }
      }
    }
    return (globalsLinked = map);
  };

  let handedGlobals: Map<Global, Handed[]> | undefined;
  const linkHanded = (): Map<Global, Handed[]> => {
    if (handedGlobals) return handedGlobals;
    const map = new Map<Global, Handed[]>();
    for (const func of funcs) {
      for (const { call, index, arg } of addressesIn(func.fact)) {
        const global = globalOf(arg.of, func);
        if (global) pushTo(map, global, { call, owner: func, index, arg });
      }
      // A method with a pointer receiver gets the variable's address, too.
      for (const call of func.fact.calls) {
        if (call.fn.kind !== 'select' || (call.fn.of.kind !== 'name' && call.fn.of.kind !== 'select')) continue;
        const global = globalOf(call.fn.of, func);
        const method = global && callee(call, func);
        if (global && method?.kind === 'func' && method.func.fact.receiver?.pointer) pushTo(map, global, { call, owner: func, index: -1, arg: call.fn.of });
      }
      for (const one of uncalled(func.fact)) {
        const global = one.kind === 'select' && methodValue(values, one, func)?.fact.receiver?.pointer ? globalOf(one.of, func) : undefined;
        if (global && one.kind === 'select') pushTo(map, global, { call: bare(one), owner: func, index: -1, arg: one.of });
      }
    }
    return (handedGlobals = map);
  };

  let givenGlobals: Map<Global, Handed[]> | undefined;
  const linkGiven = (): Map<Global, Handed[]> => {
    if (givenGlobals) return givenGlobals;
    const map = new Map<Global, Handed[]>();
    for (const func of funcs) {
      for (const call of func.fact.calls) {
        const note = (arg: Expr, index: number): void => {
          const global = arg.kind === 'name' || arg.kind === 'select' ? globalOf(arg, func) : undefined;
          if (global && !global.fact.constant && callee(call, func)?.kind === 'func') pushTo(map, global, { call, owner: func, index, arg });
        };
        call.args.forEach(note);
        if (call.fn.kind === 'select') note(call.fn.of, -1);
      }
    }
    return (givenGlobals = map);
  };
  const globalOf = (expr: Expr, func: Func): Global | undefined => {
    let at = expr;
    while ((at.kind === 'select' && !(at.of.kind === 'name' && resolve(at.of.name, func.file).kind === 'import')) || at.kind === 'index' || at.kind === 'unary' || at.kind === 'assert') at = at.of;
    const declared = at.kind === 'name' ? resolve(at.name, func.file) : at.kind === 'select' && at.of.kind === 'name' ? member(at.of.name, at.name, func.file) : undefined;
    return declared?.kind === 'global' ? declared.global : undefined;
  };

  type FieldSource = { expr: Expr; result: number | undefined; func: Func };
  let fieldIndex: Map<string, FieldSource[]> | undefined;
  const typeKey = (type: ResolvedType): string | undefined => {
    const found = named(type);
    return found && `${found.pkg.key}.${found.fact.name}`;
  };
  const linkFields = (): Map<string, FieldSource[]> => {
    if (fieldIndex) return fieldIndex;
    const map = new Map<string, FieldSource[]>();
    for (const func of funcs) {
      for (const composite of func.fact.composites) {
        if (!composite.type) continue;
        const type = { ref: composite.type, file: func.file, pkg: func.pkg };
        const key = typeKey(type);
        const known = key === undefined ? undefined : fields(type);
        if (key === undefined || !known) continue;
        composite.elements.forEach((element, i) => {
          const name = element.field ?? (element.key ? undefined : known[i]?.name);
          if (name !== undefined) pushTo(map, `${key}.${name}`, { expr: element.value, result: undefined, func });
        });
      }
      for (const bind of func.fact.binds) {
        if (bind.target.kind !== 'field') continue;
        const type = typeOf(bind.target.of, func);
        const key = type && typeKey(type);
        if (key === undefined) continue;
        if (bind.source.kind === 'expr') pushTo(map, `${key}.${bind.target.name}`, { expr: bind.source.expr, result: undefined, func });
        else if (bind.source.kind === 'result') pushTo(map, `${key}.${bind.target.name}`, { expr: bind.source.expr, result: bind.source.index, func });
      }
    }
    return (fieldIndex = map);
  };

  let storedNames: Set<string> | undefined;
  const linkStoredNames = (): Set<string> => (storedNames ??= new Set(funcs.flatMap(({ fact }) => storedIn(fact))));

  /** Stores by the field that they name. */
  let stores: Record<StoreInto, Map<string, OwnedBind[]>> | undefined;
  const linkStores = (): NonNullable<typeof stores> => {
    if (stores) return stores;
    const intoFields = new Map<string, OwnedBind[]>();
    const intoElements = new Map<string, OwnedBind[]>();
    const throughPointers = new Map<string, OwnedBind[]>();
    for (const owner of funcs) {
      for (const bind of owner.fact.binds) {
        const { target } = bind;
        if (target.kind === 'field') pushTo(intoFields, target.name, { bind, owner });
        else if (target.kind === 'index' && target.of.kind === 'select') pushTo(intoElements, target.of.name, { bind, owner });
        else if (target.kind === 'deref' && target.of.kind === 'select') pushTo(throughPointers, target.of.name, { bind, owner });
      }
    }
    return (stores = { field: intoFields, element: intoElements, pointer: throughPointers });
  };

  let handedFields: Map<string, Handed[]> | undefined;
  const linkHandedFields = (): Map<string, Handed[]> => {
    if (handedFields) return handedFields;
    handedFields = new Map();
    for (const owner of funcs) {
      for (const { call, index, arg } of addressesIn(owner.fact)) {
        if (arg.of.kind === 'select') pushTo(handedFields, arg.of.name, { call, owner, index, arg });
      }
    }
    return handedFields;
  };

  let settersByName: Map<string, { call: CallExpr; func: Func }[]> | undefined;
  const linkEnvironment = (): Map<string, { call: CallExpr; func: Func }[]> => {
    if (settersByName) return settersByName;
    settersByName = new Map();
    for (const func of funcs) {
      for (const call of func.fact.calls) {
        const name = variableSet(call);
        if (name !== undefined) pushTo(settersByName, name, { call, func });
      }
    }
    return settersByName;
  };

  return {
    linkCalls: () => linking,
    storesField: (name) => linkStoredNames().has(name),
    storesTo: (name, into) => linkStores()[into].get(name) ?? [],
    fieldHanded: (name) => linkHandedFields().get(name) ?? [],
    environmentSetters: (name) => linkEnvironment().get(name) ?? [],
    callers: (func) => (linkCalls(), callersOf.get(func) ?? []),
    mentionedBy: (func) => (linkCalls(), mentioners.get(func) ?? []),
    named: (func) => (linkCalls(), namedBy.get(func)?.all ?? none),
    valued: (func) => (linkCalls(), namedBy.get(func)?.valued ?? none),
    globalBinds: (global) => linkGlobals().get(global) ?? [],
    globalThrough: (global) => (linkGlobals(), throughGlobals.get(global) ?? []),
    globalHanded: (global) => linkHanded().get(global) ?? [],
    globalGiven: (global) => linkGiven().get(global) ?? [],
    fieldSources: (type, field) => linkFields().get(`${type}.${field}`) ?? [],
  };
}
