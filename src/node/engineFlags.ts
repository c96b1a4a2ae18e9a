/**
 * How eagerly should the engine optimise a process that lives for seconds? Node's defaults suit servers: a run of the command line spent
 * half of its processor time compiling code that it was about to leave. Never for a host that is shared with others.
 */
import { clearInterval, setInterval } from 'node:timers';
import { getHeapStatistics, setFlagsFromString } from 'node:v8';

interface Flag {
  readonly flag: string;
  /** What it becomes where the heap is large. */
  readonly large?: string;
  readonly from: number;
  readonly to: number;
}

/** Majors of Node that know them, the last one included: an engine complains aloud of a flag that it doesn't know. */
const flags: readonly Flag[] = [
  // What a function runs before it is optimised, and what the parser does.
  { flag: '--interrupt-budget=1000000', from: 20, to: 21 },
  { flag: '--wasm-tiering-budget=20000000', from: 20, to: 24 },
  // A third less memory at the same cost: what scavenging on one thread saves, collecting more often spends.
  { flag: '--no-parallel-scavenge', from: 20, to: 24 },
  // Of a large heap that would be most of the time: each collection looks at all of it.
  { flag: '--semi-space-growth-factor=1', large: '--semi-space-growth-factor=2', from: 20, to: 24 },
  { flag: '--heap-growing-percent=14', large: '--heap-growing-percent=60', from: 20, to: 24 },
];

const largeHeap = 160 * 2 ** 20;
const lookMilliseconds = 200;

/** The flags that a Node of that version (`20.20.2`) gets: at its start, and where the heap has become large. */
export function flagsFor(version: string): { readonly atStart: readonly string[]; readonly large: readonly string[] } {
  const major = Number.parseInt(version, 10);
  const known = flags.filter(({ from, to }) => from <= major && major <= to);
  return { atStart: known.map(({ flag }) => flag), large: known.flatMap(({ large }) => large ?? []) };
}

/** To be called before anything heavy. It doesn't keep the process alive. */
export function tuneForOneRun(): void {
  const { atStart, large } = flagsFor(process.versions.node);
  for (const flag of atStart) setFlagsFromString(flag);
  const looking = setInterval(() => {
    if (getHeapStatistics().used_heap_size < largeHeap) return;
    clearInterval(looking);
    for (const flag of large) setFlagsFromString(flag);
  }, lookMilliseconds);
  looking.unref();
}
