/** Why a text is no image reference, to the letter, and which characters are at fault. */
import { describe, expect, test } from 'vitest';
import { describeCharacter, parseReference } from '../../src/images/reference';

const f64 = `sha256:${'f'.repeat(64)}`;
const algorithms = 'the digest has none of the algorithms sha256, sha384 and sha512';
const empty = 'a part of the repository is empty';
const noHost = 'a part of the registry is empty';
const noPort = 'the port of a registry is a number';
const asTag = 'a whole reference is used as a tag';
const joins = (characters: string) => `\`${characters}\` can't join the words of a repository`;

test.each<[text: string, reason: string, at: string, start: number]>([
  ['', 'it is empty', '', 0],
  [':justtag', 'the repository is missing', ':', 0],
  [`@${f64}`, 'the repository is missing', '@', 0],
  ['https://a/b', 'an image reference has no scheme', 'https://', 0],
  [`repo@sha256:${'f'.repeat(34)}`, 'a sha256 digest has 64 hexadecimal digits, not 34', 'f'.repeat(34), 12],
  ['a@sha384:f', 'a sha384 digest has 96 hexadecimal digits, not 1', 'f', 9],
  ['a@sha512:', 'a sha512 digest has 128 hexadecimal digits, not 0', '', 9],
  ['a@md5:ff', algorithms, 'md5:ff', 2],
  ['a@sha256', algorithms, 'sha256', 2],
  ['x@', algorithms, '', 2],
  ['a@b@c', algorithms, 'b@c', 2],
  ['x/a:b@x/y', algorithms, 'x/y', 6],
  ['x/[a:b]', "a repository can't contain `[`", '[', 2],
  ['/a:b/c', asTag, 'b/c', 3],
  ['a:b.c@x/y', algorithms, 'x/y', 6],
  ['a:localhost:5@x/y', "a tag can't contain `:`", ':', 11],
  ['a:b.c:d/e@x/y', asTag, 'b.c:d/e', 2],
  [`x@sha256:${'F'.repeat(64)}`, "a digest can't contain `F`", 'F', 9],
  ['Uppercase:tag', 'a repository is lower-case', 'U', 0],
  ['test:5000/Uppercase/lowercase:tag', 'a repository is lower-case', 'U', 10],
  ['Foo/FarB', 'a repository is lower-case', 'F', 4],
  ['aa/asdf$$^/aa', "a repository can't contain `$`", '$', 7],
  ['a/b`c', "a repository can't contain ```", '`', 3],
  ['a/b{c', "a repository can't contain `{`", '{', 3],
  ['a/b:', 'the tag is empty', ':', 3],
  [`x:@${f64}`, 'the tag is empty', ':', 1],
  ['a/b:invalid~tag', "a tag can't contain `~`", '~', 11],
  ['a:b:c', "a tag can't contain `:`", ':', 3],
  ['a:b@', algorithms, '', 4],
  ['foo.com/', empty, '/', 7],
  ['a/a/', empty, '/', 3],
  ['a//a/a', empty, '/', 2],
  ['/a', empty, '/', 0],
  ['/', empty, '/', 0],
  ['foo.com//a', empty, '/', 8],
  ['foo//:v1', empty, '/', 4],
  ['a/:v1', empty, ':', 2],
  ['a-/a/a', "a part of the repository can't end with `-`", '-', 1],
  ['foo/bar--', "a part of the repository can't end with `-`", '-', 8],
  ['a/b_', "a part of the repository can't end with `_`", '_', 3],
  ['a/b.:v1', "a part of the repository can't end with `.`", '.', 3],
  ['-foo/bar', "a part of the repository can't start with `-`", '-', 0],
  ['foo/_bar', "a part of the repository can't start with `_`", '_', 4],
  ['q.io/.b', "a part of the repository can't start with `.`", '.', 5],
  ['a/b..c', joins('..'), '..', 3],
  ['a/b_.c', joins('_.'), '_.', 3],
  ['a/b___c', joins('___'), '___', 3],
  ['a/b-_c', joins('-_'), '-_', 3],
  ['a/b._._._._._c', joins('._._._._'), '._._._._._', 3],
  ['registry.com:x/a', noPort, 'x', 13],
  ['a:8x0/b', noPort, '8x0', 2],
  ['a:b.c::d/e', noPort, 'b.c::d', 2],
  ['a:localhostx/b', noPort, 'localhostx', 2],
  ['[::1]:q.io/b', noPort, 'q.io', 6],
  ['a:/b', 'the port of the registry is missing', ':', 1],
  ['[::1]:/x', 'the port of the registry is missing', ':', 5],
  ['bad_hostname.com:8080/a', "a registry can't contain `_`", '_', 3],
  ['a$.b/x', "a registry can't contain `$`", '$', 1],
  ['a.-b.c/x', "a part of the registry can't start with `-`", '-', 2],
  ['a.b-.c/x', "a part of the registry can't end with `-`", '-', 3],
  ['a..b/x', noHost, '.', 2],
  ['.a.b/x', noHost, '.', 0],
  ['a.b./x', noHost, '/', 4],
  [':a/b', noHost, ':', 0],
  ['[]:5/x', 'the registry is empty', '[]', 0],
  ['[::1/x', 'the registry lacks a closing bracket', '[::1', 0],
  ['[::1]x/y', 'only a port may follow the registry', 'x', 5],
  ['[a:g]/x', "an IPv6 registry can't contain `g`", 'g', 3],
  ['[fe80::1%eth0]:5000/repo', "an IPv6 registry can't contain `%`", '%', 8],
  ['[2001:db8::1]', "a repository can't contain `[`", '[', 0],
  ['1'.repeat(64), '64 hexadecimal digits are an image ID, not a name', '1'.repeat(64), 0],
  [`q.io/${'a'.repeat(256)}:v`, 'the repository has 256 characters, at most 255 are allowed', 'a'.repeat(256), 5],
  [`q.io/a:${'v'.repeat(129)}`, 'the tag has 129 characters, at most 128 are allowed', 'v'.repeat(129), 7],
  ['x/a:b.c/d', asTag, 'b.c/d', 4],
  ['a:localhost:5/b', asTag, 'localhost:5/b', 2],
  ['a:quay.io:5000/b/c:d', asTag, 'quay.io:5000/b/c:d', 2],
  [`x/a:b/c@${f64}`, asTag, 'b/c', 4],
])('%j: %s', (text, reason, at, start) => {
  expect(parseReference(text)).toEqual({ kind: 'malformed', reason, at: { start, end: start + at.length } });
  expect(text.slice(start, start + at.length)).toBe(at);
});

