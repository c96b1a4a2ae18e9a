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
	deploy(tagFor("gateway"))
`, builder).replace('Image: image} }', 'Image: image} } // want regenerated-tag');
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
