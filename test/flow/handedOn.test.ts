/** Functions that a flow calls itself and hands to others, too, which call them with whatever they like. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

/** Builds two images; `setUp` may load them by their keys, and the webhook is deployed. */
const loading = (setUp: string, more = '', want = ''): string => flow(`
	built := map[string]string{}
	for _, name := range []string{"gateway", "webhook"} {
		image := fmt.Sprintf("localhost/%s:e2e-%d", name, time.Now().UnixNano())
		_ = build(image)
		built[name] = image
	}
${setUp}
	deploy(built["webhook"])${want}
`, `type loader struct{ images map[string]string }

func (l loader) put(name string) error { return load(l.images[name], "e2e") }

${more}`).replaceAll('\t"os/exec"\n', '\t"os/exec"\n\n\t"github.com/samber/lo"\n');

const byName = '\tput := func(name string) error { return load(built[name], "e2e") }\n';
const givenBack = '\tloadInto := func(cluster string) func(name string) error {\n\t\treturn func(name string) error { return load(built[name], cluster) }\n\t}\n\tput := loadInto("e2e")\n';
const method = '\tl := loader{images: built}\n';

const ways: readonly [string, string, string][] = [
  ['a closure', byName, 'put'],
  ['a closure that is given back', givenBack, 'put'],
  ['a method', method, 'l.put'],
];

describe('hits', () => {
  test.each(ways)('%s is called for another name only', async (_, made, name) => {
    const analysis = await check(loading(`${made}\t_ = ${name}("gateway")`, '', ' // want not-loaded'));
    expect(only(analysis, 'not-loaded').message).toContain('localhost/webhook:e2e-{generated}');
  });
  test.each(ways)('%s is handed to a function that is read', async (_, made, name) => {
    await check(loading(`${made}\t_ = ${name}("gateway")\n\trun(${name})`, 'func run(put func(string) error) { _ = put("gateway") }', ' // want not-loaded'));
  });
  test('what has no parameter for a name', async () => {
    await check(loading('\tput := func(n int) error { return load(built["gateway"], "e2e") }\n\t_ = put(1)\n\tlo.Times(2, put)', '', ' // want not-loaded'));
  });
});

describe('silence', () => {
  test.each(ways)('%s is handed to a library', async (_, made, name) => {
    await checkSilent(loading(`${made}\t_ = ${name}("gateway")\n\tlo.ForEach([]string{"webhook"}, ${name})`));
  });
  test.each(ways)('%s is called for each', async (_, made, name) => {
    await checkSilent(loading(`${made}\t_ = ${name}("gateway")\n\t_ = ${name}("webhook")`));
  });
  test('a function of the package', async () => {
    await checkSilent(loading('\t_ = put(map[string]string{"image": built["gateway"]})\n\tlo.ForEach(rows(built), put)', 'func put(row map[string]string) error { return load(row["image"], "e2e") }'));
  });
});

test('hole: nobody knows what the function is', async () => {
  await checkSilent(loading('\tput := lo.Loader(built)\n\t_ = put("gateway")\n\tlo.ForEach([]string{"webhook"}, put)'));
});
