/** A promoted method sees the embedded struct's fields, not those of the same name that the outer struct has of its own. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const types = `
type base struct{ tag string }
func (b *base) image() string { return "localhost/app:" + b.tag }
func (b *base) set(tag string) { b.tag = tag }
type suite struct {
	base
	tag string
}
type pointing struct {
	*base
	tag string
}
type outer struct {
	suite
	tag string
}
type plain struct{ base }
`;

/** App is built and loaded as v1; the field that counts is INNER, the one that hides it OUTER. */
const deployed = (body: string, inner: string, outer: string, want = ''): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
${body.replaceAll('INNER', inner).replaceAll('OUTER', outer).replace('MARK', want)}
`, types);

const ways: readonly (readonly [name: string, body: string])[] = [
  ['in literals', '\ts := &suite{base: base{tag: "INNER"}, tag: "OUTER"}MARK\n\tdeploy(s.image())'],
  ['the hiding one stored', '\ts := suite{base: base{tag: "INNER"}}MARK\n\ts.tag = "OUTER"\n\tdeploy(s.image())'],
  ['both stored', '\ts := &suite{}\n\ts.tag = "OUTER"\n\ts.base.tag = "INNER"MARK\n\tdeploy(s.image())'],
  ['behind a pointer', '\ts := &pointing{base: &base{tag: "INNER"}}MARK\n\ts.tag = "OUTER"\n\tdeploy(s.image())'],
  ['two structs deep', '\ts := outer{suite: suite{base: base{tag: "INNER"}, tag: "OUTER"}, tag: "OUTER"}MARK\n\tdeploy(s.image())'],
  ['stored by a promoted method', '\ts := &suite{tag: "OUTER"}\n\ts.set("INNER")MARK\n\tdeploy(s.image())'],
  ['read by its full name, stored by a promoted method', '\ts := &suite{tag: "OUTER"}\n\ts.set("INNER")MARK\n\tdeploy("localhost/app:" + s.base.tag)'],
];

describe.each(ways)('%s', (_, body) => {
  test('the method’s own is right', () => checkSilent(deployed(body, 'v1', 'v2')));
  test('the method’s own is wrong', () => check(deployed(body, 'v2', 'v1', ' // want tag-mismatch "v2"')));
});

test('what a promoted method stores isn’t the field that hides it', () => check(deployed('\ts := &suite{tag: "OUTER"}MARK\n\ts.set("INNER")\n\tdeploy("localhost/app:" + s.tag)', 'v1', 'v2', ' // want tag-mismatch "v2"')));

describe('nothing hides it', () => {
  const body = '\ts := &plain{}\n\ts.tag = "INNER"MARK\n\tdeploy(s.image())';
  test('right', () => checkSilent(deployed(body, 'v1', '')));
  test('wrong', () => check(deployed(body, 'v2', '', ' // want tag-mismatch "v2"')));
});
