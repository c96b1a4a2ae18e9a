import { describe, expect, test } from 'vitest';
import { parseConfig, type Configuration } from '../../src/standard/config';
import { defaultStandard, judge, serviceOf } from '../../src/standard/standard';

const ruleIds = ['tag-mismatch', 'never-built', 'generic-tag'];
const options = { ruleIds, today: '2026-01-15' };
const parse = (text: string): Configuration => parseConfig(text, options);
/** Each problem as its message and the very characters it points at. */
const problems = (text: string): string[][] => parse(text).problems.map(({ message, span }) => [message, text.slice(span.start, span.end)]);
const marked = (text: string): string[] => problems(text).map(([, at]) => at ?? '');

describe('row 63: what a file may be', () => {
  test('missing, empty or only comments: the defaults', () => {
    for (const text of [undefined, '', '\n\n', '# nothing\n', '---\n', 'null']) {
      expect(parseConfig(text, options)).toEqual({ standard: defaultStandard, severities: new Map(), problems: [] });
    }
  });

  test('every key', () => {
    const text = `version: 1
include: [ "test/**/*.go" ]
exclude:
  - test/fixtures/**
engine: podman
standard:
  templates: [ "registry.local/{service}:{service}-{uuid}" ]
  prefixes: [ "app-" ]
  services:
    gateway:
    datastorage: { aliases: [ ds ], rationale: shared }
  sharedDependencies: [ datastorage ]
  exceptions:
    - { image: "localhost/app-gateway:e2e", reason: "its own suite", expires: 2026-12-31 }
  genericTags: [ latest, e2e ]
rules: { tag-mismatch: warning, never-built: "off" }
builders: { buildImage: 1, infra.Build: result, make: { argument: 0, field: Image }, other: { field: Name }, two: { result: 1 } }
loaders: { load: 2 }
deployers: { deploy: { argument: 3 } }
localRegistries: [ "registry.local" ]
thirdParty: [ "quay.io/**" ]
ignores:
  - { path: "test/old/**", rule: tag-mismatch, reason: gone soon }
  - { path: "test/older/**", reason: "gone soon" }
`;
    const { standard, problems: found, severities, ...rest } = parse(text);
    expect(found).toEqual([]);
    expect(rest).toEqual({ include: ['test/**/*.go'], exclude: ['test/fixtures/**'], engine: 'podman' });
    expect([...severities]).toEqual([['tag-mismatch', 'warning'], ['never-built', 'off']]);
    expect(standard.templates.map((template) => template.text)).toEqual(['registry.local/{service}:{service}-{uuid}']);
    expect(standard).toMatchObject({
      prefixes: ['app-'],
      services: [{ name: 'gateway', aliases: [], rationale: '' }, { name: 'datastorage', aliases: ['ds'], rationale: 'shared' }],
      sharedDependencies: ['datastorage'],
      exceptions: [{ image: 'localhost/app-gateway:e2e', reason: 'its own suite', expires: '2026-12-31' }],
      genericTags: ['', 'latest', 'e2e'],
      engine: 'podman',
      localRegistries: ['registry.local'],
      thirdParty: ['quay.io/**'],
      builders: [
        { name: 'buildImage', image: { kind: 'argument', index: 1 } },
        { name: 'infra.Build', image: { kind: 'result', index: 0 } },
        { name: 'make', image: { kind: 'argument', index: 0, field: 'Image' } },
        { name: 'other', image: { kind: 'field', field: 'Name' } },
        { name: 'two', image: { kind: 'result', index: 1 } },
      ],
      loaders: [{ name: 'load', image: { kind: 'argument', index: 2 } }],
      deployers: [{ name: 'deploy', image: { kind: 'argument', index: 3 } }],
      ignores: [{ path: 'test/old/**', rule: 'tag-mismatch', reason: 'gone soon' }, { path: 'test/older/**', reason: 'gone soon' }],
    });
    expect(judge(standard, { parts: [{ text: 'registry.local/app-gateway:gateway-a1b2c3d4' }] }).kind).toBe('nonstandard');
    expect(serviceOf(standard, 'registry.local/app-ds')).toBe('datastorage');
  });

  test.each([['e2e-test-service', 'localhost/kubernaut-{service}:e2e-test-{service}'], ['infra-consumer-uuid', 'localhost/{infrastructure}:{consumer}-{uuid}'], ['service-user-hash-time', '{service}-{user}-{git-hash}-{timestamp}']])('preset %s', (preset, template) => {
    for (const text of [`version: 1\nstandard: ${preset}`, `version: 1\nstandard: { preset: ${preset} }`]) {
      const { standard, problems: found } = parse(text);
      expect(found).toEqual([]);
      expect(standard.templates.map(({ text: form }) => form)).toEqual([template]);
      expect(standard.services).toEqual(defaultStandard.services);
    }
  });

  test('an unknown key, with the one that was meant', () => {
    expect(problems('version: 1\ninclud: []\n')).toEqual([['There is no key `includ`. Did you mean `include`?', 'includ']]);
    expect(problems('version: 1\nstandard:\n  template: []\n')).toEqual([['There is no key `template`. Did you mean `templates`?', 'template']]);
    expect(problems('version: 1\nfrobnicate: 1\n')[0]?.[0]).toContain('Known: version, include,');
  });

  test('an unknown rule, severity, preset or engine', () => {
    expect(problems('version: 1\nrules: { tag-mismatc: error, never-built: warn }')).toEqual([
      ['There is no rule `tag-mismatc`. Did you mean `tag-mismatch`?', 'tag-mismatc'],
      ['There is no severity `warn`. Did you mean `warning`?', 'warn'],
    ]);
    expect(problems('version: 1\nstandard: e2e-test-servise\nengine: Docker')).toEqual([
      ['There is no preset `e2e-test-servise`. Did you mean `e2e-test-service`?', 'e2e-test-servise'],
      ['There is no engine `Docker`. Did you mean `docker`?', 'Docker'],
    ]);
  });

  test.each([
    ['version: 2', '2'], ['version: "1"', '"1"'], ['version: [1]', '[1]'], ['version:', 'version'], ['version: 1.5', '1.5'],
  ])('%j: only version 1 is read', (text, at) => {
    expect(problems(text)).toEqual([['This version reads `version: 1` only.', at]]);
  });

  test('no version is a warning', () => {
    expect(parse('engine: podman').problems).toEqual([{ message: 'The configuration lacks `version: 1`.', span: { start: 0, end: 0 }, severity: 'warning' }]);
  });

  test.each([
    ['- a', ['- a']], ['just text', ['just text']], ['version: 1\ninclude: test/**', ['test/**']], ['version: 1\ninclude: [1, [], {}, null]', ['1', '[]', '{}', 'null']],
    ['version: 1\nengine: [podman]', ['[podman]']], ['version: 1\nengine: true', ['true']], ['version: 1\nrules: [error]', ['[error]']],
    ['version: 1\nrules: { tag-mismatch: false }', ['false']], ['version: 1\nstandard: 3', ['3']], ['version: 1\nstandard: [x]', ['[x]']],
    ['version: 1\nstandard: { services: 1 }', ['1']], ['version: 1\nstandard: { services: { a: 1 } }', ['1']], ['version: 1\nstandard: { services: [A, 1] }', ['A', '1']],
    ['version: 1\nstandard: { services: [a, a] }', ['a']], ['version: 1\nstandard: { templates: [] }', ['[]']], ['version: 1\nstandard: { templates: ["a-{x}"] }', ['{x}']],
    ['version: 1\nstandard: { templates: [""] }', ['""']], ['version: 1\nstandard: { prefixes: ["-a"] }', ['"-a"']],
    ['version: 1\nstandard: { genericTags: ["-a", "a:b"] }', ['"-a"', '"a:b"']],
    ['version: 1\nstandard: { exceptions: [{ image: a }] }', ['{ image: a }']], ['version: 1\nstandard: { exceptions: [{ image: "localhost/A:b", reason: x }] }', ['A']],
    ['version: 1\nignores: [{ path: a }]', ['{ path: a }']], ['version: 1\nignores: [{ path: a, reason: b, rule: nope }]', ['nope']],
    ['version: 1\nbuilders: { "a b": 1, c: -1, d: 1.5, e: 99, f: resul, g: {}, h: { argument: 1, result: 1 }, i: null, j: { field: "a b" }, k: [] }',
      ['"a b"', '-1', '1.5', '99', 'resul', '{}', '{ argument: 1, result: 1 }', 'null', '"a b"', '[]']],
  ])('%j has its faults at their places', (text, at) => {
    expect(marked(text)).toEqual(at);
    expect(parse(text).problems.every(({ severity }) => severity === 'error' || severity === 'warning')).toBe(true);
  });

  test('what is faulty keeps its default, the rest holds', () => {
    const { standard, engine, severities, include } = parse('version: 1\nengine: podmann\nstandard: { templates: ["{bad}"], prefixes: [app-] }\nrules: { tag-mismatch: hint, x: off }\ninclude: ["../a"]');
    expect(standard.templates).toEqual(defaultStandard.templates);
    expect(standard.prefixes).toEqual(['app-']);
    expect(standard.engine).toBe('auto');
    expect(engine).toBeUndefined();
    expect(include).toBeUndefined();
    expect([...severities]).toEqual([['tag-mismatch', 'hint']]);
  });
});

