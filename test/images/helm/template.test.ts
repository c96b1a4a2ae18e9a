/** What templates print, by the grammar of Go's text/template: held against Helm 3.16. */
import { describe, expect, test } from 'vitest';
import { printedBy } from './rendered';

describe('text and trim markers', () => {
  test.each([
    ['plain', 'plain'],
    ['a {{ "b" }} c', 'a b c'],
    ['a {{- "b" }} c', 'ab c'],
    ['a {{ "b" -}} c', 'a bc'],
    ['a {{- "b" -}} c', 'abc'],
    ['a\n  {{- "b" }}', 'ab'],
    ['{{- "b" -}}\n\n  c', 'bc'],
    ['a {{-"b"}} c', 'refused'],
    ['a {{"b"-}} c', 'refused'],
    ['{{3 -}} x', '3x'],
    ['{{-3}}', '-3'],
    ['{{- -3 }}', '-3'],
    ['a{{/* c */}}b', 'ab'],
    ['a {{- /* c */ -}} b', 'ab'],
    ['a {{/* c */ -}} b', 'a b'],
    ['a {{ /* c */ }} b', 'refused'],
    ['{{/* a\nb */}}x', 'x'],
    ['{{ "}}" }}', '}}'],
    ['{{ `}}` }}', '}}'],
    ['{{"a"}}{{"b"}}', 'ab'],
    ['{{ }}', 'refused'],
    ['{{', 'refused'],
    ['a }} b', 'a }} b'],
    ['{ {{ "a" }} }', '{ a }'],
    ['{{{ "a" }}}', 'refused'],
  ])('%s', (template, expected) => expect(printedBy(template)).toBe(expected));
});

describe('strings and numbers', () => {
  test.each([
    ['{{ "a\\tb\\"c\\\\d" }}', 'a\tb"c\\d'],
    ['{{ "\\u00e9\\x41" }}', 'éA'],
    ['{{ "a\\nb" }}', 'a\nb'],
    ['{{ `a\\nb` }}', 'a\\nb'],
    ['{{ `a\nb` }}', 'a\nb'],
    ['{{ "a\nb" }}', 'refused'],
    ['{{ "\\q" }}', 'refused'],
    ['{{ 1 }}', '1'],
    ['{{ 1_000 }}', '1000'],
    ['{{ 0x10 }}', '16'],
    ['{{ 010 }}', '8'],
    ['{{ 1.5 }}', '1.5'],
    ['{{ 1e3 }}', '1000'],
    ['{{ -1 }}', '-1'],
    ['{{ 1234567 }}', '1234567'],
    ['{{ true }}', 'true'],
    ['{{ 1a }}', 'refused'],
    ['{{ 0o17 }}', '15'],
    ['{{ 0b11 }}', '3'],
    ['{{ print nil }}', '‹?›'],
  ])('%s', (template, expected) => expect(printedBy(template)).toBe(expected));
});

describe('variables', () => {
  const values = `
a: x
m:
  k: v
`;
  test.each([
    ['{{ $x := "a" }}{{ $x }}', 'a'],
    ['{{ $x := "a" -}} {{ $x = "b" }}{{ $x }}', 'b'],
    ['{{ $x := "a" }}{{ if true }}{{ $x = "b" }}{{ end }}{{ $x }}', 'b'],
    ['{{ $x := "a" }}{{ if true }}{{ $x := "b" }}{{ $x }}{{ end }}{{ $x }}', 'ba'],
    ['{{ $x := "a" }}{{ range list 1 2 }}{{ $x = print $x . }}{{ end }}{{ $x }}', 'a12'],
    ['{{ $x := "a" }}{{ with "q" }}{{ $x = . }}{{ end }}{{ $x }}', 'q'],
    ['{{ $.Values.a }}', 'x'],
    ['{{ $x := .Values }}{{ $x.m.k }}', 'v'],
    ['{{ with .Values.m }}{{ $.Values.a }}{{ .k }}{{ end }}', 'xv'],
    ['{{ if $x := .Values.a }}{{ $x }}{{ end }}', 'x'],
    ['{{ if $x := "" }}y{{ else }}[{{ $x }}]{{ end }}', '[]'],
    ['{{ with $x := .Values.m }}{{ $x.k }}{{ .k }}{{ end }}', 'vv'],
    ['{{ $x := 1 }}{{ $y := $x }}{{ $x = 2 }}{{ $y }}', '1'],
    ['{{ $x, $y := 1 }}', 'refused'],
    ['{{ $x }}', '‹?›'],
    ['{{ define "t" }}{{ $ }}{{ end }}{{ template "t" "z" }}', 'z'],
    ['{{ range $i, $v := list "a" "b" }}{{ $i }}{{ $v }}{{ end }}', '0a1b'],
    ['{{ range $v := list "a" "b" }}{{ $v }}{{ end }}', 'ab'],
    ['{{ range $k, $v := .Values.m }}{{ $k }}={{ $v }}{{ end }}', 'k=v'],
    ['{{ $v := "o" }}{{ range $v = list "a" "b" }}{{ end }}{{ $v }}', 'b'],
  ])('%s', (template, expected) => expect(printedBy(template, values)).toBe(expected));
});

