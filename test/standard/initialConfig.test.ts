import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../src/standard/config';
import { initialConfig, type Workplace } from '../../src/standard/initialConfig';
import { defaultStandard, presets } from '../../src/standard/standard';

const empty: Workplace = { include: [], engine: 'auto', services: [], sharedDependencies: [], presets: [], nonstandard: [] };
const ruleIds = ['generic-tag', 'tag-mismatch'];

describe('the first configuration', () => {
  test('says the same as no configuration where nothing was found', () => {
    const { standard, problems } = parseConfig(initialConfig(empty), { ruleIds });
    expect(problems).toEqual([]);
    expect({ ...standard, services: [] }).toEqual({ ...defaultStandard, services: [] });
    expect(standard.services.map(({ name }) => name)).toEqual(['datastorage', 'gateway', 'notification', 'signalprocessing']);
    expect(standard.services.map(({ aliases }) => aliases)).toEqual(defaultStandard.services.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ aliases }) => aliases));
  });

  test('is written from what the workspace shows', () => {
    const text = initialConfig({
      include: ['test/**/*.go'], engine: 'podman', services: ['aianalysis', 'gateway'], sharedDependencies: ['authwebhook'], presets: ['infra-consumer-uuid'],
      nonstandard: ['localhost/kubernaut-gateway:dev', 'localhost/kubernaut-notification:e2e-test'],
    });
    const { standard, problems, include, engine } = parseConfig(text, { ruleIds });
    expect(problems).toEqual([]);
    expect({ include, engine }).toEqual({ include: ['test/**/*.go'], engine: 'podman' });
    expect(standard.services.map(({ name }) => name)).toContain('aianalysis');
    expect(standard.sharedDependencies).toEqual(['authwebhook', 'datastorage']);
    expect(text).toContain('seen here: infra-consumer-uuid');
    expect(text).toContain('# - image: "localhost/kubernaut-gateway:dev"');
    expect(text.match(/kubernaut-notification:e2e-test/g)).toHaveLength(1);
    expect(text.endsWith('\n')).toBe(true);
  });

  test('what is commented out is right once it is not', () => {
    const text = initialConfig({ ...empty, nonstandard: ['localhost/a:b'] });
    const example = text.split('\n').map((line) => line.replace(/^(\s*)# (?=rules:|builders:|ignores:|- image| {2,}\S)/, '$1')).join('\n');
    const { problems, severities, standard } = parseConfig(example, { ruleIds });
    expect(problems).toEqual([]);
    expect(severities.size).toBe(1);
    expect(standard.builders).toHaveLength(2);
    expect(standard.ignores).toHaveLength(1);
    expect(standard.exceptions).toHaveLength(2);
  });

  test('no name that was found breaks the file', () => {
    const name = fc.oneof(fc.constantFrom('null', 'true', '1e3', '2026-01-01', 'a: b', "it's", '# x', '__proto__', 'constructor', '*a', '&b', '\n', 'data-storage'), fc.string());
    const names = fc.array(name, { maxLength: 4 });
    fc.assert(fc.property(names, names, names, fc.subarray([...presets]), (services, sharedDependencies, nonstandard, seen) => {
      const { problems } = parseConfig(initialConfig({ include: ['test/**'], engine: 'docker', services, sharedDependencies, presets: seen, nonstandard }), { ruleIds });
      expect(problems).toEqual([]);
    }));
  });
});
