/** What `kustomize build` makes of folders, by its documented semantics. */
import { describe, expect, test } from 'vitest';
import { build } from '../../../src/images/kustomize/build';
import { entryOf, matches, type ImageEntry } from '../../../src/images/kustomize/imageEntry';
import { knownText, type Value } from '../../../src/flow/value';
import { filesOf } from '../../support/fixture';

/** `name image`, `name ?` where nobody knows, and what the place in the sources says. */
function built(fixture: string, folder = 'over', edits: Readonly<Record<string, readonly ImageEntry[] | undefined>> = {}): string[] | undefined {
  const files = [...filesOf(fixture)].map(([path, text]) => ({ uri: `f:///w/${path}`, text })).sort((a, b) => (a.uri < b.uri ? -1 : 1));
  const treeBelow = (at: string) => ({ files: files.filter(({ uri }) => uri.startsWith(`${at}/`)) });
  const result = build(`f:///w/${folder}`, treeBelow, (at) => {
    const name = at.slice('f:///w/'.length);
    return Object.hasOwn(edits, name) ? edits[name] : [];
  });
  for (const { at } of result?.images ?? []) expect(files.find(({ uri }) => uri === at.uri)?.text.slice(at.start, at.end)).toMatch(/^\S.*\S$|^\S$/);
  for (const { values } of result?.images ?? []) {
    for (const part of values?.flatMap(({ parts }) => parts) ?? []) {
      const { source } = part;
      if (source && 'text' in part) expect(files.find(({ uri }) => uri === source.uri)?.text.slice(source.start, source.end)).toBe(part.text);
    }
  }
  return result?.images.map(({ container, values }) => `${container ?? ''} ${values?.map(knownText).join(' or ') ?? '?'}`);
}

const pod = (image: string, name = 'app', kind = 'Pod'): string => `apiVersion: v1
kind: ${kind}
metadata:
  name: p
spec:
  containers:
  - name: ${name}
    image: ${image}
`;
const deployment = (images: readonly string[]): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: d
spec:
  template:
    spec:
      containers:
