/** Charts that are broken, or made to take for ever: nothing throws, nothing hangs, and nothing is told of them. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filler } from '../../../src/flow/formatVerbs';
import { chartIn } from '../../../src/images/helm/chart';
import { dict } from '../../../src/images/helm/data';
import { parseTemplate } from '../../../src/images/helm/parser';
import { released, type Released } from '../../../src/images/helm/release';
import { textOf } from '../../../src/images/helm/text';
import { dataOf } from '../../../src/images/helm/yamlData';
import { plain, printedBy } from './rendered';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: c\n    image: ';

function releasedBy(files: Readonly<Record<string, string>>): Released | undefined {
  const list = Object.entries({ 'Chart.yaml': 'apiVersion: v2\nname: app\nversion: 0.1.0\n', ...files }).map(([path, text]) => ({ uri: `f:///c/${path}`, text }));
  const chart = chartIn('f:///c', list);
  return chart && released({ chart, given: dict(), name: textOf('rel'), verb: 'install', hooks: true }, list);
}

describe('templates', () => {
  test.each([
    '{{', '{{ "a', '{{ `a', '{{/* a', '{{ (', '{{ ) }}', '{{ if true }}', '{{ end }}', '{{ else }}', '{{ range }}{{ end }}', '{{ define "a" }}', '{{ define }}{{ end }}', '{{ template }}', '{{ | }}', '{{ $ = 1 }}{{', '{{ "\\u12" }}',
    '{{ . . }}{{', '{{ $x := }}', '{{ \0 }}', '{{ ; }}', '{{ a.b( }}', `{{ ${'('.repeat(5_000)} }}`, '{{ if true }}'.repeat(5_000), `${'{{ if true }}'.repeat(5_000)}${'{{ end }}'.repeat(5_000)}`,
  ])('refused: %j', (template) => expect(printedBy(template)).toBe('refused'));

  test.each([
    ['a cycle of include', '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}'],
    ['a cycle of two', '{{ define "a" }}{{ template "b" . }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}{{ template "a" . }}'],
    ['a cycle of tpl', '{{ $t := "{{ tpl .t . }}" }}{{ tpl $t (dict "t" $t) }}'],
    ['exponential calls', `${Array.from({ length: 30 }, (_, i) => `{{ define "a${String(i)}" }}{{ include "a${String(i + 1)}" . }}{{ include "a${String(i + 1)}" . }}{{ end }}`).join('')}{{ define "a30" }}x{{ end }}{{ include "a0" . }}`],
    ['loops in loops', '{{ range until 1000 }}{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}{{ end }}'],
  ])('endless: %s', (_, template) => expect(printedBy(template)).toBe('endless'));

  test.each([
    ['a text that doubles', '{{ range until 100 }}{{ $x = printf "%s%s" $x $x }}{{ end }}{{ $x }}'],
    ['a text in quotes', '{{ range until 100 }}{{ $x = quote $x $x }}{{ end }}{{ $x }}'],
    ['a text that is replaced', '{{ range until 100 }}{{ $x = replace "a" "aaaaaaaa" $x }}{{ end }}{{ $x }}'],
    ['a text that is repeated', '{{ range until 100 }}{{ $x = repeat 9 $x }}{{ end }}{{ $x }}'],
    ['a list that doubles', '{{ $l := list 1 }}{{ range until 100 }}{{ $l = concat $l $l }}{{ end }}{{ join "," $l }}'],
    ['a text that is joined', '{{ range until 100 }}{{ $x = join "," (list $x $x $x) }}{{ end }}{{ $x }}'],
    ['a map in a map, twice', '{{ $d := dict }}{{ range until 200 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ toYaml $d }}{{ toYaml (deepCopy $d) }}{{ len $d }}{{ if $d }}y{{ end }}'],
    ['a map of what nobody knows, twice', '{{ $d := dict "a" .Capabilities }}{{ range until 200 }}{{ $d = dict "a" $d "b" $d }}{{ end }}{{ len $d }}{{ if $d }}y{{ end }}{{ keys $d }}'],
    ['a list in a list, twice', '{{ $l := list }}{{ range until 200 }}{{ $l = list $l $l }}{{ end }}{{ toYaml $l }}'],
    ['a map in itself', '{{ $d := dict "a" "b" }}{{ $_ := set $d "d" $d }}{{ toYaml $d }}{{ deepCopy $d }}{{ merge (dict) $d | toYaml }}{{ mergeOverwrite $d $d }}'],
    ['merges of merges', '{{ $d := dict "a" (dict "b" (dict)) }}{{ range until 100 }}{{ $d = mergeOverwrite $d (dict "a" $d) }}{{ end }}{{ toYaml $d }}'],
    ['a number of loops that no list has', '{{ range until 1000000000 }}x{{ end }}'],
    ['indents', '{{ range until 100 }}{{ $x = nindent 200 $x }}{{ end }}{{ $x }}'],
    ['blanks', `{{ trim "${' '.repeat(100_000)}x" }}{{ trimAll " " "${' '.repeat(100_000)}x" }}`],
  ])('quick: %s', (_, template) => {
    const start = performance.now();
    const printed = printedBy(`{{ $x := "aaaaaaaaaa" }}${template}`);
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(printed.length).toBeLessThan(5_000_000);
  });

  test('every beginning of a template', () => {
    const template = '{{- define "a" -}}x{{ end }}{{ with $x := .Values.a | default (dict "b" `c`) }}{{ range $k, $v := $x }}{{ $k | quote }}{{ else if eq 1 0x2 }}y{{ end }}{{ end -}} {{/* c */}}';
    for (let end = 0; end <= template.length; end++) expect(() => printedBy(template.slice(0, end), 'a: {b: 1}')).not.toThrow();
  });

  test('keys that JavaScript has for itself', () => {
    expect(printedBy('{{ .Values.constructor }}{{ .Values.__proto__ }}{{ .toString }}{{ hasKey .Values "valueOf" }}{{ (dict "__proto__" (dict "x" 1)).x }}', 'a: b')).toBe('false');
    expect(printedBy('{{ .Values.__proto__.x }}{{ .Values.constructor }}', '__proto__: {x: 1}\nconstructor: k')).toBe('1k');
    expect(printedBy('{{ constructor }}{{ __proto__ "a" }}{{ toString 1 }}')).toBe('‹?›‹?›1');
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test('text without actions comes out unchanged', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (written) => {
      fc.pre(!written.includes('{{'));
      expect(printedBy(written)).toBe(written);
      expect(printedBy(`${written} {{- "" -}} ${written}`)).toBe(`${written.replace(/[ \t\r\n]+$/, '')}${written.replace(/^[ \t\r\n]+/, '')}`);
    }));
  });

  test('any text in a template is printed as it is', () => {
    const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n').replaceAll(filler, '')}"`;
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (written) => {
      expect(printedBy(`{{ ${quoted(written)} }}`)).toBe(written.replaceAll(filler, ''));
      expect(printedBy(`{{ ${quoted(written)} | toYaml | fromYaml | len }}`)).toMatch(/^(?:0|‹\?›)$/);
      // What is printed as YAML is read back, where it is known at all.
      expect([written.replaceAll(filler, ''), '‹?›']).toContain(printedBy(`{{ (toYaml (dict "a" ${quoted(written)}) | printf "%s\\n" | fromYaml).a }}`));
    }));
  });

  test('random words between the marks never throw', () => {
    const word = fc.constantFrom('if', 'else', 'end', 'range', 'with', 'define "a"', 'template "a"', 'block "b" .', '$x', ':=', '=', '|', '(', ')', '.', '.a', '$', '"s"', '1', '-1', 'nil', 'true', ',', 'dict', 'list', 'toYaml', 'fromYaml', 'include "a"', 'tpl', 'printf "%s"', 'break', 'continue', 'set', 'until 3', '}}', '{{', '{{-', '-}}', ' ', '\n', 'merge', 'index', 'dig "a"', 'first', 'indent', 'quote');
    fc.assert(fc.property(fc.array(word, { maxLength: 30 }), (words) => {
      expect(typeof printedBy(words.join(' '))).toBe('string');
      expect(typeof printedBy(`{{ ${words.join(' ')} }}`)).toBe('string');
      expect(typeof printedBy(words.map((one) => `{{ ${one} }}`).join(''))).toBe('string');
    }), { numRuns: 500 });
  });
});

