/**
 * Which elements does a list or a map have where it is ranged over, each with all that may stand in its place? Knows literals, `append`,
 * slices, and who stores, overwrites or takes away; what it can't tell apart it leaves doubtful.
 */
import { encloses, type Span } from '../base/text';
import type { CallExpr, Expr } from '../go/facts';
import { changesOf, type Change } from './changes';
import { storesInto, storingFrame, type Stored } from './elements';
import type { Evaluation } from './evaluation';
import { callFrame, type Frame } from './frame';
import { union, unknown, unsure, type Origin, type Origins } from './origin';
import { givenOrigins, originsOf } from './origins';
import { isSureIn } from './reaching';
import { passedBy } from './sifted';
import type { Func } from './declarations';

export interface Slot {
  /** A map's key; undefined in a list. */
  readonly key: Origins | undefined;
  /** The text of the key or index, where it is known. */
  readonly name: string | undefined;
  readonly value: Origins;
  /** It may be gone, or never have come: nobody knows. */
  readonly doubtful: boolean;
  /** Where it comes from. */
  readonly expr: Expr;
  readonly frame: Frame;
}

interface Slots {
  readonly list: readonly Slot[];
  /** These, and in this order. */
  readonly ordered: boolean;
  /** `append` made it of what it was before. */
  readonly grown?: boolean;
  /** It is made of itself: each time that somebody adds to it, all others' elements stay in it. */
  readonly open?: boolean;
}

const mostSlots = 128;
const none: Slots = { list: [], ordered: true };

/** What each maker gives, in its frame, found once; `open` while it is being looked at: a slice that grows in a loop is made of itself. */
type Visited = Map<Expr, Map<Frame, Slots | 'open' | undefined>>;

/** Undefined where they aren't known. */
export function slotsOf(e: Evaluation, of: Expr, frame: Frame): readonly Slot[] | undefined {
  return slotsAt(e, of, frame, new Map())?.list.flatMap((slot) => {
    const list = slot.value.list.filter(({ kind }) => kind !== 'zero');
    return list.length === 0 ? [] : [list.length === slot.value.list.length ? slot : { ...slot, value: { list, complete: slot.value.complete } }];
  });
}

function slotsAt(e: Evaluation, of: Expr, frame: Frame, visited: Visited): Slots | undefined {
  if (e.spend() || !e.enter()) return undefined;
  try {
    const found = storesInto(e, of, frame);
    if (!found) return undefined;
    const lists: Slots[] = [];
    let whole = true;
    for (const maker of found.makers.list) {
      const made = slotsOfMaker(e, maker, visited);
      if (!made) return undefined;
      if (made === 'open') whole = false;
      else lists.push(made);
    }
    const one = oneOf(lists);
    const joined = one && !whole ? { ...one, ordered: false, open: true } : one;
    const changed = joined && afterChanges(e, of, frame, joined, found.stores, changesOf(e, of, frame, found.makers));
    return changed && changed.list.length <= mostSlots ? (found.others ? doubted(withUnknown(changed, of, frame)) : changed) : undefined;
  } finally {
    e.leave();
  }
}

function doubted({ list }: Slots): Slots {
  return { list: list.map((slot) => (slot.doubtful ? slot : { ...slot, doubtful: true })), ordered: false };
}

function withUnknown({ list }: Slots, expr: Expr, frame: Frame): Slots {
  return { list: [...list, { key: undefined, name: undefined, value: unknown('what somebody else puts there'), doubtful: true, expr, frame }], ordered: false };
}

