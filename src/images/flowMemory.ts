/**
 * Which walks of an earlier inventory still stand? A record stands when no file changed that its walk was given something of, and nobody
 * whom it asked for can have appeared or gone. Anything that isn't plain to see walks again.
 */
import type { FileFacts, FuncFact, GlobalFact } from '../go/facts';
import type { Func, Program } from '../flow/declarations';
import type { Root } from '../flow/walk';
import type { FlowRecord } from './flowRecord';
import type { ImageCalls } from './imageCall';
import type { ManifestFacts } from './manifestFile';

/** What an inventory leaves for the next one. Opaque to everybody else. */
export interface Memory {
  readonly root: string;
  readonly calls: ImageCalls;
  readonly manifests: readonly ManifestFacts[];
  readonly files: ReadonlyMap<string, FileFacts>;
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
  if (!before || before.root !== now.root || before.calls !== now.calls || !sameList(before.manifests, now.manifests)) return () => undefined;
  const changed = changedFiles(before.files, now.files, sameTexts);
  if (!changed) return () => undefined;
  const names = new Set(changed.flatMap((file) => [...namesIn(file)]));
  const stored = new Set(changed.flatMap((file) => [...storedIn(file)]));
  const touched = new Set(changed);
  for (const id of flipped(before.relevant, now.relevant)) {
    const file = now.files.get(id.slice(0, id.lastIndexOf('#')));
    if (file) touched.add(file);
  }
  return (root) => {
    const record = before.records.get(rootKey(root));
    if (!record) return undefined;
    for (const file of touched) if (record.uses.files.has(file)) return undefined;
    for (const name of record.uses.names) if (names.has(name)) return undefined;
    for (const name of record.uses.stored) if (stored.has(name)) return undefined;
    return record;
  };
}

function sameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}

/** Old and new facts of every changed file; undefined when what others see of a file changed: then anything may mean something else. */
function changedFiles(before: ReadonlyMap<string, FileFacts>, now: ReadonlyMap<string, FileFacts>, sameTexts: boolean): FileFacts[] | undefined {
  if (before.size !== now.size) return undefined;
  const changed: FileFacts[] = [];
  for (const [uri, file] of now) {
    const old = before.get(uri);
    if (old === file) continue;
    if (!old || (!sameTexts && signatureOf(old) !== signatureOf(file))) return undefined;
    changed.push(old, file);
  }
  return changed;
}

const signatures = new WeakMap<FileFacts, string>();

/** Everything of a file but the insides of its functions and the texts of its variables, and no offsets. */
function signatureOf(file: FileFacts): string {
  const known = signatures.get(file);
  if (known !== undefined) return known;
  const heads = (func: FuncFact): unknown => [func.name, func.receiver?.typeName, func.receiver?.pointer, func.params.map(({ name, type, variadic }) => [name, type, variadic]), func.results.map(({ name, type }) => [name, type])];
  const typed = ({ name, constant, type, result, value }: GlobalFact): unknown => [name, constant, type, result, type || value?.kind === 'text' || value?.kind === 'number' ? undefined : value];
  const whole = [file.packageName, file.imports.map(({ name, path }) => [name, path]), file.types.map(({ name, type }) => [name, type]), file.globals.map(typed), file.funcs.map(heads)];
  const signature = JSON.stringify(whole, (key, value: unknown) => (key === 'span' || key === 'nameSpan' || key === 'scope' ? undefined : value));
  signatures.set(file, signature);
  return signature;
}

/** All functions of a file, its initialiser and closures included. */
function functionsIn(file: FileFacts): FuncFact[] {
  const withClosures = (func: FuncFact): FuncFact[] => [func, ...func.closures.flatMap(withClosures)];
  return [file.initializer, ...file.funcs].flatMap(withClosures);
}

/** Every name that a file's functions mention, call, set or build: whoever asks for one of them may get another answer now. */
function namesIn(file: FileFacts): Set<string> {
  const names = new Set<string>();
  for (const func of functionsIn(file)) {
    for (const mention of func.mentions) names.add(mention.slice(mention.lastIndexOf('.') + 1)).add(mention.slice(0, Math.max(0, mention.indexOf('.'))) || mention);
    for (const { fn } of func.calls) if (fn.kind === 'select' || fn.kind === 'name') names.add(fn.name);
    for (const { target } of func.binds) if (target.kind === 'field' || target.kind === 'global') names.add(target.name.slice(target.name.lastIndexOf('.') + 1));
    for (const { type, elements } of func.composites) {
      if (type?.kind === 'name') names.add(type.name);
      for (const { field } of elements) if (field !== undefined) names.add(field);
    }
  }
  return names;
}

/** Names of the fields that a file's functions assign to. */
function storedIn(file: FileFacts): Set<string> {
  return new Set(functionsIn(file).flatMap(({ binds }) => binds.flatMap(({ target }) => (target.kind === 'field' ? [target.name] : []))));
}

function flipped(a: ReadonlySet<string>, b: ReadonlySet<string>): string[] {
  return [...[...a].filter((id) => !b.has(id)), ...[...b].filter((id) => !a.has(id))];
}
