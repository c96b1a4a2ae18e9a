/**
 * Which files, and which names anywhere, did an evaluation depend on? A view of a program that takes down what it is asked, so that a
 * later program that is the same there needn't be asked again.
 */
import { addTo } from '../base/addTo';
import type { FileFacts } from '../go/facts';
import { globalKey, type Asked, type Declared, type Func, type Global, type Program, type TypeKeys } from './declarations';

export interface Uses {
  /** Files of every declaration that it was given. */
  readonly files: ReadonlySet<FileFacts>;
  /**
   * Simple names of functions, variables, types and fields of which it asked who calls or sets them, whoever that is, by the key of the
   * package that declares them, `anywhere` for any; environment variables as `$NAME`.
   */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** Names of fields of which it asked whether anything is ever assigned to one. */
  readonly stored: ReadonlySet<string>;
  readonly asked: Asked;
}

/** In the place of a package's key: it isn't known. */
export const anywhere = '';

/** `uses` grows as the view is asked. `first`: what an evaluation begins with, before it asks anything. */
export function tracked(program: Program, first: readonly Func[]): { readonly program: Program; readonly uses: Uses } {
  const files = new Set<FileFacts>(first.map(({ file }) => file));
  const names = new Map<string, Set<string>>();
  const name = (simple: string, home: string): void => addTo(names, home, simple);
  const ofFunc = ({ file, fact, pkg }: Func): void => {
    touch(file);
    name(fact.name, pkg.key);
  };
  const homeOf = (type: string): string => type.slice(0, type.lastIndexOf('.'));
  const ofField = (field: string, objects: TypeKeys): void => {
    for (const type of objects) name(field, type === undefined ? anywhere : homeOf(type));
  };
  const ofGlobal = (global: Global): void => {
    touch(global.file);
    name(global.fact.name, global.pkg.key);
    asked.globals.add(globalKey(global));
  };
  const stored = new Set<string>();
  const asked: Asked = { globals: new Set(), fields: new Set(), packages: new Set(), environment: new Set() };
  let last: FileFacts | undefined;
  const touch = (file: FileFacts): void => {
    if (file === last) return;
    last = file;
    files.add(file);
  };
  const given = <D extends Declared | undefined>(declared: D): D => {
    if (declared?.kind === 'func') touch(declared.func.file);
    else if (declared?.kind === 'global') touch(declared.global.file);
    else if (declared?.kind === 'type') touch(declared.type.file);
    return declared;
  };
  const all = <T>(list: readonly T[], fileOf: (one: T) => FileFacts): readonly T[] => {
    for (const one of list) touch(fileOf(one));
    return list;
  };
  return {
    uses: { files, names, stored, asked },
    // Spelled out, not spread: whatever is new to a program must be taken down here, too.
    program: {
      asked: program.asked,
      files: program.files,
      // Every record falls with them, too.
      modules: program.modules,
      unbuilt: program.unbuilt,
      packages: program.packages,
      funcs: program.funcs,
      initializer: program.initializer,
      resolve: (name, file) => (touch(file), given(program.resolve(name, file))),
      member: (qualifier, name, file) => (touch(file), given(program.member(qualifier, name, file))),
      callee: (call, func) => (touch(func.file), given(program.callee(call, func))),
      linkCalls: () => program.linkCalls(),
      callers: (func) => (ofFunc(func), all(program.callers(func), (one) => one.func.file)),
      mentionedBy: (func) => (ofFunc(func), all(program.mentionedBy(func), (one) => one.file)),
      named: (func) => (touch(func.file), all(program.named(func), (one) => one.file)),
      valued: (func) => (touch(func.file), all(program.valued(func), (one) => one.file)),
      globalBinds: (global) => (ofGlobal(global), all(program.globalBinds(global), (one) => one.owner.file)),
      globalThrough: (global) => (ofGlobal(global), all(program.globalThrough(global), (one) => one.owner.file)),
      globalHanded: (global) => (ofGlobal(global), all(program.globalHanded(global), (one) => one.owner.file)),
      globalGiven: (global) => (ofGlobal(global), all(program.globalGiven(global), (one) => one.owner.file)),
      // Every record falls with what a file imports.
      libraries: (dir) => program.libraries(dir),
      builtWith: (dir) => program.builtWith(dir),
      environmentSetters: (variable) => (name(`$${variable}`, anywhere), asked.environment.add(variable), all(program.environmentSetters(variable), (one) => one.func.file)),
      storesField: (field) => (stored.add(field), program.storesField(field)),
      fieldHanded: (field, objects) => (ofField(field, objects), all(program.fieldHanded(field, objects), (one) => one.owner.file)),
      storesTo: (field, into, objects) => (ofField(field, objects), all(program.storesTo(field, into, objects), (one) => one.owner.file)),
      index: (func) => (touch(func.file), program.index(func)),
      typeOf: (expr, func) => {
        touch(func.file);
        const type = program.typeOf(expr, func);
        if (type) touch(type.file);
        return type;
      },
      fields: (type) => (touch(type.file), program.fields(type)),
      fieldSources: (type, field) => {
        const key = `${type}.${field}`;
        const sources = program.fieldSources(type, field);
        if (asked.fields.has(key)) return sources;
        asked.fields.add(key);
        name(field, homeOf(type));
        name(type.slice(homeOf(type).length + 1), homeOf(type));
        return all(sources, (one) => one.func.file);
      },
    },
  };
}