/** What a list is that may be any of these: what one of them lacks is doubtful, unless it is the other one as it was before it grew. */
function oneOf(lists: readonly Slots[]): Slots | undefined {
  const [only, ...others] = lists;
  if (!only || others.length === 0) return only ?? none;
  const ids = new Map<Expr, Map<Frame, number>>();
  const slots: Slot[] = [];
  const idOf = (slot: Slot): number => {
    let byFrame = ids.get(slot.expr);
    if (!byFrame) ids.set(slot.expr, (byFrame = new Map<Frame, number>()));
    let id = byFrame.get(slot.frame);
    if (id === undefined) byFrame.set(slot.frame, (id = slots.push(slot) - 1));
    const known = slots[id];
    if (known && slot.doubtful && !known.doubtful) slots[id] = { ...known, doubtful: true };
    return id;
  };
  const sets = lists.map(({ list }) => new Set(list.map(idOf)));
  if (slots.length > mostSlots) return undefined;
  const isBefore = (other: ReadonlySet<number>, having: ReadonlySet<number>, grown: boolean | undefined): boolean => other.size === 0 || (grown === true && [...other].every((one) => having.has(one)));
  const isLacking = (id: number): boolean =>
    sets.some((having, i) => having.has(id) && !lists[i]?.open && sets.some((other, j) => !other.has(id) && !lists[j]?.open && !isBefore(other, having, lists[i]?.grown)));
  return { list: slots.map((slot, id) => (slot.doubtful || !isLacking(id) ? slot : { ...slot, doubtful: true })), ordered: false };
}

function slotsOfMaker(e: Evaluation, maker: Origin, visited: Visited): Slots | 'open' | undefined {
  switch (maker.kind) {
    case 'zero':
      return none;
    case 'gathered': {
      const { items, spread, frame } = maker;
      return inOrder(items.map((item, i) => (spread && i === items.length - 1 ? slotsAt(e, item, frame, visited) : itemSlots(e, item, frame, item.span))));
    }
    case 'made': {
      const { expr, frame } = maker;
      const byFrame = visited.get(expr) ?? new Map<Frame, Slots | 'open' | undefined>();
      visited.set(expr, byFrame);
      if (!byFrame.has(frame)) {
        byFrame.set(frame, 'open');
        byFrame.set(frame, slotsOfMade(e, expr, frame, visited));
      }
      return byFrame.get(frame);
    }
    default:
      return undefined;
  }
}

function slotsOfMade(e: Evaluation, expr: Expr, frame: Frame, visited: Visited): Slots | undefined {
  switch (expr.kind) {
    case 'composite':
      return inOrder(expr.elements.map(({ key, value }) => itemSlots(e, value, frame, expr.span, key)));
    case 'slice':
      return slicedSlots(e, expr, frame, visited);
    case 'name':
      return expr.name === 'nil' ? none : undefined;
    case 'call':
      if (expr.fn.kind !== 'name' || expr.fn.name === 'make') return expr.fn.kind === 'name' ? { list: [], ordered: false } : undefined;
      return expr.fn.name === 'append' ? appendedSlots(e, expr, frame, visited) : undefined;
    default:
      return undefined;
  }
}

/** One after the other. */
function inOrder(lists: readonly (Slots | undefined)[]): Slots | undefined {
  const list: Slot[] = [];
  let ordered = true;
  for (const one of lists) {
    if (!one) return undefined;
    ordered &&= one.ordered;
    for (const slot of one.list) list.push(slot.key ? slot : { ...slot, name: ordered ? String(list.length) : undefined });
    if (list.length > mostSlots) return undefined;
  }
  return { list, ordered };
}

/** One element, or one for each turn of the loop that its expression goes by. `at`: where it is put in. */
function itemSlots(e: Evaluation, item: Expr, frame: Frame, at: Span, key?: Expr): Slots {
  const frames = e.alternatives(frame, key ? [item, key] : [item]);
  const list = frames.map((one): Slot => ({ key: key && originsOf(e, key, one), name: key && e.keyText(key, one), value: originsOf(e, item, one), doubtful: passedBy(e, one, at) !== undefined, expr: item, frame: one }));
  return { list, ordered: list.length === 1 && !key && list[0]?.doubtful === false };
}

