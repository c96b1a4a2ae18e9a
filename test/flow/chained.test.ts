/** An object that is changed on its way: what functions store and give back, loops store into elements, and methods store out of sight counts. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow } from '../rules/goFile';

const types = `
type config struct{ repo, tag string }
func defaults() *config { return &config{repo: "localhost/app", tag: "MADE"} }
func plain() config { return config{repo: "localhost/app", tag: "MADE"} }
func (c *config) image() string { return c.repo + ":" + c.tag }
func (c *config) set(tag string) { c.tag = tag }
func (c *config) with(tag string) *config { c.tag = tag; return c }
func (c config) copied(tag string) config { c.tag = tag; return c }
func (c config) name() string { return c.repo + ":" + c.tag }
type setter interface{ set(tag string) }
`;

/** App is built and loaded as v1; what `body` deploys was made with one tag and stored into with another. */
const deployed = (body: string, more: string, made: string, stored: string): string =>
  flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
${body}
`, `${types}${more}`).replaceAll('MADE', made).replaceAll('STORED', stored);

const written: readonly (readonly [name: string, body: string, more?: string])[] = [
  ['a chain of methods', '\tdeploy(defaults().with("STORED").image())'],
  ['a chain that is kept', '\tc := defaults().with("STORED")\n\tdeploy(c.image())'],
  ['a chain on a literal', '\tdeploy((&config{repo: "localhost/app", tag: "MADE"}).with("STORED").image())'],
  ['a method that gives back a copy', '\tdeploy(plain().copied("STORED").name())'],
  ['a function that gives back what it got', '\tdeploy(tagged(defaults(), "STORED").image())', 'func tagged(c *config, tag string) *config { c.tag = tag; return c }'],
  ['a function that gives back a copy', '\tdeploy(tagged(plain(), "STORED").name())', 'func tagged(c config, tag string) config { out := c; out.tag = tag; return out }'],
  ['a constructor over another', '\tc := e2e()\n\tdeploy(c.image())', 'func e2e() *config { c := defaults(); c.tag = "STORED"; return c }'],
  ['a builder', '\tdeploy(newPod().as("localhost/app:STORED").made())', 'type pod struct{ image string }\nfunc newPod() *pod { return &pod{image: "localhost/app:MADE"} }\nfunc (p *pod) as(image string) *pod { p.image = image; return p }\nfunc (p *pod) made() string { return p.image }'],
  ['options on a field', '\td := newDeployer(withTag("STORED"))\n\tdeploy(d.opts.repo + ":" + d.opts.tag)', 'type option func(*config)\nfunc withTag(tag string) option { return func(c *config) { c.tag = tag } }\ntype deployer struct{ opts config }\nfunc newDeployer(all ...option) *deployer {\n\td := &deployer{opts: config{repo: "localhost/app", tag: "MADE"}}\n\tfor _, one := range all {\n\t\tone(&d.opts)\n\t}\n\treturn d\n}'],
  ['a method of a field', '\tw := world{c: config{repo: "localhost/app", tag: "MADE"}}\n\tw.c.set("STORED")\n\tdeploy(w.c.image())', 'type world struct{ c config }'],
  ['a method that stores into a field of a field', '\tw := world{c: config{repo: "localhost/app", tag: "MADE"}}\n\tw.tagged("STORED")\n\tc := w.c\n\tdeploy(c.name())', 'type world struct{ c config }\nfunc (w *world) tagged(tag string) { w.c.tag = tag }'],
  ['a method of a package-level variable', '\tshared.set("STORED")\n\tdeploy(shared.image())', 'var shared = config{repo: "localhost/app", tag: "MADE"}'],
  ['a method called like a function of Go’s own', '\tc := defaults()\n\tc.init()\n\tdeploy(c.image())', 'func (c *config) init() { c.tag = "STORED" }'],
  ['a second name', '\tc := defaults()\n\td := c\n\td.tag = "STORED"\n\tdeploy(c.image())'],
  ['an interface', '\tc := defaults()\n\tvar s setter = c\n\ts.set("STORED")\n\tdeploy(c.image())'],
  ['any value', '\tc := defaults()\n\tretag(c)\n\tdeploy(c.image())', 'func retag(v any) { v.(*config).tag = "STORED" }'],
  ['a pointer in a struct', '\tc := defaults()\n\tretag(holder{c})\n\tdeploy(c.image())', 'type holder struct{ c *config }\nfunc retag(h holder) { h.c.tag = "STORED" }'],
  ['a loop over pointers', '\tall := []*config{{repo: "localhost/app", tag: "MADE"}}\n\tfor _, c := range all {\n\t\tc.tag = "STORED"\n\t}\n\tfor _, c := range all {\n\t\tdeploy(c.image())\n\t}'],
  ['a loop over indices', '\tall := []config{{repo: "localhost/app", tag: "MADE"}}\n\tfor i := range all {\n\t\tall[i].tag = "STORED"\n\t}\n\tdeploy(all[0].name())'],
  ['a loop over a package-level list', '\tretag("STORED")\n\tfor _, c := range shared {\n\t\tdeploy(c.image())\n\t}', 'var shared = []*config{{repo: "localhost/app", tag: "MADE"}}\nfunc retag(tag string) {\n\tfor _, c := range shared {\n\t\tc.tag = tag\n\t}\n}'],
  ['a map that a method fills', '\tr := registry{images: map[string]string{"app": "localhost/app:MADE"}}\n\tr.add("app", "STORED")\n\tdeploy(r.images["app"])', 'type registry struct{ images map[string]string }\nfunc (r registry) add(name, tag string) { r.images[name] = "localhost/app:" + tag }'],
  ['a second name of a package-level pointer', '\tshared.set("STORED")\n\tc := shared\n\tdeploy(c.image())', 'var shared = &config{repo: "localhost/app", tag: "MADE"}'],
  ['a function that gives a package-level variable’s address', '\tget().tag = "STORED"\n\tdeploy(shared.image())', 'var shared = config{repo: "localhost/app", tag: "MADE"}\nfunc get() *config { return &shared }'],
  ['a package-level map of pointers', '\tget("app").tag = "STORED"\n\tc := shared["app"]\n\tdeploy(c.image())', 'var shared = map[string]*config{"app": {repo: "localhost/app", tag: "MADE"}}\nfunc get(name string) *config { return shared[name] }'],
  ['a package-level map that a method fills', '\tdeploy(shared.images["app"])', 'type registry struct{ images map[string]string }\nfunc (r *registry) add(name, tag string) { r.images[name] = "localhost/app:" + tag }\nvar shared = &registry{images: map[string]string{"app": "localhost/app:MADE"}}\nfunc init() { shared.add("app", "STORED") }'],
  ['options behind an interface, on an embedded field', '\td := newDeployer(tagged("STORED"))\n\tdeploy("localhost/app:" + d.tag)', 'type option interface{ apply(*config) }\ntype tagged string\nfunc (t tagged) apply(c *config) { c.tag = string(t) }\ntype deployer struct{ config }\nfunc newDeployer(all ...option) *deployer {\n\td := &deployer{config: config{repo: "localhost/app", tag: "MADE"}}\n\tfor _, one := range all {\n\t\tone.apply(&d.config)\n\t}\n\treturn d\n}'],
  ['a function literal that another function calls with a field', '\tw := &world{c: config{repo: "localhost/app", tag: "MADE"}}\n\tchange(&w.c, func(c *config) { c.tag = "STORED" })\n\tdeploy("localhost/app:" + w.c.tag)', 'type world struct{ c config }\nfunc change(c *config, how func(*config)) { how(c) }'],
  ['a chain that nobody keeps', '\tc := defaults()\n\tc.checked().with("STORED")\n\tdeploy(c.image())', 'func (c *config) checked() *config { return c }'],
  ['a getter of a field', '\tw := newWorld()\n\tc := w.config()\n\tc.tag = "STORED"\n\tw.run()', 'type world struct{ c *config }\nfunc newWorld() *world { return &world{c: defaults()} }\nfunc (w *world) config() *config { return w.c }\nfunc (w *world) run() { deploy(w.c.image()) }'],
  ['a getter whose result is handed on', '\tw := newWorld()\n\tw.config().set("STORED")\n\tdeploy(w.c.image())', 'type world struct{ c *config }\nfunc newWorld() *world { return &world{c: defaults()} }\nfunc (w *world) config() *config { return w.c }'],
  ['a getter that makes it when first asked', '\tget().tag = "STORED"\n\tdeploy(get().image())', 'var shared *config\nfunc get() *config {\n\tif shared == nil {\n\t\tshared = defaults()\n\t}\n\treturn shared\n}'],
  ['a getter that makes it once', '\tc := get()\n\tc.tag = "STORED"\n\tdeploy("localhost/app:" + get().tag)', 'var once outside.Once\nvar shared *config\nfunc get() *config {\n\tonce.Do(func() { shared = defaults() })\n\treturn shared\n}'],
  ['a helper that fills a package-level variable’s map', '\tput(images, "STORED")\n\tdeploy(images["app"])', 'var images = map[string]string{"app": "localhost/app:MADE"}\nfunc put(m map[string]string, tag string) { m["app"] = "localhost/app:" + tag }'],
  ['a method that fills a package-level variable', '\timages.put("STORED")\n\tdeploy(images["app"])', 'type tags map[string]string\nvar images = tags{"app": "localhost/app:MADE"}\nfunc (m tags) put(tag string) { m["app"] = "localhost/app:" + tag }'],
  ['a helper that changes a package-level variable’s list', '\tput(images, "STORED")\n\tdeploy(images[0])', 'var images = []string{"localhost/app:MADE"}\nfunc put(all []string, tag string) { all[0] = "localhost/app:" + tag }'],
  ['a helper that fills a field’s map', '\tr := &registry{images: map[string]string{"app": "localhost/app:MADE"}}\n\tput(r.images, "STORED")\n\tdeploy(r.images["app"])', 'type registry struct{ images map[string]string }\nfunc put(m map[string]string, tag string) { m["app"] = "localhost/app:" + tag }'],
  ['a helper that stores through a field’s pointer', '\tw := &world{image: pointer("localhost/app:MADE")}\n\timage := w.image\n\tretag(w, "STORED")\n\tdeploy(*image)', 'type world struct{ image *string }\nfunc pointer(s string) *string { return &s }\nfunc retag(w *world, tag string) { *w.image = "localhost/app:" + tag }'],
];

const ways = written.map(([name, body, more = '']) => [name, body, more] as const);

describe.each(ways)('%s', (_, body, more) => {
  test('what is stored is right', () => checkSilent(deployed(body, more, 'v2', 'v1')));
  test('what it was made with is right: either may be deployed', () => checkSilent(deployed(body, more, 'v1', 'v2')));
});

test.each(ways.filter(([name]) => /chain|gives back|over another|builder|package-level variable|fills a|second name|getter|helper/.test(name)))('%s: told where both are wrong', async (_, body, more) => {
  const { findings } = await analyze(filesOf(deployed(body, more, 'v2', 'v3')));
  const told = findings.filter(({ rule }) => rule === 'tag-mismatch');
  expect(new Set(told.map(({ image }) => image))).not.toEqual(new Set());
  for (const { image, built } of told) {
    expect(['localhost/app:v2', 'localhost/app:v3']).toContain(image);
    expect(built).toEqual(['localhost/app:v1']);
  }
});

test('a getter of another object stores into that one only', async () => {
  await check(deployed('\tone, other := newWorld(), newWorld()\n\tother.config().tag = "STORED"\n\tdeploy(one.c.image())', 'type world struct{ c *config }\nfunc newWorld() *world { return &world{c: defaults()} }\nfunc (w *world) config() *config { return w.c }', 'v2', 'v1').replace('tag: "v2"} }', 'tag: "v2"} } // want tag-mismatch "v2"'));
});

describe('lists that Go’s own functions rearrange', () => {
  const first = (line: string): string => deployed(`\tall := []string{"localhost/app:v2", "localhost/app:v1"}\n\t${line}\n\tdeploy(all[0])`, '', '', '');
  test.each(['sort.Strings(all)', 'slices.Reverse(all)', 'copy(all, all[1:])'])('%s', async (line) => {
    await checkSilent(first(line).replace('"strings"', '"slices"\n\t"sort"\n\t"strings"'));
  });
  test('looked at only', async () => {
    await check(first('fmt.Println(len(all), all)').replace('"localhost/app:v2", "localhost/app:v1"}', '"localhost/app:v2", "localhost/app:v1"} // want tag-mismatch'));
  });
});
