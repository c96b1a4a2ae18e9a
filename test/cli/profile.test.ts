/** `--profile`: the lines add up to the whole. */
import { expect, test } from 'vitest';
import { createProfile } from '../../src/cli/profile';

test('every stage has a line, and the lines add up', async () => {
  let now = 60;
  const profile = createProfile(() => now);
  await profile.during('start', () => void (now += 20));
  now += 100;
  profile.add([{ stage: 'read', milliseconds: 30 }, { stage: 'parse', milliseconds: 50 }, { stage: 'others', milliseconds: 20 }]);
  profile.add([{ stage: 'read', milliseconds: 1.25 }]);
  await profile.during('report', () => void (now += 5));
  const rows = profile.text().trimEnd().split('\n').map((line) => line.replace('kubernaut-image-tags: ', '').split(/ +/));
  expect(rows).toEqual([['boot', '60.0', 'ms'], ['start', '20.0', 'ms'], ['read', '31.3', 'ms'], ['parse', '50.0', 'ms'], ['report', '5.0', 'ms'], ['others', '18.8', 'ms'], ['whole', '185.0', 'ms']]);
});
