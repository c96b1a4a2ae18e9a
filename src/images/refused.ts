/**
 * Does what is made at a place only go into requests that the test wants refused, or that are trials (`DryRunAll`, `--dry-run`)? Follows it
 * by way of locals through one body, its closures, and the helpers that are handed it. Where one request is none of these, it isn't refused.
 */
import { remembered } from '../base/remembered';
import { encloses, joinedText, type Span } from '../base/text';
import type { Bind, CallExpr, Expr, FuncFact, VarId } from '../go/facts';
import type { Func, Program } from '../flow/declarations';
import { eachIn } from '../flow/locals';
import { mustFail, mustReturnError, nameOf } from './expectations';

/** They do nothing with an object, or take it away. */
const harmless = /^(?:Delete\w*|Get\w*|List\w*|DeferCleanup|Cleanup|ObjectKeyFromObject|[SF]?Print(?:f|ln)?|(?:Log|Info|Error|Fatal|Skip)f?|By|Expect|Eventually|Consistently|(?:Not)?(?:Equal|Contains|Empty|Nil)|String|len)$/;

/** How many variables and helpers a thing is followed through. */
const deepest = 5;

/** It is asked what would happen: nothing is stored. With `-o` it writes a manifest for somebody else. */
export function isTrial({ args }: CallExpr): boolean {
  const words = args.flatMap(wordsIn);
  return (words.includes('DryRunAll') || words.some(isTrialFlag)) && !words.some(writes);
}

/** The texts in an expression, and the names that it selects. */
function wordsIn(expr: Expr): string[] {
  const found: string[] = [];
  eachIn(expr, (at) => {
    if (at.kind === 'text') found.push(joinedText(at.chunks));
    else if (at.kind === 'select' || at.kind === 'name') found.push(at.name);
    return true;
  });
  return found;
}

function writes(word: string): boolean {
  return /^(?:-o|--output)/.test(word);
}

function isTrialFlag(text: string): boolean {
  return /^--dry-run(?:=(?:client|server|true))?$/.test(text);
}

export function isRefused(at: Span, func: Func, program: Program, depth = 0): boolean {
  const { fact } = func;
  if (depth > deepest) return false;
  if (mustReturnError(at, fact)) return true;
  const around = fact.calls.filter((call) => encloses(call.span, at));
  if (around.some((call) => isTrial(call) || mustFail(call, fact) || refuses(call, at, func, program, depth))) return true;
  const holders = new Map<VarId, Span>();
  for (const { target, source, span } of fact.binds) {
    if (!encloses(span, at) || source.kind === 'rangeKey' || source.kind === 'rangeValue') continue;
    const id = rootOf(target);
    if (id !== undefined) holders.set(id, span);
  }
  return [...holders].some(([id, span]) => areRefused(id, span.end, func, program, depth + 1) || isRowRefused(id, at, func, program, depth + 1));
}

/** `for _, row := range rows { … Create(ctx, row.pod) … }`: of the rows in a variable, it stands in a field that is always refused. */
function isRowRefused(rows: VarId, at: Span, func: Func, program: Program, depth: number): boolean {
  const field = fieldOfRow(at, func.fact);
  if (field === undefined) return false;
  const isRow = ({ source }: Bind): boolean => source.kind === 'rangeValue' && source.of.kind === 'local' && source.of.id === rows;
  const takers = [...variablesOf(func, isRow)].flatMap(([id, after]) => takersOf(id, after, func, (arg) => arg.kind === 'select' && arg.name === field && isItself(arg.of, id)));
  return takers.length > 0 && takers.every((taker) => isRefused(taker.call.span, taker.func, program, depth));
}

/** Variables that some bind of the function, its closures included, gives such a value, and those that are named after them (`row := row`); from where on. */
function variablesOf(func: Func, which: (bind: Bind) => boolean): ReadonlyMap<VarId, number> {
  const found = new Map<VarId, number>();
  const visit = ({ fact, closures }: Func): void => {
    for (const bind of fact.binds) {
      const { target, source } = bind;
      if (target.kind === 'var' && (which(bind) || (source.kind === 'expr' && source.expr.kind === 'local' && found.has(source.expr.id)))) found.set(target.id, bind.span.end);
    }
    closures.forEach(visit);
  };
  visit(func);
  return found;
}

