import { describe, expect, test } from 'vitest';
import { imagesInYaml, type YamlImage, type YamlOptions } from '../../../src/images/yaml/imagesInYaml';

/** `role text` of every image, after checking that its characters stand where it says. */
function read(text: string, options?: YamlOptions): string[] {
  return found(text, options).map((image) => `${image.role} ${image.text}${image.templated ? ' templated' : ''}${image.fallback ? ' fallback' : ''}`);
}

function found(text: string, options?: YamlOptions): readonly YamlImage[] {
  const images = imagesInYaml(text, options);
  for (const image of images) {
    expect(image.chunks.map((chunk) => chunk.text).join('')).toBe(image.text);
    for (const chunk of image.chunks) {
      expect(chunk.start).toBeGreaterThanOrEqual(image.at.start);
      expect(chunk.end).toBeLessThanOrEqual(image.at.end);
      if (chunk.text.length === chunk.end - chunk.start && !/[\\']/.test(text.slice(chunk.start, chunk.end))) expect(text.slice(chunk.start, chunk.end)).toBe(chunk.text);
    }
  }
  return images;
}

const podSpec = (indent: string) => ['containers:', '- name: app', '  image: reg/app:v1', '  imagePullPolicy: Never', 'initContainers:', '- name: init', '  image: reg/init:v1', 'ephemeralContainers:', '- name: debug', '  image: reg/debug:v1'].map((line) => indent + line).join('\n');

describe('workloads', () => {
  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'])('%s: containers, init and ephemeral ones', (kind) => {
    const images = found(`apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: x\nspec:\n  template:\n    spec:\n${podSpec('      ')}\n`);
    expect(images.map((image) => [image.role, image.text, image.container, image.workload])).toEqual([
      ['deploy', 'reg/app:v1', 'app', `${kind}/x`],
      ['deploy', 'reg/init:v1', 'init', `${kind}/x`],
      ['deploy', 'reg/debug:v1', 'debug', `${kind}/x`],
    ]);
    expect(images[0]?.path).toEqual(['spec', 'template', 'spec', 'containers', '0', 'image']);
    expect(images[0]?.pullPolicy?.text).toBe('Never');
    expect(images[1]?.pullPolicy).toBeUndefined();
  });

  test('a Pod, a CronJob and a List, each with its own workload and document', () => {
    const text = [
      `kind: Pod\nmetadata: {name: p}\nspec:\n${podSpec('  ')}`,
      'kind: CronJob\nmetadata: {name: c}\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: "b:1"}]}}}}}',
      'kind: List\nitems:\n- kind: Pod\n  metadata: {name: q}\n  spec:\n    containers:\n    - image: d:1\n      name: z\n',
    ].join('\n---\n');
    expect(found(text).map((image) => [image.text, image.workload, image.container, image.document])).toEqual([
      ['reg/app:v1', 'Pod/p', 'app', 0],
      ['reg/init:v1', 'Pod/p', 'init', 0],
      ['reg/debug:v1', 'Pod/p', 'debug', 0],
      ['b:1', 'CronJob/c', 'a', 1],
      ['d:1', 'Pod/q', 'z', 2],
    ]);
  });

  test('the kind may follow, JSON is YAML, names may be missing', () => {
    expect(found('{"spec":{"containers":[{"image":"a:1"}]},"kind":"Pod"}')[0]).toMatchObject({ role: 'deploy', workload: 'Pod', quoted: 'double', at: { start: 33, end: 36 } });
  });

  test('Tekton steps', () => {
    expect(read('kind: Task\nspec:\n  steps:\n  - name: s\n    image: a:1\n  sidecars:\n  - image: b:1\n  stepTemplate:\n    image: c:1\n')).toEqual(['deploy a:1', 'deploy b:1', 'deploy c:1']);
    expect(read('kind: Pipeline\nspec:\n  tasks:\n  - taskSpec:\n      steps:\n      - image: a:1\n')).toEqual(['deploy a:1']);
    expect(read('kind: Workflow\nspec:\n  steps:\n  - image: a:1\n')).toEqual(['mention a:1']);
  });

  test('any other image field is a mention with its path', () => {
    const [image] = found('kind: Kubernaut\nmetadata:\n  name: k\nspec:\n  gateway:\n    image: a:1\n');
    expect(image).toMatchObject({ role: 'mention', path: ['spec', 'gateway', 'image'], workload: 'Kubernaut/k' });
    expect(read('kind: Cluster\nnodes:\n- role: worker\n  image: kindest/node:v1\n')).toEqual(['mention kindest/node:v1']);
    expect(read('image: golang:1\nscript:\n- x\n')).toEqual(['mention golang:1']);
  });
});

