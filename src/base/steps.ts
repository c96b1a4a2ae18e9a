/**
 * Long work cut into steps, so that others can run in between and nobody goes on with what is no longer wanted. Knows when a step ends;
 * whether to wait there is for the host to say.
 */

/** Work that stops where it can be left, and gives its result at the end. To be taken up by one of the functions below, or by `yield*`. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Asked at each stop: a promise lets others run, undefined goes on. Throws when nobody wants the result any more. */
export type Pause = () => Promise<void> | undefined;

export async function inSteps<T>(work: Steps<T>, pause: Pause): Promise<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    const waiting = pause();
    if (waiting) await waiting;
  }
}

export function atOnce<T>(work: Steps<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