${images.map((image, i) => `      - name: c${i}\n        image: ${image}\n`).join('')}`;
/** One kustomization that takes one manifest. */
const one = (fields: string, manifest = pod('app:v1'), more = ''): string => `-- over/kustomization.yaml --
resources: [pod.yaml]
${fields}
-- over/pod.yaml --
${manifest}
${more}`;
/** A base and an overlay. */
const two = (base: string, over: string, manifest = pod('app:v1'), more = ''): string => `-- base/kustomization.yaml --
resources:
- pod.yaml
${base}
-- base/pod.yaml --
${manifest}
-- over/kustomization.yaml --
resources:
- ../base
${over}
${more}`;
const entry = (fields: string): string => `images:\n- ${fields.split(', ').join('\n  ')}`;

describe('images', () => {
  test.each([
    ['a new tag', 'app:v1', 'name: app, newTag: v2', 'app:v2'],
    ['where there was none', 'app', 'name: app, newTag: v2', 'app:v2'],
    ['a new name keeps the tag', 'app:v1', 'name: app, newName: localhost/app', 'localhost/app:v1'],
    ['and its lack', 'app', 'name: app, newName: localhost/app', 'localhost/app'],
    ['both', 'app:v1', 'name: app, newName: localhost/app, newTag: v2', 'localhost/app:v2'],
    ['a digest takes the tag away', 'app:v1', 'name: app, digest: sha256:00', 'app@sha256:00'],
    ['a tag takes the digest away', 'app@sha256:00', 'name: app, newTag: v2', 'app:v2'],
    ['a registry with a port', 'reg:5000/app:v1', 'name: reg:5000/app, newTag: v2', 'reg:5000/app:v2'],
    ['a registry with a port and no tag', 'reg:5000/app', 'name: reg:5000/app, newTag: v2', 'reg:5000/app:v2'],
    ['quoted', '"app:v1"', 'name: "app", newTag: "2.10"', 'app:2.10'],
    ['the whole name, not its end', 'reg/app:v1', 'name: app, newTag: v2', 'reg/app:v1'],
    ['nor its beginning', 'app-web:v1', 'name: app, newTag: v2', 'app-web:v1'],
    ['another registry', 'docker.io/library/app:v1', 'name: app, newTag: v2', 'docker.io/library/app:v1'],
    ['the tag may stand in the name', 'app:v1', 'name: app:v1, newName: web', 'web:v1'],
    ['a dot is any character', 'a-b:v1', 'name: a.b, newTag: v2', 'a-b:v2'],
    ['a pattern: nobody knows', 'app:v1', 'name: a.*, newTag: v2', '?'],
    ['a number: nobody knows', 'app:v1', 'name: app, newTag: 1.10', '?'],
    ['a number that concerns others', 'app:v1', 'name: web, newTag: 1.10', 'app:v1'],
    ['tag and digest: it depends on the version', 'app:v1', 'name: app, newTag: v2, digest: sha256:00', '?'],
    ['a suffix', 'app:v1', 'name: app, tagSuffix: -x', '?'],
    ['an unknown field', 'app:v1', 'name: web, tag: v2', '?'],
    ['empty fields', 'app:v1', 'name: app, newName: "", newTag: ""', 'app:v1'],
    ['a key of no one', 'app:v1', '__proto__: app, newTag: v2', '?'],
    ['an action of a template', '"{{ .Image }}"', 'name: app, newTag: v2', '?'],
  ])('%s', (_, image, fields, expected) => {
    expect(built(one(entry(fields), pod(image)))).toEqual([`app ${expected}`]);
  });

  test('one entry after the other', () => expect(built(one('images:\n- name: app\n  newName: web\n- name: web\n  newTag: v9\n'))).toEqual(['app web:v9']));
  test('a base’s come first, and the overlay asks for the name that they gave', () => {
    expect(built(two(entry('name: app, newName: localhost/app, newTag: v2'), entry('name: localhost/app, newTag: v3')))).toEqual(['app localhost/app:v3']);
    expect(built(two(entry('name: app, newName: localhost/app, newTag: v2'), entry('name: app, newTag: v3')))).toEqual(['app localhost/app:v2']);
  });
  test('init containers too, ephemeral ones and steps not', () => {
    const manifest = 'kind: Pod\nmetadata: {name: p}\nspec:\n  initContainers:\n  - {name: i, image: app}\n  containers:\n  - {name: c, image: app}\n  ephemeralContainers:\n  - {name: e, image: app}\n---\nkind: Task\nspec:\n  steps:\n  - {name: s, image: app}\n';
    expect(built(one(entry('name: app, newTag: v2'), manifest))).toEqual(['i app:v2', 'c app:v2', 'e app', 's app']);
  });
});

describe('resources', () => {
  test('files, folders, bases and what is in neither', () => {
    const fixture = two('', 'bases: [../third]\n', pod('app:v1'), `-- third/kustomization.yml --\nresources: [a.yaml, none.yaml, ../nothing, https://example.com/x.yaml, "github.com/acme/app//config?ref=v1"]\n-- third/a.yaml --\n${pod('web:v1', 'web')}\n---\n${pod('db:v1', 'db')}`);
    expect(built(fixture)).toEqual(['app app:v1', 'web web:v1', 'db db:v1']);
  });
  test('a file outside of its folder is refused', () => expect(built(one('', '', `-- pod.yaml --\n${pod('app')}`).replace('[pod.yaml]', '[../pod.yaml]'))).toEqual([]));
  test.each([
    ['no kustomization', '-- over/pod.yaml --\nkind: Pod\n'],
    ['two of them', `${one('')}-- over/kustomization.yml --\nresources: []\n`],
    ['no YAML', one('').replace('[pod.yaml]', '[pod.yaml')],
    ['a key twice', one('resources: []\n')],
    ['another kind', one('kind: List\n')],
    ['a component by itself', one('kind: Component\n')],
    ['a list', '-- over/kustomization.yaml --\n- resources\n'],
  ])('%s: nothing is known', (_, fixture) => expect(built(fixture)).toBeUndefined());
  test('a list of objects', () => expect(built(one(entry('name: app, newTag: v2'), 'kind: List\nitems:\n- kind: Pod\n  metadata: {name: p}\n  spec:\n    containers:\n    - {name: c, image: app}\n'))).toEqual(['c app:v2']));
  test('a cycle leaves all unknown', () => expect(built(two('- ../over\n', '', undefined, '').replace('resources:\n- pod.yaml\n- ../over', 'resources:\n- pod.yaml\n- ../over'))).toEqual(['app ?']));
  test('a long chain ends', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `-- k${i}/kustomization.yaml --\nresources: [pod.yaml, ../k${i + 1}]\n-- k${i}/pod.yaml --\n${pod('app')}`).join('\n');
    expect(new Set(built(chain, 'k0'))).toEqual(new Set(['app ?']));
  });
  test('many ways to the same folder end', () => {
    const wide = Array.from({ length: 20 }, (_, i) => `-- k${i}/kustomization.yaml --\nresources: [pod.yaml, ../k${i + 1}, ../k${i + 1}/.]\n-- k${i}/pod.yaml --\n${pod('app')}`).join('\n');
    expect(new Set(built(wide, 'k0'))).toEqual(new Set(['app ?']));
  });
  test('a folder named like a prototype’s key', () => expect(built(two('', '').replaceAll('base', '__proto__'))).toEqual(['app app:v1']));
});

