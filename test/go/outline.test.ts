import { describe, expect, test } from 'vitest';
import { memberMention, plainMention } from '../../src/go/mentions';
import { outline, type Declaration } from '../../src/go/outline';
import { summarize, summarizePart } from '../../src/go/summarize';
import { testGrammar } from '../support/grammar';

function only(body: string): Declaration {
  const { declarations } = outline(`package a\n\n${body}\n`);
  expect(declarations).toHaveLength(1);
  const [first] = declarations;
  if (!first) throw new Error('no declaration');
  return first;
}

describe('declarations', () => {
  test('kinds, names, receivers and their text', () => {
    const source = [
      '// Package a', 'package a // the end', '', 'import (', '\tx "p/x" // "not/this"', '\t. "dot"', '\t_ `raw`', ')', 'import "fmt"', '',
      'const (', '\tone, two = iota, 2 // three', '\tfour', ')', 'var v = func() { var inner int }', 'var (', '\ta, b T', '\tc = map[string]int{', '\t\t"k": 1,', '\t}', ')',
      'type (', '\tT struct{ F int }', '\tU = T', ')', 'type G[K comparable] struct{}', '', 'func F[T any](a T) (b int) {', "\tr := '}'", '\ts := "}" + `}`', '\treturn', '}',
      'func (g *G[K]) M() {}', 'func (T) N() { /* } */ }', 'var last = 1',
    ].join('\n');
    const found = outline(source);
    expect(found.packageName).toBe('a');
    expect(found.imports.map(({ path, name, span }) => [path, name, source.slice(span.start, span.end)])).toEqual([
      ['p/x', 'x', 'x "p/x"'], ['dot', '.', '. "dot"'], ['raw', '_', '_ `raw`'], ['fmt', undefined, '"fmt"'],
    ]);
    expect(found.declarations.map(({ kind, names, receiver }) => [kind, names.join(), receiver])).toEqual([
      ['const', 'one,two,four', undefined], ['var', 'v', undefined], ['var', 'a,b,c', undefined], ['type', 'T,U', undefined], ['type', 'G', undefined],
      ['func', 'F', undefined], ['func', 'M', 'G'], ['func', 'N', 'T'], ['var', 'last', undefined],
    ]);
    expect(source.slice(found.declarations[7]?.start, found.declarations[7]?.end)).toBe('func (T) N() { /* } */ }');
  });

  test.each([
    ['func f() {', 'func f() {\n\n'], ['func f() }', 'func f() }\n\n'], ['x := 1', 'x := 1\n\n'], ['package b', 'package b\n\n'], ['var a = 1; var b = 2', 'var b = 2\n\n'], ['var s = `open', 'var s = `open\n\n'],
    ['func f() {\n\tx := ``\n\ty := ` + `\ntype: Opaque\n`\n}', 'func f() {\n\tx := ``\n\ty := ` + `\ntype: Opaque\n`\n}\n\n'],
    ['/* open', '/* open\n\n'], ['func () {}', 'func () {}\n\n'], ['func f() {\n\tx := `\nfunc no() {\n`\n', 'func f() {\n\tx := `\nfunc no() {\n`\n\n\n'],
  ])('a piece that is no row of declarations is one, up to the next line that begins one: %s', (text, piece) => {
    const source = `package a\n\nfunc before() {}\n\n${text}\n\nfunc behind() {}\n`;
    const found = outline(source).declarations.filter(({ names }) => !names.includes('a')).map(({ kind, start, end }) => [kind, source.slice(start, end)]);
    expect(found).toEqual([['func', 'func before() {}'], ['file', piece], ['func', 'func behind() {}']]);
  });

  test.each(['x := 1\n\npackage a', 'package a\n\nimport (\n\t"x"\n\nfunc f() {}', 'package a\n\nvar x = 1\nimport "late"\n', `package a\n${'func f() {\n'.repeat(10)}`])('a file without a clear beginning, or with too many such pieces, is one as a whole: %j', (source) => {
    expect(outline(source).declarations).toMatchObject([{ kind: 'file', start: 0, end: source.length }]);
  });
});

