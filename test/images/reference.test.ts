import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseReference, printReference, requestedAs, storedAs, type Reference } from '../../src/images/reference';

const f64 = `sha256:${'f'.repeat(64)}`;

function accepted(text: string): Reference {
  const parsed = parseReference(text);
  if (parsed.kind === 'malformed') throw new Error(`${text}: ${parsed.reason}`);
  return parsed;
}

/** The registry as distribution/reference splits it: there every first part that could be a registry counts as one. */
const verdicts: readonly (readonly [text: string, name: string, more?: { domain?: string; tag?: string; digest?: string }])[] = [
  ['test_com', 'test_com'],
  ['test.com:tag', 'test.com', { tag: 'tag' }],
  ['test.com:5000', 'test.com', { tag: '5000' }],
  ['test.com/repo:tag', 'test.com/repo', { domain: 'test.com', tag: 'tag' }],
  ['test:5000/repo', 'test:5000/repo', { domain: 'test:5000' }],
  ['test:5000/repo:tag', 'test:5000/repo', { domain: 'test:5000', tag: 'tag' }],
  [`test:5000/repo@${f64}`, 'test:5000/repo', { domain: 'test:5000', digest: f64 }],
  [`test:5000/repo:tag@${f64}`, 'test:5000/repo', { domain: 'test:5000', tag: 'tag', digest: f64 }],
  ['lowercase:Uppercase', 'lowercase', { tag: 'Uppercase' }],
  ['Uppercase/lowercase:tag', 'Uppercase/lowercase', { domain: 'Uppercase', tag: 'tag' }],
  [`${'a/'.repeat(127)}a:tag-puts-this-over-max`, `${'a/'.repeat(127)}a`, { tag: 'tag-puts-this-over-max' }],
  ['sub-dom1.foo.com/bar/baz/quux', 'sub-dom1.foo.com/bar/baz/quux', { domain: 'sub-dom1.foo.com' }],
  ['sub-dom1.foo.com/bar/baz/quux:some-long-tag', 'sub-dom1.foo.com/bar/baz/quux', { domain: 'sub-dom1.foo.com', tag: 'some-long-tag' }],
  ['b.gcr.io/test.example.com/my-app:test.example.com', 'b.gcr.io/test.example.com/my-app', { domain: 'b.gcr.io', tag: 'test.example.com' }],
  ['xn--n3h.com/myimage:xn--n3h.com', 'xn--n3h.com/myimage', { domain: 'xn--n3h.com', tag: 'xn--n3h.com' }],
  [`xn--7o8h.com/myimage:xn--7o8h.com@${f64}`, 'xn--7o8h.com/myimage', { domain: 'xn--7o8h.com', tag: 'xn--7o8h.com', digest: f64 }],
  ['foo_bar.com:8080', 'foo_bar.com', { tag: '8080' }],
  ['foo/foo_bar.com:8080', 'foo/foo_bar.com', { tag: '8080' }],
  ['192.168.1.1', '192.168.1.1'],
  ['192.168.1.1:tag', '192.168.1.1', { tag: 'tag' }],
  ['192.168.1.1:5000', '192.168.1.1', { tag: '5000' }],
  ['192.168.1.1/repo', '192.168.1.1/repo', { domain: '192.168.1.1' }],
  ['192.168.1.1:5000/repo', '192.168.1.1:5000/repo', { domain: '192.168.1.1:5000' }],
  ['192.168.1.1:5000/repo:5050', '192.168.1.1:5000/repo', { domain: '192.168.1.1:5000', tag: '5050' }],
  ['[2001:db8::1]/repo', '[2001:db8::1]/repo', { domain: '[2001:db8::1]' }],
  ['[2001:db8:1:2:3:4:5:6]/repo:tag', '[2001:db8:1:2:3:4:5:6]/repo', { domain: '[2001:db8:1:2:3:4:5:6]', tag: 'tag' }],
  ['[2001:db8::1]:5000/repo', '[2001:db8::1]:5000/repo', { domain: '[2001:db8::1]:5000' }],
  ['[2001:db8::1]:5000/repo:tag', '[2001:db8::1]:5000/repo', { domain: '[2001:db8::1]:5000', tag: 'tag' }],
  [`[2001:db8::1]:5000/repo@${f64}`, '[2001:db8::1]:5000/repo', { domain: '[2001:db8::1]:5000', digest: f64 }],
  [`[2001:db8::1]:5000/repo:tag@${f64}`, '[2001:db8::1]:5000/repo', { domain: '[2001:db8::1]:5000', tag: 'tag', digest: f64 }],
  ['[2001:db8::]:5000/repo', '[2001:db8::]:5000/repo', { domain: '[2001:db8::]:5000' }],
  ['[::1]:5000/repo', '[::1]:5000/repo', { domain: '[::1]:5000' }],
  [`example.com/${'a'.repeat(255)}:tag`, `example.com/${'a'.repeat(255)}`, { domain: 'example.com', tag: 'tag' }],
  ['example.com:8000/named:tagged', 'example.com:8000/named', { domain: 'example.com:8000', tag: 'tagged' }],
  ['other.com/named@sha256:1234567890098765432112345667890098765432112345667890098765432112', 'other.com/named', { domain: 'other.com', digest: 'sha256:1234567890098765432112345667890098765432112345667890098765432112' }],
  ['test_com/foo', 'test_com/foo'],
  ['test-com:8080/foo', 'test-com:8080/foo', { domain: 'test-com:8080' }],
  ['xn--n3h.com:18080/foo', 'xn--n3h.com:18080/foo', { domain: 'xn--n3h.com:18080' }],
  ['test.com:8000/foo:TAG5', 'test.com:8000/foo', { domain: 'test.com:8000', tag: 'TAG5' }],
  [`localhost:8080@${f64}`, 'localhost', { tag: '8080', digest: f64 }],
  [`localhost:8080/name@${f64}`, 'localhost:8080/name', { domain: 'localhost:8080', digest: f64 }],
  [`localhost@${f64}`, 'localhost', { digest: f64 }],
  ['registry.io/foo/project--id.module--name.ver---sion--name', 'registry.io/foo/project--id.module--name.ver---sion--name', { domain: 'registry.io' }],
  ['example.com/some_separator__underscore/myimage', 'example.com/some_separator__underscore/myimage', { domain: 'example.com' }],
  ['do__cker/docker', 'do__cker/docker'],
  ['Asdf.com/foo/bar', 'Asdf.com/foo/bar', { domain: 'Asdf.com' }],
  ['foo_bar.com/app', 'foo_bar.com/app'],
];

