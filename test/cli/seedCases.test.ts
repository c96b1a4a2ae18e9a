import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../node/temporaryFolder';
import { runReal } from './runReal';
import { buildFile, buildPath, built, deployFile, deployPath, seedBug, seedFixed, wrong } from './seed';

/** The script that this stands in for, as the incident's report has it. */
const grepScript = `
DEPLOYED_TAG=$(grep "Image:.*datastorage" test/infrastructure/notification.go | grep -oE "e2e-test[^\\"]*")
BUILT_TAG=$(grep "localhost/kubernaut-datastorage:" test/infrastructure/datastorage.go | grep -oE "e2e-test[^\\"]*" | head -1)
if [ "$DEPLOYED_TAG" != "$BUILT_TAG" ]; then exit 1; fi
`;

function grepSays(folder: string): number {
  try {
    execFileSync('bash', ['-c', grepScript], { cwd: folder, stdio: 'ignore' });
    return 0;
  } catch {
    return 1;
  }
}

const v1 = 'localhost/kubernaut-datastorage:latest';

/** `green`: whether the suites may start. */
const cases: readonly { readonly name: string; readonly files: Readonly<Record<string, string>>; readonly green: boolean; readonly status: number; readonly grep: number }[] = [
  { name: 'the bug: built `e2e-test-datastorage`, deployed `e2e-test`', files: seedBug, green: false, status: 1, grep: 1 },
  { name: 'both files are missing', files: { 'README.md': '' }, green: false, status: 2, grep: 0 },
  { name: 'a file was renamed', files: { [buildPath]: buildFile(built), 'test/infrastructure/notification_e2e.go': deployFile(`"${built}"`) }, green: true, status: 0, grep: 1 },
  { name: 'the fixed tree', files: seedFixed, green: true, status: 0, grep: 0 },
  { name: 'the wrong tag stands in a comment only', files: { [buildPath]: buildFile(built), [deployPath]: deployFile(`"${built}"`, `\t// Image: "${wrong}", // datastorage, as it was\n`) }, green: true, status: 0, grep: 1 },
  { name: 'a comment above the build names another tag', files: { [buildPath]: buildFile(built).replace('func build', `// not localhost/kubernaut-datastorage:e2e-test-old\nfunc build`), [deployPath]: deployFile(`"${built}"`) }, green: true, status: 0, grep: 1 },
  { name: '`:latest` built, `:v2` deployed', files: { [buildPath]: buildFile(v1), [deployPath]: deployFile('"localhost/kubernaut-datastorage:v2"') }, green: false, status: 1, grep: 0 },
  { name: 'the image comes through a variable', files: { [buildPath]: buildFile(built), [deployPath]: deployFile('image', through('e2e-test-datastorage')) }, green: true, status: 0, grep: 1 },
];

function through(tag: string): string {
  return `\timage := "localhost/kubernaut-" + "datastorage:${tag}"\n`;
}

describe("the incident's eight cases", () => {
  test.each(cases)('$name', async ({ files, status, grep }) => {
    const folder = temporaryFolder(files);
    const ran = await runReal(folder, []);
    expect({ status: ran.status, text: status === 1 ? '' : ran.out + ran.err }).toMatchObject({ status });
    expect(grepSays(folder)).toBe(grep);
  });

  test('the wrong tag through a variable is the bug, too', async () => {
    expect((await runReal(temporaryFolder({ [buildPath]: buildFile(built), [deployPath]: deployFile('image', through('e2e-test')) }), [])).status).toBe(1);
  });

  test.each(['README.md', 'docs/ci.md'])('the table in %s says what happens', (page) => {
    const rows = readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8').split('\n').map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
    const table = rows.slice(rows.findIndex((cells) => cells[0] === 'case') + 2).slice(0, cases.length + 1);
    const own = ['passes (0)', 'fails (1)', 'nothing was checked (2)'];
    const expected = cases.map(({ name, green, status, grep }) => [name, `${grep === 0 ? 'passes' : 'fails'}, ${(grep === 0) === green ? 'right' : 'wrong'}`, own[status]]);
    expect(table.map((cells) => [cells[0], cells[1], cells.at(-1)])).toEqual([...expected, [undefined, undefined, undefined]]);
    expect(cases.every(({ green, status }) => (status === 0) === green)).toBe(true);
  });
});

