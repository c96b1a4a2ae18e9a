/**
 * Links the facts of all files into one program: which declaration a name means, who calls whom, what type a name has.
 * Knows packages and declarations; evaluates nothing.
 */
import type { CallExpr, Expr, FileFacts, FuncFact, GlobalFact, TypeFact, TypeRef, VarId, Bind } from '../go/facts';
import { folderFinder } from './imports';

/** A declared function, method, closure, or a file's initialiser, with its surroundings. */
export interface Func {
  readonly fact: FuncFact;
  readonly file: FileFacts;
  readonly pkg: Package;
  /** The function whose body holds this closure; undefined for declared functions. */
  readonly parent: Func | undefined;
  /** The declared function around a closure, or the function itself. */
  readonly outermost: Func;
  readonly closures: readonly Func[];
  /** Unique and stable for the same sources: `uri#offset`. */
  readonly id: string;
}

export interface Global {
  readonly fact: GlobalFact;
  readonly file: FileFacts;
  readonly pkg: Package;
}

export interface NamedType {
  readonly fact: TypeFact;
  readonly file: FileFacts;
  readonly pkg: Package;
}

export interface Package {
  /** Folder uri and package name: an external test package is a package of its own. */
  readonly key: string;
  readonly dir: string;
  readonly name: string;
  readonly files: FileFacts[];
  readonly globals: Map<string, Global>;
  readonly funcs: Map<string, Func>;
  /** Type name, then method name. */
  readonly methods: Map<string, Map<string, Func>>;
  readonly types: Map<string, NamedType>;
  /** Functions that appear in the package, initialisers and closures included. */
  readonly all: Func[];
}

export interface OwnedBind {
  readonly bind: Bind;
  readonly owner: Func;
}

/** What a qualifier or a bare name stands for at package level. */
export type Declared =
  | { readonly kind: 'func'; readonly func: Func }
  | { readonly kind: 'global'; readonly global: Global }
  | { readonly kind: 'type'; readonly type: NamedType }
  | { readonly kind: 'import'; readonly path: string; readonly pkg: Package | undefined }
  /** A member of a package outside the workspace. */
  | { readonly kind: 'library'; readonly path: string; readonly name: string }
  | { readonly kind: 'predeclared'; readonly name: string };

/** All binds of one declared function (closures included), by what they assign. */
export interface BindIndex {
  readonly vars: ReadonlyMap<VarId, readonly OwnedBind[]>;
  /** Field, index, deref and send binds whose target starts at a local variable. */
  readonly through: ReadonlyMap<VarId, readonly OwnedBind[]>;
  /** Which function of the tree declares the variable: a parameter belongs to its closure. */
  readonly params: ReadonlyMap<VarId, { readonly func: Func; readonly index: number }>;
  readonly receivers: ReadonlyMap<VarId, Func>;
  /** Calls that get the variable (or its address) as an argument or receiver. */
  readonly uses: ReadonlyMap<VarId, readonly { readonly call: CallExpr; readonly owner: Func; readonly index: number }[]>;
  /** Variables to which a composite literal, `make` or `new` is bound, by that expression. */
  readonly homes: ReadonlyMap<Expr, VarId>;
  /** Variables to which function literals are bound. */
  readonly closureVars: ReadonlyMap<Func, VarId>;
}

/** What an evaluation looked for among all declarations, whoever makes them: keys as `packageKey.name` and `packageKey.Type.field`. */
export interface Asked {
  readonly globals: Set<string>;
  readonly fields: Set<string>;
  /** Keys of packages of which it matters whether anybody uses them. */
  readonly packages: Set<string>;
}

export interface Program {
  /** Grows as the program is asked: what a partial reading of the files must hold to answer as a whole one does. */
  readonly asked: Asked;
  readonly files: readonly FileFacts[];
  readonly packages: ReadonlyMap<string, Package>;
  readonly funcs: readonly Func[];
  resolve(name: string, file: FileFacts): Declared;
  member(qualifier: string, name: string, file: FileFacts): Declared | undefined;
  /** Static callees of a call: declared functions, methods of a known receiver type; closures are the evaluator's business. */
  callee(call: CallExpr, func: Func): Declared | undefined;
  callers(func: Func): readonly { readonly call: CallExpr; readonly func: Func }[];
  /** A function whose value is taken (passed or stored), not only called. */
  mentionedBy(func: Func): readonly Func[];
  globalBinds(global: Global): readonly OwnedBind[];
  /** Field and index binds whose target starts at a package-level variable. */
  globalThrough(global: Global): readonly OwnedBind[];
  index(func: Func): BindIndex;
  typeOf(expr: Expr, func: Func): ResolvedType | undefined;
  /** Struct fields by type, following names; undefined when the type isn't a struct of the workspace. */
  fields(type: ResolvedType): readonly { readonly name: string; readonly type: TypeRef; readonly embedded: boolean }[] | undefined;
  /** Every expression that gives a field of a type its value, program-wide. */
  fieldSources(type: string, field: string): readonly { readonly expr: Expr; readonly result: number | undefined; readonly func: Func }[];
}

