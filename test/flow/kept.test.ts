/** What is stored on a condition, or in a closure: made by this very call where the object is, else perhaps by an earlier one. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

const declared = `func uniqueTag(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }

type images struct {
	app   string
	other string
	all   map[string]string
}

func buildUnique(name string) (string, error) {
	image := uniqueTag(name)
	build(image)
	return image, nil
}

func retry(times int, run func() error) {
	for i := 0; i < times; i++ {
		if run() == nil {
			return
		}
	}
}

`;

/** `make` stores what is built into `built`, whose app is loaded; the other image is deployed without being loaded. */
const stored = (make: string, read = 'built.other', made = 'built := &images{}'): string =>
  flow(
    `
	${made}
	var err error
	${make}
	_ = err
	build("localhost/base:e2e")
	load("localhost/base:e2e", "e2e")
	deploy(${read})
`,
    declared,
  );

describe('hits', () => {
  test.each([
    ['in the head of an if', 'if built.other, err = buildUnique("app"); err != nil { // want not-loaded\n\t\treturn\n\t}'],
    ['on a condition', 'if time.Now().Year() > 2000 {\n\t\tbuilt.other, err = buildUnique("app") // want not-loaded\n\t}'],
    ['in the background', 'go func() {\n\t\tbuilt.other, err = buildUnique("app") // want not-loaded\n\t}()'],
    ['in a group', 'var g errgroup.Group\n\tg.Go(func() error {\n\t\tbuilt.other, err = buildUnique("app") // want not-loaded\n\t\treturn err\n\t})\n\t_ = g.Wait()'],
    ['in a function that is run again', 'retry(3, func() error {\n\t\tbuilt.other, err = buildUnique("app") // want not-loaded\n\t\treturn err\n\t})'],
  ])('%s', async (_, make) => {
    only(await check(stored(make)), 'not-loaded');
  });
  test('a value, not a pointer', async () => {
    only(await check(stored('if built.other, err = buildUnique("app"); err != nil { // want not-loaded\n\t\treturn\n\t}', 'built.other', 'var built images')), 'not-loaded');
  });
  test('a map', async () => {
    only(await check(stored('go func() {\n\t\tbuilt["other"], err = buildUnique("app") // want not-loaded\n\t}()', 'built["other"]', 'built := map[string]string{}')), 'not-loaded');
  });
  test('in the head of an if, of a variable that had another name', async () => {
    const analysis = await check(stored('if built, err = buildUnique("app"); err != nil { // want not-loaded\n\t\treturn\n\t}', 'built', 'built := "localhost/base:e2e"'));
    expect(only(analysis, 'not-loaded').message).toContain('localhost/app:app-{generated}');
  });
});

describe('silences', () => {
  test.each([
    ['loaded', 'if built.other, err = buildUnique("app"); err != nil {\n\t\treturn\n\t}\n\tload(built.other, "e2e")'],
    ['loaded, in the background', 'go func() {\n\t\tbuilt.other, err = buildUnique("app")\n\t\tload(built.other, "e2e")\n\t}()'],
  ])('%s', (_, make) => checkSilent(stored(make)).then(() => undefined));
  /** Each reads the tag twice, and makes it once. */
  test.each([
    ['a method that remembers', 'func (i *images) tag() string {\n\tif i.app == "" {\n\t\ti.app = uniqueTag("app")\n\t}\n\treturn i.app\n}', 'built := &images{}', 'built.tag()'],
    ['a closure that remembers', '', 'built := &images{}\n\ttag := func() string {\n\t\tif built.app == "" {\n\t\t\tbuilt.app = uniqueTag("app")\n\t\t}\n\t\treturn built.app\n\t}', 'tag()'],
    ['another name of the object', '', 'shared := &images{}\n\ttag := func() string {\n\t\tbuilt := shared\n\t\tif built.app == "" {\n\t\t\tbuilt.app = uniqueTag("app")\n\t\t}\n\t\treturn built.app\n\t}', 'tag()'],
    ['an object that a package keeps', 'var shared = &images{}\nfunc tag() string {\n\tbuilt := shared\n\tif built.app == "" {\n\t\tbuilt.app = uniqueTag("app")\n\t}\n\treturn built.app\n}', '', 'tag()'],
    ['a function that runs what it is handed as it likes', 'func ask(run func() string) string { return run() }\nfunc tag(run func() string) string { return ask(run) }', 'built := &images{}\n\tget := func() string {\n\t\tif built.app == "" {\n\t\t\tbuilt.app = uniqueTag("app")\n\t\t}\n\t\treturn built.app\n\t}', 'tag(get)'],
  ])('%s', (_, more, made, tag) => checkSilent(flow(`\n\t${made}\n\tbuild(${tag})\n\tload(${tag}, "e2e")\n\tdeploy(${tag})\n`, declared + more)).then(() => undefined));
});
