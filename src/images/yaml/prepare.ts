/**
 * Makes a template readable as YAML without moving a character: expressions of other template languages become word characters, and lines
 * that hold nothing but an expression or fillers become blank. Says what in a scalar is such an expression. Parses nothing.
 */

/** Stands for an expression of another language; a private-use character next to the filler of format verbs (U+E000). */
const mark = '\uE001';

/** As long as `text`, line for line. */
export function prepare(text: string): string {
  let out = text;
  if (out.includes('{{')) out = out.replace(/\{\{(?:[^}]|\}(?!\}))*\}\}/g, masked);
  if (out.includes('${')) out = out.replace(/\$\{[^}\r\n]*\}/g, masked);
  if (out.includes('#@')) out = out.replace(/^([ \t]*(?:- +)*["']?image["']?:[ \t]+)(#@[^\r\n]*)/gm, (_, key: string, expression: string) => key + masked(expression));
  if (/[\uE000\uE001]/.test(out)) {
    out = out.replace(/^[ \t\uE000\uE001]*[\uE000\uE001][ \t\uE000\uE001]*$/gm, blanked);
    // A verb that splices in indentation: `%s- name: x`, `%simage: y`.
    out = out.replace(/^[ \t]*[\uE000\uE001]+(?=(?:- |[A-Za-z]+:(?:[ \t]|\r?$)))/gm, blanked);
  }
  return out;
}

function masked(expression: string): string {
  return expression.replace(/[^\r\n]/g, mark);
}

function blanked(line: string): string {
  return ' '.repeat(line.length);
}

/** Whether a scalar's own characters hold an expression of another language. */
export function isTemplated(text: string): boolean {
  return /\{\{|\$[A-Za-z_{(]|^#@|\(@|<%|^@[A-Za-z_][\w.-]*@$/.test(text);
}
