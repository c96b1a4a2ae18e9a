/**
 * Names a character that may not stand in an image reference, so that a reader can see what the eye cannot.
 * Knows code points; knows nothing of references.
 */

/** Characters that look like a plain letter or sign. Cyrillic, Greek, full-width and typographic ones that turn up in pasted text. */
const lookalikes: ReadonlyMap<string, string> = new Map([
  ['а', 'Cyrillic'], ['е', 'Cyrillic'], ['о', 'Cyrillic'], ['р', 'Cyrillic'], ['с', 'Cyrillic'], ['у', 'Cyrillic'], ['х', 'Cyrillic'],
  ['і', 'Cyrillic'], ['ѕ', 'Cyrillic'], ['ј', 'Cyrillic'], ['ԁ', 'Cyrillic'], ['һ', 'Cyrillic'], ['ο', 'Greek'], ['α', 'Greek'],
  ['ν', 'Greek'], ['ι', 'Greek'], ['κ', 'Greek'], ['ρ', 'Greek'],
].map(([character, script], index) => [character ?? '', `${script} letter that looks like \`${'aeopcyxisjdhoavikp'[index] ?? ''}\``]));

const named: ReadonlyMap<number, string> = new Map([
  [0x00, 'a NUL character'], [0x09, 'a tab'], [0x0a, 'a line feed'], [0x0d, 'a carriage return'], [0x20, 'a space'],
  [0xa0, 'a no-break space'], [0xad, 'an invisible soft hyphen'], [0x200b, 'an invisible zero-width space'],
  [0x200c, 'an invisible zero-width non-joiner'], [0x200d, 'an invisible zero-width joiner'], [0x2060, 'an invisible word joiner'],
  [0xfeff, 'an invisible byte order mark'], [0x2010, 'a typographic hyphen'], [0x2011, 'a no-break hyphen'],
  [0x2013, 'an en dash'], [0x2014, 'an em dash'], [0x2212, 'a minus sign'], [0x2028, 'a line separator'], [0x2029, 'a paragraph separator'],
]);

const isBidirectional = (code: number) => (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || [0x61c, 0x200e, 0x200f].includes(code);

/** `U+0430`, at least four digits. */
export function codePointName(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Shown to a human: what the character at `offset` is, its code point included wherever it isn't visible ASCII. */
export function describeCharacter(text: string, offset: number): string {
  const code = text.codePointAt(offset) ?? 0;
  const point = codePointName(code);
  const name = named.get(code);
  if (name !== undefined) return code === 0x20 ? name : `${name} (${point})`;
  if (isBidirectional(code)) return `an invisible bidirectional control character (${point})`;
  if (code < 0x20 || code === 0x7f) return `a control character (${point})`;
  if (code < 0x7f) return `\`${String.fromCodePoint(code)}\``;
  const lookalike = lookalikes.get(String.fromCodePoint(code));
  if (lookalike !== undefined) return `${point}, a ${lookalike}`;
  return code >= 0xd800 && code <= 0xdfff ? `${point}, half of a character` : `${point} (\`${String.fromCodePoint(code)}\`)`;
}

/** The first character that can stand nowhere in a reference because it isn't visible ASCII: its offset and length in UTF-16 units. */
export function foreignCharacter(text: string): { readonly offset: number; readonly length: number } | undefined {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x20 && unit < 0x7f) continue;
    return { offset: i, length: (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1 };
  }
  return undefined;
}