describe('dates', () => {
  const exception = (expires: string) => `version: 1\nstandard: { exceptions: [{ image: "localhost/a:b", reason: x, expires: ${expires} }] }`;
  test('an exception holds through its last day', () => {
    expect(parse(exception('2026-01-15')).standard.exceptions).toHaveLength(1);
    expect(problems(exception('2026-01-15'))).toEqual([]);
    const late = parse(exception('2026-01-14'));
    expect(late.standard.exceptions).toEqual([]);
    expect(late.problems).toMatchObject([{ severity: 'warning', message: 'This exception expired on 2026-01-14 and holds no longer.' }]);
    expect(parseConfig(exception('2026-01-14'), { ruleIds }).standard.exceptions).toHaveLength(1);
  });
  test.each(['2026-02-30', '2026-13-01', 'tomorrow', '"2026-1-1"', '20261231'])('%s is no date', (date) => {
    expect(marked(exception(date))).toEqual([date]);
  });
});

describe('row 65: globs stay inside the root', () => {
  test.each(['../../**', '/etc/**', '~/x', '~root', 'a/../../b', 'C:/x', 'file:///etc', '{..,a}/x', '{.,a}{.,}/x', '!../x', 'a\\\\..\\\\b'])('%s is refused', (glob) => {
    for (const key of ['include', 'exclude']) {
      const text = `version: 1\n${key}: ["${glob}"]`;
      expect(marked(text)).toEqual([`"${glob}"`]);
    }
    expect(marked(`version: 1\nignores: [{ path: "${glob}", reason: x }]`)).toEqual([`"${glob}"`]);
  });
  test.each(['test/**', './test/*.go', 'a..b/x', '**/*.{yaml,yml}', 'test/...'])('%s is fine', (glob) => {
    expect(problems(`version: 1\ninclude: ["${glob}"]`)).toEqual([]);
  });
});

