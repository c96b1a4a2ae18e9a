/**
 * Fixtures in one string, in the txtar form that Go's own tests use: `-- path --` lines begin a file. `want RULE "regex"` in a comment
 * at the end of a line says which findings that line has.
 */

export interface Want {
  readonly path: string;
  /** 0-based. */
  readonly line: number;
  readonly rule: string;
  readonly pattern: RegExp | undefined;
}

/** The files of a fixture; without a `-- path --` line the whole text is `fixture.go`. */
export function filesOf(fixture: string): Map<string, string> {
  const files = new Map<string, string>();
  let path = 'fixture.go';
  let lines: string[] = [];
  const flush = (): void => {
    if (lines.some((line) => line.trim() !== '')) files.set(path, lines.join('\n'));
    lines = [];
  };
  for (const line of fixture.replace(/^\n/, '').split('\n')) {
    const header = /^-- (\S.*?) --$/.exec(line);
    if (!header) {
      lines.push(line);
      continue;
    }
    flush();
    path = header[1] ?? path;
  }
  flush();
  return files;
}

const oneWant = /\bwant ((?:[a-z]+(?:-[a-z]+)+(?: "(?:[^"\\]|\\.)*")?(?:, )?)+)\s*$/;

/** Every want of a fixture. */
export function wantsOf(files: ReadonlyMap<string, string>): Want[] {
  const wants: Want[] = [];
  for (const [path, text] of files) {
    text.split('\n').forEach((line, number) => {
      const match = /(?:\/\/|#) want /.test(line) ? oneWant.exec(line) : null;
      if (!match?.[1]) return;
      for (const one of match[1].matchAll(/([a-z]+(?:-[a-z]+)+)(?: "((?:[^"\\]|\\.)*)")?/g)) {
        wants.push({ path, line: number, rule: one[1] ?? '', pattern: one[2] === undefined ? undefined : new RegExp(one[2]) });
      }
    });
  }
  return wants;
}
