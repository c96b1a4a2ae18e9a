/** An image's name where there is little room: cut in its middle, because the editor would cut its end, and the end is the tag. */

/** As many characters as the editor shows of a hint, and of a row in the list of completions at its first width. */
export const mostCharacters = 43;

export function shortened(name: string, most = mostCharacters): string {
  if (name.length <= most) return name;
  const start = (most - 1) >> 1;
  return `${name.slice(0, start)}…${name.slice(start + 1 - most)}`;
}
