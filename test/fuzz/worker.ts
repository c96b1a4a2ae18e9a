/** Runs fuzzers in a thread of its own, in batches with seeds of their own, so that any batch can be run again alone. */
import fc from 'fast-check';
import { parentPort, workerData } from 'node:worker_threads';
import { fuzzers } from '.';
import type { FuzzOrder, FuzzOutcome } from './fuzz';

const batch = 500;
/** One number, counted up before every case: whoever started the worker sees a hang by it. */
const begun = new Int32Array(workerData as SharedArrayBuffer);

async function run({ name, seed, cases, milliseconds }: FuzzOrder): Promise<FuzzOutcome> {
  const fuzzer = fuzzers.find((one) => one.name === name);
  if (!fuzzer) throw new Error(`there is no fuzzer "${name}"`);
  const property = await fuzzer.property();
  const start = performance.now();
  let done = 0;
  let slowest = 0;
  const original = property.run.bind(property);
  property.run = (value) => {
    Atomics.add(begun, 0, 1);
    const since = performance.now();
    const noted = <T>(result: T): T => {
      slowest = Math.max(slowest, performance.now() - since);
      return result;
    };
    const result = original(value);
    return result instanceof Promise ? result.then(noted) : noted(result);
  };
  const outcome = (report: string | undefined): FuzzOutcome => ({ cases: done, milliseconds: Math.round(performance.now() - start), slowestMilliseconds: Math.round(slowest), report });
  for (let i = 0; done < cases && performance.now() - start < milliseconds; i++) {
    const details = await fc.check(property, { seed: seed + i, numRuns: Math.min(batch, cases - done) });
    done += details.numRuns;
    if (details.failed) return outcome(`${await fc.asyncDefaultReportMessage(details)}\n${details.errorInstance instanceof Error ? (details.errorInstance.stack ?? '') : String(details.errorInstance)}`);
  }
  return outcome(undefined);
}

parentPort?.on('message', (order: FuzzOrder) => void run(order).then((outcome) => parentPort?.postMessage(outcome)));
