import fc from 'fast-check';
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createDiskWorkspace, uriOf, type DiskOptions } from '../../src/node/diskWorkspace';
import { relativePath, relativeReference } from '../../src/report/paths';
import { defaultExclude, defaultInclude } from '../../src/service/settings';
import { temporaryFolder, unprivileged } from './temporaryFolder';

const defaults: DiskOptions = { include: defaultInclude, exclude: defaultExclude };

async function listed(folder: string, options = defaults): Promise<string[]> {
  const workspace = createDiskWorkspace(folder, options);
  return (await workspace.list()).map((uri) => relativePath(workspace.root, uri));
}

describe('which files', () => {
  test('the default globs take Go and YAML below the three test folders', async () => {
    const folder = temporaryFolder({
      'test/infrastructure/a.go': '', 'test/e2e/deep/down/b.yaml': '', 'test/integration/c.yml': '', 'test/e2e/readme.md': '',
      'test/unit/d.go': '', 'cmd/e.go': '', 'test/e2e/vendor/f.go': '', 'test/e2e/node_modules/x/g.go': '',
    });
    expect(await listed(folder)).toEqual(['test/e2e/deep/down/b.yaml', 'test/infrastructure/a.go', 'test/integration/c.yml']);
  });

  test('nested .gitignore files: the deepest one with a say decides', async () => {
    const folder = temporaryFolder({
      '.gitignore': '*.yaml\n/test/e2e/out/\n', 'test/e2e/.gitignore': '!kept.yaml\n', 'test/e2e/kept.yaml': '', 'test/e2e/lost.yaml': '',
      'test/e2e/out/a.go': '', 'test/e2e/sub/out/b.go': '', 'test/e2e/sub/kept.yaml': '',
    });
    expect(await listed(folder)).toEqual(['test/e2e/kept.yaml', 'test/e2e/sub/kept.yaml', 'test/e2e/sub/out/b.go']);
  });

  test('a folder that no glob can match below is not even opened', async () => {
    const folder = temporaryFolder({ 'test/e2e/a.go': '', 'huge/b.go': '' });
    chmodSync(join(folder, 'huge'), 0);
    await unprivileged(folder, [], async () => {
      const workspace = createDiskWorkspace(folder, defaults);
      expect(await workspace.list()).toHaveLength(1);
      expect(workspace.notices).toEqual([]);
    });
    chmodSync(join(folder, 'huge'), 0o755);
  });

  test('globs: braces with slashes, a leading ./, a plain file, a star within a name', async () => {
    const folder = temporaryFolder({ 'a/b/one.go': '', 'c/d/two.go': '', 'three.go': '', 'x1/four.go': '', 'y1/four.go': '' });
    expect(await listed(folder, { include: ['{a/b,c/d}/*.go'], exclude: [] })).toEqual(['a/b/one.go', 'c/d/two.go']);
    expect(await listed(folder, { include: ['./three.go', 'x*/*.go'], exclude: [] })).toEqual(['three.go', 'x1/four.go']);
    expect(await listed(folder, { include: ['**'], exclude: ['c/**', 'x1', 'three.go'] })).toEqual(['a/b/one.go', 'y1/four.go']);
    expect(await listed(folder, { include: ['x*\\/*.go', 'y1\\/'], exclude: [] })).toEqual(['x1/four.go', 'y1/four.go']);
    expect(await listed(folder, { include: ['|x1/*.go'], exclude: [] })).toEqual(['x1/four.go']);
    expect(await listed(folder, { include: ['a/', '*/'], exclude: ['y1/'] })).toEqual(['a/b/one.go', 'c/d/two.go', 'x1/four.go']);
  });

  test('row 65: globs that point outside match nothing', async () => {
    const folder = temporaryFolder({ 'in/a.go': '', 'out.go': '' });
    expect(await listed(join(folder, 'in'), { include: ['../*.go', '../../**', `${folder}/*.go`, '~/**'], exclude: [] })).toEqual([]);
  });

  test('row 67: a glob bomb ends', async () => {
    const folder = temporaryFolder({ [`${'a/'.repeat(20)}x.go`]: '' });
    const bomb = `${'**/'.repeat(30)}{${'a,'.repeat(50)}b}*{${'*'.repeat(40)}}.go`;
    expect(await listed(folder, { include: [bomb, '**/x.go'], exclude: [] })).toEqual([`${'a/'.repeat(20)}x.go`]);
  });

  test('the globs of a list stand in for its own', async () => {
    const workspace = createDiskWorkspace(temporaryFolder({ 'a.go': '', 'b.yaml': '', 'c.yaml': '' }), { include: ['*.go'], exclude: ['c.yaml'] });
    const listedBy = async (globs: Partial<DiskOptions>): Promise<string[]> => (await workspace.list(undefined, globs)).map((uri) => relativePath(workspace.root, uri));
    expect(await listedBy({ include: ['*.yaml'] })).toEqual(['b.yaml']);
    expect(await listedBy({ include: ['*'], exclude: [] })).toEqual(['a.go', 'b.yaml', 'c.yaml']);
    expect(await listedBy({})).toEqual(['a.go']);
  });

  test('an aborted signal ends the walk', async () => {
    const workspace = createDiskWorkspace(temporaryFolder({ 'a.go': '' }), { include: ['**'], exclude: [] });
    await expect(async () => workspace.list(AbortSignal.abort())).rejects.toThrow(/abort/i);
  });
});

