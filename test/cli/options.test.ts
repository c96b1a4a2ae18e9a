import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands';
import { has, valueOf, valuesOf } from '../../src/cli/command';
import { nearest } from '../../src/cli/didYouMean';
import { UsageError } from '../../src/cli/exit';
import { parseCommandLine, type CommandLine } from '../../src/cli/options';
import { outputsOf, type Output } from '../../src/cli/outputs';

const parse = (...args: string[]): CommandLine => parseCommandLine(args, commands);

describe('the command line', () => {
  test('check is the default, and its operands are roots', () => {
    expect(parse()).toMatchObject({ command: { name: 'check' }, operands: [] });
    expect(parse('a', 'b')).toMatchObject({ command: { name: 'check' }, operands: ['a', 'b'] });
    expect(parse('check', 'inventory')).toMatchObject({ command: { name: 'check' }, operands: ['inventory'] });
    expect(parse('--quiet', 'inventory', 'x')).toMatchObject({ command: { name: 'inventory' }, operands: ['x'] });
  });
  test('behind -- nothing is an option or a command', () => {
    expect(parse('--', 'inventory', '--fix')).toMatchObject({ command: { name: 'check' }, operands: ['inventory', '--fix'] });
  });
  test('short and long, with and without =', () => {
    const line = parse('-f', 'json', '-o=x', '--format=sarif', '-q', '--rule', 'a=b', '--rule=c=d');
    expect(valuesOf(line, 'format')).toEqual(['json', 'sarif']);
    expect(valuesOf(line, 'rule')).toEqual(['a=b', 'c=d']);
    expect(valueOf(line, 'format')).toBe('sarif');
    expect(has(line, 'quiet')).toBe(true);
  });
  test.each([
    [['--formt', 'json'], 'there is no option --formt. Did you mean "--format"? See kubernaut-image-tags check --help'],
    [['--xyzzy'], 'there is no option --xyzzy. See'],
    [['-z'], 'there is no option -z.'],
    [['inventory', '--fix'], '--fix is not an option of the command "inventory"'],
    [['--format'], '--format needs a value: --format text|json'],
    [['--format='], '--format needs a value'],
    [['--output', '--fix'], '--output needs a value before --fix'],
    [['--fix=yes'], '--fix is a switch and takes no value'],
    [['--no-fix'], 'there is no option --no-fix'],
    [['--__proto__', 'x'], 'there is no option'],
    [['--constructor=1'], 'there is no option --constructor'],
    [['--\u001b[31m'], 'there is no option --\\u{1b}[31m'],
  ])('%j: %s', (args, message) => {
    expect(() => parse(...args)).toThrow(UsageError);
    expect(() => parse(...args)).toThrow(message);
  });
  test('whatever is written, it is read or refused, never a fault', () => {
    const word = fc.oneof(fc.string(), fc.constantFrom('--', '-', '-f', '--format', '--output', 'check', '=', '--rule', '-fo', '--=', '---'));
    fc.assert(fc.property(fc.array(word, { maxLength: 8 }), (args) => {
      try {
        const line = parse(...args);
        expect(line.operands.every((operand) => args.includes(operand))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(UsageError);
      }
    }), { numRuns: 2000 });
  });
});

describe('formats and outputs', () => {
  const known = ['text', 'json', 'sarif'];
  const outputs = (...args: string[]): readonly Output[] => outputsOf(parse(...args).given, known);
  test.each([
    [[], [['text', undefined]]],
    [['--format', 'json'], [['json', undefined]]],
    [['--output', 'a'], [['text', 'a']]],
    [['--format', 'json', '--output', 'a'], [['json', 'a']]],
    [['--output', 'a', '--format', 'json'], [['json', 'a']]],
    [['--format', 'text', '--format', 'json', '--output', 'a'], [['text', undefined], ['json', 'a']]],
    [['--format', 'json', '--output', 'a', '--format', 'sarif', '--output', 'b'], [['json', 'a'], ['sarif', 'b']]],
    [['--format', 'json', '--output', '-'], [['json', undefined]]],
  ])('%j', (args, expected) => {
    expect(outputs(...args).map(({ format, file }) => [format, file])).toEqual(expected);
  });
  test.each([
    [['--format', 'sarfi'], `--format can't be "sarfi". Did you mean "sarif"? It is one of: text, json, sarif`],
    [['--format', 'json', '--format', 'sarif'], 'json and sarif would both go to standard output'],
    [['-f', 'json', '-o', 'a', '-f', 'sarif', '-o', 'a'], 'two formats would be written to a'],
  ])('%j is refused', (args, message) => {
    expect(() => outputs(...args)).toThrow(message);
  });
});

test('the nearest word, or none', () => {
  expect(nearest('tag-mismacth', ['tag-mismatch', 'generic-tag'])).toBe('tag-mismatch');
  expect(nearest('zzz', ['tag-mismatch'])).toBeUndefined();
  expect(nearest('', ['tag'])).toBeUndefined();
  expect(nearest('x'.repeat(100_000), ['tag'])).toBeUndefined();
});
