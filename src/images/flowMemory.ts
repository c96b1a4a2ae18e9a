/**
 * Which walks of an earlier inventory still stand? A record stands when no file changed that its walk was given something of, and nobody
 * whom it asked for can have appeared or gone. Anything that isn't plain to see walks again.
 */
import { addTo } from '../base/addTo';
import { isExported, type FileFacts, type FuncFact, type GlobalFact } from '../go/facts';
import type { Func, Program } from '../flow/declarations';
import { importerFinder, packageKey, seerFinder } from '../flow/imports';
import { storedIn, variableSet } from '../flow/links';
import type { Modules } from '../flow/modules';
import { withClosures } from '../flow/locals';
import { anywhere } from '../flow/tracked';
import type { Root } from '../flow/walk';
import type { NamedFiles } from './fileFinder';
import type { FlowRecord } from './flowRecord';
import type { ImageCalls } from './imageCall';
import type { ManifestFacts } from './manifestFile';
import { isSought, pathBelow, type Sought } from './sought';

/** What an inventory leaves for the next one. Opaque to everybody else. */
export interface Memory {
  readonly root: string;
  readonly calls: ImageCalls;
  readonly manifests: readonly ManifestFacts[];
  readonly named: NamedFiles;
  /** Names of the package-level variables that hold manifests: the same object while they are the same. */
  readonly manifestNames: ReadonlySet<string>;
  readonly files: ReadonlyMap<string, FileFacts>;
  /** The same object while they are the same. */
  readonly modules: Modules;
  /** Uris of files that aren't built with the others. */
  readonly unbuilt: ReadonlySet<string>;
  /** Ids of the functions that matter. */
  readonly relevant: ReadonlySet<string>;
  readonly records: ReadonlyMap<string, FlowRecord>;
}

export function rootKey(root: Root): string {
  return `${root.kind} ${root.name} ${root.funcs.map((func) => func.id).join(' ')}`;
}

export function filesByUri(program: Program): Map<string, FileFacts> {
  return new Map(program.files.map((file) => [file.uri, file]));
}

export function relevantIds(program: Program, relevant: (func: Func) => boolean): Set<string> {
  return new Set(program.funcs.flatMap((func) => (relevant(func) ? [func.id] : [])));
}

type Now = Omit<Memory, 'records'>;

/**
 * The record of an earlier walk of the same root that a walk now would make again; undefined where that isn't certain. `sameTexts`: only
 * more of the same files was read, nothing that was looked up by name and found.
 */
export function standing(before: Memory | undefined, now: Now, sameTexts: boolean): (root: Root) => FlowRecord | undefined {
  if (!before || before.root !== now.root || before.calls !== now.calls || before.manifestNames !== now.manifestNames || before.modules !== now.modules || !isSameSet(before.unbuilt, now.unbuilt) || !isSameList(before.manifests, now.manifests)) return () => undefined;
  const changes = changesBetween(before.files, now.files, sameTexts);
  if (!changes) return () => undefined;
  const { changed, grown, functions } = changes;
  const isFoundAnew = foundAnew(before.named, now.named, now.root);
  const more = [...grown.values()].flatMap(({ fresh }) => fresh);
  const isNamed = namedAnew([...changed.map((file) => ({ file, names: namesIn(file) })), ...[...grown.values()].map(({ file, fresh }) => ({ file, names: namesOf(fresh) }))], now);
  const stored = new Set([...changed.flatMap(functionsIn), ...more].flatMap(storedIn));
  const touched = new Set(changed);
  for (const id of flipped(before.relevant, now.relevant)) {
    const [uri, start] = placeOf(id);
    if (grown.get(uri)?.fresh.some(({ span }) => span.start === start)) continue;
    for (const file of [before.files.get(uri), now.files.get(uri)]) if (file) touched.add(file);
  }
  return (root) => {
    const record = before.records.get(rootKey(root));
    if (!record || [...record.sought].some(isFoundAnew)) return undefined;
    if (root.funcs.some(({ file, fact }) => grown.get(file.uri)?.fresh.includes(fact))) return undefined;
    for (const file of touched) if (record.uses.files.has(file)) return undefined;
    if (functions.size > 0) for (const file of record.uses.files) if (shareName(namesIn(file), functions)) return undefined;
    for (const [home, names] of record.uses.names) for (const name of names) if (isNamed(name, home)) return undefined;
    for (const name of record.uses.stored) if (stored.has(name)) return undefined;
    return grown.size === 0 ? record : { ...record, uses: { ...record.uses, files: new Set([...record.uses.files].map((file) => grown.get(file.uri)?.file ?? file)) } };
  };
}