test('row 67: a glob bomb is refused', () => {
  for (const glob of ['**/'.repeat(40), '{a,b}'.repeat(20), '*'.repeat(300)]) expect(marked(`version: 1\ninclude: ["${glob}"]`)).toEqual([`"${glob}"`]);
});

test('row 66: a user\'s text is never a regular expression', () => {
  const evil = '(a+)+$';
  expect(marked(`version: 1\nstandard: { templates: ["x/{service}:${evil}"] }`)).toEqual(['(']);
  const { standard, problems: found } = parse(`version: 1\nthirdParty: ["${evil}", "${'*a'.repeat(15)}b"]`);
  expect(found).toEqual([]);
  expect(judge(standard, { parts: [{ text: `${'a'.repeat(200)}/${'a'.repeat(50)}:x` }] }).kind).toBe('not-a-service');
});

describe('row 68: names of built-in properties are plain names', () => {
  test('as services', () => {
    const { standard, problems: found } = parse('version: 1\nstandard: { services: { constructor: { aliases: [tostring] }, hasownproperty: } }');
    expect(found).toEqual([]);
    expect(standard.services.map(({ name }) => name)).toEqual(['constructor', 'hasownproperty']);
    expect(serviceOf(standard, 'localhost/kubernaut-tostring')).toBe('constructor');
    expect(serviceOf(standard, 'valueof')).toBeUndefined();
  });
  test('as keys', () => {
    expect(marked('version: 1\n__proto__: { engine: podman }\nconstructor: 1\nrules: { __proto__: error, constructor: error, toString: off }')).toEqual(['__proto__', 'constructor', '__proto__', 'constructor', 'toString']);
    expect(parse('version: 1\n__proto__: { engine: podman }').engine).toBeUndefined();
    expect(marked('version: 1\nstandard: { services: { __proto__: { aliases: [x] } } }')).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['engine']).toBeUndefined();
  });
});

