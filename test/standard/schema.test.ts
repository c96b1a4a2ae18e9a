import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { configKeys, parseConfig } from '../../src/standard/config';
import { standardKeys } from '../../src/standard/configStandard';
import { defaultStandard, presets } from '../../src/standard/standard';
import { partNames } from '../../src/standard/template';

type Schema = Readonly<Record<string, unknown>>;
const schema = JSON.parse(readFileSync(new URL('../../schemas/kubernaut-image-tags.schema.json', import.meta.url), 'utf8')) as Schema;
const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
addFormats(ajv);
const validate = ajv.compile(schema);
const ruleIds = ['tag-mismatch', 'generic-tag'];

/** What `#/definitions/x` points at. */
function at(path: string): Schema {
  return path.replace('#/', '').split('/').reduce<Schema>((node, key) => node[key] as Schema, schema);
}
const resolved = (node: Schema): Schema => (typeof node['$ref'] === 'string' ? { ...at(node['$ref']), ...node } : node);

/** Every property of every object in the schema, by its path. */
function properties(node: unknown, path: string): [string, Schema][] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, child]): [string, Schema][] => {
    const own = key === 'properties' ? Object.entries(child as Record<string, Schema>).map(([name, property]): [string, Schema] => [`${path}.${name}`, resolved(property)]) : [];
    return [...own, ...properties(child, key === 'properties' ? path : `${path}.${key}`)];
  });
}

test('every key has a description and a valid example', () => {
  const all = properties(schema, '');
  expect(all.length).toBeGreaterThan(25);
  for (const [path, property] of all) {
    expect(property['description'], path).toBeTypeOf('string');
    const examples = property['examples'];
    expect(Array.isArray(examples) && examples.length > 0, path).toBe(true);
    const { $ref: _, ...inline } = property;
    const valid = new Ajv({ strict: false }).addFormat('date', true).compile({ ...inline, definitions: schema['definitions'] });
    for (const example of examples as unknown[]) expect(valid(example), `${path}: ${JSON.stringify(example)}`).toBe(true);
  }
});

test('the schema has the keys, presets, parts and defaults of the code', () => {
  expect(Object.keys(at('#/properties'))).toEqual([...configKeys]);
  expect(Object.keys(at('#/definitions/standard/properties'))).toEqual([...standardKeys]);
  expect(at('#/definitions/preset')['enum']).toEqual([...presets]);
  expect(at('#/definitions/standard/properties/templates/items')['pattern']).toContain(`(${partNames.join('|')})`);
  expect(at('#/definitions/standard/properties/prefixes')['default']).toEqual(defaultStandard.prefixes);
  expect(at('#/definitions/standard/properties/sharedDependencies')['default']).toEqual(defaultStandard.sharedDependencies);
  expect(['', ...(at('#/definitions/standard/properties/genericTags')['default'] as string[])]).toEqual(defaultStandard.genericTags);
  expect(at('#/properties/localRegistries')['default']).toEqual(defaultStandard.localRegistries);
});