/** The file of a function's id, and where the function begins. */
function placeOf(id: string): [string, number] {
  const at = id.lastIndexOf('#');
  return [id.slice(0, at), Number.parseInt(id.slice(at + 1), 10)];
}

/** Whether any of the files, by one of the names beside it, may mean what the package of that key declares by that name. */
function namedAnew(all: readonly { readonly file: FileFacts; readonly names: ReadonlySet<string> }[], { files, modules }: Now): (name: string, home: string) => boolean {
  const namers = new Map<string, Set<string>>();
  for (const { file, names } of all) {
    const pkg = packageKey(file.uri, file.packageName);
    for (const name of names) addTo(namers, name, pkg);
  }
  let found: ReturnType<typeof seerFinder> | undefined;
  const seers = (pkg: string): ReadonlySet<string> => (found ??= seerFinder([...files.values()].map(importerFinder([...files.values()], modules))))(pkg);
  return (name, home) => {
    const pkgs = namers.get(name);
    if (!pkgs) return false;
    return home === anywhere || pkgs.has(home) || (isExported(name) && [...pkgs].some((pkg) => seers(home).has(pkg)));
  };
}

/** Whether what was sought under a key is another file now, or another text. */
function foundAnew(before: NamedFiles, now: NamedFiles, root: string): (entry: readonly [string, Sought]) => boolean {
  const same = isSameList(before.files, now.files);
  const among = ({ files }: NamedFiles, one: Sought): ManifestFacts[] => files.filter(({ uri }) => isSought(one, pathBelow(root, uri)));
  const known = new Map<string, boolean>();
  return ([key, one]) => {
    let anew = known.get(key);
    if (anew === undefined) known.set(key, (anew = before.found.has(key) !== now.found.has(key) || (!same && now.found.has(key) && !isSameList(among(before, one), among(now, one)))));
    return anew;
  };
}

export function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a === b || (a.size === b.size && [...a].every((one) => b.has(one)));
}

export function isSameList<T>(a: readonly T[], b: readonly T[], same = (x: T, y: T): boolean => x === y): boolean {
  return a.length === b.length && a.every((one, i) => same(one, b[i] as T));
}

interface Changes {
  /** Old and new facts of every changed file. */
  readonly changed: readonly FileFacts[];
  /**
   * By uri, files of which only more was read: functions, with their closures, or constants and what `var _` is initialised by. What was
   * read before mentions none of it, or it would have been read with it.
   */
  readonly grown: ReadonlyMap<string, { readonly file: FileFacts; readonly fresh: readonly FuncFact[] }>;
  /** Functions without a receiver that came, went or have another head, and variables that may have their type from one. */
  readonly functions: ReadonlySet<string>;
}

/** Undefined when more of what others see of a file changed than its functions: then anything may mean something else. */
function changesBetween(before: ReadonlyMap<string, FileFacts>, now: ReadonlyMap<string, FileFacts>, sameTexts: boolean): Changes | undefined {
  if (before.size !== now.size) return undefined;
  const changed: FileFacts[] = [];
  const grown = new Map<string, { file: FileFacts; fresh: FuncFact[] }>();
  const functions = new Set<string>();
  for (const [uri, file] of now) {
    const old = before.get(uri);
    if (old === file) continue;
    if (!old) return undefined;
    const fresh = sameTexts ? onlyMore(old, file) : undefined;
    if (fresh) {
      grown.set(uri, { file, fresh: fresh.flatMap((func) => (func === file.initializer ? [func] : withClosures(func))) });
      continue;
    }
    changed.push(old, file);
    if (sameTexts) continue;
    const [was, is] = [headsOf(old), headsOf(file)];
    if (was.rest !== is.rest) return undefined;
    for (const name of [...was.functions.keys(), ...is.functions.keys()]) if (was.functions.get(name) !== is.functions.get(name)) functions.add(name);
  }
  if (functions.size > 0) addTyped(functions, [...now.values()]);
  return { changed, grown, functions };
}

/** The functions that a file has more than before, if it has all others as the same objects; its initialiser if that only names more. */
function onlyMore(old: FileFacts, file: FileFacts): FuncFact[] | undefined {
  const isOther = old.initializer !== file.initializer;
  if (isOther && !isAlike(old.initializer, file.initializer)) return undefined;
  const before = new Set(old.funcs);
  const fresh = file.funcs.filter((func) => !before.delete(func));
  return before.size === 0 ? [...(isOther ? [file.initializer] : []), ...fresh] : undefined;
}

