/** docs/rules.md and the settings say what the rules say; `npm run docs` brings them up to date. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { rulesPage, withoutSeverity } from '../../scripts/rulesPage.mjs';
import { ruleInfos } from '../../src/service/ruleInfo';

interface Manifest {
  readonly contributes: { readonly configuration: { readonly properties: Record<string, { readonly properties?: Record<string, unknown> }> } };
}

const read = (name: string): string => readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');

test('docs/rules.md is what the rules tell', () => {
  expect(read('docs/rules.md')).toBe(rulesPage(ruleInfos()));
});

test('every rule has a section with the anchor that problems link to', () => {
  const headings = [...rulesPage(ruleInfos()).matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
  expect(headings).toEqual(ruleInfos().map(({ url }) => new URL(url).hash.slice(1)));
});

test('the settings offer every rule, with the severity that it has by itself', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const offered = manifest.contributes.configuration.properties['kubernautImageTags.rules']?.properties ?? {};
  const rules = ruleInfos().filter(({ id }) => !withoutSeverity.includes(id));
  expect(Object.keys(offered).sort()).toEqual(rules.map(({ id }) => id).sort());
  for (const { id, severity, summary } of rules) expect(texts[`rule.${id}`]).toBe(`${summary} Default: \`${severity}\`.`);
});
