/** How are a chart and its settings written among helm's words? By the rules of Helm's pkg/strvals. Reads no command and renders nothing. */

/** Which flag gives a setting. `file`, `json`: what it holds isn't read. */
export type SettingKind = 'set' | 'string' | 'literal' | 'file' | 'json';

/** Whether a chart that is named so may be one of a repository, `repository/chart`, and not a folder. */
export function mayBeRepositorys(name: string): boolean {
  return !/^\.{0,2}\/|\/.*\//.test(name);
}

/** Offset of the next such separator that no backslash stands before, outside of braces; the text's end where there is none. */
export function endOfPiece(shape: string, start: number, separator: string): number {
  let depth = 0;
  for (let i = start; i < shape.length; i++) {
    const c = shape[i];
    if (c === '\\') i++;
    else if (c === '{') depth++;
    else if (c === '}') depth--;
    else if (c === separator && depth <= 0) return i;
  }
  return shape.length;
}
