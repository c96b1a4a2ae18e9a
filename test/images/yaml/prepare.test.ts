/** Expressions of other template languages become word characters of the same length; lines of nothing else become blank. */
import { describe, expect, test } from 'vitest';
import { filler } from '../../../src/flow/formatVerbs';
import { isTemplated, prepare } from '../../../src/images/yaml/prepare';

/** Marks as `*`, fillers as `%`. */
const shown = (text: string) => prepare(text.replaceAll('%', filler)).replaceAll('\ue001', '*').replaceAll(filler, '%');

describe('masking', () => {
  test.each([
    ['a: b', 'a: b'],
    ['a: {{ .B }}', 'a: ********'],
    ['a: {{ .B }}-{{.C}}x', 'a: ********-******x'],
    ['a: {{ .B', 'a: {{ .B'],
    ['a: {{ .B }} {{', 'a: ******** {{'],
    ['a: {{\n.B }}', 'a: **\n     '],
    ['a: }} {{ x }}', 'a: }} *******'],
    ['a: ${B}', 'a: ****'],
    ['a: ${B}${C}', 'a: ********'],
    ['a: ${B\nc: }', 'a: ${B\nc: }'],
    ['a: ${B\nc: ${D}', 'a: ${B\nc: ****'],
    ['a: ${B', 'a: ${B'],
    ['a: $B', 'a: $B'],
    ['image: #@ data.x', 'image: *********'],
    ['- image: #@ x\nname: #@ y', '- image: ****\nname: #@ y'],
    ['"image": #@ x\r\n', '"image": ****\r\n'],
    ['x: a\nimage: #@ x', 'x: a\nimage: ****'],
    ['{{ if x }}\na: b\n{{ end }}', '          \na: b\n         '],
    ['  {{ x }}\r\na: b', '         \r\na: b'],
    ['%\na: b', ' \na: b'],
    ['%%- name: x', '  - name: x'],
    ['%image: y', ' image: y'],
    ['%image:', ' image:'],
    ['%image:y', '%image:y'],
    ['% image: y', '% image: y'],
    ['  %- x', '   - x'],
    ['%x y', '%x y'],
    ['a%b: c', 'a%b: c'],
    ['a: b%', 'a: b%'],
  ])('%j becomes %j', (text, expected) => expect(shown(text)).toBe(expected));

  test('an expression reaches as far as people write, and no further', () => {
    const expression = (length: number) => `a: {{${'x'.repeat(length)}}}`;
    expect(shown(expression(4_094))).not.toContain('x');
    expect(shown(expression(4_095))).toContain('x');
    expect(shown(`${expression(5_000)} {{ y }}`)).toMatch(/x\}\} \*{7}$/);
  });
});

test.each([
  ['a:{{ .B }}', true], ['a:$B', true], ['a:${B}', true], ['a:$(B)', true], ['a:$_b', true], ['#@ x', true], ['x #@', false], ['a(@x@)', true], ['<% x %>', true], ['a:<TAG>', true], ['a:<1', false],
  ['@app.image@', true], ['@1@', false], ['x@app@', false], ['@app@x', false], ['a:v1', false], ['a:{x}', false], ['a:$1', false], ['a@sha256:1', false],
  ['<< .Image >>', true],
  ['[[ image ]]', true],
])('%j is a template of another language: %s', (text, expected) => expect(isTemplated(text)).toBe(expected));
