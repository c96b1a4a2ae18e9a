import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Hole, Part } from '../../src/flow/value';
import { compareImages, malformedImage, parseReference, requestedAs, splitImage, storedAs, type Reader } from '../../src/images/reference';
import type { Engine } from '../../src/images/site';

type Piece = string | Hole;
const image = (...pieces: readonly Piece[]): { parts: Part[] } => ({ parts: pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : { hole: piece })) });
const env: Hole = { kind: 'env', name: 'REGISTRY' };
const tagEnv: Hole = { kind: 'env', name: 'TAG' };
const fresh = (path: string): Hole => ({ kind: 'fresh', what: 'time', path: [path], rooted: true });
const param: Hole = { kind: 'param', func: 'f', name: 'x' };
const unknown: Hole = { kind: 'unknown', why: 'cycle' };
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

const compare = (produced: string, engine: Engine, requested: string, reader?: Reader) => compareImages(image(produced), engine, image(requested), reader);

describe('whole names', () => {
  test.each<[string, Engine, string, string]>([
    ['localhost/a:v1', 'podman', 'localhost/a:v1', 'equal'],
    ['localhost/a', '', 'localhost/a:latest', 'equal'],
    ['localhost/kubernaut-datastorage:e2e-test-datastorage', 'podman', 'localhost/kubernaut-datastorage:e2e-test', 'other-tag'],
    ['localhost/a:v1', 'podman', 'localhost/a', 'other-tag'],
    [`a@${digest('1')}`, 'docker', `docker.io/library/a:v1@${digest('1')}`, 'equal-under'],
    [`quay.io/a@${digest('1')}`, 'docker', `quay.io/a@${digest('2')}`, 'other-tag'],
    [`quay.io/a:v1`, 'docker', `quay.io/a:v1@${digest('2')}`, 'unknown'],
    ['quay.io/a:v1', 'docker', 'localhost/zzzzzz:v1', 'different'],
    ['localhost/A:v1', 'docker', 'localhost/A:v1', 'unknown'],
    ['localhost/a:localhost/a:b', 'podman', 'localhost/a:b', 'unknown'],
  ])('%s made by %j, wanted %s: %s', (produced, engine, requested, kind) => {
    expect(compare(produced, engine, requested).kind).toBe(kind);
  });

  test('row 43: a short name that podman built is under localhost/', () => {
    const expected = { kind: 'equal-under', engine: 'podman' };
    expect(compare('kubernaut-datastorage:latest', 'podman', 'localhost/kubernaut-datastorage:latest')).toEqual(expected);
    expect(compare('kubernaut-datastorage', 'buildah', 'localhost/kubernaut-datastorage')).toEqual(expected);
    expect(compare('kubernaut/datastorage:v1', '', 'localhost/kubernaut/datastorage:v1')).toEqual(expected);
    expect(compareImages(image('kubernaut/datastorage:', fresh('a')), 'podman', image('localhost/kubernaut/datastorage:', fresh('a')))).toEqual(expected);
  });

  test('row 44: a short name that docker built is not, and the engine explains it', () => {
    expect(compare('kubernaut-datastorage:latest', 'docker', 'localhost/kubernaut-datastorage:latest')).toEqual({
      kind: 'near',
      why: 'docker stores `kubernaut-datastorage` as `docker.io/library/kubernaut-datastorage`, the kubelet reads `localhost/kubernaut-datastorage` as `localhost/kubernaut-datastorage`',
    });
  });

  test('a short name that podman built is not what the kubelet reads by the same name', () => {
    expect(compare('kubernaut-datastorage:v1', 'podman', 'kubernaut-datastorage:v1')).toEqual({
      kind: 'near', why: 'podman stores `kubernaut-datastorage` as `localhost/kubernaut-datastorage`, the kubelet reads `kubernaut-datastorage` as `docker.io/library/kubernaut-datastorage`',
    });
    expect(compare('kubernaut-datastorage:v1', '', 'kubernaut-datastorage:v1')).toEqual({ kind: 'equal-under', engine: 'docker' });
  });

  test('a name with a generated part is shown as far as it is known', () => {
    const why = (produced: readonly Piece[], engine: Engine, requested: readonly Piece[]) => compareImages(image(...produced), engine, image(...requested));
    expect(why(['o/kubernaut-', fresh('a'), ':v1'], 'docker', ['localhost/o/kubernaut-', fresh('a'), ':v1'])).toEqual({
      kind: 'near', why: 'docker stores `o/kubernaut-{…}` as `docker.io/o/kubernaut-{…}`, the kubelet reads `localhost/o/kubernaut-{…}` as `localhost/o/kubernaut-{…}`',
    });
    expect(why(['kubernaut-', fresh('a'), ':v1'], 'podman', ['kubernaut-', fresh('a'), ':v1'])).toEqual({
      kind: 'near', why: 'podman stores `kubernaut-{…}` as `localhost/kubernaut-{…}`, the kubelet reads `kubernaut-{…}` as `docker.io/library/kubernaut-{…}`',
    });
  });

  test('an engine reads a name by its own rules, and the reason names it', () => {
    const why = (engine: Engine, requested: string, reader: Reader) => compare('a:v1', engine, requested, reader);
    expect(why('podman', 'a:v1', 'docker')).toEqual({ kind: 'near', why: 'podman stores `a` as `localhost/a`, docker reads `a` as `docker.io/library/a`' });
    expect(why('docker', 'localhost/a:v1', 'docker')).toEqual({ kind: 'near', why: 'docker stores `a` as `docker.io/library/a`, docker reads `localhost/a` as `localhost/a`' });
    expect(why('docker', 'localhost/a:v1', 'podman')).toEqual({ kind: 'near', why: 'docker stores `a` as `docker.io/library/a`, podman reads `localhost/a` as `localhost/a`' });
    expect(why('docker', 'localhost/a:v1', 'buildah')).toEqual({ kind: 'near', why: 'docker stores `a` as `docker.io/library/a`, buildah reads `localhost/a` as `localhost/a`' });
    expect(why('docker', 'localhost/a:v1', '')).toEqual({ kind: 'near', why: 'docker stores `a` as `docker.io/library/a`, the kubelet reads `localhost/a` as `localhost/a`' });
    expect(why('docker', 'a:v1', 'podman')).toEqual({ kind: 'equal' });
  });

  test('an engine finds again by a short name what it stored', () => {
    expect(compare('a:v1', 'podman', 'a:v1', 'podman').kind).toBe('equal');
    expect(compare('a:v1', 'podman', 'a:v1', '').kind).toBe('equal');
    expect(compare('localhost/a:v1', 'podman', 'a:v1', 'podman').kind).toBe('equal');
    expect(compare('docker.io/library/a:v1', 'podman', 'a:v1', 'podman').kind).toBe('equal');
    expect(compare('a:v1', 'podman', 'a:v2', 'podman').kind).toBe('other-tag');
  });

  test('row 45: a registry on a port is another registry', () => {
    expect(compare('localhost:5001/x:v1', 'podman', 'localhost/x:v1')).toEqual({ kind: 'near', why: 'only the registry differs, `localhost:5001` and `localhost`' });
    expect(compare('localhost:5001/x:v1', 'docker', 'x:v1')).toEqual({ kind: 'near', why: 'one lacks the registry `localhost:5001`' });
    expect(compare('localhost:5001/x:v1', 'podman', 'localhost/x:v2').kind).toBe('near');
  });

  test('row 46: docker reads x, x:latest and docker.io/library/x as one', () => {
    const names = ['x', 'x:latest', 'docker.io/library/x', 'docker.io/x', 'index.docker.io/library/x:latest'];
    for (const a of names) for (const b of names) expect(['equal', 'equal-under']).toContain(compare(a, 'docker', b).kind);
    expect(compare('docker.io/x', 'podman', 'x').kind).toBe('equal');
  });

  test.each([
    ['localhost/kubernaut-datastorage', 'localhost/kubernaut/datastorage', 'only hyphens, underscores, dots or slashes differ'],
    ['localhost/signal-processing', 'localhost/kubernaut/signalprocessing', 'only hyphens, underscores or dots differ in the last part of the path'],
    ['localhost/notification', 'localhost/notification-controller', 'only the suffix `-controller` differs'],
    ['localhost/kubernaut-gateway', 'localhost/gateway', 'only the prefix `kubernaut-` differs'],
    ['localhost/a/gateway', 'localhost/b/gateway', 'the last part of the path is the same'],
    ['localhost/gateway', 'localhost/gatewya', 'the names differ in one or two letters'],
    ['quay.io/o/gateway', 'ghcr.io/o/gateway', 'only the registry differs, `quay.io` and `ghcr.io`'],
  ])('%s and %s are alike: %s', (a, b, why) => {
    expect(compare(`${a}:v1`, 'podman', `${b}:v1`)).toEqual({ kind: 'near', why });
    expect(compare(`${b}:v1`, 'podman', `${a}:v1`).kind).toBe('near');
  });

  test.each([['localhost/api', 'localhost/apx'], ['localhost/redis', 'localhost/postgres'], ['localhost/kubernaut-gateway', 'localhost/kubernaut-notification']])('%s and %s are not alike', (a, b) => {
    expect(compare(a, 'podman', b)).toEqual({ kind: 'different' });
  });
});