describe('if, with, range', () => {
  const values = `
a: x
none: null
zero: 0
l: [p, q]
m: {b: 2, a: 1}
empty: {}
`;
  test.each([
    ['{{ if .Values.a }}y{{ else }}n{{ end }}', 'y'],
    ['{{ if .Values.zero }}y{{ else }}n{{ end }}', 'n'],
    ['{{ if .Values.none }}y{{ else if .Values.a }}e{{ else }}n{{ end }}', 'e'],
    ['{{ if .Values.empty }}y{{ else }}n{{ end }}', 'n'],
    ['{{ if .Values.missing.deep }}y{{ end }}', '~y'],
    ['{{ if eq .Values.a "x" }}y{{ end }}', 'y'],
    ['{{ if and .Values.a (not .Values.none) }}y{{ end }}', 'y'],
    ['{{ with .Values.a }}{{ . }}{{ end }}', 'x'],
    ['{{ with .Values.none }}{{ . }}{{ else }}n{{ .Values.a }}{{ end }}', 'nx'],
    ['{{ range .Values.l }}[{{ . }}]{{ end }}', '[p][q]'],
    ['{{ range .Values.m }}[{{ . }}]{{ end }}', '[1][2]'],
    ['{{ range .Values.none }}x{{ else }}n{{ end }}', 'n'],
    ['{{ range .Values.empty }}x{{ else }}n{{ end }}', 'n'],
    ['{{ range $i, $v := .Values.l }}{{ if $i }},{{ end }}{{ $v }}{{ end }}', 'p,q'],
    ['{{ range .Values.l }}{{ if eq . "q" }}{{ break }}{{ end }}{{ . }}{{ end }}', 'p'],
    ['{{ range .Values.l }}{{ if eq . "p" }}{{ continue }}{{ end }}{{ . }}{{ end }}', 'q'],
    ['{{ range .Values.l }}{{ range $.Values.l }}{{ break }}{{ end }}{{ . }}{{ end }}', 'pq'],
    ['{{ range .Values.zero }}x{{ end }}', '~x'],
    ['{{ range .Values.a }}x{{ end }}', '~x'],
    ['{{ range until 3 }}{{ . }}{{ end }}', '012'],
    ['{{ if true }}y', 'refused'],
    ['{{ end }}', 'refused'],
    ['{{ else }}', 'refused'],
    ['{{ if }}y{{ end }}', 'refused'],
    ['{{ if (.Capabilities.APIVersions.Has "x") }}y{{ else }}n{{ end }}', '~y~n'],
    ['{{ range .Values.l }}a{{ else }}b{{ else }}c{{ end }}', 'refused'],
  ])('%s', (template, expected) => expect(printedBy(template, values)).toBe(expected));
});

describe('named templates', () => {
  const values = `
a: x
`;
  test.each([
    ['{{ define "t" }}[{{ .Values.a }}]{{ end }}{{ template "t" . }}', '[x]'],
    ['{{ define "t" }}[{{ . }}]{{ end }}{{ template "t" }}', '[]'],
    ['{{ define "t" }} [{{ . }}] {{ end }}{{ include "t" "q" | trim }}', '[q]'],
    ['{{ define "t" }}a\nb{{ end }}{{ include "t" . | nindent 2 }}', '\n  a\n  b'],
    ['{{ define "t" }}[{{ . }}]{{ end }}{{ template "t" .Values.a | upper }}', '[X]'],
    ['{{ block "b" .Values }}<{{ .a }}>{{ end }}', '<x>'],
    ['{{ block "b" . }}1{{ end }}{{ template "b" . }}', '11'],
    ['{{ define "a" }}{{ include "b" . }}{{ end }}{{ define "b" }}{{ .Values.a }}{{ end }}{{ include "a" . }}', 'x'],
    ['{{ include "none" . }}', '‹?›'],
    ['{{ define "t" }}{{ define "u" }}u{{ end }}{{ end }}{{ template "u" }}', 'refused'],
    ['{{ define "t" }}{{ $x := 1 }}{{ end }}{{ template "t" }}{{ $x }}', '‹?›'],
    ['{{ include (print "t" "1") . }}{{ define "t1" }}k{{ end }}', 'k'],
    ['{{ define t }}x{{ end }}', 'refused'],
    ['{{ tpl "{{ .Values.a }}" . }}', 'x'],
    ['{{ tpl "{{ .a }}" .Values }}', 'x'],
    ['{{ tpl "{{ define \\"q\\" }}w{{ end }}{{ include \\"q\\" . }}" . }}', 'w'],
    ['{{ tpl "{{" . }}', '‹?›'],
    ['{{ tpl "plain" . }}', 'plain'],
  ])('%s', (template, expected) => expect(printedBy(template, values)).toBe(expected));
});

