/** What an image key means by where it stands, in files without a kind. */
import { expect, test } from 'vitest';
import { imagesInYaml } from '../../../src/images/yaml/imagesInYaml';

test.each<[string, string[]]>([
  ['services:\n  db:\n    image: x', ['run']],
  ['services:\n  db:\n    image: x\n    build: .', ['run', 'build']],
  ['a:\n  services:\n    db:\n      image: x', ['mention']],
  ['other:\n  db:\n    image: x', ['mention']],
  ['services:\n  - image: x', ['mention']],
  ['services:\n  db:\n    - image: x', ['mention']],
  ['services:\n  db:\n    sub:\n      image: x', ['mention']],
  ['- services:\n    db:\n      image: x', ['mention']],
  ['services:\n  image: x', ['mention']],
  ['image: x', ['deploy']],
  ['image: x\nother: y', ['mention']],
  ['- image: x\n  name: y', ['deploy']],
  ['- - image: x', ['mention']],
])('%j', (text, roles) => expect(imagesInYaml(text).map(({ role }) => role)).toEqual(roles));
