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
 * @property {true} [beside] only reads the sources: runs while the part before it and its like do, and says what it has to say afterwards
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
  vitest('unit', []),
  vitest('packaged', ['--config', 'vitest.packaged.config.mts']),
  { name: 'types', command: [bin('typescript', 'bin', 'tsc'), '-p', '.'], beside: true },
  { name: 'lint', command: [bin('eslint', 'bin', 'eslint.js'), '.'], beside: true },
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
async function runPart({ name, command, env, result, count, beside }) {
  const heading = `\n── ${name}`;
  if (!beside) console.log(heading);
  if (result) rmSync(result, { force: true });
  const start = Date.now();
  /** @type {Buffer[]} */
  const said = [];
  const code = await new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, env: { ...process.env, ...env }, stdio: beside ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => said.push(data));
    child.once('close', resolve);
  });
  /** @type {Count} */
  const counted = result && count ? (existsSync(result) ? count(JSON.parse(readFileSync(result, 'utf8'))) : { passed: 0, failed: 1 }) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  if (beside) console.log(`${heading}\n${Buffer.concat(said).toString()}`);
  console.log(`${name}: ${counted.passed} passed, ${counted.failed} failed (${Math.round((Date.now() - start) / 1000)} s)`);
  return counted;
}

mkdirSync(results, { recursive: true });
const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? parts : parts.filter(({ name }) => wanted.some((word) => name.includes(word)));
if (chosen.some(({ name }) => name.startsWith('VS Code'))) await Promise.all(hostedVersions.map(installHosted));

const total = { passed: 0, failed: 0 };
for (let i = 0; i < chosen.length; ) {
  const next = chosen.findIndex(({ beside }, at) => at > i && !beside);
  const together = chosen.slice(i, next < 0 ? undefined : next);
  for (const { passed, failed } of await Promise.all(together.map(runPart))) {
    total.passed += passed;
    total.failed += failed;
  }
  i += together.length;
}
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
