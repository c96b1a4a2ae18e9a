/** What Go's own type checker folds at compile time, asked from a small Go program. Needs Go: the test command installs it. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Folded {
  /** UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The constant that is declared here; undefined for an expression. */
  readonly declares?: string;
}

/** The constants and constant expressions of Go files, by path. Throws, with what to install, where there is no Go. */
export function goConstants(files: ReadonlyMap<string, string>): Map<string, Folded[]> {
  const version = spawnSync('go', ['version'], { encoding: 'utf8' });
  if (version.error || version.status !== 0) throw new Error('Go is needed to compare with its own type checker, and `go version` does not run. Install it: apt-get install golang-go (the test command does).');
  const folder = mkdtempSync(join(tmpdir(), 'goconst-'));
  try {
    const program = join(folder, 'goconst');
    const env = { ...process.env, GO111MODULE: 'off', GOFLAGS: '-mod=mod', GOPROXY: 'off', GOTOOLCHAIN: 'local', CGO_ENABLED: '0', GOPATH: join(folder, 'path'), GOCACHE: process.env['GOCACHE'] ?? join(tmpdir(), 'goconst-cache') };
    execFileSync('go', ['build', '-o', program, join(__dirname, 'goconst', 'main.go')], { env });
    const sources = [...files].filter(([path]) => path.endsWith('.go')).map(([path, text]) => ({ path, text }));
    const output = execFileSync(program, { input: JSON.stringify(sources), encoding: 'utf8', maxBuffer: 1 << 28 });
    const found = JSON.parse(output) as Record<string, Folded[]>;
    return new Map(Object.entries(found).map(([path, list]) => [path, inUtf16(list, files.get(path) ?? '')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Go counts bytes. */
function inUtf16(list: readonly Folded[], text: string): Folded[] {
  const bytes = Buffer.from(text, 'utf8');
  const at = (offset: number): number => bytes.subarray(0, offset).toString('utf8').length;
  return list.map((one) => ({ ...one, start: at(one.start), end: at(one.end) }));
}
