/** Whatever JSON kubectl prints, and whatever words a kubelet finds: pods, events and nodes are read, triage ends, and its report is inert. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseEvents } from '../../src/cluster/events';
import { jsonStream } from '../../src/cluster/jsonStream';
import { parseCrictlImages, parseNodes } from '../../src/cluster/nodeImages';
import { parsePods } from '../../src/cluster/pods';
import { classifyPullMessage } from '../../src/cluster/pullMessage';
import { pullJudge } from '../../src/cluster/pullWatch';
import { withoutSecrets } from '../../src/cluster/secrets';
import { triage } from '../../src/cluster/triage';
import { renderTriage, triageFormats } from '../../src/report/triage';
import { pullFacts } from '../cluster/pullMessages';
import { crictlImages, eventObject } from '../support/clusterObjects';
import * as incident from '../support/incident';
import type { Fuzzer } from './fuzz';
import { edited, scrap, textEdit } from './sources';

const wrong = fc.oneof<fc.Arbitrary<unknown>[]>(
  fc.constantFrom<unknown>(null, 7, -1, '', [], {}, true, 'ImagePullBackOff', 'ErrImagePull', 'Never', 'x'.repeat(10_000), '\u001b]8;;http://x\u0007', '::error::x', 'user:hunter2@registry.example/x', 1e308),
  scrap,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(...pullFacts.map(({ message }) => message)),
);
interface Spoil {
  readonly path: number;
  readonly value: unknown;
}
const spoils = fc.array(fc.record<Spoil>({ path: fc.nat(), value: wrong }), { maxLength: 6 });

function paths(value: unknown, prefix: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [[...prefix, key], ...paths(inner, [...prefix, key])]);
}

/** The same objects with wrong values at some of their paths. */
function spoil(json: unknown, list: readonly Spoil[]): unknown {
  const copy: unknown = structuredClone(json);
  for (const { path, value } of list) {
    const all = paths(copy);
    const chosen = all[path % Math.max(all.length, 1)];
    if (!chosen) continue;
    let here = copy as Record<string, unknown>;
    for (const key of chosen.slice(0, -1)) here = here[key] as Record<string, unknown>;
    here[chosen.at(-1) ?? ''] = structuredClone(value);
  }
  return copy;
}

/** What a terminal obeys; newlines are ours. */
const obeyed = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;

function assertTriage(pods: unknown, events: unknown, nodes: unknown): void {
  const report = triage({
    target: { context: 'kind-x', namespace: 'x', defaulted: { context: false, namespace: false } },
    pods: parsePods(pods), events: parseEvents(events), nodes: parseNodes(nodes), notices: [], source: incident.source, root: incident.root, version: '0',
  });
  for (const format of triageFormats) {
    const shown = renderTriage(format, report, { color: false, source: (uri) => incident.files[uri] });
    assert.doesNotMatch(shown, obeyed);
    assert.ok(!shown.includes('hunter2'), 'a secret is shown');
    if (format === 'json') JSON.parse(shown);
  }
  const judge = pullJudge();
  for (const pod of parsePods(pods)) judge.judge(pod);
}

export const clusterFuzzers: readonly Fuzzer[] = [
  {
    name: 'JSON of any shape is no pod, no event and no node, or one that can be triaged',
    share: 60,
    property: () => fc.property(fc.jsonValue({ maxDepth: 6 }), fc.jsonValue({ maxDepth: 5 }), (a, b) => {
      for (const json of [a, { items: a }, { items: [a, b] }, { kind: 'List', items: b }]) {
        assertTriage(json, json, json);
        parseCrictlImages('node', json);
      }
    }),
  },
  {
    name: 'real objects with wrong values anywhere are triaged, and the report is inert',
    share: 15,
    property: () => fc.property(spoils, spoils, spoils, (a, b, c) => {
      assertTriage(spoil({ items: incident.pods }, a), spoil({ items: [...incident.events, eventObject({ pod: incident.failingPod, reason: 'Failed', message: 'x' })] }, b), spoil({ items: incident.nodes }, c));
      parseCrictlImages('node', spoil(crictlImages(['a:b', 'c:d']), a));
    }),
  },
  {
    name: 'any message of a kubelet has one cause, and no secret stays in it',
    share: 100,
    property: () => fc.property(fc.constantFrom(...pullFacts), fc.array(textEdit, { maxLength: 4 }), fc.string({ unit: 'binary', maxLength: 20 }), ({ message, image }, list, reason) => {
      const text = list.reduce(edited, message);
      const cause = classifyPullMessage(text, image, reason);
      assert.ok(cause.kind.length > 0);
      classifyPullMessage(reason, text, image);
      const clean = withoutSecrets(`${text} https://bob:hunter2@registry.example/v2/ Authorization: Bearer hunter2abc`);
      assert.ok(!clean.includes('hunter2'));
    }),
  },
  {
    name: 'a watch’s objects are read however the pipe cuts them, and what is no JSON is refused',
    share: 10,
    property: () => fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 }), fc.option(textEdit, { nil: undefined }), (objects, cuts, spoiling) => {
      const whole = objects.map((object) => JSON.stringify(object)).join('\n');
      const text = spoiling ? edited(whole, spoiling) : whole;
      const stream = jsonStream();
      const found: unknown[] = [];
      const read = (): void => {
        for (let at = 0, i = 0; at < text.length; i++) {
          const size = cuts[i % cuts.length] ?? 1;
          found.push(...stream.push(text.slice(at, at + size)));
          at += size;
        }
      };
      if (!spoiling) {
        read();
        assert.deepEqual(found, objects.map((object) => JSON.parse(JSON.stringify(object)) as unknown));
        return;
      }
      try {
        read();
      } catch (error) {
        assert.ok(error instanceof Error && error.message !== '');
      }
    }),
  },
];