const malformedTexts: readonly string[] = [
  '', ':justtag', `@${f64}`, `repo@sha256:${'f'.repeat(34)}`, `validname@invaliddigest:${'f'.repeat(128)}`, 'Uppercase:tag',
  'test:5000/Uppercase/lowercase:tag', `domain/${'a'.repeat(256)}:tag`, 'aa/asdf$$^/aa', '[2001:db8::1]', '[2001:db8::1]:5000',
  '[2001:db8::1]:tag', '[fe80::1%eth0]:5000/repo', '[fe80::1%@invalidzone]:5000/repo', `example.com/${'a'.repeat(256)}`,
  'registry.com:8080/myapp@sha256:badbadbadbad', 'registry.com:8080/myapp:invalid~tag', 'bad_hostname.com:8080/myapp:tag',
  `localhost:http/name@${f64}`, 'registry.com:8080/myapp@bad', 'registry.com:8080/myapp@2bad', 'foo.com/', 'a/a/a/a/', 'a//a/a', 'a^a',
  'foo.com:http/bar', 'a-/a/a/a', 'foo.com/a-/a/a', '-foo/bar', 'foo/bar-', 'foo-/bar', 'foo/-bar', '_foo/bar', '____/____',
  '_docker/_docker', 'docker_/docker_', 'example.com/__underscore/myimage', 'example.com/..dots/myimage', 'example.com/.dots/myimage',
  'example.com/nodouble..dots/myimage', 'docker./docker', '.docker/docker', 'do..cker/docker', 'do__cker:8080/docker', 'Foo/FarB',
  'x@sha256:', `x@sha256:${'F'.repeat(64)}`, `x@SHA256:${'f'.repeat(64)}`, 'x@', 'x:', '[]/x', '[::1/x', '[::1]x/y', 'a:/b', 'a.-b.c/x', 'a..b/x',
];

