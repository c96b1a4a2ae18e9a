/**
 * Where does an analysis spend its time? Stages know of no clock: the service wraps what it calls. A stage inside another one counts
 * for itself alone.
 */
import type { Grammar } from '../go/grammar';
import type { FileCache } from './fileCache';

/** In the order in which they are first reached. */
export const stageNames = ['list', 'read', 'outline', 'parse', 'facts', 'select', 'link', 'inventory', 'rules', 'others'] as const;
export type StageName = (typeof stageNames)[number];

export interface StageTime {
  readonly stage: StageName;
  readonly milliseconds: number;
}

export interface Stages {
  /** What `work` does now counts for the stage; what it leaves to later doesn't. */
  measure<T>(stage: StageName, work: () => T): T;
  /** Counts for the stage until what `work` promises is there, waiting included. */
  measureAll<T>(stage: StageName, work: () => Promise<T>): Promise<T>;
  /** Since the last `restart`; stages that were not reached have no time. `others` is what no stage measured, waiting included. */
  times(): readonly StageTime[];
  restart(): void;
}

/** For those who don't care. */
export const unmeasured: Pick<Stages, 'measure' | 'measureAll'> = { measure: (_, work) => work(), measureAll: (_, work) => work() };

export function createStages(now: () => number): Stages {
  const spent = new Map<StageName, number>();
  let current: StageName = 'others';
  let since = now();
  const enter = (stage: StageName): void => {
    const at = now();
    spent.set(current, (spent.get(current) ?? 0) + at - since);
    [current, since] = [stage, at];
  };
  return {
    measure(stage, work) {
      const outer = current;
      enter(stage);
      try {
        return work();
      } finally {
        enter(outer);
      }
    },
    async measureAll(stage, work) {
      const outer = current;
      enter(stage);
      try {
        return await work();
      } finally {
        enter(outer);
      }
    },
    times() {
      enter(current);
      return stageNames.flatMap((stage) => (spent.has(stage) ? [{ stage, milliseconds: spent.get(stage) ?? 0 }] : []));
    },
    restart() {
      enter(current);
      spent.clear();
    },
  };
}

export function measuredGrammar(grammar: Grammar, stages: Stages): Grammar {
  return { withTree: (text, use, spans) => stages.measure('parse', () => grammar.withTree(text, (root) => stages.measure('facts', () => use(root)), spans)) };
}

export function measuredCache(cache: FileCache, stages: Stages): FileCache {
  return {
    ...cache,
    facts: (uri, text, chosen) => stages.measure('facts', () => cache.facts(uri, text, chosen)),
    outline: (uri, text) => stages.measure('outline', () => cache.outline(uri, text)),
  };
}