describe('fragments', () => {
  test('a list of containers, indented', () => {
    const [image, other] = found('\n        - name: a\n          image: x:1\n          imagePullPolicy: Always\n        - image: y:1\n');
    expect(image).toMatchObject({ role: 'deploy', container: 'a', pullPolicy: { text: 'Always' } });
    expect(other?.text).toBe('y:1');
  });
  test('a bare line', () => {
    expect(read('image: x:1')).toEqual(['deploy x:1']);
    expect(read('          image: x:1\n')).toEqual(['deploy x:1']);
    expect(read('- image: x:1')).toEqual(['deploy x:1']);
  });
  test('the last lines of a container', () => {
    expect(read('        image: x:1\n        imagePullPolicy: Never\n      restartPolicy: Always\n')).toEqual(['deploy x:1']);
  });
});

describe('compose', () => {
  test('run, and built as well where it has a build', () => {
    const text = 'services:\n  db:\n    image: postgres:16\n  app:\n    build: .\n    image: app:1\n';
    expect(read(text)).toEqual(['run postgres:16', 'run app:1', 'build app:1']);
  });
  test('bases, merged and overridden', () => {
    expect(read('x-base: &base\n  image: a:1\nservices:\n  one:\n    <<: *base\n  two:\n    <<: *base\n    image: b:1\n')).toEqual(['run a:1', 'run b:1']);
  });
  test('an object called services is no compose file', () => {
    expect(read('kind: X\nservices:\n  a:\n    image: b:1\n')).toEqual(['mention b:1']);
  });
});

describe('scalars', () => {
  test.each([
    ["image: 'it''s'", "it's", 'single'],
    ['image: "a\\x3a1\\u0021"', 'a:1!', 'double'],
    ['image: "a\\qb"', 'a\\qb', 'double'],
    ['image: a:1 # why', 'a:1', 'plain'],
    ['image: &anchor a:1', 'a:1', 'plain'],
    ['image: !!str a:1', 'a:1', 'plain'],
    ['"image": a:1', 'a:1', 'plain'],
    ["'image' : a:1", 'a:1', 'plain'],
    ['image: >-\n  a:1\n', 'a:1', 'block'],
    ['image: |\n\n    a:1  \n', 'a:1', 'block'],
    ['image:\n  a:1\n', 'a:1', 'plain'],
    ['# 🦊\nimage: a:1', 'a:1', 'plain'],
    ['image: a:1\r\nname: b\r\n', 'a:1', 'plain'],
  ])('%j', (text, value, quoted) => {
    const images = found(text);
    expect(images).toHaveLength(1);
    expect(images[0]).toMatchObject({ text: value, quoted });
  });

  test('the span is the inner characters', () => {
    for (const [text, inner] of [['image: "a:1"', 'a:1'], ["- image: 'a:1' # b", 'a:1'], ['image: a:1   ', 'a:1'], ['image: >-\n  a:1\n', 'a:1']] as const) {
      const [image] = found(text);
      expect(text.slice(image?.at.start, image?.at.end)).toBe(inner);
    }
  });

  test.each(['image:', 'image: ""', 'image: null', 'image: ~', 'image: [a]', 'image: "a\n  b"', 'image: a\n  b', 'images: [a, b]', 'myimage: a', '# image: a:1', 'a: "image: b:1"', 'a: |\n  image: b:1\n'])('says nothing: %j', (text) => {
    expect(read(text)).toEqual([]);
  });
});

