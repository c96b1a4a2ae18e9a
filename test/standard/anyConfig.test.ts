/** Hostile and random texts as configurations: they take seconds, so that mutation testing leaves them out (vitest.mutation.config.mts). */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseConfig, type Configuration } from '../../src/standard/config';
import { defaultStandard } from '../../src/standard/standard';

const parse = (text: string): Configuration => parseConfig(text, { ruleIds: ['tag-mismatch', 'never-built', 'generic-tag'], today: '2026-01-15' });

test('too large, too deep, too many', () => {
  expect(parse('#'.repeat(70_000)).problems).toHaveLength(1);
  for (const text of ['['.repeat(30_000), '{a: '.repeat(8_000), '- '.repeat(20_000), `version: 1\ninclude: [${'1,'.repeat(20_000)}]`, Array.from({ length: 5_000 }, (_, i) => `k${i}: 1`).join('\n')]) {
    const found = parse(text);
    expect(found.problems.length).toBeGreaterThan(0);
    expect(found.problems.length).toBeLessThanOrEqual(100);
    expect(found.standard.templates).toEqual(defaultStandard.templates);
  }
}, 60_000);

test('twenty thousand nodes are read, one more says so once', () => {
  const messagesOf = (items: number) => parse(`version: 1\nx: [${'1,'.repeat(items)}]`).problems.map(({ message }) => message);
  const [unknown, ...rest] = messagesOf(19_997).filter((message) => message.includes('large') || message.includes('`x`'));
  expect([unknown, rest]).toEqual([expect.stringContaining('There is no key `x`'), []]);
  expect(messagesOf(20_000).filter((message) => message === 'The configuration is too large to read.')).toHaveLength(1);
});

test('a list whose braces never end is said to end with the text', () => {
  const text = '- {]>version: 1\n';
  const { problems } = parse(text);
  expect(problems.map(({ message }) => message)).toContain('Expected a mapping, found a list.');
  expect(Math.max(...problems.map(({ span }) => span.end))).toBe(text.length);
});

test('no text makes it throw, and every problem lies in the text', () => {
  const piece = fc.constantFrom('version: 1\n', 'standard', ':', ' ', '\n', '- ', '{', '}', '[', ']', '"', "'", '&a ', '*a', '<<', '!!binary ', '!x ', '|', '>', '#', '? ', ',', 'services', 'rules', 'tag-mismatch', '\t', '__proto__', '---\n', '%YAML 9\n', '\u{1f433}', '1e999', '0x', 'null', '~');
  fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join('')), fc.string({ unit: 'binary' })), (text) => {
    for (const { span, message } of parse(text).problems) {
      expect(message).not.toBe('');
      expect(span.start >= 0 && span.start <= span.end && span.end <= text.length).toBe(true);
    }
  }), { numRuns: 1000 });
}, 60_000);
