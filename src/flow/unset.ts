/**
 * Which strings never meet in one run, because one of them is there only where an environment variable has no text? A default stands in
 * for a variable that is unset, so beside a string with that variable in it, it is no other possibility.
 */
import type { CallExpr } from '../go/facts';
import { encloses, isSameSpan, type Span } from '../base/text';
import type { Func, OwnedBind } from './declarations';
import { isLeftAlone } from './environment';
import type { Evaluation } from './evaluation';
import type { Frame } from './frame';
import type { Origin, Origins } from './origin';
import { eachTwin } from './parts';
import { isText, type Answer, type Part } from './value';

/** The environment variables that are unset or empty wherever what stands at `at` runs. */
export function unsetAt(e: Evaluation, at: Span, frame: Frame): readonly string[] {
  let names = nothing;
  for (let around: Frame | undefined = frame; around; around = around.lexical) {
    for (const { span, read, passed } of around.func.fact.unset) if (!passed && encloses(span, at)) names = both(names, nameOf(e, read, around));
  }
  return names;
}

/**
 * The environment variables without text where an assignment is still what its variable holds at `read`: `tag := "e2e"; if v :=
 * os.Getenv("TAG"); v != "" { tag = v }`. `since`: where the assignment ends; `reached`: all that can reach the read.
 */
export function unsetWhereKept(e: Evaluation, owner: Func, since: number, reached: readonly OwnedBind[], read: Span, frame: Frame): readonly string[] {
  let names = nothing;
  if (owner !== frame.func) return names;
  for (const { span, read: asked, passed } of owner.fact.unset) {
    if (!passed || since > span.start || read.start < span.end || !encloses(passed, read)) continue;
    const overwrites = (other: OwnedBind): boolean => other.owner === owner && isSameSpan(other.bind.scope, span);
    if (reached.some(overwrites)) names = both(names, nameOf(e, asked, frame));
  }
  return names;
}

const nothing: readonly string[] = [];

function nameOf(e: Evaluation, read: CallExpr, frame: Frame): readonly string[] {
  const [name] = read.args;
  const callees = e.callees(read, frame);
  const known = callees.kind === 'library' && callees.path === 'os' && name ? e.keyText(name, frame) : undefined;
  return known !== undefined && isLeftAlone(e, known) ? [known] : nothing;
}

/** Origins that count only where those variables have no text. */
export function onlyUnset(origins: Origins, names: readonly string[]): Origins {
  return names.length === 0 ? origins : { list: origins.list.map((origin): Origin => ({ ...origin, unset: both(origin.unset, names) })), complete: origins.complete };
}

/** The same of strings. */
export function textsWhereUnset(answer: Answer, names: readonly string[]): Answer {
  return names.length === 0 ? answer : { values: answer.values.map((value) => eachTwin(value, ({ parts, trail }) => ({ parts: parts.map((part) => ({ ...part, unset: both(part.unset, names) })), trail }))), complete: answer.complete };
}

function both(some: readonly string[] | undefined, more: readonly string[]): readonly string[] {
  return !some || some.length === 0 ? more : more.length === 0 ? some : [...new Set([...some, ...more])];
}

/** The environment variables that have no text where the string is there. */
export function unsetIn(parts: readonly Part[]): readonly string[] {
  return parts.some(({ unset }) => unset) ? [...new Set(parts.flatMap(({ unset = [] }) => unset))] : [];
}

/** The string as it is where those variables have no text. */
export function withoutText(parts: readonly Part[], names: readonly string[]): readonly Part[] {
  return parts.filter((part) => isText(part) || part.hole.kind !== 'env' || !names.includes(part.hole.name));
}
