import { spawn } from 'node:child_process';
import { chmodSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { expect, test } from 'vitest';
import { readTextFile, replaceTextFile, writeResult } from '../../src/node/textFile';
import { temporaryFolder, unprivileged } from './temporaryFolder';

test('the mode is kept, the mark comes back, no other file is left', () => {
  const folder = temporaryFolder({ 'a.go': '\ufeffold' });
  chmodSync(join(folder, 'a.go'), 0o751);
  replaceTextFile(folder, join(folder, 'a.go'), 'new\r\n', true);
  expect(readFileSync(join(folder, 'a.go'), 'utf8')).toBe('\ufeffnew\r\n');
  expect(statSync(join(folder, 'a.go')).mode & 0o777).toBe(0o751);
  expect(readdirSync(folder)).toEqual(['a.go']);
});

test('a link is written through and stays a link; one that leads out is refused', () => {
  const outside = temporaryFolder({ 'b.go': 'old' });
  const folder = temporaryFolder({ 'real.go': 'old' });
  symlinkSync('real.go', join(folder, 'link.go'));
  symlinkSync(join(outside, 'b.go'), join(folder, 'out.go'));
  replaceTextFile(folder, join(folder, 'link.go'), 'new', false);
  expect(lstatSync(join(folder, 'link.go')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(folder, 'real.go'), 'utf8')).toBe('new');
  expect(() => replaceTextFile(folder, join(folder, 'out.go'), 'new', false)).toThrow(/leads out of/);
  expect(readFileSync(join(outside, 'b.go'), 'utf8')).toBe('old');
});

test('a hard link is replaced, its other name keeps the old text', () => {
  const folder = temporaryFolder({ 'a.go': 'old' });
  linkSync(join(folder, 'a.go'), join(folder, 'b.go'));
  replaceTextFile(folder, join(folder, 'a.go'), 'new', false);
  expect(readFileSync(join(folder, 'b.go'), 'utf8')).toBe('old');
});

test('a folder without write permission: an error, and the file as it was', async () => {
  const folder = temporaryFolder({ 'sub/a.go': 'old' });
  chmodSync(join(folder, 'sub'), 0o555);
  await unprivileged(folder, ['sub/a.go'], () => {
    expect(() => replaceTextFile(folder, join(folder, 'sub/a.go'), 'new', false)).toThrow(/EACCES/);
    return Promise.resolve();
  });
  chmodSync(join(folder, 'sub'), 0o755);
  expect(readFileSync(join(folder, 'sub/a.go'), 'utf8')).toBe('old');
});

test('a result makes the folders above it', () => {
  const folder = temporaryFolder();
  writeResult(join(folder, 'a/b/c.json'), '{}');
  expect(readTextFile(join(folder, 'a/b/c.json'))).toEqual({ kind: 'text', text: '{}', byteOrderMark: false });
});

test('a pipe is not waited for', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'x'));
  expect(readTextFile('/dev/null')).toEqual({ kind: 'skipped', reason: 'not a regular file' });
});

test('row 77: whoever is killed in mid-write leaves whole files', async () => {
  const folder = temporaryFolder();
  const script = join(folder, 'writer.cjs');
  buildSync({ entryPoints: [join(import.meta.dirname, '../../src/node/textFile.ts')], bundle: true, platform: 'node', format: 'cjs', outfile: join(folder, 'textFile.cjs') });
  writeFileSync(script, `const { replaceTextFile } = require('./textFile.cjs');
for (let i = 0; ; i++) for (const name of ['a', 'b', 'c']) replaceTextFile(__dirname, __dirname + '/' + name + '.go', String(i % 10).repeat(1 << 20), false);`);
  const names = ['a', 'b', 'c'].map((name) => join(folder, `${name}.go`));
  for (let round = 0; round < 6; round++) {
    for (const name of names) writeFileSync(name, 'x'.repeat(1 << 20));
    const child = spawn(process.execPath, [script], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    while (names.every((name) => readFileSync(name, 'latin1').startsWith('x')) && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
    await new Promise((resolve) => setTimeout(resolve, round * 3));
    child.kill('SIGKILL');
    await ended;
    for (const name of names) expect(readFileSync(name, 'latin1')).toMatch(/^(.)\1{1048575}$/);
  }
}, 60_000);
