/**
 * Every fuzzer for a moment: with a seed of its own on a developer's machine, with the same one in every pipeline, whose result should tell of
 * the change alone. `npm run fuzz` runs them for long. A failure names its seed and becomes a fixture.
 */
import { afterAll, expect, test } from 'vitest';
import { openFuzzers } from '../../scripts/fuzzRun.mjs';

const { fuzzers, run, close } = await openFuzzers();
afterAll(close);

/** For one of the expensive ones; all others have as many times more as they are cheaper. */
const casesOfOneShare = 25;

test.each(fuzzers.map(({ name, share }) => [name, share] as const))('%s', async (name, share) => {
  const cases = Math.ceil(casesOfOneShare * share);
  const seed = process.env['CI'] ? 20261125 : Math.floor(Math.random() * 2 ** 30);
  expect(await run({ name, seed, cases, milliseconds: Infinity })).toMatchObject({ cases, report: undefined });
});