function appendedSlots(e: Evaluation, call: CallExpr, frame: Frame, visited: Visited): Slots | undefined {
  const [base, ...items] = call.args;
  const lists = ownCalls(e, frame).flatMap((at) => items.map((item, i) => (call.spread && i === items.length - 1 ? slotsAt(e, item, at, visited) : itemSlots(e, item, at, call.span))));
  const before = base ? slotsAt(e, base, frame, visited) : none;
  const found = inOrder([before, ...lists]);
  if (!found) return undefined;
  const grown = { grown: true, ...(before?.open ? { open: true } : {}) };
  return call.looped ? { list: found.list.map((slot) => (slot.key ? slot : { ...slot, name: undefined })), ordered: false, ...grown } : { ...found, ...grown };
}

/** A function that no frame calls, such as one that puts what it is given into a registry, adds an element at each of its calls. */
function ownCalls(e: Evaluation, frame: Frame): readonly Frame[] {
  const calls = frame.call || frame.func.parent ? [] : (e.callsOf(frame.func, frame) ?? []);
  const frames = calls.flatMap((one) => callFrame(one.call, one.frame, { func: frame.func, lexical: undefined }) ?? []);
  return frames.length > 0 ? frames : [frame];
}

function slicedSlots(e: Evaluation, { of, low, high }: Extract<Expr, { kind: 'slice' }>, frame: Frame, visited: Visited): Slots | undefined {
  const whole = slotsAt(e, of, frame, visited);
  if (!whole || (!low && !high)) return whole;
  const from = low ? bound(e, low, frame) : 0;
  const to = high ? bound(e, high, frame) : whole.list.length;
  return whole.ordered && from !== undefined && to !== undefined ? inOrder([{ list: whole.list.slice(from, to), ordered: true }]) : doubted(whole);
}

function bound(e: Evaluation, expr: Expr, frame: Frame): number | undefined {
  const text = e.keyText(expr, frame);
  return text !== undefined && /^[0-9]+$/.test(text) ? Number(text) : undefined;
}

/** It surely ran before the list is read: here, or in the function that gives it back. */
function ranBefore({ owner, span, scope }: { readonly owner: Func; readonly span: Span; readonly scope: Span | undefined }, of: Expr, frame: Frame): boolean {
  if (scope === undefined) return false;
  if (owner === frame.func) return span.end <= of.span.start && encloses(scope, of.span);
  return owner.fact.returns.length > 0 && owner.fact.returns.every((one) => span.end <= one.span.start && encloses(scope, one.span));
}

/** What was there before a change was made. */
function isMadeBefore({ expr, frame }: Slot, owner: Func, span: Span): boolean {
  return frame.func !== owner || expr.span.end <= span.start;
}

type Step = { readonly owner: Func; readonly span: Span; readonly frame: Frame } & ({ readonly store: Stored } | { readonly change: Change });

/** The list as those leave it who store into it or take something away, in their order. */
function afterChanges(e: Evaluation, of: Expr, frame: Frame, before: Slots, stores: readonly Stored[], changes: readonly Change[]): Slots | undefined {
  const steps: Step[] = [
    ...stores.map((store): Step => ({ store, owner: store.one.owner, span: store.one.bind.span, frame: store.frame })),
    ...changes.map((change): Step => ({ change, owner: change.owner, span: change.call.span, frame: change.frame })),
  ];
  const owners = [...new Set(steps.map(({ owner }) => owner))];
  steps.sort((a, b) => owners.indexOf(a.owner) - owners.indexOf(b.owner) || a.span.start - b.span.start);
  let slots: Slots | undefined = before;
  for (const step of steps) {
    if (!slots) return undefined;
    slots = 'store' in step ? afterStore(e, of, frame, slots, step.store) : afterChange(e, of, frame, slots, step.change);
  }
  return slots;
}

