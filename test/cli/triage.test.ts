/** The `triage` command over the real kubectl and a small API server: exit statuses, formats, the watch, and what can go wrong. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { commands } from '../../src/cli/commands';
import { createOverlay } from '../../src/cli/overlay';
import { runCommandLine } from '../../src/cli/run';
import type { Terminal } from '../../src/cli/terminal';
import { triageTimes } from '../../src/cli/triageTimes';
import { createDiskWorkspace } from '../../src/node/diskWorkspace';
import { defaultExclude, defaultInclude } from '../../src/service/settings';
import { kubeconfigText, sendStatus, startApiServer, type ApiServer } from '../support/apiServer';
import { eventObject, podObject, waiting } from '../support/clusterObjects';
import * as incident from '../support/incident';
import { fakeRules, fakeService } from './fakeService';

// Real programs on a busy machine: patience, not a measurement.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

let api: ApiServer;

beforeEach(async () => {
  api = await startApiServer({ namespace: 'notification-e2e' });
  api.set('pods', incident.pods);
  api.set('events', incident.events);
  api.set('nodes', incident.nodes);
});

afterEach(async () => {
  await api.close();
});

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

/** With the incident's inventory instead of an analysis; `files: []` when the workspace is empty. */
async function run(args: readonly string[], more: { terminal?: Partial<Terminal>; files?: readonly string[] } = {}): Promise<Ran> {
  let out = '';
  let err = '';
  const terminal: Terminal = {
    out: (text) => void (out += text), err: (text) => void (err += text), outIsTerminal: false, errIsTerminal: true,
    env: api.env(), folder: api.folder, readInput: () => Promise.resolve(new Uint8Array()), ...more.terminal,
  };
  const disk = createDiskWorkspace(api.folder, { include: defaultInclude, exclude: defaultExclude });
  const overlay = createOverlay(disk, () => undefined);
  const fake = fakeService(overlay, new Map());
  const { inventory, findings, locate } = incident.source;
  const service = {
    ...fake,
    analyze: async () => ({ ...(await fake.analyze()), inventory, findings, locate, files: more.files ?? Object.keys(incident.files) }),
    source: (uri: string) => incident.files[uri],
  };
  const status = await runCommandLine(['triage', ...args], commands, {
    terminal, rules: fakeRules,
    open: () => Promise.resolve({ folder: api.folder, root: incident.root, service, overlay, include: [], notices: () => [], dispose: () => undefined }),
  });
  return { status, out, err };
}

describe('the incident, in one command', () => {
  test('text: from the pod to the line and the fix', async () => {
    const { status, out, err } = await run([]);
    expect(status).toBe(1);
    expect(err).toContain('reading context kind-test, namespace notification-e2e');
    const lines = out.split('\n').map((line) => line.trim());
    expect(lines).toEqual(expect.arrayContaining([
      'Read from context kind-test, namespace notification-e2e',
      `notification-e2e/${incident.failingPod}  0/1 ready, 0 restarts on notification-e2e-worker`,
      `ImagePullBackOff container datastorage: ${incident.wantedImage}`,
      'cause: Kubernetes tried a registry on localhost: this image exists only if it was loaded under exactly this name. [localhost-refused]',
      `says: ${incident.refused}`,
      `node: The image is present under THIS tag: ${incident.builtImage}`,
      'deployed at test/infrastructure/notification.go:6:43 in deployDataStorageForNotification',
      `build at test/infrastructure/datastorage.go:4:48 in buildDataStorageImage: ${incident.builtImage}`,
      'fix: Deploy `:e2e-test-datastorage` (that image is on the node)',
      '❌ 4 pods: 1 without image, 0 with other problems, 3 without problems.',
    ]));
    expect(out).toContain('^^^^^^^^\n');
    expect(out).not.toContain('of an older pod');
  });

  test('json: 1-based and complete', async () => {
    const { status, out } = await run(['--format', 'json']);
    expect(status).toBe(1);
    const report = JSON.parse(out) as { pods: { problems: object[] }[] };
    expect(report).toMatchObject({ version: 1, context: 'kind-test', namespace: 'notification-e2e', summary: { pods: 4, image: 1, other: 0, well: 3 } });
    expect(report.pods[0]?.problems[0]).toMatchObject({
      state: 'image', container: 'datastorage', containerKind: 'container', reason: 'ImagePullBackOff', image: incident.wantedImage,
      cause: { kind: 'localhost-refused', permanent: true }, onNode: { verdict: 'other-tag', tags: [incident.builtImage] },
      deploys: [{ role: 'deploy', file: 'test/infrastructure/notification.go', range: { start: { line: 6, column: 11 } }, match: 'exact' }],
      builds: [{ role: 'build', file: 'test/infrastructure/datastorage.go' }],
      finding: { rule: 'tag-mismatch' },
      fixes: [{ confirmed: true, preferred: true, edits: [{ file: 'test/infrastructure/notification.go', expected: 'e2e-test', newText: 'e2e-test-datastorage' }] }],
    });
  });

  test('markdown', async () => {
    const { out } = await run(['--format', 'markdown']);
    expect(out).toContain(`| \`notification-e2e/${incident.failingPod}\` | 0/1 | ImagePullBackOff | 0 | \`notification-e2e-worker\` |`);
    expect(out).toContain('- Deployed at `test/infrastructure/notification.go:6` in `deployDataStorageForNotification`');
  });

  test('several formats at once', async () => {
    const { out } = await run(['--format', 'text', '--format', 'json', '--output', 'report.json']);
    expect(out).toContain('Read from');
  });
});

