/**
 * What does a program cost? Processor time and time on the clock of whole processes, run in turns, so that a machine that slows down
 * slows all of them down.
 */
import { spawnSync } from 'node:child_process';

/** Milliseconds. `cpu`: of all its threads, in the program and in the system for it. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

export interface Contender {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Exit statuses of a run that did its work; 0 by default. */
  readonly statuses?: readonly number[];
}

/** Bash's own `time` asks the system for what a child used (wait4), to the millisecond, on Linux and macOS alike. */
const timed = 'TIMEFORMAT="%3U %3S %3R"; time "$@" >/dev/null 2>/dev/null';

/** Runs a program once. Throws when it can't be run or ends with another status than those of a good run. */
export function costOf({ name, command, env, statuses = [0] }: Contender): Cost {
  const ended = spawnSync('bash', ['-c', timed, 'bash', ...command], { encoding: 'utf8', env: { ...process.env, ...env, LC_ALL: 'C' } });
  const [user, system, wall] = ended.stderr.trim().split('\n').at(-1)?.split(' ').map(Number) ?? [];
  if (ended.status === null || !statuses.includes(ended.status) || user === undefined || system === undefined || wall === undefined || Number.isNaN(user + system + wall)) {
    throw new Error(`${name} ended with ${ended.status ?? ended.signal ?? ended.error?.message}: ${command.join(' ')}\n${ended.stderr}`);
  }
  return { cpu: (user + system) * 1000, wall: wall * 1000 };
}

/** So many rounds of A, B, C, A, B, C … */
export function inTurns(contenders: readonly Contender[], rounds: number): Map<string, readonly Cost[]> {
  const costs = new Map<string, Cost[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) for (const contender of contenders) costs.get(contender.name)?.push(costOf(contender));
  return costs;
}

export function quantile(numbers: readonly number[], part: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** The median of the rounds' own ratios: what slows a whole round down falls out. */
export function ratioOf(ours: readonly Cost[], theirs: readonly Cost[], by: keyof Cost): number {
  return median(ours.map((cost, i) => cost[by] / (theirs[i]?.[by] ?? NaN)));
}
