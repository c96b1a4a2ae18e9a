/**
 * From which moment on is it certain that a pod won't get its image? Keeps, per container, how often a pull failed, and follows a watch
 * until it is certain, again and again where the cluster ends it. Knows no kubectl and prints nothing.
 */
import { eventsOf, parseEvents } from './events';
import { parsePod, type Container, type Pod } from './pods';
import { classifyPullMessage } from './pullMessage';
import type { ClusterReader } from './reader';
import { textAt } from './shape';
import { pullCauseOf } from './triage';

/** `ask`: only the events can tell the cause. */
export type PullVerdict = 'fine' | 'wait' | 'ask' | 'certain';

/** A pull that may heal by itself (rate limit, time-out) counts as lost at this many failures. */
const patience = 3;

export interface PullJudge {
  /** The pod as it is now. */
  judge(pod: Pod): PullVerdict;
  forget(pod: Pod): void;
}

export function pullJudge(): PullJudge {
  const seen = new Map<string, { reason: string; failures: number }>();
  const keyOf = (pod: Pod, container: Container): string => `${pod.uid}/${pod.namespace}/${pod.name}/${container.kind}/${container.name}`;
  const judgeContainer = (pod: Pod, container: Container): PullVerdict => {
    const key = keyOf(pod, container);
    const before = seen.get(key) ?? { reason: '', failures: 0 };
    const failures = before.failures + (container.reason === 'ErrImagePull' && before.reason !== 'ErrImagePull' ? 1 : 0);
    seen.set(key, { reason: container.reason, failures });
    const cause = classifyPullMessage(container.message, container.image, container.reason);
    if (cause.permanent || failures >= patience) return 'certain';
    return cause.kind === 'back-off' || cause.kind === 'unknown' ? 'ask' : 'wait';
  };
  return {
    judge(pod) {
      if (pod.state === 'terminating' || pod.state === 'done') return 'fine';
      const failing = pod.problems.flatMap(({ state, container }) => (state === 'image' && container !== undefined ? [judgeContainer(pod, container)] : []));
      return (['certain', 'ask', 'wait'] as const).find((verdict) => failing.includes(verdict)) ?? 'fine';
    },
    forget(pod) {
      for (const container of pod.containers) seen.delete(keyOf(pod, container));
    },
  };
}

export interface WatchOptions {
  /** Finds the cluster; asked again while it may still come up. */
  connect(): Promise<ClusterReader>;
  /** Resolve as soon as a failure is certain; otherwise watch until the signal aborts. */
  readonly failFast: boolean;
  /** Ends the watch: the time is up or the user has seen enough. */
  readonly signal: AbortSignal;
  readonly retryMs: number;
  /** A cluster that isn't there yet is waited for; a wrong name or a missing tool is not. */
  mayHeal(error: unknown): boolean;
  /** Every pod that changed, with what that means. */
  onPod(pod: Pod, verdict: PullVerdict): void;
  /** Why the watch was begun anew. */
  onRetry(error: unknown): void;
}

export interface WatchOutcome {
  readonly certain: boolean;
  /** Undefined where the cluster never was found; `error` says why. */
  readonly reader: ClusterReader | undefined;
  readonly error: unknown;
}

/** Rejects with what `connect` or the watch said where that can't heal. */
export async function watchForPullFailure(options: WatchOptions): Promise<WatchOutcome> {
  const { signal } = options;
  const judge = pullJudge();
  let reader: ClusterReader | undefined;
  let error: unknown;
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    try {
      reader ??= await options.connect();
      if (await watchOnce(reader, judge, options)) return { certain: true, reader, error: undefined };
      error = undefined;
    } catch (caught) {
      if (!isOver() && !options.mayHeal(caught)) throw caught;
      error = caught;
      if (!isOver()) options.onRetry(caught);
    }
    await pause(options.retryMs, signal);
  }
  return { certain: false, reader, error };
}

async function watchOnce(reader: ClusterReader, judge: PullJudge, options: WatchOptions): Promise<boolean> {
  const stop = new AbortController();
  const { signal } = stop;
  const end = (): void => stop.abort();
  options.signal.addEventListener('abort', end);
  let certain = false;
  let asked: Promise<void> = Promise.resolve();
  const conclude = (pod: Pod, verdict: PullVerdict): void => {
    options.onPod(pod, verdict);
    if (verdict !== 'certain' || !options.failFast) return;
    certain = true;
    stop.abort();
  };
  const take = (change: unknown): void => {
    const pod = parsePod(objectOf(change));
    if (pod === undefined || certain) return;
    if (textAt(change, 'type') === 'DELETED') {
      judge.forget(pod);
      return;
    }
    const verdict = judge.judge(pod);
    conclude(pod, verdict);
    if (verdict === 'ask') asked = asked.then(async () => conclude(pod, await askEvents(pod, reader, signal)));
  };
  try {
    await reader.watchPods(take, signal);
    await asked;
  } finally {
    options.signal.removeEventListener('abort', end);
  }
  return certain;
}

function objectOf(change: unknown): unknown {
  return typeof change === 'object' && change !== null && 'object' in change ? change.object : change;
}

/** What the pod's events say of its failing containers. */
async function askEvents(pod: Pod, reader: ClusterReader, signal: AbortSignal): Promise<PullVerdict> {
  try {
    const events = eventsOf(pod, parseEvents(await reader.events(signal)));
    const failing = pod.problems.flatMap(({ state, container }) => (state === 'image' && container !== undefined ? [container] : []));
    return failing.some((container) => pullCauseOf(container, events).permanent) ? 'certain' : 'wait';
  } catch {
    return 'wait';
  }
}

/** Resolves after the time or at the abort, whichever is first. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
  });
}
