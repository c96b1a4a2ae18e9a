/**
 * A small Kubernetes API server on loopback for the real kubectl: serves pods, events, nodes and watches of pods from memory, over plain
 * HTTP, with a kubeconfig of its own in a temporary folder. Misbehaves on demand. It knows only what `kubectl get` asks for.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

export type Resource = 'pods' | 'events' | 'nodes';
/** Answers instead of the server. */
export type Misbehaviour = (request: IncomingMessage, response: ServerResponse) => void;

export interface ApiServer {
  readonly url: string;
  readonly kubeconfig: string;
  /** A folder of the test's own, removed at the end. */
  readonly folder: string;
  /** `METHOD path?query` of every request for a resource. */
  readonly requests: readonly string[];
  /** Sets a list and tells the watchers nothing. */
  set(resource: Resource, items: readonly object[]): void;
  /** Sends one change to every watcher of pods. */
  push(type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: object): void;
  misbehave(resource: Resource | 'discovery', how: Misbehaviour): void;
  /** Ends all watches, as an API server does after a while. */
  endWatches(): void;
  /** What a child process needs to talk to this server and to nothing else. */
  env(more?: NodeJS.ProcessEnv): NodeJS.ProcessEnv;
  writeKubeconfig(name: string, text: string): Promise<string>;
  close(): Promise<void>;
}

export interface KubeconfigParts {
  readonly server: string;
  readonly context?: string;
  readonly namespace?: string;
  readonly current?: boolean;
  /** YAML of the user, indented by four. */
  readonly user?: string;
}

export function kubeconfigText({ server, context = 'kind-test', namespace, current = true, user = '    token: test' }: KubeconfigParts): string {
  const lines = [
    'apiVersion: v1', 'kind: Config', 'clusters:', '- name: c', '  cluster:', `    server: ${server}`,
    'users:', '- name: u', '  user:', user, 'contexts:', `- name: ${JSON.stringify(context)}`, '  context:', '    cluster: c', '    user: u',
  ];
  if (namespace !== undefined) lines.push(`    namespace: ${JSON.stringify(namespace)}`);
  if (current) lines.push(`current-context: ${JSON.stringify(context)}`);
  return `${lines.join('\n')}\n`;
}

const kinds: Record<Resource, string> = { pods: 'Pod', events: 'Event', nodes: 'Node' };

export async function startApiServer(parts: Omit<KubeconfigParts, 'server'> = {}): Promise<ApiServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'image-tags-api-'));
  const lists: Record<Resource, readonly object[]> = { pods: [], events: [], nodes: [] };
  const misbehaviours = new Map<Resource | 'discovery', Misbehaviour>();
  const watchers = new Set<ServerResponse>();
  const requests: string[] = [];

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://test');
    const resource = (['pods', 'events', 'nodes'] as const).find((name) => url.pathname.endsWith(`/${name}`));
    const misbehaviour = misbehaviours.get(resource ?? 'discovery');
    if (resource !== undefined) requests.push(`${request.method ?? ''} ${request.url ?? ''}`);
    if (misbehaviour !== undefined) {
      misbehaviour(request, response);
      return;
    }
    if (resource === undefined) {
      discover(url.pathname, response);
      return;
    }
    const namespace = /\/namespaces\/([^/]+)\//.exec(url.pathname)?.[1];
    const items = lists[resource].filter((item) => namespace === undefined || namespaceOf(item) === namespace);
    if (url.searchParams.get('watch') !== null) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.flushHeaders();
      watchers.add(response);
      response.on('close', () => watchers.delete(response));
      return;
    }
    sendJson(response, 200, { kind: `${kinds[resource]}List`, apiVersion: 'v1', metadata: { resourceVersion: '1' }, items: items.map((item) => ({ kind: kinds[resource], apiVersion: 'v1', ...item })) });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const write = async (name: string, text: string): Promise<string> => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    return file;
  };
  const kubeconfig = await write('kubeconfig', kubeconfigText({ server: url, ...parts }));

  return {
    url, kubeconfig, folder, requests,
    set: (resource, items) => void (lists[resource] = items),
    push(type, pod) {
      for (const watcher of watchers) watcher.write(`${JSON.stringify({ type, object: { kind: 'Pod', apiVersion: 'v1', ...pod } })}\n`);
    },
    misbehave: (resource, how) => void misbehaviours.set(resource, how),
    endWatches: () => watchers.forEach((watcher) => watcher.end()),
    env: (more = {}) => ({ PATH: process.env.PATH, HOME: folder, KUBECONFIG: kubeconfig, ...more }),
    writeKubeconfig: write,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function namespaceOf(item: object): string {
  const metadata = 'metadata' in item ? item.metadata : undefined;
  return typeof metadata === 'object' && metadata !== null && 'namespace' in metadata && typeof metadata.namespace === 'string' ? metadata.namespace : '';
}

function discover(pathname: string, response: ServerResponse): void {
  const resource = (name: string, kind: string, namespaced: boolean): object => ({ name, singularName: kind.toLowerCase(), namespaced, kind, verbs: ['get', 'list', 'watch'] });
  const answers: Readonly<Record<string, object>> = {
    '/api': { kind: 'APIVersions', versions: ['v1'] },
    '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [] },
    '/api/v1': { kind: 'APIResourceList', groupVersion: 'v1', resources: [resource('pods', 'Pod', true), resource('events', 'Event', true), resource('nodes', 'Node', false)] },
  };
  const answer = answers[pathname];
  if (answer === undefined) sendStatus(response, 404, 'NotFound', 'the server could not find the requested resource');
  else sendJson(response, 200, answer);
}

/** A Kubernetes `Status`, as real servers answer errors. */
export function sendStatus(response: ServerResponse, code: number, reason: string, message: string): void {
  sendJson(response, code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code });
}

export function sendJson(response: ServerResponse, code: number, body: object): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