describe('pipelines and fields', () => {
  const values = `
a: x
m:
  k: v
  "odd-key": w
l: [{id: 1}, {id: 2}]
`;
  test.each([
    ['{{ .Values.a | upper | quote }}', '"X"'],
    ['{{ "q" | printf "%s-%s" .Values.a }}', 'x-q'],
    ['{{ (dict "a" (dict "b" "c")).a.b }}', 'c'],
    ['{{ (index .Values.l 1).id }}', '2'],
    ['{{ (.Values.m).k }}', 'v'],
    ['{{ index .Values.m "odd-key" }}', 'w'],
    ['{{ .Values.m.none }}', ''],
    ['{{ .Values.none }}', ''],
    ['{{ .Values.none.deep }}', '‹?›'],
    ['{{ .Values.a.b }}', '‹?›'],
    ['{{ .Values.a "b" }}', '‹?›'],
    ['{{ ("a") "b" }}', '‹?›'],
    ['{{ .Values .a }}', '‹?›'],
    ['{{ and "a" "" .Values.none.deep }}', ''],
    ['{{ or "a" .Values.none.deep }}', 'a'],
    ['{{ and "a" "b" }}', 'b'],
    ['{{ or "" "b" }}', 'b'],
    ['{{ not "" }}', 'true'],
    ['{{ not (and "" "b") }}', 'true'],
    ['{{ 1 | add 2 }}', '3'],
    ['{{ "a" | nofunction }}', '‹?›'],
    ['{{ .Release.Name }}-{{ .Chart.Name }}-{{ .Chart.AppVersion }}', 'rel-c-1.2'],
    ['{{ . | len }}', '‹?›'],
    ['{{ .Values.a|quote }}', '"x"'],
    ['{{(.Values.a)}}', 'x'],
  ])('%s', (template, expected) => expect(printedBy(template, values)).toBe(expected));
});

describe('nothing', () => {
  const values = `
a: x
none: null
`;
  test.each([
    ['[{{ .Values.none }}]', '[]'],
    ['{{ define "t" }}{{ .Values.none }}{{ end }}[{{ include "t" . | default "d" }}]', '[]'],
    ['{{ define "t" }}{{ .Values.none }}{{ end }}{{ if include "t" . }}y{{ else }}n{{ end }}', 'y'],
    ['{{ define "t" }}{{ .Values.a }}{{ .Values.none }}{{ end }}{{ include "t" . | trunc 3 }}', 'x<n'],
    ['{{ define "t" }}{{ if .Values.none }}x{{ end }}{{ end }}[{{ include "t" . | default "d" }}]', '[d]'],
    ['{{ define "t" }}a: {{ .Values.none }}{{ end }}{{ (include "t" . | fromYaml).a | default "d" }}', ''],
    ['{{ tpl "{{ .Values.none }}" . | default "d" }}', 'd'],
    ['{{ define "t" }}{{ .Values.none | default "" }}{{ end }}[{{ include "t" . | default "d" }}]', '[d]'],
    ['{{ define "t" }}{{ . }}{{ end }}[{{ include "t" .Values.none | upper }}]', '[<NO VALUE>]'],
    ['{{ define "t" }}{{ first (list) }}{{ end }}[{{ include "t" . | len }}]', '[10]'],
    ['{{ define "t" }}{{ coalesce "" }}{{ end }}[{{ include "t" . | len }}]', '[10]'],
    ['{{ define "t" }}{{ $x := .Values.none }}{{ $x }}{{ end }}[{{ include "t" . | len }}]', '[10]'],
    ['{{ define "t" }}{{ index .Values "none" }}{{ index .Values "gone" }}{{ end }}[{{ include "t" . | len }}]', '[20]'],
    ['{{ define "t" }}{{ get .Values "none" }}{{ end }}[{{ include "t" . | len }}]', '[10]'],
    ['{{ define "t" }}{{ range list nil }}{{ . }}{{ end }}{{ end }}[{{ include "t" . | len }}]', '[10]'],
    ['{{ define "t" }}{{ .Values.none.gone }}{{ end }}[{{ include "t" . | len }}]', '[‹?›]'],
    ['{{ define "t" }}{{ (dict).x }}{{ ternary .Values.none 1 true }}{{ or .Values.none .Values.none }}{{ end }}[{{ include "t" . | len }}]', '[30]'],
    ['{{ define "t" }}{{ template "u" .Values.none }}{{ end }}{{ define "u" }}{{ . }}{{ end }}[{{ include "t" . | len }}]', '[10]'],
    ['{{ define "t" }}<no value>{{ end }}[{{ include "t" . }}<no{{ " value>" }}]', '[]'],
  ])('%s', (template, expected) => expect(printedBy(template, values)).toBe(expected));
});
