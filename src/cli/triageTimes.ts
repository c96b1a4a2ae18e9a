/** How long `triage` may take: the value of its `--timeout`, in the words of kubectl and Go (`90s`, `5m`, `1m30s`). */
import { inert } from '../report/inert';
import { UsageError } from './exit';

export interface TriageTimes {
  /** Of the whole watch, in milliseconds. */
  readonly watchMs: number;
  /** Of one command, in milliseconds. */
  readonly commandMs: number;
}

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
/** Timers hold no more than 2^31 milliseconds. */
const longest = 24 * 3_600_000;

export function triageTimes(value: string | undefined): TriageTimes {
  if (value === undefined) return { watchMs: 300_000, commandMs: 30_000 };
  const total = durationOf(value);
  return { watchMs: total, commandMs: Math.min(total, 30_000) };
}

function durationOf(value: string): number {
  if (!/^(?:\d{1,6}(?:\.\d{1,3})?(?:ms|s|m|h))+$/.test(value)) throw new UsageError(`--timeout can't be "${inert(value)}": write 90s, 5m or 1m30s`);
  let total = 0;
  for (const [, amount, unit] of value.matchAll(/([\d.]+)(ms|s|m|h)/g)) total += Number(amount) * (units[unit ?? ''] ?? 0);
  if (total < 1 || total > longest) throw new UsageError(`--timeout can't be "${inert(value)}": it is between 1ms and 24h`);
  return total;
}