describe('mentions', () => {
  test('names in code count, those in comments and literals don’t', () => {
    const { mentions } = only('func f() {\n\tplain(x.member) // comment\n\t_ = "text" + `raw` /* block */\n}');
    expect([plainMention('plain'), plainMention('x'), memberMention('member')].every((one) => mentions.includes(one))).toBe(true);
    expect(['comment', 'text', 'raw', 'block', 'member'].some((name) => mentions.includes(plainMention(name)))).toBe(false);
  });

  test.each([
    ['g = 1', ['g'], []], ['a, g := 1, 2\n\th = g', ['h'], ['g']], ['g.f = 1', ['g', '.f'], []], ['g[k] += x', ['g', 'k'], ['x']], ['g <- v', ['g'], ['v']], ['g++\n\tif h == i || j <= k || l != m {\n\t}', ['g'], ['h', 'i', 'j', 'l']],
    ['call(func() {\n\t\tg = x\n\t})', ['g'], ['x']], ['g <<= 1', ['g'], []], ['m[T{1}] = v', ['m'], ['v']], ['m[f(func() {\n\t\th()\n\t})] = v', ['m'], ['v']],
  ])('assigned in %s: %j', (statement, yes, no) => {
    const { assigns } = only(`func F() {\n\t${statement}\n}`);
    const code = (name: string): number => (name.startsWith('.') ? memberMention(name.slice(1)) : plainMention(name));
    expect(yes.filter((name) => !assigns.includes(code(name)))).toEqual([]);
    expect(no.filter((name) => assigns.includes(code(name)))).toEqual([]);
  });
});

describe('clues', () => {
  test.each([
    ['const c = "image: x"', true], ['const c = `{"image": "x"}`', true], ['const c = "{\\"image\\": 1}"', true], ['const c = "im\\x61ge: x"', true], ['const c = "an image"', false], ['// image: x\nconst c = "x"', false],
  ])('image line in %s: %s', (source, image) => expect(only(source).image).toBe(image));
  test.each([['fmt.Sprintf("x", y)', false], ['fmt.Sprintf(y)', true], ['strings.ReplaceAll(\n\t\ty, a, b)', true], ['f := fmt.Sprintf', false]])('formats in %s: %s', (statement, formats) =>
    expect(only(`func f() {\n\t${statement}\n}`).formats).toBe(formats));
});

test('facts of a part are those of the whole, at the same offsets', async () => {
  const grammar = await testGrammar();
  const source = [
    '// Code generated by hand. DO NOT EDIT.', '', 'package größe', '', 'import (', '\t"fmt"', '\tü "über/x"', ')', '', 'type cfg struct{ Image string }', '', 'const tag, other = "e2e", 1 // behind',
    '', '// doc', 'var table = []cfg{{Image: "日本"}, {tag}}', '', 'func a(c *cfg) string { return fmt.Sprintf("%s:%s", c.Image, tag) } /* behind', 'more */', '', 'func (c cfg) b(fmt string) {', '\ttype local struct{ X int }',
    '\tgo func() { _ = local{1}; ü.Do(a(&c), table[0], fmt) }()', '}', '', 'func c() {}',
  ].join('\r\n');
  const whole = summarize('u', source, grammar);
  const found = outline(source);
  expect(whole.broken).toEqual([]);
  for (const declaration of found.declarations) {
    const types = found.declarations.filter(({ kind }) => kind === 'type');
    const chosen = found.declarations.filter((one) => one === declaration || types.includes(one));
    const part = summarizePart('u', source, found, chosen.map((one) => ({ index: found.declarations.indexOf(one), without: [] })), grammar);
    const inside = ({ span }: { readonly span: { readonly start: number } }): boolean => chosen.some(({ start, end }) => start <= span.start && span.start < end);
    expect(part.broken).toEqual([]);
    expect({ ...part, types: 0, globals: 0, funcs: 0, initializer: 0 }).toEqual({ ...whole, types: 0, globals: 0, funcs: 0, initializer: 0 });
    expect(part.types).toEqual(whole.types.filter(inside));
    expect(part.globals).toEqual(whole.globals.filter(inside));
    expect(part.funcs).toEqual(whole.funcs.filter(inside));
    expect(part.initializer.binds).toEqual(whole.initializer.binds.filter(inside));
    expect(part.initializer.composites).toEqual(whole.initializer.composites.filter(inside));
  }
  expect(summarizePart('u', source, found, [], grammar)).toMatchObject({ packageName: 'größe', imports: whole.imports, generated: true, funcs: [] });
});
