/**
 * What does a go.mod say of its module: the path, and which folders stand in for other modules? Its grammar as https://go.dev/ref/mod#go-mod-file
 * has it, comments, quoted strings and blocks; what else such a file says is passed by.
 */

export interface GoMod {
  /** Undefined where the file doesn't say it, or says it twice. */
  readonly module: string | undefined;
  /** Modules by their paths, and the folders that are built in their place, as they are written: relative to the file's folder, or absolute. */
  readonly replaced: readonly { readonly path: string; readonly folder: string }[];
}

const token = /\/\/.*|"(?:[^"\\]|\\.)*"|`[^`]*`|=>|[()]|(?:(?!\/\/|=>)[^\s()"`])+/g;

/** The words of a line, without quotes; a comment ends it. */
function wordsOf(line: string): string[] {
  const tokens = line.match(token) ?? [];
  return tokens.flatMap((one) => (one.startsWith('//') ? [] : /^["`]/.test(one) ? one.slice(1, -1).replace(/\\(.)/g, '$1') : one));
}

export function goModOf(text: string): GoMod {
  const modules: string[] = [];
  const replaced: { path: string; folder: string }[] = [];
  /** The directive of the block that a line stands in. */
  let block: string | undefined;
  for (const line of text.split('\n')) {
    const words = wordsOf(line);
    if (words[0] === ')') block = undefined;
    else if (words[1] === '(') block = words[0];
    else {
      const [directive, path, ...rest] = block === undefined ? words : [block, ...words];
      if (path === undefined) continue;
      // Behind the arrow a folder stands alone, a module has its version.
      const [folder, version] = rest.slice(rest.indexOf('=>') + 1);
      if (directive === 'module') modules.push(path);
      else if (directive === 'replace' && rest.includes('=>') && folder !== undefined && version === undefined) replaced.push({ path, folder });
    }
  }
  return { module: modules.length === 1 ? modules[0] : undefined, replaced };
}
