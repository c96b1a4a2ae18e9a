/**
 * A test runner small enough to run in any extension host, a web worker included: cases are registered when their file is loaded and run
 * one after the other. Knows nothing of the product.
 */

export interface Outcome {
  readonly name: string;
  readonly error?: string;
  readonly milliseconds: number;
}

interface Case {
  readonly name: string;
  readonly body: () => Promise<void> | void;
}

const cases: Case[] = [];
const cleanUps: (() => Promise<void> | void)[] = [];

export function test(name: string, body: () => Promise<void> | void): void {
  cases.push({ name, body });
}

/** Runs after every case, also after one that failed. */
export function afterEach(cleanUp: () => Promise<void> | void): void {
  cleanUps.push(cleanUp);
}

/** A busy machine is no failure: only what hangs runs into the limit. */
const mostMillisecondsPerCase = 180_000;

/** Runs the cases whose name matches `wanted`. */
export async function runCases(wanted: RegExp, told: (outcome: Outcome) => void): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const { name, body } of cases.filter((one) => wanted.test(one.name))) {
    const start = Date.now();
    const error = (await failureOf(body)) ?? (await failureOf(async () => {
      for (const cleanUp of cleanUps) await cleanUp();
    }));
    const outcome = { name, milliseconds: Date.now() - start, ...(error === undefined ? {} : { error }) };
    outcomes.push(outcome);
    told(outcome);
  }
  return outcomes;
}

async function failureOf(body: () => Promise<void> | void): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const overtime = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${mostMillisecondsPerCase} ms`)), mostMillisecondsPerCase);
  });
  try {
    await Promise.race([Promise.resolve().then(body), overtime]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}
