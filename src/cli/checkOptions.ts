/** What the options of `check` and `inventory` mean, once they are read. Knows no file and no finding. */
import { severities, type Severity } from '../base/finding';
import { has, valueOf, valuesOf, type Call, type OptionSpec } from './command';
import { didYouMean } from './didYouMean';
import { UsageError } from './exit';
import { oneOf } from './options';

export const sharedOptions: Readonly<Record<string, OptionSpec>> = {
  output: { value: 'FILE', short: 'o', repeatable: true, summary: 'write the format before it to FILE instead of standard output' },
  config: { value: 'FILE', short: 'c', summary: 'the configuration (default: .kubernaut-image-tags.yaml in PATH)' },
  quiet: { short: 'q', summary: 'results only: no summary, notices or progress' },
  profile: { summary: 'say on standard error how long each stage took' },
  color: { value: 'auto|always|never', summary: 'colour in the text format (default auto; NO_COLOR is respected)' },
};

const failLevels = ['error', 'warning', 'info'] as const;
const ruleLevels = [...severities, 'off'] as const;

/** Whether a finding of that severity makes the exit status 1. */
export function failsOn(call: Call): (severity: Severity) => boolean {
  const least = oneOf('--fail-on', valueOf(call, 'fail-on') ?? 'error', failLevels);
  return (severity) => severities.indexOf(severity) <= severities.indexOf(least);
}

/** `--rule ID=SEVERITY`, several. `ids`: the rules that exist. */
export function ruleSeverities(call: Call, ids: readonly string[]): Map<string, Severity | 'off'> {
  const chosen = new Map<string, Severity | 'off'>();
  for (const value of valuesOf(call, 'rule')) {
    const at = value.indexOf('=');
    if (at < 0) throw new UsageError(`--rule needs ID=SEVERITY, such as --rule ${value}=warning`);
    const id = value.slice(0, at);
    if (!ids.includes(id)) throw new UsageError(`there is no rule "${id}".${didYouMean(id, ids)} The rules: kubernaut-image-tags explain`);
    chosen.set(id, oneOf(`--rule ${id}=`, value.slice(at + 1), ruleLevels));
  }
  return chosen;
}

export function colorChoice(call: Call): string {
  return oneOf('--color', valueOf(call, 'color') ?? 'auto', ['auto', 'always', 'never']);
}

/** The roots to look at: the current folder when none is named, each once. */
export function rootsOf(call: Call): string[] {
  return call.operands.length === 0 ? ['.'] : [...new Set(call.operands)];
}

/** Options that contradict one another, and options that need another one. */
export function checkCombinations(call: Call): void {
  const needs = (name: string, other: string): void => {
    if (has(call, name) && !has(call, other)) throw new UsageError(`--${name} needs --${other}`);
  };
  needs('stdin', 'stdin-file');
  needs('stdin-file', 'stdin');
  needs('write-baseline', 'baseline');
  if (has(call, 'stdin') && has(call, 'fix')) throw new UsageError('--stdin and --fix exclude one another: the buffer is yours; use --dry-run for a diff');
  if (has(call, 'stdin') && call.operands.length > 1) throw new UsageError('--stdin goes with one PATH');
}
