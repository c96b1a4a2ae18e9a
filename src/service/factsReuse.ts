/**
 * What of a file's facts is the same when more of the same text was chosen? Declarations of which the same stretches are read keep their
 * facts, as the very same objects: whoever remembered something of a function still has it.
 */
import type { FileFacts, FuncFact } from '../go/facts';
import type { Outline } from '../go/outline';
import type { Chosen } from '../go/summarize';
import { isSameList } from '../images/flowMemory';

export interface Read {
  readonly facts: FileFacts;
  readonly chosen: readonly Chosen[];
}

/** `now` with the objects of `before` in it, wherever both say the same. Both are of the text that `outline` is of. */
export function kept(before: Read, { facts, chosen }: Read, { declarations }: Outline): FileFacts {
  // What is broken in one declaration changes how all others are read.
  if (before.facts.broken.length + facts.broken.length > 0) return facts;
  const was = new Map(before.chosen.map((one) => [one.index, one]));
  const is = new Map(chosen.map((one) => [one.index, one]));
  const isSame = (index: number): boolean => {
    const [old, now] = [was.get(index), is.get(index)];
    return old && now ? isReadAlike(old, now) : old === now;
  };
  const known = new Map(before.facts.funcs.map((func) => [func.span.start, func]));
  const funcs = facts.funcs.map((func): FuncFact => {
    const index = declarations.findIndex(({ start, end }) => start <= func.span.start && func.span.start < end);
    return (index >= 0 && isSame(index) && known.get(func.span.start)) || func;
  });
  // Constants, variables and what they are initialised by name each other's parts.
  const isOutside = declarations.every(({ kind }, index) => kind === 'func' || kind === 'type' || isSame(index));
  return isOutside ? { ...facts, funcs, globals: before.facts.globals, initializer: before.facts.initializer } : { ...facts, funcs };
}

/** Whether two choices of the same text are the same; undefined stands for all declarations. */
export function isSameChoice(a: readonly Chosen[] | undefined, b: readonly Chosen[] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && isSameList(a, b, isReadAlike));
}

function isReadAlike(a: Chosen, b: Chosen): boolean {
  return a.index === b.index && isSameList(a.without, b.without, (x, y) => x.start === y.start);
}
