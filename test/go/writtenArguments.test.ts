import fc from 'fast-check';
import { expect, test } from 'vitest';
import { writtenArguments } from '../../src/go/writtenArguments';

test.each<[string, (string | undefined)[] | undefined]>([
  ['()', []],
  ['("kubectl", "get")', ['kubectl', 'get']],
  ['(ctx, "podman", `build`)', [undefined, 'podman', 'build']],
  ['(\n\t"a", // first, "no argument"\n\t/* "nor this", */ "b",\n)', ['a', 'b']],
  ['("a"+tag, f("x", g[1], T{"y", 2}), "b")', [undefined, undefined, 'b']],
  ['("a\\"b", \'"\', "c")', [undefined, undefined, 'c']],
  ['("a", args...)', ['a', undefined]],
  ['(`a`, "b"', ['a', undefined, undefined]],
  ['("a", `open', ['a', undefined, undefined]],
  ['= exec', undefined],
  ['', undefined],
])('%s', (text, expected) => expect(writtenArguments(text, 0)).toEqual(expected));

test('past its limit an argument stands for all others', () => {
  const found = writtenArguments(`(${'"x",'.repeat(40)})`, 0);
  expect(found?.at(-1)).toBeUndefined();
  expect(found?.slice(0, -1).every((one) => one === 'x')).toBe(true);
});

test('any text ends', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('(', ')', '"', '`', "'", ',', '/', '*', '\\', '\n', ' ', 'a', '{', ']') }), (text) => {
    const found = writtenArguments(`(${text}`, 0);
    expect(Array.isArray(found)).toBe(true);
  }));
});
