/**
 * Links the facts of all files into one program: which declaration a name means, who calls whom, what type a name has.
 * Knows packages and declarations; evaluates nothing.
 */
import type { FileFacts, FuncFact } from '../go/facts';
import { folderOf } from '../base/path';
import { pushTo } from '../base/pushTo';
import { indexBinds } from './bindIndex';
import { unbuiltFiles } from './constraints';
import { globalKey, type Asked, type BindIndex, type Declared, type Func, type Global, type Package, type Program, type ResolvedType } from './declarations';
import { builtFinder, folderFinder, libraryFinder, packageKey, importedName } from './imports';
import { createLinks } from './links';
import { noModules, type Modules } from './modules';
import { createTyping } from './typing';

const predeclared = new Set([
  'nil', 'true', 'false', 'append', 'cap', 'close', 'copy', 'delete', 'len', 'make', 'new', 'panic', 'print', 'println', 'recover', 'min', 'max', 'clear',
  'string', 'bool', 'byte', 'rune', 'error', 'any', 'int', 'int8', 'int16', 'int32', 'int64', 'uint', 'uint8', 'uint16', 'uint32', 'uint64', 'float32', 'float64', 'uintptr',
]);

/** Links files. Order of `files` doesn't matter: they are sorted by uri. */
export function link(unsorted: readonly FileFacts[], modules: Modules = noModules): Program {
  // No build ever compiles those.
  const files = unsorted.filter(({ buildTag }) => buildTag !== 'ignore').sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : 0));
  const unbuilt = unbuiltFiles(files);
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

  // What two of them declare is meant as the one has it that is built.
  for (const file of unbuilt.size === 0 ? files : [...files.filter((one) => !unbuilt.has(one)), ...unbuilt]) {
    const dir = folderOf(file.uri);
    const key = packageKey(file.uri, file.packageName);
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
        if (!methods) pkg.methods.set(fact.receiver.typeName, (methods = new Map<string, Func>()));
        if (!methods.has(fact.name)) methods.set(fact.name, func);
      } else if (fact.name !== 'init' && fact.name !== '_' && !pkg.funcs.has(fact.name)) pkg.funcs.set(fact.name, func);
    }
  }

  const folderOfImport = folderFinder([...byDir.keys()], modules);
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

  const filesIn = (dir: string): readonly FileFacts[] => (byDir.get(dir) ?? []).flatMap((pkg) => pkg.files);

  const membersOf = new Map<Package, Map<string, Declared>>();
  /** Made when everything is in place: functions win over variables, and those over types. */
  const members = (pkg: Package): Map<string, Declared> => {
    let known = membersOf.get(pkg);
    if (!known) {
      membersOf.set(pkg, (known = new Map<string, Declared>()));
      for (const [name, type] of pkg.types) known.set(name, { kind: 'type', type });
      for (const [name, global] of pkg.globals) known.set(name, { kind: 'global', global });
      for (const [name, func] of pkg.funcs) known.set(name, { kind: 'func', func });
    }
    return known;
  };
  const inPackage = (name: string, pkg: Package): Declared | undefined => members(pkg).get(name);

  const packageOf = (file: FileFacts): Package => {
    const pkg = pkgOfFile.get(file);
    if (!pkg) throw new Error(`file is not part of the program: ${file.uri}`);
    return pkg;
  };

  const resolvedIn = new Map<FileFacts, Map<string, Declared>>();
  const resolve = (name: string, file: FileFacts): Declared => {
    let known = resolvedIn.get(file);
    if (!known) resolvedIn.set(file, (known = new Map<string, Declared>()));
    let declared = known.get(name);
    if (!declared) known.set(name, (declared = lookUp(name, file)));
    return declared;
  };
  const lookUp = (name: string, file: FileFacts): Declared => {
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

  const initializers = new Map<FileFacts, Func>();
  for (const func of funcs) if (func.fact === func.file.initializer) initializers.set(func.file, func);

  const indexes = new Map<Func, BindIndex>();
  const index = (any: Func): BindIndex => {
    const func = any.outermost;
    let made = indexes.get(func);
    if (!made) indexes.set(func, (made = indexBinds(func)));
    return made;
  };

  const typing = createTyping({ resolve, member, index, initializerOf: (global) => initializers.get(global.file) });
  const links = createLinks(funcs, { resolve, member, inPackage }, typing);
  const asked: Asked = { globals: new Set(), fields: new Set(), packages: new Set(), environment: new Set() };
  const askFor = (global: Global): void => void asked.globals.add(globalKey(global));

  return {
    asked,
    files,
    modules,
    unbuilt,
    packages,
    funcs,
    initializer: (file) => initializers.get(file),
    resolve,
    member,
    callee: typing.callee,
    linkCalls: links.linkCalls,
    callers: links.callers,
    mentionedBy: links.mentionedBy,
    named: links.named,
    valued: links.valued,
    globalBinds: (global) => (askFor(global), links.globalBinds(global)),
    globalThrough: (global) => (askFor(global), links.globalThrough(global)),
    globalHanded: (global) => (askFor(global), links.globalHanded(global)),
    globalGiven: (global) => (askFor(global), links.globalGiven(global)),
    libraries: libraryFinder(filesIn, folderOfImport),
    builtWith: builtFinder([...byDir.keys()], filesIn, folderOfImport, modules),
    environmentSetters: (name) => (asked.environment.add(name), links.environmentSetters(name)),
    storesField: links.storesField,
    storesTo: links.storesTo,
    fieldHanded: links.fieldHanded,
    index,
    typeOf: typing.typeOf,
    fields: typing.fields,
    fieldSources: (type, field) => (asked.fields.add(`${type}.${field}`), links.fieldSources(type, field)),
  };
}

/** What the name of a type, or of what a pointer of it leads to, is declared as; undefined for types without one. */
export function declaredOf(program: Program, type: ResolvedType): Declared | undefined {
  const { ref, file } = type;
  if (ref.kind === 'pointer') return declaredOf(program, { ...type, ref: ref.of });
  if (ref.kind !== 'name') return undefined;
  return ref.pkg === undefined ? program.resolve(ref.name, file) : program.member(ref.pkg, ref.name, file);
}

/** The key under which `fieldSources` finds a type; undefined for types outside the workspace. */
export function typeKeyOf(program: Program, type: ResolvedType): string | undefined {
  const declared = declaredOf(program, type);
  return declared?.kind === 'type' ? `${declared.type.pkg.key}.${declared.type.fact.name}` : undefined;
}
