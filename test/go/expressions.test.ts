import { describe, expect, test } from 'vitest';
import { bodyOf, exprOf, factsOf, funcOf, show, showType } from './goFacts';

describe('expressions', () => {
  test.each([
    ['"a" + b', '("a" + b)'],
    ['"a" + /* why */ b + `c`', '(("a" + b) + "c")'],
    ['a - b*c', '(a - (b * c))'],
    ['a &^ b', '(a &^ b)'],
    ['(("a"))', '"a"'],
    ["'x'", "'x'"],
    ['1.5e3', '1.5e3'],
    ['nil', 'nil'],
    ['true', 'true'],
    ['pkg.Name', 'pkg.Name'],
    ['a.b.c', 'a.b.c'],
    ['f(a, b...)', 'f(a, b...)'],
    ['f(\n a, // first\n b,\n)', 'f(a, b)'],
    ['m["k"]', 'm["k"]'],
    ['s[1:]', 's[1:]'],
    ['s[:n]', 's[:n]'],
    ['s[1:n:m]', 's[1:n]'],
    ['*p', '*p'],
    ['&T{}', '&T{}'],
    ['<-ch', '<-ch'],
    ['!ok', '!ok'],
    ['x.(string)', 'x.(string)'],
    ['x.(*corev1.Pod)', 'x.(*corev1.Pod)'],
    ['func() {}', 'func0'],
    ['iota', '?iota'],
    ['string(b)', 'string(b)'],
    ['[]byte("x")', '<[]byte>("x")'],
    ['map[string]int(nil)', '<map[string]int>(nil)'],
    ['(*T)(p)', '*T(p)'],
    ['*(*[]byte)(p)', '*<*[]byte>(p)'],
    ['*p.field(x)', '*p.field(x)'],
    ['make([]string, 0, n)', 'make(<[]string>, 0, n)'],
    ['make(chan error)', 'make(<chan error>)'],
    ['new(T)', 'new(<T>)'],
    ['new(corev1.Pod)', 'new(<corev1.Pod>)'],
    ['append(xs, "a", b...)', 'append(xs, "a", b...)'],
  ])('%s', (written, shown) => expect(show(exprOf(written))).toBe(shown));

  test.each([
    ['f[int](x)', 'f(x)'],
    ['f[Config](x)', 'f(x)'],
    ['f[*Config, string](x)', 'f(x)'],
    ['f[[]int](x)', 'f(x)'],
    ['pkg.Load[corev1.Pod](x)', 'pkg.Load(x)'],
    ['handlers["a"](x)', 'handlers["a"](x)'],
    ['handlers[0](x)', 'handlers[0](x)'],
  ])('type arguments are dropped, an index stays: %s', (written, shown) => expect(show(exprOf(written))).toBe(shown));

  test('a call through a variable that is indexed by a constant stays an index', () => {
    expect(show(exprOf('fs[key](x)', 'fs := load()'))).toBe('fs#0[key](x)');
    expect(show(exprOf('s.fs[pkg.Key](x)', 's := load()'))).toBe('s#0.fs[pkg.Key](x)');
    const facts = factsOf('package a\nvar handlers = map[string]func(){}\nfunc f() { handlers[key]() }');
    expect(facts.funcs[0]?.calls.map(show)).toEqual(['handlers[key]()']);
  });

  test('places are those of the source, parentheses left out', () => {
    const text = 'package a\nfunc f() { é := pkg.Image("é", (x)) }';
    const call = factsOf(text).funcs[0]?.calls[0];
    const read = (span: { start: number; end: number } | undefined): string => (span ? text.slice(span.start, span.end) : '');
    expect(read(call?.span)).toBe('pkg.Image("é", (x))');
    expect(call?.args.map((arg) => read(arg.span))).toEqual(['"é"', 'x']);
    expect(call?.fn.kind === 'select' ? read(call.fn.nameSpan) : '').toBe('Image');
  });
});

test('new of a variable is no type', () => {
  expect(show(exprOf('new(img)', 'img := "a"'))).toBe('new(img#0)');
  expect(show(exprOf('new(cfg.Image)', 'cfg := load()'))).toBe('new(cfg#0.Image)');
});

describe('calls', () => {
  test('are listed inner before outer, closures have their own', () => {
    const func = bodyOf('a(b(c()), func() { d() })\ne().f()');
    expect(func.calls.map(show)).toEqual(['c()', 'b(c())', 'a(b(c()), func0)', 'e()', 'e().f()']);
    expect(func.closures[0]?.calls.map(show)).toEqual(['d()']);
  });

  test('say how their statement runs them', () => {
    const func = bodyOf('go a(x())\ndefer b()\nc()\ngo func() { d() }()');
    expect(func.calls.map((call) => [show(call), call.mode])).toEqual([
      ['x()', 'plain'], ['a(x())', 'go'], ['b()', 'defer'], ['c()', 'plain'], ['func0()', 'go'],
    ]);
    expect(func.closures[0]?.calls[0]?.mode).toBe('plain');
  });

  test('say which results are thrown away', () => {
    const func = bodyOf('a()\n_, err := b()\n_ = c()\nx := d()\n_, _ = e(), g()\nh(i())\nvar _, y = j()\n_, ok := <-k()');
    expect(func.calls.map((call) => [show(call), call.discards])).toEqual([
      ['a()', 'all'], ['b()', [0]], ['c()', [0]], ['d()', []], ['e()', [0]], ['g()', [0]], ['i()', []], ['h(i())', 'all'], ['j()', [0]], ['k()', []],
    ]);
  });

  test('say whether a loop of the same function repeats them', () => {
    const func = bodyOf('for _, x := range xs() { a() ; func() { b() }() }\nfor c(); d(); e() {}\nf()');
    expect(func.calls.map((call) => [show(call), call.looped])).toEqual([
      ['xs()', false], ['a()', true], ['func0()', true], ['c()', false], ['d()', true], ['e()', true], ['f()', false],
    ]);
    expect(func.closures[0]?.calls[0]?.looped).toBe(false);
  });

  test('in the bounds of a slice count too', () => {
    expect(bodyOf('x = y[a():b():c()]').calls.map(show)).toEqual(['a()', 'b()', 'c()']);
  });

  test('say which block they stand in', () => {
    const text = 'package a\nfunc f() { a(); if b() { c() } }';
    const [func] = factsOf(text).funcs;
    expect(func?.calls.map((call) => text.slice(call.scope?.start, call.scope?.end))).toEqual([
      'func f() { a(); if b() { c() } }', 'if b() { c() }', '{ c() }',
    ]);
  });
});