describe('row 37: the vectors of distribution/reference', () => {
  test.each(verdicts.map(([text, name, more = {}]) => ({ text, name, more })))('$text', ({ text, name, more }) => {
    const reference = accepted(text);
    expect({ name: reference.name, domain: reference.domain, tag: reference.tag, digest: reference.digest }).toEqual({ name, domain: more.domain, tag: more.tag, digest: more.digest });
    expect(reference.path).toBe(more.domain === undefined ? name : name.slice(more.domain.length + 1));
    expect(printReference(reference)).toBe(text);
    for (const [key, span] of Object.entries(reference.spans)) expect(text.slice(span.start, span.end)).toBe(reference[key as 'name']);
  });

  test.each(malformedTexts)('%j is malformed', (text) => {
    const parsed = parseReference(text);
    expect(parsed.kind).toBe('malformed');
    if (parsed.kind === 'reference') return;
    expect(parsed.reason.length).toBeGreaterThan(8);
    expect(parsed.at.start).toBeLessThanOrEqual(parsed.at.end);
    expect(parsed.at.end).toBeLessThanOrEqual(text.length);
  });

  test('sha512 is an algorithm that engines know, though the vectors run without it', () => {
    expect(accepted(`validname@sha512:${'f'.repeat(128)}`).digest).toHaveLength(135);
  });

  test.each([
    'docker/docker', 'library/debian', 'debian', 'localhost/library/debian', 'localhost/debian', 'LOCALDOMAIN/library/debian', 'LOCALDOMAIN/debian',
    'docker.io/docker/docker', 'docker.io/library/debian', 'docker.io/debian', 'index.docker.io/docker/docker', 'index.docker.io/library/debian',
    'index.docker.io/debian', '127.0.0.1:5000/docker/docker', '127.0.0.1:5000/library/debian', '127.0.0.1:5000/debian', '192.168.0.1', '192.168.0.1:80',
    '192.168.0.1:8/debian', '192.168.0.2:25000/debian', 'thisisthesongthatneverendsitgoesonandonandonthisisthesongthatnev', '[fc00::1]:5000/docker',
    '[fc00::1]:5000/docker/docker', '[fc00:1:2:3:4:5:6:7]:5000/library/debian', `docker.io/1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a`,
    'Docker/docker', 'DOCKER/docker', 'docker-rules/docker', 'docker---rules/docker', 'doc/docker', 'd/docker', 'jess/t', 'dock__er/docker',
  ])('%s is a fine name', (text) => {
    expect(accepted(text).kind).toBe('reference');
  });

  test.each([
    'https://github.com/docker/docker', 'docker/Docker', '-docker', '-docker/docker', '-docker.io/docker/docker', 'docker///docker',
    'docker.io/docker/Docker', 'docker.io/docker///docker', '[fc00::1]', '[fc00::1]:5000', 'fc00::1:5000/debian', '[fe80::1%eth0]:5000/debian',
    '[2001:db8:3:4::192.0.2.33]:5000/debian', '1a3f5e7d9c1b3a5f7e9d1c3b5a7f9e1d3c5b7a9f1e3d5d7c9b1a3f5e7d9c1b3a', 'docker-/docker', '-docker-/docker',
    '____/____', '_docker/_docker', 'dock..er/docker', 'dock_.er/docker', 'dock-.er/docker', 'docker/',
    `${'this_is_not_a_valid_namespace_because_its_lenth_is_greater_than_255_'.repeat(4).slice(0, -1)}/docker`,
  ])('%s is no name', (text) => {
    expect(parseReference(text).kind).toBe('malformed');
  });

  test.each([
    ['busybox', 'docker.io/library/busybox:latest'],
    ['busybox:latest', 'docker.io/library/busybox:latest'],
    [`busybox@${f64}`, `docker.io/library/busybox@${f64}`],
    ['library/busybox', 'docker.io/library/busybox:latest'],
    ['docker.io/busybox', 'docker.io/library/busybox:latest'],
    ['docker.io/library/busybox', 'docker.io/library/busybox:latest'],
    ['index.docker.io/busybox:latest', 'docker.io/library/busybox:latest'],
    ['index.docker.io/fooo/bar:1', 'docker.io/fooo/bar:1'],
    ['gcr.io/library/busybox', 'gcr.io/library/busybox:latest'],
    [`gcr.io/library/busybox:latest@${f64}`, `gcr.io/library/busybox@${f64}`],
    ['dmcgowan/myapp', 'docker.io/dmcgowan/myapp:latest'],
    ['docker.io/library/foo/bar', 'docker.io/library/foo/bar:latest'],
    ['localhost/fooo/bar', 'localhost/fooo/bar:latest'],
    ['127.0.0.1:8000/privatebase', '127.0.0.1:8000/privatebase:latest'],
    ['Foo/bar', 'Foo/bar:latest'],
    ['test_com/foo', 'docker.io/test_com/foo:latest'],
    ['xn--n3h.com:18080/foo', 'xn--n3h.com:18080/foo:latest'],
  ])('the kubelet reads %s as %s', (text, full) => {
    expect(requestedAs(accepted(text))).toBe(full);
    expect(storedAs(accepted(text), 'docker')).toBe(full);
  });
});

