/**
 * An image's name where there is little room: cut before its tag, because the editor would cut its end, and the tag is what is compared. A long
 * tag is cut, too, so that something of the name is left.
 */

/** As many characters as the editor shows of a hint, and of a row in the list of completions at its first width. */
export const mostCharacters = 43;

const fewestBefore = 12;

export function shortened(name: string, most = mostCharacters): string {
  if (name.length <= most) return name;
  const tag = /:(?:[^:{}/]|\{[^{}]*\})+$/.exec(name)?.[0].length ?? 0;
  const after = Math.min(Math.max(tag, most >> 1), most - 1 - fewestBefore);
  return `${name.slice(0, most - 1 - after)}…${name.slice(-after)}`;
}
