/** Where are the strings of a Go text, and does an offset lie in one? One pass over the characters, for answers that can't wait for a parse. */
import type { Span } from '../base/text';
import { endOfToken } from './scan';

/** The insides of all closed string literals, in order. */
export function stringsIn(text: string): Span[] {
  const found: Span[] = [];
  for (let i = 0; i < text.length; ) {
    const end = endOfToken(text, i);
    if ((text[i] === '"' || text[i] === '`') && isClosed(text, i, end)) found.push({ start: i + 1, end: end - 1 });
    i = end;
  }
  return found;
}

/** Behind the opening quote, and not behind the closing one. */
export function inString(text: string, offset: number): boolean {
  for (let i = 0; i < offset; ) {
    const end = endOfToken(text, i);
    const quoted = text[i] === '"' || text[i] === '`';
    if (quoted && (offset < end || (offset === end && !isClosed(text, i, end)))) return true;
    i = end;
  }
  return false;
}

function isClosed(text: string, start: number, end: number): boolean {
  return end > start + 1 && text[end - 1] === text[start];
}
