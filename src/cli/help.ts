/** Help texts, made from what the commands say of themselves. */
import type { Command, OptionSpec } from './command';
import { everywhere } from './options';

const program = 'kubernaut-image-tags';
const widest = 110;

export function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => usage(command).length)) + 2;
  const [first] = commands;
  return [
    'Proves that every container image a Go E2E suite deploys was built and loaded under that very name.',
    '',
    'Usage:',
    ...commands.map((command) => `  ${program} ${usage(command).padEnd(width)}${command.summary}${command === first ? ' (the default)' : ''}`),
    '',
    `Options of a command: ${program} COMMAND --help`,
    '',
    ...(first === undefined ? [] : [`Options of ${first.name}:`, ...optionLines(first), '']),
    'Examples:',
    ...commands.flatMap(exampleLines),
    '',
    exitStatuses,
  ].join('\n');
}

export function commandHelp(command: Command): string {
  return [
    `${program} ${usage(command)}`,
    '',
    `${command.summary[0]?.toUpperCase() ?? ''}${command.summary.slice(1)}.`,
    '',
    'Options:',
    ...optionLines(command),
    '',
    'Examples:',
    ...exampleLines(command),
    '',
    exitStatuses,
  ].join('\n');
}

const exitStatuses = `Exit status: 0 nothing to report; 1 findings; 2 bad usage, bad configuration, or nothing was checked; 3 internal fault.
`;

function usage(command: Command): string {
  return `${command.name} ${command.operands}`.trimEnd();
}

function optionLines(command: Command): string[] {
  const all: [string, OptionSpec][] = [...Object.entries(command.options), ...Object.entries(everywhere)];
  const heads = all.map(([name, spec]) => `  ${spec.short === undefined ? '   ' : `-${spec.short},`} --${name}${spec.value === undefined ? '' : ` ${spec.value}`}`);
  const width = Math.min(38, Math.max(...heads.map((head) => head.length)) + 2);
  return all.map(([, spec], i) => {
    const head = heads[i] ?? '';
    const summary = wrapped(spec.summary, widest - width).join(`\n${' '.repeat(width)}`);
    return head.length + 2 > width ? `${head}\n${' '.repeat(width)}${summary}` : `${head.padEnd(width)}${summary}`;
  });
}

/** Lines of at most `width` characters, broken at blanks. */
function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}

function exampleLines(command: Command): string[] {
  return command.examples.flatMap(({ line, does }) => [`  ${line}`, `      ${does}`]);
}
