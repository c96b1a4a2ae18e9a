/**
 * What becomes of a text that was filled in where the whole is looked through afterwards: `strings.ReplaceAll(fmt.Sprintf(…, image), old, new)`?
 * Knows values and what surely stands around them; no templates.
 */
import { concatValues, partsBetween, trimPrefixOf, trimSuffixOf, uniteAnswers, unknownAnswer } from './parts';
import { isText, type Answer, type Value } from './value';

export interface Rewriting {
  readonly old: string;
  /** What comes in its place. */
  readonly by: () => Answer;
  /** Only so many occurrences: nobody counts here whether this is one of them. */
  readonly limited: boolean;
}

/** Private-use, so that no text that is looked for has it. */
const unknownCharacter = '\uE000';

/** `before`, `behind`: what stands around what is filled in, as far as it is known. */
export function rewritten(answer: Answer, rewritings: readonly Rewriting[], before: string, behind: string): Answer {
  const answers = answer.values.map((value): Answer => {
    const found = rewritings.flatMap((one) => {
      const at = occurrences(value, one.old, before, behind);
      return at.length > 0 ? [{ ...one, at }] : [];
    });
    const [only, ...others] = found;
    if (!only) return { values: [value], complete: true };
    if (others.length > 0) return unknownAnswer('several replacements in one place');
    const by = only.by();
    const made = by.values.map((one): Answer => {
      const result = put(value, one, only);
      return result ? { values: [result], complete: by.complete } : unknownAnswer('a replacement of more than what is filled in');
    });
    return uniteAnswers([...made, { values: only.limited ? [value] : [], complete: by.complete }]);
  });
  return uniteAnswers([...answers, { values: [], complete: answer.complete }]);
}

/** Whether that text may stand there, in part or as a whole. */
export function mayHave({ values, complete }: Answer, old: string, before: string, behind: string): boolean {
  return !complete || values.some((value) => value.parts.some((part) => !isText(part) && part.hole.kind !== 'fresh') || occurrences(value, old, before, behind).length > 0);
}

interface Occurrence {
  readonly start: number;
  readonly end: number;
}

/** Where a text stands that has something of the value in it, counted from the value's first character. */
function occurrences(value: Value, old: string, before: string, behind: string): readonly Occurrence[] {
  const own = value.parts.map((part) => (isText(part) ? part.text : unknownCharacter)).join('');
  const head = before.slice(Math.max(before.length - old.length + 1, 0));
  const whole = head + own + behind.slice(0, old.length - 1);
  const found: Occurrence[] = [];
  for (let at = whole.indexOf(old); at >= 0; at = whole.indexOf(old, at + old.length)) {
    const start = at - head.length;
    if (start < own.length && start + old.length > 0) found.push({ start, end: start + old.length });
  }
  return found;
}

/** Undefined where what is put in doesn't begin or end as what it takes the place of does, outside of the value. */
function put(value: Value, by: Value, { old, at }: { readonly old: string; readonly at: readonly Occurrence[] }): Value | undefined {
  const length = value.parts.reduce((sum, part) => sum + (isText(part) ? part.text.length : 1), 0);
  const pieces: Value[] = [];
  let from = 0;
  for (const { start, end } of at) {
    const inside = without(without(by, old.slice(0, Math.max(-start, 0)), trimPrefixOf), old.slice(old.length - Math.max(end - length, 0)), trimSuffixOf);
    // Lines are read as such, not as what stands in one place.
    if (!inside || inside.parts.some((part) => isText(part) && part.text.includes('\n'))) return undefined;
    pieces.push({ parts: partsBetween(value, from, Math.max(start, 0)), trail: [] }, inside);
    from = end;
  }
  return concatValues([...pieces, { parts: partsBetween(value, from), trail: value.trail }]);
}

function without(value: Value | undefined, text: string, trim: (value: Value, text: string) => Value | undefined): Value | undefined {
  if (!value || text === '') return value;
  const trimmed = trim(value, text);
  // What doesn't have it comes back as it is.
  return trimmed === value ? undefined : trimmed;
}
