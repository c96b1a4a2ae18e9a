/** Which local variables an expression reads, however deep they stand in it. */
import { expect, test } from 'vitest';
import { localsIn } from '../../src/flow/locals';
import { programOf } from '../support/evaluated';

test.each<[string, ...string[]]>([
  ['a', 'a'], ['"x"'], ['a + b', 'a', 'b'], ['(a)', 'a'], ['-n', 'n'], ['*p', 'p'], ['&a', 'a'], ['any.(string)', 'any'], ['list[n]', 'list', 'n'], ['list[0]', 'list'], ['a[n:m]', 'a', 'n', 'm'], ['a[n:]', 'a', 'n'],
  ['a[:m]', 'a', 'm'], ['a[:]', 'a'], ['p.Name', 'p'], ['p.Inner.Name', 'p'], ['f(a, b)', 'f', 'a', 'b'], ['p.Label(a)', 'p', 'a'], ['outside.F(a)', 'a'], ['[]string{a, b}', 'a', 'b'], ['map[string]string{a: b}', 'a', 'b'],
  ['holder{Name: a}', 'a'], ['holder{a}', 'a'], ['a + a', 'a'], ['fmt.Sprintf("%s:%s", a, strings.TrimPrefix(b, list[n]))', 'a', 'b', 'list', 'n'],
])('%s reads %s', async (expression, ...expected) => {
  const names = ['a', 'b', 'n', 'm', 'p', 'any', 'list', 'f'];
  const program = await programOf(new Map([['a.go', `package p

func main() {
${names.map((name) => `\t${name} := outside.Value()\n\tsink(${name})`).join('\n')}
	sink(${expression})
}
`]]));
  const reads = program.funcs.flatMap((func) => func.fact.calls.flatMap((call) => (call.fn.kind === 'name' && call.fn.name === 'sink' && call.args[0] ? [localsIn(call.args[0])] : [])));
  const nameOf = new Map(names.map((name, i) => [reads[i]?.[0], name]));
  expect(reads.at(-1)?.map((id) => nameOf.get(id)).sort()).toEqual(expected.toSorted());
});
