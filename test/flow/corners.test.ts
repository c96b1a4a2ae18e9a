/** Where Go makes another text than its source seems to say: what runs again, on the way out, in another's place, or by another name. */
import { describe, expect, test } from 'vitest';
import { analyze, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow } from '../rules/goFile';

const told = async (fixture: string): Promise<readonly string[]> => (await analyze(filesOf(fixture))).findings.map(({ rule }) => rule);
/** Files of the package import what this one needs. */
const more = (imports: string, declarations: string): string => `\n-- more.go --\npackage infra\n\nimport (\n\t"${imports.replaceAll(' ', '"\n\t"')}"\n)\n\n${declarations}`;

/** App is built and loaded with one tag; `body` deploys what Go makes of it. */
const deployed = (tag: string, body: string, declarations: string): string => flow(`
	build("localhost/app:${tag}")
	load("localhost/app:${tag}", "e2e")
	${body}
`, declarations);

interface Corner {
  readonly name: string;
  /** Ends in the deployment. */
  readonly body: string;
  readonly more?: string;
  readonly tag: string;
  /** Another tag is told, too: the text is known. */
  readonly known?: true;
}

const corners: readonly Corner[] = [
  { name: 'a closure that adds to a variable, called twice', body: 'tag := "v1"\n\tadd := func(suffix string) { tag += "-" + suffix }\n\tadd("a")\n\tadd("b")\n\tdeploy("localhost/app:" + tag)', tag: 'v1-a-b' },
  { name: 'a closure that puts its variable together anew', body: 'tag := "v1"\n\tadd := func(suffix string) { tag = fmt.Sprintf("%s-%s", tag, suffix) }\n\tadd("a")\n\tadd("b")\n\tdeploy("localhost/app:" + tag)', tag: 'v1-a-b' },
  { name: 'a closure that is called once', body: 'tag := "v1"\n\tadd := func(suffix string) { tag += "-" + suffix }\n\tadd("a")\n\tdeploy("localhost/app:" + tag)', tag: 'v1-a', known: true },
  { name: 'a closure that a helper calls for each', body: 'tag := "v1"\n\teach(func(suffix string) { tag += suffix }, "a", "b")\n\tdeploy("localhost/app:" + tag)', more: 'func each(do func(string), list ...string) {\n\tfor _, one := range list {\n\t\tdo(one)\n\t}\n}', tag: 'v1ab' },
  { name: 'a closure in a loop', body: 'tag := "v1"\n\tfor _, suffix := range []string{"a", "b"} {\n\t\tfunc() { tag += suffix }()\n\t}\n\tdeploy("localhost/app:" + tag)', tag: 'v1ab' },
  { name: 'a step that runs once', body: 'tag := "v1"\n\tBy("naming", func() { tag += "-a" })\n\tdeploy("localhost/app:" + tag)', tag: 'v1-a', known: true },
  { name: 'a result that is set on the way out', body: 'deploy(image("v1"))', more: 'func image(tag string) (ref string) {\n\tdefer func() { ref += "-a" }()\n\treturn "localhost/app:" + tag\n}', tag: 'v1-a' },
  { name: 'a result whose address is handed on', body: 'deploy(image("v1"))', more: 'func image(tag string) (ref string) {\n\tdefer mark(&ref)\n\tref = "localhost/app:" + tag\n\treturn\n}\nfunc mark(ref *string) { *ref += "-a" }', tag: 'v1-a' },
  { name: 'an error that is set on the way out', body: 'image, _ := image("app")\n\tdeploy(image)', more: 'func image(name string) (ref string, err error) {\n\tdefer func() { err = fmt.Errorf("image: %w", err) }()\n\treturn "localhost/" + name + ":v1", nil\n}', tag: 'v1', known: true },
  { name: 'a list under another name', body: 'tags := []string{"v2", "v3"}\n\tother := tags\n\tother[0] = "v1"\n\tdeploy("localhost/app:" + tags[0])', tag: 'v1', known: true },
  { name: 'a variable that is set after its address was taken', body: 'tag := "v2"\n\tp := &tag\n\ttag = "v1"\n\tdeploy("localhost/app:" + *p)', tag: 'v1' },
  { name: 'a map that is cleared', body: 'tags := map[string]string{"a": "v2"}\n\tclear(tags)\n\tdeploy("localhost/app:" + tags["a"] + "v1")', tag: 'v1' },
  { name: 'a registry with a slash at its end', body: 'deploy(local("app:v1"))', more: more('path', 'func local(name string) string { return path.Join("localhost/", name) }'), tag: 'v1', known: true },
  { name: 'the last folder of a path', body: 'deploy("localhost/" + last("images/app:v1/"))', more: more('path', 'func last(name string) string { return path.Base(name) }'), tag: 'v1', known: true },
];

describe.each(corners)('$name', ({ body, more: declarations = '', tag, known }) => {
  test('is what was built', () => checkSilent(deployed(tag, body, declarations)));
  test(known ? 'and nothing else' : 'or may be', async () => {
    expect(await told(deployed('another', body, declarations))).toEqual(known ? ['tag-mismatch'] : []);
  });
});

test.each([
  ['frozen by somebody', 'freeze()', []],
  ['never set to another', '', ['regenerated-tag', 'regenerated-tag']],
])('a function of Go’s own in a variable: %s', async (_, before, expected) => {
  expect(await told(flow(`
	${before}
	build("localhost/app:" + now().Format("20060102-150405"))
	load("localhost/app:" + now().Format("20060102-150405"), "e2e")
	deploy("localhost/app:" + now().Format("20060102-150405"))
`, `var now = time.Now\n${before ? 'func freeze() {\n\tt := time.Now()\n\tnow = func() time.Time { return t }\n}' : ''}`))).toEqual(expected);
});

test('more stores of a field than are looked through: any may be to the object', async () => {
  const names = Array.from({ length: 70 }, (_, i) => `store${String(i)}`);
  await checkSilent(flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	all := []*config{{tag: "v0"}, {tag: "v0"}}
	for _, c := range all {
		c.set("v1")
	}
	other := &config{}
	${names.map((name) => `${name}(other)`).join('\n\t')}
	deploy(all[0].ref())
`, `type config struct{ tag string }\nfunc (c *config) set(tag string) { c.tag = tag }\nfunc (c *config) ref() string { return "localhost/app:" + c.tag }\n${names.map((name) => `func ${name}(c *config) { c.tag = "v2" }`).join('\n')}`));
});