describe('composite literals', () => {
  test.each([
    ['[]T{{A: 1}}', '[]T{T{A: 1}}'],
    ['[]*T{{A: 1}}', '[]*T{&T{A: 1}}'],
    ['[...]pkg.T{{}}', '[]pkg.T{pkg.T{}}'],
    ['[2][]T{{{}}}', '[][]T{[]T{T{}}}'],
    ['map[K]T{{X: 1}: {A: 1}}', 'map[K]T{K{X: 1}: T{A: 1}}'],
    ['map[string][]T{"a": {{A: 1}}}', 'map[string][]T{"a": []T{T{A: 1}}}'],
    ['[]struct{ A []T }{{A: []T{{}}}}', '[]struct{A []T}{struct{A []T}{A: []T{T{}}}}'],
    ['pkg.List{{A: 1}}', 'pkg.List{untyped{A: 1}}'],
    ['T{1, "b"}', 'T{1, "b"}'],
    ['[]string{0: "a"}', '[]string{0: "a"}'],
    ['Set[string]{"a": {}}', 'Set{"a": untyped{}}'],
  ])('%s', (written, shown) => expect(show(exprOf(written))).toBe(shown));

  test('named types of the same file are followed, wherever they are declared', () => {
    const facts = factsOf('package a\nvar rows = Rows{{Image: "a"}}\ntype Rows List\ntype List []*Row\ntype Row struct{ Image string }');
    expect(show(facts.globals[0]?.value)).toBe('Rows{&Row{Image: "a"}}');
  });

  test('function-local types too, by a name that is theirs alone', () => {
    const facts = factsOf('package a\nfunc f() {\n type Row struct{ Image string }\n rows := []Row{{"a"}}\n { type Row int; x := Row(1) }\n}\nfunc g() { r := Row{} }');
    expect(facts.types.map((type) => type.name)).toEqual(['Row@f', 'Row@f#2']);
    expect(facts.funcs[0]?.composites.map(show)).toEqual(['Row@f{"a"}', '[]Row@f{Row@f{"a"}}']);
    expect(facts.funcs[0]?.calls.map(show)).toEqual(['<Row@f#2>(1)']);
    expect(facts.funcs[1]?.composites.map(show)).toEqual(['Row{}']);
  });

  test('a plain identifier as a key is both a field and an expression', () => {
    const func = bodyOf('key := "k"\nx := map[string]T{key: {key: 1}}\ny := T{Image: Image}');
    const [inner, outer, last] = func.composites;
    expect(outer?.elements[0]).toMatchObject({ field: 'key', key: { kind: 'local', name: 'key' } });
    expect(inner?.elements[0]?.field).toBe('key');
    expect(last?.elements[0]).toMatchObject({ field: 'Image', key: { kind: 'name', name: 'Image' } });
  });

  test('all of a body are listed, closures have their own', () => {
    const func = bodyOf('f(A{B: B{}}, func() { g(C{}) })');
    expect(func.composites.map(show)).toEqual(['B{}', 'A{B: B{}}']);
    expect(func.closures[0]?.composites.map(show)).toEqual(['C{}']);
  });
});

describe('types', () => {
  test.each([
    ['string', 'string'],
    ['*corev1.Container', '*corev1.Container'],
    ['[]*T', '[]*T'],
    ['[3]T', '[]T'],
    ['map[string][]T', 'map[string][]T'],
    ['chan<- T', 'chan T'],
    ['<-chan T', 'chan T'],
    ['func(a int) (b string, c, d error)', 'func(string, error, error)'],
    ['func() error', 'func(error)'],
    ['struct { A, B string; *Base; pkg.Other; C []T `json:"c"` }', 'struct{A string; B string; Base *Base; Other pkg.Other; C []T}'],
    ['List[string]', 'List'],
    ['pkg.List[T]', 'pkg.List'],
    ['interface{}', '?interface{}'],
    ['(T)', 'T'],
  ])('%s', (written, shown) => expect(showType(bodyOf(`var x ${written}`).vars[0]?.type)).toBe(shown));

  test('a type parameter is no package-level type', () => {
    const func = funcOf('func load[T any, K comparable](x T) (K, []T) { return y, []T{{}} }');
    expect(showType(func.params[0]?.type)).toBe('?T');
    expect(func.results.map((result) => showType(result.type))).toEqual(['?K', '[]?T']);
    expect(func.mentions).toEqual(['y']);
  });

  test('a generic receiver', () => {
    const func = funcOf('func (s Store[K]) get(k K) {}');
    expect(func.receiver).toEqual({ var: 0, typeName: 'Store', pointer: false });
    expect(showType(func.params[0]?.type)).toBe('?K');
  });
});
