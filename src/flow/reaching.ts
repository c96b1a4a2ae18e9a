/**
 * Which assignments of a variable, or stores into a field, can a read see? The last one that surely ran before it, those after that, and
 * what a loop brings back. Where a body jumps by `goto`, any of them.
 */
import { encloses, type Span } from '../base/text';
import { surelyWithin } from './branches';
import type { Func, OwnedBind } from './declarations';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';

/** By the blocks that they stand in alone, whatever anybody hands to the function. */
export function reaching(binds: readonly OwnedBind[], read: Span | undefined, reader: Func): readonly OwnedBind[] {
  return read ? since(binds, read, reader, (one) => isSure(one, read, reader)) : binds;
}

/** In a frame, which may know that the condition of a block held. */
export function reachingIn(e: Evaluation, binds: readonly OwnedBind[], read: Span | undefined, frame: Frame): readonly OwnedBind[] {
  return read ? since(binds, read, frame.func, (one) => isSureIn(e, one, read, frame)) : binds;
}

function since(binds: readonly OwnedBind[], read: Span, reader: Func, surely: (one: OwnedBind) => boolean): readonly OwnedBind[] {
  const own = binds.filter((one) => one.owner === reader);
  if (own.length === 0 || reader.fact.jumps) return binds;
  const foreign = binds.filter((one) => one.owner !== reader);
  const before = own.filter(({ bind }) => bind.span.end <= read.start);
  const after = own.filter(({ bind }) => bind.span.end > read.start && bind.loop && encloses(bind.loop, read));
  const last = before.findLastIndex(surely);
  return [...(last < 0 ? before : before.slice(last)), ...after, ...foreign];
}

/** What an odd read of a variable without a value of its own may see after all: every other bind. */
export function anyOther(binds: readonly OwnedBind[], read: Span): readonly OwnedBind[] {
  return binds.filter(({ bind }) => !encloses(bind.span, read));
}

/** It ran before the read, whenever that runs. */
export function isSure({ bind, owner }: OwnedBind, read: Span, reader: Func): boolean {
  return owner === reader && bind.span.end <= read.start && bind.scope !== undefined && encloses(bind.scope, read);
}

/** The same in a frame: the block that it stands in runs wherever the one around does, if that frame knows its condition to hold. */
export function isSureIn(e: Evaluation, one: OwnedBind, read: Span, frame: Frame): boolean {
  if (one.owner !== frame.func || one.bind.span.end > read.start) return false;
  let { scope } = one.bind;
  while (scope && !encloses(scope, read)) scope = surelyWithin(e, scope, frame);
  return scope !== undefined;
}

/** Where the last assignment that surely ran before a read begins; -1 where there is none. */
export function surelySet(binds: readonly OwnedBind[], read: Span, reader: Func): number {
  const sure = binds.filter((one) => isSure(one, read, reader));
  return Math.max(-1, ...sure.map(({ bind }) => bind.span.start));
}
