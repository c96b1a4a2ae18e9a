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

  test('reads as a person would write it', () => {
    expect(initialConfig({
      include: ['test/**/*.go', 'deploy/*.yaml'], engine: 'podman', services: ['aianalysis', 'data-storage', 'Bad name'], sharedDependencies: ['authwebhook'],
      presets: ['infra-consumer-uuid', 'e2e-test-service'], nonstandard: ['localhost/kubernaut-gateway:dev', 'localhost/kubernaut-notification:e2e-test'],
    })).toBe(`# .kubernaut-image-tags.yaml: what Kubernaut Image Tags checks in this folder, and by which naming standard.
# Every key may be left out; what stands here replaces the default.
version: 1

# Files to read, relative to this file.
include:
  - "test/**/*.go"
  - "deploy/*.yaml"

# The engine where a command does not say which: auto, podman or docker.
engine: podman

# DD-TEST-001 documents three ways of naming (seen here: e2e-test-service, infra-consumer-uuid); all are accepted.
# Pin one with \`preset: e2e-test-service\`, or write your own \`templates\`.
standard:
  services:
    "aianalysis":
    "datastorage": { aliases: ["data-storage"] }
    "gateway":
    "notification":
    "signalprocessing": { aliases: ["signal-processing"] }
  # Services that the suites of other services deploy: a generic tag is forbidden for them.
  sharedDependencies:
    - "authwebhook"
    - "datastorage"
  # Images that are allowed as they are.
  exceptions:
    - image: "localhost/kubernaut-notification:e2e-test"
      reason: "DD-TEST-001 allows the generic tag for the notification service: only its own suite uses the image."
    # - image: "localhost/kubernaut-gateway:dev"
    #   reason: "why it is allowed"

# Severity by rule: error, warning, info, hint or off.
# rules:
#   generic-tag: error

# Your own functions that build, load or deploy an image, and where it is: a 0-based argument, a field, or the result.
# builders:
#   buildImageOnly: 1
#   BuildImageForKind: result

# Findings that you accept, each with its reason.
# ignores:
#   - path: "test/e2e/legacy/**"
#     rule: tag-mismatch
#     reason: "Goes away with the legacy suite."
`);
    expect(initialConfig(empty)).toContain('# include: []\n');
    expect(initialConfig(empty)).toContain('(no image here follows one); all are accepted.\n# Pin one with `preset: e2e-test-service`');
    expect(initialConfig({ ...empty, presets: ['infra-consumer-uuid'] })).toContain('# Pin one with `preset: infra-consumer-uuid`');
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