/** A type together with the file whose imports give its names their meaning. */
export interface ResolvedType {
  readonly ref: TypeRef;
  readonly file: FileFacts;
  readonly pkg: Package;
}

const predeclared = new Set([
  'nil', 'true', 'false', 'append', 'cap', 'close', 'copy', 'delete', 'len', 'make', 'new', 'panic', 'print', 'println', 'recover', 'min', 'max', 'clear',
  'string', 'bool', 'byte', 'rune', 'error', 'any', 'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64', 'uintptr',
]);

function folderOf(uri: string): string {
  const slash = uri.lastIndexOf('/');
  return slash < 0 ? '' : uri.slice(0, slash);
}

/** The name an import without an alias gets: its last segment, major-version suffixes and `go-`/`.v3` decorations left off. */
function importedName(path: string): string {
  const segments = path.split('/');
  let last = segments[segments.length - 1] ?? path;
  if (/^v[0-9]+$/.test(last) && segments.length > 1) last = segments[segments.length - 2] ?? last;
  return last.replace(/\.v[0-9]+$/, '').replace(/^go-/, '').replace(/-go$/, '');
}

export function walkLocals(expr: Expr): { readonly id: VarId; readonly direct: boolean } | undefined {
  let at = expr;
  let direct = true;
  for (;;) {
    switch (at.kind) {
      case 'local':
        return { id: at.id, direct };
      case 'select':
      case 'index':
        at = at.of;
        direct = false;
        break;
      case 'unary':
        if (at.op !== '&' && at.op !== '*') return undefined;
        at = at.of;
        break;
      case 'assert':
      case 'slice':
        at = at.of;
        break;
      default:
        return undefined;
    }
  }
}