test('podman and buildah store a short name under localhost/', () => {
  for (const engine of ['podman', 'buildah'] as const) {
    expect(storedAs(accepted('kubernaut-datastorage'), engine)).toBe('localhost/kubernaut-datastorage:latest');
    expect(storedAs(accepted('kubernaut/datastorage:v1'), engine)).toBe('localhost/kubernaut/datastorage:v1');
    expect(storedAs(accepted('docker.io/redis:7'), engine)).toBe('docker.io/library/redis:7');
    expect(storedAs(accepted('localhost:5001/x:v1'), engine)).toBe('localhost:5001/x:v1');
  }
});

describe('says what is wrong, and where', () => {
  const fault = (text: string) => {
    const parsed = parseReference(text);
    return parsed.kind === 'malformed' ? [parsed.reason, text.slice(parsed.at.start, parsed.at.end)] : undefined;
  };

  test('row 11: an invisible character is named', () => {
    expect(fault('localhost/kubernaut-gateway:e2e\u200b-test')).toEqual(['it contains an invisible zero-width space (U+200B)', '\u200b']);
    expect(fault('localhost/\u202ea:b')).toEqual(['it contains an invisible bidirectional control character (U+202E)', '\u202e']);
    expect(fault('\ufeffa:b')).toEqual(['it contains an invisible byte order mark (U+FEFF)', '\ufeff']);
    expect(fault('a:b\n')).toEqual(['it contains a line feed (U+000A)', '\n']);
    expect(fault(' a:b')).toEqual(['it contains a space', ' ']);
  });

  test('row 12: a look-alike letter is named by its code point', () => {
    expect(fault('localhost/kubernaut-gateway:e2e-test-g\u0430teway')).toEqual(['it contains U+0430, a Cyrillic letter that looks like `a`', '\u0430']);
    expect(fault('localhost/kubernaut-gatew\u03bfy')).toEqual(['it contains U+03BF, a Greek letter that looks like `o`', '\u03bf']);
    expect(fault('a:b\u{1f433}')).toEqual(['it contains U+1F433 (`\u{1f433}`)', '\u{1f433}']);
    expect(fault('a:\ud800')?.[0]).toBe('it contains U+D800, half of a character');
    expect(fault('a\u2013b:c')?.[0]).toBe('it contains an en dash (U+2013)');
  });

  test('a whole reference used as a tag', () => {
    expect(fault('localhost/a:localhost/a:b')).toEqual(['a whole reference is used as a tag', 'localhost/a:b']);
    expect(fault('kubernaut-a:localhost/kubernaut-a:b')).toEqual(['a whole reference is used as a tag', 'localhost/kubernaut-a:b']);
    expect(fault('kubernaut-a:quay.io/x/a')).toEqual(['a whole reference is used as a tag', 'quay.io/x/a']);
    expect(fault('localhost/a:a:b')).toEqual(["a tag can't contain `:`", ':']);
  });

  test('row 41: upper case in the repository, and what a tag may not start with', () => {
    expect(fault('localhost/kubernaut-Gateway:x')).toEqual(['a repository is lower-case', 'G']);
    expect(fault('a:-x')).toEqual(["a tag can't start with `-`", '-']);
    expect(fault('a:.x')).toEqual(["a tag can't start with `.`", '.']);
  });

  test('row 40: the limits', () => {
    expect(accepted(`a:${'x'.repeat(128)}`).tag).toHaveLength(128);
    expect(fault(`a:${'x'.repeat(129)}`)?.[0]).toBe('the tag has 129 characters, at most 128 are allowed');
    expect(accepted('a'.repeat(255)).path).toHaveLength(255);
    expect(fault('a'.repeat(256))?.[0]).toBe('the repository has 256 characters, at most 255 are allowed');
  });

  test('row 39: a port is no tag', () => {
    expect(accepted('host:5000/img')).toMatchObject({ domain: 'host:5000', path: 'img' });
    expect(accepted('host:5000/img').tag).toBeUndefined();
    expect(accepted('img:5000')).toMatchObject({ path: 'img', tag: '5000' });
  });

  test('row 42: digests', () => {
    expect(accepted(`a@${f64}`).digest).toBe(f64);
    expect(accepted(`a@${f64}`).tag).toBeUndefined();
    expect(accepted(`a:b@${f64}`)).toMatchObject({ digest: f64, tag: 'b' });
    expect(fault(`a@${f64}f`)).toEqual(['a sha256 digest has 64 hexadecimal digits, not 65', 'f'.repeat(65)]);
  });

  test('a reason quotes nothing but the characters at fault', () => {
    const secret = 'user:hunter2@registry.example/img';
    const parsed = parseReference(secret);
    expect(parsed.kind).toBe('malformed');
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });
});

