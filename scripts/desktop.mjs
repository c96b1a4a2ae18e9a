/**
 * The desktop VS Code through @vscode/test-electron: whether it can be had on this machine, and a run of the tests in it. On a machine
 * without a screen it runs under xvfb.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode } from '@vscode/test-electron';
import { laboratory, root } from './run.mjs';

const probe = 'https://update.code.visualstudio.com/api/releases/stable';
const mostMilliseconds = 10_000;

/** Why the desktop VS Code can't be used, in a few words; undefined if it can. IMAGE_TAGS_DESKTOP=no says so without asking. */
export async function desktopRefusal() {
  if (process.env.IMAGE_TAGS_DESKTOP === 'no') return 'switched off';
  if (process.platform === 'linux' && !process.env.DISPLAY && !hasProgram('xvfb-run')) return 'no screen, and no xvfb-run';
  try {
    const response = await globalThis.fetch(probe, { method: 'HEAD', signal: globalThis.AbortSignal.timeout(mostMilliseconds) });
    return response.ok ? undefined : `the download server answered ${response.status}`;
  } catch {
    return 'its download server is out of reach';
  }
}

/**
 * Resolves when VS Code has ended and the result is written.
 * @param {import('./hostedVersions.mjs').HostedVersion} version
 * @param {{ home: string, workspace: string, tests: string, result: string }} paths
 */
export async function runInDesktop(version, { home, workspace, tests, result }) {
  const executable = await downloadAndUnzipVSCode({ version: version.vscode, cachePath: join(laboratory, 'desktop') });
  const args = [
    workspace,
    ...['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions'), `--extensionDevelopmentPath=${root}`, `--extensionTestsPath=${tests}`],
    ...['--disable-workspace-trust', '--disable-updates', '--disable-telemetry', '--skip-welcome', '--skip-release-notes', '--disable-gpu', '--no-sandbox'],
  ];
  const headless = process.platform === 'linux' && !process.env.DISPLAY;
  const child = spawn(headless ? 'xvfb-run' : executable, headless ? ['-a', executable, ...args] : args, { env: { ...process.env, IMAGE_TAGS_TEST_RESULT: result }, stdio: 'inherit' });
  await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (!existsSync(result)) throw new Error(`The desktop VS Code ${version.vscode} ended without a result; IMAGE_TAGS_DESKTOP=no runs the tests in the hosted one.`);
}

/** @param {string} name */
function hasProgram(name) {
  try {
    execFileSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