describe('row 57: what is no valid YAML loses no image that is certain', () => {
  test.each([
    ['a tab', 'kind: Pod\nspec:\n\tcontainers:\n\t- image: a:1\n', ['deploy a:1 fallback']],
    ['a bad indent', 'spec:\n   containers:\n   - name: x\n     image: a:1\n  other:\n   - image: b:1\n', ['deploy a:1', 'mention b:1 fallback']],
    ['duplicate keys', 'image: a:1\nimage: b:1\n', ['deploy a:1', 'deploy b:1']],
    ['an open quote', 'a: "open\ncontainers:\n- image: a:1\n', ['deploy a:1 fallback']],
    ['an open bracket', 'a: [open\ncontainers:\n- name: x\n  image: a:1\n', ['deploy a:1 fallback']],
    ['no document', '', []],
    ['only markers', '---\n---\n...\n', []],
    ['text around a marker', '--- # first\nimage: a:1\n---\nimage: b:1\n...\n', ['deploy a:1', 'deploy b:1']],
    ['one broken document of two', 'a: "\n---\nimage: b:1\n', ['deploy b:1']],
    ['an at sign', 'containers:\n- image: @IMAGE@\n', ['deploy @IMAGE@ templated fallback']],
    ['prose', 'Usage: x\n  image: the image\n   and more: [', ['mention the image fallback']],
  ] as const)('%s', (_, text, expected) => expect(read(text)).toEqual(expected));

  test('by lines too, the container, its policy and its workload are known', () => {
    const text = 'x: "\nkind: Deployment\nmetadata:\n  name: d\nspec:\n  template:\n    spec:\n      containers:\n      - image: a:1\n        name: one\n        imagePullPolicy: Never\n      - name: "two"\n        image: "b:1" # x\n      initContainers:\n        - name: three\n          env:\n          - name: E\n            value: v\n          image: c:1\n';
    expect(found(text).map((image) => [image.text, image.container, image.pullPolicy?.text, image.workload, image.path.join('.')])).toEqual([
      ['a:1', 'one', 'Never', 'Deployment/d', 'spec.template.spec.containers.0.image'],
      ['b:1', 'two', undefined, 'Deployment/d', 'spec.template.spec.containers.1.image'],
      ['c:1', 'three', undefined, 'Deployment/d', 'spec.template.spec.initContainers.0.image'],
    ]);
  });

  test('by lines too, block scalars and comments hide what they hold', () => {
    expect(read('a: "\ndata:\n  x: |\n    image: b:1\n  # image: c:1\n  image: d:1\n')).toEqual(['mention d:1 fallback']);
  });

  test('documents in a text that is indented as a whole', () => {
    const text = '\n  kind: Pod\n  metadata: {name: a}\n  spec:\n    containers:\n    - image: a:1\n  ---\n  kind: Pod\n  metadata: {name: b}\n  spec:\n    containers:\n    - image: b:1\n';
    expect(found(text).map((image) => [image.text, image.workload, image.document])).toEqual([['a:1', 'Pod/a', 0], ['b:1', 'Pod/b', 1]]);
  });
});

