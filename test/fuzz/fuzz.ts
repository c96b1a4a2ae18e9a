/** The contract of a fuzzer: a property of any input, and how many of a long run's cases are its. Knows no test runner. */
import type fc from 'fast-check';

export interface Fuzzer {
  /** What must hold, as a phrase. */
  readonly name: string;
  /** Its share of a long run's cases: cheap ones have large shares. */
  readonly share: number;
  /** Made once a process; it throws where it doesn't hold. */
  property(): Promise<fc.IRawProperty<unknown>> | fc.IRawProperty<unknown>;
}

/** What a worker is told to run. */
export interface FuzzOrder {
  readonly name: string;
  /** Of the first batch; each batch takes the next number. */
  readonly seed: number;
  readonly cases: number;
  /** No batch begins later than this. */
  readonly milliseconds: number;
}

/** What a worker found: `report` names seed, path and the shrunk counterexample. */
export interface FuzzOutcome {
  readonly cases: number;
  readonly milliseconds: number;
  readonly slowestMilliseconds: number;
  readonly report: string | undefined;
}
