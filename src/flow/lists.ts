/**
 * Argument lists: what a `[]string` holds, in order, when it is written down, gathered, or grown by `append` under conditions. Knows
 * slices; knows no commands.
 */
import type { Bind, CallExpr, Expr, VarId } from '../go/facts';
import { encloses } from '../base/text';
import { runningAt } from './branches';
import { callFrame, runningFrame, type Frame } from './frame';
import type { Origin } from './origin';
import { originsOf } from './origins';
import { pointerWrites, seenBy } from './pointers';
import type { Evaluation } from './evaluation';
import type { OwnedBind } from './declarations';

/** One element. `rest`: an unknown number of unknown elements. `optional`: appended under a condition. */
export interface Item {
  readonly expr: Expr | undefined;
  readonly frame: Frame;
  readonly optional: boolean;
  readonly rest: boolean;
}

/** The lists that an expression can be. Several where branches begin it differently. */
export interface Lists {
  readonly alternatives: readonly (readonly Item[])[];
}

const maxAlternatives = 12;
const maxItems = 400;

function rest(frame: Frame): Item {
  return { expr: undefined, frame, optional: false, rest: true };
}

function unknownList(frame: Frame): Lists {
  return { alternatives: [[rest(frame)]] };
}

/** The elements of a slice expression. Never throws; what isn't known is a `rest` item. */
export function listsOf(e: Evaluation, expr: Expr, frame: Frame, depth = 0): Lists {
  if (depth > 12 || e.spend()) return unknownList(frame);
  switch (expr.kind) {
    case 'local':
      return localLists(e, expr.id, expr, frame, depth);
    case 'composite':
      return { alternatives: [[...expr.elements.slice(0, maxItems).map((element): Item => ({ expr: element.value, frame, optional: false, rest: false })), ...(expr.elements.length > maxItems ? [rest(frame)] : [])]] };
    case 'call':
      return callLists(e, expr, frame, depth);
    case 'slice': {
      if (expr.high) return unknownList(frame);
      const low = expr.low ? Number(e.keyText(expr.low, frame)) : 0;
      if (!Number.isInteger(low)) return unknownList(frame);
      const of = listsOf(e, expr.of, frame, depth + 1);
      return { alternatives: of.alternatives.map((items) => (items.slice(0, low).some((item) => item.rest || item.optional) ? [rest(frame)] : items.slice(low))) };
    }
    case 'name':
      if (expr.name === 'nil') return { alternatives: [[]] };
      break;
    default:
      break;
  }
  return fromOrigins(e, originsOf(e, expr, frame).list, frame, depth);
}

function fromOrigins(e: Evaluation, origins: readonly Origin[], frame: Frame, depth: number): Lists {
  const all: (readonly Item[])[] = [];
  for (const origin of origins) {
    if (origin.kind === 'made' && (origin.expr.kind === 'composite' || origin.expr.kind === 'call' || origin.expr.kind === 'slice' || origin.expr.kind === 'name')) all.push(...listsOf(e, origin.expr, origin.frame, depth + 1).alternatives);
    else if (origin.kind === 'gathered') all.push(...gathered(e, origin.items, origin.spread, origin.frame, depth).alternatives);
    else if (origin.kind === 'zero') all.push([]);
    else all.push([rest(frame)]);
  }
  return all.length === 0 || all.length > maxAlternatives ? unknownList(frame) : { alternatives: all };
}

/** The items of a call's arguments, the last one spread if so written. */
export function gathered(e: Evaluation, args: readonly Expr[], spread: boolean, frame: Frame, depth = 0): Lists {
  const plain = (spread ? args.slice(0, -1) : args).map((expr): Item => ({ expr, frame, optional: false, rest: false }));
  const last = spread ? args[args.length - 1] : undefined;
  if (!last) return { alternatives: [plain] };
  return { alternatives: listsOf(e, last, frame, depth + 1).alternatives.map((items) => [...plain, ...items]) };
}