function afterStore(e: Evaluation, of: Expr, frame: Frame, before: Slots, { one, frame: storing }: Stored): Slots {
  const { bind, owner } = one;
  const { target, source, span, loop, scope } = bind;
  if (target.kind !== 'index' && target.kind !== 'send') return before;
  // What is stored behind the read isn't there yet.
  if (owner === frame.func && !loop && span.start >= of.span.end && target.kind === 'index') return before;
  const index = target.kind === 'index' ? target.index : undefined;
  const isMap = before.list.some(({ key }) => key !== undefined) || (index && e.program.typeOf(target.of, owner)?.ref.kind === 'map');
  const sure = (loop === undefined && ranBefore({ owner, span, scope }, of, frame)) || (owner === frame.func && loop === undefined && isSureIn(e, one, of.span, frame));
  let slots = before;
  for (const at of e.alternatives(storing, [...(index ? [index] : []), ...(source.kind === 'expr' ? [source.expr] : [])])) {
    const slot: Slot = {
      key: isMap && index ? originsOf(e, index, at) : undefined,
      name: index && e.keyText(index, at),
      value: unsure(givenOrigins(e, bind, index ? storingFrame(e, one, at) : at)),
      doubtful: passedBy(e, at, span) !== undefined,
      expr: source.kind === 'expr' ? source.expr : target.of,
      frame: at,
    };
    slots = index ? withStored(slots, slot, (old) => sure && isMadeBefore(old, owner, span)) : { list: [...slots.list, slot], ordered: false };
  }
  return slots;
}

/** In the place of what has its key or index, or may have it. */
function withStored({ list, ordered }: Slots, stored: Slot, isGone: (old: Slot) => boolean): Slots {
  const { name, value, doubtful } = stored;
  const isThere = name !== undefined && list.some((slot) => slot.name === name);
  const kept = list.map((slot): Slot => {
    if (slot.name !== name && slot.name !== undefined && name !== undefined) return slot;
    if (isThere && slot.name === name && isGone(slot)) return { ...stored, key: stored.key ?? slot.key };
    return { ...slot, value: union([slot.value, value]), doubtful: slot.doubtful && doubtful };
  });
  return isThere ? { list: kept, ordered } : { list: [...kept, stored], ordered: false };
}

function afterChange(e: Evaluation, of: Expr, frame: Frame, before: Slots, { call, kind, owner, frame: at, part }: Change): Slots | undefined {
  if (owner === frame.func && !call.looped && call.span.start >= of.span.end) return before;
  const sure = !part && ranBefore({ owner, span: call.span, scope: call.scope }, of, frame);
  const gone = (slot: Slot): boolean => sure && isMadeBefore(slot, owner, call.span);
  const second = call.args[1];
  switch (kind) {
    case 'delete': {
      const name = second && e.keyText(second, at);
      const list = before.list.flatMap((slot): Slot[] => {
        if (name !== undefined && slot.name !== undefined && slot.name !== name) return [slot];
        return name !== undefined && slot.name === name && gone(slot) ? [] : [{ ...slot, doubtful: true }];
      });
      return { list, ordered: before.ordered };
    }
    case 'clear':
      return { list: before.list.flatMap((slot) => (gone(slot) ? [] : [{ ...slot, doubtful: true }])), ordered: false };
    case 'copy': {
      const copied = second && slotsAt(e, second, at, new Map());
      if (!copied || part) return doubted(withUnknown(before, call, at));
      const fitting = copied.list.filter(({ key, name }) => key || !before.ordered || before.list.some((slot) => slot.name === name));
      return fitting.reduce<Slots>((slots, slot) => withStored(slots, slot, (old) => gone(old) && !slot.doubtful), before);
    }
    case 'order':
      return { list: before.list.map((slot) => (slot.key ? slot : { ...slot, name: undefined })), ordered: false };
    case 'drop':
      return doubted(before);
    case 'other':
      return doubted(withUnknown(before, call, at));
  }
}
