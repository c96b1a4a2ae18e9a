import { describe, expect, test } from 'vitest';
import type { Hole, Value } from '../../src/flow/value';
import { defaultStandard, isGenericTag, isShared, judge, presetTemplates, serviceOf, standardForm, type Standard } from '../../src/standard/standard';
import { parseTemplate } from '../../src/standard/template';

const value = (...parts: (string | Hole)[]): Value => ({ parts: parts.map((part) => (typeof part === 'string' ? { text: part } : { hole: part })), trail: [] });
const fresh: Hole = { kind: 'fresh', what: 'time', path: ['a'], rooted: true };
const env: Hole = { kind: 'env', name: 'IMAGE_TAG' };
const user: Hole = { kind: 'env', name: 'USER' };
const param: Hole = { kind: 'param', func: 'deploy', name: 'image' };

const kindOf = (...parts: (string | Hole)[]) => judge(defaultStandard, value(...parts)).kind;

describe('judge by DD-TEST-001', () => {
  test.each([
    ['localhost/kubernaut-gateway:e2e-test-gateway'],
    ['localhost/kubernaut-datastorage:e2e-test-datastorage'],
    ['localhost/kubernaut-signalprocessing:e2e-test-signalprocessing'],
    ['kubernaut-gateway:e2e-test-gateway'],
    ['localhost/kubernaut-aianalysis:e2e-test-aianalysis'],
    ['localhost/kubernaut/datastorage:datastorage-a1b2c3d4'],
    ['localhost/datastorage:gateway-a1b2c3d4'],
    ['localhost/kubernaut-agent:kubernaut-agent-a1b2c3d4'],
    ['localhost/kubernaut-gateway:gateway-jgil-abc1234-1734278400'],
    ['localhost/kubernaut-gateway:gateway-j-gil-unknown-1734278400'],
  ])('%s follows it', (image) => {
    expect(kindOf(image)).toBe('compliant');
  });

  test.each([
    ['localhost/kubernaut-datastorage:e2e-test'],
    ['localhost/kubernaut-datastorage:e2e-test-gateway'],
    ['localhost/kubernaut-datastorage:latest'],
    ['localhost/kubernaut-datastorage'],
    ['localhost/kubernaut-datastorage:gateway-xyz'],
    ['localhost/kubernaut-gateway:datastorage-jgil-abc1234-notatime'],
  ])('%s does not', (image) => {
    expect(kindOf(image)).toBe('nonstandard');
  });

  test('says why and what it should be', () => {
    const judged = (image: string, standard = defaultStandard) => {
      const { kind, ...rest } = judge(standard, value(image));
      return kind === 'nonstandard' ? rest : kind;
    };
    const suggestion = 'localhost/kubernaut-datastorage:e2e-test-datastorage';
    const forms = '`e2e-test-datastorage`, `datastorage-{user}-{git-hash}-{timestamp}`, `{consumer}-{uuid}`';
    expect(judged('localhost/kubernaut-datastorage:e2e-test')).toEqual({ service: 'datastorage', suggestion, why: `its tag \`e2e-test\` has none of the forms ${forms}` });
    expect(judged('localhost/data-storage:e2e-test-datastorage', { ...defaultStandard, services: defaultStandard.services.map((one) => (one.name === 'datastorage' ? { ...one, aliases: ['data-storage'] } : one)) })).toMatchObject({ why: expect.stringContaining('its repository `localhost/data-storage` is not what stands before the tag `e2e-test-datastorage`: `localhost/kubernaut-datastorage`') as string });
    expect(judged('kubernaut-datastorage')).toEqual({ service: 'datastorage', suggestion, why: 'it has no tag, so it is `latest`' });
    expect(judged('localhost/kubernaut-datastorage:e2e-test-gateway')).toEqual({ service: 'datastorage', suggestion, why: '`datastorage` is expected again where `gateway` stands' });
    expect(judged('localhost/kubernaut-datastorage:gateway-jgil-abc1234-1734278400', { ...defaultStandard, templates: presetTemplates('service-user-hash-time') })).toMatchObject({ why: 'the tag names `gateway` but the repository is of `datastorage`' });
    expect(judged('localhost/kubernaut-datastorage:gateway-jgil-abc1234-1734278400', { ...defaultStandard, templates: [...presetTemplates('e2e-test-service'), ...presetTemplates('service-user-hash-time')] })).toEqual({ service: 'datastorage', suggestion, why: 'the tag names `gateway` but the repository is of `datastorage`' });
    // This repository has a form of its own: its tag is what is wrong.
    expect(judged('localhost/kubernaut/datastorage:test')).toEqual({ service: 'datastorage', why: `its tag \`test\` has none of the forms ${forms}` });
    expect(judged('localhost/kubernaut/datastorage:test', { ...defaultStandard, templates: presetTemplates('e2e-test-service') })).toMatchObject({ suggestion, why: '`localhost/kubernaut-` is expected where `localhost/kubernaut/datastorage:test` stands' });
  });

  test('row 53: the exception of the seed table is the documented default', () => {
    expect(judge(defaultStandard, value('localhost/kubernaut-notification:e2e-test'))).toMatchObject({ kind: 'exception', service: 'notification' });
    expect(kindOf('kubernaut-notification:e2e-test')).toBe('exception');
    expect(kindOf('localhost/kubernaut-notification:e2e-test-notification')).toBe('compliant');
    expect(kindOf('localhost/kubernaut-notification:test')).toBe('nonstandard');
  });

  test('a generated value stands for a generated part', () => {
    expect(kindOf('localhost/kubernaut/datastorage:gateway-', fresh)).toBe('compliant');
    expect(kindOf('localhost/kubernaut-signalprocessing:signalprocessing-', user, '-', fresh, '-', fresh)).toBe('compliant');
    expect(kindOf('localhost/kubernaut-gateway:', fresh)).toBe('nonstandard');
  });

  test('an unknown is never judged', () => {
    expect(kindOf('localhost/kubernaut-datastorage:', env)).toBe('unknown');
    expect(kindOf('localhost/kubernaut-datastorage:e2e-test', env)).toBe('unknown');
    expect(kindOf(env, '/kubernaut-datastorage:e2e-test')).toBe('unknown');
    expect(kindOf(param)).toBe('unknown');
    expect(kindOf('localhost/kubernaut-datastorage:zzz/', env)).toBe('unknown');
  });

  test('row 49: third-party and foreign images are nobody\'s business', () => {
    for (const image of ['postgres:16', 'docker.io/library/redis:7', 'quay.io/jordigilh/redis:7-alpine', 'ghcr.io/owner/kubernaut/datastorage:pr-1', 'localhost/mock-llm:x']) {
      expect(kindOf(image)).toBe('not-a-service');
    }
  });

  test('row 50: service names with metacharacters are compared literally', () => {
    const standard: Standard = { ...defaultStandard, services: [{ name: 'a.*b', aliases: [], rationale: '' }, { name: '(a+)+$', aliases: [], rationale: '' }] };
    expect(serviceOf(standard, 'localhost/kubernaut-axxb')).toBe('axxb');
    expect(judge(standard, value('localhost/kubernaut-axxb:e2e-test-a.b')).kind).toBe('nonstandard');
  });

  test('row 51: a service name that ends another one is not taken for it', () => {
    const standard: Standard = { ...defaultStandard, services: [...defaultStandard.services, { name: 'storage', aliases: [], rationale: '' }] };
    expect(serviceOf(standard, 'localhost/kubernaut-datastorage')).toBe('datastorage');
    expect(serviceOf(standard, 'localhost/kubernaut-storage')).toBe('storage');
    expect(judge(standard, value('localhost/kubernaut-datastorage:e2e-test-storage')).kind).toBe('nonstandard');
    expect(judge(standard, value('localhost/kubernaut-storage:e2e-test-storage')).kind).toBe('compliant');
  });

  test('a preset pins one way', () => {
    const pinned: Standard = { ...defaultStandard, templates: presetTemplates('e2e-test-service') };
    expect(judge(pinned, value('localhost/kubernaut/datastorage:datastorage-a1b2c3d4')).kind).toBe('nonstandard');
    expect(standardForm({ ...defaultStandard, templates: presetTemplates('infra-consumer-uuid') }, 'datastorage')).toBe('localhost/datastorage:{consumer}-{uuid}');
    expect(standardForm({ ...defaultStandard, templates: presetTemplates('service-user-hash-time') }, 'gateway')).toBe('localhost/kubernaut-gateway:gateway-{user}-{git-hash}-{timestamp}');
  });
});

