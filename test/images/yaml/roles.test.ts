/** What an image key means by where it stands: in files without a kind, and in pods that are held back. */
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
  ['kind: Job\nspec:\n  suspend: true\n  template:\n    spec:\n      containers:\n      - image: x', ['mention']],
  ['kind: Job\nspec:\n  suspend: false\n  template:\n    spec:\n      containers:\n      - image: x', ['deploy']],
  ['kind: Job\nspec:\n  suspend: true\n  template:\n    spec:\n      containers:\n      - {image: x', ['mention']],
  ['kind: Deployment\nspec:\n  replicas: 0\n  template:\n    spec:\n      containers:\n      - image: x', ['mention']],
  ['kind: Deployment\nspec:\n  replicas: 10\n  template:\n    spec:\n      containers:\n      - image: x', ['deploy']],
  ['kind: CronJob\nspec:\n  suspend: true\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n          - image: x', ['deploy']],
  ['kind: Pod\nspec:\n  schedulingGates:\n  - name: wait\n  containers:\n  - image: x', ['mention']],
  ['kind: Pod\nspec:\n  containers:\n  - image: x\n---\nkind: Pod\nspec:\n  schedulingGates: [{name: wait}]\n  containers:\n  - image: y', ['deploy', 'mention']],
])('%j', (text, roles) => expect(imagesInYaml(text).map(({ role }) => role)).toEqual(roles));
