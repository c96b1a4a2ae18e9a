/** Rows 83 to 85 and the allow-list: the real kubectl against a well-behaved and a hostile API server, and programs that misbehave. */
import { chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { silentLog } from '../../src/base/log';
import { collectFacts } from '../../src/cluster/collect';
import type { ClusterReader } from '../../src/cluster/reader';
import { connectKubectl, type KubectlOptions } from '../../src/node/kubectl';
import { ClusterError } from '../../src/node/kubectlError';
import { findProgram } from '../../src/node/kubectlSearch';
import { kubeconfigText, sendStatus, startApiServer, type ApiServer } from '../support/apiServer';
import * as incident from '../support/incident';

// Real programs on a busy machine: patience, not a measurement.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

let api: ApiServer;
let ran: { file: string; argv: readonly string[] }[];

beforeEach(async () => {
  api = await startApiServer({ namespace: 'notification-e2e' });
  api.set('pods', incident.pods);
  api.set('events', incident.events);
  api.set('nodes', incident.nodes);
  ran = [];
});

afterEach(async () => {
  await api.close();
});

function connect(more: Partial<KubectlOptions> = {}): Promise<ClusterReader> {
  return connectKubectl({ workspace: [], env: api.env(), log: silentLog, timeoutMs: 20_000, onRun: (file, argv) => ran.push({ file, argv }), ...more });
}

async function faultOf(promise: Promise<unknown>): Promise<ClusterError> {
  const error: unknown = await promise.then(() => undefined, (caught: unknown) => caught);
  if (!(error instanceof ClusterError)) throw new Error(`no ClusterError but ${String(error)}`);
  expect(error.nextStep).not.toBe('');
  return error;
}

/** A program of the test's own, first on PATH. */
async function fake(name: string, body: string): Promise<string> {
  const folder = path.join(api.folder, 'bin');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, name);
  await writeFile(file, `#!/bin/sh\n${body}\n`);
  await chmod(file, 0o755);
  return folder;
}

