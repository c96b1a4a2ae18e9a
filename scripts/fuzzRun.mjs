/**
 * Starts fuzzers: bundles them once, runs them in a thread, and ends the thread when a case hangs. Knows nothing of what they hold true.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import esbuild from 'esbuild';
import { root } from './run.mjs';

/** @typedef {import('../test/fuzz/fuzz').FuzzOrder} FuzzOrder */
/** @typedef {import('../test/fuzz/fuzz').FuzzOutcome} FuzzOutcome */

/** A case takes milliseconds; on a machine that is very busy, seconds. */
const hangMilliseconds = 120_000;

/** The fuzzers, with a thread to run them in, one at a time; `close` ends it and takes the bundle away. */
export async function openFuzzers() {
  // Inside the project, where the grammar is found in node_modules.
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, 'out', 'fuzz-'));
  await esbuild.build({
    entryPoints: { worker: join(root, 'test/fuzz/worker.ts'), list: join(root, 'test/fuzz/index.ts') },
    outdir: folder, outExtension: { '.js': '.cjs' }, bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error',
    alias: { 'web-tree-sitter': join(root, 'node_modules', 'web-tree-sitter', 'web-tree-sitter.cjs') },
  });
  const { default: list } = await import(pathToFileURL(join(folder, 'list.cjs')).href);
  const begun = new Int32Array(new SharedArrayBuffer(4));
  /** @type {Worker | undefined} */
  let thread;
  const stop = async () => {
    const old = thread;
    thread = undefined;
    await old?.terminate();
  };
  return {
    fuzzers: /** @type {readonly { name: string, share: number }[]} */ (list.fuzzers),
    /**
     * Runs one fuzzer until `cases` are done or `milliseconds` are over; a hang is an outcome with a report, too.
     * @param {FuzzOrder} order @returns {Promise<FuzzOutcome>}
     */
    run(order) {
      const worker = (thread ??= new Worker(join(folder, 'worker.cjs'), { workerData: begun.buffer }));
      const first = Atomics.load(begun, 0);
      const start = Date.now();
      return new Promise((resolve, reject) => {
        let seen = first;
        let since = start;
        const watch = setInterval(() => {
          const now = Atomics.load(begun, 0);
          if (now !== seen) {
            seen = now;
            since = Date.now();
          } else if (Date.now() - since > hangMilliseconds) {
            end();
            const outcome = { cases: seen - first, milliseconds: Date.now() - start, slowestMilliseconds: Date.now() - since, report: `case ${seen - first} hangs, seed ${order.seed}` };
            void stop().then(() => resolve(outcome));
          }
        }, 1_000);
        const end = () => {
          clearInterval(watch);
          worker.off('message', finished).off('error', failed);
        };
        /** @param {FuzzOutcome} outcome */
        const finished = (outcome) => {
          end();
          resolve(outcome);
        };
        /** @param {Error} error */
        const failed = (error) => {
          end();
          thread = undefined;
          reject(error);
        };
        worker.once('message', finished).once('error', failed).postMessage(order);
      });
    },
    async close() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