describe('templates of a configuration', () => {
  const templates = (...texts: string[]) => texts.flatMap((text) => {
    const parsed = parseTemplate(text);
    return parsed.kind === 'template' ? [parsed.template] : [];
  });

  test('an image without a tag is `latest`, which a template may ask for', () => {
    const standard: Standard = { ...defaultStandard, templates: templates('localhost/kubernaut-{service}:latest') };
    expect(judge(standard, value('localhost/kubernaut-gateway')).kind).toBe('compliant');
    expect(judge(standard, value('kubernaut-gateway')).kind).toBe('compliant');
  });

  test('only a name without a registry is read below localhost/', () => {
    const standard: Standard = { ...defaultStandard, localRegistries: ['registry.local'] };
    expect(judge(standard, value('registry.local/kubernaut-datastorage:gateway-a1b2c3d4')).kind).toBe('nonstandard');
    expect(judge(standard, value('kubernaut-datastorage:gateway-a1b2c3d4')).kind).toBe('compliant');
  });

  test('without templates nothing follows the standard, and nothing is suggested', () => {
    expect(judge({ ...defaultStandard, templates: [] }, value('localhost/kubernaut-gateway:v1'))).toEqual({ kind: 'nonstandard', service: 'gateway', why: 'there is no template' });
  });

  test('a digest leaves open what the tag would have said', () => {
    expect(judge(defaultStandard, value(`localhost/kubernaut-gateway@sha256:${'f'.repeat(64)}`)).kind).toBe('unknown');
  });

  test('an exception without a tag is of `latest`, one below localhost/ of the short name too', () => {
    const standard: Standard = { ...defaultStandard, exceptions: [{ image: 'kubernaut-gateway', reason: 'a' }, { image: 'localhost/A', reason: 'b' }, { image: 'localhost:5001/kubernaut-gateway:v1', reason: 'c' }] };
    const reason = (image: string) => {
      const judged = judge(standard, value(image));
      return judged.kind === 'exception' ? judged.reason : judged.kind;
    };
    expect(['localhost/kubernaut-gateway:latest', 'kubernaut-gateway', 'localhost:5001/kubernaut-gateway:v1', 'localhost/kubernaut-gateway:v1'].map(reason)).toEqual(['a', 'a', 'c', 'nonstandard']);
  });

  test('a form that is known to the last character is suggested for one template only or for a repository that has it', () => {
    const suggestion = (texts: readonly string[], image: string) => {
      const judged = judge({ ...defaultStandard, templates: templates(...texts) }, value(image));
      return judged.kind === 'nonstandard' ? judged.suggestion : judged.kind;
    };
    expect(suggestion(['localhost/kubernaut-{service}:e2e-{service}'], 'kubernaut/gateway:v1')).toBe('localhost/kubernaut-gateway:e2e-gateway');
    expect(suggestion(['localhost/kubernaut-{service}:e2e-{service}', 'other'], 'kubernaut/gateway:v1')).toBeUndefined();
    expect(suggestion(['localhost/kubernaut-{service}:e2e-{service}', 'other'], 'kubernaut-gateway:v1')).toBe('localhost/kubernaut-gateway:e2e-gateway');
    expect(suggestion(['localhost/kubernaut-{service}:{uuid}'], 'kubernaut-gateway:v1')).toBeUndefined();
    expect(suggestion(['{uuid}'], 'kubernaut-gateway:v1')).toBeUndefined();
  });

  test('a tag with a hole is shown as far as it is known', () => {
    expect(judge(defaultStandard, value('localhost/kubernaut-gateway:', fresh, '-x'))).toMatchObject({ why: expect.stringContaining('its tag `{…}-x` has none of the forms `e2e-test-gateway`') as unknown });
  });
});

