/** The installed command line, as a process: the bundle and its wasm really work. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildFile, buildPath, built, deployFile, deployPath, seedBug, seedFixed, wrong } from '../cli/seed';
import { withOtherAbi } from '../support/otherAbi';
import { temporaryFolder } from '../node/temporaryFolder';
import { installPackage, run, type Ended, type Installed } from './installedPackage';

let installed: Installed;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

function check(files: Readonly<Record<string, string>>, ...args: string[]): Ended & { readonly folder: string } {
  const folder = temporaryFolder(files);
  return { ...run(installed.program, args, folder), folder };
}

test('the sample: one error', () => {
  const folder = temporaryFolder();
  cpSync(resolve(import.meta.dirname, '../../sample'), folder, { recursive: true });
  const { status, out, err } = run(installed.program, [], folder);
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(out).toMatch(/^test\/infrastructure\/notification\.go:\d+:\d+: error: .*\[tag-mismatch\]$/m);
  expect(run(installed.program, ['--fix'], folder).status).toBe(0);
});

test('exit statuses', () => {
  expect(check(seedFixed).status).toBe(0);
  expect(check(seedBug).status).toBe(1);
  expect(check({}).status).toBe(2);
  expect(check(seedBug, '--formt').err).toContain('Did you mean "--format"?');
  expect(check(seedBug, '--version').out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('standard input, and no colour or progress in a pipe', () => {
  const folder = temporaryFolder(seedFixed);
  const { status, out, err } = run(installed.program, ['--stdin', '--stdin-file', deployPath], folder, {}, seedBug[deployPath]);
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(out).not.toContain('\u001b');
});

describe('row 79: the parser does not start', () => {
  const modules = resolve(import.meta.dirname, '../../node_modules');
  const parts = { 'web-tree-sitter.wasm': join(modules, 'web-tree-sitter/web-tree-sitter.wasm'), 'tree-sitter-go.wasm': join(modules, 'tree-sitter-go/tree-sitter-go.wasm') };
  const whole = (name: keyof typeof parts): Buffer => readFileSync(parts[name]);
  test.each([
    ['tree-sitter-go.wasm', 'missing', undefined],
    ['tree-sitter-go.wasm', 'not WebAssembly', 'x'],
    ['tree-sitter-go.wasm', 'cut short', whole('tree-sitter-go.wasm').subarray(0, 1000)],
    ['tree-sitter-go.wasm', 'made for another parser', withOtherAbi(whole('tree-sitter-go.wasm'))],
    ['web-tree-sitter.wasm', 'missing', undefined],
    ['web-tree-sitter.wasm', 'not WebAssembly', 'x'],
    ['web-tree-sitter.wasm', 'cut short', whole('web-tree-sitter.wasm').subarray(0, 1000)],
    ['web-tree-sitter.wasm', 'another WebAssembly', whole('tree-sitter-go.wasm')],
  ])('%s %s: status 3, one clear line', (name, _, content) => {
    const broken = temporaryFolder();
    cpSync(join(installed.folder, 'dist'), broken, { recursive: true });
    if (content === undefined) rmSync(join(broken, name));
    else writeFileSync(join(broken, name), content);
    const { status, out, err } = run(process.execPath, [join(broken, 'cli.cjs')], temporaryFolder(seedBug));
    expect({ status, out }).toEqual({ status: 3, out: '' });
    expect(err).toMatch(/^kubernaut-image-tags: nothing was checked, because the Go parser did not start: .+ Install kubernaut-image-tags again\n$/);
  });
});

test('a reader that goes away is no fault, and a slow one gets everything', () => {
  const many = Object.fromEntries(Array.from({ length: 150 }, (_, i) => [`test/e2e/n${i}.go`, deployFile(`"${wrong}"`).replaceAll('Notification', `Number${i}`).replace('func create', `func create${i}`).replace('return create(', `return create${i}(`)]));
  const folder = temporaryFolder({ [buildPath]: buildFile(built), ...many });
  const whole = run(installed.program, ['inventory', '--format', 'json'], folder);
  expect(() => JSON.parse(whole.out) as unknown).not.toThrow();
  expect(whole.out.length).toBeGreaterThan(1 << 16);
  const head = run('bash', ['-o', 'pipefail', '-c', `"${installed.program}" inventory --format json | head -c 10`], folder);
  expect(head.err).toBe('');
  expect(head.out).toBe(whole.out.slice(0, 10));
  const slow = run('bash', ['-c', `"${installed.program}" inventory --format json | (sleep 1; wc -c)`], folder);
  expect(Number(slow.out)).toBe(Buffer.byteLength(whole.out));
});

test('a full disk: status 3, and said', () => {
  const ended = run('bash', ['-c', `"${installed.program}" > /dev/full`], temporaryFolder(seedBug));
  expect(ended).toEqual({ status: 3, out: '', err: 'kubernaut-image-tags: the results could not be written (ENOSPC)\n' });
});

test('row 77: --fix killed at any moment leaves whole files', async () => {
  const suites = Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`test/e2e/n${i}.go`, deployFile(`"${wrong}"`).replaceAll('Notification', `Number${i}`).replace('func create', `func create${i}`).replace('return create(', `return create${i}(`).replace('package infrastructure', 'package infrastructure\n// x'.concat('x'.repeat(20_000)))]));
  const files = { [buildPath.replace('infrastructure/', 'e2e/')]: buildFile(built), ...suites };
  const fixed = new Map(Object.entries(files).map(([path, text]) => [path, text.replace(`"${wrong}"`, `"${built}"`)]));
  const whole = temporaryFolder(files);
  const started = performance.now();
  expect(run(installed.program, ['--fix'], whole).status).toBe(0);
  const duration = performance.now() - started;
  for (const [path, text] of fixed) expect(readFileSync(join(whole, path), 'utf8')).toBe(text);
  for (let round = 0; round < 6; round++) {
    const folder = temporaryFolder(files);
    const child = spawn(process.execPath, [join(installed.folder, 'dist/cli.cjs'), '--fix'], { cwd: folder, stdio: 'ignore' });
    const ended = new Promise((done) => child.once('exit', done));
    await new Promise((done) => setTimeout(done, duration * (0.65 + round * 0.07)));
    child.kill('SIGKILL');
    await ended;
    for (const [path, text] of fixed) expect([files[path as keyof typeof files], text]).toContain(readFileSync(join(folder, path), 'utf8'));
    expect(run(installed.program, ['--fix'], folder).status).toBe(0);
    for (const [path, text] of fixed) expect(readFileSync(join(folder, path), 'utf8')).toBe(text);
  }
});
