import { chmodSync, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, unprivileged } from '../node/temporaryFolder';
import { runFake } from './runFake';

const good = { 'test/e2e/a.go': 'build x:1\ndeploy x:1\n' };
const bad = { 'test/e2e/a.go': 'build x:1\n', 'test/e2e/b.go': '// é😀\r\ndeploy x:2\r\n' };

describe('exit status', () => {
  test('0: nothing to report', async () => {
    expect(await runFake(temporaryFolder(good), [])).toMatchObject({ status: 0, out: expect.stringContaining('Image tags match') as string, err: '' });
  });
  test('1: a finding', async () => {
    const ran = await runFake(temporaryFolder(bad), ['check', '.']);
    expect(ran).toMatchObject({ status: 1, err: '' });
    expect(ran.out).toContain('test/e2e/b.go:2:10: error: x:2 is deployed but x:1 is built [tag-mismatch]');
    expect(ran.out).toContain('   Built:    x:1\n   Deployed: x:2\n');
  });
  test('2: row 69, no matching file is never a green run', async () => {
    const folder = temporaryFolder({ 'cmd/a.go': 'build x:1' });
    const ran = await runFake(folder, []);
    expect(ran).toMatchObject({ status: 2, out: '' });
    expect(ran.err).toContain(`no file in ${folder} matches`);
    expect(ran.err).toContain('test/{infrastructure,e2e,integration}/**');
  });
  test('files, but no image in them: said, not green', async () => {
    expect((await runFake(temporaryFolder({ 'test/e2e/a.go': 'package a' }), [])).out).toBe('⚠️ No image site in 1 file: there was nothing to compare.\n');
  });
  test('2: every matching file was skipped', async () => {
    const ran = await runFake(temporaryFolder({ 'test/e2e/a.go': 'a\0' }), []);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('test/e2e/a.go: binary');
  });
  test('2: a bad configuration, with its problem at its place', async () => {
    const ran = await runFake(temporaryFolder({ 'test/e2e/a.yaml': 'badconfig' }), []);
    expect(ran.status).toBe(2);
    expect(ran.out).toContain('test/e2e/a.yaml:1:1: error: no such key [configuration]');
  });
  test('3: an internal fault is not a verdict', async () => {
    const ran = await runFake(temporaryFolder({ 'test/e2e/a.go': 'crash' }), []);
    expect(ran).toMatchObject({ status: 3, out: '' });
    expect(ran.err).toContain('internal fault');
  });
  test.each([
    [['--fail-on', 'warning'], 1], [['--fail-on=info'], 1], [['--rule', 'tag-mismatch=warning'], 0], [['--rule', 'tag-mismatch=off'], 0],
    [['--rule', 'tag-mismatch=warning', '--fail-on', 'warning'], 1], [['--rule', 'tag-mismatch=hint', '--fail-on', 'info'], 0],
  ])('%j', async (args, status) => {
    expect((await runFake(temporaryFolder(bad), args)).status).toBe(status);
  });
});

