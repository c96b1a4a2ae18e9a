/** Does a command build or load what nothing here reads, going by the words that it has where it runs? */
import type { Evaluation } from '../flow/evaluation';
import type { Item } from '../flow/lists';
import { isText, type Value } from '../flow/value';
import { hole } from './commandLine/command';
import { mayBuild } from './scripts';

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
