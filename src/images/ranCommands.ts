/**
 * The commands that a call of Go's `os/exec` may run in one frame, word by word, wherever their words come from: a table that a loop goes
 * through, a helper's arguments, a line cut into fields. Tells whether one of them builds or loads what nothing here reads.
 */
import type { CallExpr } from '../go/facts';
import type { Evaluation } from '../flow/evaluation';
import type { Frame } from '../flow/frame';
import { gathered, type Item } from '../flow/lists';
import { isText, type Value } from '../flow/value';
import { hole } from './commandLine/command';
import { runners } from './idioms/containerCli';
import { mayBuild } from './scripts';

/** One command of each turn of the loops around it; undefined where the call runs no program. */
export function commandsRun(e: Evaluation, call: CallExpr, frame: Frame): readonly (readonly Item[])[] | undefined {
  const callees = e.callees(call, frame);
  if (callees.kind !== 'library' || !/(^|\/)exec$/.test(callees.path) || !runners.has(callees.name)) return undefined;
  const args = callees.name === 'CommandContext' ? call.args.slice(1) : call.args;
  return e.alternatives(frame, args).flatMap((at) => gathered(e, args, call.spread, at).alternatives);
}

/** It runs a build tool or a script, or brings into a node what nobody reads there. */
export function buildsUnread(e: Evaluation, items: readonly Item[]): boolean {
  const [first, ...rest] = items;
  const programs = first?.expr ? e.texts(first.expr, first.frame).values.flatMap((value) => shapeOf(value) ?? []) : [];
  if (programs.length === 0) return false;
  const words = rest.map((item) => wordOf(e, item));
  return programs.some((program) => mayBuild('Command', [program, ...words]));
}

/** Undefined where the word may be one of several, or nothing is known of it. */
function wordOf(e: Evaluation, { expr, frame }: Item): string | undefined {
  const answer = expr && e.texts(expr, frame);
  const [only, ...others] = answer?.values ?? [];
  return only && answer?.complete && others.length === 0 ? shapeOf(only) : undefined;
}

/** What is known of the text, with a hole for what isn't. */
function shapeOf({ parts }: Value): string | undefined {
  return parts.some(isText) ? parts.map((part) => (isText(part) ? part.text : hole)).join('') : undefined;
}