describe('row 38: the grammar', () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'.split('');
  const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 6 });
  const component = fc.tuple(word, fc.array(fc.tuple(fc.constantFrom('.', '_', '__', '-', '---'), word), { maxLength: 2 })).map(([first, rest]) => first + rest.flat().join(''));
  const domain = fc.tuple(fc.constantFrom('localhost', 'quay.io', 'a.b-c.d', '10.0.0.1', '[::1]', 'X'), fc.option(fc.nat(65535))).map(([host, port]) => host + (port === null ? '' : `:${port}`));
  const tag = fc.tuple(fc.constantFrom('a', 'Z', '0', '_'), fc.string({ unit: fc.constantFrom('a', 'Z', '9', '_', '.', '-'), maxLength: 127 })).map((pieces) => pieces.join(''));
  const reference = fc.record({
    domain: fc.option(domain, { nil: undefined }), path: fc.array(component, { minLength: 1, maxLength: 3 }), tag: fc.option(tag, { nil: undefined }),
    digest: fc.option(fc.constant(f64), { nil: undefined }),
  }).filter(({ domain: registry, path }) => registry !== undefined || !/[.]|^localhost$/.test(path[0] ?? '') || path.length === 1);

  test('what the grammar makes is read back piece by piece', () => {
    fc.assert(fc.property(reference, ({ domain: registry, path, tag: version, digest }) => {
      const name = (registry === undefined ? '' : `${registry}/`) + path.join('/');
      const text = name + (version === undefined ? '' : `:${version}`) + (digest === undefined ? '' : `@${digest}`);
      const parsed = parseReference(text);
      expect(parsed).toMatchObject({ kind: 'reference', name, path: path.join('/') });
      if (parsed.kind === 'malformed') return;
      expect([parsed.domain, parsed.tag, parsed.digest]).toEqual([registry, version, digest]);
      expect(printReference(parsed)).toBe(text);
    }));
  });

  test('any text at all is read or refused, and printing what was read gives the text back', () => {
    const near = fc.string({ unit: fc.constantFrom('a', 'B', '0', '.', '-', '_', '/', ':', '@', '[', ']', '\u0430', ' ', 'localhost', f64), maxLength: 24 });
    fc.assert(fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), (text) => {
      const parsed = parseReference(text);
      if (parsed.kind === 'reference') {
        expect(printReference(parsed)).toBe(text);
        // Canonical names are read as they are.
        const full = requestedAs(parsed);
        expect(requestedAs(accepted(full))).toBe(full);
      } else {
        expect(parsed.at.start >= 0 && parsed.at.start <= parsed.at.end && parsed.at.end <= text.length).toBe(true);
      }
    }), { numRuns: 2000 });
  }, 60_000);

  /** The published expressions, as a second opinion. */
  test('agrees with the published regular expressions', () => {
    const host = '(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?';
    const part = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
    const pattern = new RegExp(`^(?:(?:${host})/)?${part}(?:/${part})*(?::\\w[\\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$`);
    const near = fc.string({ unit: fc.constantFrom('a', 'b', 'B', '0', '.', '-', '_', '/', ':', '[', ']', `@${f64}`, 'localhost'), maxLength: 9 });
    fc.assert(fc.property(near, (text) => {
      // By docker's rule a bracket without a colon is no registry; the expressions alone would take `[a]` for one.
      if (/^\[[^\]:]*\]/.test(text)) return;
      expect(parseReference(text).kind === 'reference').toBe(pattern.test(text));
    }), { numRuns: 5000 });
  }, 60_000);
});
