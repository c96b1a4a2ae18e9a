/**
 * Who can be met in a run of this root? Each suite is a program of its own: what another suite's files, or a package that this one doesn't
 * import, set and call happens in another process. A view of a program without them.
 */
import type { FileFacts } from '../go/facts';
import type { Package, Program } from './declarations';
import type { Root } from './walk';

/** Of a root that any program may run, such as a helper that nobody calls, all is left. */
export function builtFor(program: Program, { kind, funcs: [first] }: Root): Program {
  const home = first && (kind === 'suite' || first.pkg.name === 'main') ? first.pkg : undefined;
  if (!home && program.unbuilt.size === 0) return program;
  const folders = home && program.builtWith(home.dir);
  const answers = new Map<FileFacts, boolean>();
  const isMet = (file: FileFacts, pkg: Package): boolean => {
    let met = answers.get(file);
    if (met === undefined) answers.set(file, (met = !program.unbuilt.has(file) && (!home || isBuiltInto(file, pkg, home, folders))));
    return met;
  };
  const cut = new WeakMap<readonly unknown[], readonly unknown[]>();
  const met = <T>(list: readonly T[], placeOf: (one: T) => { readonly file: FileFacts; readonly pkg: Package }): readonly T[] => {
    let left = cut.get(list) as readonly T[] | undefined;
    if (!left) {
      const isHere = (one: T): boolean => {
        const { file, pkg } = placeOf(one);
        return isMet(file, pkg);
      };
      cut.set(list, (left = list.every(isHere) ? list : list.filter(isHere)));
    }
    return left;
  };
  return {
    ...program,
    callers: (func) => met(program.callers(func), (one) => one.func),
    mentionedBy: (func) => met(program.mentionedBy(func), (one) => one),
    globalBinds: (global) => met(program.globalBinds(global), (one) => one.owner),
    globalThrough: (global) => met(program.globalThrough(global), (one) => one.owner),
    globalHanded: (global) => met(program.globalHanded(global), (one) => one.owner),
    globalGiven: (global) => met(program.globalGiven(global), (one) => one.owner),
    // Not who sets an environment variable: what starts a process hands its own on.
    fieldHanded: (name, objects) => met(program.fieldHanded(name, objects), (one) => one.owner),
    storesTo: (name, into, objects) => met(program.storesTo(name, into, objects), (one) => one.owner),
    fieldSources: (type, field) => met(program.fieldSources(type, field), (one) => one.func),
  };
}

function isBuiltInto({ uri }: FileFacts, { dir, name }: Package, home: Package, folders: ReadonlySet<string> | undefined): boolean {
  if (dir === home.dir) return true;
  return !uri.endsWith('_test.go') && name !== 'main' && (!folders || folders.has(dir));
}