describe('files of a chart', () => {
  test.each([
    ['no name', { 'Chart.yaml': 'version: 1' }],
    ['a name of another type', { 'Chart.yaml': 'name: [a]' }],
    ['no map', { 'Chart.yaml': '- a' }],
    ['no YAML', { 'Chart.yaml': 'name: "a' }],
    ['dependencies of another type', { 'Chart.yaml': 'name: a\ndependencies: [1, null]' }],
    ['values that are a list', { 'values.yaml': '- a' }],
    ['values that are a text', { 'values.yaml': 'a' }],
    ['values that are no YAML', { 'values.yaml': 'a: [' }],
    ['aliases of aliases', { 'values.yaml': `a0: &a0 [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 20 }, (_, i) => `a${String(i + 1)}: &a${String(i + 1)} [${Array.from({ length: 9 }, () => `*a${String(i)}`).join(', ')}]\n`).join('')}` }],
    ['an alias in itself', { 'values.yaml': 'a: &a {b: *a}' }],
    ['deep nesting', { 'values.yaml': `a: ${'['.repeat(10_000)}` }],
    ['deep lists', { 'values.yaml': `a:\n  ${'- '.repeat(10_000)}x` }],
  ])('%s', (_, files) => expect(releasedBy({ 'templates/a.yaml': `${pod}a\n`, ...files })).toBeUndefined());

  test.each([
    ['dependencies that are a text', { 'Chart.yaml': 'name: a\ndependencies: x' }, ['a']],
    ['a condition of another type', { 'Chart.yaml': 'name: a\ndependencies: [{name: s, condition: [x], tags: y}]', 'charts/s/Chart.yaml': 'name: s' }, ['a']],
    ['a chart that has its own name in it', { 'charts/app/Chart.yaml': 'name: app', 'charts/app/templates/b.yaml': `${pod}b\n` }, ['a', 'b']],
    ['a value of another type', { 'values.yaml': 'global: x\nimage: [y]', 'templates/b.yaml': `${pod}{{ .Values.image.repository }}\n` }, ['a', filler]],
    ['NUL', { 'templates/b.yaml': `${pod}b\0c\n` }, ['a', 'b\0c']],
    ['keys that JavaScript has for itself', { 'values.yaml': '__proto__: {image: b}\nconstructor: c', 'templates/b.yaml': `${pod}{{ .Values.__proto__.image }}\n` }, ['a', 'b']],
  ])('%s', (_, files, expected) => expect(releasedBy({ 'Chart.yaml': 'name: app', 'templates/a.yaml': `${pod}a\n`, ...files })?.images.map(({ image }) => image?.shape).sort()).toEqual(expected));

  test('charts in charts without an end', () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`${'charts/a/'.repeat(i)}Chart.yaml`, 'name: a']));
    expect(releasedBy(files)).toBeUndefined();
  });

  test('a character of private use is no hole', () => {
    const result = releasedBy({ 'templates/a.yaml': `${pod}a${filler}b\n`, 'templates/b.yaml': `${pod}{{ printf "%s:1" "${filler}" }}\n`, 'values.yaml': `x: "${filler}"` });
    expect(result?.images.map(({ image }) => image?.shape).sort()).toEqual([`a${filler}b`, `${filler}:1`]);
  });

  test('YAML that is cut anywhere', () => {
    const yaml = 'a: &x {b: [1, "c", \'d\']}\ne: *x\nf: |\n  g\nh: !!str 1\n? i\n: j\n<<: *x\n';
    for (let end = 0; end <= yaml.length; end++) {
      const data = dataOf(textOf(yaml.slice(0, end)));
      expect(() => data && plain(data)).not.toThrow();
    }
  });

  test('a template that is parsed in time', () => {
    const start = performance.now();
    for (const many of ['{{ . }}', '{{', '}}', '{{/*', '"', ' ', '{{ "', '.a', '(']) parseTemplate(textOf(many.repeat(100_000)));
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});
