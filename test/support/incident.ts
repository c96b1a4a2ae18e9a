/**
 * The incident this project began with, as Kubernetes JSON and as source: a pod that can't get `…:e2e-test`, a node that has
 * `…:e2e-test-datastorage`, the Go line that deploys and the one that builds. The inventory is made by hand, so that triage is tested
 * without the rest of the program.
 */
import { lineStarts, rangeOf, type Location, type Place } from '../../src/base/text';
import type { Finding } from '../../src/base/finding';
import type { Part } from '../../src/flow/value';
import type { ImageSite, Inventory, Role } from '../../src/images/site';
import type { SourceView } from '../../src/cluster/triageSource';
import { eventObject, nodeObject, podObject, running, waiting } from './clusterObjects';

export const root = 'file:///repo';
export const wantedImage = 'localhost/kubernaut-datastorage:e2e-test';
export const builtImage = 'localhost/kubernaut-datastorage:e2e-test-datastorage';
export const failingPod = 'datastorage-84c9dd66db-r42kv';
export const refused = `Failed to pull image "${wantedImage}": failed to resolve reference "${wantedImage}": dial tcp [::1]:443: connect: connection refused`;
export const node = 'notification-e2e-worker';

const postgres = 'docker.io/library/postgres:16-alpine';

export const pods: readonly object[] = [
  podObject({ name: failingPod, node, phase: 'Pending', containers: [{ name: 'datastorage', image: wantedImage, state: waiting('ImagePullBackOff', `Back-off pulling image "${wantedImage}"`) }] }),
  podObject({ name: 'notification-controller-7c9d5b8f4-abcde', node, containers: [{ name: 'manager', image: 'localhost/kubernaut-notification:e2e-test', state: running, ready: true, restartCount: 1 }] }),
  podObject({ name: 'postgresql-675ffb6cc7-fnvb2', node, containers: [{ name: 'postgresql', image: postgres, ready: true }] }),
  podObject({ name: 'redis-856fc9bb9b-5jpxm', node, containers: [{ name: 'redis', image: 'quay.io/example/redis:7', ready: true }] }),
];

export const events: readonly object[] = [
  eventObject({ pod: failingPod, uid: 'uid-of-an-older-pod', reason: 'Failed', message: 'toomanyrequests: of an older pod of the same name', time: '2025-12-22T20:00:00Z' }),
  eventObject({ pod: failingPod, container: 'datastorage', type: 'Normal', reason: 'Pulling', message: `Pulling image "${wantedImage}"`, time: '2025-12-22T21:00:02Z' }),
  eventObject({ pod: failingPod, container: 'datastorage', reason: 'Failed', message: refused, time: '2025-12-22T21:00:03Z', count: 4 }),
  eventObject({ pod: failingPod, container: 'datastorage', reason: 'Failed', message: 'Error: ImagePullBackOff', time: '2025-12-22T21:00:05Z', count: 6 }),
];

export const nodes: readonly object[] = [nodeObject(node, [[builtImage], [postgres]])];

export const files: Readonly<Record<string, string>> = {
  [`${root}/test/infrastructure/datastorage.go`]: `package infrastructure

func buildDataStorageImage() error {
	return exec.Command("podman", "build", "-t", "${builtImage}", ".").Run()
}
`,
  [`${root}/test/infrastructure/notification.go`]: `package infrastructure

func deployDataStorageForNotification() {
	_ = corev1.Container{
		Name:  "datastorage",
		Image: "${wantedImage}",
	}
}
`,
};

export const notificationFile = `${root}/test/infrastructure/notification.go`;
export const datastorageFile = `${root}/test/infrastructure/datastorage.go`;

export function locate(place: Place): Location {
  return { uri: place.uri, range: rangeOf(lineStarts(files[place.uri] ?? ''), place) };
}

/** Where a text stands for the first time in a file. */
export function placeOf(uri: string, text: string): Place {
  const start = (files[uri] ?? '').indexOf(text);
  if (start < 0) throw new Error(`${text} is not in ${uri}`);
  return { uri, start, end: start + text.length };
}

let next = 0;

/** A site whose image is what `parts` say. */
export function siteOf(role: Role, at: Place, parts: readonly Part[], more: Partial<ImageSite> = {}): ImageSite {
  return {
    id: next++, role, idiom: 'test', at, image: { values: [{ parts, trail: [] }], complete: true },
    engine: role === 'deploy' ? '' : 'podman', details: {}, function: '', flows: ['SetupNotification'], dead: false, ...more,
  };
}

const deployAt = placeOf(notificationFile, wantedImage);
const buildAt = placeOf(datastorageFile, builtImage);

export const deploySite = siteOf('deploy', deployAt, [{ text: wantedImage, source: deployAt }], { function: 'deployDataStorageForNotification', details: { container: 'datastorage' } });
export const buildSite = siteOf('build', buildAt, [{ text: builtImage, source: buildAt }], { function: 'buildDataStorageImage' });
export const inventory: Inventory = { sites: [buildSite, deploySite], flows: [] };

const tagAt: Location = locate({ uri: notificationFile, start: deployAt.end - 'e2e-test'.length, end: deployAt.end });

/** What the static check says about that line. */
export const mismatch: Finding = {
  rule: 'tag-mismatch', severity: 'error', message: 'deploys a tag nobody builds', at: tagAt, image: wantedImage, function: 'deployDataStorageForNotification',
  built: [builtImage], related: [], tags: [],
  fixes: [{ title: 'Deploy `:e2e-test-datastorage`', preferred: true, safe: true, edits: [{ ...tagAt, expected: 'e2e-test', newText: 'e2e-test-datastorage' }] }],
};

export const source: SourceView = { inventory, findings: [mismatch], locate };
