import { expect, test } from 'vitest';
import { createChanges } from '../../src/service/changes';

test('at first, and after a change of anything, everything is read', () => {
  const changes = createChanges();
  const first = changes.take();
  expect(first.uris).toBeUndefined();
  first.done();
  expect(changes.take().uris).toEqual(new Set());
  changes.add(undefined);
  changes.add('a');
  expect(changes.take().uris).toBeUndefined();
});

test('a change counts until a reading that began after it has ended well', () => {
  const changes = createChanges();
  changes.take().done();
  changes.add('a');
  const failed = changes.take();
  expect(failed.uris).toEqual(new Set(['a']));
  const second = changes.take();
  changes.add('b');
  changes.add('a');
  second.done();
  expect(changes.take().uris).toEqual(new Set(['b', 'a']));
  changes.take().done();
  expect(changes.take().uris).toEqual(new Set());
});

test('a change of anything while a reading runs is not forgotten', () => {
  const changes = createChanges();
  const running = changes.take();
  changes.add(undefined);
  running.done();
  expect(changes.take().uris).toBeUndefined();
});
