/** Every fuzzer for a moment, with seeds of its own; `npm run fuzz` runs them for long. A failure names its seed and becomes a fixture. */
import { afterAll, expect, test } from 'vitest';
import { openFuzzers } from '../../scripts/fuzzRun.mjs';

const { fuzzers, run, close } = await openFuzzers();
afterAll(close);

/** For one of the expensive ones; all others have as many times more as they are cheaper. */
const casesOfOneShare = 25;

test.each(fuzzers.map(({ name, share }) => [name, share] as const))('%s', async (name, share) => {
  const cases = Math.ceil(casesOfOneShare * share);
  const seed = Math.floor(Math.random() * 2 ** 30);
  expect(await run({ name, seed, cases, milliseconds: Infinity })).toMatchObject({ cases, report: undefined });
});