describe('components', () => {
  const component = (fields: string): string => two('', `components: [../comp]\n${entry('name: web, newTag: v9')}`, undefined, `-- comp/kustomization.yaml --\nkind: Component\n${fields}`);
  test('they change what is there, before the overlay does', () => expect(built(component(entry('name: app, newName: web')))).toEqual(['app web:v9']));
  test('they bring more', () => expect(built(component(`resources: [more.yaml]\n-- comp/more.yaml --\n${pod('web:v1', 'more')}`))).toEqual(['app app:v1', 'more web:v9']));
  test.each([
    ['one that isn’t there', component('').replace('../comp]', '../none]')],
    ['one that is none', component('').replace('Component', 'Kustomization')],
    ['one from elsewhere', component('').replace('../comp]', 'https://example.com/comp]')],
  ])('%s may change anything', (_, fixture) => expect(built(fixture)).toEqual(['app ?']));
});

describe('patches that merge', () => {
  const patch = (container: string, name = 'd', more = ''): string => `kind: Deployment\nmetadata: {name: ${name}}\nspec:\n  ${more}\n  template:\n    spec:\n      containers:\n      - ${container}\n`;
  const merged = (text: string, fields = 'patches:\n- path: patch.yaml\n'): string[] | undefined => built(one(fields, deployment(['a:1', 'b:1']), `-- over/patch.yaml --\n${text}`));
  test.each([
    ['an image of a container', patch('{name: c1, image: "b:2"}'), ['c0 a:1', 'c1 b:2']],
    ['another field', patch('{name: c1, args: [x]}'), ['c0 a:1', 'c1 b:1']],
    ['another container', patch('{name: proxy, image: "p:1"}'), ['c0 a:1', 'c1 b:1', 'proxy p:1']],
    ['another object', patch('{name: c1, image: "b:2"}', 'e'), ['c0 a:1', 'c1 b:1']],
    ['a directive', patch('{name: c1, $patch: delete}'), ['c0 ?', 'c1 ?']],
    ['a container without a name', patch('{image: "b:2"}'), ['c0 ?', 'c1 ?']],
    ['an image that is taken away', patch('{name: c1, image: null}'), ['c0 ?', 'c1 ?']],
    ['no pods', patch('{name: c1}', 'd', 'replicas: 0'), ['c0 ?', 'c1 ?']],
    ['more pods', patch('{name: c1}', 'd', 'replicas: 2'), ['c0 a:1', 'c1 b:1']],
    ['no YAML', '{', ['c0 ?', 'c1 ?']],
    ['an alias', patch('{name: c1, image: &x "b:2"}\n      - *x'), ['c0 ?', 'c1 ?']],
    ['two patches in one file', `${patch('{name: c0, image: "a:2"}')}---\n${patch('{name: c1, image: "b:2"}')}`, ['c0 a:2', 'c1 b:2']],
  ])('%s', (_, text, expected) => expect(merged(text)).toEqual(expected));
  test('the image transformer comes behind', () => expect(merged(patch('{name: c1, image: "b:2"}'), `patches:\n- path: patch.yaml\n${entry('name: b, newTag: v9')}`)).toEqual(['c0 a:1', 'c1 b:v9']));
  test('the older field, by path and in the text', () => {
    expect(merged(patch('{name: c1, image: "b:2"}'), 'patchesStrategicMerge:\n- patch.yaml\n')).toEqual(['c0 a:1', 'c1 b:2']);
    expect(merged('', `patchesStrategicMerge:\n- |-\n${patch('{name: c1, image: "b:2"}').replace(/^/gm, '  ')}\n`)).toEqual(['c0 a:1', 'c1 b:2']);
  });
  test.each([
    ['kind and name', '{kind: Deployment, name: d}', ['c0 a:1', 'c1 b:2']],
    ['any name', '{kind: Deployment, name: .*}', ['c0 a:1', 'c1 b:2']],
    ['another kind', '{kind: StatefulSet}', ['c0 a:1', 'c1 b:1']],
    ['a label: perhaps', '{kind: Deployment, labelSelector: app=x}', ['c0 a:1', 'c1 ?']],
    ['a pattern: perhaps', '{name: d+}', ['c0 a:1', 'c1 ?']],
  ])('a target of its own: %s', (_, target, expected) => expect(merged(patch('{name: c1, image: "b:2"}', 'whatever'), `patches:\n- path: patch.yaml\n  target: ${target}\n`)).toEqual(expected));
  test('a patch that isn’t there', () => {
    expect(merged('', 'patches:\n- path: none.yaml\n')).toEqual(['c0 ?', 'c1 ?']);
    expect(merged('', 'patches:\n- path: none.yaml\n  target: {kind: Service}\n')).toEqual(['c0 a:1', 'c1 b:1']);
  });
  test('an object of another kind loses its list', () => {
    const rollout = deployment(['a:1']).replace('Deployment', 'Rollout');
    const fixture = (text: string): string => one('patches:\n- path: patch.yaml\n', rollout, `-- over/patch.yaml --\n${text.replace('Deployment', 'Rollout')}`);
    expect(built(fixture(patch('{name: c0, args: [x]}')))).toEqual(['c0 ?']);
    expect(built(fixture('kind: Deployment\nmetadata: {name: d}\nspec: {paused: false}\n'))).toEqual(['c0 a:1']);
  });
  test('a name that a base gave, by either', () => {
    const fixture = (name: string): string => two('namePrefix: x-', `patches:\n- path: patch.yaml\n-- over/patch.yaml --\n${patch('{name: c0, image: "a:2"}', name)}`, deployment(['a:1']));
    expect(built(fixture('x-d'))).toEqual(['c0 a:2']);
    expect(built(fixture('d'))).toEqual(['c0 a:2']);
    expect(built(fixture('y-d'))).toEqual(['c0 a:1']);
  });
});

