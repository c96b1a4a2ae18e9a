/** What is printed as YAML and read back: held against Helm 3.16. */
import { describe, expect, test } from 'vitest';
import { printedBy } from './rendered';

describe('texts as YAML', () => {
  test.each([
    ['{{ toYaml "yes" }} {{ toYaml "no" }} {{ toYaml "y" }} {{ toYaml "on" }} {{ toYaml "true" }}', '"yes" "no" "y" "on" "true"'],
    ['{{ toYaml "1.10" }} {{ toYaml "01" }} {{ toYaml "1" }} {{ toYaml "1e3" }} {{ toYaml "0x1F" }} {{ toYaml "1_000" }} {{ toYaml "0b1" }} {{ toYaml "09" }}', '"1.10" "01" "1" "1e3" "0x1F" "1_000" "0b1" "09"'],
    ['{{ toYaml "v1.10" }} {{ toYaml "1.2.3" }} {{ toYaml "1a" }} {{ toYaml "+" }} {{ toYaml "-" }} {{ toYaml "-x" }}', `v1.10 1.2.3 1a + '-' -x`],
    ['{{ toYaml "a: b" }} {{ toYaml "a:b" }} {{ toYaml "a:" }} {{ toYaml ":a" }} {{ toYaml ": a" }}', `'a: b' a:b 'a:' :a ': a'`],
    ['{{ toYaml "#x" }} {{ toYaml "x#y" }} {{ toYaml "x #y" }}', `'#x' x#y 'x #y'`],
    ['{{ toYaml "" }} {{ toYaml "null" }} {{ toYaml "~" }} {{ toYaml "Null" }} {{ toYaml "nULL" }}', '"" "null" "~" "Null" nULL'],
    ['{{ toYaml "- a" }} {{ toYaml "-" }} {{ toYaml "? a" }} {{ toYaml "?a" }} {{ toYaml "---" }} {{ toYaml "...x" }}', `'- a' '-' '? a' ?a '---' '...x'`],
    ['{{ toYaml "@x" }} {{ toYaml "*x" }} {{ toYaml "&x" }} {{ toYaml "!x" }} {{ toYaml "%x" }} {{ toYaml "`x" }} {{ toYaml "|x" }} {{ toYaml ">x" }}', '\'@x\' \'*x\' \'&x\' \'!x\' \'%x\' \'`x\' \'|x\' \'>x\''],
    ['{{ toYaml "{x}" }} {{ toYaml "[x]" }} {{ toYaml "x]" }} {{ toYaml ",x" }} {{ toYaml "x,y" }} {{ toYaml "=" }} {{ toYaml "<<" }}', `'{x}' '[x]' x] ',x' x,y = <<`],
    ['{{ toYaml "\'x\'" }} {{ toYaml "it\'s" }} {{ toYaml "\\"x\\"" }} {{ toYaml "a\\"b" }}', `'''x''' it's '"x"' a"b`],
    ['{{ toYaml " x" }} {{ toYaml "x " }} {{ toYaml "a\\tb" }} {{ toYaml "a\\\\b" }}', '\' x\' \'x \' "a\\tb" a\\b'],
    ['{{ toYaml "2020-01-01" }} {{ toYaml "12:30" }} {{ toYaml "12:90" }} {{ toYaml ".5" }} {{ toYaml "5." }} {{ toYaml ".inf" }} {{ toYaml "+1" }} {{ toYaml "-1" }}', '"2020-01-01" "12:30" 12:90 ".5" "5." ".inf" "+1" "-1"'],
    ['{{ toYaml "2020-99-01" }}', '‹?›'],
    ['{{ toYaml "é" }} {{ toYaml "日本" }}', 'é 日本'],
    ['{{ toYaml "a\\u0007b" }}', '‹?›'],
    ['{{ toYaml "reg.io/a/b:v1@sha256:00" }} {{ toYaml "{{ .Values.a }}" }}', `reg.io/a/b:v1@sha256:00 '{{ .Values.a }}'`],
    ['{{ toYaml "a\nb" }}', 'refused'],
    ['{{ toYaml "a\nb\n" }}', 'refused'],
    ['{{ toYaml "a\n\nb" }}', 'refused'],
    ['{{ toYaml " a\nb" }}', 'refused'],
    ['{{ toYaml "a \nb" }}', 'refused'],
    ['{{ toYaml "a\nb\n\n" }}', 'refused'],
    ['{{ toYaml "\na" }}', 'refused'],
    ['{{ toYaml (dict "k" "a\nb" "l" (list "c\nd")) }}', 'refused'],
    ['{{ toYaml (dict "k" "short words") }}', 'k: short words'],
    ['{{ toYaml "words that go on and on until they are longer than the eighty columns at which it is folded" }}', '‹?›'],
    ['{{ toYaml "words-without-blanks-that-go-on-and-on-until-they-are-longer-than-the-eighty-columns-at-which-it-is-folded" }}', 'words-without-blanks-that-go-on-and-on-until-they-are-longer-than-the-eighty-columns-at-which-it-is-folded'],
    ['{{ toYaml (dict "args" (list "words that go on and on until they reach the eighty columns at" "which")) }}', 'args:\n- words that go on and on until they reach the eighty columns at\n- which'],
  ])('%s', (template, expected) => expect(printedBy(template)).toBe(expected));
});

