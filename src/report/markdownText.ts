/** Foreign text inside GitHub-flavoured Markdown, inert: it can't become a link, HTML, a mention, a table cell or a heading. */
import { escapeHidden, redact } from './inert';

/** Running text. Every ASCII punctuation character is escaped; mentions, references and web addresses are broken by an empty character. */
export function prose(text: string): string {
  return escapeHidden(redact(text))
    .replace(/[!-/:-@[-`{-~]/g, (c) => (c === '<' ? '&lt;' : c === '>' ? '&gt;' : c === '&' ? '&amp;' : `\\${c}`))
    .replace(/\\([@#])(?=\w)/g, '\\$1&#8203;')
    .replace(/(https?|ftp|mailto|vscode|command)\\:/gi, '$1&#8203;\\:')
    .replace(/\bwww\\\./gi, 'www&#8203;\\.');
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
