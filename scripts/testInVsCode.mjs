/**
 * Runs the cases of test/vscode in the extension host of real VS Codes: `node scripts/testInVsCode.mjs [newest] [oldest]`. In the desktop's
 * where it can be downloaded, else in the hosted one. Writes each outcome to out/results/ and ends with 1 if a case failed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { desktopRefusal, runInDesktop } from './desktop.mjs';
import { pause, startHosted } from './hostedServer.mjs';
import { hostedVersion, hostedVersions } from './hostedVersions.mjs';
import { installHosted } from './installHosted.mjs';
import { root } from './run.mjs';

/** @typedef {import('./hostedVersions.mjs').HostedVersion} HostedVersion */

const results = join(root, 'out', 'results');
const tests = join(root, 'out', 'test', 'vscode', 'index.js');
const mostMilliseconds = 8 * 60_000;

/** @param {HostedVersion} version @param {string} home @param {string} workspace @param {string} result */
async function runHosted(version, home, workspace, result) {
  await installHosted(version);
  const server = await startHosted(version, { data: join(home, 'data'), env: { IMAGE_TAGS_TEST_RESULT: result } });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.on('console', (message) => {
      const text = message.text();
      const at = text.indexOf('[case]');
      if (at >= 0) console.log(`  ${text.slice(at + 7)}`);
      else if (process.env.VERBOSE) console.log(`  console: ${text}`);
    });
    await page.goto(server.url(workspace, { extension: root, tests }), { timeout: mostMilliseconds });
    for (const deadline = Date.now() + mostMilliseconds; !existsSync(result); ) {
      if (Date.now() > deadline) throw new Error(`VS Code ${version.vscode} gave no result in ${mostMilliseconds / 60_000} minutes`);
      await pause(200);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** @param {HostedVersion} version @param {boolean} desktop */
async function runSuite(version, desktop) {
  console.log(`VS Code ${version.vscode} (${version.name}, ${desktop ? 'desktop' : 'hosted'})`);
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-vscode-')));
  const workspace = join(home, 'sample');
  const result = join(results, `vscode-${version.name}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(result, { force: true });
  cpSync(join(root, 'sample'), workspace, { recursive: true });
  try {
    await (desktop ? runInDesktop(version, { home, workspace, tests, result }) : runHosted(version, home, workspace, result));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return /** @type {{ vscode: string, outcomes: { name: string, error?: string }[] }} */ (JSON.parse(readFileSync(result, 'utf8')));
}

const refusal = await desktopRefusal();
if (refusal) console.log(`The desktop VS Code can't be had here (${refusal}), so the tests run in the hosted one.`);
let failed = 0;
const names = process.argv.slice(2);
for (const version of names.length > 0 ? names.map(hostedVersion) : hostedVersions) {
  const { vscode, outcomes } = await runSuite(version, refusal === undefined);
  if (vscode !== version.vscode) throw new Error(`expected VS Code ${version.vscode}, ran in ${vscode}`);
  failed += outcomes.filter(({ error }) => error !== undefined).length;
}
process.exitCode = failed > 0 ? 1 : 0;
