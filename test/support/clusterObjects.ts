/** Kubernetes objects for tests, as the API server writes them: only the fields that triage reads. */

export interface ContainerParts {
  readonly name: string;
  readonly image: string;
  readonly state?: object;
  readonly ready?: boolean;
  readonly restartCount?: number;
  readonly started?: boolean;
  readonly spec?: object;
}

export interface PodParts {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly node?: string;
  readonly phase?: string;
  readonly created?: string;
  readonly containers?: readonly ContainerParts[];
  readonly init?: readonly ContainerParts[];
  readonly ephemeral?: readonly ContainerParts[];
  readonly conditions?: readonly object[];
  readonly metadata?: object;
  readonly status?: object;
}

export const running = { running: { startedAt: '2025-12-22T21:00:10Z' } };

export function waiting(reason: string, message?: string): object {
  return { waiting: { reason, ...(message === undefined ? {} : { message }) } };
}

export function podObject(parts: PodParts): object {
  const specs = (containers: readonly ContainerParts[] = []): object[] => containers.map(({ name, image, spec }) => ({ name, image, imagePullPolicy: 'IfNotPresent', ...spec }));
  const statuses = (containers: readonly ContainerParts[] = []): object[] =>
    containers.map(({ name, image, state = running, ready = false, restartCount = 0, started }) => ({ name, image, imageID: '', state, ready, restartCount, ...(started === undefined ? {} : { started }) }));
  return {
    metadata: {
      name: parts.name, namespace: parts.namespace ?? 'notification-e2e', uid: parts.uid ?? `uid-${parts.name}`,
      creationTimestamp: parts.created ?? '2025-12-22T21:00:00Z', ...parts.metadata,
    },
    spec: {
      ...(parts.node === undefined ? {} : { nodeName: parts.node }),
      containers: specs(parts.containers),
      ...(parts.init === undefined ? {} : { initContainers: specs(parts.init) }),
      ...(parts.ephemeral === undefined ? {} : { ephemeralContainers: specs(parts.ephemeral) }),
    },
    status: {
      phase: parts.phase ?? 'Running',
      conditions: parts.conditions ?? [{ type: 'PodScheduled', status: 'True' }],
      containerStatuses: statuses(parts.containers),
      ...(parts.init === undefined ? {} : { initContainerStatuses: statuses(parts.init) }),
      ...(parts.ephemeral === undefined ? {} : { ephemeralContainerStatuses: statuses(parts.ephemeral) }),
      ...parts.status,
    },
  };
}

export interface EventParts {
  readonly pod: string;
  readonly uid?: string;
  readonly namespace?: string;
  readonly container?: string;
  readonly type?: string;
  readonly reason: string;
  readonly message: string;
  readonly time?: string;
  readonly count?: number;
}

let serial = 0;

export function eventObject(parts: EventParts): object {
  const namespace = parts.namespace ?? 'notification-e2e';
  const time = parts.time ?? '2025-12-22T21:00:05Z';
  serial++;
  return {
    metadata: { name: `${parts.pod}.${serial.toString(16)}`, namespace, creationTimestamp: time },
    involvedObject: {
      kind: 'Pod', namespace, name: parts.pod, uid: parts.uid ?? `uid-${parts.pod}`,
      ...(parts.container === undefined ? {} : { fieldPath: `spec.containers{${parts.container}}` }),
    },
    type: parts.type ?? 'Warning', reason: parts.reason, message: parts.message,
    firstTimestamp: time, lastTimestamp: time, count: parts.count ?? 1, source: { component: 'kubelet' },
  };
}

export function nodeObject(name: string, images: readonly (readonly string[])[], architecture = 'amd64'): object {
  return {
    metadata: { name },
    status: { nodeInfo: { architecture, operatingSystem: 'linux', containerRuntimeVersion: 'containerd://2.1.3' }, images: images.map((names) => ({ names, sizeBytes: 151_000_000 })) },
  };
}

/** What `crictl images -o json` prints. */
export function crictlImages(images: readonly string[]): object {
  return { images: images.map((image, i) => ({ id: `sha256:${String(i).padStart(64, '0')}`, repoTags: [image], repoDigests: [], size: '151000000', uid: null, username: '', pinned: false })) };
}
