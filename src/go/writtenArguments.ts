/** Which arguments of a call are written down as literals? Looks at characters only, from the parenthesis on; knows no grammar beyond brackets. */
import { blank, classOf, endBehind, endOfQuoted, endOfToken, newline } from './scan';

const most = 16;

/**
 * The call's arguments in order, undefined for one that isn't a plain literal; the last one, too, where there are more than are looked at.
 * Undefined when no call begins at `at`. Never throws on any text.
 */
export function writtenArguments(text: string, at: number): (string | undefined)[] | undefined {
  let i = skipBlanks(text, at);
  if (text.charCodeAt(i) !== 40) return undefined;
  const found: (string | undefined)[] = [];
  for (i++; i < text.length && found.length < most; ) {
    i = skipBlanks(text, i);
    const code = text.charCodeAt(i);
    if (code === 41) return found;
    const literal = code === 34 || code === 96 ? literalAt(text, i) : undefined;
    const end = literal ? skipBlanks(text, literal.end) : i;
    const alone = literal && (text.charCodeAt(end) === 44 || text.charCodeAt(end) === 41);
    found.push(alone ? literal.text : undefined);
    i = endOfArgument(text, end);
    if (text.charCodeAt(i) === 44) i++;
  }
  found.push(undefined);
  return found;
}

/** An escape may stand for anything, so a literal with one isn't plain. */
function literalAt(text: string, start: number): { readonly text: string | undefined; readonly end: number } | undefined {
  const end = text.charCodeAt(start) === 96 ? endBehind(text, '`', start + 1) : endOfQuoted(text, start);
  if (end < 0) return undefined;
  const inner = text.slice(start + 1, end - 1);
  return { text: inner.includes('\\') || inner.includes('\r') ? undefined : inner, end };
}

function skipBlanks(text: string, from: number): number {
  for (let i = from; ; ) {
    while (i < text.length && (classOf(text.charCodeAt(i)) === blank || classOf(text.charCodeAt(i)) === newline)) i++;
    if (!text.startsWith('//', i) && !text.startsWith('/*', i)) return i;
    i = endOfToken(text, i);
  }
}

/** Where the comma or the parenthesis behind an argument stands. */
function endOfArgument(text: string, from: number): number {
  let depth = 0;
  for (let i = from; i < text.length; i = endOfToken(text, i)) {
    const code = text.charCodeAt(i);
    if (code === 40 || code === 91 || code === 123) depth++;
    else if (code === 44 && depth === 0) return i;
    else if (code === 41 || code === 93 || code === 125) {
      if (depth === 0) return i;
      depth--;
    }
  }
  return text.length;
}
