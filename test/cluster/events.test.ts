/** Row 86: events in both shapes, expired ones, and those of an old pod with the same name. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eventsOf, parseEvents } from '../../src/cluster/events';
import { parsePod, type Pod } from '../../src/cluster/pods';
import { eventObject, podObject } from '../support/clusterObjects';

function podNamed(name: string, uid: string): Pod {
  const pod = parsePod(podObject({ name, uid }));
  if (pod === undefined) throw new Error('no pod');
  return pod;
}

describe('row 86: events', () => {
  test('an old pod of the same name adds nothing', () => {
    const events = parseEvents({ items: [
      eventObject({ pod: 'a', uid: 'old', reason: 'Failed', message: 'old' }),
      eventObject({ pod: 'a', uid: 'new', reason: 'Failed', message: 'new' }),
      eventObject({ pod: 'b', uid: 'other', reason: 'Failed', message: 'other' }),
    ] });
    expect(eventsOf(podNamed('a', 'new'), events).map(({ message }) => message)).toEqual(['new']);
  });

  test('without a uid the time decides', () => {
    const events = parseEvents({ items: [
      eventObject({ pod: 'a', uid: '', reason: 'Failed', message: 'before', time: '2025-12-22T20:00:00Z' }),
      eventObject({ pod: 'a', uid: '', reason: 'Failed', message: 'after', time: '2025-12-22T21:00:09Z' }),
    ] });
    expect(eventsOf(podNamed('a', 'new'), events).map(({ message }) => message)).toEqual(['after']);
  });

  test('expired events are simply none', () => {
    expect(eventsOf(podNamed('a', 'new'), parseEvents({ items: [] }))).toEqual([]);
    expect(parseEvents(undefined)).toEqual([]);
  });

  test('the shape of events.k8s.io/v1', () => {
    const [event] = parseEvents({ items: [{
      metadata: { name: 'x', namespace: 'n' }, regarding: { kind: 'Pod', name: 'a', namespace: 'n', uid: 'u', fieldPath: 'spec.initContainers{wait}' },
      note: 'Failed to pull', reason: 'Failed', type: 'Warning', eventTime: '2025-12-22T21:00:05.123456Z', series: { count: 7, lastObservedTime: '2025-12-22T21:05:00.000000Z' },
    }] });
    expect(event).toMatchObject({ name: 'a', uid: 'u', container: 'wait', message: 'Failed to pull', count: 7, last: '2025-12-22T21:05:00.000000Z' });
  });

  test('newer kubelets write the container in front of the message', () => {
    const [event] = parseEvents({ items: [eventObject({ pod: 'a', reason: 'InspectFailed', message: 'spec.containers{connect-api}: Failed to inspect image ""' })] });
    expect(event).toMatchObject({ container: 'connect-api', message: 'Failed to inspect image ""' });
  });

  test('oldest first', () => {
    const events = parseEvents({ items: ['21:00:09', '21:00:01', '21:00:05'].map((time) => eventObject({ pod: 'a', reason: 'r', message: time, time: `2025-12-22T${time}Z` })) });
    expect(events.map(({ message }) => message)).toEqual(['21:00:01', '21:00:05', '21:00:09']);
  });

  test('row 84: no shape throws', () => {
    fc.assert(fc.property(fc.jsonValue({ maxDepth: 6 }), (json) => {
      expect(Array.isArray(parseEvents(json))).toBe(true);
    }));
  });
});
