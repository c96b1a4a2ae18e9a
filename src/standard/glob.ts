/**
 * A small glob for names and paths: `*` (not across `/`), `**`, `?` and `{a,b}`. Bounded in time: no expression is built from a user's
 * text. Knows nothing of files.
 */

export const globLimits = { length: 256, stars: 16, alternatives: 64 } as const;

/** Why a glob is refused; undefined when it is fine. */
export function globProblem(glob: string): string | undefined {
  if (glob === '') return 'A glob is not empty.';
  if (glob.length > globLimits.length) return `A glob has at most ${globLimits.length} characters.`;
  if (glob.split('*').length - 1 > globLimits.stars) return `A glob has at most ${globLimits.stars} stars.`;
  const expanded = expandBraces(glob);
  if (expanded === undefined) return `The braces of a glob are balanced, not nested, and stand for at most ${globLimits.alternatives} alternatives.`;
  return undefined;
}

/** Does the whole text match? A glob that `globProblem` refuses matches nothing. */
export function matchesGlob(glob: string, text: string): boolean {
  return globProblem(glob) === undefined && (expandBraces(glob) ?? []).some((plain) => matchesPlain(plain, text));
}

/** Every glob that the braces stand for; undefined when they are unbalanced, nested or too many. */
export function expandBraces(glob: string): string[] | undefined {
  let results = [''];
  let at = 0;
  while (at < glob.length) {
    const open = glob.indexOf('{', at);
    const literal = glob.slice(at, open < 0 ? glob.length : open);
    if (literal.includes('}')) return undefined;
    results = results.map((result) => result + literal);
    if (open < 0) break;
    const close = glob.indexOf('}', open);
    const inside = glob.slice(open + 1, close);
    if (close < 0 || inside.includes('{')) return undefined;
    const alternatives = inside.split(',');
    if (results.length * alternatives.length > globLimits.alternatives) return undefined;
    results = results.flatMap((result) => alternatives.map((alternative) => result + alternative));
    at = close + 1;
  }
  return results;
}

/** Which prefixes of the text each prefix of the glob matches, one row at a time. */
function matchesPlain(glob: string, text: string): boolean {
  const wild = glob.search(/[*?]/);
  if (wild < 0) return glob === text;
  if (!text.startsWith(glob.slice(0, wild))) return false;
  let reached = new Array<boolean>(text.length + 1).fill(false);
  reached[0] = true;
  for (let g = 0; g < glob.length; g++) {
    const c = glob[g];
    const deep = c === '*' && glob[g + 1] === '*';
    const next = new Array<boolean>(text.length + 1).fill(false);
    for (let t = 0; t <= text.length; t++) {
      const before = text[t - 1];
      if (c === '*') next[t] = reached[t] === true || (t > 0 && next[t - 1] === true && (deep || before !== '/'));
      else next[t] = t > 0 && reached[t - 1] === true && (c === '?' ? before !== '/' : c === before);
    }
    // `**/` also stands for no folder at all.
    if (deep && glob[g + 2] === '/') {
      const start = reached;
      reached = next.map((value, t) => value && text[t - 1] === '/').map((value, t) => value || start[t] === true);
      g += 2;
      continue;
    }
    if (deep) g += 1;
    reached = next;
  }
  return reached[text.length] === true;
}
