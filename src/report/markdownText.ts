/** Foreign text inside GitHub-flavoured Markdown, inert: it can't become a link, HTML, a mention, a formula, a table cell or a heading. */
import { escapeHidden, redact } from './inert';

const entities: Readonly<Record<string, string>> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** An empty character that breaks what GitHub would make a link after rendering. */
const gap = '&#8203;';

/** Text within a line. */
export function prose(text: string): string {
  return escapeHidden(redact(text))
    .replace(/[\\`*_[\]<>&|~#@!$]/g, (c) => entities[c] ?? `\\${c}`)
    .replace(/\\([@#])(?=\w)/g, `\\$1${gap}`)
    .replace(/:(?=\/\/)/g, `:${gap}`)
    .replace(/\bwww(?=\.)/gi, `$&${gap}`);
}

/** A message of ours: what stands between backticks is code, the rest running text. */
export function message(text: string): string {
  const pieces = text.split('`');
  return pieces.length % 2 === 0 ? prose(text) : pieces.map((piece, i) => (i % 2 === 1 ? codeSpan(piece) : prose(piece))).join('');
}

/** A code span, also within a table cell. */
export function codeSpan(text: string): string {
  const shown = escapeHidden(redact(text)).replace(/\|/g, '\\|');
  if (shown === '') return '';
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), (run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  const pad = /^`|`$|^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}
