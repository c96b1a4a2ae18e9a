/**
 * Runs everything that can fail, each part even if one before it did: types, lint, unit tests, tests of what is packaged, and the tests in
 * both VS Codes. The last line counts all cases. A part can be named: `node scripts/test.mjs unit`.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { hostedVersions } from './hostedVersions.mjs';
import { installHosted } from './installHosted.mjs';
import { root } from './run.mjs';

/**
 * @typedef {{ passed: number, failed: number }} Count
 * @typedef {object} Part
 * @property {string} name
 * @property {string[]} command arguments for Node
 * @property {Record<string, string>} [env]
 * @property {string} [result] the file that counts its cases; without one the part is one case
 * @property {(content: any) => Count} [count]
 */

const results = join(root, 'out', 'results');

/** @param {...string} path */
const bin = (...path) => join(root, 'node_modules', ...path);

/** @param {string} name @param {string[]} args @param {Record<string, string>} [env] @returns {Part} */
function vitest(name, args, env) {
  const result = join(results, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    command: [bin('vitest', 'vitest.mjs'), 'run', ...args, '--reporter=dot', '--reporter=json', `--outputFile.json=${result}`],
    env,
    result,
    count: ({ numPassedTests, numFailedTests }) => ({ passed: numPassedTests, failed: numFailedTests }),
  };
}

/** @type {Part[]} */
const parts = [
  { name: 'build', command: ['esbuild.mjs'] },
  { name: 'types', command: [bin('typescript', 'bin', 'tsc'), '-p', '.'] },
  { name: 'lint', command: [bin('eslint', 'bin', 'eslint.js'), '.'] },
  vitest('unit', []),
  vitest('packaged', ['--config', 'vitest.packaged.config.mts']),
  { name: 'rebuild', command: ['esbuild.mjs'] },
  ...hostedVersions.flatMap(({ name, vscode }) => [
    {
      name: `VS Code ${vscode}`,
      command: ['scripts/testInVsCode.mjs', name],
      result: join(results, `vscode-${name}.json`),
      /** @param {{ outcomes: { error?: string }[] }} content */
      count: ({ outcomes }) => {
        const failed = outcomes.filter(({ error }) => error !== undefined).length;
        return { passed: outcomes.length - failed, failed };
      },
    },
    vitest(`VS Code ${vscode} page`, ['--config', 'vitest.page.config.mts'], { HOSTED: name }),
  ]),
  { name: 'reliability', command: ['scripts/checkReliability.mjs'] },
];

/** @param {Part} part @returns {Promise<Count>} */
async function runPart({ name, command, env, result, count }) {
  console.log(`\n── ${name}`);
  if (result) rmSync(result, { force: true });
  const start = Date.now();
  const code = await new Promise((resolve) => {
    spawn(process.execPath, command, { cwd: root, env: { ...process.env, ...env }, stdio: 'inherit' }).once('close', resolve);
  });
  /** @type {Count} */
  const counted = result && count ? (existsSync(result) ? count(JSON.parse(readFileSync(result, 'utf8'))) : { passed: 0, failed: 1 }) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed (${Math.round((Date.now() - start) / 1000)} s)`);
  return counted;
}

mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? parts : parts.filter(({ name }) => wanted.some((word) => name.includes(word)));
if (chosen.some(({ name }) => name.startsWith('VS Code'))) for (const version of hostedVersions) await installHosted(version);

const total = { passed: 0, failed: 0 };
for (const part of chosen) {
  const { passed, failed } = await runPart(part);
  total.passed += passed;
  total.failed += failed;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
