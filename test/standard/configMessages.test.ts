/** What the configuration says is wrong, to the letter: a message is all that the writer of a faulty file has. */
import { expect, test } from 'vitest';
import { aliasLimit, parseConfig } from '../../src/standard/config';

const ruleIds = ['tag-mismatch', 'never-built', 'generic-tag'];
const messages = (text: string): string[] => parseConfig(text, { ruleIds, today: '2026-01-15' }).problems.map(({ message }) => message);

const index = 'Expected a whole number from 0 to 32.';
const place = 'Expected where the image is (a 0-based argument, `result`, or a mapping with `argument`, `field` or `result`), found';
const levels = 'Expected one of error, warning, info, hint, off, found';
const preset = 'Expected a preset (e2e-test-service, infra-consumer-uuid, service-user-hash-time) or a mapping, found';
const serviceName = 'A service name has lower-case letters, digits, `.`, `_` and `-`, and starts with a letter or digit.';
const braces = 'The braces of a glob are balanced, not nested, and stand for at most 64 alternatives.';
const imagePlace = 'An image is in an `argument`, in a `field` or both, or it is a `result`.';

test.each<[string, ...string[]]>([
  ['- a', 'Expected a mapping, found a list.'],
  ['just text', 'Expected a mapping, found a text.'],
  ['3', 'Expected a mapping, found a number.'],
  ['true', 'Expected a mapping, found true or false.'],
  ['version: 1\ninclude: test/**', 'Expected a list, found a text.'],
  ['version: 1\ninclude: [1, [], {}, null, true, ""]', ...['a number', 'a list', 'a mapping', 'nothing', 'true or false', 'an empty one'].map((found) => `Expected a text, found ${found}.`)],
  ['version: 1\nengine: [podman]', 'Expected one of auto, podman, docker, found a list.'],
  ['version: 1\nengine: nope', 'There is no engine `nope`. Known: auto, podman, docker.'],
  ['version: 1\nrules: { tag-mismatch: false, never-built: 1 }', `${levels} true or false.`, `${levels} a number.`],
  ['version: 1\nstandard: 3', `${preset} a number.`],
  ['version: 1\nstandard: [x]', `${preset} a list.`],
  ['version: 1\nstandard: { services: 1 }', 'Expected a mapping, found a number.'],
  ['version: 1\nstandard: { services: [A, 1] }', serviceName, 'Expected a text, found a number.'],
  [`version: 1\nstandard: { services: { "${'a'.repeat(128)}": , "${'b'.repeat(129)}": , -a: , "a b": } }`, serviceName, serviceName, serviceName],
  ['version: 1\nstandard: { services: [a, a] }', '`a` already names a service.'],
  ['version: 1\nstandard: { services: { a: { aliases: [b] }, b: , c: { aliases: [a] } } }', '`b` already names a service.', '`a` already names a service.'],
  ['version: 1\nstandard: { templates: [] }', 'A standard has at least one template.'],
  ['version: 1\nstandard: { templates: [""] }', 'Expected a text, found an empty one.'],
  ['version: 1\nstandard: { templates: ["a b", "a{x", "{uuid}{uuid}"] }', "` ` can't stand in an image reference.", 'The part lacks its closing brace.', '`{uuid}` can stand in a template only once.'],
  ['version: 1\nstandard: { templates: ["{x}"] }', 'There is no part `{x}`; the parts are {service}, {consumer}, {infrastructure}, {uuid}, {user}, {git-hash}, {timestamp}, {name}.'],
  [`version: 1\nstandard: { templates: ["${'a'.repeat(256)}", "${'a'.repeat(257)}"] }`, 'A template has at most 256 characters.'],
  ...[['"-a"'], [`"${'a'.repeat(129)}"`], ['"a b"']].map(([prefix]): [string, string] => [`version: 1\nstandard: { prefixes: [a-, "${'a'.repeat(128)}", ${prefix ?? ''}] }`, 'A prefix has lower-case letters, digits, `.`, `_`, `-` and `/`, and starts with a letter or digit.']),
  ['version: 1\nstandard: { genericTags: ["a:b", "a/b", "a@b", "-a", "e2e"] }', 'This is no tag.', 'This is no tag.', 'This is no tag.', 'This is no tag.'],
  ['version: 1\nstandard: { exceptions: [{ image: a }, { reason: a }] }', ...new Array<string>(2).fill('An exception names its `image` and its `reason`.')],
  ['version: 1\nstandard: { exceptions: [{ image: "localhost/A:b", reason: x }] }', 'This is no image reference: a repository is lower-case.'],
  ['version: 1\nstandard: { exceptions: [{ image: "", reason: x }, { image: a, reason: "" }] }', 'Expected a text, found an empty one.', 'Expected a text, found an empty one.'],
  ['version: 1\nstandard: { exceptions: [{ image: a, reason: x, expires: soon }] }', 'Expected a date such as 2026-12-31.'],
  ['version: 1\nstandard: { exceptions: [{ image: a, reason: x, expires: x2026-12-31x }] }', 'Expected a date such as 2026-12-31.'],
  ['version: 1\nstandard: { exceptions: [{ image: a, reason: x, expires: 1 }] }', 'Expected a text, found a number.'],
  ['version: 1\nignores: [{ path: a }, { reason: a }]', ...new Array<string>(2).fill('An ignore names a `path` and a `reason`.')],
  ['version: 1\nignores: [{ path: a, reason: b, rule: nope }]', 'There is no rule `nope`. Known: tag-mismatch, never-built, generic-tag.'],
  ['version: 1\nignores: [{ path: "a\\\\b", reason: b }, { path: "../a", reason: b }, { path: "{a", reason: b }]',
    'A glob is written with `/`.', 'A glob is relative to the folder of the configuration and stays inside it.', braces],
  ['version: 1\nexclude: ["../{a", "..!/x"]', 'A glob is relative to the folder of the configuration and stays inside it.'],
  ['version: 1\nignores: [a]\nstandard: { exceptions: [b] }', 'Expected a mapping, found a text.', 'Expected a mapping, found a text.'],
  [`version: 1\nexclude: ["${'a'.repeat(256)}", "${'a'.repeat(257)}", "${'*a'.repeat(16)}", "${'*a'.repeat(17)}"]`, 'A glob has at most 256 characters.', 'A glob has at most 16 stars.'],
  ['version: 1\nbuilders: { "a b": 1, a.b.c: 1, 1a: 1, a.1: 1, a-: 1, -a: 1 }', ...new Array<string>(6).fill('Expected the name of a Go function, such as `buildImage` or `infra.BuildImage`.')],
  ['version: 1\nbuilders: { a: -1, b: 1.5, c: 33, d: 0, e: 32 }', index, index, index],
  ['version: 1\nbuilders: { a: { argument: 33 }, b: { result: 33 }, c: { argument: x } }', index, index, 'Expected a number, found a text.'],
  ['version: 1\nbuilders: { a: resul }', 'There is no place for an image `resul`. Did you mean `result`?'],
  ['version: 1\nbuilders: { a: {}, b: { argument: 1, result: 1 }, c: { field: A, result: 1 } }', imagePlace, imagePlace, imagePlace],
  ['version: 1\nbuilders: { a: null, b: true, c: [] }', `${place} nothing.`, `${place} true or false.`, `${place} a list.`],
  ['version: 1\nbuilders: { a: { field: "a b" }, b: { field: 1 }, c: { argument: 1, field: 1a } }', 'Expected the name of a Go field.', 'Expected a text, found a number.', 'Expected the name of a Go field.'],
  ['version: 1\n? [a]\n: 1\n? {a: b}\n: 1\n? true\n: 1', 'A key is a plain text.', 'A key is a plain text.', 'A key is a plain text.'],
  [`version: 1\n${'k'.repeat(70)}: 1\n${'k'.repeat(70)}: 1`, `There is no key \`${'k'.repeat(60)}\`. Known: version, include, exclude, engine, standard, rules, builders, loaders, deployers, localRegistries, thirdParty, ignores.`, `The key \`${'k'.repeat(60)}\` stands here twice; the first one holds.`],
  ['version: 1\n1: 2', 'There is no key `1`. Known: version, include, exclude, engine, standard, rules, builders, loaders, deployers, localRegistries, thirdParty, ignores.'],
  ['version: 1\ninclude: *x', 'There is no anchor `x`.'],
  ['a\0b', 'The configuration contains a NUL character.'],
  [`version: 1 #${'x'.repeat(64 * 1024)}`, "The configuration is larger than 64 KB and isn't read."],
])('%j', (text, ...expected) => {
  expect(messages(text).toSorted()).toEqual(expected.toSorted());
});

