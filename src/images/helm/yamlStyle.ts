/** How does Helm's printer of YAML (go-yaml v2) write a text: plain, in quotes, as a block? Knows the characters only. */

export type Style = 'plain' | 'single' | 'double' | 'literal';

/** What YAML 1.1 takes for something else than a text, such as a number, stands in double quotes. */
const words = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE|y|Y|yes|Yes|YES|n|N|no|No|NO|on|On|ON|off|Off|OFF|\.nan|\.NaN|\.NAN|[-+]?\.(?:inf|Inf|INF))?$/;
const integer = /^[-+]?(?:0[xX][0-9a-fA-F]+|0[bB][01]+|0[oO][0-7]+|0[0-7]*|[1-9][0-9]*)$/;
const float = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const sexagesimal = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const date = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([Tt ].*)?$/;

/** Characters that are printed as they are; others are escaped, in double quotes. */
const printable = /^[\n\x20-\x7E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/;
const escapable = /^[\t\n\x20-\x7E\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]*$/;

/** Undefined where that depends on the version. `column`: of its first character. A text of several lines is no key. */
export function styleOf(text: string, column: number, key = false): Style | undefined {
  if (!escapable.test(text) || (key && text.length > 100)) return undefined;
  const style = wanted(text, key);
  // Go-yaml breaks a line at blanks behind its eightieth character.
  return style !== 'literal' && column + text.lastIndexOf(' ') > 79 ? undefined : style;
}

function wanted(text: string, key: boolean): Style | undefined {
  const special = text.includes(' \n') || !printable.test(text);
  if (text.includes('\n')) return special || key || text.endsWith(' ') ? 'double' : 'literal';
  const other = isOther(text);
  if (other !== false) return other && 'double';
  if (special) return 'double';
  return /^ | $/.test(text) || hasIndicators(text) ? 'single' : 'plain';
}

/** Undefined where it may be a point in time. */
function isOther(text: string): boolean | undefined {
  const [, , month, day, time] = date.exec(text) ?? [];
  if (time !== undefined) return undefined;
  if (month !== undefined) return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 28 ? true : undefined;
  const digits = /^[-+0-9]/.test(text) ? text.replaceAll('_', '') : text;
  return words.test(text) || (integer.test(digits) && digits.length < 18) || (float.test(digits) && Number.isFinite(Number(digits))) || sexagesimal.test(text);
}

function hasIndicators(text: string): boolean {
  return /^(?:[#,[\]{}&*!|>'"%@`]|[?:-](?: |$)|---|\.\.\.)|:(?: |$)| #/.test(text);
}

/** As go-yaml sorts keys: digits as numbers, letters behind anything else. */
export function compareKeys(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [x = '', y = ''] = [left[i], right[i]];
    if (x === y) continue;
    const [isLeft, isRight] = [/\p{L}/u.test(x), /\p{L}/u.test(y)];
    if (isLeft !== isRight) return isRight ? -1 : 1;
    if (isLeft) return byCodePoint(x, y);
    const start = x === '0' || y === '0' ? leading(left, i) : '';
    const [m, n] = [digitsAt(left, i), digitsAt(right, i)];
    return Number(start + m) - Number(start + n) || m.length - n.length || byCodePoint(x, y);
  }
  return left.length - right.length;
}

/** A digit for those before it, where one of them isn't zero. */
function leading(characters: readonly string[], end: number): '' | '1' {
  for (let i = end - 1; i >= 0 && /[0-9]/.test(characters[i] ?? ''); i--) if (characters[i] !== '0') return '1';
  return '';
}

function digitsAt(characters: readonly string[], start: number): string {
  let end = start;
  while (/[0-9]/.test(characters[end] ?? '')) end++;
  return characters.slice(start, end).join('');
}

function byCodePoint(a: string, b: string): number {
  return (a.codePointAt(0) ?? 0) - (b.codePointAt(0) ?? 0);
}
