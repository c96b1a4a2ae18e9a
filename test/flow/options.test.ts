/** Functional options: closures that each store into, or add to, the object that is being made, called one after the other in a loop. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow } from '../rules/goFile';

const cluster = `
type cluster struct{ images, manifests []string }
type option func(*cluster)
func withImage(image string) option { return func(c *cluster) { c.images = append(c.images, image) } }
func withManifest(path string) option { return func(c *cluster) { c.manifests = append(c.manifests, path) } }
func newCluster(options ...option) *cluster {
	c := &cluster{}
	for _, one := range options {
		one(c)
	}
	return c
}
func (c *cluster) fill() {
	for _, image := range c.images {
		load(image, "e2e")
	}
}
`;

const names = ['gateway', 'scheduler', 'worker', 'cache', 'router', 'proxy', 'store', 'index', 'queue', 'cron', 'mail', 'audit', 'web'];
const image = (name: string): string => `localhost/${name}:e2e`;

/** Everything is built, and all but those `without` are loaded by way of options. */
function suite(count: number, without: readonly string[] = [], more = ''): string {
  const all = names.slice(0, count);
  const options = all.filter((name) => !without.includes(name)).map((name) => `withImage("${image(name)}")`);
  return flow(`
${all.map((name) => `\tbuild("${image(name)}")`).join('\n')}
	c := newCluster(${[...options, 'withManifest("app.yaml")', more].filter(Boolean).join(', ')})
	c.fill()
${all.map((name) => `\tdeploy("${image(name)}")${without.includes(name) ? ` // want not-loaded "${name}"` : ''}`).join('\n')}
`, cluster);
}

describe.each([1, 2, 3, 6, 13])('%s images by options', (count) => {
  test('silence: all of them are loaded', () => checkSilent(suite(count)));
  test('all of them are seen', async () => {
    const { inventory } = await analyze(filesOf(suite(count)));
    const saves = inventory.sites.filter(({ role }) => role === 'save');
    expect(saves.flatMap(({ image: { values } }) => values.flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : '?')).join(''))).sort()).toEqual(names.slice(0, count).map(image).sort());
  });
  test('hole: one more that nobody knows', () => checkSilent(suite(count + 1, [names[count] ?? ''], 'withImage(outside.Image())').replaceAll(/ \/\/ want.*/g, '')));
});

test.each([2, 3, 6, 13])('hit: the last of %s images is not loaded', async (count) => {
  await check(suite(count, [names[count - 1] ?? '']));
});

test('an option that sets what another one sets, too: either may be there', () => checkSilent(flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	deploy(newApp(withTag("v2"), withTag("v1")).image())
`, app)));

test('hit: options that both set another tag', () => check(flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	deploy(newApp(withTag("v2"), withTag("v3")).image()) // want tag-mismatch
`, app)));

const app = `
type app struct{ tag string }
func withTag(tag string) func(*app) { return func(a *app) { a.tag = tag } }
func newApp(options ...func(*app)) *app {
	a := &app{}
	for _, one := range options {
		one(a)
	}
	return a
}
func (a *app) image() string { return "localhost/app:" + a.tag }
`;