describe('row 70: links', () => {
  test('a loop is visited once, a link out of the root is named and not followed, a broken one is skipped', async () => {
    const outside = temporaryFolder({ 'secret.go': '' });
    const folder = temporaryFolder({ 'test/e2e/a.go': 'a' });
    symlinkSync('..', join(folder, 'test/e2e/loop'));
    symlinkSync(outside, join(folder, 'test/e2e/outside'));
    symlinkSync('nowhere.go', join(folder, 'test/e2e/broken.go'));
    symlinkSync(join(outside, 'secret.go'), join(folder, 'test/e2e/secret.go'));
    const workspace = createDiskWorkspace(folder, defaults);
    expect((await workspace.list()).map((uri) => relativePath(workspace.root, uri))).toEqual(['test/e2e/a.go']);
    expect(workspace.notices.map(({ uri, message }) => `${relativePath(workspace.root, uri)}: ${message}`)).toEqual([
      'test/e2e/outside: link out of the workspace, not followed',
      'test/e2e/secret.go: link out of the workspace, not followed',
    ]);
  });

  test('a file that is reachable twice is listed under its own name', async () => {
    const folder = temporaryFolder({ 'test/e2e/zz.go': '', 'elsewhere/x.go': '' });
    symlinkSync('zz.go', join(folder, 'test/e2e/aa.go'));
    symlinkSync('../../elsewhere', join(folder, 'test/e2e/linked'));
    expect(await listed(folder)).toEqual(['test/e2e/linked/x.go', 'test/e2e/zz.go']);
  });
});

describe('row 71: what cannot be read is reported and the rest goes on', () => {
  test('a folder and a file without permission', async () => {
    const folder = temporaryFolder({ 'test/e2e/a.go': '', 'test/e2e/closed/b.go': '', 'test/e2e/c.go': 'c' });
    chmodSync(join(folder, 'test/e2e/closed'), 0);
    chmodSync(join(folder, 'test/e2e/c.go'), 0);
    await unprivileged(folder, [], async () => {
      const workspace = createDiskWorkspace(folder, defaults);
      const uris = await workspace.list();
      expect(uris).toHaveLength(2);
      expect(workspace.notices[0]?.message).toBe('folder could not be read (EACCES)');
      expect(await workspace.read(uris[1] ?? '')).toEqual({ kind: 'skipped', reason: 'could not be read (EACCES)' });
    });
    chmodSync(join(folder, 'test/e2e/closed'), 0o755);
  });

  test('a file that vanished between list and read', async () => {
    const folder = temporaryFolder({ 'a.go': '' });
    const workspace = createDiskWorkspace(folder, { include: ['**'], exclude: [] });
    const [uri = ''] = await workspace.list();
    rmSync(join(folder, 'a.go'));
    expect(await workspace.read(uri)).toEqual({ kind: 'missing' });
  });

  test('a folder in the place of a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.go'));
    const workspace = createDiskWorkspace(folder, defaults);
    expect(await workspace.read(`${workspace.root}/a.go`)).toEqual({ kind: 'skipped', reason: 'a folder' });
  });

  test('nothing outside the root is read', async () => {
    const folder = temporaryFolder({ 'in/a.go': '', 'b.go': 'b' });
    const workspace = createDiskWorkspace(join(folder, 'in'), defaults);
    expect(await workspace.read(pathToFileURL(join(folder, 'b.go')).href)).toEqual({ kind: 'missing' });
  });
});

