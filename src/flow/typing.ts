/**
 * What type does an expression have, as far as the workspace's declarations say, and what does a call therefore run? Knows declared types;
 * evaluates nothing.
 */
import type { CallExpr, Expr, FileFacts, TypeRef } from '../go/facts';
import type { BindIndex, Declared, Func, Global, NamedType, Program, ResolvedType } from './declarations';
import { wholeOf } from './zeroValues';

/** How names are looked up, for whoever types expressions. */
export interface Scope {
  readonly resolve: (name: string, file: FileFacts) => Declared;
  readonly member: (qualifier: string, name: string, file: FileFacts) => Declared | undefined;
  readonly index: (func: Func) => BindIndex;
  readonly initializerOf: (global: Global) => Func | undefined;
}

export interface Typing {
  readonly named: (type: ResolvedType) => NamedType | undefined;
  readonly fields: Program['fields'];
  readonly typeOf: Program['typeOf'];
  readonly callee: Program['callee'];
}

export function createTyping({ resolve, member, index, initializerOf }: Scope): Typing {
  const named = (type: ResolvedType): NamedType | undefined => {
    const ref = type.ref;
    if (ref.kind === 'pointer') return named({ ...type, ref: ref.of });
    if (ref.kind !== 'name') return undefined;
    const declared = ref.pkg === undefined ? resolve(ref.name, type.file) : member(ref.pkg, ref.name, type.file);
    return declared?.kind === 'type' ? declared.type : undefined;
  };

  const fields = (type: ResolvedType): ReturnType<Program['fields']> => {
    const ref = type.ref;
    if (ref.kind === 'pointer') return fields({ ...type, ref: ref.of });
    if (ref.kind === 'struct') return ref.fields;
    const found = named(type);
    if (!found || found.fact.type === ref) return undefined;
    return fields({ ref: found.fact.type, file: found.file, pkg: found.pkg });
  };

  const underlying = (type: ResolvedType, depth = 0): ResolvedType => {
    const found = type.ref.kind === 'name' ? named(type) : undefined;
    return found && depth < 8 ? underlying({ ref: found.fact.type, file: found.file, pkg: found.pkg }, depth + 1) : type;
  };

  const method = (type: ResolvedType, name: string, depth = 0): Func | undefined => {
    const found = named(type);
    if (!found || depth > 4) return undefined;
    const own = found.pkg.methods.get(found.fact.name)?.get(name);
    if (own) return own;
    for (const field of fields(type) ?? []) {
      if (!field.embedded) continue;
      const inner = method({ ref: field.type, file: found.file, pkg: found.pkg }, name, depth + 1);
      if (inner) return inner;
    }
    return undefined;
  };

  const types = new Map<Expr, ResolvedType>();
  const typeless = new Set<Expr>();
  /** Whatever the question that is being answered has led to so far. */
  let tried: Set<Expr> | undefined;
  /**
   * Variables may be made of each other (`q = q.Where(…)`, many times over): a question looks at every expression once, and is put again
   * as long as that found out something new. What is then left without a type has none.
   */
  const typeOf = (expr: Expr, func: Func): ResolvedType | undefined => {
    const known = types.get(expr);
    if (known || typeless.has(expr)) return known;
    if (tried) return visit(expr, func, tried);
    for (;;) {
      const before = types.size;
      tried = new Set();
      try {
        const type = visit(expr, func, tried);
        if (type) return type;
        if (types.size > before) continue;
        for (const one of tried) typeless.add(one);
        return undefined;
      } finally {
        tried = undefined;
      }
    }
  };
  const visit = (expr: Expr, func: Func, met: Set<Expr>): ResolvedType | undefined => {
    if (met.has(expr)) return undefined;
    met.add(expr);
    const type = typeOfUnguarded(expr, func);
    if (type) types.set(expr, type);
    return type;
  };
  const resultType = (call: CallExpr, func: Func, index: number): ResolvedType | undefined => {
    const declared = callee(call, func);
    if (declared?.kind === 'func') {
      const result = declared.func.fact.results[index];
      return result && { ref: result.type, file: declared.func.file, pkg: declared.func.pkg };
    }
    if (declared?.kind === 'type') return { ref: { kind: 'name', name: declared.type.fact.name }, file: declared.type.file, pkg: declared.type.pkg };
    if (declared?.kind === 'predeclared' && (declared.name === 'new' || declared.name === 'make')) {
      const first = call.args[0];
      return first?.kind === 'type' ? { ref: first.type, file: func.file, pkg: func.pkg } : first?.kind === 'name' ? { ref: { kind: 'name', name: first.name }, file: func.file, pkg: func.pkg } : undefined;
    }
    return undefined;
  };
  const fieldType = (of: Expr, name: string, func: Func): ResolvedType | undefined => {
    const owner = typeOf(of, func);
    const field = owner && fields(owner)?.find((one) => one.name === name);
    if (!owner || !field) return undefined;
    const home = named(owner);
    return { ref: field.type, file: home?.file ?? owner.file, pkg: home?.pkg ?? owner.pkg };
  };
  const typeOfUnguarded = (expr: Expr, func: Func): ResolvedType | undefined => {
    const here = (ref: TypeRef | undefined): ResolvedType | undefined => ref && { ref, file: func.file, pkg: func.pkg };
    switch (expr.kind) {
      case 'local': {
        const fact = func.outermost.fact.vars[expr.id];
        if (fact?.type) return here(fact.type);
        for (const { bind, owner } of index(func.outermost).vars.get(expr.id) ?? []) {
          const source = bind.source;
          let type: ResolvedType | undefined;
          if (source.kind === 'expr') type = typeOf(source.expr, owner);
          else if (source.kind === 'result') type = source.expr.kind === 'call' ? resultType(source.expr, owner, source.index) : source.index === 0 ? typeOf(source.expr, owner) : undefined;
          else if (source.kind === 'rangeValue') {
            const over = typeOf(source.of, owner);
            const base = over && underlying(over);
            if (base && (base.ref.kind === 'slice' || base.ref.kind === 'map')) type = { ...base, ref: base.ref.of };
          }
          if (type) return type;
        }
        return undefined;
      }
      case 'composite': {
        const whole = wholeOf(expr);
        return whole ? fieldType(whole.of, whole.name, func) : here(expr.type);
      }
      case 'assert':
        return here(expr.type);
      case 'unary': {
        const inner = typeOf(expr.of, func);
        if (expr.op === '<-' && inner) {
          const base = underlying(inner);
          return base.ref.kind === 'chan' ? { ...base, ref: base.ref.of } : undefined;
        }
        return expr.op === '&' || expr.op === '*' ? inner : undefined;
      }
      case 'index': {
        const over = typeOf(expr.of, func);
        const base = over && underlying(over);
        return base && (base.ref.kind === 'slice' || base.ref.kind === 'map') ? { ...base, ref: base.ref.of } : undefined;
      }
      case 'name': {
        const declared = resolve(expr.name, func.file);
        return declared.kind === 'global' ? globalType(declared.global) : undefined;
      }
      case 'select': {
        if (expr.of.kind === 'name') {
          const declared = member(expr.of.name, expr.name, func.file);
          if (declared) return declared.kind === 'global' ? globalType(declared.global) : undefined;
        }
        return fieldType(expr.of, expr.name, func);
      }
      case 'call':
        return resultType(expr, func, 0);
      default:
        return undefined;
    }
  };
  const globalType = (global: Global): ResolvedType | undefined => {
    if (global.fact.type) return { ref: global.fact.type, file: global.file, pkg: global.pkg };
    const init = initializerOf(global);
    return global.fact.value && init ? typeOf(global.fact.value, init) : undefined;
  };
  const known = new Map<CallExpr, Declared | undefined>();
  const callee = (call: CallExpr, func: Func): Declared | undefined => {
    const found = known.get(call);
    if (found || known.has(call)) return found;
    const made = calleeOf(call, func);
    if (made || !tried) known.set(call, made);
    return made;
  };
  const calleeOf = (call: CallExpr, func: Func): Declared | undefined => {
    const fn = call.fn;
    if (fn.kind === 'name') return resolve(fn.name, func.file);
    if (fn.kind !== 'select') return undefined;
    if (fn.of.kind === 'name') {
      const declared = member(fn.of.name, fn.name, func.file);
      if (declared) return declared;
    }
    const type = typeOf(fn.of, func);
    const found = type && method(type, fn.name);
    return found && { kind: 'func', func: found };
  };

  return { named, fields, typeOf, callee };
}
