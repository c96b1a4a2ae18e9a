/**
 * Does anything else read the characters that a fix changes? Follows a literal from name to name, to everybody who reads it, and stops
 * where a call takes it that no function of the workspace is. More ends than image sites are known: somebody else uses it.
 */
import { folderOf } from '../base/path';
import { encloses, joinedText, type Place, type Span } from '../base/text';
import type { Bind, CallExpr, CompositeExpr, Expr, FileFacts, FuncFact, TypeRef } from '../go/facts';
import { usesOfName } from '../go/nameUses';
import { parseFormat } from '../flow/formatVerbs';
import { exprOf } from '../flow/locals';
import type { CachedFile } from './fileCache';

export interface Files {
  readonly files: readonly string[];
  readonly file: (uri: string) => CachedFile | undefined;
}

type GoFile = Extract<CachedFile, { kind: 'go' }>;

/** Names that a text may go through one after the other; more would be a circle. */
const mostNames = 12;

/** `known`: image sites that take their names from there, which are no other use. */
export function hasOtherUses(place: Place, known: number, files: Files): boolean {
  let left = known;
  const queue: { readonly at: Place; readonly hops: number }[] = [{ at: place, hops: 0 }];
  for (let next = queue.pop(); next; next = queue.pop()) {
    const readers = next.hops < mostNames ? readersOf(next.at, files) : undefined;
    if (readers === 'others') return true;
    if (readers === undefined && left-- === 0) return true;
    for (const at of readers ?? []) queue.push({ at, hops: next.hops + 1 });
  }
  return false;
}

function goFile(uri: string, { file }: Files): GoFile | undefined {
  const found = file(uri);
  return found?.kind === 'go' ? found : undefined;
}

/** Who reads the name that the expression at the place is given to; undefined where it isn't given to any. */
function readersOf(place: Place, files: Files): readonly Place[] | 'others' | undefined {
  const file = goFile(place.uri, files);
  if (!file) return undefined;
  const { facts } = file;
  const named = facts.globals.filter(({ value }) => value && encloses(value.span, place));
  const func = facts.funcs.find(({ span }) => encloses(span, place));
  if (named.length > 0 && !func) {
    const inner = innermost(facts.initializer, place);
    const taken = inner && inner.span.end - inner.span.start < Math.min(...named.map(({ value }) => (value ? value.span.end - value.span.start : Infinity))) ? takenBy(inner, facts.initializer, place, file, files) : undefined;
    return taken ?? named.flatMap(({ name, span }) => packageUses(name, { uri: place.uri, ...span }, files));
  }
  if (!func) return undefined;
  const inner = innermost(func, place);
  return inner && takenBy(inner, func, place, file, files);
}

/** The nearest thing around a place that gives it to something. */
type Taker =
  | { readonly kind: 'call'; readonly span: Span; readonly call: CallExpr; readonly index: number }
  | { readonly kind: 'bind'; readonly span: Span; readonly bind: Bind }
  | { readonly kind: 'element'; readonly span: Span; readonly of: CompositeExpr; readonly field: string | undefined; readonly index: number }
  | { readonly kind: 'return'; readonly span: Span; readonly func: FuncFact };

function innermost(outer: FuncFact, place: Span): Taker | undefined {
  const found: Taker[] = [];
  const visit = (func: FuncFact): void => {
    const isIn = (expr: Expr | undefined): expr is Expr => expr !== undefined && encloses(expr.span, place);
    for (const call of func.calls) call.args.forEach((arg, index) => isIn(arg) && found.push({ kind: 'call', span: arg.span, call, index }));
    for (const bind of func.binds) {
      const source = bind.source.kind === 'rangeKey' ? undefined : exprOf(bind.source);
      if (isIn(source)) found.push({ kind: 'bind', span: source.span, bind });
    }
    for (const of of func.composites) of.elements.forEach(({ value, key, field }, index) => isIn(value) && found.push({ kind: 'element', span: value.span, of, field: field ?? (key ? undefined : ''), index }));
    for (const { values } of func.returns) for (const value of values) if (isIn(value)) found.push({ kind: 'return', span: value.span, func });
    func.closures.forEach(visit);
  };
  visit(outer);
  return found.reduce<Taker | undefined>((best, one) => (best === undefined || encloses(best.span, one.span) ? one : best), undefined);
}

/** Library functions whose result holds the text. */
const passing = /^(?:fmt\.Sprintf?|fmt\.Errorf|strings\.(?!New)\w+|path\.\w+|filepath\.\w+|strconv\.\w+|\w+\.(?:To|Ptr|Of|String|Pointer)|string)$/;