describe('exit status', () => {
  test('0: no image problem, whatever else is wrong', async () => {
    api.set('pods', [podObject({ name: 'a', containers: [{ name: 'c', image: 'x', state: waiting('CrashLoopBackOff', 'back-off 10s') }] })]);
    const { status, out } = await run([]);
    expect(status).toBe(0);
    expect(out).toContain('CrashLoopBackOff container c: back-off 10s');
    api.set('pods', []);
    expect((await run([])).out).toContain('✅ 0 pods');
  });

  test.each<[string, readonly string[], string]>([
    ['fail-fast alone', ['--fail-fast'], '--fail-fast needs --watch'],
    ['two namespaces', ['-A', '-n', 'x'], 'exclude one another'],
    ['two paths', ['a', 'b'], 'triage takes one PATH'],
    ['a format of check', ['--format', 'sarif'], '--format'],
    ['a time', ['--timeout', 'soon'], 'write 90s'],
    ['a namespace', ['--namespace', 'a" && touch x'], 'not a name of a namespace'],
    ['an option as namespace', ['--namespace=-oyaml'], 'not a name of a namespace'],
    ['an option as context', ['--context=--kubeconfig=/x'], 'not a usable name of a context'],
    ['a context', ['--context', 'nowhere', '-n', 'x'], 'no such context'],
  ])('2: %s', async (_name, args, words) => {
    const { status, out, err } = await run(args);
    expect(status).toBe(2);
    expect(out).toBe('');
    expect(err).toContain(words);
  });

  test('row 84: 2: the cluster cannot be reached, with the next step', async () => {
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: 'http://127.0.0.1:1', namespace: 'notification-e2e' }));
    const { status, err } = await run([]);
    expect(status).toBe(2);
    expect(err).toContain('cannot be reached');
    expect(err).toContain('It was read from context kind-test, namespace notification-e2e.');
    expect(err).toContain('kind get clusters');
  });

  test('row 84: 2: no kubectl', async () => {
    expect(await run([], { terminal: { env: api.env({ PATH: '' }) } })).toMatchObject({ status: 2, err: expect.stringContaining('kubectl was not found') as string });
  });
});

describe('what is not there', () => {
  test('no source: the cluster’s side with a note', async () => {
    const { status, out } = await run([], { files: [] });
    expect(status).toBe(1);
    expect(out).toContain('note: No file of the workspace was read');
    expect(out).toContain('under THIS tag');
  });

  test('no right to read events: a note, and the rest', async () => {
    api.misbehave('events', (_request, response) => sendStatus(response, 403, 'Forbidden', 'events is forbidden: User "x" cannot list resource "events"'));
    const { status, out } = await run([]);
    expect(status).toBe(1);
    expect(out).toContain('note: Events are left out: The cluster forbids reading this.');
  });

  test('a relative KUBECONFIG is meant from the current folder', async () => {
    const { status } = await run([], { terminal: { env: api.env({ KUBECONFIG: 'kubeconfig' }) } });
    expect(status).toBe(1);
  });
});