describe('values as YAML', () => {
  const values = `
num: 1.10
i: 5
e: 1e3
h: 0x10
o: 010
big: 1234567
whole: 1.0
m: {b: [1, {c: d}, [x, y]], a: {}}
l: []
none: null
yes: 1
texts: ["010", '1.10', "yes", "a: b"]
`;
  test.each([
    ['{{ toYaml .Values.num }} {{ toYaml .Values.i }} {{ toYaml .Values.whole }}', '1.1 5 1'],
    ['{{ toYaml .Values.e }} {{ .Values.e }}', '‹?› ‹?›'],
    ['{{ .Values.h }} {{ .Values.o }}', '‹?› ‹?›'],
    ['{{ .Values.big }}', '‹?›'],
    ['{{ .Values.num }} {{ .Values.i }} {{ .Values.whole }} {{ .Values.num | quote }} {{ .Values.i | quote }}', '1.1 5 1 "1.1" "5"'],
    ['{{ toYaml .Values.m }}', 'a: {}\nb:\n- 1\n- c: d\n- - x\n  - ‹?›'],
    ['{{ toYaml .Values.l }} {{ toYaml .Values.none }} {{ toYaml true }} {{ toYaml nil }} {{ toYaml 1 }} {{ toYaml 1.5 }}', '[] null true null 1 1.5'],
    ['{{ toYaml .Values.texts }}', '- "010"\n- "1.10"\n- "yes"\n- \'a: b\''],
    ['{{ .Values.true }}', '1'],
    ['{{ toYaml (dict "b" 1 "a10" 2 "a9" 3 "_" 4 "A" 5 "1" 6 "" 7 "on" 8 "x y" 9) }}', '"": 7\n_: 4\n"1": 6\nA: 5\na9: 3\na10: 2\nb: 1\n"on": 8\nx y: 9'],
    ['{{ toYaml (list (list) (dict) (list 1 (list 2))) }}', '- []\n- {}\n- - 1\n  - - 2'],
    ['{{ toYaml (dict "a" (list (dict "b" 1 "c" 2))) | nindent 2 }}', '\n  a:\n  - b: 1\n    c: 2'],
  ])('%s', (template, expected) => expect(printedBy(template, values)).toBe(expected));
});

describe('back from YAML and JSON', () => {
  test.each([
    ['{{ (fromYaml "a: b").a }}', 'b'],
    ['{{ fromYaml "a: yes\nb: 1.10\nc: 010\nd: 1e3\ne: \'01\'" | toYaml }}', 'refused'],
    ['{{ fromYaml "a: 1\nb: 2.50\nc: on" | toYaml }}', 'refused'],
    ['{{ fromYaml "" | toYaml }}', '{}'],
    ['{{ fromYaml "- a" }}', '‹?›'],
    ['{{ fromYaml "a: [" | len }}', '‹?›'],
    ['{{ fromYaml "x" }}', '‹?›'],
    ['{{ fromYaml "a: 1\na: 2" | toYaml }}', 'refused'],
    ['{{ fromYaml "a: &x {b: c}\nd: *x\ne: {<<: *x, f: g}" | toYaml }}', 'refused'],
    ['{{ fromYaml "a: !!str 1" | toYaml }}', 'a: ‹?›'],
    ['{{ fromYaml "a: |\n  x\n  y\n" | toYaml }}', 'refused'],
    ['{{ fromYaml "a: >-\n  x\n  y\n" | toYaml }}', 'refused'],
    ['{{ fromYaml "a: \\"x\\\\ty\\"" | toYaml }}', 'a: "x\\ty"'],
    ['{{ fromYaml "1: a\ntrue: b\n1.5: c" | toYaml }}', 'refused'],
    ['{{ fromYaml "2020-01-01: a" | toYaml }}', '‹?›'],
    ['{{ fromYaml "a: 2020-01-01" | toYaml }}', 'a: "2020-01-01"'],
    ['{{ fromYaml "? [a]\n: b" | len }}', 'refused'],
    ['{{ fromYamlArray "- a\n- 1" | toYaml }}', 'refused'],
    ['{{ fromYamlArray "[]" | toYaml }}', '[]'],
    ['{{ fromYaml " \n " | len }}', 'refused'],
    ['{{ fromYaml "\\t" | len }}', '‹?›'],
    ['{{ (fromJson "{\\"a\\": \\"b\\"}").a }}', 'b'],
    ['{{ fromJson "{a: 1}" | toYaml }}', '‹?›'],
    ['{{ fromJson "[1]" | toYaml }}', '‹?›'],
    ['{{ fromJson "" | toYaml }}', '‹?›'],
    ['{{ fromJson "null" | len }}', '0'],
    ['{{ (toYaml (dict "a" (dict "b" "c")) | fromYaml).a.b }}', 'c'],
    ['{{ define "t" }}a: {{ .Release.Name }}\nb: "x"\n{{ end }}{{ (include "t" . | fromYaml).a }}', 'rel'],
    ['{{ $x := fromYaml "a: b" }}{{ $_ := set $x "a" "c" }}{{ (fromYaml "a: b").a }}', 'b'],
  ])('%s', (template, expected) => expect(printedBy(template)).toBe(expected));
});