describe('names with holes', () => {
  test.each<[readonly Piece[], readonly Piece[], string]>([
    [['localhost/x:', fresh('a')], ['localhost/x:', fresh('a')], 'equal'],
    [['localhost/x:', fresh('a')], ['localhost/x:', fresh('b')], 'other-tag'],
    [['localhost/x:', fresh('a')], ['localhost/x:v1'], 'other-tag'],
    [['localhost/x:', fresh('a')], ['localhost/x'], 'other-tag'],
    [['localhost/x:', tagEnv], ['localhost/x:v1'], 'unknown'],
    [['localhost/x:', tagEnv], ['localhost/x:', tagEnv], 'equal'],
    [['localhost/x:', tagEnv], ['localhost/zzzzzz:', tagEnv], 'different'],
    [[env, '/x:v1'], ['localhost/x:v1'], 'unknown'],
    // `$REGISTRY` may be empty of a registry: podman stores `owner/x` under localhost/, the kubelet wants it from docker.io.
    [[env, '/x:v1'], [env, '/x:v1'], 'unknown'],
    [[env, '/x:v1'], [env, '/x:v2'], 'different'],
    [[env, '/x:v1'], ['localhost/y:v1'], 'different'],
    [[env, 'x:v1'], ['localhost/x:v1'], 'unknown'],
    [[param], ['localhost/x:v1'], 'unknown'],
    [['localhost/', unknown, ':v1'], ['localhost/x:v1'], 'unknown'],
    [['localhost/kubernaut-', fresh('a'), ':v1'], ['localhost/kubernaut-', fresh('a'), ':v2'], 'other-tag'],
    [['localhost/x@sha256:', tagEnv], [`localhost/x@${digest('1')}`], 'unknown'],
    [['localhost/x'], [`localhost/zzzzzz@${digest('1')}`], 'different'],
    [['q.io/', param, '/x:v1'], ['q.io/', param, '/y:v1'], 'different'],
    [['q.io/x', fresh('a'), ':v1'], ['r.io/x', fresh('a'), ':v1'], 'near'],
    [[fresh('a'), '.io/x:v1'], ['r.io/x:v1'], 'different'],
    [['docker.io/o/', fresh('a'), ':v1'], ['docker.io/library/', fresh('a'), ':v1'], 'different'],
  ])('%j and %j: %s', (produced, requested, kind) => {
    expect(compareImages(image(...produced), 'podman', image(...requested)).kind).toBe(kind);
  });
});