test('a faulty exception allows nothing, one with a faulty date holds for good', () => {
  const exceptions = (list: string) => parseConfig(`version: 1\nstandard: { exceptions: [${list}] }`, { ruleIds, today: '2026-01-15' }).standard.exceptions;
  expect(exceptions('{ image: a, reason: "" }, { image: "", reason: x }, { image: a }, b')).toEqual([]);
  expect(exceptions('{ image: a, reason: x, expires: soon }')).toStrictEqual([{ image: 'a', reason: 'x' }]);
});

test('as many aliases as the limit are followed, one more is not', () => {
  const text = (aliases: number) => `version: 1\ninclude: [&a "x/**", ${new Array<string>(aliases).fill('*a').join(', ')}]`;
  expect(messages(text(aliasLimit))).toEqual([]);
  expect(messages(text(aliasLimit + 3))).toEqual(['At most 32 aliases are followed.']);
});

test('as many characters as the limit are read', () => {
  const text = 'version: 1\nengine: docker\n#';
  expect(parseConfig(text + 'x'.repeat(64 * 1024 - text.length), { ruleIds }).engine).toBe('docker');
});

test('a warning of the parser is a warning here', () => {
  const { problems } = parseConfig('version: 1\nengine: !x podman', { ruleIds });
  expect(problems).toEqual([{ message: 'Unresolved tag: !x.', severity: 'warning', span: { start: 19, end: 21 } }]);
});

test('a fault inside a text is marked there where the file shows the text as it is, else as a whole', () => {
  const marked = (text: string) => parseConfig(text, { ruleIds }).problems.map(({ span }) => text.slice(span.start, span.end));
  for (const [written, at] of [["'a-{x}'", '{x}'], ['"a-{x}"', '{x}'], ['"a-\\x7Bx}"', '"a-\\x7Bx}"'], ['"a-\\u{x}"', '"a-\\u{x}"']] as const) {
    expect(marked(`version: 1\nstandard: { templates: [${written}] }`)).toContain(at);
  }
  expect(marked('version: 1\nstandard:\n  templates:\n    - a-{x}\n')).toEqual(['{x}']);
});
