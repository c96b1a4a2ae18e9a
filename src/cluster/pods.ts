/**
 * What is wrong with each pod, and in which container? Reads the JSON of `kubectl get pods` and sorts pods the way a person does by hand:
 * image problem, crash loop, pending, running but not ready. Doesn't know why a pull failed (pullMessage.ts) or what the source says.
 */
import { at, flagAt, itemsOf, listAt, numberAt, textAt } from './shape';

/** From the most telling to the least; `pods` sorts in this order. */
export const podStates = ['image', 'crash-loop', 'container-error', 'unschedulable', 'not-ready', 'failed', 'starting', 'terminating', 'ready', 'done'] as const;
export type PodState = (typeof podStates)[number];

export type ContainerKind = 'container' | 'init' | 'ephemeral';

/** Every reason with which the kubelet says that a container waits for its image (kubernetes pkg/kubelet/images/types.go). */
export const imageReasons: readonly string[] = [
  'ImagePullBackOff',
  'ErrImagePull',
  'ErrImageNeverPull',
  'InvalidImageName',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];

export interface Container {
  readonly name: string;
  readonly kind: ContainerKind;
  /** As the pod's spec names it. */
  readonly image: string;
  readonly pullPolicy: string;
  readonly phase: 'waiting' | 'running' | 'terminated' | 'unknown';
  /** Of the waiting or terminated state. */
  readonly reason: string;
  readonly message: string;
  readonly exitCode: number;
  readonly ready: boolean;
  /** Undefined where the kubelet hasn't said. */
  readonly started: boolean | undefined;
  readonly restarts: number;
  readonly startupProbe: string;
  readonly readinessProbe: string;
}

/** What is wrong in one container, or in the whole pod (`container` is then undefined). */
export interface PodProblem {
  readonly state: PodState;
  readonly container: Container | undefined;
  readonly reason: string;
  readonly message: string;
}

export interface Pod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** '' while no node was found. */
  readonly node: string;
  /** RFC 3339, as the API server wrote it. */
  readonly created: string;
  /** `kind/name` of the controller, '' for a bare pod. */
  readonly owner: string;
  readonly state: PodState;
  /** Such as `0/1`. */
  readonly ready: string;
  readonly restarts: number;
  readonly containers: readonly Container[];
  /** Worst first. Empty for pods that are well. */
  readonly problems: readonly PodProblem[];
}

/** Pods of any JSON: never throws, skips what isn't a pod; worst state first, then by namespace and name. */
export function parsePods(json: unknown): Pod[] {
  const pods: Pod[] = [];
  for (const item of itemsOf(json)) {
    const pod = parsePod(item);
    if (pod !== undefined) pods.push(pod);
  }
  return pods.sort(comparePods);
}

/** One pod object, as a watch sends it. */
export function parsePod(item: unknown): Pod | undefined {
  const name = textAt(item, 'metadata', 'name');
  const kind = textAt(item, 'kind');
  if (name === '' || (kind !== '' && kind !== 'Pod')) return undefined;
  const containers = containersOf(item);
  const problems = problemsOf(item, containers);
  const phase = textAt(item, 'status', 'phase');
  const regular = containers.filter((container) => container.kind === 'container');
  const owner = listAt(item, 'metadata', 'ownerReferences')[0];
  return {
    namespace: textAt(item, 'metadata', 'namespace'),
    name,
    uid: textAt(item, 'metadata', 'uid'),
    node: textAt(item, 'spec', 'nodeName'),
    created: textAt(item, 'metadata', 'creationTimestamp'),
    owner: owner === undefined ? '' : `${textAt(owner, 'kind').toLowerCase()}/${textAt(owner, 'name')}`,
    state: stateOf(item, phase, problems),
    ready: `${String(regular.filter((container) => container.ready).length)}/${String(regular.length)}`,
    restarts: regular.reduce((sum, container) => sum + container.restarts, 0),
    containers,
    problems,
  };
}

function comparePods(a: Pod, b: Pod): number {
  return podStates.indexOf(a.state) - podStates.indexOf(b.state) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name) || compareText(a.uid, b.uid);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const containerLists: readonly { kind: ContainerKind; spec: string; status: string }[] = [
  { kind: 'init', spec: 'initContainers', status: 'initContainerStatuses' },
  { kind: 'container', spec: 'containers', status: 'containerStatuses' },
  { kind: 'ephemeral', spec: 'ephemeralContainers', status: 'ephemeralContainerStatuses' },
];

function containersOf(item: unknown): Container[] {
  const containers: Container[] = [];
  for (const list of containerLists) {
    const statuses = new Map(listAt(item, 'status', list.status).map((status) => [textAt(status, 'name'), status]));
    const specs = listAt(item, 'spec', list.spec);
    for (const spec of specs) containers.push(containerOf(list.kind, spec, statuses.get(textAt(spec, 'name'))));
    const named = new Set(specs.map((spec) => textAt(spec, 'name')));
    for (const [name, status] of statuses) if (!named.has(name)) containers.push(containerOf(list.kind, undefined, status));
  }
  return containers;
}