function withFirst(folder: string): NodeJS.ProcessEnv {
  return api.env({ PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` });
}

describe('what is run', () => {
  test('the allow-list: every argv of a whole triage, nothing but read verbs', async () => {
    const folder = await fake('podman', 'echo \'{"images":[{"repoTags":["localhost/a:1"]}]}\'');
    const reader = await connect({ env: withFirst(folder) });
    const facts = await collectFacts(reader, { askNodes: true });
    const watch = new AbortController();
    await reader.watchPods(() => watch.abort(), watch.signal);
    expect(facts.nodes.get(incident.node)?.images).toEqual(['localhost/a:1']);
    const where = ['--context=kind-test', '--namespace=notification-e2e'];
    expect(ran.map(({ file, argv }) => [path.basename(file), ...argv])).toEqual([
      ['kubectl', 'config', 'current-context'],
      ['kubectl', 'config', 'view', '--minify', '--output=jsonpath={.contexts[0].context.namespace}', '--context=kind-test'],
      ['kubectl', 'get', 'pods', '--output=json', ...where],
      ['kubectl', 'get', 'events', '--output=json', ...where],
      ['kubectl', 'get', 'nodes', '--output=json', '--context=kind-test'],
      ['podman', 'exec', incident.node, 'crictl', 'images', '-o', 'json'],
      ['kubectl', 'get', 'pods', '--watch', '--output-watch-events', '--output=json', ...where],
    ]);
    expect(api.requests.every((request) => request.startsWith('GET '))).toBe(true);
  });

  test('without consent nothing is run in a node', async () => {
    await collectFacts(await connect(), { askNodes: false });
    expect(ran.map(({ file }) => path.basename(file))).toEqual(['kubectl', 'kubectl', 'kubectl', 'kubectl', 'kubectl']);
  });

  test('named context and namespace are used as they are, and nothing is asked first', async () => {
    const reader = await connect({ context: 'kind-test', namespace: 'other' });
    expect(reader.target).toEqual({ context: 'kind-test', namespace: 'other', defaulted: { context: false, namespace: false } });
    expect(ran).toEqual([]);
    await reader.pods();
    expect(api.requests).toEqual(['GET /api/v1/namespaces/other/pods?limit=500']);
  });

  test('all namespaces', async () => {
    const reader = await connect({ allNamespaces: true });
    await reader.pods();
    expect(reader.target.namespace).toBe('');
    expect(api.requests).toEqual(['GET /api/v1/pods?limit=500']);
  });

  test('row 85: a context that is switched meanwhile changes nothing', async () => {
    const reader = await connect();
    await writeFile(api.kubeconfig, (await readFile(api.kubeconfig, 'utf8')).replace(/current-context: .*/, 'current-context: "elsewhere"'));
    await reader.pods();
    expect(ran.at(-1)?.argv).toContain('--context=kind-test');
  });

  test('a context without a namespace means default', async () => {
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: api.url }));
    expect((await connect()).target).toMatchObject({ namespace: 'default', defaulted: { context: true, namespace: true } });
  });
});

describe('row 83: hostile names', () => {
  test.each(['a" && touch x', '$(id)', '-oyaml', '--kubeconfig=/x', 'a\nb', '../x'])('namespace %j is refused before anything runs', async (namespace) => {
    expect((await faultOf(connect({ namespace }))).fault).toBe('invalid-name');
    expect(ran).toEqual([]);
  });

  test.each(['-oyaml', '--kubeconfig=/x', 'a\nb'])('context %j is refused before anything runs', async (context) => {
    expect((await faultOf(connect({ context }))).fault).toBe('invalid-name');
    expect(ran).toEqual([]);
  });

  test('a context named like a command is one argument', async () => {
    const marker = path.join(api.folder, 'touched');
    const context = `a" && touch ${marker} && "$(touch ${marker})`;
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: api.url, context }));
    const reader = await connect();
    await reader.pods();
    expect(reader.target.context).toBe(context);
    await expect(readFile(marker)).rejects.toThrow('ENOENT');
  });

  test.each(['-it', '--privileged', 'a b', '$(id)', 'a/b'])('node %j is never entered', async (node) => {
    const reader = await connect();
    const before = ran.length;
    expect((await faultOf(reader.nodeImages(node))).fault).toBe('invalid-name');
    expect(ran.length).toBe(before);
  });

  test('hostile names in the cluster are data', async () => {
    const name = 'x\u001b]8;;http://evil\u0007\u202e$(id)';
    api.set('pods', [{ metadata: { name, namespace: 'notification-e2e' }, spec: { nodeName: '--privileged' }, status: {} }]);
    const facts = await collectFacts(await connect(), { askNodes: true });
    expect(facts.pods.map((pod) => pod.name)).toEqual([name]);
  });
});

describe('row 82: which program', () => {
  test('a kubectl of the workspace, of the current folder or of a relative entry is never taken', async () => {
    const folder = await fake('kubectl', 'touch "$0.ran"');
    const entries = [folder, '.', 'bin', '', path.relative(process.cwd(), folder), '/usr/bin', '/bin'];
    expect(await findProgram({ name: 'kubectl', path: entries.join(path.delimiter), excluded: [api.folder] })).toBe('/usr/bin/kubectl');
    expect(await findProgram({ name: 'kubectl', path: `.${path.delimiter}bin`, excluded: [] })).toBeUndefined();
    const reader = await connect({ env: withFirst(folder), workspace: [api.folder] });
    await reader.pods();
    expect(ran.every(({ file }) => file === '/usr/bin/kubectl')).toBe(true);
    await expect(readFile(path.join(folder, 'kubectl.ran'))).rejects.toThrow('ENOENT');
  });

  test('nor one that a link leads into the workspace, nor one in a linked folder', async () => {
    const folder = await fake('kubectl', 'exit 0');
    const outside = await mkdtemp(path.join(tmpdir(), 'image-tags-bin-'));
    await symlink(path.join(folder, 'kubectl'), path.join(outside, 'kubectl'));
    expect(await findProgram({ name: 'kubectl', path: outside, excluded: [api.folder] })).toBeUndefined();
    await symlink(folder, path.join(outside, 'linked'));
    expect(await findProgram({ name: 'kubectl', path: path.join(outside, 'linked'), excluded: [api.folder] })).toBeUndefined();
    await rm(outside, { recursive: true });
  });

  test('a configured one must be absolute, executable and outside the workspace', async () => {
    const folder = await fake('kubectl', 'exit 0');
    for (const executable of ['kubectl', './kubectl', path.join(folder, 'kubectl'), '/nowhere/kubectl', '/etc/passwd', '/usr/bin']) {
      expect((await faultOf(connect({ executable, workspace: [api.folder] }))).fault).toBe('missing-tool');
    }
    expect(ran).toEqual([]);
    await (await connect({ executable: '/usr/bin/kubectl', workspace: [api.folder] })).pods();
  });

  test('it runs in a neutral folder with its input closed', async () => {
    const folder = await fake('kubectl', 'if read line; then echo "got $line" >&2; exit 1; fi\npwd >&2; exit 1');
    const error = await faultOf(connect({ env: withFirst(folder) }));
    expect(error.detail).toBe('/');
  });
});

describe('row 84: kubectl misbehaves', () => {
  test('missing', async () => {
    const error = await faultOf(connect({ env: api.env({ PATH: '/nonexistent' }) }));
    expect(error.fault).toBe('missing-tool');
    expect(error.nextStep).toContain('kubernetes.io');
  });

  test('hangs, and so does its child: both are ended', async () => {
    const marker = path.join(api.folder, 'alive');
    const folder = await fake('kubectl', `(while :; do date > ${marker}; sleep 0.1; done) &\nsleep 60`);
    expect((await faultOf(connect({ env: withFirst(folder), timeoutMs: 700 }))).fault).toBe('timeout');
    await rm(marker, { force: true });
    await sleep(500);
    await expect(readFile(marker)).rejects.toThrow('ENOENT');
  });

  test('ends, but leaves a child that holds its output open', async () => {
    const folder = await fake('kubectl', 'echo kind-x\n(sleep 60) &\nexit 0');
    expect((await connect({ env: withFirst(folder), namespace: 'n' })).target.context).toBe('kind-x');
  });

  test('prints without end: cut and ended', async () => {
    const folder = await fake('kubectl', 'yes x');
    expect((await faultOf((await connect({ env: withFirst(folder), context: 'c', namespace: 'n', maxBytes: 1024 * 1024 })).pods())).fault).toBe('too-large');
  });

  test.each([['words', 'echo hello'], ['cut JSON', 'printf \'{"items":[{"meta\''], ['nothing', 'exit 0']])('answers %s: no JSON', async (_name, body) => {
    const folder = await fake('kubectl', body);
    expect((await faultOf((await connect({ env: withFirst(folder), context: 'c', namespace: 'n' })).pods())).fault).toBe('not-json');
  });

  test('warns on stderr and answers: the answer counts', async () => {
    const folder = await fake('kubectl', 'echo "W1122 Use of insecure cipher" >&2; echo \'{"items":[]}\'');
    expect(await (await connect({ env: withFirst(folder), context: 'c', namespace: 'n' })).pods()).toEqual({ items: [] });
  });

  test('fails with JSON on stdout: the status counts', async () => {
    const folder = await fake('kubectl', 'echo \'{"items":[]}\'; echo "error: unknown flag: --output-watch-events" >&2; exit 1');
    const error = await faultOf((await connect({ env: withFirst(folder), context: 'c', namespace: 'n' })).pods());
    expect(error).toMatchObject({ fault: 'failed', detail: 'error: unknown flag: --output-watch-events' });
  });

  test('is no program at all', async () => {
    const folder = await fake('kubectl', '');
    await writeFile(path.join(folder, 'kubectl'), '#!/nonexistent/interpreter\n');
    expect((await faultOf(connect({ env: withFirst(folder) }))).fault).toBe('missing-tool');
  });

  test('its errors hold no secret', async () => {
    const folder = await fake('kubectl', 'echo "cannot read /home/alice/.kube/config, token: abcdef0123456789" >&2; exit 1');
    const error = await faultOf(connect({ env: withFirst(folder) }));
    expect(`${error.message}${error.detail}`).not.toMatch(/alice|abcdef0123456789/);
  });

  test('a cancelled reading ends at once', async () => {
    const folder = await fake('kubectl', 'sleep 60');
    const controller = new AbortController();
    const reader = await connect({ env: withFirst(folder), context: 'c', namespace: 'n' });
    const reading = faultOf(reader.pods(controller.signal));
    setTimeout(() => controller.abort(), 100);
    expect((await reading).fault).toBe('aborted');
  });
});

describe('row 84: the API server misbehaves', () => {
  test('hangs', async () => {
    api.misbehave('pods', () => undefined);
    expect((await faultOf((await connect({ timeoutMs: 2000, context: 'kind-test', namespace: 'n' })).pods())).fault).toBe('timeout');
  });

  test('truncates', async () => {
    api.misbehave('pods', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
      response.write('{"kind":"PodList","items":[{"metadata":{"na');
      setTimeout(() => response.destroy(), 50);
    });
    expect(['unreachable', 'failed']).toContain((await faultOf((await connect()).pods())).fault);
  });

  test('answers HTML', async () => {
    api.misbehave('pods', (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.end('<html><script>alert(1)</script></html>');
    });
    expect((await faultOf((await connect()).pods())).fault).toBe('failed');
  });

  test('sends 100 MB', async () => {
    api.misbehave('pods', (_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"kind":"PodList","apiVersion":"v1","metadata":{},"items":[');
      const pod = JSON.stringify({ metadata: { name: 'a', annotations: { x: 'x'.repeat(1024 * 1024) } } });
      let sent = 0;
      const more = (): void => {
        while (sent++ < 100) if (!response.write(`${sent > 1 ? ',' : ''}${pod}`)) {
          response.once('drain', more);
          return;
        }
        response.end(']}');
      };
      more();
    });
    expect((await faultOf((await connect({ maxBytes: 8 * 1024 * 1024, timeoutMs: 60_000 })).pods())).fault).toBe('too-large');
  });

  test('is gone', async () => {
    const reader = await connect();
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: 'http://127.0.0.1:1', namespace: 'n' }));
    expect((await faultOf(reader.pods())).fault).toBe('unreachable');
  });

  test('fails inside', async () => {
    api.misbehave('pods', (_request, response) => sendStatus(response, 500, 'InternalError', 'etcd is down'));
    expect((await faultOf((await connect()).pods())).fault).toBe('unreachable');
  });
});

describe('row 85: who may read', () => {
  test('no context', async () => {
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: api.url, current: false }));
    expect((await faultOf(connect())).fault).toBe('no-context');
  });

  test('no kubeconfig', async () => {
    expect((await faultOf(connect({ env: api.env({ KUBECONFIG: '/nonexistent' }) }))).fault).toBe('no-context');
  });

  test('inside a cluster there is no context, and none is asked for', async () => {
    const reader = await connect({ env: api.env({ KUBECONFIG: '/nonexistent', KUBERNETES_SERVICE_HOST: '192.0.2.1' }) });
    expect(reader.target).toMatchObject({ context: '', namespace: 'default' });
  });

  test('a kubeconfig that is none', async () => {
    await api.writeKubeconfig('kubeconfig', 'contexts: 7\n');
    expect((await faultOf(connect())).fault).toBe('bad-kubeconfig');
  });

  test('an unknown context', async () => {
    expect((await faultOf((await connect({ context: 'nowhere', namespace: 'n' })).pods())).fault).toBe('unknown-context');
  });

  test('expired login', async () => {
    api.misbehave('pods', (_request, response) => sendStatus(response, 401, 'Unauthorized', 'Unauthorized'));
    expect((await faultOf((await connect()).pods())).fault).toBe('login');
  });

  // kubectl runs a plugin only for an https address, and runs it before it connects: nothing there needs to speak TLS.
  test('an exec plugin that asks for a password gets none, and nothing hangs', async () => {
    const folder = await fake('login', 'printf "Password: " >&2\nif read password; then echo "{}"; exit 0; fi\necho "no input" >&2; exit 1');
    const user = ['    exec:', '      apiVersion: client.authentication.k8s.io/v1', `      command: ${path.join(folder, 'login')}`, '      interactiveMode: IfAvailable'].join('\n');
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: api.url.replace('http:', 'https:'), namespace: 'n', user }));
    expect((await faultOf((await connect()).pods())).fault).toBe('login');
  });

  test('an exec plugin that hangs is ended with all its children', async () => {
    const marker = path.join(api.folder, 'alive');
    const folder = await fake('login', `while :; do date > ${marker}; sleep 0.1; done`);
    const user = ['    exec:', '      apiVersion: client.authentication.k8s.io/v1', `      command: ${path.join(folder, 'login')}`, '      interactiveMode: Never'].join('\n');
    await api.writeKubeconfig('kubeconfig', kubeconfigText({ server: api.url.replace('http:', 'https:'), namespace: 'n', user }));
    expect((await faultOf((await connect({ timeoutMs: 2000, context: 'kind-test', namespace: 'n' })).pods())).fault).toBe('timeout');
    await rm(marker, { force: true });
    await sleep(500);
    await expect(readFile(marker)).rejects.toThrow('ENOENT');
  });

  test('403 on pods is final; on events and nodes it is a notice', async () => {
    const forbid = (what: string): void => api.misbehave(what === 'nodes' ? 'nodes' : what === 'events' ? 'events' : 'pods', (_request, response) =>
      sendStatus(response, 403, 'Forbidden', `${what} is forbidden: User "x" cannot list resource "${what}" in API group "" in the namespace "n"`));
    forbid('events');
    forbid('nodes');
    const facts = await collectFacts(await connect(), { askNodes: false });
    expect(facts.pods).toHaveLength(4);
    expect(facts.notices).toEqual(['Events are left out: The cluster forbids reading this.', 'What is on the nodes is left out: The cluster forbids reading this.']);
    forbid('pods');
    expect((await faultOf(collectFacts(await connect(), { askNodes: false }))).fault).toBe('forbidden');
  });
});

describe('images of a Kind node', () => {
  test('docker is asked where podman has no such container', async () => {
    await fake('podman', 'echo "no such container" >&2; exit 125');
    const folder = await fake('docker', 'echo \'{"images":[{"repoTags":["localhost/a:1"]}]}\'');
    const reader = await connect({ env: withFirst(folder) });
    expect(await reader.nodeImages('worker')).toEqual({ images: [{ repoTags: ['localhost/a:1'] }] });
    expect(ran.slice(-2).map(({ file, argv }) => [path.basename(file), argv[0], argv[1]])).toEqual([['podman', 'exec', 'worker'], ['docker', 'exec', 'worker']]);
  });

  test('where neither can, the Node status stays and a notice says why', async () => {
    await fake('podman', 'exit 125');
    const folder = await fake('docker', 'echo nonsense');
    const facts = await collectFacts(await connect({ env: withFirst(folder) }), { askNodes: true });
    expect(facts.nodes.get(incident.node)?.listedBy).toBe('node status');
    expect(facts.notices).toHaveLength(1);
  });
});