describe('outputs', () => {
  test('several pairs in one run', async () => {
    const folder = temporaryFolder(bad);
    const ran = await runFake(folder, ['--format', 'text', '--format', 'sarif', '--output', 'out/a.sarif', '-f', 'json', '-o', 'b.json']);
    expect(ran.out).toContain('[tag-mismatch]');
    expect(JSON.parse(readFileSync(join(folder, 'out/a.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(JSON.parse(readFileSync(join(folder, 'b.json'), 'utf8'))).toMatchObject({ version: 1 });
  });
  test('quiet: no summary, no notice', async () => {
    expect(await runFake(temporaryFolder(good), ['--quiet'])).toEqual({ status: 0, out: '', err: '' });
    const ran = await runFake(temporaryFolder({ ...good, 'test/e2e/n.go': '\0' }), []);
    expect(ran.err).toBe('kubernaut-image-tags: test/e2e/n.go: binary (has NUL bytes)\n');
  });
  test('an output that cannot be written is bad usage', async () => {
    const ran = await runFake(temporaryFolder({ ...good, file: '' }), ['--output', 'file/x.txt']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('file/x.txt could not be written');
  });
  test('colour: on a terminal, unless NO_COLOR, a dumb terminal or never; always in a file when asked', async () => {
    const folder = temporaryFolder(bad);
    const colored = async (args: string[], terminal: object): Promise<boolean> => (await runFake(folder, args, { terminal })).out.includes('\u001b[');
    expect(await colored([], { outIsTerminal: true })).toBe(true);
    expect(await colored([], { outIsTerminal: false })).toBe(false);
    expect(await colored([], { outIsTerminal: true, env: { NO_COLOR: '1' } })).toBe(false);
    expect(await colored([], { outIsTerminal: true, env: { NO_COLOR: '' } })).toBe(true);
    expect(await colored([], { outIsTerminal: true, env: { TERM: 'dumb' } })).toBe(false);
    expect(await colored(['--color', 'never'], { outIsTerminal: true })).toBe(false);
    expect(await colored(['--color=always'], { outIsTerminal: false, env: { NO_COLOR: '1' } })).toBe(true);
  });
  test('several roots are one report, with paths below the folder they share', async () => {
    const folder = temporaryFolder({ 'one/test/e2e/a.go': 'build x:1\ndeploy x:2\n', 'two/test/e2e/a.go': 'build x:3\ndeploy x:3\n' });
    const ran = await runFake(folder, ['one', 'two', '--format', 'json']);
    const document = JSON.parse(ran.out) as { findings: { file: string }[]; summary: { files: number } };
    expect(document.findings.map((finding) => finding.file)).toEqual(['one/test/e2e/a.go']);
    expect(document.summary.files).toBe(2);
  });
});

describe('--fix', () => {
  test('mends, then shows what remains; twice changes nothing; line ends and mark stay', async () => {
    const folder = temporaryFolder({ ...bad, 'test/e2e/c.go': '\ufeffdeploy x:9\r\n' });
    chmodSync(join(folder, 'test/e2e/b.go'), 0o640);
    expect(await runFake(folder, ['--fix'])).toMatchObject({ status: 0, err: 'kubernaut-image-tags: test/e2e/b.go: fixed\nkubernaut-image-tags: test/e2e/c.go: fixed\n' });
    expect(readFileSync(join(folder, 'test/e2e/b.go'), 'utf8')).toBe('// é😀\r\ndeploy x:1\r\n');
    expect(readFileSync(join(folder, 'test/e2e/c.go'), 'utf8')).toBe('\ufeffdeploy x:1\r\n');
    expect(statSync(join(folder, 'test/e2e/b.go')).mode & 0o777).toBe(0o640);
    const inode = statSync(join(folder, 'test/e2e/b.go')).ino;
    expect((await runFake(folder, ['--fix'])).status).toBe(0);
    expect(statSync(join(folder, 'test/e2e/b.go')).ino).toBe(inode);
  });
  test('two answers: nothing is written', async () => {
    const folder = temporaryFolder({ 'test/e2e/a.go': 'build x:1\nbuild x:2\ndeploy x:3\n' });
    expect((await runFake(folder, ['--fix'])).status).toBe(1);
    expect(readFileSync(join(folder, 'test/e2e/a.go'), 'utf8')).toContain('deploy x:3');
  });
  test('row 6: a file that is not valid UTF-8 is left alone', async () => {
    const bytes = Buffer.concat([Buffer.from('deploy x:2 '), Buffer.from([0xff])]);
    const folder = temporaryFolder({ 'test/e2e/a.go': 'build x:1\n', 'test/e2e/b.go': bytes });
    const ran = await runFake(folder, ['--fix']);
    expect(ran.status).toBe(1);
    expect(ran.err).toContain('test/e2e/b.go: not valid UTF-8');
    expect(readFileSync(join(folder, 'test/e2e/b.go'))).toEqual(bytes);
  });
  test('a file that cannot be written is named, and the run is not green', async () => {
    const folder = temporaryFolder(bad);
    chmodSync(join(folder, 'test/e2e'), 0o555);
    const ran = await unprivileged(folder, [], () => runFake(folder, ['--fix']));
    expect(ran.status).toBe(1);
    expect(ran.err).toMatch(/test\/e2e\/b\.go: could not be written: EACCES/);
    chmodSync(join(folder, 'test/e2e'), 0o755);
  });
  test('--dry-run shows a diff that applies, and writes nothing', async () => {
    const folder = temporaryFolder(bad);
    const ran = await runFake(folder, ['--dry-run']);
    expect(ran.status).toBe(1);
    expect(ran.out).toBe('--- a/test/e2e/b.go\n+++ b/test/e2e/b.go\n@@ -1,2 +1,2 @@\n // é😀\r\n-deploy x:2\r\n+deploy x:1\r\n');
    expect(readFileSync(join(folder, 'test/e2e/b.go'), 'utf8')).toContain('x:2');
  });
});

describe('--stdin', () => {
  test('the buffer stands in for the file', async () => {
    const folder = temporaryFolder(good);
    const ran = await runFake(folder, ['--stdin', '--stdin-file', 'test/e2e/a.go'], { input: 'build x:1\ndeploy x:3\n' });
    expect(ran.status).toBe(1);
    expect(ran.out).toContain('test/e2e/a.go:2:10: error: x:3');
  });
  test('a file that is not on the disk yet', async () => {
    const ran = await runFake(temporaryFolder(good), ['--stdin', '--stdin-file', 'test/e2e/new #1.go'], { input: '\ufeffdeploy x:3\n' });
    expect(ran.out).toContain('test/e2e/new #1.go:1:10: error: x:3');
  });
  test.each([['--stdin'], ['--stdin-file', 'x.go'], ['--stdin', '--stdin-file', '../x.go'], ['--stdin', '--stdin-file', '.'], ['--stdin', '--stdin-file', 'x.go', '--fix']])('%j %j %j %j is bad usage', async (...args) => {
    expect((await runFake(temporaryFolder(good), args)).status).toBe(2);
  });
});

describe('--baseline', () => {
  test('known findings pass, a new one fails, moved lines stay known, a shrunken baseline is said', async () => {
    const files = { 'test/e2e/a.go': 'build x:1\nbuild y:1\n', 'test/e2e/b.go': 'deploy x:2\n', 'test/e2e/c.go': 'deploy y:2\n' };
    const folder = temporaryFolder(files);
    const write = await runFake(folder, ['--baseline', 'known.json', '--write-baseline']);
    expect(write).toMatchObject({ status: 0, err: expect.stringContaining('known.json now lists 2 findings') as string });
    const moved = temporaryFolder({ ...files, 'test/e2e/b.go': '\n\n\n  deploy x:2\n', 'known.json': readFileSync(join(folder, 'known.json')) });
    expect(await runFake(moved, ['--baseline', 'known.json'])).toMatchObject({ status: 0, err: '' });
    const grown = temporaryFolder({ ...files, 'test/e2e/d.go': 'deploy x:3\n', 'known.json': readFileSync(join(folder, 'known.json')) });
    const ran = await runFake(grown, ['--baseline', 'known.json']);
    expect(ran.status).toBe(1);
    expect(ran.out).toContain('test/e2e/d.go:1:10: error');
    expect(ran.out).not.toContain('test/e2e/b.go:1:10: error');
    const shrunk = temporaryFolder({ ...files, 'test/e2e/b.go': 'deploy x:1\n', 'known.json': readFileSync(join(folder, 'known.json')) });
    expect((await runFake(shrunk, ['--baseline', 'known.json'])).err).toContain('1 of the 2 findings in known.json are gone');
  });
  test('a second finding of a known kind is new', async () => {
    const folder = temporaryFolder(bad);
    await runFake(folder, ['--baseline', 'known.json', '--write-baseline']);
    const twice = temporaryFolder({ ...bad, 'test/e2e/b.go': 'deploy x:2\ndeploy x:2\n', 'known.json': readFileSync(join(folder, 'known.json')) });
    expect((await runFake(twice, ['--baseline', 'known.json'])).status).toBe(1);
  });
  test.each([['{'], ['[]'], ['{"version":2}'], ['{"version":1,"findings":{}}'], ['{"version":1,"findings":[{}]}']])('%s is no baseline', async (text) => {
    const ran = await runFake(temporaryFolder({ ...bad, 'known.json': text }), ['--baseline', 'known.json']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('known.json is not a baseline');
  });
  test('no such file: says how to make it', async () => {
    const ran = await runFake(temporaryFolder(bad), ['--baseline', 'known.json']);
    expect(ran.status).toBe(2);
    expect(ran.err).toContain('--baseline known.json --write-baseline');
    expect(existsSync('known.json')).toBe(false);
  });
});

describe('progress', () => {
  test('never in a pipe; on a terminal only after half a second, and taken away', async () => {
    const { createProgress } = await import('../../src/cli/progress');
    let time = 0;
    let shown = '';
    const terminal = { errIsTerminal: true, err: (text: string) => void (shown += text) };
    const steps = [100, 499, 700, 720, 900];
    const progress = createProgress({ ...terminal, out: () => undefined, outIsTerminal: true, env: {}, folder: '/', readInput: () => Promise.resolve(new Uint8Array()) }, true, () => time);
    steps.forEach((at, i) => {
      time = at;
      progress.step(i, 5);
    });
    progress.done();
    expect(shown).toBe('\r\u001b[2KReading 2 of 5 files …\r\u001b[2KReading 4 of 5 files …\r\u001b[2K');
    shown = '';
    progress.step(5, 5);
    expect(shown).toBe('\r\u001b[2KFollowing images through 5 files …');
    expect((await runFake(temporaryFolder(good), [])).err).toBe('');
  });
});
