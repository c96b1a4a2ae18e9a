/** The incident's own evidence ends at notification.go's line and its fix; and what triage says where something is missing. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/base/finding';
import { parseEvents } from '../../src/cluster/events';
import { parseCrictlImages, parseNodes } from '../../src/cluster/nodeImages';
import { parsePods } from '../../src/cluster/pods';
import { triage, type TriageInput } from '../../src/cluster/triage';
import type { TriagedProblem, TriageReport } from '../../src/report/triageReport';
import { crictlImages, eventObject, podObject, waiting } from '../support/clusterObjects';
import * as incident from '../support/incident';

function report(changes: Partial<TriageInput> = {}): TriageReport {
  return triage({
    target: { context: 'kind-notification-e2e', namespace: 'notification-e2e', defaulted: { context: false, namespace: false } },
    pods: parsePods({ items: incident.pods }), events: parseEvents({ items: incident.events }), nodes: parseNodes({ items: incident.nodes }),
    notices: [], source: incident.source, root: incident.root, version: '0', ...changes,
  });
}

function firstProblem(found: TriageReport): TriagedProblem {
  const problem = found.pods[0]?.problems[0];
  if (problem === undefined) throw new Error('no problem');
  return problem;
}

describe('the incident', () => {
  test('the pod, and only that pod', () => {
    expect(report().pods.map(({ name, state, ready, node }) => ({ name, state, ready, node }))).toEqual([{ name: incident.failingPod, state: 'image', ready: '0/1', node: incident.node }]);
    expect(report().summary).toEqual({ pods: 4, image: 1, other: 0, well: 3 });
  });

  test('the cause, though the status only says back-off', () => {
    expect(firstProblem(report()).cause).toMatchObject({ kind: 'localhost-refused', raw: incident.refused, permanent: true });
  });

  test('the tag on the node', () => {
    expect(firstProblem(report()).onNode).toMatchObject({ verdict: 'other-tag', tags: [incident.builtImage], sentence: `The image is present under THIS tag: ${incident.builtImage}` });
  });

  test('the line of source, the build on the other side, the check and its fix, which the node confirms', () => {
    const { deploys, builds, finding, fixes } = firstProblem(report());
    expect(deploys).toMatchObject([{ role: 'deploy', uri: incident.notificationFile, range: { start: { line: 5, character: 10 } }, function: 'deployDataStorageForNotification', images: [incident.wantedImage], match: 'exact' }]);
    expect(builds).toMatchObject([{ role: 'build', uri: incident.datastorageFile, function: 'buildDataStorageImage', images: [incident.builtImage] }]);
    expect(finding).toBe(incident.mismatch);
    expect(fixes).toEqual([{ fix: incident.mismatch.fixes[0], confirmed: true }]);
  });

  test('the finding for the editor stands on the tag', () => {
    const [finding, ...others] = report().findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: 'pod-triage', severity: 'error', at: incident.mismatch.at, fixes: incident.mismatch.fixes, built: [incident.builtImage] });
    expect(finding?.message).toContain(incident.failingPod);
    expect(finding?.message).toContain('only if it was loaded under exactly this name');
  });

  test('the timeline has the pod’s own events, oldest first, none of the older pod', () => {
    expect(report().pods[0]?.timeline.map(({ reason, count }) => [reason, count])).toEqual([['Pulling', 1], ['Failed', 4], ['Failed', 6]]);
  });

  test('the report is plain data', () => {
    expect(JSON.parse(JSON.stringify(report()))).toEqual(report());
  });
});

describe('less is known', () => {
  test('without the check the node itself offers the fix', () => {
    const { finding, fixes } = firstProblem(report({ source: { ...incident.source, findings: [] } }));
    expect(finding).toBeUndefined();
    expect(fixes).toEqual([{ confirmed: true, fix: {
      title: 'Deploy the tag `e2e-test-datastorage`', preferred: true, safe: false,
      edits: [{ uri: incident.notificationFile, range: incident.mismatch.at.range, expected: 'e2e-test', newText: 'e2e-test-datastorage' }],
    } }]);
  });

  test('several tags on the node: a fix each, none preferred', () => {
    const listing = parseCrictlImages(incident.node, crictlImages([incident.builtImage, 'localhost/kubernaut-datastorage:v2']));
    if (listing === undefined) throw new Error('no listing');
    const { fixes } = firstProblem(report({ source: { ...incident.source, findings: [] }, nodes: new Map([[incident.node, listing]]) }));
    expect(fixes?.map(({ fix }) => [fix.edits[0]?.newText, fix.preferred])).toEqual([['e2e-test-datastorage', false], ['v2', false]]);
  });

  test('events expired: the cause is the kubelet waiting, and the rest still stands', () => {
    const problem = firstProblem(report({ events: [] }));
    expect(problem.cause?.kind).toBe('back-off');
    expect(problem.deploys).toHaveLength(1);
  });

  test('no source: the cluster’s side alone', () => {
    const problem = firstProblem(report({ source: undefined }));
    expect(problem.deploys).toBeUndefined();
    expect(problem.onNode?.verdict).toBe('other-tag');
    expect(report({ source: undefined }).findings).toEqual([]);
  });

  test('holes are wildcards, and a site of which nothing is known is none', () => {
    const at = incident.deploySite.at;
    const hole = { hole: { kind: 'fresh', what: 'uuid', path: [], rooted: false } } as const;
    const sites = [
      incident.siteOf('deploy', at, [{ text: 'localhost/kubernaut-datastorage:' }, hole], { function: 'generated' }),
      incident.siteOf('deploy', at, [{ hole: { kind: 'env', name: 'REGISTRY' } }, { text: '/kubernaut-datastorage:' }, { hole: { kind: 'env', name: 'TAG' } }], { function: 'environment' }),
      incident.siteOf('deploy', at, [{ hole: { kind: 'param', func: 'f', name: 'image' } }], { function: 'anything' }),
      incident.siteOf('deploy', at, [{ text: 'localhost/' }, hole, { text: ':latest' }], { function: 'anyLatest' }),
      incident.siteOf('deploy', at, [{ text: 'localhost/kubernaut-gateway:' }, hole], { function: 'other' }),
      incident.siteOf('deploy', at, [{ text: 'localhost/kubernaut-datastorage:' }, hole, { text: '-x' }], { function: 'otherEnd' }),
    ];
    const { deploys } = firstProblem(report({ source: { ...incident.source, inventory: { sites, flows: [] } } }));
    expect(deploys?.map((row) => [row.function, row.match, row.images])).toEqual([
      ['generated', 'pattern', ['localhost/kubernaut-datastorage:{fresh:uuid}']],
      ['environment', 'pattern', ['{env:REGISTRY}/kubernaut-datastorage:{env:TAG}']],
    ]);
  });

  test('where no site fits, it is said of how many the image isn’t known', () => {
    const at = incident.deploySite.at;
    const param = { hole: { kind: 'param', func: 'f', name: 'image' } } as const;
    const sites = [incident.siteOf('deploy', at, [param]), incident.siteOf('deploy', at, [{ text: 'quay.io/x/y:1' }]), incident.siteOf('build', at, [param])];
    expect(firstProblem(report({ source: { ...incident.source, inventory: { sites, flows: [] } } }))).toMatchObject({ deploys: [], unknownDeploys: 1 });
  });

  test('nobody offers another tag of an image that the workspace doesn’t build', () => {
    const inventory = { sites: [incident.deploySite], flows: [] };
    expect(firstProblem(report({ source: { ...incident.source, inventory, findings: [] } })).fixes).toEqual([]);
  });

  test('a finding of many images explains each of them, wherever it is told', () => {
    const other = { uri: 'file:///repo/helpers.go', range: incident.mismatch.at.range };
    const one = { ...incident.mismatch, at: other, image: 'localhost/other:v1', related: [], fixes: [] };
    const cases = [one, { ...one, image: incident.wantedImage }];
    const told = (finding: Finding): string | undefined => firstProblem(report({ source: { ...incident.source, findings: [finding] } })).finding?.at.uri;
    expect(told({ ...one, cases })).toBe(other.uri);
    expect(told(one)).toBeUndefined();
  });

  test('an ignore comment is no fix of a pod', () => {
    const ignore = { title: 'Ignore', preferred: false, safe: false, edits: [{ ...incident.mismatch.at, expected: '', newText: '// image-tags:ignore tag-mismatch' }] };
    const finding = { ...incident.mismatch, fixes: [...incident.mismatch.fixes, ignore] };
    expect(firstProblem(report({ source: { ...incident.source, findings: [finding] } })).fixes?.map(({ fix }) => fix.title)).toEqual(['Deploy `:e2e-test-datastorage`']);
  });

  test('builds that can give the very image come first', () => {
    const at = incident.buildSite.at;
    const time = { hole: { kind: 'fresh', what: 'time', path: [], rooted: false } } as const;
    const sites = [
      incident.siteOf('pull', at, [{ hole: { kind: 'env', name: 'REGISTRY' } }, { text: '/kubernaut-datastorage:' }, { hole: { kind: 'env', name: 'TAG' } }], { function: 'pull' }),
      incident.siteOf('build', at, [{ text: 'localhost/kubernaut-datastorage:gateway-' }, time], { function: 'otherTag' }),
      incident.siteOf('load', at, [{ text: 'localhost/kubernaut-datastorage:e2e-' }, time], { function: 'load' }),
      incident.siteOf('build', at, [{ text: 'localhost/kubernaut-datastorage:e2e-' }, time], { function: 'build' }),
      incident.siteOf('build', at, [{ text: 'localhost/kubernaut-gateway:e2e-test' }], { function: 'otherRepository' }),
    ];
    expect(firstProblem(report({ source: { ...incident.source, inventory: { sites, flows: [] } } })).builds?.map((row) => row.function)).toEqual(['build', 'load', 'pull', 'otherTag']);
  });

  test('of several sites the container, the workload and live code decide', () => {
    const at = incident.deploySite.at;
    const parts = [{ text: incident.wantedImage }];
    const sites = [
      incident.siteOf('deploy', at, parts, { function: 'dead', dead: true }),
      incident.siteOf('deploy', at, parts, { function: 'otherContainer', details: { container: 'sidecar' } }),
      incident.siteOf('deploy', at, parts, { function: 'plain' }),
      incident.siteOf('deploy', at, parts, { function: 'worn', details: { container: 'datastorage', workload: 'Deployment/datastorage' } }),
    ];
    const { deploys } = firstProblem(report({ source: { ...incident.source, inventory: { sites, flows: [] } } }));
    expect(deploys?.map((row) => row.function)).toEqual(['worn', 'plain', 'otherContainer', 'dead']);
  });

  test('an image that is no reference still finds the line that yields it', () => {
    const image = 'localhost/app:runAsUser: 1000';
    const pods = parsePods({ items: [podObject({ name: 'a', containers: [{ name: 'c', image, state: waiting('InvalidImageName') }] })] });
    const sites = [incident.siteOf('deploy', incident.deploySite.at, [{ text: image }], { function: 'shifted' })];
    const problem = firstProblem(report({ pods, source: { ...incident.source, inventory: { sites, flows: [] } } }));
    expect(problem.cause?.kind).toBe('invalid-name');
    expect(problem.deploys?.map((row) => row.function)).toEqual(['shifted']);
  });

  test('two pods of one deployment share a finding', () => {
    const twin = podObject({ name: 'datastorage-84c9dd66db-twin1', node: incident.node, phase: 'Pending', containers: [{ name: 'datastorage', image: incident.wantedImage, state: waiting('ErrImagePull', incident.refused) }] });
    expect(report({ pods: parsePods({ items: [...incident.pods, twin] }) }).findings).toHaveLength(1);
  });

  test('which probe, with what it last said', () => {
    const pods = parsePods({ items: [podObject({ name: 'a', containers: [{ name: 'c', image: 'x', spec: { readinessProbe: { httpGet: { port: 8080, path: '/health' } } } }] })] });
    const events = parseEvents({ items: [eventObject({ pod: 'a', container: 'c', reason: 'Unhealthy', message: 'Readiness probe failed: HTTP probe failed with statuscode: 503' })] });
    expect(firstProblem(report({ pods, events }))).toMatchObject({ state: 'not-ready', reason: 'readiness probe', message: "the readiness probe (HTTP GET :8080/health) doesn't succeed: Readiness probe failed: HTTP probe failed with statuscode: 503" });
  });

  test('row 88: no secret of the cluster reaches the report', () => {
    const image = 'bot:hunter2@registry.example.com/app:v1';
    const message = `Failed to pull image "${image}": unexpected status from GET https://bot:hunter2@registry.example.com/token?token=abcdef12345: 401, Authorization: Bearer abcdef0123456789`;
    const pods = parsePods({ items: [podObject({ name: 'a', containers: [{ name: 'c', image, state: waiting('ErrImagePull', message) }] })] });
    const events = parseEvents({ items: [eventObject({ pod: 'a', container: 'c', reason: 'Failed', message })] });
    const text = JSON.stringify(report({ pods, events, notices: [message] }));
    expect(text).not.toMatch(/hunter2|abcdef0123456789|abcdef12345/);
    expect(text).toContain('registry.example.com/app:v1');
  });
});
