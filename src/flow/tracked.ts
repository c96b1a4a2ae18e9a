/**
 * Which files, and which names anywhere, did an evaluation depend on? A view of a program that takes down what it is asked, so that a
 * later program that is the same there needn't be asked again.
 */
import type { FileFacts } from '../go/facts';
import { globalKey, type Asked, type Declared, type Func, type Program } from './declarations';

export interface Uses {
  /** Files of every declaration that it was given. */
  readonly files: ReadonlySet<FileFacts>;
  /** Simple names of functions, variables, types and fields of which it asked who calls or sets them, whoever that is; environment variables as `$NAME`. */
  readonly names: ReadonlySet<string>;
  /** Names of fields of which it asked whether anything is ever assigned to one. */
  readonly stored: ReadonlySet<string>;
  readonly asked: Asked;
}

/** `uses` grows as the view is asked. `first`: what an evaluation begins with, before it asks anything. */
export function tracked(program: Program, first: readonly Func[]): { readonly program: Program; readonly uses: Uses } {
  const files = new Set<FileFacts>(first.map(({ file }) => file));
  const names = new Set<string>();
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
      packages: program.packages,
      funcs: program.funcs,
      initializer: program.initializer,
      resolve: (name, file) => (touch(file), given(program.resolve(name, file))),
      member: (qualifier, name, file) => (touch(file), given(program.member(qualifier, name, file))),
      callee: (call, func) => (touch(func.file), given(program.callee(call, func))),
      linkCalls: () => program.linkCalls(),
      callers: (func) => (touch(func.file), names.add(func.fact.name), all(program.callers(func), (one) => one.func.file)),
      mentionedBy: (func) => (touch(func.file), names.add(func.fact.name), all(program.mentionedBy(func), (one) => one.file)),
      named: (func) => (touch(func.file), all(program.named(func), (one) => one.file)),
      globalBinds: (global) => (touch(global.file), names.add(global.fact.name), asked.globals.add(globalKey(global)), all(program.globalBinds(global), (one) => one.owner.file)),
      globalThrough: (global) => (touch(global.file), names.add(global.fact.name), asked.globals.add(globalKey(global)), all(program.globalThrough(global), (one) => one.owner.file)),
      globalHanded: (global) => (touch(global.file), names.add(global.fact.name), asked.globals.add(globalKey(global)), all(program.globalHanded(global), (one) => one.owner.file)),
      globalGiven: (global) => (touch(global.file), names.add(global.fact.name), asked.globals.add(globalKey(global)), all(program.globalGiven(global), (one) => one.owner.file)),
      // Every record falls with what a file imports.
      libraries: (dir) => program.libraries(dir),
      environmentSetters: (name) => (names.add(`$${name}`), asked.environment.add(name), all(program.environmentSetters(name), (one) => one.func.file)),
      storesField: (name) => (stored.add(name), program.storesField(name)),
      fieldHanded: (name) => (names.add(name), all(program.fieldHanded(name), (one) => one.owner.file)),
      storesTo: (name, into) => (names.add(name), all(program.storesTo(name, into), (one) => one.owner.file)),
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
        names.add(field).add(type.slice(type.lastIndexOf('.') + 1));
        return all(sources, (one) => one.func.file);
      },
    },
  };
}