/** The field of a list's or a map's element, a struct that is written there, in which it stands. */
function fieldOfRow(at: Span, { composites }: FuncFact): string | undefined {
  const around = composites.filter(({ span }) => encloses(span, at)).sort((a, b) => a.span.start - b.span.start);
  const rows = around.find(({ type }) => type?.kind === 'slice' || type?.kind === 'map');
  const row = rows && around.find((one) => one !== rows && encloses(rows.span, one.span) && rows.elements.some(({ value }) => encloses(value.span, one.span) && (value === one || value.kind === 'unary')));
  const index = row ? row.elements.findIndex(({ value }) => encloses(value.span, at)) : -1;
  return row?.elements[index]?.field ?? (row?.type?.kind === 'struct' ? row.type.fields[index]?.name : undefined);
}

/** Somebody takes the variable from `after` on, and whoever does has it refused. */
function areRefused(id: VarId, after: number, func: Func, program: Program, depth: number): boolean {
  const takers = takersOf(id, after, func);
  return takers.length > 0 && takers.every((taker) => isRefused(taker.call.span, taker.func, program, depth) || isLiteralRefused(taker.func, func, program, depth));
}

/** A closure, or one around it, of which an error is wanted. */
function isLiteralRefused(inner: Func, outer: Func, program: Program, depth: number): boolean {
  for (let at = inner; at !== outer && at.parent; at = at.parent) if (isRefused(at.fact.span, at.parent, program, depth)) return true;
  return false;
}

/** A helper of the workspace that is handed what is made at `at` has it refused. */
function refuses(call: CallExpr, at: Span, func: Func, program: Program, depth: number): boolean {
  const index = call.args.findIndex((arg) => encloses(arg.span, at));
  const callee = index < 0 ? undefined : program.callee(call, func);
  const id = callee?.kind === 'func' ? callee.func.fact.params[index]?.var : undefined;
  return callee?.kind === 'func' && id !== undefined && areRefused(id, callee.func.fact.span.start, callee.func, program, depth + 1);
}

/** The variable that is assigned to, or into. */
export function rootOf(target: Bind['target']): VarId | undefined {
  if (target.kind === 'var') return target.id;
  let at = 'of' in target ? target.of : undefined;
  while (at && (at.kind === 'select' || at.kind === 'index' || at.kind === 'unary')) at = at.of;
  return at?.kind === 'local' ? at.id : undefined;
}

interface Taker {
  readonly call: CallExpr;
  readonly func: Func;
}

/** Calls that get the variable itself, from `after` to where the function assigns to it as a whole again. */
function takersOf(id: VarId, after: number, func: Func, takes = (arg: Expr): boolean => isItself(arg, id)): Taker[] {
  const end = func.fact.binds.find(({ target, span }) => target.kind === 'var' && target.id === id && span.start >= after)?.span.end ?? Infinity;
  const found: Taker[] = [];
  const visit = (one: Func): void => {
    for (const call of one.fact.calls) {
      if (call.span.start < after || call.span.start >= end || harmless.test(nameOf(call))) continue;
      if (call.args.some(takes) || (call.fn.kind === 'select' && call.fn.of.kind === 'local' && call.fn.of.id === id)) found.push({ call, func: one });
    }
    one.closures.forEach(visit);
  };
  visit(func);
  return found;
}

function isItself(arg: Expr, id: VarId): boolean {
  if (arg.kind === 'unary' || arg.kind === 'slice') return isItself(arg.of, id);
  return arg.kind === 'local' && arg.id === id;
}

/** Where the body's only program gets a flag for a trial: from its arguments, or from a list that is made there. */
export const trialFlags: (fact: FuncFact) => readonly Span[] = remembered(({ calls, composites }) => {
  const [program, ...others] = calls.filter((call) => /^Command(?:Context)?$/.test(nameOf(call)));
  if (!program || others.length > 0) return [];
  const lists: Expr[] = [program, ...calls.filter((call) => nameOf(call) === 'append'), ...composites];
  if (lists.some((list) => wordsIn(list).some(writes))) return [];
  const found: Span[] = [];
  for (const list of lists) {
    eachIn(list, (at) => {
      if (at.kind === 'text' && isTrialFlag(joinedText(at.chunks))) found.push(at.span);
      return true;
    });
  }
  return found;
});
