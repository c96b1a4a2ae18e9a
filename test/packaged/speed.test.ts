/**
 * No slower than agreed: processor time of the packed command line against a peer in the same minutes. Taken in turns, and the best round
 * counts, so that only a program that is slower in every round fails. Goals and bounds stand in bench/goals.ts.
 */
import { resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fewFiles, makeCorpus, partOf, wholeSize } from '../../bench/corpus/corpus';
import { guards } from '../../bench/goals';
import { inTurns, type Contender } from '../../bench/measure';
import { astGrep, names, nothing, ours } from '../../bench/peers';
import { temporaryFolder } from '../node/temporaryFolder';
import { installPackage, type Installed } from './installedPackage';

const project = resolve(import.meta.dirname, '../..');
const everything = 'version: 1\ninclude: ["**/*.{go,yaml,yml}"]\n';
let installed: Installed;
beforeAll(() => {
  installed = installPackage();
});
afterAll(() => installed.remove());

/** Of a test; long, as a busy machine is no failure. */
const limit = 900_000;

/** Ours, as installed, over such files. */
function over(files: ReadonlyMap<string, string>): { readonly contender: Contender; readonly folder: string } {
  const folder = temporaryFolder({ ...Object.fromEntries(files), '.kubernaut-image-tags.yaml': everything });
  return { contender: ours(installed.folder, folder, `${folder}/.kubernaut-image-tags.yaml`), folder };
}

/** The least of the rounds' ratios of processor time. */
function bestRatio(one: Contender, other: Contender, rounds: number): number {
  const costs = inTurns([one, { ...other, name: 'other' }], rounds);
  return Math.min(...(costs.get(one.name) ?? []).map(({ cpu }, i) => cpu / (costs.get('other')?.[i]?.cpu ?? NaN)));
}

test('a large suite, against ast-grep', () => {
  const { contender, folder } = over(makeCorpus({ seed: 1, size: wholeSize, copies: 1 }));
  const peer = astGrep(project, folder);
  if (!peer) throw new Error(`${names.astGrep} is not installed for ${process.platform} ${process.arch}; npm ci brings it`);
  expect(bestRatio(contender, peer, 3)).toBeLessThan(guards.whole.atMost);
}, limit);

test('five files, against starting Node', () => {
  expect(bestRatio(over(fewFiles(1)).contender, nothing, 5)).toBeLessThan(guards.few.atMost);
}, limit);

test('four times as much costs about four times as much', () => {
  const size = partOf(wholeSize, 0.1);
  const [one, four] = [over(makeCorpus({ seed: 1, size, copies: 1 })), over(makeCorpus({ seed: 1, size, copies: 4 }))];
  expect(bestRatio(four.contender, one.contender, 3)).toBeLessThan(guards.fourCopies.atMost);
}, limit);
