import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only, width } from './goFile';

const builder = `
func tagFor(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }
func BuildImage(name string) (string, error) {
	image := tagFor(name)
	return image, build(image)
}`;

describe('hits', () => {
  test('the name is blanked and made again', async () => {
    const fixture = flow(`
	_, err := BuildImage("gateway") // want discarded-image "^BuildImage returns the image that it built .*, and this call throws the name away; the flow deploys .* instead. Keep the result and deploy it."
	use(err)
	deploy(tagFor("gateway")) // want regenerated-tag
`, builder);
    const found = only(await check(fixture), 'discarded-image');
    expect(found).toMatchObject({ severity: 'warning', function: 'SetupApp' });
    expect(width(found)).toBe('BuildImage'.length);
    expect(found.related[0]?.message).toMatch(/^deployed here as/);
  });
  test('the whole result is dropped, and a fixed name deployed', () => check(flow(`
	BuildFixed() // want discarded-image "BuildFixed returns the image that it built ..localhost/gateway:v1.., and this"
	deploy("localhost/gateway:v2") // want tag-mismatch
`, `
func BuildFixed() (string, error) {
	image := "localhost/gateway:v1"
	return image, build(image)
}`)));
});

describe('a name of another folder, which only another suite builds', () => {
  const other = `${builder}
func use(err error) {}
func sharedTag() string { return fmt.Sprintf("localhost/infra/gateway:%d", time.Now().UnixNano()) }
func SetupOther() {
	image := sharedTag()
	build(image)
	load(image, "other")
	deploy(image)
}`;
  const deployed = (result: string, used: string): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	${result} BuildImage("gateway")
	use(err)
	image := sharedTag()
	load(image, "e2e")
	deploy(image)
	deploy("localhost/cart:v1")
	${used}
`, other);
  test('hit: told at the discard alone, of what is saved', () => check(deployed('_, err :=', '').replace('BuildImage("gateway")\n', 'BuildImage("gateway") // want discarded-image "the flow saves .localhost/infra/gateway:.generated.. instead. Keep the result and save it"\n')));
  test('not the cause where what was built is used all the same', () => check(deployed('kept, err :=', 'load(kept, "e2e")\n\tdeploy(kept)').replace('image).Run(); err != nil {', '$& // want not-built-in-flow')));
  test('not the cause where another image was built', () => check(deployed('_, err :=', '').replace('BuildImage("gateway")', 'BuildImage("basket")').replace('image).Run(); err != nil {', '$& // want not-built-in-flow')));
});

describe('silences', () => {
  test('the name is kept', () => checkSilent(flow(`
	image, err := BuildImage("gateway")
	use(err)
	load(image, "e2e")
	deploy(image)
`, builder)));
  test('thrown away, but the same fixed name is deployed', () => checkSilent(flow(`
	_, err := BuildFixed()
	use(err)
	deploy("localhost/gateway:v1")
`, `
func BuildFixed() (string, error) {
	image := "localhost/gateway:v1"
	return image, build(image)
}`)));
  test('another result is thrown away', () => checkSilent(flow(`
	_, err := Version()
	use(err)
	image, _ := BuildImage("gateway")
	deploy(image)
`, `${builder}
func Version() (string, error) { return "v1", nil }`)));
});

test('hole: what the builder returns is not known', () => checkSilent(flow(`
	_, err := BuildNamed()
	use(err)
	deploy("localhost/gateway:v2")
`, `
func BuildNamed() (string, error) {
	image := readName()
	return image, build(image)
}`)));
