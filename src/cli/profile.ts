/** `--profile`: where the time of a run went, a line a stage. For standard error, so that results stay what they are. */
import type { StageTime } from '../service/stages';

export interface Profile {
  /** The time until what `work` returns is there counts for the stage. */
  during<T>(stage: string, work: () => T | Promise<T>): Promise<T>;
  /** An analysis measured its stages itself. */
  add(stages: readonly StageTime[]): void;
  /** Milliseconds of the clock, as `now` counts them from the start of the process. */
  text(): string;
}

/** What passed before it was created counts for `boot`: starting Node and loading the program. */
export function createProfile(now: () => number): Profile {
  const spent = new Map<string, number>([['boot', now()]]);
  const count = (stage: string, milliseconds: number): void => void spent.set(stage, (spent.get(stage) ?? 0) + milliseconds);
  return {
    async during(stage, work) {
      const start = now();
      const result = await work();
      count(stage, now() - start);
      return result;
    },
    add(stages) {
      for (const { stage, milliseconds } of stages) if (stage !== 'others') count(stage, milliseconds);
    },
    text() {
      const whole = now();
      const known = [...spent.values()].reduce((sum, one) => sum + one, 0);
      const rows: [string, number][] = [...spent, ['others', whole - known], ['whole', whole]];
      return rows.map(([stage, milliseconds]) => `kubernaut-image-tags: ${stage.padEnd(9)} ${milliseconds.toFixed(1).padStart(9)} ms\n`).join('');
    },
  };
}