function callLists(e: Evaluation, call: CallExpr, frame: Frame, depth: number): Lists {
  if (call.fn.kind === 'type') return call.args[0] ? listsOf(e, call.args[0], frame, depth + 1) : { alternatives: [[]] };
  const callees = e.callees(call, frame);
  if (callees.kind === 'library') {
    if (callees.path === '' && callees.name === 'append') return appended(e, call, listsOf(e, call.args[0] ?? call, frame, depth + 1), frame, depth, false);
    if (callees.path === '' && callees.name === 'make') return isNone(call.args[1]) ? { alternatives: [[]] } : unknownList(frame);
    if (/(?:^|\/)slices$/.test(callees.path) && (callees.name === 'Clone' || callees.name === 'Concat') && call.args.length > 0 && !call.spread) return oneAfterOther(call.args.map((arg) => listsOf(e, arg, frame, depth + 1)), frame);
    if (callees.path === 'strings' && (callees.name === 'Fields' || callees.name === 'Split')) return words(e, call, frame, callees.name);
    return unknownList(frame);
  }
  if (callees.kind !== 'funcs') return unknownList(frame);
  const all: (readonly Item[])[] = [];
  for (const callee of callees.list) {
    const inner = callFrame(call, frame, callee);
    if (!inner) return unknownList(frame);
    for (const one of callee.func.fact.returns) {
      const value = one.values[0] ?? undefined;
      if (value) all.push(...listsOf(e, value, inner, depth + 1).alternatives);
      else return unknownList(frame);
    }
  }
  return all.length === 0 || all.length > maxAlternatives ? unknownList(frame) : { alternatives: all };
}

/** `strings.Fields("podman build -t x")`: words of a literal, as literals of their own. */
function words(e: Evaluation, call: CallExpr, frame: Frame, how: 'Fields' | 'Split'): Lists {
  const first = call.args[0];
  const origin = first && originsOf(e, first, frame).list;
  const only = origin?.[0];
  if (origin?.length !== 1 || only?.kind !== 'made' || only.expr.kind !== 'text' || only.expr.chunks.length !== 1) return unknownList(frame);
  const separator = how === 'Fields' ? undefined : call.args[1] && e.keyText(call.args[1], frame);
  if (how === 'Split' && separator !== ' ') return unknownList(frame);
  const chunk = only.expr.chunks[0];
  if (!chunk) return unknownList(frame);
  const items: Item[] = [];
  for (const match of chunk.text.matchAll(/\S+/g)) {
    const start = chunk.start + match.index;
    const span = { start, end: start + match[0].length };
    items.push({ expr: { kind: 'text', raw: only.expr.raw, span, chunks: [{ text: match[0], ...span }] }, frame: only.frame, optional: false, rest: false });
  }
  return { alternatives: [items] };
}

/** No length, or the length 0. */
function isNone(length: Expr | undefined): boolean {
  return length === undefined || (length.kind === 'number' && length.text === '0');
}

function oneAfterOther(lists: readonly Lists[], frame: Frame): Lists {
  let all: (readonly Item[])[] = [[]];
  for (const { alternatives } of lists) {
    all = all.flatMap((left) => alternatives.map((right) => [...left, ...right]));
    if (all.length > maxAlternatives || all.some((items) => items.length > maxItems)) return unknownList(frame);
  }
  return { alternatives: all };
}

function appended(e: Evaluation, call: CallExpr, base: Lists, frame: Frame, depth: number, optional: boolean): Lists {
  const more = gathered(e, call.args.slice(1), call.spread && call.args.length > 1, frame, depth);
  return oneAfterOther([base, optional ? { alternatives: more.alternatives.map((items) => items.map((item) => ({ ...item, optional: true }))) } : more], frame);
}

