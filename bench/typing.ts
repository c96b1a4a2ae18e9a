/** What somebody types around an image: one text after the other, each an edit of the one before. Pure. */

export interface Trace {
  readonly name: string;
  /** The texts of the file after each edit. The last edits take back what the first did. */
  readonly texts: readonly string[];
}

/** `start`, `end`: the literal of an image in `text`. `edits`: of each kind at least so many, where that makes sense. */
export function tracesAt(text: string, { start, end }: { readonly start: number; readonly end: number }, edits: number): Trace[] {
  const inserted = (at: number, what: string): string => text.slice(0, at) + what + text.slice(at);
  const toggled = (at: number, what: string): string[] => Array.from({ length: edits }, (_, i) => (i % 2 === 0 ? inserted(at, what) : text));
  const letters = (at: number): string[] => {
    const typed = Array.from({ length: edits }, (_, i) => inserted(at, 'abcdefghijklmnopqrstuvwxyz'.repeat(4).slice(0, i + 1)));
    return [...typed, text];
  };
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const name = /\b(?:err|ctx|[a-z]\w+)\b(?=[^"`\n]*:=)/.exec(text.slice(start)) ?? /\b[a-z]\w+\b/.exec(text.slice(end));
  const identifier = start + (name?.index ?? 0) + (name?.[0].length ?? 0);
  const pasted = `func pasted() {\n${Array.from({ length: 198 }, (_, i) => `\t_ = fmt.Sprintf("line %d of %s", ${i}, "what was pasted")`).join('\n')}\n}\n\n`;
  const top = text.lastIndexOf('\nfunc ', start) + 1;
  return [
    { name: 'letters in a tag', texts: letters(end - 1) },
    { name: 'letters in an identifier', texts: letters(identifier) },
    { name: 'an unclosed quote', texts: toggled(lineStart, '"') },
    { name: 'an unclosed brace', texts: toggled(lineStart, '{') },
    { name: 'an unclosed back-quote', texts: toggled(lineStart, '`') },
    { name: '200 lines pasted, and undone', texts: toggled(top, pasted) },
  ];
}
