/** Each version of Node gets the flags that its engine knows, and complains of none. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { flagsFor } from '../../src/node/engineFlags';

test.each([['18.20.0', 0], ['20.20.2', 5], ['22.23.3', 4], ['24.21.0', 4], ['26.0.0', 0], ['unknown', 0]])('Node %s gets %i', (version, count) => {
  const { atStart, large } = flagsFor(version);
  expect([atStart.length, large.length]).toEqual([count, count === 0 ? 0 : 2]);
});

test('the engine that runs knows all of its own', () => {
  const { atStart, large } = flagsFor(process.versions.node);
  const set = [...atStart, ...large].map((flag) => `v8.setFlagsFromString('${flag}');`).join('');
  const ran = spawnSync(process.execPath, ['-e', `const v8 = require('v8'); ${set} console.log('ran')`], { encoding: 'utf8' });
  expect([ran.stdout.trim(), ran.stderr]).toEqual(['ran', '']);
});
