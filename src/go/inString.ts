/** Does an offset of a Go text lie in a string? One pass over the characters, for answers that can't wait for a parse. */
import { endBehind, endOfQuoted } from './scan';

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

/** The offset behind the literal or comment that begins here, else behind this character. What is not closed reaches to the end. */
function endOfToken(text: string, start: number): number {
  const open = (close: string, from: number): number => {
    const end = endBehind(text, close, from);
    return end < 0 ? text.length : end;
  };
  switch (text[start]) {
    case '"':
    case "'":
      return endOfQuoted(text, start);
    case '`':
      return open('`', start + 1);
    case '/':
      if (text[start + 1] === '/') return open('\n', start + 2);
      return text[start + 1] === '*' ? open('*/', start + 2) : start + 1;
    default:
      return start + 1;
  }
}

function isClosed(text: string, start: number, end: number): boolean {
  return end > start + 1 && text[end - 1] === text[start];
}
