/** Does an offset of a Go text lie in a string? One pass over the characters, for answers that can't wait for a parse. */
import { endOfToken } from './scan';

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
