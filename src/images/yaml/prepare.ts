/**
 * Makes a template readable as YAML without moving a character: expressions of other template languages become word characters, and lines
 * that hold nothing but an expression or fillers become blank. Says what in a scalar is such an expression. Parses nothing.
 */

/** Stands for an expression of another language; a private-use character next to the filler of format verbs (U+E000). */
const mark = '\uE001';

/** Longer than any expression that people write; bounds how far an open one reaches. */
const longest = 4_096;

/** As long as `text`, line for line. Takes time in proportion to the text. */
export function prepare(text: string): string {
  let out = text;
  if (out.includes('{{')) out = marked(out, '{{', '}}', longest);
  if (out.includes('${')) out = marked(out, '${', '}', 0);
  if (out.includes('#@')) out = out.replace(/^([ \t]*(?:- )?["']?image["']?:[ \t])(#@[^\r\n]*)/gm, (_, key: string, expression: string) => key + masked(expression));
  if (/[\uE000\uE001]/.test(out)) out = out.split('\n').map(blanked).join('\n');
  return out;
}

/** Masks every `open … close` of at most `reach` characters; with a reach of 0, of one line. */
function marked(text: string, open: string, close: string, reach: number): string {
  let out = '';
  let done = 0;
  let end = -1;
  let lineEnd = -1;
  for (let start = text.indexOf(open); start >= 0; start = text.indexOf(open, Math.max(done, start + open.length))) {
    if (end < start + open.length) end = text.indexOf(close, start + open.length);
    if (end < 0) break;
    if (lineEnd < start) lineEnd = text.indexOf('\n', start);
    const limit = reach ? start + reach : lineEnd < 0 ? text.length : lineEnd;
    if (end > limit) continue;
    out += text.slice(done, start) + masked(text.slice(start, end + close.length));
    done = end + close.length;
  }
  return out + text.slice(done);
}

function masked(expression: string): string {
  return expression.replace(/[^\r\n]/g, mark);
}

/** A line of nothing else is blank; before a dash or a key, fillers are spliced-in indentation (`%s- name: x`, `%simage: y`). */
function blanked(line: string): string {
  const filled = line.search(/[\uE000\uE001]/);
  if (filled < 0 || /[^ \t]/.test(line.slice(0, filled))) return line;
  const content = line.search(/[^ \t\r\uE000\uE001]/);
  if (content < 0) return line.replace(/[^\r]/g, ' ');
  const rest = line.slice(content);
  const indentation = /[ \t]/.test(line.slice(filled, content)) ? false : /^(?:- |[A-Za-z]+:(?:[ \t]|\r?$))/.test(rest);
  return indentation ? ' '.repeat(content) + rest : line;
}

/**
 * Whether a scalar's own characters hold an expression of another language, `ko://import/path` of ko and the like included: such a tool builds that program and
 * puts the image's name there. An address of the web or of a registry is no such thing, but a slip.
 */
export function isTemplated(text: string): boolean {
  return /\{\{|\$[A-Za-z_{(]|^#@|\(@|<%|<[A-Za-z]|<<|\[\[|^@[A-Za-z_][\w.-]*@$|^(?!(?:https?|docker|oci):)[a-z][a-z0-9+.-]*:\/\//.test(text);
}
