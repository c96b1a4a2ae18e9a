/**
 * Types for ten minutes in a real VS Code and says whether memory stays: `npm run soak -- [FOLDER] [MINUTES]`. FOLDER (default: the sample) is copied first. After a warm-up of
 * three tenths of the time (V8 keeps pages that it has freed, and learns in that time how many it needs), the memory of the extension host may grow by a tenth, and the findings must be right at the end of every minute.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openBrowser } from './browser.mjs';
import { pause, startHosted } from './hostedServer.mjs';
import { hostedVersion } from './hostedVersions.mjs';
import { installHosted } from './installHosted.mjs';
import { root } from './run.mjs';

const folder = resolve(process.argv[2] ?? join(root, 'sample'));
const minutes = Number(process.argv[3] ?? '10');
const version = hostedVersion('newest');
await installHosted(version);

/** What is typed is what stands in the text, and taken back leaves nothing. */
const plainTyping = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.quickSuggestions': false,
  'editor.suggestOnTriggerCharacters': false,
  'editor.trimAutoWhitespace': false,
  'editor.useTabStops': false,
};

const home = realpathSync(mkdtempSync(join(tmpdir(), 'image-tags-soak-')));
const workspace = join(home, 'workspace');
const result = join(home, 'soak.json');
mkdirSync(join(home, 'data'));
cpSync(folder, workspace, { recursive: true });
const server = await startHosted(version, { data: join(home, 'data'), settings: plainTyping, env: { IMAGE_TAGS_TEST_RESULT: result, SOAK_MINUTES: String(minutes) } });
const browser = await openBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.on('console', (message) => {
    const at = message.text().indexOf('[case] passed ');
    if (at >= 0) console.log(`  ${message.text().slice(at + 14)}`);
  });
  await page.goto(server.url(workspace, { extension: root, tests: join(root, 'out', 'test', 'vscode', 'soak.js') }), { timeout: 5 * 60_000 });
  for (const deadline = Date.now() + (minutes + 8) * 60_000; !existsSync(result); ) {
    if (Date.now() > deadline) throw new Error('VS Code gave no result.');
    await pause(500);
  }
  await pause(500);
  /** @type {{ file: string, lines: number, findings: number, minutes: import('../test/vscode/soak.js').Minute[] }} */
  const { file, lines, findings, minutes: told } = JSON.parse(readFileSync(result, 'utf8'));
  const megabytes = told.map(({ rss }) => Math.round(rss / 1024 / 1024));
  const warm = megabytes.slice(Math.ceil((minutes * 3) / 10) - 1);
  const growth = (warm.at(-1) ?? 0) / (warm[0] ?? 1) - 1;
  const most = Math.max(...warm) / (warm[0] ?? 1) - 1;
  const wrong = told.filter(({ right }) => !right).length;
  console.log(`${file} (${lines} lines), ${told.reduce((sum, { edits }) => sum + edits, 0)} edits in ${minutes} minutes`);
  console.log(`${findings} findings, ${wrong === 0 ? 'the same at the end of every minute' : `others at the end of ${wrong} of ${minutes} minutes`}; they stood after ${Math.round(Math.max(...told.map(({ settled }) => settled)))} ms at most`);
  console.log(`memory of the extension host, MB each minute: ${megabytes.join(' ')}; after the warm-up ${(growth * 100).toFixed(1)} % at the end, ${(most * 100).toFixed(1)} % at most`);
  process.exitCode = growth > 0.1 || wrong > 0 ? 1 : 0;
} finally {
  await browser.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