/** Whether both, of the same text, set the same, and have the same closures with as much in each. */
function isAlike(old: FuncFact, now: FuncFact): boolean {
  return old.vars.length === now.vars.length && old.binds.length === now.binds.length && isSameList(old.closures, now.closures, (a, b) => a.span.start === b.span.start && isSameFunc(a, b));
}

function isSameFunc(a: FuncFact, b: FuncFact): boolean {
  return a.calls.length === b.calls.length && a.mentions.length === b.mentions.length && isAlike(a, b);
}

/** Variables that are initialised by one of the names. */
function addTyped(names: Set<string>, files: readonly FileFacts[]): void {
  const waiting = files.filter(({ globals }) => globals.length > 0);
  for (let again = true; again; ) {
    again = false;
    for (const [i, { initializer, globals }] of waiting.entries()) {
      if (!shareName(namesOf([initializer]), names)) continue;
      for (const { name } of globals) names.add(name);
      waiting.splice(i, 1);
      again = true;
      break;
    }
  }
}

function shareName(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const name of b) if (a.has(name)) return true;
  return false;
}

interface Heads {
  /** Everything of a file but its functions without a receiver, the insides of methods and the texts of its variables; no offsets. */
  readonly rest: string;
  readonly functions: ReadonlyMap<string, string>;
}

const headsByFile = new WeakMap<FileFacts, Heads>();

function headsOf(file: FileFacts): Heads {
  const known = headsByFile.get(file);
  if (known) return known;
  const written = (value: unknown): string => JSON.stringify(value, (key, inner: unknown) => (key === 'span' || key === 'nameSpan' || key === 'scope' ? undefined : inner));
  const head = (func: FuncFact): unknown => [func.name, func.receiver?.typeName, func.receiver?.pointer, func.params.map(({ name, type, variadic }) => [name, type, variadic]), func.results.map(({ name, type }) => [name, type])];
  const typed = ({ name, constant, type, result, value }: GlobalFact): unknown => [name, constant, type, result, type || value?.kind === 'text' || value?.kind === 'number' ? undefined : value];
  const functions = new Map<string, string>();
  for (const func of file.funcs) if (!func.receiver) functions.set(func.name, (functions.get(func.name) ?? '') + written(head(func)));
  const methods = file.funcs.filter(({ receiver }) => receiver);
  const rest = written([file.packageName, file.imports.map(({ name, path }) => [name, path]), file.types.map(({ name, type }) => [name, type]), file.globals.map(typed), methods.map(head)]);
  const heads = { rest, functions };
  headsByFile.set(file, heads);
  return heads;
}

/** All functions of a file, its initialiser and closures included. */
function functionsIn(file: FileFacts): FuncFact[] {
  return [file.initializer, ...file.funcs].flatMap(withClosures);
}

const namesByFile = new WeakMap<FileFacts, ReadonlySet<string>>();

/** Every name that a file's functions mention, call, set or build: whoever asks for one of them may get another answer now. */
function namesIn(file: FileFacts): ReadonlySet<string> {
  let known = namesByFile.get(file);
  if (!known) namesByFile.set(file, (known = namesOf(functionsIn(file))));
  return known;
}

function namesOf(functions: readonly FuncFact[]): Set<string> {
  const names = new Set<string>();
  for (const func of functions) {
    for (const mention of func.mentions) names.add(mention.slice(mention.lastIndexOf('.') + 1)).add(mention.slice(0, Math.max(0, mention.indexOf('.'))) || mention);
    for (const call of func.calls) {
      const { fn } = call;
      if (fn.kind === 'select' || fn.kind === 'name') names.add(fn.name);
      const variable = variableSet(call);
      if (variable !== undefined) names.add(`$${variable}`);
    }
    for (const { target } of func.binds) {
      if (target.kind === 'field' || target.kind === 'global') names.add(target.name.slice(target.name.lastIndexOf('.') + 1));
      // An element of a field, or what its pointer leads to.
      else if ('of' in target && target.of.kind === 'select') names.add(target.of.name);
    }
    for (const { type, elements } of func.composites) {
      // Whoever asks for a field asks for its type, too.
      if (type?.kind === 'name') names.add(type.name);
      else for (const { field } of elements) if (field !== undefined) names.add(field);
    }
  }
  return names;
}

function flipped(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...[...a].filter((id) => !b.has(id)), ...[...b].filter((id) => !a.has(id))];
}
