/** Which conditions are kept with their blocks, and which calls leave a test out. */
import { expect, test } from 'vitest';
import { factsOf } from './goFacts';

function factsIn(body: string): { readonly source: string; readonly func: ReturnType<typeof factsOf>['funcs'][number] } {
  const source = `package a\nimport "testing"\nfunc f(t *testing.T, tb testing.TB, r reader, err error, why string, n int) {\n${body}\n}\n`;
  const [func] = factsOf(source).funcs;
  if (!func) throw new Error('the fixture declares no function');
  return { source, func };
}

test.each<readonly [string, ...string[]]>([
  ['if err == nil { fail() }', 'err == nil: { fail() }'],
  ['if err := call(); err == nil { fail() } else { other() }', 'err == nil: { fail() }'],
  ['if why == "a" || n == 1 { fail() }', 'why == "a" || n == 1: { fail() }'],
  ['if !contains(why, "a") { fail() }', '!contains(why, "a"): { fail() }'],
  ['if err != nil { fail() }'],
  ['if err != nil && n == 1 { fail() }'],
  ['if why == "" { fail() }'],
  ['if n == 1 { fail() }'],
  ['func() { if err == nil { fail() } }()'],
])('guards of %s', (body, ...expected) => {
  const { source, func } = factsIn(body);
  expect(func.guards.map(({ when, span }) => `${source.slice(when.span.start, when.span.end)}: ${source.slice(span.start, span.end)}`)).toEqual(expected);
});

test.each<readonly [string, ...string[]]>([
  ['Skip("no")', 'Skip("no")'],
  ['t.Skip("no"); tb.SkipNow(); t.Skipf("no %d", n)', 't.Skip("no")', 'tb.SkipNow()', 't.Skipf("no %d", n)'],
  ['if n == 1 { ginkgo.Skip("no") }', 'ginkgo.Skip("no")'],
  ['s.T().Skip("no")', 's.T().Skip("no")'],
  ['e2eskipper.Skipf("no")', 'e2eskipper.Skipf("no")'],
  ['r.Skip()'],
  ['xml.Skip()'],
  ['x := Skip("no")'],
  ['func() { t.Skip("no") }()'],
])('skips of %s', (body, ...expected) => {
  const { source, func } = factsIn(body);
  expect(func.skips.map(({ span }) => source.slice(span.start, span.end))).toEqual(expected);
});

test('a Skip of the file’s own', () => {
  expect(factsOf('package a\nfunc f() { Skip("no") }\nfunc Skip(why string) {}\n').funcs[0]?.skips).toEqual([]);
});