test.each(['1'.repeat(63), '1'.repeat(65), 'g'.repeat(64), `${'1'.repeat(64)}:v1`, `${'1'.repeat(64)}@${f64}`, `q.io/${'1'.repeat(64)}`, '[A:f]/x', '[::1]:8/x', 'a:_-.', 'a---b/c__d', 'x:y_z', `x@sha384:${'0'.repeat(96)}`])('%s is close to a fault and has none', (text) => {
  expect(parseReference(text).kind).toBe('reference');
});

describe('characters that the eye can not see or tell', () => {
  const named: readonly (readonly [string, readonly number[]])[] = [
    ['a control character', [0x01, 0x0b, 0x1f, 0x7f]],
    ['an invisible bidirectional control character', [0x202a, 0x202e, 0x2066, 0x2069, 0x61c, 0x200e, 0x200f]],
    ['a NUL character', [0x00]], ['a tab', [0x09]], ['a carriage return', [0x0d]], ['a no-break space', [0xa0]], ['an invisible soft hyphen', [0xad]],
    ['an invisible zero-width non-joiner', [0x200c]], ['an invisible zero-width joiner', [0x200d]], ['an invisible word joiner', [0x2060]],
    ['a typographic hyphen', [0x2010]], ['a no-break hyphen', [0x2011]], ['an em dash', [0x2014]], ['a minus sign', [0x2212]], ['a line separator', [0x2028]], ['a paragraph separator', [0x2029]],
  ];
  test.each(named.flatMap(([name, codes]) => codes.map((code): [number, string] => [code, `${name} (U+${code.toString(16).toUpperCase().padStart(4, '0')})`])))('%i is %s', (code, expected) => {
    expect(describeCharacter(`x${String.fromCodePoint(code)}`, 1)).toBe(expected);
  });

  test('what stands beside them is shown as it is', () => {
    expect([0x21, 0x7e].map((code) => describeCharacter(String.fromCodePoint(code), 0))).toEqual(['`!`', '`~`']);
    expect([0x2030, 0x2065, 0x206a, 0xd7ff, 0xe000].map((code) => describeCharacter(String.fromCodePoint(code), 0))).toEqual([0x2030, 0x2065, 0x206a, 0xd7ff, 0xe000].map((code) => `U+${code.toString(16).toUpperCase()} (\`${String.fromCodePoint(code)}\`)`));
    expect([0xd800, 0xdfff].map((code) => describeCharacter(String.fromCharCode(code), 0))).toEqual(['U+D800, half of a character', 'U+DFFF, half of a character']);
  });

  const lookalikes = [['аеорсухіѕјԁһ', 'Cyrillic', 'aeopcyxisjdh'], ['οανικρ', 'Greek', 'oavikp']] as const;
  test.each(lookalikes.flatMap(([letters, script, plain]) => letters.split('').map((letter, at): [string, string, string] => [letter, script, plain[at] ?? ''])))('%s is a %s letter like %s', (letter, script, plain) => {
    expect(describeCharacter(letter, 0)).toBe(`U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}, a ${script} letter that looks like \`${plain}\``);
  });

  test('both halves of a wide character are at fault', () => {
    expect(parseReference('a\u{1f433}b')).toMatchObject({ at: { start: 1, end: 3 } });
    expect(parseReference('a\uffffb')).toMatchObject({ at: { start: 1, end: 2 } });
    expect(parseReference('a\u{10000}b')).toMatchObject({ at: { start: 1, end: 3 } });
    expect(parseReference('a\u007fb')).toMatchObject({ reason: 'it contains a control character (U+007F)' });
  });
});