test('services go by their aliases and prefixes', () => {
  expect(serviceOf(defaultStandard, 'localhost/kubernaut/data-storage')).toBe('datastorage');
  expect(serviceOf(defaultStandard, 'ghcr.io/owner/kubernaut/datastorage')).toBe('datastorage');
  expect(['gateway', 'localhost/gateway', 'localhost/acme/gateway'].map((name) => serviceOf(defaultStandard, name))).toEqual(['gateway', 'gateway', 'gateway']);
  expect(['envoyproxy/gateway', 'private-hub/envoyproxy/gateway'].map((name) => serviceOf(defaultStandard, name))).toEqual([undefined, undefined]);
  expect(serviceOf(defaultStandard, 'datastorage')).toBe('datastorage');
  expect(serviceOf(defaultStandard, 'localhost/kubernaut-a/b')).toBeUndefined();
  expect(serviceOf(defaultStandard, 'localhost/postgres')).toBeUndefined();
  expect(isShared(defaultStandard, 'data-storage')).toBe(true);
  expect(isShared(defaultStandard, 'gateway')).toBe(false);
});

test('generic tags', () => {
  expect(['e2e-test', 'latest', 'dev', undefined].map((tag) => isGenericTag(defaultStandard, tag))).toEqual([true, true, true, true]);
  expect(isGenericTag(defaultStandard, 'e2e-test-gateway')).toBe(false);
});
