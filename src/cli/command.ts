/** The contract of a command: what it is called, which options it takes, what it does. One file a command in `commands/`. */
import type { RuleInfo } from '../report/format';
import type { OpenProject } from './project';
import type { Terminal } from './terminal';

/** One long option. Without `value` it is a switch. */
export interface OptionSpec {
  /** The placeholder of its value in the help text, such as `FILE` or `text|json`. */
  readonly value?: string;
  readonly short?: string;
  readonly repeatable?: boolean;
  readonly summary: string;
}

/** One option as given, in the order of the command line. */
export interface GivenOption {
  readonly name: string;
  /** '' for a switch. */
  readonly value: string;
}

export interface Call {
  readonly given: readonly GivenOption[];
  readonly operands: readonly string[];
}

export interface Host {
  readonly terminal: Terminal;
  readonly open: OpenProject;
  /** What each rule says of itself, in the order of the list. */
  readonly rules: readonly RuleInfo[];
}

export interface Command {
  readonly name: string;
  /** Such as `[PATH...]`; '' when it takes none. */
  readonly operands: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSpec>>;
  /** Command lines with what they do, for `--help`. */
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** Resolves to the exit status. A UsageError is told to the user without a stack. */
  run(call: Call, host: Host): Promise<number>;
}

/** The last value given, for options that count once. */
export function valueOf(call: Call, name: string): string | undefined {
  return call.given.findLast((option) => option.name === name)?.value;
}

export function valuesOf(call: Call, name: string): string[] {
  return call.given.filter((option) => option.name === name).map((option) => option.value);
}

export function has(call: Call, name: string): boolean {
  return call.given.some((option) => option.name === name);
}
