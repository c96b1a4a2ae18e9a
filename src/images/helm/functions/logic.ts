/** Comparisons, conditions and defaults of templates. `and` and `or` are given all of their arguments. */
import { bool, fieldOf, isWhole, knownText, nil, number, text, truth, unknown, type Data } from '../data';
import type { Text } from '../text';
import { filler } from '../../../flow/formatVerbs';
import type { TemplateFunction } from './function';

export const logic: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['and', (args) => firstWith(args, false)],
  ['or', (args) => firstWith(args, true)],
  ['not', ([of = nil]) => negated(of)],
  ['eq', ([first, ...others]) => (first && others.length > 0 ? any(others.map((one) => same(first, one))) : unknown)],
  ['ne', ([a, b]) => (a && b ? negated(bool(same(a, b))) : unknown)],
  ['lt', ([a, b]) => ordered(a, b, (order) => order < 0)],
  ['le', ([a, b]) => ordered(a, b, (order) => order <= 0)],
  ['gt', ([a, b]) => ordered(a, b, (order) => order > 0)],
  ['ge', ([a, b]) => ordered(a, b, (order) => order >= 0)],
  ['default', ([by = nil, given = nil]) => either(truth(given), given, by)],
  ['empty', ([of = nil]) => negated(of)],
  ['coalesce', (args) => coalesced(args)],
  ['ternary', ([yes = nil, no = nil, test = nil]) => either(test.kind === 'bool' ? test.value : undefined, yes, no)],
  ['required', ([, of = nil], caller) => (isMissing(of) ? caller.fail() : of)],
  ['fail', (_, caller) => caller.fail()],
  ['all', (args) => (args.some((one) => truth(one) === false) ? bool(false) : bool(args.every((one) => truth(one)) || undefined))],
  ['any', (args) => (args.some((one) => truth(one)) ? bool(true) : args.every((one) => truth(one) === false) ? bool(false) : unknown)],
  ['kindOf', ([of = nil]) => named(kindOf(of))],
  ['kindIs', ([kind, of = nil]) => isNamed(kind, kindOf(of))],
  ['typeOf', ([of = nil]) => named(typeOf(of))],
  ['typeIs', ([type, of = nil]) => isNamed(type, typeOf(of))],
  ['int', ([of]) => whole(of)],
  ['int64', ([of]) => whole(of)],
  ['toString', ([of = nil]) => (of.kind === 'text' ? of : of.kind === 'number' || of.kind === 'bool' ? text(of.kind === 'number' ? of.text : String(of.value)) : unknown)],
  ['len', ([of]) => lengthOf(of)],
  ['add', (args) => sum(args)],
  ['add1', (args) => sum([...args, number(1, true)])],
  ['dig', (args) => dug(args)],
]);

/** The first that decides, else the last; where it isn't known which, perhaps whether it is true. */
function firstWith(args: readonly Data[], wanted: boolean): Data {
  for (const [i, arg] of args.entries()) {
    const is = truth(arg);
    if (is === wanted) return arg;
    if (is === undefined && i < args.length - 1) return args.slice(i + 1).some((one) => truth(one) === wanted) ? { kind: 'unknown', truth: wanted } : unknown;
  }
  return args.at(-1) ?? unknown;
}

function negated(of: Data): Data {
  const is = truth(of);
  return bool(is === undefined ? undefined : !is);
}

function any(verdicts: readonly (boolean | undefined)[]): Data {
  return verdicts.includes(true) ? bool(true) : bool(verdicts.includes(undefined) ? undefined : false);
}

/** Which of two it is; where both are the same, it doesn't matter. */
function either(first: boolean | undefined, yes: Data, no: Data): Data {
  if (first !== undefined) return first ? yes : no;
  const a = truth(yes);
  return a !== undefined && a === truth(no) ? { kind: 'unknown', truth: a } : unknown;
}

function coalesced(args: readonly Data[]): Data {
  for (const arg of args) {
    const is = truth(arg);
    if (is === undefined) return unknown;
    if (is) return arg;
  }
  return nil;
}

function isMissing(of: Data): boolean {
  return of.kind === 'nil' || knownText(of) === '';
}

