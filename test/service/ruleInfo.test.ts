import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rules } from '../../src/rules';
import { ruleIds, ruleInfos } from '../../src/service/ruleInfo';

const root = join(__dirname, '..', '..');

test('every rule is told, once, sorted by id', () => {
  expect(ruleIds()).toEqual([...new Set(ruleIds())].sort());
  for (const { id } of rules) expect(ruleIds()).toContain(id);
});

describe.each(ruleInfos().map((info) => [info.id, info] as const))('%s', (id, { summary, help, url, severity }) => {
  const page = readFileSync(join(root, 'docs/rules.md'), 'utf8');
  test('has a page whose anchor is its id, and one sentence for lists', () => {
    expect(url.endsWith(`docs/rules.md#${id}`)).toBe(true);
    expect(page).toContain(`\n## ${id}\n`);
    expect(summary).toMatch(/^\S.*\.$/);
    expect(summary.length).toBeLessThan(130);
  });
  test('says how to fix and, where it can be silenced, how', () => {
    expect(help).toContain('**How to fix.**');
    expect(help.includes('**How to silence.**')).toBe(rules.some((rule) => rule.id === id) || id === 'unused-ignore');
    expect(help).not.toContain('undefined');
  });
  test('shows an example that names the rule', () => {
    if (id === 'pod-triage') return;
    const [, example = ''] = /```[a-z]+\n([^]*?)```/.exec(help) ?? [];
    expect(example).not.toBe('');
    if (severity !== 'hint') expect(example).toContain(id);
  });
});

test('sentences are short', () => {
  for (const { id, help } of ruleInfos()) {
    const prose = help.replace(/```[^]*?```/g, '').replace(/\*\*How to silence\.\*\*[^]*/, '');
    for (const sentence of prose.split(/(?<=[.!?:])\s/)) expect(sentence.split(/\s+/).length, `${id}: ${sentence}`).toBeLessThanOrEqual(45);
  }
});