test.each<[readonly Piece[], readonly Piece[]]>([
  [['docker.io/o/', fresh('a'), ':v1'], ['o/', fresh('a'), ':v1']],
  [['docker.io/', fresh('a'), ':v1'], [fresh('a'), ':v1']],
  [['index.docker.io/', fresh('a'), ':v1'], ['docker.io/library/', fresh('a'), ':v1']],
  [['index.docker.io/o/', fresh('a'), '/b', ':latest'], ['docker.io/o/', fresh('a'), '/b']],
])('%j and %j are one image of docker.io', (produced, requested) => {
  for (const [a, b] of [[produced, requested], [requested, produced]] as const) expect(['equal', 'equal-under']).toContain(compareImages(image(...a), 'docker', image(...b)).kind);
  expect(compareImages(image(...produced), 'docker', image(...produced.slice(0, -1), ':other')).kind).toBe('other-tag');
});

test('one name whose registry nobody knows is one image where both read it by the same rules', () => {
  const name = image(env, '/x:v1');
  expect(compareImages(name, 'docker', name)).toEqual({ kind: 'equal-under', engine: 'docker' });
  expect(compareImages(name, 'podman', name, 'podman')).toEqual({ kind: 'equal' });
  expect(compareImages(name, 'docker', image(tagEnv, '/x:v1')).kind).toBe('unknown');
  expect(compareImages(name, 'docker', image(env, '/x:v2')).kind).toBe('other-tag');
});

test('an engine that is not known leaves what depends on it unknown, and the same repository the same', () => {
  expect(compare('x:v1', '', 'x:v2').kind).toBe('other-tag');
  expect(compare('x:v1', '', 'docker.io/library/x:v2').kind).toBe('other-tag');
  expect(compare('x:v1', 'buildah', 'localhost/x:v2').kind).toBe('other-tag');
  expect(compare('x:v1', 'docker', 'localhost/x:v2')).toEqual({ kind: 'near', why: 'one lacks `localhost/`' });
  expect(compare('x:v1', 'podman', 'docker.io/x:v2')).toEqual({ kind: 'near', why: 'one lacks the registry `docker.io`' });
});