function walkGlobal(expr: Expr): string | undefined {
  let at = expr;
  for (;;) {
    if (at.kind === 'name') return at.name;
    if (at.kind === 'select' || at.kind === 'index' || at.kind === 'unary' || at.kind === 'assert') at = at.of;
    else return undefined;
  }
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Links files. Order of `files` doesn't matter: they are sorted by uri. */
export function link(unsorted: readonly FileFacts[]): Program {
  const files = [...unsorted].sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
  const packages = new Map<string, Package>();
  const byDir = new Map<string, Package[]>();
  const pkgOfFile = new Map<FileFacts, Package>();
  const funcs: Func[] = [];

  const addFunc = (fact: FuncFact, file: FileFacts, pkg: Package, parent: Func | undefined): Func => {
    const closures: Func[] = [];
    const func = { fact, file, pkg, parent, outermost: undefined as unknown as Func, closures, id: `${file.uri}#${fact.span.start}${fact.name === '' ? 'i' : ''}` };
    func.outermost = parent ? parent.outermost : func;
    funcs.push(func);
    pkg.all.push(func);
    for (const closure of fact.closures) closures.push(addFunc(closure, file, pkg, func));
    return func;
  };

  for (const file of files) {
    const dir = folderOf(file.uri);
    const key = `${dir}\n${file.packageName}`;
    let pkg = packages.get(key);
    if (!pkg) {
      pkg = { key, dir, name: file.packageName, files: [], globals: new Map(), funcs: new Map(), methods: new Map(), types: new Map(), all: [] };
      packages.set(key, pkg);
      pushTo(byDir, dir, pkg);
    }
    pkg.files.push(file);
    pkgOfFile.set(file, pkg);
    for (const fact of file.types) if (!pkg.types.has(fact.name)) pkg.types.set(fact.name, { fact, file, pkg });
    for (const fact of file.globals) if (!pkg.globals.has(fact.name)) pkg.globals.set(fact.name, { fact, file, pkg });
    addFunc(file.initializer, file, pkg, undefined);
    for (const fact of file.funcs) {
      const func = addFunc(fact, file, pkg, undefined);
      if (fact.receiver) {
        let methods = pkg.methods.get(fact.receiver.typeName);
        if (!methods) pkg.methods.set(fact.receiver.typeName, (methods = new Map()));
        if (!methods.has(fact.name)) methods.set(fact.name, func);
      } else if (fact.name !== 'init' && fact.name !== '_' && !pkg.funcs.has(fact.name)) pkg.funcs.set(fact.name, func);
    }
  }

  const folderOfImport = folderFinder([...byDir.keys()]);
  const packageOfImport = (path: string): Package | undefined => {
    const folder = folderOfImport(path);
    return folder === undefined ? undefined : byDir.get(folder)?.find((pkg) => !pkg.name.endsWith('_test'));
  };

  const importsOf = new Map<FileFacts, Map<string, { path: string; pkg: Package | undefined }>>();
  const imports = (file: FileFacts): Map<string, { path: string; pkg: Package | undefined }> => {
    let map = importsOf.get(file);
    if (!map) {
      map = new Map();
      for (const one of file.imports) {
        if (one.name === '.' || one.name === '_') continue;
        const pkg = packageOfImport(one.path);
        map.set(one.name ?? pkg?.name ?? importedName(one.path), { path: one.path, pkg });
      }
      importsOf.set(file, map);
    }
    return map;
  };

  const inPackage = (name: string, pkg: Package): Declared | undefined => {
    const func = pkg.funcs.get(name);
    if (func) return { kind: 'func', func };
    const global = pkg.globals.get(name);
    if (global) return { kind: 'global', global };
    const type = pkg.types.get(name);
    return type && { kind: 'type', type };
  };

  const packageOf = (file: FileFacts): Package => {
    const pkg = pkgOfFile.get(file);
    if (!pkg) throw new Error(`file is not part of the program: ${file.uri}`);
    return pkg;
  };

  const resolve = (name: string, file: FileFacts): Declared => {
    const own = inPackage(name, packageOf(file));
    if (own) return own;
    const imported = imports(file).get(name);
    if (imported) return { kind: 'import', ...imported };
    for (const one of file.imports) {
      if (one.name !== '.') continue;
      const pkg = packageOfImport(one.path);
      const declared = pkg && inPackage(name, pkg);
      if (declared) return declared;
    }
    if (predeclared.has(name)) return { kind: 'predeclared', name };
    const dot = file.imports.find((one) => one.name === '.' && !packageOfImport(one.path));
    return { kind: 'library', path: dot?.path ?? '', name };
  };

  const member = (qualifier: string, name: string, file: FileFacts): Declared | undefined => {
    const declared = resolve(qualifier, file);
    if (declared.kind !== 'import') return undefined;
    if (!declared.pkg) return { kind: 'library', path: declared.path, name };
    return inPackage(name, declared.pkg) ?? { kind: 'library', path: declared.path, name };
  };

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

  const typing = new Set<Expr>();
  const typeOf = (expr: Expr, func: Func): ResolvedType | undefined => {
    if (typing.has(expr)) return undefined;
    typing.add(expr);
    try {
      return typeOfUnguarded(expr, func);
    } finally {
      typing.delete(expr);
    }
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
      case 'composite':
        return here(expr.type);
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
        const owner = typeOf(expr.of, func);
        const field = owner && fields(owner)?.find((one) => one.name === expr.name);
        if (!owner || !field) return undefined;
        const home = named(owner);
        return { ref: field.type, file: home?.file ?? owner.file, pkg: home?.pkg ?? owner.pkg };
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
  const initializers = new Map<FileFacts, Func>();
  const initializerOf = (global: Global): Func | undefined => initializers.get(global.file);
  for (const func of funcs) if (func.fact === func.file.initializer) initializers.set(func.file, func);

  const callee = (call: CallExpr, func: Func): Declared | undefined => {
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

  const indexes = new Map<Func, BindIndex>();
  const index = (any: Func): BindIndex => {
    const func = any.outermost;
    let made = indexes.get(func);
    if (!made) indexes.set(func, (made = indexBinds(func)));
    return made;
  };

  const callersOf = new Map<Func, { call: CallExpr; func: Func }[]>();
  const mentioners = new Map<Func, Func[]>();
  let calledLinked = false;
  const linkCalls = (): void => {
    if (calledLinked) return;
    calledLinked = true;
    for (const func of funcs) {
      const called = new Set<Func>();
      for (const call of func.fact.calls) {
        const declared = callee(call, func);
        if (declared?.kind !== 'func') continue;
        called.add(declared.func);
        pushTo(callersOf, declared.func, { call, func });
      }
      for (const mention of func.fact.mentions) {
        const dot = mention.indexOf('.');
        const declared = dot < 0 ? resolve(mention, func.file) : member(mention.slice(0, dot), mention.slice(dot + 1), func.file);
        if (declared?.kind === 'func' && !called.has(declared.func)) pushTo(mentioners, declared.func, func);
      }
    }
  };

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
          const name = walkGlobal(target.of);
          const declared = name === undefined ? undefined : resolve(name, func.file);
          if (declared?.kind === 'global') pushTo(throughGlobals, declared.global, { bind, owner: func });
        }
      }
    }
    return (globalsLinked = map);
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

  const asked: Asked = { globals: new Set(), fields: new Set(), packages: new Set() };
  const askFor = (global: Global): void => void asked.globals.add(`${global.pkg.key}.${global.fact.name}`);

  return {
    asked,
    files,
    packages,
    funcs,
    resolve,
    member,
    callee,
    callers: (func) => (linkCalls(), callersOf.get(func) ?? []),
    mentionedBy: (func) => (linkCalls(), mentioners.get(func) ?? []),
    globalBinds: (global) => (askFor(global), linkGlobals().get(global) ?? []),
    globalThrough: (global) => (askFor(global), linkGlobals(), throughGlobals.get(global) ?? []),
    index,
    typeOf,
    fields,
    fieldSources: (type, field) => (asked.fields.add(`${type}.${field}`), linkFields().get(`${type}.${field}`) ?? []),
  };
}

