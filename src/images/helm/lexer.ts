/**
 * Where are the actions of a template, which text is left between them, and what are the words of each? Follows Go's text/template/parse/lex.go:
 * trim markers, comments, strings and raw strings. Knows no grammar.
 */
import { slice, type Text } from './text';

export interface Token {
  readonly kind: 'field' | 'variable' | 'word' | 'number' | 'string' | 'raw' | 'mark' | 'dot';
  /** Its characters; of `.Name` the name, of a string those between its quotes. */
  readonly text: string;
  /** Blanks stand before it: `.A.B` is one operand, `.A .B` are two. */
  readonly apart: boolean;
  /** Of the inside of a string. */
  readonly start: number;
  readonly end: number;
}

export type Piece = { readonly kind: 'text'; readonly text: Text } | { readonly kind: 'action'; readonly tokens: readonly Token[] };

/** Undefined where Go would refuse it. Takes time in proportion to the text. */
export function piecesOf(template: Text): readonly Piece[] | undefined {
  const { shape } = template;
  const pieces: Piece[] = [];
  let from = 0;
  let trimmed = false;
  const add = (end: number, trims: boolean): void => {
    const start = trimmed ? skipBlanks(shape, from, end) : from;
    const stop = trims ? backOverBlanks(shape, start, end) : end;
    if (stop > start) pieces.push({ kind: 'text', text: slice(template, start, stop) });
  };
  for (;;) {
    const open = shape.indexOf('{{', from);
    if (open < 0) break;
    const trims = shape[open + 2] === '-' && isBlank(shape[open + 3]);
    add(open, trims);
    const inside = open + (trims ? 4 : 2);
    const comment = shape.startsWith('/*', inside);
    const tokens: Token[] = [];
    const close = comment ? afterComment(shape, inside) : lexAction(shape, inside, tokens);
    if (!close) return undefined;
    if (!comment) pieces.push({ kind: 'action', tokens });
    from = close.end;
    trimmed = close.trims;
  }
  add(shape.length, false);
  return pieces;
}

interface Close {
  readonly end: number;
  /** The blanks behind it go. */
  readonly trims: boolean;
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function skipBlanks(shape: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(shape[at])) at++;
  return at;
}

function backOverBlanks(shape: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(shape[at - 1])) at--;
  return at;
}

function closeAt(shape: string, at: number): Close | undefined {
  if (shape.startsWith('}}', at)) return { end: at + 2, trims: false };
  return isBlank(shape[at]) && shape.startsWith('-}}', at + 1) ? { end: at + 4, trims: true } : undefined;
}

function afterComment(shape: string, start: number): Close | undefined {
  const end = shape.indexOf('*/', start + 2);
  return end < 0 ? undefined : closeAt(shape, end + 2);
}

const word = /[\p{L}_][\p{L}\p{Nd}_]*/uy;
const numeral = /[-+]?(?:0[xX][0-9a-fA-F_]+|0[oO][0-7_]+|0[bB][01_]+|[0-9][0-9_]*(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+)(?![\p{L}_])/uy;

function match(pattern: RegExp, shape: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(shape)?.[0] ?? '';
}

function lexAction(shape: string, start: number, tokens: Token[]): Close | undefined {
  let at = start;
  let apart = true;
  const push = (kind: Token['kind'], text: string, from: number, to: number): void => void tokens.push({ kind, text, apart, start: from, end: to });
  while (at < shape.length) {
    const close = closeAt(shape, at);
    if (close) return close;
    const c = shape[at] ?? '';
    if (isBlank(c)) {
      at++;
      apart = true;
      continue;
    }
    const before = at;
    if (c === '"' || c === '`') {
      const end = c === '"' ? endOfString(shape, at + 1) : shape.indexOf('`', at + 1);
      if (end < 0) return undefined;
      push(c === '"' ? 'string' : 'raw', shape.slice(at + 1, end), at + 1, end);
      at = end + 1;
    } else if (c === '.' && !/[0-9]/.test(shape[at + 1] ?? '')) {
      const name = match(word, shape, at + 1);
      push(name ? 'field' : 'dot', name, at, at + 1 + name.length);
      at += 1 + name.length;
    } else if (c === '$') {
      const name = match(word, shape, at + 1);
      push('variable', `$${name}`, at, at + 1 + name.length);
      at += 1 + name.length;
    } else if (shape.startsWith(':=', at)) {
      push('mark', ':=', at, at + 2);
      at += 2;
    } else if ('()|,='.includes(c)) {
      push('mark', c, at, at + 1);
      at++;
    } else {
      const digits = match(numeral, shape, at);
      const name = digits ? '' : match(word, shape, at);
      if (!digits && !name) return undefined;
      push(digits ? 'number' : 'word', digits || name, at, at + (digits || name).length);
      at += (digits || name).length;
    }
    if (at === before) return undefined;
    apart = false;
  }
  return undefined;
}

/** Offset of the quote that ends it; -1 where the line ends before. */
function endOfString(shape: string, start: number): number {
  for (let i = start; i < shape.length && shape[i] !== '\n'; i++) {
    if (shape[i] === '\\') i++;
    else if (shape[i] === '"') return i;
  }
  return -1;
}