describe('splitting', () => {
  const split = (...pieces: readonly Piece[]) => splitImage(image(...pieces));
  const t = (text: string): Part => ({ text });
  const h = (hole: Hole): Part => ({ hole });

  test.each<[readonly Piece[], ReturnType<typeof splitImage>]>([
    [['a'], { repository: [t('a')], domainKnown: true }],
    [['localhost:5000/a'], { repository: [t('localhost:5000/a')], domain: [t('localhost:5000')], domainKnown: true }],
    [['a:', fresh('x')], { repository: [t('a')], tag: [h(fresh('x'))], domainKnown: true }],
    [['localhost/a', '-b:', 'e2e-', fresh('x')], { repository: [t('localhost/a-b')], tag: [t('e2e-'), h(fresh('x'))], domain: [t('localhost')], domainKnown: true }],
    [['localhost/a:', tagEnv], { repository: [t('localhost/a')], tag: [h(tagEnv)], domain: [t('localhost')], domainKnown: true }],
    [[env, '/a:v1'], { repository: [h(env), t('/a')], tag: [t('v1')], domainKnown: false }],
    [[env, '/a'], { repository: [h(env), t('/a')], domainKnown: false }],
    [[env, '/a:', tagEnv], { repository: [h(env), t('/a')], tag: [h(tagEnv)], domainKnown: false }],
    [[env, ':v1'], { repository: [h(env)], tag: [t('v1')], domainKnown: false }],
    [[`a:b@${digest('1')}`], { repository: [t('a')], tag: [t('b')], digest: [t(digest('1'))], domainKnown: true }],
    [['a@sha256:', tagEnv], { repository: [t('a')], digest: [t('sha256:'), h(tagEnv)], domainKnown: true }],
    [[fresh('x'), '/a'], { repository: [h(fresh('x')), t('/a')], domainKnown: false }],
    [[fresh('x'), '.local/a'], { repository: [h(fresh('x')), t('.local/a')], domain: [h(fresh('x')), t('.local')], domainKnown: true }],
    [[fresh('x'), ':5000/a:v1'], { repository: [h(fresh('x')), t(':5000/a')], tag: [t('v1')], domain: [h(fresh('x')), t(':5000')], domainKnown: true }],
    [[fresh('x'), 'y/a'], { repository: [h(fresh('x')), t('y/a')], domainKnown: false }],
    [[fresh('x')], { repository: [h(fresh('x'))], domainKnown: true }],
    [[fresh('x'), '/', env, '/b'], { repository: [h(fresh('x')), t('/'), h(env), t('/b')], domainKnown: false }],
    [['q.io/', env, '/b:v1'], { repository: [t('q.io/'), h(env), t('/b')], tag: [t('v1')], domain: [t('q.io')], domainKnown: true }],
    [['a', env, '/b:v1'], { repository: [t('a'), h(env), t('/b')], tag: [t('v1')], domainKnown: false }],
    [['o/', fresh('x'), `@${digest('1')}`], { repository: [t('o/'), h(fresh('x'))], digest: [t(digest('1'))], domainKnown: true }],
    [['kubernaut/', param, ':v1'], { repository: [t('kubernaut/'), h(param)], tag: [t('v1')], domainKnown: true }],
  ])('%j', (pieces, expected) => {
    expect(split(...pieces)).toEqual(expected);
  });

  test.each<[readonly Piece[]]>([
    [[param]], [['a', param]], [['a:', tagEnv]], [[env, 'a']], [['localhost/a', param]], [['localhost/', param]], [[env, `:${'f'.repeat(64)}`]],
    [['']], [['a:']], [['localhost/A:b']], [['localhost/a:localhost/a:', fresh('x')]], [['a b/', env, '/c:d']],
  ])('%j can not be split', (pieces) => {
    expect(split(...pieces)).toBeUndefined();
  });
});