describe('rows 87 and 88: what comes from the cluster is inert', () => {
  const evil = 'x\u001b]52;c;ZXZpbA==\u0007\u001b]8;;http://evil\u0007\u202e\u200b::error::gotcha [x](command:evil) <img src=x onerror=alert(1)></script>';
  test.each(['text', 'markdown', 'json'])('%s', async (format) => {
    const image = 'localhost/\u001b[31mapp\u202e:v1';
    api.set('pods', [{
      metadata: { name: evil, namespace: 'notification-e2e', uid: 'u', creationTimestamp: 'now' },
      spec: { nodeName: evil, containers: [{ name: evil, image }] },
      status: { phase: 'Pending', containerStatuses: [{ name: evil, image, state: waiting('ErrImagePull', `${evil}\n::set-output name=x::y\nbot:hunter2@registry.example.com`) }] },
    }]);
    api.set('events', [eventObject({ pod: evil, uid: 'u', reason: evil, message: `${evil}\n::error::${'y'.repeat(100_000)} Bearer abcdef0123456789` })]);
    const { status, out } = await run(['--format', format]);
    expect(status).toBe(1);
    expect(out.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(out.split('\n').filter((line) => /^\s*::/.test(line))).toEqual([]);
    expect(out).not.toMatch(/hunter2|abcdef0123456789/);
    expect(out.length).toBeLessThan(40_000);
    const withoutCode = out.replace(/`[^`\n]*`/g, '');
    if (format === 'markdown') expect(withoutCode).not.toMatch(/(?<!\\)\]\(command|<img/);
  });
});

describe('the watch', () => {
  const good = podObject({ name: 'a', containers: [{ name: 'c', image: 'localhost/app:v1', ready: true }] });
  const failing = (reason: string, message?: string): object => podObject({ name: 'a', phase: 'Pending', node: incident.node, containers: [{ name: 'c', image: 'localhost/app:v1', state: waiting(reason, message) }] });
  const refused = 'failed to resolve reference: dial tcp [::1]:443: connect: connection refused';

  /** Changes the cluster once the watch has begun. */
  async function onceWatched(change: () => void): Promise<void> {
    const watched = (): boolean => api.requests.some((request) => request.includes('watch=true'));
    while (!watched()) await new Promise((resolve) => setTimeout(resolve, 20));
    change();
  }

  test('fail-fast ends at the first certain failure', async () => {
    api.set('pods', [good]);
    const running = run(['--watch', '--fail-fast', '--timeout', '60s']);
    await onceWatched(() => {
      api.set('pods', [failing('ErrImagePull', refused)]);
      api.push('MODIFIED', failing('ErrImagePull', refused));
    });
    const { status, out, err } = await running;
    expect(status).toBe(1);
    expect(out).toContain('[localhost-refused]');
    expect(err).toContain('watching context kind-test, namespace notification-e2e');
    expect(err).toContain('notification-e2e/a: ErrImagePull, which will not heal by itself');
  });

  test('a failure that is there from the start', async () => {
    const { status } = await run(['--watch', '--fail-fast', '--timeout', '60s']);
    expect(status).toBe(1);
  });

  test('an old kubelet names no cause in its back-off: the events do', async () => {
    api.set('pods', [good]);
    api.set('events', [eventObject({ pod: 'a', container: 'c', reason: 'Failed', message: `Failed to pull image "localhost/app:v1": ${refused}` })]);
    const running = run(['--watch', '--fail-fast', '--timeout', '60s']);
    await onceWatched(() => {
      const pod = failing('ImagePullBackOff', 'Back-off pulling image "localhost/app:v1"');
      api.set('pods', [pod]);
      api.push('MODIFIED', pod);
    });
    expect((await running).status).toBe(1);
  });

  test('a rate limit may heal: the watch goes on, until the third failure', async () => {
    api.set('pods', [good]);
    const running = run(['--watch', '--fail-fast', '--timeout', '60s']);
    await onceWatched(() => {
      for (let i = 0; i < 3; i++) {
        api.push('MODIFIED', failing('ErrImagePull', '429 Too Many Requests'));
        api.push('MODIFIED', failing('ImagePullBackOff', 'Back-off pulling image "localhost/app:v1": ErrImagePull: 429 Too Many Requests'));
      }
      api.set('pods', [failing('ErrImagePull', '429 Too Many Requests')]);
    });
    const { status, err } = await running;
    expect(status).toBe(1);
    expect(err).toContain('notification-e2e/a: ErrImagePull\n');
  });

  test('until the time is up, when all is well', async () => {
    api.set('pods', [good]);
    const { status, out } = await run(['--watch', '--fail-fast', '--timeout', '2s']);
    expect(status).toBe(0);
    expect(out).toContain('✅ 1 pod');
  });

  test('a watch that the cluster ends is begun anew', async () => {
    api.set('pods', [good]);
    const running = run(['--watch', '--fail-fast', '--timeout', '60s']);
    await onceWatched(() => {
      api.set('pods', [failing('ErrImageNeverPull')]);
      api.endWatches();
    });
    expect((await running).status).toBe(1);
  });

  test('a cluster that isn’t there yet is waited for', async () => {
    const late = path.join(api.folder, 'late');
    let said = '';
    const running = run(['--watch', '--fail-fast', '--timeout', '60s'], { terminal: { env: api.env({ KUBECONFIG: late }), err: (text) => void (said += text) } });
    while (!said.includes('Trying again until the time is up.')) await new Promise((resolve) => setTimeout(resolve, 20));
    await writeFile(late, kubeconfigText({ server: api.url, namespace: 'notification-e2e' }));
    expect((await running).status).toBe(1);
  });

  test('a cluster that never comes is no green run', async () => {
    const { status, err } = await run(['--watch', '--timeout', '1s'], { terminal: { env: api.env({ KUBECONFIG: '/nonexistent' }) } });
    expect(status).toBe(2);
    expect(err).toContain('no current context');
  });
});

describe('times', () => {
  test.each<[string, number]>([['90s', 90_000], ['5m', 300_000], ['1m30s', 90_000], ['1h', 3_600_000], ['1.5s', 1500], ['500ms', 500]])('%s', (value, milliseconds) => {
    expect(triageTimes(value).watchMs).toBe(milliseconds);
  });

  test.each(['', '5', 'm', '-5m', '0s', '25h', '5 m', '9'.repeat(400) + 's'])('%j is refused', (value) => {
    expect(() => triageTimes(value)).toThrow('--timeout');
  });
});
