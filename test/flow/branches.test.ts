/** A comparison of texts tells which branch runs: what others set, return, build and deploy doesn't count. What isn't known may be any. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

const pick = (body: string): string => `
type kind string
const gateway kind = "gateway"
type config struct{ name, image string }
func pick(name string, other string) string {
${body}
}`;

/** Gateway is built as v1 and deployed as what `pick("gateway", …)` says. */
const picked = (body: string): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy(pick("gateway", outside()))
`, pick(body));

/** The same where what is picked is wrong: it stands in the fixture once, as `v2`. */
const wrong = (body: string): string => picked(body).replace(/^.*localhost\/gateway:v2.*$/m, '$& // want tag-mismatch');

const ways: readonly (readonly [name: string, body: string])[] = [
  ['if', '\tif name == "gateway" {\n\t\treturn "localhost/gateway:TAG"\n\t}\n\treturn "localhost/gateway:OTHER"'],
  ['the words the other way round', '\tif "gateway" == name {\n\t\treturn "localhost/gateway:TAG"\n\t}\n\treturn "localhost/gateway:OTHER"'],
  ['if not', '\tif name != "gateway" {\n\t\treturn "localhost/gateway:OTHER"\n\t}\n\treturn "localhost/gateway:TAG"'],
  ['a negation', '\tif !(name == "gateway") {\n\t\treturn "localhost/gateway:OTHER"\n\t}\n\treturn "localhost/gateway:TAG"'],
  ['else', '\timage := ""\n\tif name == "other" {\n\t\timage = "localhost/gateway:OTHER"\n\t} else {\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['else if', '\timage := "localhost/gateway:TAG"\n\tif other == "x" {\n\t\tfmt.Println(image)\n\t} else if name == "other" {\n\t\timage = "localhost/gateway:OTHER"\n\t}\n\treturn image'],
  ['and', '\tif name == "other" && other == "x" {\n\t\treturn "localhost/gateway:OTHER"\n\t}\n\treturn "localhost/gateway:TAG"'],
  ['neither nor', '\tif name == "gateway" || other == "x" {\n\t\treturn "localhost/gateway:TAG"\n\t}\n\treturn "localhost/gateway:OTHER"'],
  ['switch', '\tswitch name {\n\tcase "other":\n\t\treturn "localhost/gateway:OTHER"\n\tcase "gateway":\n\t\treturn "localhost/gateway:TAG"\n\t}\n\tpanic(name)'],
  ['a clause of several choices', '\tswitch name {\n\tcase "a", "b":\n\t\treturn "localhost/gateway:OTHER"\n\tdefault:\n\t\treturn "localhost/gateway:TAG"\n\t}'],
  ['default', '\tswitch name {\n\tcase "a", "gateway":\n\t\treturn "localhost/gateway:TAG"\n\tdefault:\n\t\treturn "localhost/gateway:OTHER"\n\t}'],
  ['a switch over nothing', '\tswitch {\n\tcase name == "other":\n\t\treturn "localhost/gateway:OTHER"\n\tcase name == "gateway":\n\t\treturn "localhost/gateway:TAG"\n\tdefault:\n\t\treturn "localhost/gateway:OTHER"\n\t}'],
  ['constants of a type', '\tswitch kind(name) {\n\tcase gateway:\n\t\treturn "localhost/gateway:TAG"\n\tdefault:\n\t\treturn "localhost/gateway:OTHER"\n\t}'],
  ['a row of a table', '\tfor _, row := range []config{{name: "other", image: "localhost/gateway:OTHER"}, {name: "gateway", image: "localhost/gateway:TAG"}} {\n\t\tif row.name == name {\n\t\t\treturn row.image\n\t\t}\n\t}\n\tpanic(name)'],
  ['rows that don’t fit are passed over', '\timage := ""\n\tfor _, row := range []config{{name: "other", image: "localhost/gateway:OTHER"}, {name: "gateway", image: "localhost/gateway:TAG"}} {\n\t\tif row.name != name {\n\t\t\tcontinue\n\t\t}\n\t\timage = row.image\n\t}\n\treturn image'],
  ['messages over a channel', '\tresults := make(chan config, 2)\n\tgo func() { results <- config{name: "gateway", image: "localhost/gateway:TAG"} }()\n\tgo func() { results <- config{name: "other", image: "localhost/gateway:OTHER"} }()\n\tvar own, foreign string\n\tfor i := 0; i < 2; i++ {\n\t\tr := <-results\n\t\tswitch r.name {\n\t\tcase "gateway":\n\t\t\town = r.image\n\t\tcase "other":\n\t\t\tforeign = r.image\n\t\t}\n\t}\n\tfmt.Println(foreign)\n\treturn own'],
  ['a default of a field that is set', '\tc := config{image: "localhost/gateway:TAG"}\n\tif c.image == "" {\n\t\tc.image = "localhost/gateway:OTHER"\n\t}\n\treturn c.image'],
  ['a default that is given back', '\tif name == "" {\n\t\treturn "localhost/gateway:OTHER"\n\t}\n\treturn "localhost/gateway:TAG"'],
  ['one of two ways', '\timage := ""\n\tif name != "" {\n\t\timage = "localhost/gateway:TAG"\n\t} else {\n\t\timage = "localhost/gateway:OTHER"\n\t}\n\treturn image'],
  ['two that may be empty', '\tif name == "" && other == "" {\n\t\treturn "localhost/gateway:OTHER"\n\t}\n\treturn "localhost/gateway:TAG"'],
  ['a store into a map', '\tm := map[string]string{"own": "localhost/gateway:TAG"}\n\tif name == "other" {\n\t\tm["own"] = "localhost/gateway:OTHER"\n\t}\n\treturn m["own"]'],
  ['set again in a block', '\timage := "localhost/gateway:OTHER"\n\tif name == "gateway" {\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['set again where two texts are as they should be', '\timage := "localhost/gateway:OTHER"\n\tif name == "gateway" && name != "other" {\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['set again in a block in a block', '\timage := "localhost/gateway:OTHER"\n\tif name == "gateway" {\n\t\tif name != "other" {\n\t\t\timage = "localhost/gateway:TAG"\n\t\t}\n\t}\n\treturn image'],
  ['set again in an else', '\timage := "localhost/gateway:OTHER"\n\tif name == "other" {\n\t\tfmt.Println(name)\n\t} else {\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['set again in an else if', '\timage := "localhost/gateway:OTHER"\n\tif name == "other" {\n\t\tfmt.Println(name)\n\t} else if name == "gateway" {\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['set again in a clause', '\timage := "localhost/gateway:OTHER"\n\tswitch name {\n\tcase "gateway", "app":\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['set again in the default clause', '\timage := "localhost/gateway:OTHER"\n\tswitch name {\n\tcase "other":\n\t\tfmt.Println(name)\n\tdefault:\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['a parameter that is set again', '\tif name == "gateway" {\n\t\tother = "localhost/gateway:TAG"\n\t}\n\treturn other'],
  ['a field that is set again', '\tc := config{image: "localhost/gateway:OTHER"}\n\tif name == "gateway" {\n\t\tc.image = "localhost/gateway:TAG"\n\t}\n\treturn c.image'],
  ['a flag in a struct', '\tflags := struct{ own bool }{own: true}\n\timage := "localhost/gateway:OTHER"\n\tif flags.own {\n\t\timage = "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['a flag in a struct that is false', '\tflags := struct{ foreign bool }{foreign: false}\n\timage := "localhost/gateway:TAG"\n\tif flags.foreign {\n\t\timage = "localhost/gateway:OTHER"\n\t}\n\treturn image'],
  ['a text that is added', '\timage := ""\n\tif name == "gateway" {\n\t\timage += "localhost/gateway:TAG"\n\t}\n\treturn image'],
  ['an assignment that a branch inside leaves out', '\timage := "localhost/gateway:TAG"\n\tif other == "x" {\n\t\tif name == "other" {\n\t\t\timage = "localhost/gateway:OTHER"\n\t\t}\n\t}\n\treturn image'],
];

describe.each(ways)('%s', (_, body) => {
  const fill = (tag: string, other: string): string => body.replaceAll('TAG', tag).replaceAll('OTHER', other);
  test('what runs is right, what doesn’t is wrong', () => checkSilent(picked(fill('v1', 'v2'))));
  test('what runs is wrong, what doesn’t would be right', async () => {
    expect(only(await check(wrong(fill('v2', 'v1'))), 'tag-mismatch').image).toBe('localhost/gateway:v2');
  });
});

describe('not known, so it may run', () => {
  const either = (condition: string, before = ''): string => picked(`${before}\timage := "localhost/gateway:v1"\n\tif ${condition} {\n\t\timage = "localhost/gateway:v2"\n\t}\n\treturn image`);
  const eitherWrong = (condition: string, before = ''): string => picked(`${before}\timage := "localhost/gateway:v2"\n\tif ${condition} {\n\t\timage = "localhost/gateway:v1"\n\t}\n\treturn image`);
  test.each([
    ['a text from elsewhere', 'other == "x"'],
    ['the environment', 'os.Getenv("SERVICE") == "gateway"'],
    ['the environment where it is empty', 'os.Getenv("SERVICE") == ""'],
    ['one of two', 'name == "other" || other == "x"'],
    ['a text from elsewhere that may be empty', 'other == ""'],
    ['one of two that may be empty', 'name == "" || other == ""'],
    ['both, the second unknown', 'name == "gateway" && other == "x"'],
    ['both, the second empty or not', 'name == "gateway" && other == ""'],
    ['both, the second a call', 'name == "gateway" && strings.HasPrefix(other, "x")'],
    ['a length', 'len(name) > 3'],
    ['a prefix', 'strings.HasPrefix(name, "gate")'],
    ['what nothing sets', 'name == late', '\tvar late string\n\tfmt.Sscan(other, &late)\n'],
    ['a text that a loop changes', 'name == "gateway-x-x"', '\tfor i := 0; i < len(other); i++ {\n\t\tname += "-x"\n\t}\n'],
    ['a package variable that is set elsewhere', 'mode == "gateway"'],
    ['a package variable that nothing sets', 'unset == "gateway"'],
    ['a package variable under another name', 'own == "gateway"', '\town := chosen\n'],
    ['a variable that is set on a condition', 'own == "gateway"', '\tvar own string\n\tif other == "x" {\n\t\town = "gateway"\n\t}\n'],
    ['a field that is set on a condition', 'own.name == "gateway"', '\tvar own config\n\tif other == "x" {\n\t\town.name = "gateway"\n\t}\n'],
    ['a field that is set on a condition, under another name', 'chosen == "gateway"', '\town := &config{}\n\tif other == "x" {\n\t\town.name = "gateway"\n\t}\n\tchosen := own.name\n'],
    ['a text with a field that is set on a condition', 'chosen == "gateway"', '\town := &config{}\n\tif other == "x" {\n\t\town.name = "gate"\n\t}\n\tchosen := own.name + "way"\n'],
    ['an entry that is set on a condition', 'own["name"] == "gateway"', '\town := map[string]string{}\n\tif other == "x" {\n\t\town["name"] = "gateway"\n\t}\n'],
    ['a flag that is set on a condition', 'own.covered', '\tvar own struct{ covered bool }\n\tif other == "x" {\n\t\town.covered = true\n\t}\n'],
    ['a flag that isn’t set', 'own.covered', '\tvar own struct{ covered bool }\n'],
    ['a flag that is set by a closure', 'own.covered', '\tvar own struct{ covered bool }\n\tset := func() { own.covered = true }\n\tif other == "x" {\n\t\tset()\n\t}\n'],
    ['a flag in a package variable', 'options.covered'],
  ])('%s', async (_, condition, before?: string) => {
    const more = '\nvar mode = "other"\nvar unset, chosen string\ntype flags struct{ covered bool }\nvar options flags\nfunc SetMode() { mode, chosen = "gateway", "gateway" }\nfunc outside() string { return os.Args[1] }\n';
    await checkSilent(either(condition, before) + more);
    await checkSilent(eitherWrong(condition, before) + more);
  });

  test('a clause that the one before falls through to', () => checkSilent(picked('\timage := "localhost/gateway:v2"\n\tswitch name {\n\tcase "gateway":\n\t\tfallthrough\n\tcase "other":\n\t\timage = "localhost/gateway:v1"\n\t}\n\treturn image')));
  test('behind a label that is jumped to', () => checkSilent(picked('\timage := "localhost/gateway:v2"\n\tif other == "x" {\n\t\tgoto end\n\t}\n\tif name == "gateway" {\n\t\treturn image\n\t}\nend:\n\timage = "localhost/gateway:v1"\n\treturn image')));
  test('a block that isn’t always left', () => checkSilent(picked('\tif name == "gateway" {\n\t\tif other == "x" {\n\t\t\treturn "localhost/gateway:v2"\n\t\t}\n\t}\n\treturn "localhost/gateway:v1"')));
});

describe('a field that only some way sets may be empty', () => {
  /** The default is built. What one way sets isn't, and may not be there. */
  const fields: readonly (readonly [name: string, body: string, more?: string])[] = [
    ['a store on a condition', '\tc := config{}\n\tif other != "" {\n\t\tc.image = "localhost/gateway:SET"\n\t}\n\tif c.image == "" {\n\t\tc.image = "localhost/gateway:DEFAULT"\n\t}\n\treturn c.image'],
    ['a local that holds it', '\tc := config{}\n\tif other != "" {\n\t\tc.image = "localhost/gateway:SET"\n\t}\n\timage := c.image\n\tif image == "" {\n\t\timage = "localhost/gateway:DEFAULT"\n\t}\n\treturn image'],
    ['an option', '\tvar all []option\n\tif other != "" {\n\t\tall = append(all, withImage("localhost/gateway:SET"))\n\t}\n\treturn newConfig(all...).image', '\ntype option func(*config)\nfunc withImage(image string) option { return func(c *config) { c.image = image } }\nfunc newConfig(all ...option) *config {\n\tc := &config{}\n\tfor _, one := range all {\n\t\tone(c)\n\t}\n\tif c.image == "" {\n\t\tc.image = "localhost/gateway:DEFAULT"\n\t}\n\treturn c\n}'],
    ['a default that a helper gives back', '\tc := config{}\n\tif other != "" {\n\t\tc.image = "localhost/gateway:SET"\n\t}\n\treturn either(c.image)', '\nfunc either(image string) string {\n\tif image == "" {\n\t\treturn "localhost/gateway:DEFAULT"\n\t}\n\treturn image\n}'],
  ];
  const filled = (body: string, set: string, byDefault: string): string => body.replaceAll('SET', set).replaceAll('DEFAULT', byDefault);

  describe.each(fields.map(([name, body, more = '']) => [name, body, more] as const))('%s', (_, body, more) => {
    test('the default is right', () => checkSilent(`${picked(filled(body, 'v2', 'v1'))}${filled(more, 'v2', 'v1')}`));
    test('what is set is right', () => checkSilent(`${picked(filled(body, 'v1', 'v2'))}${filled(more, 'v1', 'v2')}`));
  });
  test('hit: a literal sets it', () => check(wrong('\tc := config{image: "localhost/gateway:v2"}\n\tif c.image == "" {\n\t\tc.image = "localhost/gateway:v1"\n\t}\n\treturn c.image')));
  test('hit: it is surely set before', () => check(wrong('\tc := config{}\n\tc.image = "localhost/gateway:v2"\n\tif c.image == "" {\n\t\tc.image = "localhost/gateway:v1"\n\t}\n\treturn c.image')));
});

describe('behind a default that is filled in, a text is no longer empty', () => {
  const part = (body: string, call: string): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:" + ${call})
`, `
type config struct{ tag, other string }
func tagOf(tag string, c config, some bool) string {
${body}
}`);
  const told = (fixture: string): string => fixture.replace(/^.*"v2".*$/m, '$& // want tag-mismatch "built in .SetupApp. as .localhost/gateway:v1."');
  const fills: readonly (readonly [name: string, body: string, call: string])[] = [
    ['an empty argument', '\tif tag == "" {\n\t\ttag = "DEFAULT"\n\t}\n\treturn tag', 'tagOf("", config{}, true)'],
    ['a field without a value', '\tname := c.tag\n\tif name == "" {\n\t\tname = "DEFAULT"\n\t}\n\treturn name', 'tagOf("", config{other: "x"}, true)'],
    ['a variable without a value', '\tvar name string\n\tif some {\n\t\tname = c.tag\n\t}\n\tif name == "" {\n\t\tname = "DEFAULT"\n\t}\n\treturn name', 'tagOf("", config{other: "x"}, true)'],
    ['in a branch of its own', '\tif some {\n\t\tif tag == "" {\n\t\t\ttag = "DEFAULT"\n\t\t}\n\t\treturn tag\n\t}\n\treturn "v1"', 'tagOf("", config{}, true)'],
  ];
  test.each(fills)('%s: the default is right', async (_, body, call) => {
    await checkSilent(part(body.replace('DEFAULT', 'v1'), call));
  });
  test.each(fills)('hit: %s, and the default is wrong', async (_, body, call) => {
    await check(told(part(body.replace('DEFAULT', 'v2').replace('"v1"', '"v3"'), call)));
  });
  test.each([
    ['it is filled in on a condition', '\tif some {\n\t\tif tag == "" {\n\t\t\ttag = "v2"\n\t\t}\n\t}\n\treturn tag', 'tagOf(outside.Tag(), config{}, outside.Some())'],
    ['what stands there isn’t known', '\tif tag == "" {\n\t\ttag = "v2"\n\t}\n\treturn tag', 'tagOf(outside.Tag(), config{}, true)'],
    ['it is set to the right one, too', '\tif tag == "" {\n\t\ttag = "v2"\n\t}\n\tif outside.Some() {\n\t\ttag = "v1"\n\t}\n\treturn tag', 'tagOf("", config{}, true)'],
  ])('silence: %s', async (_, body, call) => {
    await checkSilent(part(body, call));
  });
});

