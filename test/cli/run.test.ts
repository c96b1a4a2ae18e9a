import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands';
import { commonFolder } from '../../src/cli/mergeReports';
import { temporaryFolder } from '../node/temporaryFolder';
import { runFake } from './runFake';

const files = { 'test/e2e/a.go': 'build x:1\ndeploy x:2\n' };

describe('help', () => {
  test('--help and -h name every command, with examples and exit statuses', async () => {
    const { status, out } = await runFake(temporaryFolder(), ['--help']);
    expect(status).toBe(0);
    for (const command of commands) {
      expect(out).toContain(`kubernaut-image-tags ${command.name}`);
      expect(out).toContain(command.examples[0]?.line ?? '-');
    }
    expect(out).toContain('Exit status: 0');
    expect((await runFake(temporaryFolder(), ['-h'])).out).toBe(out);
  });
  test.each(commands.map((command) => command.name))('%s --help names each of its options', async (name) => {
    const { status, out } = await runFake(temporaryFolder(), [name, '--help']);
    const command = commands.find((candidate) => candidate.name === name);
    expect(status).toBe(0);
    for (const [option, { summary }] of Object.entries(command?.options ?? {})) {
      expect(out).toContain(`--${option}`);
      expect(out.replace(/\s+/g, ' ')).toContain(summary);
    }
  });
  test('no line is wider than a terminal of 120 columns', async () => {
    for (const args of [['--help'], ...commands.map((command) => [command.name, '--help'])]) {
      const { out } = await runFake(temporaryFolder(), args);
      expect(out.split('\n').filter((line) => line.length > 120)).toEqual([]);
    }
  });
  test('--version', async () => {
    expect((await runFake(temporaryFolder(), ['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe('explain', () => {
  test('a rule', async () => {
    const { status, out } = await runFake(temporaryFolder(), ['explain', 'tag-mismatch']);
    expect(status).toBe(0);
    expect(out).toBe('# tag-mismatch (error)\n\nA deployed tag that nobody built.\n\nUse the tag that is built.\n\nhttps://example.org/#tag-mismatch\n');
  });
  test('the list', async () => {
    expect((await runFake(temporaryFolder(), ['explain'])).out.split('\n')).toHaveLength(3);
  });
  test('a typo', async () => {
    const { status, err } = await runFake(temporaryFolder(), ['explain', 'tagmismatch']);
    expect(status).toBe(2);
    expect(err).toContain('Did you mean "tag-mismatch"?');
  });
});

describe('inventory', () => {
  test('as text and as JSON', async () => {
    const folder = temporaryFolder(files);
    expect((await runFake(folder, ['inventory'])).out).toBe('test/e2e/a.go:1:7: build: x:1 [fake]\ntest/e2e/a.go:2:8: deploy: x:2 [fake]\n\n2 image sites in 1 file: 2 known, 0 partly known, 0 unknown.\n');
    const { status, out } = await runFake(folder, ['inventory', '--format', 'json']);
    expect(status).toBe(0);
    expect(Object.keys((JSON.parse(out) as { sites: object[] }).sites[0] ?? {})).toEqual(['role', 'idiom', 'file', 'range', 'function', 'images', 'from', 'engine', 'complete', 'flows', 'related']);
  });
  test('a format without an inventory', async () => {
    expect((await runFake(temporaryFolder(files), ['inventory', '--format', 'sarif'])).err).toContain(`--format can't be "sarif"`);
  });
  test('nothing there', async () => {
    expect((await runFake(temporaryFolder(), ['inventory'])).status).toBe(2);
  });
});

test.each([
  [['file:///a/b', 'file:///a/c'], 'file:///a'], [['file:///a/b', 'file:///a/b/c'], 'file:///a/b'], [['file:///a', 'file:///b'], 'file://'], [['file:///a/bc', 'file:///a/b'], 'file:///a'],
])('the folder above %j', (roots, folder) => {
  expect(commonFolder(roots)).toBe(folder);
});

test.each([
  [['--rule', 'tag-mismatch'], '--rule needs ID=SEVERITY, such as --rule tag-mismatch=warning'],
  [['--rule', 'tag-missmatch=off'], 'there is no rule "tag-missmatch". Did you mean "tag-mismatch"?'],
  [['--rule', 'tag-mismatch=err'], '--rule tag-mismatch= can\'t be "err"'],
  [['--fail-on', 'never'], '--fail-on can\'t be "never"'],
  [['--color', 'yes'], '--color can\'t be "yes"'],
  [['--write-baseline'], '--write-baseline needs --baseline'],
  [['explain', 'a', 'b'], 'explain takes one RULE'],
])('%j is bad usage', async (args, message) => {
  const ran = await runFake(temporaryFolder(files), args);
  expect(ran).toMatchObject({ status: 2, out: '' });
  expect(ran.err).toContain(message);
});