describe('the bug', () => {
  test('names tag, build site and both images, under the very tag', async () => {
    const { out } = await runReal(temporaryFolder(seedBug), []);
    expect(out).toMatch(/^test\/infrastructure\/notification\.go:20:43: error: .* \[tag-mismatch\]$/m);
    expect(out).toContain('   Built:    localhost/kubernaut-datastorage:e2e-test-datastorage\n   Deployed: localhost/kubernaut-datastorage:e2e-test\n');
    expect(out).toMatch(/at test\/infrastructure\/datastorage\.go:9 /);
    const lines = out.split('\n');
    const [code = '', carets = ''] = lines.slice(lines.findIndex((line) => line.includes(' error: ')) + 1);
    expect(code.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('e2e-test');
  });

  test('--fix makes the fixed tree, and a second run changes nothing', async () => {
    const folder = temporaryFolder(seedBug);
    expect((await runReal(folder, ['--fix'])).status).toBe(0);
    expect(readFileSync(join(folder, deployPath), 'utf8')).toBe(seedFixed[deployPath]);
    expect(readFileSync(join(folder, buildPath), 'utf8')).toBe(seedFixed[buildPath]);
    expect((await runReal(folder, ['--dry-run'])).out).toBe('');
  });

  test('--dry-run: git takes the diff, and it makes the fixed tree', async () => {
    const folder = temporaryFolder(seedBug);
    writeFileSync(join(folder, 'fix.diff'), (await runReal(folder, ['--dry-run'])).out);
    execFileSync('git', ['apply', 'fix.diff'], { cwd: folder });
    expect(readFileSync(join(folder, deployPath), 'utf8')).toBe(seedFixed[deployPath]);
  });

  test('rows 2 and 3: with a byte order mark and CRLF: the same columns, and both stay', async () => {
    const dos = (text = ''): string => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const folder = temporaryFolder({ [buildPath]: seedBug[buildPath] ?? '', [deployPath]: dos(seedBug[deployPath]) });
    expect((await runReal(folder, [])).out).toContain('notification.go:20:43: error');
    await runReal(folder, ['--fix']);
    expect(readFileSync(join(folder, deployPath), 'utf8')).toBe(dos(seedFixed[deployPath]));
  });

  test('a buffer from standard input', async () => {
    const folder = temporaryFolder(seedFixed);
    const ran = await runReal(folder, ['--stdin', '--stdin-file', deployPath, '--format', 'github'], { input: seedBug[deployPath] });
    expect(ran.status).toBe(1);
    expect(ran.out).toMatch(/^::error file=test\/infrastructure\/notification\.go,line=20,endLine=20,col=43,endColumn=51,title=tag-mismatch::/m);
  });
});

describe('configuration', () => {
  test('severities; the command line is stronger', async () => {
    const folder = temporaryFolder({ ...seedBug, '.kubernaut-image-tags.yaml': 'version: 1\nrules:\n  tag-mismatch: warning\n' });
    expect((await runReal(folder, [])).status).toBe(0);
    expect((await runReal(folder, ['--rule', 'tag-mismatch=error'])).status).toBe(1);
  });
  test('row 63: a wrong key is a problem at its place, and status 2', async () => {
    const folder = temporaryFolder({ ...seedFixed, '.kubernaut-image-tags.yaml': 'version: 1\nruls: {}\n' });
    const ran = await runReal(folder, []);
    expect(ran.status).toBe(2);
    expect(ran.out).toMatch(/^\.kubernaut-image-tags\.yaml:2:1: error: .* \[configuration\]$/m);
  });
  test('nothing is fixed by a broken configuration', async () => {
    const folder = temporaryFolder({ ...seedBug, '.kubernaut-image-tags.yaml': 'version: 1\nruls: {}\n' });
    expect((await runReal(folder, ['--fix'])).status).toBe(2);
    expect(readFileSync(join(folder, deployPath), 'utf8')).toBe(seedBug[deployPath]);
  });
  test.each(['.kubernaut-image-tags.yml', '.kubernaut-image-tags.json'])('%s is read where there is no other, with its own problems at their places', async (name) => {
    const text = '{\n  "version": 1,\n  "rules": { "tag-mismatch": "warning" }\n}\n';
    const folder = temporaryFolder({ ...seedBug, [name]: text });
    expect((await runReal(folder, [])).status).toBe(0);
    expect((await runReal(folder, ['standard', '--init'])).err).toContain(`${name} exists already`);
    writeFileSync(join(folder, name), text.replace('"rules"', '"ruls"'));
    expect(await runReal(folder, [])).toMatchObject({ status: 2, out: expect.stringContaining(`${name}:3:3: error: `) as string });
    writeFileSync(join(folder, '.kubernaut-image-tags.yaml'), 'version: 1\n');
    expect((await runReal(folder, [])).status).toBe(1);
  });
  test('include, and --config from elsewhere', async () => {
    const folder = temporaryFolder({ 'e2e/a.go': seedBug[buildPath] ?? '', 'e2e/b.go': seedBug[deployPath] ?? '', 'other/my.yaml': 'version: 1\ninclude: ["e2e/**/*.go"]\n' });
    expect((await runReal(folder, [])).status).toBe(2);
    expect((await runReal(folder, ['--config', 'other/my.yaml'])).status).toBe(1);
    expect((await runReal(folder, ['--config', 'other/none.yaml'])).err).toContain('there is no configuration other/none.yaml');
  });
  test('row 65: a configuration can lead nowhere outside the root', async () => {
    const folder = temporaryFolder({ 'in/.kubernaut-image-tags.yaml': 'version: 1\ninclude: ["../**/*.go"]\n', 'b.go': seedBug[buildPath] ?? '' });
    expect((await runReal(folder, ['in'])).status).toBe(2);
  });
  test('no such folder, a file, below the root', async () => {
    const folder = temporaryFolder({ ...seedBug, '.git/HEAD': '' });
    expect((await runReal(folder, ['none'])).err).toContain('there is no folder none');
    expect((await runReal(folder, [deployPath])).err).toContain('is a file');
    expect((await runReal(folder, ['test/infrastructure'])).err).toContain(`Give the repository's root as PATH (${folder})`);
  });
});

describe('standard', () => {
  test('the table in use, as text, Markdown and JSON', async () => {
    const folder = temporaryFolder(seedBug);
    expect((await runReal(folder, ['standard'])).out).toMatch(/datastorage +localhost\/kubernaut-datastorage:e2e-test +❌/);
    expect((await runReal(folder, ['standard', '--format', 'markdown'])).out).toContain(`| **datastorage** | \`${built}\` | ✅ follows it |`);
    expect(JSON.parse((await runReal(folder, ['standard', '--format', 'json'])).out)).toMatchObject({ version: 1, patterns: expect.arrayContaining(['localhost/kubernaut-{service}:e2e-test-{service}']) as string[] });
  });
  test('a document: drift is status 1, --write mends it, then it is the same', async () => {
    const folder = temporaryFolder({ ...seedBug, 'docs/DD-TEST-001.md': '# DD-TEST-001\r\n' });
    expect(await runReal(folder, ['standard', '--check', 'docs/DD-TEST-001.md'])).toMatchObject({ status: 1, err: expect.stringContaining('add it with --write') as string });
    expect((await runReal(folder, ['standard', '--check', 'docs/DD-TEST-001.md', '--write'])).status).toBe(0);
    expect((await runReal(folder, ['standard', '--check', 'docs/DD-TEST-001.md'])).status).toBe(0);
    writeFileSync(join(folder, deployPath), seedFixed[deployPath] ?? '');
    expect(await runReal(folder, ['standard', '--check', 'docs/DD-TEST-001.md'])).toMatchObject({ status: 1, err: expect.stringContaining('the table differs from the code') as string });
  });
  test('--init writes a configuration without a problem, once', async () => {
    const folder = temporaryFolder(seedBug);
    expect((await runReal(folder, ['standard', '--init'])).status).toBe(0);
    expect(readFileSync(join(folder, '.kubernaut-image-tags.yaml'), 'utf8')).toContain('version: 1');
    expect((await runReal(folder, [])).status).toBe(1);
    expect((await runReal(folder, ['standard', '--init'])).err).toContain('exists already');
  });
  test.each([['--check', 'none.md'], ['--write'], ['x.md'], ['--init', '--check', 'x.md'], ['--format', 'sarif']])('standard %s %s %s is bad usage', async (...args) => {
    expect((await runReal(temporaryFolder(seedBug), ['standard', ...args])).status).toBe(2);
  });
});

test('every explained rule has a page', async () => {
  const list = (await runReal(temporaryFolder(), ['explain'])).out.trimEnd().split('\n').map((line) => line.split(' ')[0] ?? '');
  expect(list).toContain('tag-mismatch');
  for (const rule of list) expect((await runReal(temporaryFolder(), ['explain', rule])).out).toContain(`# ${rule}`);
});

test('inventory follows the contract', async () => {
  const ran = await runReal(temporaryFolder(seedBug), ['inventory', '--format', 'json']);
  expect(ran.status).toBe(0);
  const sites = (JSON.parse(ran.out) as { sites: { role: string; file: string; images: string[]; engine: string }[] }).sites;
  expect(sites.map((site) => [site.role, site.images])).toEqual([['build', [built]], ['save', [built]], ['load', [built]], ['deploy', [wrong]]]);
});