function takenBy(taker: Taker, outer: FuncFact, place: Place, file: GoFile, files: Files): readonly Place[] | 'others' | undefined {
  switch (taker.kind) {
    case 'call': {
      const name = calleeOf(taker.call.fn);
      const given = name === undefined ? [] : parametersNamed(name, taker.index, files);
      if (given.length > 0) return given;
      if (name === undefined || !passing.test(name)) return undefined;
      if (isPrintedTwice(taker.call, taker.index, file.facts)) return 'others';
      return readersOf({ uri: place.uri, ...taker.call.span }, files);
    }
    case 'bind': {
      const { target } = taker.bind;
      if (target.kind === 'var') return variableUses(target.id, outer, place.uri, file);
      if (target.kind === 'global') return packageUses(target.name, undefined, files, place.uri);
      return target.kind === 'field' && isOurs(target.name, files) ? fieldUses(target.name, files, place.uri) : undefined;
    }
    case 'element': {
      const { of: { type, span }, field, index } = taker;
      const own = type?.kind === 'struct' ? type : structNamed(type, files);
      const name = own && (field === '' ? own.fields[index]?.name : field);
      if (name !== undefined) return fieldUses(name, files, place.uri);
      return field !== undefined && field !== '' && type?.kind === 'name' ? undefined : readersOf({ uri: place.uri, ...span }, files);
    }
    case 'return':
      return taker.func === outer ? packageUses(outer.name, { uri: place.uri, ...outer.nameSpan }, files) : undefined;
  }
}

function calleeOf(fn: Expr): string | undefined {
  if (fn.kind === 'name' || fn.kind === 'local') return fn.name;
  return fn.kind === 'select' ? `${fn.of.kind === 'name' || fn.of.kind === 'local' ? fn.of.name : ''}.${fn.name}` : undefined;
}

/** What reads parameter `index` of the functions that may be meant, by their names. */
function parametersNamed(callee: string, index: number, files: Files): Place[] {
  const name = callee.slice(callee.lastIndexOf('.') + 1);
  return files.files.flatMap((uri) => {
    const file = goFile(uri, files);
    return file?.facts.funcs.filter((func) => func.name === name).flatMap((func) => {
      const id = func.params[Math.min(index, func.params.length - 1)]?.var;
      return id === undefined ? [] : variableUses(id, func, uri, file);
    }) ?? [];
  });
}

function variableUses(id: number, outer: FuncFact, uri: string, { text }: GoFile): Place[] {
  const variable = outer.vars[id];
  if (!variable) return [];
  return usesOfName(text, variable.name, outer.span).filter(({ start, of, declares }) => of === '' && !declares && start !== variable.span.start).map(({ start, end }) => ({ uri, start, end }));
}

/** What reads a package-level name, in its package and under its package's name in others. */
function packageUses(name: string, own: Place | undefined, files: Files, uri = own?.uri ?? ''): Place[] {
  return goTexts(files, name, uri).flatMap(([other, text]) => {
    const near = folderOf(other) === folderOf(uri);
    const all = usesOfName(text, name);
    // A function that has a variable of this name reads that.
    const declared = near ? all.filter(({ declares }) => declares) : [];
    const hiding = declared.length === 0 ? [] : Array.from(text.matchAll(/^func [^]*?^\}/gm), (found): Span => ({ start: found.index, end: found.index + found[0].length })).filter((func) => declared.some((one) => encloses(func, one)));
    const uses = all.filter((one) => !one.declares && (near ? one.of === '' && !hiding.some((func) => encloses(func, one)) : one.of !== ''));
    return uses.filter(({ start }) => !(own?.uri === other && own.start === start)).map(({ start, end }) => ({ uri: other, start, end }));
  });
}

/** The structure of the workspace that a type's name may mean. */
function structNamed(type: TypeRef | undefined, files: Files): Extract<TypeRef, { kind: 'struct' }> | undefined {
  if (type?.kind !== 'name') return undefined;
  const found = files.files.flatMap((uri) => goFile(uri, files)?.facts ?? []).filter(({ packageName }) => type.pkg === undefined || packageName === type.pkg).flatMap(({ types }) => types.filter(({ name }) => name === type.name));
  return found.map(({ type: one }) => one).find((one) => one.kind === 'struct');
}

/** Some structure of the workspace has such a field; what goes into a library's is used there. */
function isOurs(field: string, files: Files): boolean {
  return files.files.some((uri) => goFile(uri, files)?.facts.types.some(({ type }) => type.kind === 'struct' && type.fields.some(({ name }) => name === field)));
}

function fieldUses(name: string, files: Files, uri: string): Place[] {
  return goTexts(files, name, uri).flatMap(([other, text]) => usesOfName(text, name).filter(({ of }) => of !== '').map(({ start, end }) => ({ uri: other, start, end })));
}

/** The texts that may say the name: of its own package, and of others where it is exported. */
function goTexts(files: Files, name: string, home: string): [string, string][] {
  const exported = /^[A-Z]/.test(name);
  return files.files.flatMap((uri): [string, string][] => {
    const text = exported || folderOf(uri) === folderOf(home) ? goFile(uri, files)?.text : undefined;
    return text?.includes(name) === true ? [[uri, text]] : [];
  });
}

/** Several verbs of the format print this argument. */
function isPrintedTwice({ args }: CallExpr, index: number, { globals, funcs }: FileFacts): boolean {
  const format = args[0];
  const written = format?.kind === 'local' ? funcs.flatMap(({ binds, vars }) => binds.flatMap(({ target, source }) => (target.kind === 'var' && vars[target.id]?.name === format.name ? [exprOf(source)] : []))) : format?.kind === 'name' ? globals.filter(({ name }) => name === format.name).map(({ value }) => value) : [format];
  return written.some((expr) => expr?.kind === 'text' && parseFormat(joinedText(expr.chunks)).filter((piece) => piece.kind === 'verb' && piece.arg === index - 1).length > 1);
}
