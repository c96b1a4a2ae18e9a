/**
 * When to analyse: after a short quiet time, one pass at a time, the stale one aborted. Knows time only; what a pass does is handed in.
 */

export interface Refresher {
  /** Something changed: the running pass is stale and is aborted, a new one starts after the quiet time. */
  request(): void;
  /** Starts a pass at once. Resolves when a pass that started afterwards has ended: `true` if it ran to its end, `false` if it was cancelled. */
  now(): Promise<boolean>;
  /** Ends the running pass without a successor. */
  cancel(): void;
  dispose(): void;
}

/** `pass` handles its own errors; what it throws after its signal was aborted is of no interest. */
export function createRefresher(quietMilliseconds: number, pass: (signal: AbortSignal) => Promise<void>): Refresher {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: AbortController | undefined;
  let last: Promise<void> = Promise.resolve();
  let waiting: ((ranToItsEnd: boolean) => void)[] = [];

  const settle = (ranToItsEnd: boolean): void => {
    const settled = waiting;
    waiting = [];
    for (const resolve of settled) resolve(ranToItsEnd);
  };

  const stop = (): void => {
    clearTimeout(timer);
    timer = undefined;
    current?.abort();
    current = undefined;
  };

  const start = (): void => {
    stop();
    const mine = new AbortController();
    current = mine;
    last = last
      .then(() => (mine.signal.aborted ? undefined : pass(mine.signal)))
      .catch(() => undefined)
      .then(() => {
        if (mine.signal.aborted) return;
        current = undefined;
        settle(true);
      });
  };

  return {
    request() {
      stop();
      timer = setTimeout(start, quietMilliseconds);
    },
    now() {
      const done = new Promise<boolean>((resolve) => waiting.push(resolve));
      start();
      return done;
    },
    cancel() {
      stop();
      settle(false);
    },
    dispose() {
      stop();
      settle(false);
    },
  };
}
