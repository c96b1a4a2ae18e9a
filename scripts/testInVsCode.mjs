/**
 * Runs the cases of test/vscode in the extension host of hosted VS Codes: `node scripts/testInVsCode.mjs [newest] [oldest]`. Writes each
 * version's outcome to out/results/ and ends with 1 if a case failed.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser } from './browser.mjs';
import { pause, startHosted } from './hostedServer.mjs';
import { hostedVersion, hostedVersions } from './hostedVersions.mjs';
import { installHosted } from './installHosted.mjs';
import { root } from './run.mjs';

const results = join(root, 'out', 'results');
const mostMilliseconds = 8 * 60_000;

/** @param {import('./hostedVersions.mjs').HostedVersion} version */
async function runSuite(version) {
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-vscode-')));
  const workspace = join(home, 'sample');
  const result = join(results, `vscode-${version.name}.json`);
  mkdirSync(results, { recursive: true });
  rmSync(result, { force: true });
  cpSync(join(root, 'sample'), workspace, { recursive: true });
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
    await page.goto(server.url(workspace, { extension: root, tests: join(root, 'out', 'test', 'vscode', 'index.js') }));
    for (const deadline = Date.now() + mostMilliseconds; !existsSync(result); ) {
      if (Date.now() > deadline) throw new Error(`VS Code ${version.vscode} gave no result in ${mostMilliseconds / 60_000} minutes`);
      await pause(200);
    }
  } finally {
    await browser.close();
    await server.stop();
    rmSync(home, { recursive: true, force: true });
  }
  return /** @type {{ vscode: string, outcomes: { name: string, error?: string }[] }} */ (JSON.parse(readFileSync(result, 'utf8')));
}

let failed = 0;
const names = process.argv.slice(2);
for (const version of names.length > 0 ? names.map(hostedVersion) : hostedVersions) {
  await installHosted(version);
  console.log(`VS Code ${version.vscode} (${version.name}, hosted)`);
  const { vscode, outcomes } = await runSuite(version);
  if (vscode !== version.vscode) throw new Error(`expected VS Code ${version.vscode}, ran in ${vscode}`);
  failed += outcomes.filter(({ error }) => error !== undefined).length;
}
process.exitCode = failed > 0 ? 1 : 0;