describe('row 72: names', () => {
  test.each(['with space.go', 'hash#.go', 'per%20cent.go', 'ünï-ço∂é.go', 'emoji😀.go', "quote'\".go", 'new\nline.go', 'back\\slash.go', 'a?b.go', '[x].go', '{y}.go', '-rf.go', '日本.go'])('%j round-trips', async (name) => {
    const folder = temporaryFolder({ [`test/e2e/${name}`]: 'package e2e' });
    const workspace = createDiskWorkspace(folder, defaults);
    const [uri = ''] = await workspace.list();
    expect(uri).toBe(pathToFileURL(join(folder, 'test/e2e', name)).href);
    expect(relativePath(workspace.root, uri)).toBe(`test/e2e/${name}`);
    expect(await workspace.read(uri)).toEqual({ kind: 'text', text: 'package e2e', byteOrderMark: false });
  });

  test('row 72: any name there and back, also as the reference of a report', () => {
    const segment = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((name) => !/^\.{1,2}$|[/\0]/.test(name));
    fc.assert(fc.property(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.array(segment, { maxLength: 2 }), (names, above) => {
      const root = pathToFileURL(`/${above.join('/')}`).href.replace(/\/$/, '');
      const uri = uriOf(root, names.join('/'));
      expect(fileURLToPath(uri)).toBe(['', ...above, ...names].join('/'));
      expect(uri).toMatch(/^[\x21-\x7e]+$/);
      expect(fileURLToPath(new URL(relativeReference(root, uri), `${root}/`))).toBe(fileURLToPath(uri));
    }), { numRuns: 500 });
  });
});

describe('bytes', () => {
  async function readBytes(bytes: Uint8Array | string): Promise<unknown> {
    const workspace = createDiskWorkspace(temporaryFolder({ 'a.go': bytes }), { include: ['**'], exclude: [] });
    return workspace.read((await workspace.list())[0] ?? '');
  }

  test('row 2: a byte order mark is taken off, so that columns are those of the editor', async () => {
    expect(await readBytes('\ufeffpackage a // é')).toEqual({ kind: 'text', text: 'package a // é', byteOrderMark: true });
  });

  test('row 6: invalid UTF-8 is read with replacement, and said', async () => {
    expect(await readBytes(Buffer.from([0x61, 0xff, 0x62]))).toMatchObject({ kind: 'text', text: 'a\ufffdb', notice: expect.stringContaining('not valid UTF-8') as string });
  });

  test('row 7: UTF-16 is skipped', async () => {
    expect(await readBytes(Buffer.from('\ufeffpackage a', 'utf16le'))).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('UTF-16') as string });
    expect(await readBytes(Buffer.from('\ufeffpackage a', 'utf16le').swap16())).toMatchObject({ kind: 'skipped', reason: expect.stringContaining('UTF-16') as string });
  });

  test('row 8: NUL bytes', async () => {
    expect(await readBytes('package a\0')).toEqual({ kind: 'skipped', reason: 'binary (has NUL bytes)' });
    expect(await readBytes('é\0')).toEqual({ kind: 'skipped', reason: 'binary (has NUL bytes)' });
  });

  test('row 9: 10 MB', async () => {
    expect(await readBytes(Buffer.alloc(10 * 1024 * 1024, 'x'))).toEqual({ kind: 'skipped', reason: 'larger than 5 MB (10.0 MB)' });
  });

  test('row 1: an empty file is a text', async () => {
    expect(await readBytes('')).toEqual({ kind: 'text', text: '', byteOrderMark: false });
  });
});
