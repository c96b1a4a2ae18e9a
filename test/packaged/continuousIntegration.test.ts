/** Where the check plugs in, each tried: the scripts of action.yml under bash, the pre-commit hooks, the snippets of docs/ci.md. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedBug, seedFixed } from '../cli/seed';
import { temporaryFolder } from '../node/temporaryFolder';
import { installPackage, run, type Ended, type Installed } from './installedPackage';

const project = resolve(import.meta.dirname, '../..');

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly steps: readonly { readonly name: string; readonly id?: string; readonly run?: string; readonly if?: string; readonly env?: Readonly<Record<string, string>> }[] };
}

const source = readFileSync(join(project, 'action.yml'), 'utf8');
const action = parse(source) as Action;

let installed: Installed;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

/** Runs one step as the runner does, the inputs' defaults replaced by `inputs`. */
function step(name: string, folder: string, inputs: Readonly<Record<string, string>>, more: Readonly<Record<string, string>> = {}): Ended & { readonly outputs: string; readonly summary: string } {
  const found = action.runs.steps.find((candidate) => candidate.name === name);
  const temporary = join(folder, '.runner');
  mkdirSync(temporary, { recursive: true });
  for (const file of ['output', 'summary']) writeFileSync(join(temporary, file), '');
  const values = { ...Object.fromEntries(Object.entries(action.inputs).map(([key, input]) => [`inputs.${key}`, input.default ?? ''])), ...Object.fromEntries(Object.entries(inputs).map(([key, value]) => [`inputs.${key}`, value])), ...more };
  const env = Object.fromEntries(Object.entries(found?.env ?? {}).map(([key, value]) => [key, value.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, expression: string) => values[expression as keyof typeof values] ?? '')]));
  const ended = run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', found?.run ?? 'exit 99'], folder, {
    ...env, GITHUB_ACTION_PATH: installed.folder, RUNNER_TEMP: temporary, GITHUB_OUTPUT: join(temporary, 'output'), GITHUB_STEP_SUMMARY: join(temporary, 'summary'),
    GITHUB_REPOSITORY: 'owner/name', PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
  });
  return { ...ended, outputs: readFileSync(join(temporary, 'output'), 'utf8'), summary: readFileSync(join(temporary, 'summary'), 'utf8') };
}

