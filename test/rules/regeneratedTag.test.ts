import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from './goFile';

const unique = 'func uniqueTag(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }';

describe('hits', () => {
  test('build and deployment each call the generator', async () => {
    const { findings } = await check(flow(`
	build(uniqueTag("gateway"))
	load(uniqueTag("gateway"), "e2e") // want regenerated-tag "is saved in .SetupApp. under"
	deploy(uniqueTag("gateway")) // want regenerated-tag "in .SetupApp. under a tag that is generated for it, while the build .build in helpers.go. generated its own: the two are never the same"
`, unique));
    const found = findings.find((one) => one.rule === 'regenerated-tag' && one.message.includes('is deployed'));
    expect(found).toMatchObject({ severity: 'error', image: 'localhost/gateway:gateway-{generated}' });
    expect(found?.related.some((one) => one.kind === 'trail')).toBe(true);
  });
});

describe('beside other names', () => {
  test('what is run has a tag of its own, and its build a fixed one, too', () => check(flow(`
	buildMock(uniqueTag("mock"))
	exec.Command("podman", "run", "-d", uniqueTag("mock")).Run() // want regenerated-tag "is run in .SetupApp. under a tag that is generated for it, while the build .buildMock in flow.go. generated its own"
`, `${unique}
func buildMock(image string) error { return exec.Command("podman", "build", "-t", image, "-t", "localhost/mock:latest", ".").Run() }`)));
  test('a container that is run under a wrong tag does not start', () => check(flow(`
	build("localhost/mock:v1")
	exec.Command("podman", "run", "-d", "localhost/mock:v2").Run() // want tag-mismatch "no image has this tag, so the container does not start"
`)));
  // No registry has what this run generates, whatever is pulled on a condition.
  const pulled = (image: string, want: string): string => flow(`
	tag := fmt.Sprintf("gateway:%d", time.Now().UnixNano())
	build("localhost/" + tag)
	loadOrPull(${image})
	deploy(${image})${want}
`, `func loadOrPull(image string) error {
	if registry := os.Getenv("REGISTRY"); registry != "" && strings.Contains(image, registry) {
		exec.Command("podman", "pull", image).Run()
	}
	return load(image, "e2e")
}`);
  test('pulled on a condition, and built', () => checkSilent(pulled('"localhost/" + tag', '')));
  test('pulled on a condition, and built under a longer name', () => check(pulled('tag', ' // want name-mismatch "one lacks .localhost/"')));
});

describe('silences', () => {
  test('generated once and passed along', () => checkSilent(flow(`
	image := uniqueTag("gateway")
	build(image)
	load(image, "e2e")
	deploy(image)
`, unique)));
  test('returned by the builder, through a result struct', () => checkSilent(flow(`
	built := buildGateway()
	load(built.image, "e2e")
	deploy(built.image)
`, `${unique}
type result struct{ image string }
func buildGateway() result {
	image := uniqueTag("gateway")
	build(image)
	return result{image: image}
}`)));
  test('kept in a package variable', () => checkSilent(flow(`
	build(gatewayImage)
	load(gatewayImage, "e2e")
	deploy(gatewayImage)
`, `${unique}
var gatewayImage = uniqueTag("gateway")`)));
  test('made under sync.Once', () => checkSilent(flow(`
	build(image())
	load(image(), "e2e")
	deploy(image())
`, `
var (
	once sync.Once
	made string
)
func image() string {
	once.Do(func() { made = fmt.Sprintf("localhost/gateway:%d", time.Now().Unix()) })
	return made
}`)));
});

test('hole: what generates the tag is not known', () => checkSilent(flow(`
	build("localhost/gateway:" + somewhere.Tag())
	load("localhost/gateway:" + somewhere.Tag(), "e2e")
	deploy("localhost/gateway:" + somewhere.Tag())
`)));