describe('operations of JSON patches', () => {
  const operated = (op: string, field = 'patches', more = ''): string[] | undefined =>
    built(one(`${field}:\n- target: {kind: Deployment, name: d}\n  patch: |-\n    - ${op}\n${more}`, deployment(['a:1', 'b:1'])));
  const at = (rest: string): string => `/spec/template/spec${rest}`;
  test.each([
    [`{op: replace, path: ${at('/containers/1/image')}, value: "b:2"}`, ['c0 a:1', 'c1 b:2']],
    [`{op: add, path: ${at('/containers/0/args/-')}, value: "--x"}`, ['c0 a:1', 'c1 b:1']],
    [`{op: replace, path: ${at('/containers/0')}, value: {name: x, image: y}}`, ['c0 ?', 'c1 ?']],
    [`{op: add, path: ${at('/containers/0')}, value: {name: x, image: y}}`, ['c0 ?', 'c1 ?']],
    [`{op: add, path: ${at('/containers/-')}, value: {name: x, image: y}}`, ['c0 a:1', 'c1 b:1']],
    [`{op: remove, path: ${at('/containers/1/image')}}`, ['c0 ?', 'c1 ?']],
    [`{op: remove, path: ${at('')}}`, ['c0 ?', 'c1 ?']],
    [`{op: copy, from: /a, path: ${at('/containers/1/image')}}`, ['c0 ?', 'c1 ?']],
    ['{op: test, path: /spec/replicas, value: 1}', ['c0 a:1', 'c1 b:1']],
    ['{op: add, path: /metadata/labels/x, value: y}', ['c0 a:1', 'c1 b:1']],
    ['{op: replace, path: /spec/replicas, value: 0}', ['c0 ?', 'c1 ?']],
    ['{op: replace, path: /spec/replicas, value: 3}', ['c0 a:1', 'c1 b:1']],
    ['{op: replace, path: "", value: {}}', ['c0 ?', 'c1 ?']],
    ['{path: /spec/paused, value: true}', ['c0 ?', 'c1 ?']],
  ])('%s', (op, expected) => {
    expect(operated(op)).toEqual(expected);
    expect(operated(op, 'patchesJson6902')).toEqual(expected);
  });
  test('numbers are others behind a container that was merged in', () => {
    const merge = '- patch: |-\n    kind: Deployment\n    metadata: {name: d}\n    spec: {template: {spec: {containers: [{name: new, image: "n:1"}]}}}\n';
    expect(operated(`{op: replace, path: ${at('/containers/1/image')}, value: "b:2"}`, `patches:\n${merge.trimEnd()}\npatchesJson6902`)).toEqual(['c0 ?', 'c1 ?', 'new ?']);
  });
});