describe('action.yml', () => {
  test('nothing from outside is pasted into a script, and every input is one that exists', () => {
    for (const { run: script } of action.runs.steps) expect(script ?? '').not.toContain('${{');
    const used = [...source.matchAll(/inputs\.([\w-]+)/g)].map((found) => found[1] ?? '');
    expect(Object.keys(action.inputs).sort()).toEqual([...new Set(used)].sort());
  });

  test('the bug: annotations, a SARIF file, a summary, and a verdict that fails', () => {
    const folder = temporaryFolder(seedBug);
    const checked = step('Check', folder, {});
    expect(checked).toMatchObject({ status: 0, err: '', outputs: 'status=1\n' });
    expect(checked.out).toMatch(/^::error file=test\/infrastructure\/notification\.go,/);
    expect(checked.summary).toContain('<!-- kubernaut-image-tags -->');
    expect(JSON.parse(readFileSync(join(folder, 'kubernaut-image-tags.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(step('Verdict', folder, {}, { 'steps.check.outputs.status': '1' }).status).toBe(1);
  });

  test('the fixed tree, an empty one, a hostile path', () => {
    expect(step('Check', temporaryFolder(seedFixed), {}).outputs).toBe('status=0\n');
    expect(step('Check', temporaryFolder(), {}).outputs).toBe('status=2\n');
    const folder = temporaryFolder(seedFixed);
    expect(step('Check', folder, { path: '$(touch pwned); `touch pwned`' }).outputs).toBe('status=2\n');
    expect(step('Check', folder, { path: '--fix' }).outputs).toBe('status=2\n');
    expect(run('ls', [], folder).out).not.toContain('pwned');
  });

  test.each([['', 'POST', 'issues/7/comments'], ['12\n13', 'PATCH', 'issues/comments/12']])('the comment: with %j there already, %s', (existing, method, path) => {
    const folder = temporaryFolder({ ...seedBug, 'bin/gh': `#!/bin/sh\ncase "$*" in *--paginate*) printf '%s' '${existing}';; *) echo "$@" > gh.log; cat "\${8#body=@}" 2>/dev/null || true;; esac\n` });
    chmodSync(join(folder, 'bin/gh'), 0o755);
    step('Check', folder, {});
    expect(step('Comment', folder, { comment: 'true', token: 't' }, { 'github.event.pull_request.number': '7' })).toMatchObject({ status: 0, err: '' });
    const log = readFileSync(join(folder, 'gh.log'), 'utf8');
    expect(log).toContain(`--method ${method} repos/owner/name/${path} --field body=@`);
  });
});

describe('pre-commit', () => {
  const hooks = parse(readFileSync(join(project, '.pre-commit-hooks.yaml'), 'utf8')) as { id: string; entry: string; pass_filenames: boolean }[];

  test.each(hooks)('$id: its entry runs, and sees the whole repository', ({ entry, pass_filenames: passes }) => {
    expect(passes).toBe(false);
    const folder = temporaryFolder(seedBug);
    mkdirSync(join(folder, 'bin'));
    symlinkSync(installed.program, join(folder, 'bin/kubernaut-image-tags'));
    const ended = run('bash', ['-c', entry], folder, { PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` });
    expect(ended.status).toBe(1);
    expect(ended.out).toContain('[tag-mismatch]');
  });
});

/** The fenced blocks of a page in one language. */
function blocks(page: string, language: string): string[] {
  return [...readFileSync(join(project, page), 'utf8').matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\n\`\`\``, 'g'))].map((found) => found[1] ?? '');
}

/** npx as one has it once the package is installed. */
function withNpx(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder({ ...files, 'bin/npx': `#!/bin/sh\nshift 2\nexec "${installed.program}" "$@"\n` });
  chmodSync(join(folder, 'bin/npx'), 0o755);
  run('git', ['init', '-q'], folder);
  return folder;
}

const path = (folder: string): NodeJS.ProcessEnv => ({ PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` });

describe.each(['README.md', 'docs/ci.md'])('%s', (page) => {
  test.each([['the bug', seedBug, 1], ['the fixed tree', seedFixed, 0], ['nothing to check', {}, 2]])('the script in place of the grep script: %s', (_, files, status) => {
    const folder = withNpx(files);
    writeFileSync(join(folder, 'validate.sh'), blocks(page, 'bash').find((block) => block.includes('validate-e2e-image-tags.sh')) ?? '');
    mkdirSync(join(folder, 'deep/down'), { recursive: true });
    expect(run('bash', [join(folder, 'validate.sh')], join(folder, 'deep/down'), path(folder)).status).toBe(status);
  });

  test('the target for make stops the suites', () => {
    const folder = withNpx(seedBug);
    writeFileSync(join(folder, 'Makefile'), `${blocks(page, 'make')[0] ?? ''}\n\ntest-e2e: suites\nsuites: validate-image-tags\n\techo suites >> ran\n`);
    const ended = run('make', ['test-e2e'], folder, path(folder));
    expect(ended.status).not.toBe(0);
    expect(ended.out).toContain('[tag-mismatch]');
    expect(run('ls', [], folder).out).not.toMatch(/^ran$/m);
  });
});

describe('docs/ci.md', () => {

  test('the workflow uses inputs that exist', () => {
    const workflow = parse(blocks('docs/ci.md', 'yaml').find((block) => block.startsWith('jobs:')) ?? '') as { jobs: { 'image-tags': { steps: { uses: string; with?: object }[] } } };
    const used = workflow.jobs['image-tags'].steps.find((one) => one.uses.includes('kubernaut-image-tags@'));
    expect(Object.keys(action.inputs)).toEqual(expect.arrayContaining(Object.keys(used?.with ?? {})));
  });

  test('the problem matcher is the one that reads the text format', () => {
    const { regexp } = JSON.parse(blocks('docs/ci.md', 'json')[0] ?? '') as { regexp: string };
    const { out } = run(installed.program, [], temporaryFolder(seedBug));
    const [, file, line, column, severity, , rule] = out.split('\n').map((one) => new RegExp(regexp).exec(one)).find((found) => found?.[4] === 'error') ?? [];
    expect([file, line, column, severity, rule]).toEqual(['test/infrastructure/notification.go', '20', '43', 'error', 'tag-mismatch']);
  });
});