/** As `eq` of text/template: other kinds than these are an error there. */
function same(a: Data, b: Data): boolean | undefined {
  if (a.kind === 'text' && b.kind === 'text') return sameText(a.text, b.text);
  if (a.kind === 'number' && b.kind === 'number') return a.whole === b.whole ? a.number === b.number : undefined;
  if (a.kind === 'bool' && b.kind === 'bool') return a.value === b.value;
  return a.kind === 'nil' && (b.kind === 'text' || b.kind === 'bool') ? false : b.kind === 'nil' && (a.kind === 'text' || a.kind === 'bool') ? false : undefined;
}

function sameText(a: Text, b: Text): boolean | undefined {
  if (![a, b].some(({ runs }) => runs.some(({ hole, unsure }) => hole ?? unsure))) return a.shape === b.shape;
  if (a.runs.some(({ unsure }) => unsure) || b.runs.some(({ unsure }) => unsure)) return undefined;
  const [one, other] = [a.shape.split(filler)[0] ?? '', b.shape.split(filler)[0] ?? ''];
  const least = Math.min(a.shape.includes(filler) ? one.length : Infinity, b.shape.includes(filler) ? other.length : Infinity);
  // Where one of them is known to its end, it has to be as long as the beginning of the other.
  return one.slice(0, least) !== other.slice(0, least) ? false : undefined;
}

function ordered(a: Data | undefined, b: Data | undefined, is: (order: number) => boolean): Data {
  if (a?.kind === 'number' && b?.kind === 'number' && a.whole === b.whole) return bool(is(a.number - b.number));
  return unknown;
}

function kindOf(of: Data): string | undefined {
  if (isMade(of)) return undefined;
  return { text: 'string', number: of.kind === 'number' && of.whole ? 'int64' : 'float64', bool: 'bool', nil: 'invalid', list: 'slice', dict: 'map', unknown: undefined }[of.kind];
}

function isMade(of: Data): boolean {
  return of.kind === 'dict' && of.made === true;
}

function typeOf(of: Data): string | undefined {
  if (isMade(of)) return undefined;
  return { text: 'string', number: undefined, bool: 'bool', nil: undefined, list: '[]interface {}', dict: 'map[string]interface {}', unknown: undefined }[of.kind];
}

function named(name: string | undefined): Data {
  return name === undefined || name === 'int64' ? unknown : text(name);
}

function isNamed(name: Data | undefined, is: string | undefined): Data {
  const wanted = knownText(name);
  if (wanted === undefined || is === undefined) return unknown;
  return is === 'int64' && /^int/.test(wanted) ? unknown : bool(wanted === is);
}

function whole(of: Data | undefined): Data {
  if (of?.kind === 'number') return number(Math.trunc(of.number), true, of.text);
  const written = knownText(of);
  if (written !== undefined) return /^-?(?:0|[1-9][0-9]*)$/.test(written) ? number(Number(written), true) : written === '' ? number(0, true) : unknown;
  return of?.kind === 'nil' ? number(0, true) : of?.kind === 'bool' ? number(of.value ? 1 : 0, true) : unknown;
}

function lengthOf(of: Data | undefined): Data {
  if (of?.kind === 'list') return number(of.items.length, true);
  if (of?.kind === 'dict') return isWhole(of) ? number(of.entries.size, true) : unknown;
  if (of?.kind === 'unknown' && of.bag) return number(of.bag.length, true);
  const written = knownText(of);
  return written !== undefined && /^[\t\n\r -~]*$/.test(written) ? number(written.length, true) : unknown;
}

function sum(args: readonly Data[]): Data {
  const numbers = args.map((arg) => (arg.kind === 'number' && Number.isInteger(arg.number) ? arg.number : undefined));
  return numbers.includes(undefined) ? unknown : number(numbers.reduce<number>((total, one) => total + (one ?? 0), 0), true);
}

/** `dig "a" "b" default map` */
function dug(args: readonly Data[]): Data {
  const [by, map] = args.slice(-2);
  if (!by || !map) return unknown;
  let at: Data = map;
  for (const key of args.slice(0, -2)) {
    const name = knownText(key);
    if (name === undefined || at.kind !== 'dict') return unknown;
    if (!at.entries.has(name)) return at.more ? unknown : by;
    at = fieldOf(at, name);
  }
  return at;
}
