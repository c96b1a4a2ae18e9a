import { expect, test } from 'vitest';
import { usesOfName } from '../../src/go/nameUses';

/** The uses of `tag`, as what stands in their lines. */
function uses(text: string): string[] {
  return usesOfName(text, 'tag').map(({ of, declares }) => `${declares ? 'declares' : 'reads'}${of === '' ? '' : ` of ${of}`}`);
}

test.each(['f(tag)', 'x := tag', 'if tag == "a" {', 'switch x { case tag: }', 'map[string]int{tag: 1}', 'x[tag]', '"a" + tag', 'return tag\n', 'fmt.Fprint(&buffer, tag)', 'fmt.Println(use(tag))', 'x{Name: tag}'])('read: %s', (text) => {
  expect(uses(text)).toEqual(['reads']);
});

test.each(['tag = "a"', 'tag["a"] = "b"', 'tag, err = f()', 'const tag = "a"', 'pod{tag: "a"}', 'pod {\n\ttag: "a",\n}', 'type pod struct {\n\ttag string\n}', '// tag', '"tag"', '`tag`', 'tags(staging)', 'fmt.Printf("%s", tag)', 't.Logf("%s", tag)', 'By("uses " + tag)', 'fmt.Fprintln(GinkgoWriter, tag)'])('nothing: %s', (text) => {
  expect(uses(text)).toEqual([]);
});

test.each(['func f(tag string) {', 'func f(tag, image string) {', 'func f(tag *T) {', 'tag := "a"', 'tag, err := f()', '\tvar tag = "a"'])('declared anew: %s', (text) => {
  expect(uses(text)).toEqual(['declares']);
});

test('of what', () => expect(uses('names.tag + f().tag')).toEqual(['reads of names', 'reads of )']));

test('within a span only', () => {
  const text = 'f(tag); g(tag)';
  expect(usesOfName(text, 'tag', { start: 0, end: 6 }).map(({ start }) => start)).toEqual([2]);
});
