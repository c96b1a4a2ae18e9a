/** Rows 86 and 87: every state of a pod is told from any JSON, and no shape of JSON throws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { imageReasons, parsePods, type Pod } from '../../src/cluster/pods';
import { podObject, running, waiting, type ContainerParts, type PodParts } from '../support/clusterObjects';

const list = (...pods: readonly PodParts[]): object => ({ kind: 'List', items: pods.map(podObject) });
const only = (parts: PodParts): Pod => {
  const [pod] = parsePods(list(parts));
  if (pod === undefined) throw new Error('no pod');
  return pod;
};
const image = 'localhost/app:v1';

describe('row 86: the state of a pod', () => {
  test('the six reasons and the newer seventh are image problems', () => {
    expect(imageReasons).toEqual(expect.arrayContaining(['ImagePullBackOff', 'ErrImagePull', 'ErrImageNeverPull', 'InvalidImageName', 'ImageInspectError', 'RegistryUnavailable']));
  });

  test.each(imageReasons)('%s', (reason) => {
    const pod = only({ name: 'a', phase: 'Pending', containers: [{ name: 'c', image, state: waiting(reason, 'why') }] });
    expect(pod).toMatchObject({ state: 'image', ready: '0/1', problems: [{ state: 'image', reason, message: 'why', container: { name: 'c', kind: 'container', image } }] });
  });

  test.each([['init', 'init'], ['ephemeral', 'ephemeral']] as const)('in an %s container', (field, kind) => {
    const failing: readonly ContainerParts[] = [{ name: 'x', image: 'localhost/x:1', state: waiting('ErrImagePull') }];
    const pod = only({ name: 'a', containers: [{ name: 'c', image, ready: true }], [field]: failing });
    expect(pod.state).toBe('image');
    expect(pod.problems.map(({ container }) => [container?.kind, container?.name])).toEqual([[kind, 'x']]);
  });

  test('of several containers the one without image comes first', () => {
    const pod = only({
      name: 'a',
      containers: [{ name: 'crash', image, state: waiting('CrashLoopBackOff'), restartCount: 4 }, { name: 'pull', image: 'localhost/b:2', state: waiting('ImagePullBackOff') }],
    });
    expect(pod.problems.map(({ state, container }) => [state, container?.name])).toEqual([['image', 'pull'], ['crash-loop', 'crash']]);
    expect(pod.restarts).toBe(4);
  });

  test.each<[string, PodParts, string, string]>([
    ['crash loop', { name: 'a', containers: [{ name: 'c', image, state: waiting('CrashLoopBackOff', 'back-off 40s') }] }, 'crash-loop', 'CrashLoopBackOff'],
    ['between two crashes', { name: 'a', containers: [{ name: 'c', image, state: { terminated: { exitCode: 2, reason: 'Error' } }, restartCount: 1 }] }, 'crash-loop', 'Error'],
    ['first crash', { name: 'a', containers: [{ name: 'c', image, state: { terminated: { exitCode: 2, reason: 'Error' } } }] }, 'container-error', 'Error'],
    ['configuration', { name: 'a', phase: 'Pending', containers: [{ name: 'c', image, state: waiting('CreateContainerConfigError', 'secret "x" not found') }] }, 'container-error', 'CreateContainerConfigError'],
    ['unschedulable', { name: 'a', phase: 'Pending', containers: [], conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/1 nodes are available: 1 Insufficient cpu.' }] }, 'unschedulable', 'Unschedulable'],
    ['evicted', { name: 'a', phase: 'Failed', status: { reason: 'Evicted', message: 'The node was low on resource' } }, 'failed', 'Evicted'],
    ['readiness', { name: 'a', containers: [{ name: 'c', image, state: running, started: true, spec: { readinessProbe: { httpGet: { port: 8080, path: '/health' } } } }] }, 'not-ready', 'readiness probe'],
    ['startup', { name: 'a', containers: [{ name: 'c', image, state: running, started: false, spec: { startupProbe: { exec: { command: ['pg_isready'] } }, readinessProbe: { tcpSocket: { port: 'pg' } } } }] }, 'not-ready', 'startup probe'],
  ])('%s', (_name, parts, state, reason) => {
    const pod = only(parts);
    expect(pod.state).toBe(state);
    expect(pod.problems[0]?.reason).toBe(reason);
  });

  test('which probe: its kind, port and path', () => {
    const message = (spec: object): string | undefined => only({ name: 'a', containers: [{ name: 'c', image, spec }] }).problems[0]?.message;
    expect(message({ readinessProbe: { httpGet: { port: 8080, path: '/health' } } })).toContain('HTTP GET :8080/health');
    expect(message({ readinessProbe: { tcpSocket: { port: 'pg' } } })).toContain('TCP :pg');
    expect(message({ readinessProbe: { grpc: { port: 9000 } } })).toContain('gRPC :9000');
    expect(message({ readinessProbe: { exec: { command: ['pg_isready', '-U', 'x'] } } })).toContain('exec pg_isready -U x');
    expect(message({})).toContain('no readiness probe');
  });

  test.each<[string, PodParts, string]>([
    ['ready', { name: 'a', containers: [{ name: 'c', image, ready: true }] }, 'ready'],
    ['done', { name: 'a', phase: 'Succeeded', containers: [{ name: 'c', image, state: { terminated: { exitCode: 0 } } }] }, 'done'],
    ['creating', { name: 'a', phase: 'Pending', containers: [{ name: 'c', image, state: waiting('ContainerCreating') }] }, 'starting'],
    ['on its way out', { name: 'a', containers: [{ name: 'c', image, state: waiting('ImagePullBackOff') }], metadata: { deletionTimestamp: '2025-12-22T21:00:00Z' } }, 'terminating'],
  ])('no problem: %s', (_name, parts, state) => {
    expect(only(parts).state).toBe(state);
  });

  test('worst first, then by namespace and name', () => {
    const pods = parsePods(list(
      { name: 'z', containers: [{ name: 'c', image, ready: true }] },
      { name: 'b', containers: [{ name: 'c', image, state: waiting('ErrImagePull') }] },
      { name: 'a', containers: [{ name: 'c', image, state: waiting('ErrImagePull') }] },
      { name: 'y', containers: [{ name: 'c', image, state: waiting('CrashLoopBackOff') }] },
    ));
    expect(pods.map(({ name }) => name)).toEqual(['a', 'b', 'y', 'z']);
  });
});

describe('row 84: JSON of any shape', () => {
  test('no shape throws', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
      expect(Array.isArray(parsePods(json))).toBe(true);
    }));
  });

  test('no wrong type in a real pod throws', () => {
    const pod = podObject({ name: 'a', containers: [{ name: 'c', image, state: waiting('ErrImagePull') }] });
    const paths = pathsOf(pod);
    for (const path of paths) for (const wrong of [null, 7, '', [], {}, true]) {
      const copy = structuredClone(pod);
      put(copy, path, wrong);
      expect(() => parsePods({ items: [copy] })).not.toThrow();
    }
    expect(paths.length).toBeGreaterThan(20);
  });

  test('what is no pod is skipped, and a single pod counts as a list of one', () => {
    expect(parsePods({ items: [null, 3, {}, { kind: 'Node', metadata: { name: 'n' } }] })).toEqual([]);
    expect(parsePods(podObject({ name: 'a' })).map(({ name }) => name)).toEqual(['a']);
  });

  test('a huge field is cut', () => {
    const message = 'x'.repeat(1_000_000);
    expect(only({ name: 'a', containers: [{ name: 'c', image, state: waiting('ErrImagePull', message) }] }).problems[0]?.message.length).toBeLessThan(5000);
  });
});

function pathsOf(value: unknown, prefix: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...prefix, key], ...pathsOf(inner, [...prefix, key])]);
}

function put(target: unknown, path: readonly string[], value: unknown): void {
  let here = target as Record<string, unknown>;
  for (const key of path.slice(0, -1)) here = here[key] as Record<string, unknown>;
  here[path.at(-1) ?? ''] = value;
}
