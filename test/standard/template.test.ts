import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hole, Part } from '../../src/flow/value';
import { fillTemplate, parseTemplate, partNames, type PartName, type Template } from '../../src/standard/template';
import { matchTemplate, type NamedService } from '../../src/standard/templateMatch';

const template = (text: string): Template => {
  const parsed = parseTemplate(text);
  if (parsed.kind === 'problem') throw new Error(parsed.message);
  return parsed.template;
};
const parts = (...pieces: (string | Hole)[]): Part[] => pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : { hole: piece }));
const fresh: Hole = { kind: 'fresh', what: 'uuid', path: ['a'], rooted: true };
const env: Hole = { kind: 'env', name: 'TAG' };
const user: Hole = { kind: 'env', name: 'USER' };
const services = (...names: string[]): NamedService[] => names.map((name) => ({ name, aliases: [] }));

function match(text: string, image: readonly (string | Hole)[], known: readonly NamedService[] = []): unknown {
  const result = matchTemplate(template(text), parts(...image), known);
  return result.kind === 'match' ? Object.fromEntries(result.parts) : result.kind === 'mismatch' ? result.why : result.kind;
}

describe('reading a template', () => {
  test('text and parts', () => {
    expect(parseTemplate('localhost/kubernaut-{service}:e2e-test-{service}')).toEqual({
      kind: 'template',
      template: {
        text: 'localhost/kubernaut-{service}:e2e-test-{service}', scope: 'image',
        pieces: [{ text: 'localhost/kubernaut-' }, { part: 'service' }, { text: ':e2e-test-' }, { part: 'service' }],
      },
    });
    expect(template('{service}-{user}-{git-hash}-{timestamp}').scope).toBe('tag');
  });

  test.each([
    ['', 0, 0], ['a{b', 1, 3], ['a-{servce}', 2, 10], ['{uuid}-{uuid}', 7, 13], ['a b', 1, 2], ['a}', 1, 2], ['{}', 0, 2], ['{toString}', 0, 10],
    ['{__proto__}', 0, 11], ['a\u0430', 1, 2], ['x'.repeat(257), 256, 257],
  ])('%j has a problem at its place', (text, start, end) => {
    expect(parseTemplate(text)).toMatchObject({ kind: 'problem', at: { start, end } });
  });

  test('any text is a template or a problem in it', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'service', 'uuid', 'a', ':', '/', ' ', '$') }), (text) => {
      const parsed = parseTemplate(text);
      if (parsed.kind === 'problem') expect(parsed.at.start >= 0 && parsed.at.end <= text.length).toBe(true);
      else expect(parsed.template.pieces.map((piece) => ('text' in piece ? piece.text : `{${piece.part}}`)).join('')).toBe(text);
    }));
  });
});

test('filling in leaves what is not known in braces', () => {
  expect(fillTemplate(template('localhost/{infrastructure}:{consumer}-{uuid}'), new Map([['infrastructure', 'datastorage']]))).toBe('localhost/datastorage:{consumer}-{uuid}');
});