describe('faults that no value can mend', () => {
  test('in the part where they stand', () => {
    expect(malformedImage(image('localhost/', 'a:b\u200b', param))).toEqual({ reason: 'it contains an invisible zero-width space (U+200B)', part: 1, at: { start: 3, end: 4 } });
    expect(malformedImage(image('localhost/', 'A', ':v1'))).toEqual({ reason: 'a repository is lower-case', part: 1, at: { start: 0, end: 1 } });
    expect(malformedImage(image('localhost/a:', 'localhost/a:', fresh('x')))).toEqual({ reason: 'a whole reference is used as a tag', part: 1, at: { start: 0, end: 10 } });
    expect(malformedImage(image('localhost/a:', env, '/x:b'))).toMatchObject({ reason: 'a whole reference is used as a tag' });
    expect(malformedImage(image(''))).toEqual({ reason: 'it is empty', part: 0, at: { start: 0, end: 0 } });
  });
  test('none where a hole may put things right', () => {
    for (const pieces of [[param], ['localhost/a:', tagEnv], [env, '/a:b'], ['a:', fresh('x')], ['localhost/a:b']]) expect(malformedImage(image(...pieces))).toBeUndefined();
  });
});

describe('certain answers only', () => {
  const names = ['a', 'b', 'a/b', 'localhost/a', 'localhost/a/b', 'docker.io/a', 'docker.io/library/a', 'index.docker.io/a/b', 'localhost:5/a', 'q.io/a', 'X/a', 'a_b.c/a'];
  const text = fc.tuple(fc.constantFrom(...names), fc.constantFrom('', ':v', ':latest', ':v-w', `:v@${digest('1')}`, `@${digest('1')}`, `@${digest('2')}`)).map((pieces) => pieces.join(''));
  const holes: readonly Hole[] = [unknown, param, env, tagEnv];
  const cuts = fc.array(fc.tuple(fc.nat(9), fc.nat(5), fc.nat(3)), { maxLength: 3 });
  const punch = (value: string, places: readonly (readonly [number, number, number])[], filled: Map<string, string>): { parts: Part[] } => {
    const parts: Part[] = [];
    let at = 0;
    for (const [skip, length, kind] of places) {
      const start = Math.min(value.length, at + skip);
      const end = Math.min(value.length, start + length);
      const hole = holes[kind] ?? unknown;
      if (hole.kind === 'env' && (filled.get(hole.name) ?? value.slice(start, end)) !== value.slice(start, end)) continue;
      if (hole.kind === 'env') filled.set(hole.name, value.slice(start, end));
      parts.push({ text: value.slice(at, start) }, { hole });
      at = end;
    }
    return { parts: [...parts, { text: value.slice(at) }] };
  };
  const full = (name: string, engine: 'podman' | 'docker' | 'kubelet') => {
    const parsed = parseReference(name);
    if (parsed.kind === 'malformed') throw new Error(name);
    return engine === 'kubelet' ? requestedAs(parsed) : storedAs(parsed, engine);
  };

  test('a verdict holds for the strings that the holes stand for', () => {
    fc.assert(fc.property(text, text, fc.constantFrom<Engine>('podman', 'docker', ''), cuts, cuts, (produced, requested, engine, left, right) => {
      const filled = new Map<string, string>();
      const verdict = compareImages(punch(produced, left, filled), engine, punch(requested, right, filled));
      const podman = full(produced, 'podman') === full(requested, 'kubelet');
      const docker = full(produced, 'docker') === full(requested, 'kubelet');
      if (verdict.kind === 'equal') expect(podman && docker).toBe(true);
      if (verdict.kind === 'equal-under') expect(verdict.engine === 'podman' ? podman : docker).toBe(true);
      if (verdict.kind === 'different' || verdict.kind === 'near' || verdict.kind === 'other-tag') {
        expect(engine === 'docker' ? docker : engine === 'podman' ? podman : podman || docker).toBe(false);
      }
    }), { numRuns: 5000 });
  }, 60_000);

  test('whole names leave nothing unknown but what a tag has for a digest', () => {
    fc.assert(fc.property(text, text, fc.constantFrom<Engine>('podman', 'docker'), (produced, requested, engine) => {
      const verdict = compareImages(image(produced), engine, image(requested));
      if (!produced.includes('@') && !requested.includes('@')) expect(verdict.kind).not.toBe('unknown');
    }));
  });

  test('two names read by the same rules compare the same both ways', () => {
    fc.assert(fc.property(text, text, cuts, cuts, (a, b, left, right) => {
      const filled = new Map<string, string>();
      const [x, y] = [punch(a, left, filled), punch(b, right, filled)];
      // Only what another engine would have made of it depends on the side.
      const kind = (one: typeof x, other: typeof x) => compareImages(one, 'docker', other, 'docker').kind.replace('equal-under', 'equal');
      expect(kind(x, y)).toBe(kind(y, x));
    }), { numRuns: 3000 });
  });
});