describe('what may change anything', () => {
  test.each([
    'transformers: [t.yaml]', 'generators: [g.yaml]', 'vars: []\nimageTags: []', 'openapi: {path: schema.json}', 'configurations: [none.yaml]', 'somethingNew: 1',
    'replacements:\n- source: {kind: ConfigMap}\n  targets:\n  - select: {kind: Pod}\n    fieldPaths: [spec.containers.0.image]', 'replacements:\n- path: r.yaml', 'images: {name: app}', 'images: *x', 'resources: *x',
    'replicas:\n- {name: p, count: 0}',
  ])('%s', (fields) => expect(built(one(fields)) ?? ['app ?']).toEqual(['app ?']));
  test.each([
    'namespace: x\nnameSuffix: -x\nlabels: []\ncommonAnnotations: {a: b}', 'configMapGenerator:\n- name: c\n  literals: [a=b]', 'helmCharts:\n- name: chart', 'crds: [crd.yaml]', 'vars: []', 'transformers:\n', 'patches:\n',
    'replacements:\n- source: {kind: Certificate}\n  targets:\n  - select: {kind: ValidatingWebhookConfiguration}\n    fieldPaths: [.metadata.annotations.x]', 'replicas:\n- {name: p, count: 3}\n- {name: q, count: 0}',
  ])('not so: %s', (fields) => expect(built(one(fields))).toEqual(['app app:v1']));
  test('configurations: of names they may be, of images not', () => {
    const configured = (text: string): string => one('configurations: [c.yaml]', undefined, `-- over/c.yaml --\n${text}\n`);
    expect(built(configured('nameReference: []\nvarReference: []'))).toEqual(['app app:v1']);
    expect(built(configured('images:\n- path: spec/image\n  kind: App'))).toEqual(['app ?']);
  });
  test('an overlay’s doesn’t concern its neighbour', () => {
    const fixture = `${two('', 'transformers: [t.yaml]')}-- all/kustomization.yaml --\nresources: [../over, ../third]\n-- third/kustomization.yaml --\nresources: [web.yaml]\n-- third/web.yaml --\n${pod('web:v1', 'web')}`;
    expect(built(fixture, 'all')).toEqual(['app ?', 'web web:v1']);
  });
});