describe('what a flow does', () => {
  const dispatch = (name: string, clauses = ''): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	start(${name})
`, `
func start(name string) {
	switch name {
	case "gateway":
		deploy("localhost/gateway:v1")
	case "notification":
		deploy("localhost/notification:v1")${clauses}
	}
}
func SetupNotification() {
	build("localhost/notification:v1")
	load("localhost/notification:v1", "e2e")
	start("notification")
}`);

  test('a helper for many services deploys the one that it is asked for', () => checkSilent(dispatch('"gateway"')));
  test('asked for another, it deploys what this flow doesn’t build', async () => {
    expect(only(await check(dispatch('"notification"').replace('deploy("localhost/notification:v1")', 'deploy("localhost/notification:v1") // want not-built-in-flow "for .SetupNotification."')), 'not-built-in-flow').image).toBe('localhost/notification:v1');
  });
  test('what is built in a clause that never runs is not built', () => check(flow(`
	buildWith("podman")
	deploy("localhost/gateway:v2") // want tag-mismatch "built in .SetupApp. as .localhost/gateway:v1."
`, `
func buildWith(engine string) {
	if engine == "docker" {
		build("localhost/gateway:v2")
	} else {
		build("localhost/gateway:v1")
	}
	load("localhost/gateway:v1", "e2e")
}`)));
  test('a program run in a branch that never runs', () => checkSilent(flow(`
	run("podman")
`, `
func run(engine string) {
	build("localhost/gateway:v1")
	if engine == "docker" {
		exec.Command("docker", "run", "localhost/gateway:v2").Run()
	}
}`)));
  test('an object in a branch that never runs', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	_ = object("notification")
`, `
func object(name string) corev1.Container {
	if name == "gateway" {
		return corev1.Container{Name: "app", Image: "localhost/gateway:v2"}
	}
	return corev1.Container{Name: "app", Image: "localhost/gateway:v1"}
}`)));
  test('a manifest in a constant', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	applyFor("gateway")
`, `
const gatewayManifest = \`kind: Pod
spec:
  containers:
  - name: app
    image: localhost/gateway:v1
\`
const otherManifest = \`kind: Pod
spec:
  containers:
  - name: app
    image: localhost/gateway:v2
\`
func applyFor(name string) error {
	switch name {
	case "gateway":
		return apply(gatewayManifest)
	default:
		return apply(otherManifest)
	}
}`)));
  test('a function literal in a branch that never runs', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	later("gateway")
`, `
func later(name string) {
	if name == "other" {
		go func() { deploy("localhost/gateway:v2") }()
	}
}`)));
  test('a row of a table that is left out', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	for _, row := range []row{{"gateway", "localhost/gateway:v1"}, {"other", "localhost/gateway:v2"}} {
		if row.name == "other" {
			continue
		}
		deploy(row.image)
	}
`, 'type row struct{ name, image string }')));
  test('an argument that is added for another engine', () => checkSilent(flow(`
	run("podman")
`, `
func run(engine string) {
	build("localhost/gateway:v1")
	args := []string{"run"}
	if engine == "docker" {
		args = append(args, "localhost/gateway:v2")
	}
	args = append(args, "localhost/gateway:v1")
	exec.Command(engine, args...).Run()
}`)));
  test('its places stay in the inventory, without a flow that they would be wrong in', async () => {
    const { inventory } = await check(dispatch('"gateway"', '\n\tcase "nobody":\n\t\tdeployNobody()').replace('func SetupNotification', 'func deployNobody() corev1.Container { return corev1.Container{Image: "localhost/nobody:v1"} }\nfunc SetupNotification'));
    const site = inventory.sites.find((one) => one.image.values.some(({ parts }) => parts.some((part) => 'text' in part && part.text === 'localhost/nobody:v1')));
    expect(site).toMatchObject({ role: 'deploy', dead: true });
    expect(inventory.flows.flatMap((one) => one.events).filter((event) => event.site === site?.id)).toEqual([]);
  });
});

