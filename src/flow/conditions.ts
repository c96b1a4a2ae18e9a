/**
 * Does a condition certainly hold? Knows flags, constants, numbers, lists with elements, keys that a map lacks and what `strings` asks of texts; a package variable only where
 * nobody in the workspace sets it.
 */
import { remembered } from '../base/remembered';
import type { BinaryExpr, CallExpr, Expr } from '../go/facts';
import { asksMissingKey } from './absent';
import { certainText, isPackageVariable, truthOf } from './branches';
import type { Func, Global } from './declarations';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import { listsOf } from './lists';
import { globalWrites } from './pointers';

/** Undefined where it isn't known. */
export function conditionTruth(e: Evaluation, expr: Expr, frame: Frame): boolean | undefined {
  if (expr.kind === 'binary') return comparedNumbers(e, expr, frame);
  if (expr.kind === 'call' && expr.args.length > 0) return askedOfTexts(e, expr, frame);
  const global = expr.kind === 'name' ? e.program.resolve(expr.name, frame.func.file) : undefined;
  if (global?.kind === 'global' && !global.global.fact.constant) return neverSet(e, global.global, frame);
  if (expr.kind === 'local' && asksMissingKey(e, expr.id, frame)) return false;
  const truth = isPackageVariable(e, expr, frame) ? undefined : truthOf(e, expr, frame);
  return truth === undefined ? undefined : truth === 'true';
}

/** A package variable that is what it was declared as: nobody assigns to it, nor gets its address. */
function neverSet(e: Evaluation, global: Global, { func }: Frame): boolean | undefined {
  const { value } = global.fact;
  if (value?.kind !== 'name' || !/^(?:true|false)$/.test(value.name) || e.program.resolve(value.name, func.file).kind !== 'predeclared') return undefined;
  const isSet = e.program.globalBinds(global).some(({ owner }) => owner.fact !== owner.file.initializer) || e.program.globalHanded(global).length > 0 || e.program.globalThrough(global).length > 0;
  return isSet || globalWrites(e.program, global).length > 0 || isPointedAt(e, global) ? undefined : value.name === 'true';
}

/** `&flag` is kept somewhere. */
function isPointedAt({ program }: Evaluation, { pkg, fact: { name } }: Global): boolean {
  return namesKept(pkg.all).has(name) || namesKept(program.funcs).has(name);
}

/** Last names of what bodies keep the address of: in a variable, in a literal or as a result. */
const namesKept: (funcs: readonly Func[]) => ReadonlySet<string> = remembered((funcs) => {
  const names = new Set<string>();
  const note = (expr: Expr): void => {
    if (expr.kind === 'unary' && expr.op === '&' && (expr.of.kind === 'name' || expr.of.kind === 'select')) names.add(expr.of.name);
  };
  for (const { fact: { binds, composites, returns } } of funcs) {
    for (const { source } of binds) if (source.kind === 'expr') note(source.expr);
    for (const { elements } of composites) for (const { value } of elements) note(value);
    for (const { values } of returns) values.forEach(note);
  }
  return names;
});

function comparedNumbers(e: Evaluation, { op, left, right }: BinaryExpr, frame: Frame): boolean | undefined {
  const listed = listIn(e, left, frame);
  if (listed) return /^(?:==|!=|>)$/.test(op) && right.kind === 'number' && right.text === '0' && isFilled(e, listed, frame) ? op !== '==' : undefined;
  const a = numberOf(e, left, frame);
  const b = a === undefined ? undefined : numberOf(e, right, frame);
  if (a === undefined || b === undefined) return undefined;
  switch (op) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
    default:
      return undefined;
  }
}

function numberOf(e: Evaluation, expr: Expr, frame: Frame): number | undefined {
  const text = certainText(e, expr, frame);
  return text !== undefined && /^-?[0-9]{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What `len` is asked of. */
function listIn(e: Evaluation, expr: Expr, { func }: Frame): Expr | undefined {
  return expr.kind === 'call' && expr.fn.kind === 'name' && expr.fn.name === 'len' && e.program.resolve('len', func.file).kind === 'predeclared' ? expr.args[0] : undefined;
}

/** Whichever way the list came, it has an element; how many there are an array's elements don't say. */
function isFilled(e: Evaluation, of: Expr, frame: Frame): boolean {
  if (of.kind !== 'local' || e.program.typeOf(of, frame.func)?.ref.kind !== 'slice') return false;
  return listsOf(e, of, frame).alternatives.every((items) => items.some(({ rest, optional, expr }) => !rest && !optional && expr !== undefined));
}

function askedOfTexts(e: Evaluation, { fn, args: [text, part] }: CallExpr, frame: Frame): boolean | undefined {
  const member = fn.kind === 'select' && fn.of.kind === 'name' ? e.program.member(fn.of.name, fn.name, frame.func.file) : undefined;
  if (member?.kind !== 'library' || member.path !== 'strings' || !text || !part) return undefined;
  const whole = certainText(e, text, frame);
  const inner = whole === undefined ? undefined : certainText(e, part, frame);
  if (whole === undefined || inner === undefined) return undefined;
  switch (member.name) {
    case 'Contains':
      return whole.includes(inner);
    case 'HasSuffix':
      return whole.endsWith(inner);
    default:
      return undefined;
  }
}