describe('row 58: anchors and aliases', () => {
  test('an alias is an image where its anchor stands', () => {
    const images = found('kind: Pod\nspec:\n  initContainers:\n  - name: a\n    image: &img a:1\n  containers:\n  - name: b\n    image: *img\n');
    expect(images.map((image) => [image.text, image.container, image.at.start])).toEqual([['a:1', 'a', 62], ['a:1', 'b', 62]]);
  });
  test('an alias bomb is never expanded', () => {
    const lines = ['a0: &a0 [image, image]'];
    for (let i = 1; i < 40; i++) lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`);
    expect(read(`${lines.join('\n')}\ncontainers:\n- image: x:1\n`)).toEqual(['deploy x:1']);
  });
  test('merges of merges stay small', () => {
    const lines = ['m0: &m0 {image: x:1}'];
    for (let i = 1; i < 200; i++) lines.push(`m${i}: &m${i}\n  <<: [${Array.from({ length: 9 }, () => `*m${i - 1}`).join(', ')}]`);
    expect(new Set(read(lines.join('\n')))).toEqual(new Set(['mention x:1']));
  });
  test('an alias of nothing, an alias of itself', () => {
    expect(read('image: *none\n')).toEqual([]);
    expect(read('a: &a\n  <<: *a\n  image: x:1\n')).toEqual(['mention x:1']);
  });
});

describe('row 59: templates are unresolved, not errors', () => {
  test.each([
    ['Helm', 'kind: Pod\nspec:\n  containers:\n  - name: {{ .Chart.Name }}\n    image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default "x" }}"\n    {{- if .Values.policy }}\n    imagePullPolicy: {{ .Values.policy }}\n    {{- end }}\n', ['deploy {{ .Values.image.repository }}:{{ .Values.image.tag | default "x" }} templated']],
    ['Helm, no quotes', 'image: {{ include "image" (dict "a" .b) }}\n', ['deploy {{ include "image" (dict "a" .b) }} templated']],
    ['shell', 'services:\n  a:\n    image: ${REG:-docker.io}/a:${TAG:-x}\n', ['run ${REG:-docker.io}/a:${TAG:-x} templated']],
    ['shell, in flow', '{image: ${A:-b}}', ['deploy ${A:-b} templated']],
    ['shell, no braces', 'image: $IMG\n', ['deploy $IMG templated']],
    ['Kubernetes variables', 'image: $(IMG)\n', ['deploy $(IMG) templated']],
    ['ytt', '#@ load("@ytt:data", "data")\ncontainers:\n- image: #@ data.values.image\n#@ end\n', ['deploy #@ data.values.image templated']],
    ['a place to fill in', 'containers:\n- image: <your-registry>/app:latest\n', ['deploy <your-registry>/app:latest templated']],
    ['ko', 'containers:\n- image: ko://example.com/app/cmd/app\n', ['deploy ko://example.com/app/cmd/app templated']],
    ['a tool like ko', 'containers:\n- image: kurun://../cmd/app/main.go\n', ['deploy kurun://../cmd/app/main.go templated']],
    ['an address of a registry', 'containers:\n- image: docker://localhost/app:v1\n', ['deploy docker://localhost/app:v1']],
    ['ytt text', 'image: "(@= data.values.x @)"\n', ['deploy (@= data.values.x @) templated']],
  ])('%s', (_, text, expected) => expect(read(text)).toEqual(expected));

  test('Kustomize: what is replaced, and by what', () => {
    const images = found('kind: Kustomization\nimages:\n- name: a\n  newName: b\n  newTag: v2\n- name: c\n  newTag: "3"\n- name: d\n');
    expect(images.map((image) => [image.role, image.text, image.parts?.tag?.text])).toEqual([['mention', 'a', undefined], ['mention', 'b', 'v2'], ['mention', 'c', '3']]);
  });
});

describe('row 60: image that is a map, a number or a pattern', () => {
  test('a chart\'s repository and tag', () => {
    const [image] = found('gateway:\n  image:\n    registry: quay.io\n    repository: k/gateway\n    tag: "v1"\n    pullPolicy: Never\n');
    expect(image).toMatchObject({ role: 'mention', text: 'k/gateway', path: ['gateway', 'image', 'repository'], parts: { registry: { text: 'quay.io' }, tag: { text: 'v1' } } });
  });
  test.each(['image: 5\n', 'image: true\n', 'image: {type: string, pattern: "^a$"}\n', 'image: {tag: v1}\n', 'repository: a\ntag: b\n# image\n'])('says nothing: %j', (text) => expect(read(text)).toEqual([]));
});

describe('row 61: verbs as fillers', () => {
  const f = '\uE000';
  test.each([
    ['in keys', `${f}${f}: x\ncontainers:\n- image: a:1\n`, ['deploy a:1']],
    ['as the image', `containers:\n- image: ${f.repeat(5)}\n`, [`deploy ${f.repeat(5)}`]],
    ['in the image', `containers:\n- image: "reg/${f}${f}:${f}${f}"\n`, [`deploy reg/${f}${f}:${f}${f}`]],
    ['as a spliced block', `kind: Pod\nspec:\n${f}${f}\n  containers:\n${f}${f}\n  - image: a:1\n  ${f}${f}\n    name: b\n`, ['deploy a:1']],
    ['as indentation', `containers:\n${f}${f}- name: a\n    image: b:1\n`, ['deploy b:1']],
    ['before image', `${f}${f}image: b:1\n`, ['deploy b:1']],
    ['behind a block scalar', `containers:\n- image: a:1\n  args:\n  - |\n    x\n${f}${f}\n`, ['deploy a:1']],
    ['next to a quote', `containers:\n- name: ${f}${f}\n  image: '${f}${f}'\n`, [`deploy ${f}${f}`]],
  ])('%s', (_, text, expected) => expect(read(text)).toEqual(expected));
});

describe('row 62: manifests inside block scalars', () => {
  const text = 'kind: ConfigMap\nmetadata: {name: m}\ndata:\n  pod.yaml: |\n    kind: Pod\n    metadata: {name: p}\n    spec:\n      containers:\n      - name: c\n        image: a:1\n    ---\n    image: b:1\n';
  test('are not looked into', () => expect(read(text)).toEqual([]));
  test('unless asked', () => {
    const images = found(text, { nested: true });
    expect(images.map((image) => [image.role, image.text, image.workload])).toEqual([['deploy', 'a:1', 'Pod/p'], ['deploy', 'b:1', undefined]]);
    expect(images[0]?.path).toEqual(['data', 'pod.yaml', 'spec', 'containers', '0', 'image']);
    expect(text.slice(images[1]?.at.start, images[1]?.at.end)).toBe('b:1');
  });
});
