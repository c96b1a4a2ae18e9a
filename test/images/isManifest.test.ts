/** Which texts in Go code are looked at as manifests: several lines with an image line, and keys that manifests have. */
import { expect, test } from 'vitest';
import { isManifest } from '../../src/images/idioms/yamlManifest';

test.each([
  ['containers:\n- image: a', true], ['image: a\n', true], ['\n\timage: a', true], ['\n- image: a', true], ['\n"image": a', true], ["\n'image': a", true], ['\nimage : a', true], ['{\n"image" : "a"}', true],
  ['kind: Pod\nappImage: a\nimage: b', true], ['kind: Pod\nbaseimage: a', true], ['x\nkind : Pod\nmyimage:', true],
  ['image: a', false], ['an image: a\nb', false], ['kind: x\nimages: y', false], ['kind: Pod\n', false], ['x: y\nz', false], ['', false], ['the\n image a', false], ['x\n-image: a', false], ['kinds: x\nmyimage: y', false],
])('%j: %s', (text, expected) => expect(isManifest(text)).toBe(expected));
