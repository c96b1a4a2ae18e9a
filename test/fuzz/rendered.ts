/** Charts and kustomizations as they are being typed: every image at a place inside its file, its known characters where it says, in bounded time. */
import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import { isText, type Value } from '../../src/flow/value';
import type { Place } from '../../src/base/text';
import { chartIn } from '../../src/images/helm/chart';
import { dict, text, unknown } from '../../src/images/helm/data';
import { released } from '../../src/images/helm/release';
import { valueOf } from '../../src/images/helm/text';
import { build } from '../../src/images/kustomize/build';
import type { Fuzzer } from './fuzz';
import { edits, edited, scrap, type TextEdit } from './sources';

interface File {
  readonly uri: string;
  readonly text: string;
}

const chart: readonly (readonly [string, string])[] = [
  ['Chart.yaml', 'apiVersion: v2\nname: app\nversion: 1.0.0\nappVersion: "v0"\ndependencies:\n- name: side\n  alias: s\n  condition: s.enabled\n'],
  ['values.yaml', 'image: {repository: localhost/app, tag: "", digest: sha256:1}\nservices:\n  b: {on: true}\n  a: {on: false}\nlist: [x, y]\ns: {enabled: true, tag: 1.10}\nbase: &base {k: v}\ncopy: {<<: *base}\n'],
  ['templates/_helpers.tpl', '{{- define "app.image" -}}\n{{- $tag := .tag | default .root.Chart.AppVersion -}}\n{{- if hasPrefix "sha256:" $tag }}{{ printf "%s@%s" .repository $tag }}{{ else }}{{ printf "%s:%s" .repository $tag }}{{ end -}}\n{{- end -}}\n'],
  [
    'templates/app.yaml',
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: {{ .Release.Name }}}\nspec:\n  template:\n    spec:\n      containers:\n{{- range $name, $service := .Values.services }}\n      - name: {{ $name | quote }}\n        image: {{ include "app.image" (dict "repository" (printf "localhost/%s" $name) "tag" $.Values.image.tag "root" $) }}\n{{- end }}\n{{- with .Values.image }}\n      - name: main\n        image: "{{ .repository }}:{{ .tag | default "v1" | trunc 63 | trimSuffix "-" }}"\n        imagePullPolicy: {{ .pullPolicy | default "Never" }}\n{{- end }}\n{{ if .Values.more }}{{ toYaml .Values.more | nindent 6 }}{{ end }}\n',
  ],
  ['charts/side/Chart.yaml', 'apiVersion: v2\nname: side\nversion: 1.0.0\n'],
  ['charts/side/values.yaml', 'tag: v1\n'],
  ['charts/side/templates/pod.yaml', 'kind: Pod\nspec:\n  containers:\n  - name: side\n    image: {{ tpl "localhost/side:{{ .Values.tag }}" . }}\n'],
];

const overlay: readonly (readonly [string, string])[] = [
  ['over/kustomization.yaml', 'resources: [../base, more.yaml]\ncomponents: [../part]\nimages:\n- name: localhost/app\n  newName: localhost/other\n  newTag: "1.10"\n- {name: side, digest: sha256:1}\npatches:\n- target: {kind: Deployment, name: d.*}\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: localhost/app:v2\n'],
  ['over/more.yaml', 'kind: Pod\nmetadata: {name: p}\nspec:\n  containers:\n  - name: c\n    image: side\n---\nkind: Pod\nspec: {initContainers: [{name: i, image: "localhost/app:v1"}]}\n'],
  ['base/kustomization.yaml', 'resources:\n- d.yaml\nnamePrefix: x-\n'],
  ['base/d.yaml', 'kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - &c\n        name: c\n        image: localhost/app:v1\n'],
  ['part/kustomization.yaml', 'kind: Component\npatchesStrategicMerge: [p.yaml]\n'],
  ['part/p.yaml', 'kind: Deployment\nmetadata: {name: d}\nspec:\n  template:\n    spec:\n      containers:\n      - name: c\n        image: localhost/app:v3\n        $patch: merge\n'],
];

/** The files, some of them edited; what is edited goes round. */
function spoiledFiles(of: readonly (readonly [string, string])[]): fc.Arbitrary<readonly File[]> {
  const change: fc.Arbitrary<readonly [number, readonly TextEdit[]]> = fc.tuple(fc.nat(of.length - 1), edits);
  return fc.array(change, { maxLength: 3 }).map((changes) =>
    of.map(([path, whole], i) => ({ uri: `file:///w/${path}`, text: changes.flatMap(([which, list]) => (which === i ? list : [])).reduce(edited, whole) })),
  );
}

function assertPlace({ uri, start, end }: Place, files: readonly File[]): string {
  const file = files.find((one) => one.uri === uri);
  assert.ok(file && start >= 0 && start < end && end <= file.text.length, `${uri} ${start}-${end}`);
  return file.text.slice(start, end);
}

function assertValue({ parts }: Value, files: readonly File[]): void {
  for (const part of parts) {
    if (!part.source) continue;
    const there = assertPlace(part.source, files);
    if (isText(part) && part.shaped === undefined && there.length === part.text.length) assert.equal(there, part.text);
  }
}

function assertChart(files: readonly File[], given: boolean): void {
  const found = chartIn('file:///w', files);
  if (!found) return;
  const values = dict([['image', dict([['tag', given ? text('v2') : unknown]])]]);
  for (const { image, at, policyAt } of released({ chart: found, given: values, name: undefined, verb: undefined, hooks: true }, files)?.images ?? []) {
    if (at) assertPlace(at, files);
    if (policyAt) assertPlace(policyAt, files);
    const value = image && valueOf(image);
    if (value) assertValue(value, files);
  }
}

function assertKustomization(files: readonly File[]): void {
  const built = build('file:///w/over', (folder) => ({ files: files.filter(({ uri }) => uri.startsWith(`${folder}/`)) }), () => []);
  for (const { at, values } of built?.images ?? []) {
    assertPlace(at, files);
    for (const value of values ?? []) assertValue(value, files);
  }
}

const words = fc.oneof(
  fc.constantFrom('{{ ', ' }}', '{{- ', ' -}}', 'if ', 'else', 'end', 'range ', 'with ', 'define "a"', 'include "a" .', 'template "a"', 'tpl ', '.Values.image', '.tag', '$x', ' := ', ' = ', ' | ', '(', ')', '"a"', '`b`', 'printf "%s:%d" ', 'default ', 'dict "k" ', 'list ', 'toYaml ', 'fromYaml ', 'nindent 4', 'merge ', 'set ', 'index ', 'trunc 3', 'and ', 'or ', 'eq ', '1', '0', '.', '\n      - name: x\n        image: ', '/*', '*/'),
  scrap,
);

export const renderedFuzzers: readonly Fuzzer[] = [
  { name: 'a chart that is edited and cut short deploys images at places inside its files', share: 10, property: () => fc.property(spoiledFiles(chart), fc.boolean(), assertChart) },
  {
    name: 'any soup of a template’s words deploys images at places inside its file',
    share: 15,
    property: () => fc.property(fc.array(words, { maxLength: 40 }), (soup) => assertChart(chart.map(([path, whole]) => ({ uri: `file:///w/${path}`, text: path === 'templates/app.yaml' ? `${whole}${soup.join('')}` : whole })), true)),
  },
  { name: 'a kustomization that is edited and cut short deploys images at places inside its files', share: 10, property: () => fc.property(spoiledFiles(overlay), assertKustomization) },
];
