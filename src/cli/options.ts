/** The command line's words -> command, options, operands; or a UsageError that says what to write instead. Knows no option's meaning. */
import { parseArgs } from 'node:util';
import { inert } from '../report/inert';
import type { Call, Command, GivenOption, OptionSpec } from './command';
import { didYouMean } from './didYouMean';
import { UsageError } from './exit';

export interface CommandLine extends Call {
  readonly command: Command;
  readonly help: boolean;
  readonly version: boolean;
}

export const everywhere: Readonly<Record<string, OptionSpec>> = {
  help: { short: 'h', summary: 'show this help' },
  version: { short: 'V', summary: 'show the version' },
};

/** The first operand names the command when it is one; otherwise the first command of the list runs and the operand is its own. */
export function parseCommandLine(args: readonly string[], commands: readonly Command[]): CommandLine {
  const [first] = commands;
  if (first === undefined) throw new UsageError('there is no command');
  const merged: Record<string, OptionSpec> = Object.fromEntries([...commands.map((command) => command.options), everywhere].flatMap((options) => Object.entries(options)));
  const tokens = tokensOf(args, merged);
  const position = tokens.findIndex((token) => token.kind === 'positional' && !token.afterSeparator);
  const named = commands.find((command) => tokens[position]?.kind === 'positional' && command.name === tokens[position].value);
  const command = named ?? first;
  const own = { ...command.options, ...everywhere };
  const given: GivenOption[] = [];
  const operands: string[] = [];
  tokens.forEach((token, i) => {
    if (token.kind === 'positional') {
      if (named === undefined || i !== position) operands.push(token.value);
    } else given.push(checkedOption(token, own, merged, command));
  });
  return { command, given: given.filter(({ name }) => !(name in everywhere)), operands, help: given.some(({ name }) => name === 'help'), version: given.some(({ name }) => name === 'version') };
}

type Token =
  | { readonly kind: 'positional'; readonly value: string; readonly afterSeparator: boolean }
  | { readonly kind: 'option'; readonly name: string; readonly written: string; readonly value: string | undefined; readonly inline: boolean };

function tokensOf(args: readonly string[], specs: Readonly<Record<string, OptionSpec>>): Token[] {
  const options = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, { type: spec.value === undefined ? ('boolean' as const) : ('string' as const), multiple: true, ...(spec.short === undefined ? {} : { short: spec.short }) }]));
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  const separator = tokens.find((token) => token.kind === 'option-terminator')?.index ?? Infinity;
  return tokens.flatMap((token): Token[] => {
    if (token.kind === 'option-terminator') return [];
    if (token.kind === 'positional') return [{ kind: 'positional', value: token.value, afterSeparator: token.index > separator }];
    return [{ kind: 'option', name: token.name, written: token.rawName, value: token.value, inline: token.inlineValue === true }];
  });
}

function checkedOption(token: Token & { kind: 'option' }, own: Readonly<Record<string, OptionSpec>>, all: Readonly<Record<string, OptionSpec>>, command: Command): GivenOption {
  const written = inert(token.written);
  const spec = Object.hasOwn(own, token.name) ? own[token.name] : undefined;
  if (spec === undefined) {
    if (Object.hasOwn(all, token.name)) throw new UsageError(`${written} is not an option of the command "${command.name}"; see kubernaut-image-tags ${command.name} --help`);
    const near = didYouMean(token.written, Object.keys(own).map((name) => `--${name}`));
    throw new UsageError(`there is no option ${written}.${near} See kubernaut-image-tags ${command.name} --help`);
  }
  if (spec.value === undefined) {
    if (token.value !== undefined) throw new UsageError(`${written} is a switch and takes no value`);
    return { name: token.name, value: '' };
  }
  if (token.value === undefined || token.value === '') throw new UsageError(`${written} needs a value: ${written} ${spec.value}`);
  if (!token.inline && token.value.startsWith('--')) throw new UsageError(`${written} needs a value before ${inert(token.value)}: ${written} ${spec.value} (a value that starts with -- is written ${written}=${inert(token.value)})`);
  return { name: token.name, value: token.value };
}

/** The value when it is one of the known words; a UsageError that lists them when not. */
export function oneOf<T extends string>(option: string, value: string, known: readonly T[]): T {
  const found = known.find((word) => word === value);
  if (found !== undefined) return found;
  throw new UsageError(`${option} can't be "${inert(value)}".${didYouMean(value, known)} It is one of: ${known.join(', ')}`);
}