describe('kustomize edit set image', () => {
  const text = (parts: string): Value => ({ parts: [{ text: parts }], trail: [] });
  const at = { uri: 'f:///w/over/kustomization.yaml', start: 0, end: 9 };
  const set = (name: string, image: string): ImageEntry => entryOf(name, [text(image)], at);
  test.each([
    ['a name and a tag', [set('app', 'localhost/app:e2e')], '', 'localhost/app:e2e'],
    ['a name alone', [set('app', 'localhost/app')], '', 'localhost/app:v1'],
    ['a digest', [set('app', 'localhost/app@sha256:00')], '', 'localhost/app@sha256:00'],
    ['a port is no tag', [set('app', 'localhost:5001/app')], '', 'localhost:5001/app:v1'],
    ['in the place of the entry that is there', [set('app', 'localhost/app')], entry('name: app, newTag: v7'), 'localhost/app:v1'],
    ['the last one wins', [set('app', 'a:1'), set('app', 'b:1')], '', 'b:1'],
    ['another name', [set('web', 'localhost/app:e2e')], entry('name: app, newTag: v7'), 'app:v7'],
    ['entries are sorted by name', [set('zz', 'localhost/app:e2e')], 'images:\n- name: zz\n  newTag: v0\n- name: app\n  newName: zz\n', 'localhost/app:e2e'],
    ['a star keeps something', [set('app', '*:v2')], '', '?'],
    ['a tag alone', [{ name: 'app', newTag: text('v2').parts, at }], '', 'app:v2'],
    ['a tag alone beside a new name', [{ name: 'app', newTag: text('v2').parts, at }], entry('name: app, newName: web'), '?'],
  ])('%s', (_, edits, fields, expected) => expect(built(one(fields), 'over', { over: edits })).toEqual([`app ${expected}`]));
  test('nobody knows', () => {
    expect(built(one(''), 'over', { over: undefined })).toEqual(['app ?']);
    const whole: Value = { parts: [{ hole: { kind: 'env', name: 'IMG' } }], trail: [] };
    expect(entryOf('app', [whole], at).unknown).toBe(true);
    expect(entryOf('app', [{ parts: [{ text: 'localhost/app:' }, ...whole.parts], trail: [] }], at).unknown).toBeUndefined();
    expect(matches(whole, 'app')).toBe('unknown');
  });
  test('of several images each', () => expect(built(one(''), 'over', { over: [entryOf('app', [text('a:1'), text('a:2')], at)] })).toEqual(['app a:1 or a:2']));
});

test('hostile texts end', () => {
  const deep = `${'{a: '.repeat(3000)}1`;
  const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*${i ? `b${i - 1}` : 'a'}, *${i ? `b${i - 1}` : 'a'}]`).join('\n')}`;
  for (const text of [deep, bomb, '\0', '---\n---\n', '!!js/function x', `${'- '.repeat(5000)}x`]) {
    expect(built(one('').replace('resources: [pod.yaml]', text)) ?? []).toEqual([]);
    expect(built(one('patches:\n- path: p.yaml', undefined, `-- over/p.yaml --\n${text}\n`)) ?? ['app ?']).toHaveLength(1);
  }
});