/** The key under which `fieldSources` finds a type; undefined for types outside the workspace. */
export function typeKeyOf(program: Program, type: ResolvedType): string | undefined {
  const ref = type.ref;
  if (ref.kind === 'pointer') return typeKeyOf(program, { ...type, ref: ref.of });
  if (ref.kind !== 'name') return undefined;
  const declared = ref.pkg === undefined ? program.resolve(ref.name, type.file) : program.member(ref.pkg, ref.name, type.file);
  return declared?.kind === 'type' ? `${declared.type.pkg.key}.${declared.type.fact.name}` : undefined;
}

function indexBinds(root: Func): BindIndex {
  const vars = new Map<VarId, OwnedBind[]>();
  const through = new Map<VarId, OwnedBind[]>();
  const params = new Map<VarId, { func: Func; index: number }>();
  const receivers = new Map<VarId, Func>();
  const uses = new Map<VarId, { call: CallExpr; owner: Func; index: number }[]>();
  const closureVars = new Map<Func, VarId>();
  const homes = new Map<Expr, VarId>();
  const visit = (func: Func): void => {
    func.fact.params.forEach((param, i) => param.var !== undefined && params.set(param.var, { func, index: i }));
    if (func.fact.receiver?.var !== undefined) receivers.set(func.fact.receiver.var, func);
    for (const bind of func.fact.binds) {
      const target = bind.target;
      if (target.kind === 'var') {
        pushTo(vars, target.id, { bind, owner: func });
        const maker = bind.source.kind === 'expr' ? (bind.source.expr.kind === 'unary' && bind.source.expr.op === '&' ? bind.source.expr.of : bind.source.expr) : undefined;
        if (maker && (maker.kind === 'composite' || (maker.kind === 'call' && maker.fn.kind === 'name' && (maker.fn.name === 'make' || maker.fn.name === 'new')))) homes.set(maker, target.id);
        if (bind.source.kind === 'expr' && bind.source.expr.kind === 'func') {
          const closure = func.closures[bind.source.expr.index];
          if (closure) closureVars.set(closure, target.id);
        }
      } else if (target.kind !== 'global') {
        const local = walkLocals(target.of);
        if (local) pushTo(through, local.id, { bind, owner: func });
      }
    }
    for (const call of func.fact.calls) {
      call.args.forEach((arg, i) => {
        const plain = arg.kind === 'unary' && arg.op === '&' ? arg.of : arg;
        if (plain.kind === 'local') pushTo(uses, plain.id, { call, owner: func, index: i });
      });
      if (call.fn.kind === 'select' && call.fn.of.kind === 'local') pushTo(uses, call.fn.of.id, { call, owner: func, index: -1 });
    }
    for (const closure of func.closures) visit(closure);
  };
  visit(root);
  return { vars, through, params, receivers, uses, homes, closureVars };
}
