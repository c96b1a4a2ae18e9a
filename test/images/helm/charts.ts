/** Whole charts, each with the images that Helm deploys from it. */

export interface Case {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly sets?: readonly string[];
  readonly verb?: 'install' | 'upgrade';
  /** `?` where nobody knows the image, `~` before one that may not be deployed, `…` where there may be more. */
  readonly expected: readonly string[] | undefined;
}

function about(name: string, more = ''): string {
  return `apiVersion: v2\nname: ${name}\nversion: 0.1.0\n${more}`;
}

function pod(image: string, more = ''): string {
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n${more}spec:\n  containers:\n  - name: c\n    image: ${image}\n`;
}

function hooked(events: string): string {
  return `  annotations:\n    "helm.sh/hook": ${events}\n`;
}

const app = { 'Chart.yaml': about('app'), 'templates/a.yaml': pod('{{ .Values.image }}') };
const sub = { 'charts/sub/Chart.yaml': about('sub'), 'charts/sub/values.yaml': 'image: sub\n', 'charts/sub/templates/s.yaml': pod('{{ .Values.image }}') };

function around(dependency: string, values: string, more: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return { 'Chart.yaml': about('app', `dependencies:\n- name: sub\n  version: 0.1.0\n${dependency}`), 'values.yaml': values, ...sub, ...more };
}

export const cases: readonly Case[] = [
  { name: 'a value', files: { ...app, 'values.yaml': 'image: a:1\n' }, expected: ['a:1'] },
  { name: 'a value that is set', files: { ...app, 'values.yaml': 'image: a:1\n' }, sets: ['image=b:2'], expected: ['b:2'] },
  { name: 'no file of values', files: app, sets: ['image=b:2'], expected: ['b:2'] },
  { name: 'a default that null takes away', files: { ...app, 'values.yaml': 'image: a\n', 'templates/a.yaml': pod('{{ .Values.image | default "d" }}') }, sets: ['image=null'], expected: ['d'] },
  { name: 'templates in folders', files: { 'Chart.yaml': about('app'), 'templates/x/y/a.yaml': pod('a') }, expected: ['a'] },
  { name: 'a hidden file is none', files: { ...app, 'values.yaml': 'image: a\n', 'templates/.b.yaml': pod('b') }, expected: ['a'] },
  { name: 'a file that begins with a mark', files: { 'Chart.yaml': about('app'), 'templates/a.yaml': `\uFEFF${pod('a')}` }, expected: ['a'] },
  { name: 'lines that end as on Windows', files: { ...app, 'values.yaml': 'image: a:1\r\n', 'templates/a.yaml': pod('{{ .Values.image }}').replaceAll('\n', '\r\n') }, expected: ['a:1'] },
  { name: 'a version without quotes', files: { 'Chart.yaml': about('app', 'appVersion: 1.10\n'), 'templates/a.yaml': pod('a:{{ .Chart.AppVersion }}') }, expected: ['?'] },
  { name: 'a chart without a version of its application', files: { 'Chart.yaml': about('app'), 'templates/a.yaml': pod('a:{{ if eq .Chart.AppVersion "" }}none{{ else }}some{{ end }}') }, expected: ['a:none'] },
  { name: 'hooks of an installation', files: { 'Chart.yaml': about('app'), 'templates/a.yaml': pod('a', hooked('pre-install,pre-upgrade')), 'templates/b.yaml': pod('b', hooked('pre-upgrade')), 'templates/c.yaml': pod('c', hooked('test')), 'templates/d.yaml': pod('d', hooked('pre-delete')) }, expected: ['a'] },
  { name: 'hooks of an upgrade', files: { 'Chart.yaml': about('app'), 'templates/a.yaml': pod('a', hooked('pre-install')), 'templates/b.yaml': pod('b', hooked('post-upgrade')) }, verb: 'upgrade', expected: ['b'] },
  { name: 'a template that no parser takes', files: { ...app, 'values.yaml': 'image: a\n', 'templates/b.yaml': '{{ if }}' }, expected: ['a', '…'] },
  { name: 'a template that nobody defines', files: { ...app, 'values.yaml': 'image: a\n', 'templates/b.yaml': '{{ include "none" . }}' }, expected: ['a', '…'] },
  { name: 'the sum of another template', files: { 'Chart.yaml': about('app'), 'templates/a.yaml': pod('a', '  annotations:\n    sum: {{ include (print $.Template.BasePath "/b.yaml") . | sha256sum }}\n'), 'templates/b.yaml': 'x: y\n' }, expected: ['a'] },
  { name: 'values that a template changes before', files: { ...app, 'values.yaml': 'image: a\n', 'templates/b.yaml': '{{ $_ := set .Values "image" "b" }}' }, expected: ['b'] },
  { name: 'values that a template changes afterwards', files: { ...app, 'values.yaml': 'image: a\n', 'templates/Z.yaml': '{{ $_ := set .Values "image" "b" }}' }, expected: ['a'] },
  { name: 'values that a template changes in a folder', files: { ...app, 'values.yaml': 'image: a\n', 'templates/0/b.yaml': '{{ $_ := set .Values "image" "b" }}' }, expected: ['b'] },
  { name: 'values that a template may change', files: { ...app, 'values.yaml': 'image: a\n', 'templates/b.yaml': '{{ if .Capabilities.KubeVersion.Minor }}{{ $_ := set .Values "image" "b" }}{{ end }}' }, expected: ['?'] },
  { name: 'values that a chart in it changes', files: { ...around('', ''), 'templates/a.yaml': pod('{{ .Values.sub.image }}'), 'charts/sub/templates/b.yaml': '{{ $_ := set .Values "image" "b" }}' }, expected: ['b', 'sub'] },
  { name: 'a chart in it', files: around('', ''), expected: ['sub'] },
  { name: 'a chart in it that nobody declares', files: { 'Chart.yaml': about('app'), ...sub }, expected: ['sub'] },
  { name: 'what the chart around it says wins', files: around('', 'sub:\n  image: mine\n'), expected: ['mine'] },
  { name: 'what the user says wins', files: around('', 'sub:\n  image: mine\n'), sets: ['sub.image=yours'], expected: ['yours'] },
  { name: 'an alias', files: around('  alias: other\n', 'sub:\n  image: no\nother:\n  image: yes:1\n'), expected: ['yes:1'] },
  { name: 'an alias beside its name', files: around('- name: sub\n  version: 0.1.0\n  alias: other\n', 'other:\n  image: b\n'), expected: ['b', 'sub'] },
  { name: 'a condition that is off', files: around('  condition: sub.enabled\n', 'sub:\n  enabled: false\n'), expected: [] },
  { name: 'a condition that is set', files: around('  condition: sub.enabled\n', 'sub:\n  enabled: false\n'), sets: ['sub.enabled=true'], expected: ['sub'] },
  { name: 'a condition that only the chart itself answers', files: around('  condition: sub.enabled\n', '', { 'charts/sub/values.yaml': 'image: sub\nenabled: false\n' }), expected: [] },
  { name: 'the first of several conditions that is there', files: around('  condition: none.x,sub.on,sub.off\n', 'sub:\n  "on": true\n  "off": false\n'), expected: ['sub'] },
  { name: 'a blank before a condition', files: around('  condition: none.x, sub.enabled\n', 'sub:\n  enabled: false\n'), expected: ['sub'] },
  { name: 'a condition that is no boolean', files: around('  condition: sub.enabled\n', 'sub:\n  enabled: "false"\n'), expected: ['sub'] },
  { name: 'tags', files: around('  tags: [a, b]\n', 'tags:\n  a: false\n'), expected: [] },
  { name: 'a tag of several', files: around('  tags: [a, b]\n', 'tags:\n  a: false\n  b: true\n'), expected: ['sub'] },
  { name: 'a condition before tags', files: around('  condition: sub.enabled\n  tags: [a]\n', 'tags:\n  a: false\nsub:\n  enabled: true\n'), expected: ['sub'] },
  { name: 'tags of charts in charts', files: { ...around('', 'tags:\n  a: false\n'), 'charts/sub/Chart.yaml': about('sub', 'dependencies:\n- name: deep\n  version: 0.1.0\n  tags: [a]\n'), 'charts/sub/charts/deep/Chart.yaml': about('deep'), 'charts/sub/charts/deep/templates/d.yaml': pod('deep') }, expected: ['sub'] },
  { name: 'charts in charts', files: { ...around('', 'sub:\n  deep:\n    tag: 2\n'), 'charts/sub/charts/deep/Chart.yaml': about('deep'), 'charts/sub/charts/deep/values.yaml': 'tag: 1\n', 'charts/sub/charts/deep/templates/d.yaml': pod('deep:{{ .Values.tag }}') }, expected: ['deep:2', 'sub'] },
  { name: 'globals', files: around('', 'global:\n  tag: g\n', { 'charts/sub/values.yaml': 'global:\n  tag: own\n', 'charts/sub/templates/s.yaml': pod('sub:{{ .Values.global.tag }}') }), expected: ['sub:g'] },
  { name: 'globals of the chart itself', files: around('', '', { 'charts/sub/values.yaml': 'global:\n  tag: own\n', 'charts/sub/templates/s.yaml': pod('sub:{{ .Values.global.tag }}') }), expected: ['sub:own'] },
  { name: 'there are always globals', files: around('', '', { 'charts/sub/templates/s.yaml': pod('sub:{{ hasKey .Values "global" }}') }), expected: ['sub:true'] },
  { name: 'a map among the globals stays one', files: around('', 'global:\n  tag: g\nsub:\n  global:\n    tag: {x: own}\n', { 'charts/sub/templates/s.yaml': pod('sub:{{ .Values.global.tag.x }}') }), expected: ['sub:own'] },
  { name: 'the file of older charts', files: { 'Chart.yaml': 'apiVersion: v1\nname: app\nversion: 0.1.0\n', 'requirements.yaml': 'dependencies:\n- name: sub\n  version: 0.1.0\n  condition: sub.enabled\n', 'values.yaml': 'sub:\n  enabled: false\n', ...sub }, expected: [] },
  { name: 'another version than that which is asked for', files: { ...around('  condition: sub.enabled\n', 'sub:\n  enabled: false\n'), 'charts/sub/Chart.yaml': about('sub').replace('0.1.0', '0.2.0') }, expected: [] },
  { name: 'another version, by another name', files: { ...around('  alias: other\n', 'sub:\n  image: a\nother:\n  image: b\n'), 'charts/sub/Chart.yaml': about('sub').replace('0.1.0', '0.2.0') }, expected: ['a'] },
  { name: 'a chart that defines for others', files: { ...around('', '', { 'charts/sub/Chart.yaml': about('sub', 'type: library\n'), 'charts/sub/templates/_h.tpl': '{{ define "i" }}lib:{{ .Values.tag }}{{ end }}', 'charts/sub/templates/s.yaml': '{{ define "i" }}no{{ end }}' }), 'values.yaml': 'tag: 1\n', 'templates/a.yaml': pod('{{ include "i" . }}') }, expected: ['lib:1'] },
  { name: 'the outer definition wins', files: { ...around('', '', { 'charts/sub/templates/_h.tpl': '{{ define "i" }}inner{{ end }}' }), 'templates/_h.tpl': '{{ define "i" }}outer{{ end }}', 'charts/sub/templates/s.yaml': pod('{{ include "i" . }}') }, expected: ['outer'] },
  { name: 'the definition in the file that sorts first wins', files: { 'Chart.yaml': about('app'), 'templates/_a.tpl': '{{ define "i" }}a{{ end }}', 'templates/_b.tpl': '{{ define "i" }}b{{ end }}', 'templates/x.yaml': pod('{{ include "i" . }}') }, expected: ['a'] },
  { name: 'an empty definition wins over none', files: { 'Chart.yaml': about('app'), 'templates/_a.tpl': '{{ define "i" }} {{/* later */}} {{ end }}', 'templates/_b.tpl': '{{ define "i" }}b{{ end }}', 'templates/x.yaml': pod('{{ include "i" . }}') }, expected: ['b'] },
  { name: 'the name of an alias', files: around('  alias: other\n', '', { 'charts/sub/templates/s.yaml': pod('{{ .Chart.Name }}') }), expected: ['other'] },
  { name: 'a chart that isn\'t there', files: { ...app, 'Chart.yaml': about('app', 'dependencies:\n- name: sub\n  version: 0.1.0\n'), 'values.yaml': 'image: a\n' }, expected: ['a', '…'] },
  { name: 'a chart that isn\'t there, and isn\'t wanted', files: { ...app, 'Chart.yaml': about('app', 'dependencies:\n- name: sub\n  version: 0.1.0\n  condition: sub.enabled\n'), 'values.yaml': 'image: a\nsub:\n  enabled: false\n' }, expected: ['a'] },
  { name: 'values that are taken out of another chart', files: around('  import-values: [x]\n', ''), expected: undefined },
];
