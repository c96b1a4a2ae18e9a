import { describe, expect, test } from 'vitest';
import { bodyOf, funcOf, showBinds } from './goFacts';

describe('assignments', () => {
  test.each([
    ['img := "a"', ['#0 = "a"']],
    ['a, b := "x", y', ['#0 = "x"', '#1 = y']],
    ['a, err := build()', ['#0 = build()/0', '#1 = build()/1']],
    ['_, err := build()', ['#0 = build()/1']],
    ['v, ok := m["k"]', ['#0 = m["k"]/0', '#1 = m["k"]/1']],
    ['v, ok := <-ch', ['#0 = <-ch/0', '#1 = <-ch/1']],
    ['v, ok := x.(string)', ['#0 = x.(string)/0', '#1 = x.(string)/1']],
    ['var s string', ['#0 = zero']],
    ['var a, b = 1, 2', ['#0 = 1', '#1 = 2']],
    ['var a, b = f()', ['#0 = f()/0', '#1 = f()/1']],
    ['var (\n a = 1\n b string\n)', ['#0 = 1', '#1 = zero']],
    ['const a, b = "x", "y"', ['#0 = "x"', '#1 = "y"']],
    ['const (\n a = "x"\n b\n)', ['#0 = "x"', '#1 = "x"']],
    ['g = "x"', ['g = "x"']],
    ['s := "a"; s += "b"', ['#0 = "a"', '#0 = + "b"']],
    ['n := 1; n *= 2', ['#0 = 1', '#0 = ?changed by *=']],
    ['n := 1; n++', ['#0 = 1', '#0 = ?counted']],
    ['cfg.Image = "x"', ['cfg.Image = "x"']],
    ['m["k"] = "x"', ['m["k"] = "x"']],
    ['*p = "x"', ['*p = "x"']],
    ['(g) = "x"', ['g = "x"']],
    ['ch <- "x"', ['ch <- = "x"']],
    ['_ = f()', []],
    ['a, b := 1, 2; a, b = b, a', ['#0 = 1', '#1 = 2', '#0 = b#1', '#1 = a#0']],
  ])('%s', (body, binds) => expect(showBinds(bodyOf(body))).toEqual(binds));

  test.each([
    ['for i, v := range xs { use(v) }', ['#0 = rangeKey xs', '#1 = rangeValue xs']],
    ['for _, v := range xs {}', ['#0 = rangeValue xs']],
    ['for k = range xs {}', ['k = rangeKey xs']],
    ['for range xs {}', []],
    ['for i := 0; i < 3; i++ { a := i }', ['#0 = 0', '#1 = i#0', '#0 = ?counted']],
    ['select { case v := <-ch: use(v)\n case w, ok := <-ch:\n case ch <- "x":\n default: }', ['#0 = <-ch', '#1 = <-ch/0', '#2 = <-ch/1', 'ch <- = "x"']],
    ['switch v := x.(type) { case string: a := v\n case int, bool: b := v }', ['#0 = x', '#1 = v#0', '#2 = x', '#3 = v#2']],
    ['if v, ok := m[k]; ok { a := v } else if w := v; ok { b := w } else { c := w }', ['#0 = m[k]/0', '#1 = m[k]/1', '#2 = v#0', '#3 = v#0', '#4 = w#3', '#5 = w#3']],
    ['switch x := f(); x { case "a": y := x }', ['#0 = f()', '#1 = x#0']],
    ['loop:\nfor { a := 1; break loop }', ['#0 = 1']],
  ])('%s', (body, binds) => expect(showBinds(bodyOf(body))).toEqual(binds));
});

describe('scopes', () => {
  test('row 23: the innermost declaration of a name wins', () => {
    expect(showBinds(bodyOf('img := "a"\n{\n img := img + "b"\n use := img\n}\nlast := img'))).toEqual([
      '#0 = "a"', '#1 = (img#0 + "b")', '#2 = img#1', '#3 = img#0',
    ]);
  });

  test(':= reuses the variables of its own scope and declares the others', () => {
    expect(showBinds(bodyOf('a, err := f()\nb, err := g()\nif true { c, err := h(err) }'))).toEqual([
      '#0 = f()/0', '#1 = f()/1', '#2 = g()/0', '#1 = g()/1', '#3 = h(err#1)/0', '#4 = h(err#1)/1',
    ]);
  });

  test('parameters, results and receiver are variables that := in the body reuses', () => {
    const func = funcOf('func (s *Suite) run(a, b string, opts ...int) (out string, err error) { out, x := f(s, a)\n return }');
    expect(func.vars.map(({ name, role }) => `${name} ${role}`)).toEqual(['s receiver', 'a param', 'b param', 'opts param', 'out result', 'err result', 'x local']);
    expect(func.receiver).toEqual({ var: 0, typeName: 'Suite', pointer: true });
    expect(func.params.map(({ var: id, name, variadic }) => [id, name, variadic])).toEqual([[1, 'a', false], [2, 'b', false], [3, 'opts', true]]);
    expect(func.vars[3]?.type).toEqual({ kind: 'slice', of: { kind: 'name', name: 'int' } });
    expect(showBinds(func)).toEqual(['#4 = f(s#0, a#1)/0', '#6 = f(s#0, a#1)/1']);
    expect(func.returns).toMatchObject([{ values: [] }]);
  });

  test('a long list of names that share a type', () => {
    const names = Array.from({ length: 20 }, (_, i) => `a${i}`);
    const func = funcOf(`func f(${names.join(', ')} string, n int) (${names.map((name) => `r${name}`).join(', ')} error) { g(a0, ra0) }`);
    expect(func.params.map((param) => [param.name, param.type])).toEqual([
      ...names.map((name) => [name, { kind: 'name', name: 'string' }]), ['n', { kind: 'name', name: 'int' }],
    ]);
    expect(func.results.map((result) => result.name)).toEqual(names.map((name) => `r${name}`));
    expect(func.calls[0]?.args.map((arg) => arg.kind)).toEqual(['local', 'local']);
  });

  test('closures see the variables around them and share the numbering', () => {
    const func = bodyOf('img := "a"\ndefer func(tag string) { img = tag\n inner := func() { x := img }\n inner() }("v1")');
    expect(showBinds(func)).toEqual(['#0 = "a"']);
    const [closure] = func.closures;
    expect(closure && showBinds(closure)).toEqual(['#0 = tag#1', '#3 = func0']);
    expect(closure?.name).toBe('f.func1');
    expect(closure?.closures[0]?.name).toBe('f.func1.1');
    expect(func.vars.map((fact) => fact.name)).toEqual(['img', 'tag', 'x', 'inner']);
    expect(closure?.vars).toEqual([]);
  });
});
