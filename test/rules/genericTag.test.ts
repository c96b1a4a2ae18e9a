import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { flow, goFile, helpers } from './goFile';

const generic = 'localhost/kubernaut-datastorage:e2e-test';
const standard = 'localhost/kubernaut-datastorage:e2e-test-datastorage';

describe('hits', () => {
  test('a shared dependency under the generic tag, said once though three sites take the name', async () => {
    const { findings } = await check(flow(`
	image := "${generic}" // want generic-tag "generic tag, but datastorage is a shared dependency.*The standard's form is .localhost/kubernaut-datastorage:e2e-test-datastorage."
	build(image)
	load(image, "e2e")
	deploy(image)
`));
    expect(findings.find((one) => one.rule === 'generic-tag')).toMatchObject({ severity: 'error', image: generic });
  });
  test.each([':latest', ':test', ':dev', ''])('%s', async (tag) => {
    await check(`-- build.go --
${goFile(`func SetupApp() {
	exec.Command("podman", "build", "-t", "localhost/kubernaut-datastorage${tag}", ".").Run() // want generic-tag "is built under a generic tag"
}`)}`);
  });
  test('podman run', () => check(`-- run.go --
${goFile(`func SetupApp() {
	exec.Command("podman", "build", "-t", "${standard}", ".").Run()
	exec.Command("podman", "tag", "${standard}", "${generic}").Run()
	exec.Command("podman", "run", "-d", "${generic}").Run() // want generic-tag "is run under"
}`)}`));
  test('in dead code it is information', async () => {
    const { findings } = await check(flow('', `
func setup_DEPRECATED() {
	build("${generic}") // want generic-tag
}`));
    expect(findings.map((one) => [one.rule, one.severity])).toContainEqual(['generic-tag', 'info']);
  });
});

describe('silences', () => {
  test('row 53: notification’s own e2e-test is allowed', () => checkSilent(flow(`
	image := "localhost/kubernaut-notification:e2e-test"
	build(image)
	load(image, "e2e")
	deploy(image)
`)));
  test('the service-specific tag', () => checkSilent(flow(`
	build("${standard}")
	load("${standard}", "e2e")
	deploy("${standard}")
`)));
  test('only the service’s own suite uses it', () => checkSilent(`${helpers}
-- own.go --
${goFile(`func SetupDataStorageInfrastructure() {
	build("${generic}")
	load("${generic}", "e2e")
	deploy("${generic}")
}`)}`));
  test('a third-party image of the same name, and mentions', () => checkSilent(flow(`
	build("${standard}")
	load("${standard}", "e2e")
	deploy("${standard}")
	deploy("quay.io/jordigilh/datastorage:latest")
	exec.Command("podman", "rmi", "${generic}").Run()
`)));
});

test('hole: the tag is a parameter’s', () => checkSilent(flow('', `
func Deploy(tag string) { deploy("localhost/kubernaut-datastorage:" + tag) }
func Build(image string) { build(image) }
`)));

describe('fixes', () => {
  test('row 52: the build, save, load and deployment change together', () => {
    const fixture = (tag: string): string => `-- setup.go --
${goFile(`func SetupApp() {
	exec.Command("podman", "build", "-t", "localhost/kubernaut-datastorage:${tag}", ".").Run() // want generic-tag
	exec.Command("podman", "save", "-o", "x.tar", "localhost/kubernaut-datastorage:${tag}").Run()
	exec.Command("kind", "load", "image-archive", "x.tar").Run()
	_ = corev1.Container{Image: "localhost/kubernaut-datastorage:${tag}"} ${tag === 'e2e-test' ? '// want generic-tag' : ''}
}`)}`;
    return checkFix(fixture('e2e-test'), /^Use the standard tag e2e-test-datastorage in 3 places$/, fixture('e2e-test-datastorage').replace('"} \n', '"} // want generic-tag\n'));
  });

  test('one constant is one place', () => {
    const fixture = (image: string): string => flow(`
	build(image)
	load(image, "e2e")
	deploy(image)
`, `const image = "${image}" // want generic-tag`);
    return checkFix(fixture(generic), /^Use the standard tag e2e-test-datastorage in/, fixture(standard));
  });

  test('row 52: where the standard’s image is built, the deployment alone changes', () => {
    const fixture = (image: string): string => `-- setup.go --
${goFile(`func SetupApp() {
	exec.Command("podman", "build", "-t", "${standard}", ".").Run()
	exec.Command("podman", "tag", "${standard}", "${generic}").Run()
	_ = corev1.Container{Image: "${image}"} // want generic-tag
}`)}`;
    return checkFix(fixture(generic), /^Use the standard tag e2e-test-datastorage$/, fixture(standard));
  });
});