describe('a flag that decides', () => {
  /** The build asks for a tag with one flag, and the deployment with another. Where the deployment is wrong stands in `body`: as ON where its flag is true. */
  const flagged = (build: string, deploy: string, body: string, told?: 'ON' | 'OFF' | 'CALL'): string => flow(`
	covered := len(os.Args) > 1
	image := "localhost/gateway:" + tag(${build})
	build(image)
	load(image, "e2e")
	deploy("localhost/gateway:" + tag(${deploy}))CALL
	fmt.Println(covered)
`, `func tag(cover bool) string {\n${body}\n}`).replace(/ON|OFF|CALL/g, (word) => (word === told ? ' // want tag-mismatch' : ''));
  const suffix = '\tname := "e2e"\n\tif cover {\n\t\tname += "-coverage"ON\n\t}\n\treturn name';
  const bodies = [
    ['a suffix', suffix, 'CALL'],
    ['no suffix', '\tname := "e2e"\n\tif !cover {\n\t\treturn name\n\t}\n\tname = name + "-coverage"ON\n\treturn name', 'CALL'],
    ['another name', '\tname := "e2e"OFF\n\tif cover {\n\t\tname = "e2e-coverage"ON\n\t}\n\treturn name', 'OFF'],
  ] as const;
  test.each(bodies)('%s: the same flag is silent', async (_, body) => {
    await checkSilent(flagged('true', 'true', body));
  });
  test.each(bodies)('%s: built with it, deployed without', async (_, body, place) => {
    expect(only(await check(flagged('true', 'false', body, place)), 'tag-mismatch').image).toBe('localhost/gateway:e2e');
  });
  test.each(bodies)('%s: built without, deployed with it', async (_, body) => {
    expect(only(await check(flagged('false', 'true', body, 'ON')), 'tag-mismatch').image).toBe('localhost/gateway:e2e-coverage');
  });
  test('a flag that nobody knows may be either', () => checkSilent(flagged('covered', 'true', suffix)));
  test('nor where another one is asked as well', () => checkSilent(flagged('true', 'false', '\tname := "e2e-coverage"\n\tif !cover && len(os.Args) > 2 {\n\t\tname = "e2e"\n\t}\n\treturn name')));
});
