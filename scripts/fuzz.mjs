/**
 * Runs every fuzzer for long: `npm run fuzz -- 1000000` shares out a million cases, `npm run fuzz -- 10m` ten minutes; a word behind it
 * chooses fuzzers by name, `--seed N` repeats a run. Prints seed, cases and time of each, and ends with 1 when anything failed or hung.
 */
import { openFuzzers } from './fuzzRun.mjs';

const args = process.argv.slice(2);
const seedAt = args.indexOf('--seed');
const [, given] = seedAt < 0 ? [] : args.splice(seedAt, 2);
const [amount = '100000', wanted = ''] = args;
const minutes = /^(\d+(?:\.\d+)?)m$/.exec(amount)?.[1];
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 30) : Number(given);
if (!Number.isInteger(seed) || (minutes === undefined && !/^\d+$/.test(amount))) {
  console.error('usage: npm run fuzz -- [CASES | MINUTESm] [PART OF A NAME] [--seed N]');
  process.exit(2);
}

const { fuzzers, run, close } = await openFuzzers();
const chosen = fuzzers.filter(({ name }) => name.includes(wanted)).sort((a, b) => b.share - a.share);
const shares = chosen.reduce((sum, { share }) => sum + share, 0);
let total = 0;
let faults = chosen.length === 0 ? 1 : 0;
const start = Date.now();
console.log(`seed ${seed}`);
try {
  for (const { name, share } of chosen) {
    const cases = minutes === undefined ? Math.ceil((Number(amount) * share) / shares) : Infinity;
    const milliseconds = minutes === undefined ? Infinity : (Number(minutes) * 60_000) / chosen.length;
    const outcome = await run({ name, seed, cases, milliseconds });
    total += outcome.cases;
    console.log(`${outcome.report === undefined ? 'held  ' : 'FAILED'} ${String(outcome.cases).padStart(8)} cases  ${(outcome.milliseconds / 1000).toFixed(1).padStart(8)} s  slowest ${String(outcome.slowestMilliseconds).padStart(6)} ms  ${name}`);
    if (outcome.report === undefined) continue;
    faults++;
    console.log(outcome.report);
  }
} finally {
  await close();
}
console.log(`${total} cases, ${faults} faults, ${Math.round((Date.now() - start) / 1000)} s, seed ${seed}`);
process.exitCode = faults > 0 ? 1 : 0;
