/** What one run of the benchmark found out: plain data between measuring and writing. */
import type { Activation } from './activation';
import type { FirstDocument, Indexing } from './editor';
import type { Cost } from './measure';
import type { Census } from './tree';

export interface CorpusResult {
  readonly name: string;
  /** A whole repository, not only its tests. */
  readonly repository: boolean;
  readonly census: Census;
  /** Medians by contender. */
  readonly costs?: Readonly<Record<string, Cost>>;
  /** Ours to each peer's. */
  readonly ratios?: Readonly<Record<string, Cost>>;
  /** Megabytes. */
  readonly peakMemory?: number;
  /** Milliseconds on the clock by stage, of one cold run alone. */
  readonly stages?: Readonly<Record<string, number>>;
  readonly indexing?: Indexing;
  readonly firstDocument?: FirstDocument;
  readonly differences?: number;
}

export interface Growth {
  readonly copies: number;
  readonly census: Census;
  /** Milliseconds by contender. */
  readonly cpu: Readonly<Record<string, number>>;
}

export interface Results {
  readonly machine: string;
  /** Programs that wanted a core at the end, as the system averages them. */
  readonly load: number;
  readonly versions: Readonly<Record<string, string>>;
  /** Of the newest part. */
  readonly date: string;
  readonly corpora: readonly CorpusResult[];
  /** Processor time of ours over five files to that of starting Node. */
  readonly few?: number;
  readonly activation?: Activation;
  readonly growth: readonly Growth[];
}