function selfAppend(bind: Bind, id: VarId): CallExpr | undefined {
  const expr = bind.source.kind === 'expr' ? bind.source.expr : undefined;
  if (expr?.kind !== 'call' || expr.fn.kind !== 'name' || expr.fn.name !== 'append') return undefined;
  const first = expr.args[0];
  return first?.kind === 'local' && first.id === id ? expr : undefined;
}

function localLists(e: Evaluation, id: VarId, expr: Expr, frame: Frame, depth: number): Lists {
  if (seenBy(pointerWrites(e.program, frame.func, id), expr.span, frame.func).some(({ path }) => path.length === 0 || path[0] === '[]')) return unknownList(frame);
  return withStored(e, id, expr, frame, grownLists(e, id, expr, frame, depth));
}

/** `args[2] = image`: in the place of what the list was made with. */
function withStored(e: Evaluation, id: VarId, expr: Expr, frame: Frame, lists: Lists): Lists {
  let alternatives = lists.alternatives;
  for (const { bind, owner } of e.program.index(frame.func).through.get(id) ?? []) {
    const { target, source, span, scope, loop } = bind;
    if (target.kind !== 'index' || target.of.kind !== 'local' || (owner === frame.func && !loop && span.end > expr.span.start)) continue;
    const at = Number(e.keyText(target.index, frame));
    if (source.kind !== 'expr') return unknownList(frame);
    const isClear = owner === frame.func && !loop && Number.isInteger(at) && alternatives.every((items) => at < items.length && items.slice(0, at).every(({ rest: many, optional }) => !many && !optional));
    if (!isClear) return unknownList(frame);
    const stored = alternatives.map((items) => items.with(at, { expr: source.expr, frame, optional: false, rest: false }));
    alternatives = scope && encloses(scope, expr.span) ? stored : [...alternatives, ...stored];
  }
  return alternatives.length > maxAlternatives ? unknownList(frame) : { alternatives };
}

function grownLists(e: Evaluation, id: VarId, expr: Expr, frame: Frame, depth: number): Lists {
  const index = e.program.index(frame.func);
  const binds: readonly OwnedBind[] = index.vars.get(id) ?? [];
  const grows = binds.some(({ bind }) => selfAppend(bind, id));
  if (!grows) return fromOrigins(e, originsOf(e, expr, frame).list, frame, depth);
  const param = index.params.get(id);
  let lists: Lists = { alternatives: [[]] };
  if (param) {
    const argument = paramLists(e, id, frame, depth);
    if (!argument) return unknownList(frame);
    lists = argument;
  }
  let first = !param;
  for (const { bind, owner } of binds) {
    const ownerFrame = runningFrame(owner, frame);
    if (!ownerFrame || owner !== frame.func) return unknownList(frame);
    if (bind.span.end > expr.span.start || runningAt(e, bind.span, ownerFrame, expr.span).length === 0) continue;
    const sure = bind.scope !== undefined && encloses(bind.scope, expr.span);
    const growth = selfAppend(bind, id);
    if (growth) {
      lists = appended(e, growth, lists, ownerFrame, depth, !sure);
      continue;
    }
    const value = bind.source.kind === 'zero' ? { alternatives: [[]] } : bind.source.kind === 'expr' ? listsOf(e, bind.source.expr, ownerFrame, depth + 1) : unknownList(frame);
    lists = sure || first ? value : { alternatives: [...lists.alternatives, ...value.alternatives].slice(0, maxAlternatives) };
    first = false;
  }
  return lists;
}

function paramLists(e: Evaluation, id: VarId, frame: Frame, depth: number): Lists | undefined {
  const param = e.program.index(frame.func).params.get(id);
  const at = param && runningFrame(param.func, frame);
  if (!param || !at?.call) return undefined;
  const { expr: call, frame: caller } = at.call;
  if (param.func.fact.params[param.index]?.variadic) return gathered(e, call.args.slice(param.index), call.spread, caller, depth + 1);
  const arg = call.args[param.index];
  return arg && listsOf(e, arg, caller, depth + 1);
}
