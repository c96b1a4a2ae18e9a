/** End to end: the sample workspace through the real parser and service, the incident's pods through the real kubectl. */
import { resolve } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commands } from '../../src/cli/commands';
import { openProject } from '../../src/cli/openProject';
import { runCommandLine } from '../../src/cli/run';
import { startApiServer, type ApiServer } from '../support/apiServer';
import * as incident from '../support/incident';

// Real programs on a busy machine: patience, not a measurement.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const project = resolve(__dirname, '../..');
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

test('the sample: from the pod to notification.go, its line and the right fix', async () => {
  let out = '';
  const terminal = {
    out: (text: string) => void (out += text), err: () => undefined, outIsTerminal: false, errIsTerminal: false,
    env: api.env(), folder: project, readInput: () => Promise.resolve(new Uint8Array()),
  };
  const open = openProject({ folder: project, codeFolder: project, meant: () => '' });
  const status = await runCommandLine(['triage', '--format', 'json', 'sample'], commands, { terminal, open, rules: [] });
  expect(status).toBe(1);
  const report = JSON.parse(out) as { pods: { name: string; problems: object[] }[] };
  expect(report.pods.map(({ name }) => name)).toEqual([incident.failingPod]);
  expect(report.pods[0]?.problems[0]).toMatchObject({
    cause: { kind: 'localhost-refused' },
    onNode: { verdict: 'other-tag', tags: [incident.builtImage] },
    deploys: [{ file: 'test/infrastructure/notification.go', function: 'deployDataStorageForNotification', images: [incident.wantedImage], match: 'exact' }],
    finding: { rule: 'tag-mismatch', file: 'test/infrastructure/notification.go' },
    fixes: [{ confirmed: true, preferred: true, edits: [{ file: 'test/infrastructure/notification.go', expected: 'e2e-test', newText: 'e2e-test-datastorage' }] }],
  });
});