describe('schema and reader agree', () => {
  test.each([
    'version: 1',
    '{}',
    'version: 1\ninclude: []',
    'version: 1\ninclude: ["test/**/*.{go,yaml}", "./a", "a..b"]',
    'version: 1\nexclude: ["**/x/**"]',
    'version: 1\nengine: docker',
    'version: 1\nstandard: service-user-hash-time',
    'version: 1\nstandard: {}',
    'version: 1\nstandard: { preset: infra-consumer-uuid, prefixes: [app-, "app/"] }',
    'version: 1\nstandard: { templates: ["localhost/kubernaut-{service}:e2e-test-{service}", "{service}-{user}-{git-hash}-{timestamp}", "x{name}"] }',
    'version: 1\nstandard: { services: [a, b-c, d.e] }',
    'version: 1\nstandard: { services: { a: , b: { aliases: [c], rationale: x }, constructor: {} } }',
    'version: 1\nstandard: { sharedDependencies: [a], genericTags: [latest, E2E, "_x"] }',
    'version: 1\nstandard: { exceptions: [{ image: "localhost/a:b", reason: x, expires: 2030-12-31 }, { image: "[::1]:5000/a@sha256:0000000000000000000000000000000000000000000000000000000000000000", reason: y }] }',
    'version: 1\nrules: { tag-mismatch: off, generic-tag: error }',
    'version: 1\nbuilders: { a: 0, b.C: result, _d: { argument: 1 }, e: { argument: 1, field: F }, f: { field: F }, g: { result: 2 } }',
    'version: 1\nloaders: {}\ndeployers: { x: 32 }',
    'version: 1\nlocalRegistries: ["localhost:*"]\nthirdParty: ["quay.io/**"]',
    'version: 1\nignores: [{ path: "a/**", reason: x }, { path: b, rule: generic-tag, reason: y }]',
  ])('good: %j', (text) => {
    expect(validate(parse(text)), JSON.stringify(validate.errors)).toBe(true);
    expect(parseConfig(text, { ruleIds }).problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test.each([
    '[]', 'text', '3', 'version: 2', 'version: "1"', 'version: null', 'version: 1\nunknown: 1', 'version: 1\nConstructor: 1',
    'version: 1\ninclude: a', 'version: 1\ninclude: [""]', 'version: 1\ninclude: [1]', 'version: 1\ninclude: null', 'version: 1\ninclude: ["../a"]', 'version: 1\ninclude: ["/a"]',
    'version: 1\ninclude: ["~/a"]', 'version: 1\nexclude: ["a/../b"]', 'version: 1\nexclude: ["{..,a}"]', 'version: 1\nexclude: ["C:/a"]', `version: 1\nexclude: ["a\\\\b"]`,
    'version: 1\nexclude: ["file:///a"]', `version: 1\ninclude: ["${'a'.repeat(257)}"]`,
    'version: 1\nengine: Podman', 'version: 1\nengine: true', 'version: 1\nstandard: other', 'version: 1\nstandard: []', 'version: 1\nstandard: null', 'version: 1\nstandard: { preset: x }',
    'version: 1\nstandard: { x: 1 }', 'version: 1\nstandard: { templates: [] }', 'version: 1\nstandard: { templates: ["{servce}"] }', 'version: 1\nstandard: { templates: ["a b"] }', 'version: 1\nstandard: { templates: [""] }',
    'version: 1\nstandard: { templates: "a" }', 'version: 1\nstandard: { services: a }', 'version: 1\nstandard: { services: [A] }', 'version: 1\nstandard: { services: { __proto__x: {} } }',
    'version: 1\nstandard: { services: { a: { alias: [] } } }', 'version: 1\nstandard: { services: { a: { aliases: [-x] } } }', 'version: 1\nstandard: { services: { a: [] } }', 'version: 1\nstandard: { services: { a: { rationale: "" } } }',
    'version: 1\nstandard: { prefixes: ["-"] }', 'version: 1\nstandard: { sharedDependencies: [1] }', 'version: 1\nstandard: { genericTags: [-x] }', 'version: 1\nstandard: { genericTags: ["a:b"] }',
    'version: 1\nstandard: { exceptions: [{ image: a }] }', 'version: 1\nstandard: { exceptions: [{ reason: a }] }', 'version: 1\nstandard: { exceptions: [{ image: "", reason: a }] }', 'version: 1\nstandard: { exceptions: [{ image: "a b", reason: a }] }',
    'version: 1\nstandard: { exceptions: [{ image: a, reason: b, expires: 2026-02-30 }] }', 'version: 1\nstandard: { exceptions: [{ image: a, reason: b, until: 2026-02-30 }] }', 'version: 1\nstandard: { exceptions: [a] }',
    'version: 1\nrules: { tag-mismatch: warn }', 'version: 1\nrules: { tag-mismatch: true }', 'version: 1\nrules: []',
    'version: 1\nbuilders: { "a b": 1 }', 'version: 1\nbuilders: { a: -1 }', 'version: 1\nbuilders: { a: 33 }', 'version: 1\nbuilders: { a: 1.5 }', 'version: 1\nbuilders: { a: results }', 'version: 1\nbuilders: { a: {} }',
    'version: 1\nbuilders: { a: { argument: 1, result: 1 } }', 'version: 1\nbuilders: { a: { field: "x y" } }', 'version: 1\nbuilders: { a: null }', 'version: 1\nbuilders: { a: { args: 1 } }', 'version: 1\nbuilders: [a]',
    'version: 1\nthirdParty: quay.io', 'version: 1\nlocalRegistries: [5000]', 'version: 1\nignores: {}', 'version: 1\nignores: [{ path: a }]', 'version: 1\nignores: [{ reason: a }]', 'version: 1\nignores: [{ path: ../a, reason: b }]',
    'version: 1\nignores: [{ path: a, reason: "" }]', 'version: 1\nignores: [{ path: a, reason: b, rules: [] }]',
  ])('bad: %j', (text) => {
    expect(validate(parse(text))).toBe(false);
    expect(parseConfig(text, { ruleIds }).problems.some(({ severity }) => severity === 'error')).toBe(true);
  });
});
