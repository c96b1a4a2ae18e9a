/**
 * The characters of Go text as a lexer needs them: classes, hashes of names, and where comments and literals end. Knows no declaration.
 */

export const blank = 0;
export const newline = 1;
export const letter = 2;
export const digit = 3;
export const mark = 4;

/** The class of a UTF-16 unit; whatever isn't ASCII counts as a letter. */
export function classOf(code: number): number {
  return code < 128 ? (classes[code] ?? mark) : letter;
}

const classes = new Uint8Array(128).fill(mark);
for (let code = 0; code < 128; code++) {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) classes[code] = letter;
  else if (/[0-9]/.test(character)) classes[code] = digit;
  else if (character === '\n') classes[code] = newline;
  else if (/[ \t\r]/.test(character)) classes[code] = blank;
}

/** 30 bits, so that it stays a small integer when it is shifted by one. */
export function hashOf(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = nextHash(hash, name.charCodeAt(i));
  return hash;
}

export function nextHash(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) & 0x3fffffff;
}

/** The offset behind a quoted literal that starts at `start`; Go ends it at the line's end at the latest. */
export function endOfQuoted(text: string, start: number): number {
  const quote = text.charCodeAt(start);
  for (let i = start + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) return i + 1;
    if (code === 10) return i;
    if (code === 92) i++;
  }
  return text.length;
}

/** The offset behind the next `close`; -1 when there is none. */
export function endBehind(text: string, close: string, from: number): number {
  const found = text.indexOf(close, from);
  return found < 0 ? -1 : found + close.length;
}

/** The offset behind the literal or comment that begins here, else behind this character. What is not closed reaches to the end. */
export function endOfToken(text: string, start: number): number {
  switch (text[start]) {
    case '"':
    case "'":
      return endOfQuoted(text, start);
    case '`':
      return endOrAll(text, '`', start + 1);
    case '/':
      if (text[start + 1] === '/') return endOrAll(text, '\n', start + 2);
      return text[start + 1] === '*' ? endOrAll(text, '*/', start + 2) : start + 1;
    default:
      return start + 1;
  }
}

function endOrAll(text: string, close: string, from: number): number {
  const end = endBehind(text, close, from);
  return end < 0 ? text.length : end;
}
