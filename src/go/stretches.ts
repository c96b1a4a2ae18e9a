/**
 * Stretches of a declaration while an outline passes over them: the declaration's own text, and the insides of the function literals that
 * it hands to calls. Knows what a stretch gathers and which of them are worth telling apart; looks at no character.
 */
import { exact } from '../base/exact';
import { shortestStretch, type WrittenRun } from './facts';
import { mentionList, type Mention, type MentionList } from './mentions';

/** What some text of a declaration names and does, the stretches inside it left out. */
export interface Stretch {
  /** Half-open. */
  readonly start: number;
  readonly end: number;
  /** Everything that it names; a name may be listed twice. */
  readonly mentions: readonly Mention[];
  /** What may be assigned to here: names left of `=`, `op=`, `<-` and `++`, behind `&`, and of builders that are written to. */
  readonly assigns: readonly Mention[];
  /** Names that functions may have been given here: left of function literals, and parameters. */
  readonly bound: readonly Mention[];
  /** A string literal of it has an image line, or is the key of a workload's containers. */
  readonly image: boolean;
  /** A string literal of it speaks of a pull that fails, or of a wait. */
  readonly tells: boolean;
  /** It formats, or replaces in, a text that isn't written down at the call. */
  readonly formats: boolean;
  /** The programs that it runs. */
  readonly runs: readonly WrittenRun[];
  /** The environment variables that it sets or takes away; `anyVariable` where the name isn't written down there. */
  readonly sets: readonly string[];
  /** Insides of function literals that are handed to calls and give nothing back, braces left out; what they do shows in names only. */
  readonly inner: readonly Stretch[];
}

export interface OpenStretch {
  readonly start: number;
  /** Brackets that were open where it began. */
  readonly depth: number;
  readonly mentions: MentionList;
  readonly assigns: MentionList;
  readonly bound: Mention[];
  readonly runs: WrittenRun[];
  readonly sets: string[];
  readonly inner: Stretch[];
  /** The inside of a function literal that is handed to a call and gives nothing back. */
  readonly apart: boolean;
  image: boolean;
  tells: boolean;
  formats: boolean;
}

export interface Stretches {
  /** Begins a declaration's text; whatever is open is forgotten. Returns the innermost one, as the next two do. */
  begin(start: number): OpenStretch;
  open(start: number, depth: number, apart: boolean): OpenStretch;
  /** Ends the innermost one inside a declaration. Short ones, and those that aren't apart, become part of what is around them. */
  close(end: number): OpenStretch;
  /** Ends the declaration's text. */
  end(end: number): Stretch;
}

export function stretches(): Stretches {
  /** Lists are used again: one pair for each depth. */
  const pool: { readonly mentions: MentionList; readonly assigns: MentionList }[] = [];
  const stack: OpenStretch[] = [];

  const open = (start: number, depth: number, apart: boolean): OpenStretch => {
    const lists = (pool[stack.length] ??= { mentions: mentionList(), assigns: mentionList() });
    const opened: OpenStretch = { start, depth, apart, ...lists, bound: [], runs: [], sets: [], inner: [], image: false, tells: false, formats: false };
    stack.push(opened);
    return opened;
  };
  const top = (): OpenStretch => {
    const last = stack[stack.length - 1];
    if (!last) throw new Error('no stretch is open');
    return last;
  };
  const end = (at: number): Stretch => {
    const { start, mentions, assigns, bound, image, tells, formats, runs, sets, inner } = top();
    stack.pop();
    return { start, end: at, mentions: mentions.take(), assigns: assigns.take(), bound: exact(bound), image, tells, formats, runs: exact(runs), sets: exact(sets), inner: exact(inner) };
  };

  return {
    begin(start) {
      while (stack.length > 0) end(start);
      return open(start, -1, false);
    },
    open,
    close(at) {
      const { apart } = top();
      const done = end(at);
      const around = top();
      if (apart && at - done.start >= shortestStretch) {
        around.inner.push(done);
        return around;
      }
      done.mentions.forEach(around.mentions.add);
      done.assigns.forEach(around.assigns.add);
      around.bound.push(...done.bound);
      around.runs.push(...done.runs);
      around.sets.push(...done.sets);
      around.inner.push(...done.inner);
      around.image ||= done.image;
      around.tells ||= done.tells;
      around.formats ||= done.formats;
      return around;
    },
    end,
  };
}
