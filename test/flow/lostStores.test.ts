/** What a struct, a list or a closure was changed to before it went somewhere else: by whatever way it comes back, that counts. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

describe('closures of one literal', () => {
  const suite = (second: string, want: string): string => flow(`
	for _, made := range map[string]func() string{"a": named("v1"), "b": named("${second}")} {
		build(made())
		load(made(), "e2e")
	}
	image := "localhost/app:v2"${want}
	deploy(image)
`, 'func named(tag string) func() string { return func() string { return "localhost/app:" + tag } }');
  test('each with its own variables', () => checkSilent(suite('v2', '')));
  test('none of which makes the name', () => check(suite('v3', ' // want tag-mismatch "v3"')));
  test('one whose variables aren’t known', () => checkSilent(suite('" + os.Args[1] + "', '')));
});

const types = `
type config struct{ repo, tag string }
func defaults() config { return config{repo: "localhost/app", tag: "v0"} }
func (c config) name() string { return c.repo + ":" + c.tag }
func (c config) clone() *config { out := c; return &out }
func (c *config) set(tag string) { c.tag = tag }
type world struct{ c config }
func newWorld(c config) *world { return &world{c: c} }
func all(list ...config) {
	for _, c := range list {
		deploy(c.name())
	}
}
var shared = defaults()
var kept []config
var current config
`;

const ways: [string, string][] = [
  ['a list', '\tc := defaults()\n\tc.tag = "TAG"\n\tfor _, one := range []config{c} {\n\t\tdeploy(one.name())\n\t}'],
  ['a list that grows', '\tvar list []config\n\tc := config{repo: "localhost/app"}\n\tc.tag = "TAG"\n\tlist = append(list, c)\n\tfor _, one := range list {\n\t\tdeploy(one.repo + ":" + one.tag)\n\t}'],
  ['a list of pointers', '\tc := defaults()\n\td := c.clone()\n\td.tag = "TAG"\n\tfor _, one := range []*config{d} {\n\t\tdeploy(one.name())\n\t}'],
  ['a map', '\tc := defaults()\n\tc.tag = "TAG"\n\tm := map[string]config{"x": c}\n\tdeploy(m["x"].name())'],
  ['a channel', '\tc := defaults()\n\tc.tag = "TAG"\n\tch := make(chan config, 1)\n\tch <- c\n\tgot := <-ch\n\tdeploy(got.name())'],
  ['a field', '\tc := defaults()\n\tc.tag = "TAG"\n\tw := world{c: c}\n\tdeploy(w.c.name())'],
  ['a constructor', '\tc := defaults()\n\tc.tag = "TAG"\n\tdeploy(newWorld(c).c.name())'],
  ['a variadic function', '\tc := defaults()\n\tc.tag = "TAG"\n\tall(c)'],
  ['a package-level variable', '\tc := defaults()\n\tc.tag = "TAG"\n\tcurrent = c\n\tdeploy(current.name())'],
  ['a part of another', '\tw := world{c: defaults()}\n\tw.c.tag = "TAG"\n\tfor _, one := range []config{w.c} {\n\t\tdeploy(one.name())\n\t}'],
];

/** App is built and loaded as v1; `body` deploys it under a tag that it stores. */
const stored = (body: string, want = ''): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
${body}
`, types).replace(/^.*TAG.*$/m, (line) => `${line}${want}`);

describe('a struct that was changed before it was put somewhere', () => {
  test.each(ways)('%s', async (_, body) => {
    await checkSilent(stored(body).replace('TAG', 'v1'));
  });
  // A method of these types stores through a pointer, too: what one holds in a list may be anything.
  test.each(ways.filter(([name]) => name !== 'a list of pointers'))('%s: to a wrong tag', async (_, body) => {
    await check(stored(body, ' // want tag-mismatch "app:v2"').replace('TAG', 'v2'));
  });
  test.each(ways)('%s: to a tag that isn’t known', async (_, body) => {
    await checkSilent(stored(body).replace('"TAG"', 'os.Args[1]'));
  });
  test('one of two copies', async () => {
    const copies = (tag: string, want = ''): string => flow(`
	base := config{repo: "localhost/app", tag: "v1"}
	other := base
	other.tag = "v2"
	for _, c := range []config{base, other} {
		build(c.name())
		load(c.name(), "e2e")
	}
	image := "localhost/app:${tag}"${want}
	deploy(image)
`, types);
    await checkSilent(copies('v1'));
    await checkSilent(copies('v2'));
    await check(copies('v3', ' // want tag-mismatch "v3"'));
  });
  test('stored into behind the pointer that was put there', async () => {
    const late = (tag: string): string => stored(`\tc := &config{repo: "localhost/app", tag: "v0"}\n\tlist := []*config{c}\n\tc.tag = "${tag}"\n\tfor _, one := range list {\n\t\tdeploy(one.name())\n\t}`);
    await checkSilent(late('v1'));
  });
  test('stored into after a copy was put there', async () => {
    await check(stored('\tc := config{repo: "localhost/app", tag: "v2"} // want tag-mismatch "v2"\n\tc.repo = "localhost/app"\n\tlist := []config{c}\n\tc.tag = "v1"\n\tfor _, one := range list {\n\t\tdeploy(one.repo + ":" + one.tag)\n\t}'));
  });
  test.each([
    ['a method', '\tc := defaults()\n\tc.set("v1")\n\tfor _, one := range []config{c} {\n\t\tdeploy(one.name())\n\t}'],
    ['a package-level variable', '\tshared.tag = "v1"\n\tkept = append(kept, shared)\n\tfor _, one := range kept {\n\t\tdeploy(one.name())\n\t}'],
  ])('by %s', async (_, body) => {
    await checkSilent(stored(body));
  });
});

describe('an element that is written by its index or key', () => {
  const stored = (made: string, store: string, read: string): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	list := ${made}
	${store}
	${read}
`, 'type service struct{ image string }');
  const all = 'for _, one := range list {\n\t\tdeploy(one.image)\n\t}';
  test.each([
    ['a list', '[]service{{image: "localhost/app:v0"}}', 'list[0].image = "localhost/app:v1"'],
    ['a list of pointers', '[]*service{{image: "localhost/app:v0"}}', 'list[0].image = "localhost/app:v1"'],
    ['a map of pointers', 'map[string]*service{"app": {image: "localhost/app:v0"}}', 'list["app"].image = "localhost/app:v1"'],
  ])('read by going over %s', async (_, made, store) => {
    await checkSilent(stored(made, store, all));
  });
  test('not written at all', () => check(stored('[]service{{image: "localhost/app:v0"}} // want tag-mismatch', '', all)));
});
