/**
 * What happened to a pod, in order? Reads both shapes of Kubernetes events (core/v1 and events.k8s.io/v1) and finds those of one pod by
 * its uid, so that an old pod of the same name adds nothing. Judges no message.
 */
import type { Pod } from './pods';
import { itemsOf, listAt, numberAt, textAt } from './shape';

export interface ClusterEvent {
  readonly namespace: string;
  /** The object it is about. */
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
  /** The container it is about, '' where the event names none. */
  readonly container: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** How often it was seen; at least 1. */
  readonly count: number;
  /** RFC 3339 as written by the API server; '' where unknown. */
  readonly first: string;
  readonly last: string;
}

/** Events of any JSON: never throws, skips what isn't an event; oldest first. */
export function parseEvents(json: unknown): ClusterEvent[] {
  const events: ClusterEvent[] = [];
  for (const item of itemsOf(json)) {
    const about = listAt(item, 'involvedObject').length === 0 && textAt(item, 'involvedObject', 'name') !== '' ? 'involvedObject' : 'regarding';
    const message = textAt(item, 'message') || textAt(item, 'note');
    const name = textAt(item, about, 'name');
    if (name === '' && message === '') continue;
    const created = textAt(item, 'metadata', 'creationTimestamp');
    const first = textAt(item, 'firstTimestamp') || textAt(item, 'deprecatedFirstTimestamp') || textAt(item, 'eventTime') || created;
    events.push({
      namespace: textAt(item, about, 'namespace') || textAt(item, 'metadata', 'namespace'),
      kind: textAt(item, about, 'kind'),
      name,
      uid: textAt(item, about, 'uid'),
      container: containerOf(textAt(item, about, 'fieldPath'), message),
      type: textAt(item, 'type'),
      reason: textAt(item, 'reason'),
      message: message.replace(/^spec\.(?:init|ephemeral)?[cC]ontainers\{[^}]*\}: /, ''),
      count: Math.max(1, numberAt(item, 'count'), numberAt(item, 'deprecatedCount'), numberAt(item, 'series', 'count')),
      first,
      last: textAt(item, 'lastTimestamp') || textAt(item, 'deprecatedLastTimestamp') || textAt(item, 'series', 'lastObservedTime') || first,
    });
  }
  return events.sort((a, b) => instant(a.last) - instant(b.last) || instant(a.first) - instant(b.first));
}

/** The field path is `spec.containers{name}`; newer kubelets write it in front of the message instead. */
function containerOf(fieldPath: string, message: string): string {
  const pattern = /^spec\.(?:init|ephemeral)?[cC]ontainers\{([^}]*)\}/;
  return (pattern.exec(fieldPath) ?? pattern.exec(message))?.[1] ?? '';
}

/** Milliseconds since 1970; 0 for what isn't a time, so that it sorts first. */
export function instant(time: string): number {
  const parsed = Date.parse(time);
  return Number.isNaN(parsed) ? 0 : parsed;
}

/** The pod's own events. An event without a uid counts only if it isn't older than the pod. */
export function eventsOf(pod: Pod, events: readonly ClusterEvent[]): ClusterEvent[] {
  return events.filter((event) => {
    if ((event.kind !== '' && event.kind !== 'Pod') || event.name !== pod.name || event.namespace !== pod.namespace) return false;
    if (event.uid !== '' && pod.uid !== '') return event.uid === pod.uid;
    return instant(event.last) === 0 || instant(event.last) >= instant(pod.created);
  });
}
