/** Places where an image's characters can stand are told from Go's own names without a parse. */
import { expect, test } from 'vitest';
import { inString, stringsIn } from '../../src/go/inString';

/** At the one `‸`, which is taken out of the text. */
function isIn(text: string): boolean {
  return inString(text.replace('‸', ''), text.indexOf('‸'));
}

test.each(['f("‸a")', 'f("a‸")', 'f("a\\"‸b")', 'f(`‸`)', 'f(`a\n"b\n‸c`)', '"a" + "‸b"', '/* " */ "‸"', "'\"' + \"‸\"", '"left open ‸', '`left open\n‸'])('in a string: %s', (text) => {
  expect(isIn(text)).toBe(true);
});

test.each(['‸', 'f‸("a")', 'f(‸"a")', 'f("a"‸)', 'f(`a`‸)', '// "‸a"', '/* `a‸` */', "'‸a'", '"left open\n‸', '"a" + ‸b'])('not in a string: %s', (text) => {
  expect(isIn(text)).toBe(false);
});

test('the insides of all closed strings', () => {
  const text = 'f("a", `b\n"c"`, \'"\', "") // "d"\n"open';
  expect(stringsIn(text).map(({ start, end }) => text.slice(start, end))).toEqual(['a', 'b\n"c"', '']);
});
