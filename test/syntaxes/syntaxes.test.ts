/** The injection grammars on the grammars of Go and YAML that VS Code ships: every `^^^` line under test/syntaxes/cases holds. */
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../../scripts/run.mjs';

const grammars = join(root, 'node_modules/tm-grammars/grammars');
const tool = join(root, 'node_modules/vscode-tmgrammar-test/dist/unit.js');

function run(file: string): string {
  const given = ['go', 'yaml'].flatMap((name) => ['-g', join(grammars, `${name}.json`)]);
  try {
    return execFileSync(process.execPath, [tool, ...given, '--compact', file], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}\n${stderr}`, { cause: error });
  }
}

describe('scopes', () => {
  test.each(readdirSync(join(root, 'test/syntaxes/cases')))('%s', (name) => {
    expect(run(join('test/syntaxes/cases', name))).toContain('✓');
  }, 60_000);
});
