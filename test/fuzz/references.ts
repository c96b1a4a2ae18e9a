/** Any string as an image reference, and any pieces with holes: read or refused, split or not, compared without contradicting itself. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Hole, Part } from '../../src/flow/value';
import { compareImages, malformedImage, parseReference, printReference, requestedAs, splitImage, storedAs } from '../../src/images/reference';
import type { Engine } from '../../src/images/site';
import { defaultStandard, judge, serviceOf } from '../../src/standard/standard';
import type { Fuzzer } from './fuzz';
import { outside } from './inside';
import { scrap } from './sources';

const hex = 'a1'.repeat(32);
const near = fc.string({
  unit: fc.constantFrom('a', 'b', 'B', '0', '.', '-', '_', '__', '/', ':', '@', '[', ']', '::1', '://', '\u0430', '\u200b', ' ', 'localhost', 'docker.io', 'library/', 'kubernaut-', 'gateway', 'e2e-test', 'latest', `sha256:${hex}`, 'x'.repeat(130)),
  maxLength: 14,
});
const text = fc.oneof({ weight: 4, arbitrary: near }, { weight: 1, arbitrary: fc.string({ unit: 'binary' }) }, { weight: 1, arbitrary: scrap });
const holes: readonly Hole[] = [{ kind: 'unknown', why: 'cycle' }, { kind: 'param', func: 'f', name: 'x' }, { kind: 'env', name: 'TAG' }, { kind: 'fresh', what: 'time', path: ['p'], rooted: true }, { kind: 'fresh', what: 'uuid', path: ['p', 'q'], rooted: false }];
const parts: fc.Arbitrary<Part[]> = fc.array(fc.oneof({ weight: 2, arbitrary: near.map((part): Part => ({ text: part })) }, { weight: 1, arbitrary: fc.constantFrom(...holes).map((hole): Part => ({ hole })) }), { maxLength: 4 });
const engines = fc.constantFrom<Engine>('podman', 'docker', 'buildah', '');

export const referenceFuzzers: readonly Fuzzer[] = [
  {
    name: 'row 38: any string is a reference that prints as it was written, or refused at a place inside it',
    share: 300,
    property: () => fc.property(text, (written) => {
      const parsed = parseReference(written);
      assert.deepEqual(outside(parsed, written.length), []);
      if (parsed.kind === 'malformed') {
        assert.notEqual(parsed.reason, '');
        return;
      }
      assert.equal(printReference(parsed), written);
      for (const full of [requestedAs(parsed), storedAs(parsed, 'docker'), storedAs(parsed, 'podman')]) {
        const again = parseReference(full);
        assert.equal(again.kind === 'reference' ? requestedAs(again) : again.reason, full);
      }
    }),
  },
  {
    name: 'pieces with holes are split, judged and compared, and an image is never different from itself',
    share: 200,
    property: () => fc.property(parts, parts, engines, engines, (a, b, engine, reader) => {
      const [left, right] = [{ parts: a }, { parts: b }];
      const fault = malformedImage(left);
      const faulty = fault && a[fault.part];
      if (fault) assert.ok(faulty === undefined ? a.length === 0 : 'text' in faulty && fault.at.start >= 0 && fault.at.start <= fault.at.end && fault.at.end <= faulty.text.length);
      splitImage(left);
      judge(defaultStandard, left);
      compareImages(left, engine, right);
      compareImages(left, engine, right, reader);
      // A generated value that isn't rooted may be another one each time.
      if (a.every((part) => 'text' in part)) assert.ok(!['different', 'near', 'other-tag'].includes(compareImages(left, 'docker', left, 'docker').kind));
    }),
  },
  { name: 'row 50: any repository has one service or none', share: 100, property: () => fc.property(text, (repository) => {
    const service = serviceOf(defaultStandard, repository);
    if (service !== undefined) assert.ok(defaultStandard.services.some(({ name }) => name === service) || repository.includes(service));
  }) },
];
