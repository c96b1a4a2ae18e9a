/**
 * Where does a Go text read a name, and where does it declare it anew? Looks at tokens only; leaves out comments and strings, assignments,
 * keys of fields, and what is only printed.
 */
import type { Span } from '../base/text';
import { classOf, digit, endOfToken, letter } from './scan';

export interface NameUse extends Span {
  /** What stands before its dot: `names` in `names.Tag`; '' where the name stands alone. */
  readonly of: string;
  /** A parameter, a field or a variable of this name begins here. */
  readonly declares: boolean;
}

/** Calls that show a text to people: whatever the text is, nothing depends on it. */
const showing = /(?:^|\.)(?:Print(?:f|ln)?|Log[fw]?|(?:Info|Debug|Warn|Warning|Error|Fatal|Skip)(?:f|ln|w|S)?|By)$/;
const writing = /(?:^|\.)Fprint(?:f|ln)?$/;
const toPeople = /^\s*(?:GinkgoWriter|os\.Std(?:out|err)|\w*[wW]riter|w|out|log)\s*,/;

interface Bracket {
  readonly at: number;
  /** The callee before a parenthesis, the type before a brace. */
  readonly before: string;
}

export function usesOfName(text: string, name: string, within: Span = { start: 0, end: text.length }): NameUse[] {
  const found: NameUse[] = [];
  const open: Bracket[] = [];
  for (let i = within.start; i < within.end; ) {
    const mark = text[i] ?? '';
    if (classOf(text.charCodeAt(i)) === letter) {
      const end = endOfName(text, i);
      if (end - i === name.length && text.startsWith(name, i)) {
        const around = open.at(-1);
        const of = qualifier(text, i);
        const declares = of === '' && isDeclared(text, i, end);
        if (declares ? around?.before !== 'struct' : isRead(text, { start: i, end }, around) && !isShown(text, around)) found.push({ start: i, end, of, declares });
      }
      i = end;
      continue;
    }
    if (mark === '(' || mark === '[' || mark === '{') open.push({ at: i, before: /([\w.\]*[]*)$/.exec(text.slice(Math.max(0, i - 80), i).trimEnd())?.[0] ?? '' });
    else if (mark === ')' || mark === ']' || mark === '}') open.pop();
    i = endOfToken(text, i);
  }
  return found;
}

function endOfName(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && (classOf(text.charCodeAt(end)) === letter || classOf(text.charCodeAt(end)) === digit)) end++;
  return end;
}

function qualifier(text: string, start: number): string {
  return /([\w)\]]+)\.$/.exec(text.slice(Math.max(0, start - 80), start))?.[1] ?? '';
}

/** `name string`, `name, other *T`, `name := …`, `var name …` in a body. */
function isDeclared(text: string, start: number, end: number): boolean {
  const after = text.slice(end, end + 200);
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  return /^(?:\s*,\s*\w+)*(?:[ \t]+(?:\w|\*\w|\[\]|\.\.\.)|\s*:=)/.test(after) || /^\s+var\s+(?:\w+\s*,\s*)*$/.test(line);
}

function isRead(text: string, { start, end }: Span, around: Bracket | undefined): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  const after = text.slice(end, end + 200);
  // `name = …`, `name[key] = …`, `name, err := …`, `var name string`; a comparison reads.
  if (/^(?:\[[^\]\n]*\])?(?:\s*,\s*[\w.]+)*\s*:?=(?!=)/.test(after) && !/[(=]/.test(line)) return false;
  if (/(?:^|\s)(?:var|const)\s+(?:\w+\s*,\s*)*$/.test(line)) return false;
  // `Name: …` in a struct; a map's key and a case read.
  if (/^\s*:(?!=)/.test(after) && around?.before.startsWith('map[') !== true && !/\bcase\b/.test(line)) return false;
  return true;
}

function isShown(text: string, around: Bracket | undefined): boolean {
  if (around === undefined || text[around.at] !== '(') return false;
  return showing.test(around.before) || (writing.test(around.before) && toPeople.test(text.slice(around.at + 1, around.at + 80)));
}