function containerOf(kind: ContainerKind, spec: unknown, status: unknown): Container {
  const phase = (['waiting', 'running', 'terminated'] as const).find((state) => typeof at(status, 'state', state) === 'object') ?? 'unknown';
  return {
    name: textAt(spec, 'name') || textAt(status, 'name'),
    kind,
    image: textAt(spec, 'image') || textAt(status, 'image'),
    pullPolicy: textAt(spec, 'imagePullPolicy'),
    phase,
    reason: textAt(status, 'state', phase, 'reason'),
    message: textAt(status, 'state', phase, 'message'),
    exitCode: numberAt(status, 'state', phase, 'exitCode'),
    ready: flagAt(status, 'ready') ?? false,
    started: flagAt(status, 'started'),
    restarts: numberAt(status, 'restartCount'),
    startupProbe: describeProbe(at(spec, 'startupProbe')),
    readinessProbe: describeProbe(at(spec, 'readinessProbe')),
  };
}

function describeProbe(probe: unknown): string {
  if (typeof probe !== 'object' || probe === null) return '';
  const port = (handler: string): string => {
    const value = at(probe, handler, 'port');
    return typeof value === 'number' || typeof value === 'string' ? `:${String(value)}` : '';
  };
  if (at(probe, 'httpGet') !== undefined) return `HTTP GET ${port('httpGet')}${textAt(probe, 'httpGet', 'path')}`;
  if (at(probe, 'tcpSocket') !== undefined) return `TCP ${port('tcpSocket')}`;
  if (at(probe, 'grpc') !== undefined) return `gRPC ${port('grpc')}`;
  const command = listAt(probe, 'exec', 'command').filter((word) => typeof word === 'string');
  return command.length > 0 ? `exec ${command.join(' ')}` : 'probe';
}

function problemsOf(item: unknown, containers: readonly Container[]): PodProblem[] {
  const problems: PodProblem[] = [];
  const phase = textAt(item, 'status', 'phase');
  if (phase === 'Succeeded') return problems;
  if (phase === 'Failed') {
    problems.push({ state: 'failed', container: undefined, reason: textAt(item, 'status', 'reason') || 'Failed', message: textAt(item, 'status', 'message') });
  }
  for (const condition of listAt(item, 'status', 'conditions')) {
    if (textAt(condition, 'type') === 'PodScheduled' && textAt(condition, 'status') === 'False') {
      problems.push({ state: 'unschedulable', container: undefined, reason: textAt(condition, 'reason') || 'Unschedulable', message: textAt(condition, 'message') });
    }
  }
  for (const container of containers) {
    const state = containerProblem(container, phase);
    if (state === undefined) continue;
    const waitsForProbe = state === 'not-ready';
    problems.push({
      state,
      container,
      reason: waitsForProbe ? probeReason(container) : container.reason || (state === 'crash-loop' ? 'Restarting' : 'Error'),
      message: waitsForProbe ? probeMessage(container) : container.message || (container.phase === 'terminated' ? `exit code ${String(container.exitCode)}` : ''),
    });
  }
  return problems.sort((a, b) => podStates.indexOf(a.state) - podStates.indexOf(b.state));
}

function containerProblem(container: Container, podPhase: string): PodState | undefined {
  if (container.phase === 'waiting') {
    if (imageReasons.includes(container.reason)) return 'image';
    if (container.reason === 'CrashLoopBackOff') return 'crash-loop';
    return /Err(or)?\b|Error$|^Err/.test(container.reason) ? 'container-error' : undefined;
  }
  if (container.phase === 'terminated') {
    if (container.exitCode === 0 || container.kind === 'ephemeral') return undefined;
    return container.restarts > 0 ? 'crash-loop' : 'container-error';
  }
  if (container.phase === 'running' && container.kind === 'container' && podPhase === 'Running' && !container.ready) return 'not-ready';
  return undefined;
}

function probeReason(container: Container): string {
  if (container.startupProbe !== '' && container.started !== true) return 'startup probe';
  return container.readinessProbe !== '' ? 'readiness probe' : 'not ready';
}

function probeMessage(container: Container): string {
  if (container.startupProbe !== '' && container.started !== true) return `the startup probe (${container.startupProbe}) hasn't succeeded yet`;
  return container.readinessProbe !== '' ? `the readiness probe (${container.readinessProbe}) doesn't succeed` : 'it has no readiness probe and still is not ready';
}

function stateOf(item: unknown, phase: string, problems: readonly PodProblem[]): PodState {
  if (textAt(item, 'metadata', 'deletionTimestamp') !== '') return 'terminating';
  const worst = problems[0];
  if (worst !== undefined) return worst.state;
  if (phase === 'Succeeded') return 'done';
  if (phase !== 'Running') return 'starting';
  return listAt(item, 'status', 'conditions').some((condition) => textAt(condition, 'type') === 'Ready' && textAt(condition, 'status') === 'False') ? 'not-ready' : 'ready';
}