describe('row 58: aliases', () => {
  test('a few are followed', () => {
    const { include, exclude, problems: found } = parse('version: 1\ninclude: &globs [ &one "test/**" ]\nexclude: [ *one, a ]\n');
    expect({ include, exclude, found }).toEqual({ include: ['test/**'], exclude: ['test/**', 'a'], found: [] });
  });
  test('a fault behind an alias is reported at the alias', () => {
    expect(marked('version: 1\nengine: &e nope\nstandard: { preset: *e }')).toEqual(['nope', '*e']);
  });
  test('many, circular and lost ones are refused', () => {
    const bomb = `version: 1\na0: &a0 [x, x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join('\n')}\ninclude: *a40\n`;
    expect(problems(bomb).some(([message]) => message === 'At most 32 aliases are followed.')).toBe(true);
    expect(problems('version: 1\ninclude: &i [ "a", *i ]')).toEqual([['The alias `i` stands inside what it stands for.', '*i']]);
    expect(marked('version: 1\ninclude: *nowhere')).toContain('*nowhere');
    expect(problems('version: 1\nrules: &r { tag-mismatch: error }\nstandard: { <<: *r }')).toEqual([['Merge keys are not supported.', '<<']]);
  });
});

describe('broken text', () => {
  test('YAML errors have their place, and what can be read is read', () => {
    const found = parse('version: 1\nengine: podman\nstandard: [\n');
    expect(found.engine).toBe('podman');
    expect(found.problems.some(({ message }) => message.startsWith('The YAML is broken: '))).toBe(true);
  });
  test('a key that stands twice', () => {
    expect(problems('version: 1\nengine: podman\nengine: docker')).toEqual([['The key `engine` stands here twice; the first one holds.', 'engine']]);
    expect(parse('version: 1\nengine: podman\nengine: docker').engine).toBe('podman');
  });
  test('several documents', () => {
    expect(parse('version: 1\n---\nversion: 1\n').problems.length).toBeGreaterThan(0);
  });
  test('not UTF-8, or not a text', () => {
    expect(parse('version: 1\n# \ufffd').problems).toEqual([{ message: "The configuration isn't valid UTF-8.", span: { start: 13, end: 14 }, severity: 'error' }]);
    expect(parse('a\0b').problems).toMatchObject([{ span: { start: 1, end: 2 } }]);
  });
});
