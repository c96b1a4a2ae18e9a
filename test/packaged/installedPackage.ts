/** The npm package as strangers get it: packed from a copy of the project and installed into an empty folder, without any compiler. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const project = resolve(import.meta.dirname, '../..');
const shipped = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'esbuild.mjs', '.npmrc', 'docs', 'schemas'];

export interface Installed {
  /** The folder of the installed package, with `dist/`. */
  readonly folder: string;
  /** The program as npm links it. */
  readonly program: string;
  remove(): void;
}

export function installPackage(): Installed {
  const workplace = mkdtempSync(join(tmpdir(), 'packed-'));
  const copy = join(workplace, 'project');
  const empty = join(workplace, 'empty');
  mkdirSync(copy);
  mkdirSync(empty);
  for (const name of shipped) cpSync(join(project, name), join(copy, name), { recursive: true });
  for (const name of ['src', 'scripts', 'node_modules', 'tsconfig.json']) symlinkSync(join(project, name), join(copy, name));
  // Others read the tarball's name from here, so nothing else may be printed.
  const tarball = execFileSync('npm', ['pack', '--pack-destination', workplace], { cwd: copy, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  execFileSync('npm', ['install', '--prefix', empty, '--omit=optional', '--ignore-scripts', '--offline', '--no-audit', '--no-fund', join(workplace, tarball)], { cwd: empty, stdio: 'ignore' });
  return {
    folder: join(empty, 'node_modules/kubernaut-image-tags'),
    program: join(empty, 'node_modules/.bin/kubernaut-image-tags'),
    remove: () => rmSync(workplace, { recursive: true, force: true }),
  };
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export function run(program: string, args: readonly string[], folder: string, env: NodeJS.ProcessEnv = {}, input = ''): Ended {
  const ended = spawnSync(program, args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env }, input, maxBuffer: 1 << 28 });
  return { status: ended.status, out: ended.stdout, err: ended.stderr };
}