describe('matching', () => {
  test.each<[string, readonly (string | Hole)[], unknown]>([
    ['localhost/kubernaut-{service}:e2e-test-{service}', ['localhost/kubernaut-gateway:e2e-test-gateway'], { service: 'gateway' }],
    ['localhost/kubernaut-{service}:e2e-test-{service}', ['localhost/kubernaut-a-b:e2e-test-a-b'], { service: 'a-b' }],
    ['localhost/{infrastructure}:{consumer}-{uuid}', ['localhost/kubernaut/datastorage:gateway-a1b2c3d4'], { infrastructure: 'kubernaut/datastorage', consumer: 'gateway', uuid: 'a1b2c3d4' }],
    ['localhost/{infrastructure}:{consumer}-{uuid}', ['localhost/datastorage:kubernaut-agent-', fresh], { infrastructure: 'datastorage', consumer: 'kubernaut-agent', uuid: '{fresh}' }],
    ['{service}-{user}-{git-hash}-{timestamp}', ['gateway-jgil-abc1234-1734278400'], { service: 'gateway', user: 'jgil', 'git-hash': 'abc1234', timestamp: '1734278400' }],
    ['{service}-{user}-{git-hash}-{timestamp}', ['a-b-c-d-unknown-1734278400'], { service: 'a-b-c', user: 'd', 'git-hash': 'unknown', timestamp: '1734278400' }],
    ['{service}-{user}-{git-hash}-{timestamp}', ['gateway-', user, '-', fresh, '-', fresh], { service: 'gateway', user: '{env:USER}', 'git-hash': '{fresh}', timestamp: '{fresh}' }],
    ['{consumer}-{uuid}', ['gateway-', env], 'unknown'],
    ['{consumer}-{uuid}', [env], 'unknown'],
    ['{consumer}-{uuid}', ['gate', env], 'unknown'],
    ['e2e-{name}', ['e2', env], 'unknown'],
    ['e2e-{name}', ['e3', env], '`e2e-` is expected where `e3{env:TAG}` stands'],
    ['e2e-{name}', ['e2e-a', fresh, 'b'], { name: 'a{fresh}b' }],
    ['e2e-{name}x', ['e2e-xxx'], { name: 'xx' }],
    ['e2e', ['e2e', env], 'unknown'],
  ])('%s with %j', (text, image, expected) => {
    expect(match(text, image)).toEqual(expected);
  });

  test.each<[string, string, string]>([
    ['localhost/kubernaut-{service}:e2e-test-{service}', 'localhost/kubernaut-gateway:e2e-test', '`:e2e-test-` is missing at its end'],
    ['localhost/kubernaut-{service}:e2e-test-{service}', 'localhost/kubernaut-gateway:e2e-test-datastorage', '`gateway` is expected again where `datastorage` stands'],
    ['localhost/{infrastructure}:{consumer}-{uuid}', 'localhost/datastorage:gateway-xyz', '{uuid}, 6 to 40 hexadecimal digits, is expected where `xyz` stands'],
    ['localhost/kubernaut-{service}:e2e-test-{service}', 'localhost/kubernaut-gateway:latest', '`:e2e-test-` is expected where `:latest` stands'],
    ['e2e', 'e2e-x', 'nothing more is expected where `-x` stands'],
    ['{timestamp}', '12345', '{timestamp}, 6 to 20 digits of a time, is expected where `12345` stands'],
    ['{uuid}', 'a'.repeat(41), 'nothing more is expected where `a` stands'],
  ])('%s and %s: says where they part', (text, image, why) => {
    expect(match(text, [image])).toBe(why);
  });

  test.each<[string, readonly (string | Hole)[], unknown]>([
    ['{service}-x', ['a', fresh, 'b-x'], '`-x` is expected where `{fresh}b-x` stands'],
    ['{service}:x', ['a/b:x'], '`:x` is expected where `/b:x` stands'],
    ['{infrastructure}:x', ['a/b:x'], { infrastructure: 'a/b' }],
    ['{infrastructure}-x', ['a:b-x'], '`-x` is expected where `:b-x` stands'],
    ['{service}x', ['a-x'], '`x` is missing at its end'],
    ['{service}', ['-a'], '{service}, a service name, is expected where `-a` stands'],
    ['{service}', ['a-'], 'nothing more is expected where `-` stands'],
    ['e2e-{name}', ['e2e-', env], 'unknown'],
    ['e2e-{name}', ['e2e-a', env], 'unknown'],
    ['{user}', [env], 'unknown'],
    ['{user}', [user], { user: '{env:USER}' }],
    ['{name}', [user], 'unknown'],
    ['{user}', ['a', fresh], { user: 'a{fresh}' }],
    ['{uuid}', [env], 'unknown'],
    ['{uuid}', [fresh], { uuid: '{fresh}' }],
    ['{uuid}', ['unknown'], '{uuid}, 6 to 40 hexadecimal digits, is expected where `unknown` stands'],
    ['{git-hash}', ['unknown'], { 'git-hash': 'unknown' }],
    ['{git-hash}', ['abcdef12'], { 'git-hash': 'abcdef12' }],
    ['{uuid}', ['abcdef'], { uuid: 'abcdef' }],
    ['{uuid}', ['a'.repeat(40)], { uuid: 'a'.repeat(40) }],
    ['{uuid}', ['abc', fresh, 'def'], '{uuid}, 6 to 40 hexadecimal digits, is expected where `abc{fresh}def` stands'],
    ['a-{uuid}', ['a-abcd'], '{uuid}, 6 to 40 hexadecimal digits, is expected where `abcd` stands'],
    ['{timestamp}', ['abcdef'], '{timestamp}, 6 to 20 digits of a time, is expected where `abcdef` stands'],
    ['{timestamp}', ['1'.repeat(20)], { timestamp: '1'.repeat(20) }],
    ['{timestamp}', ['1'.repeat(21)], 'nothing more is expected where `1` stands'],
    ['{name}', ['a'.repeat(512)], { name: 'a'.repeat(512) }],
    ['{name}', ['a'.repeat(513)], 'it is too long'],
  ])('each part has its characters: %s with %j', (text, image, expected) => expect(match(text, image)).toEqual(expected));

  test('a mismatch says how far it got, and whether a part contradicts itself', () => {
    const told = (text: string, image: string) => matchTemplate(template(text), parts(image), services('gateway'));
    expect(told('{name}', 'a'.repeat(513))).toEqual({ kind: 'mismatch', why: 'it is too long', at: 0, contradiction: false });
    expect(told('k-{service}:t-{service}', 'k-gateway:t-other')).toMatchObject({ at: 12, contradiction: true });
    expect(told('k-{service}:t-{service}', 'k-gateway:u')).toMatchObject({ at: 10, contradiction: false });
  });

  test('row 51: the longest service name wins, and no name is found inside another', () => {
    const known = services('storage', 'datastorage', 'data');
    expect(match('{service}-{name}', ['datastorage-x'], known)).toEqual({ service: 'datastorage', name: 'x' });
    for (const names of [['data', 'datastorage'], ['datastorage', 'data']]) expect(match('{service}{name}', ['datastoragex'], services(...names))).toEqual({ service: 'datastorage', name: 'x' });
    expect(match('kubernaut-{service}:e2e-test-{service}', ['kubernaut-datastorage:e2e-test-storage'], known)).toContain('`datastorage`');
    expect(match('kubernaut-{service}:e2e-test-{service}', ['kubernaut-storage:e2e-test-datastorage'], known)).toContain('`storage`');
  });

  test('an alias stands for its service, within one image too', () => {
    const known: NamedService[] = [{ name: 'datastorage', aliases: ['data-storage'] }];
    expect(match('kubernaut-{service}:e2e-test-{service}', ['kubernaut-data-storage:e2e-test-datastorage'], known)).toEqual({ service: 'data-storage' });
  });

  test('row 50: names with metacharacters are compared letter by letter', () => {
    const known = services('kubernaut-.*', 'a.b', '(a+)+$', '[x]', '\\', '$&');
    expect(match('{service}:x', ['axb:y'], known)).toBe('`:x` is expected where `:y` stands');
    const name = fc.string({ unit: fc.constantFrom('.', '*', '+', '(', ')', '[', ']', '$', '^', '\\', '|', '?', 'a', '-'), minLength: 1, maxLength: 8 });
    fc.assert(fc.property(name, name, (service, other) => {
      const form = template('p/{service}:t-{service}');
      const image = (tag: string) => parts(`p/${service}:t-${tag}`);
      expect(matchTemplate(form, image(service), services(service)).kind).toBe('match');
      if (other !== service) expect(matchTemplate(form, image(other), services(service)).kind).toBe('mismatch');
    }));
  });

  test('what was filled in is matched again', () => {
    const values: Record<PartName, string> = { service: 'gateway', consumer: 'notification', infrastructure: 'kubernaut/datastorage', uuid: 'a1b2c3d4', user: 'jgil', 'git-hash': 'abc1234', timestamp: '1734278400', name: 'x' };
    const piece = fc.oneof(fc.constantFrom(...partNames).map((part) => `{${part}}`), fc.constantFrom('a', ':', '-', '/e2e.'));
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
      const parsed = parseTemplate(pieces.join(''));
      if (parsed.kind === 'problem') return;
      const image = fillTemplate(parsed.template, new Map(Object.entries(values) as [PartName, string][]));
      expect(matchTemplate(parsed.template, parts(image), services('gateway', 'notification', 'datastorage')).kind).toBe('match');
    }));
  });

  test('a hole never turns a match into a mismatch', () => {
    fc.assert(fc.property(fc.nat(44), fc.nat(20), (start, length) => {
      const image = 'localhost/kubernaut-gateway:e2e-test-gateway';
      const holed = parts(image.slice(0, start), env, image.slice(start + length));
      expect(matchTemplate(template('localhost/kubernaut-{service}:e2e-test-{service}'), holed, services('gateway')).kind).not.toBe('mismatch');
    }));
  });

  test('a template made to be slow ends in a bounded number of steps', () => {
    const slow = template('{service}{consumer}{infrastructure}{name}{user}a{service}b');
    expect(matchTemplate(slow, parts('a'.repeat(400)), services('a', 'aa', 'aaa')).kind).not.toBe('match');
    expect(matchTemplate(slow, parts('a'.repeat(600)), []).kind).toBe('mismatch');
  });
});
