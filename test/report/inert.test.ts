import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inert, inertJson, redact } from '../../src/report/inert';
import { imageName } from '../../src/report/imageNames';
import { relativePath, relativeReference } from '../../src/report/paths';

describe('credentials', () => {
  test.each([
    ['robot:s3cr3t@registry.example/app:v1', '************@registry.example/app:v1'],
    ['https://robot:s3cr3t@host/x', 'https://************@host/x'],
    ['https://ghp_token@github.com/x', 'https://*********@github.com/x'],
    ['a:b:c@host', '*****@host'],
    ['pull me:p@[::1]:5000/x failed', 'pull ****@[::1]:5000/x failed'],
  ])('%s', (text, shown) => expect(redact(text)).toBe(shown));

  test.each(['localhost/app:v1@sha256:0123', 'app@sha256:0123', 'app:v1@sha512:0123', 'mail me@example.org', 'a: b@c', 'image: x', '@scope/name', 'user@'])('%s stays', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('no other character moves', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      expect(redact(text)).toHaveLength(text.length);
    }));
  });

  test('a long line takes no quadratic time', () => {
    expect(redact(`${'a'.repeat(200_000)}@${'b:'.repeat(100_000)}`)).toHaveLength(400_001);
  });
});

test('inert: one line without a hidden character, and the same when done twice', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    expect(inert(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
    expect(inert(inert(text))).toBe(inert(text));
  }));
});

test('inert JSON: the same document', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => {
    const json = inertJson(JSON.stringify({ text }, undefined, 2));
    expect(JSON.parse(json)).toEqual({ text });
    expect(json.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  }));
});

test.each([
  ['localhost/kubernaut-datastorage:e2e-test', { repository: 'localhost/kubernaut-datastorage', tag: 'e2e-test', service: 'datastorage' }],
  ['localhost:5001/x', { repository: 'localhost:5001/x', tag: '', service: 'x' }],
  ['{env:REGISTRY}/x:{fresh:1}', { repository: '{env:REGISTRY}/x', tag: '{fresh:1}', service: 'x' }],
  ['x:v1@sha256:ab', { repository: 'x', tag: 'v1@sha256:ab', service: 'x' }],
  ['x@sha256:ab', { repository: 'x', tag: 'sha256:ab', service: 'x' }],
  ['', { repository: '', tag: '', service: '' }],
])('the parts of %s', (image, parts) => expect(imageName(image)).toEqual(parts));

test.each([
  ['file:///r/a%20b/%25.go', 'a b/%.go', 'a%20b/%25.go'],
  ['file:///other/x.yaml', '../other/x.yaml', '../other/x.yaml'],
  ['untitled:x', 'untitled:x', 'untitled%3Ax'],
  ['file:///r/a:b.go', 'a:b.go', 'a%3Ab.go'],
  ['file:///r/bad%zz.go', 'bad%zz.go', 'bad%25zz.go'],
  ["file:///r/(x)'!*.go", "(x)'!*.go", '%28x%29%27%21%2A.go'],
])('the path of %s', (uri, path, reference) => {
  expect(relativePath('file:///r', uri)).toBe(path);
  expect(relativeReference('file:///r', uri)).toBe(reference);
});
