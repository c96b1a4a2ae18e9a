/**
 * Starts a hosted VS Code on the loopback interface and ends it with all its children. Knows no browser.
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { hostedPaths } from './installHosted.mjs';
import { run } from './run.mjs';

/**
 * @typedef {object} HostedOptions
 * @property {string} data folder for settings, logs and extensions
 * @property {boolean} [trustAll] switch workspace trust off; default true
 * @property {boolean} [driver] for tests: extensions under development are taken, and no toasts shown; default true
 * @property {Record<string, string>} [env]
 * @property {Record<string, unknown>} [settings] of the user
 * @property {number} [port] a free one by default
 * @property {string[]} [under] a program with its arguments that runs the server as its child, such as strace
 *
 * @typedef {object} HostedServer
 * @property {number} port
 * @property {(folder: string, development?: { extension?: string, tests?: string, file?: string }) => string} url the page of a folder, a `.code-workspace` file, or nothing (``); `file` (a URI, `:line:column` at its end) is opened in it
 * @property {() => Promise<void>} stop
 * @property {Promise<void>} ended
 */

/**
 * Resolves when the server listens.
 * @param {import('./hostedVersions.mjs').HostedVersion} version @param {HostedOptions} options
 * @returns {Promise<HostedServer>}
 */
export async function startHosted(version, options) {
  const paths = hostedPaths(version);
  const port = options.port ?? (await freePort());
  const user = join(options.data, 'data', 'User');
  mkdirSync(user, { recursive: true });
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }, null, 2));
  const log = join(options.data, 'server.log');
  const output = openSync(log, 'w');
  const [program = paths.node, ...before] = [...(options.under ?? []), paths.node];
  const child = spawn(
    program,
    [
      ...before,
      join(paths.vscode, 'out', 'server-main.js'),
      ...['--host', '127.0.0.1', '--port', String(port), '--without-connection-token', '--accept-server-license-terms'],
      ...(options.driver === false ? [] : ['--enable-smoke-test-driver']),
      ...['--server-data-dir', options.data, '--extensions-dir', extensionsFolder(options.data), '--telemetry-level', 'off'],
      ...(options.trustAll === false ? [] : ['--disable-workspace-trust']),
    ],
    { env: { ...process.env, ...options.env }, stdio: ['ignore', output, output], detached: true },
  );
  closeSync(output);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('close', () => resolve()));
  /** @param {NodeJS.Signals} signal */
  const signalGroup = (signal) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      // The group has ended.
    }
  };
  const abandon = () => signalGroup('SIGKILL');
  process.once('exit', abandon);

  const stop = async () => {
    signalGroup('SIGTERM');
    await Promise.race([ended, pause(4000)]);
    signalGroup('SIGKILL');
    await ended;
    process.removeListener('exit', abandon);
  };

  for (const deadline = Date.now() + 60_000; ; ) {
    if (await answers(port)) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`VS Code ${version.vscode} did not start:\n${readFileSync(log, 'utf8').slice(-3000)}`);
    }
    await pause(100);
  }

  return {
    port,
    ended,
    stop,
    url(folder, development = {}) {
      /** Slashes and colons may stand in a query, and keep the address legible. @param {string} text */
      const encode = (text) => encodeURIComponent(text).replace(/%2F/g, '/').replace(/%3A/g, ':');
      const query = [folder === '' ? 'ew=true' : `${folder.endsWith('.code-workspace') ? 'workspace' : 'folder'}=${encode(folder)}`];
      /** @param {string} path */
      const remote = (path) => `vscode-remote://localhost:${port}${path}`;
      const payload = [
        ...(development.extension ? [['extensionDevelopmentPath', remote(development.extension)]] : []),
        ...(development.tests ? [['extensionTestsPath', remote(development.tests)]] : []),
        ...(development.file ? [['openFile', development.file], ['gotoLineMode', 'true']] : []),
      ];
      if (payload.length > 0) query.push(`payload=${encode(JSON.stringify(payload))}`);
      return `http://localhost:${port}/?${query.join('&')}`;
    },
  };
}

/** @param {string} data */
export function extensionsFolder(data) {
  return join(data, 'extensions');
}

/** Nothing that asks, greets or calls the network. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.tips.enabled': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.ignoreRecommendations': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'update.mode': 'none',
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  // As in the desktop's; in a browser it saves after a second.
  'files.autoSave': 'off',
  'security.workspace.trust.startupPrompt': 'never',
};

/** @param {number} milliseconds @returns {Promise<void>} */
export function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}

/** @param {number} port */
async function answers(port) {
  try {
    return (await globalThis.fetch(`http://127.0.0.1:${port}/version`)).ok;
  } catch {
    return false;
  }
}

/**
 * Installs a .vsix as a user would, into the extensions of `data`.
 * @param {import('./hostedVersions.mjs').HostedVersion} version @param {string} data @param {string} vsix
 */
export async function installVsix(version, data, vsix) {
  const paths = hostedPaths(version);
  await run(
    paths.node,
    [join(paths.vscode, 'out', 'server-main.js'), '--accept-server-license-terms', '--server-data-dir', data, '--extensions-dir', extensionsFolder(data), '--install-extension', vsix],
    { log: join(data, 'install.log') },
  );
}
