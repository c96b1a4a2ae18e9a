/** The refresher's promises: one pass at a time, the stale one aborted, and nobody waits for ever. */
import * as assert from 'node:assert';
import { createRefresher } from '../../src/vscode/refresher';
import { test } from './support/runner';
import { pause } from './support/workspace';

test('row 73: many requests in the quiet time are one pass', async () => {
  let passes = 0;
  const refresher = createRefresher(20, () => {
    passes++;
    return Promise.resolve();
  });
  for (let i = 0; i < 10; i++) refresher.request();
  await pause(150);
  assert.strictEqual(passes, 1);
  refresher.dispose();
});

test('row 78: a request aborts the running pass, and the next begins only when that has ended', async () => {
  const events: string[] = [];
  let count = 0;
  const refresher = createRefresher(10, async (signal) => {
    const name = String(++count);
    events.push(`${name} begins`);
    while (!signal.aborted && name === '1') await pause(5);
    await pause(40);
    events.push(`${name} ends`);
  });
  const first = refresher.now();
  await pause(30);
  refresher.request();
  assert.strictEqual(await first, true, 'who waited for the aborted pass is served by its successor');
  assert.deepStrictEqual(events, ['1 begins', '1 ends', '2 begins', '2 ends']);
  refresher.dispose();
});

test('row 78: cancelling tells those who wait', async () => {
  const refresher = createRefresher(10, async (signal) => {
    while (!signal.aborted) await pause(5);
  });
  const waiting = refresher.now();
  await pause(20);
  refresher.cancel();
  assert.strictEqual(await waiting, false);
  refresher.dispose();
});

test('a pass that throws is over, and the next one runs', async () => {
  let passes = 0;
  const refresher = createRefresher(1, () => {
    passes++;
    return Promise.reject(new Error('broken'));
  });
  assert.strictEqual(await refresher.now(), true);
  assert.strictEqual(await refresher.now(), true);
  assert.strictEqual(passes, 2);
  refresher.dispose();
});

test('row 78: nothing runs after disposal', async () => {
  let passes = 0;
  const refresher = createRefresher(10, () => {
    passes++;
    return Promise.resolve();
  });
  refresher.request();
  refresher.dispose();
  await pause(60);
  assert.strictEqual(passes, 0);
});
