import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { alone, deployment, flow, goFile, only, width } from './goFile';

test('a deployment names a tag nobody built', async () => {
  const analysis = await check(`
-- build.go --
package infra

import "os/exec"

func build() { exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run() }
-- deploy.go --
package infra

const manifest = \`
    containers:
    - name: app
      image: localhost/app:v2 # want tag-mismatch "built as .*:v1"
\``);
  expect(analysis.findings[0]?.at.range).toEqual({ start: { line: 5, character: 27 }, end: { line: 5, character: 29 } });
});

const incident = (tag: string, want: string): string => `
-- test/infrastructure/datastorage.go --
package infrastructure

import "os/exec"

func buildDataStorageImage() error {
	args := []string{"build", "--no-cache", "-t", "localhost/kubernaut-datastorage:e2e-test-datastorage", "-f", "docker/data-storage.Dockerfile"}
	args = append(args, ".")
	return exec.Command("podman", args...).Run()
}

func loadDataStorageImage(cluster string) error {
	if err := exec.Command("podman", "save", "localhost/kubernaut-datastorage:e2e-test-datastorage", "-o", "/tmp/ds.tar").Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "image-archive", "/tmp/ds.tar", "--name", cluster).Run()
}
-- test/infrastructure/notification.go --
package infrastructure

import corev1 "k8s.io/api/core/v1"

func SetupNotificationInfrastructure(cluster string) error {
	if err := buildDataStorageImage(); err != nil {
		return err
	}
	if err := loadDataStorageImage(cluster); err != nil {
		return err
	}
	deploy(corev1.PodSpec{
		Containers: []corev1.Container{{
			Name:  "datastorage",
			Image: "localhost/kubernaut-datastorage:${tag}",${want}
		}},
	})
	return nil
}

func deploy(spec corev1.PodSpec) {}
`;

test('the incident: a missing suffix in an elided container literal', () => check(incident('e2e-test', ' // want tag-mismatch "built in .SetupNotificationInfrastructure. as .*e2e-test-datastorage"')));
test('the incident, fixed, is silent', () => checkSilent(incident('e2e-test-datastorage', '')));
test('the fix writes the built tag and nothing else', () =>
  checkFix(incident('e2e-test', ' // want tag-mismatch'), /^Use the built tag e2e-test-datastorage$/, incident('e2e-test-datastorage', ' // want tag-mismatch')));

test('row 47: an alias by podman tag counts as built when nothing is loaded', () => checkSilent(`
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("podman", "tag", "localhost/app:v1", "localhost/app:v2").Run()
	return corev1.Container{Image: "localhost/app:v2"}
}`));

test('row 47: a chain of aliases that comes back to its beginning', () => check(alone(`	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("podman", "tag", "localhost/app:v1", "localhost/app:v2").Run()
	exec.Command("podman", "tag", "localhost/app:v2", "localhost/app:v3").Run()
	exec.Command("podman", "tag", "localhost/app:v3", "localhost/app:v1").Run()
	_ = corev1.Container{Image: "localhost/app:v3"}
	_ = corev1.Container{Image: "localhost/app:v4"} // want tag-mismatch "as .localhost/app:v1., .localhost/app:v2. and .localhost/app:v3."
`)));

test('a tag from the environment is unknown, not missing', () => checkSilent(`
package infra

import (
	"os"
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func Setup() corev1.Container {
	exec.Command("podman", "build", "-t", "localhost/app:"+os.Getenv("IMAGE_TAG"), ".").Run()
	return corev1.Container{Image: "localhost/app:v2"}
}`));

const built = '\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n';

describe('more hits', () => {
  test.each([
    ['podman run', 'exec.Command("podman", "run", "-d", "localhost/app:v2").Run()', 'is run, but it is built in .SetupApp. as'],
    ['kubectl run', 'exec.Command("kubectl", "run", "app", "--image=localhost/app:v2").Run()', 'is deployed, but'],
    ['kubectl set image', 'exec.Command("kubectl", "set", "image", "deployment/app", "app=localhost/app:v2").Run()', 'is deployed, but'],
    ['put together by +', '_ = corev1.Container{Image: "localhost/" + "app" + ":v2"}', '.localhost/app:v2. is deployed'],
    ['by Sprintf', '_ = corev1.Container{Image: fmt.Sprintf("%s:%s", "localhost/app", "v2")}', '.localhost/app:v2. is deployed'],
    ['without a tag', '_ = corev1.Container{Image: "localhost/app"}', '.localhost/app. is deployed'],
  ])('%s', async (_, code, why) => {
    const found = only(await check(alone(`${built}\t${code} // want tag-mismatch "${why}"`)), 'tag-mismatch');
    expect(found).toMatchObject({ severity: 'error', built: ['localhost/app:v1'], function: 'SetupApp' });
    expect(found.related[0]?.message).toBe('built here as localhost/app:v1 (SetupApp in flow.go)');
  });

  test('a YAML file, held against everything that is built', async () => {
    const found = only(await check(`${alone(built)}
-- app.yaml --
kind: Pod
spec:
  containers:
  - name: app
    image: "localhost/app:v2" # want tag-mismatch
`), 'tag-mismatch');
    expect([width(found), found.function]).toEqual([2, '']);
  });

  test('row 48: several builds under other tags are all named', () => check(alone(`${built}${built.replace('v1', 'v3')}\t_ = corev1.Container{Image: "localhost/app:v2"} // want tag-mismatch "built in .SetupApp. as .localhost/app:v1. and .localhost/app:v3."`)));

  test('one place that two set-ups reach is one finding', async () => {
    await check(`-- a.go --
${goFile(`func SetupA() {
${built}	deployApp()
}
func SetupB() {
${built}	deployApp()
}
func deployApp() {
	_ = corev1.Container{Image: "localhost/app:v2"} // want tag-mismatch "built in .SetupA. and .SetupB. as"
}`)}`);
  });

  test('row 36: in dead code it is information, and the message says that nothing calls it', async () => {
    const found = only(await check(alone('', `func old_DEPRECATED() {\n${built}\t_ = corev1.Container{Image: "localhost/app:v2"} // want tag-mismatch "because nothing runs the code in which it shows"\n}`)), 'tag-mismatch');
    expect(found.severity).toBe('info');
  });
});

describe('more silences', () => {
  test('row 24: a branch set: one of the values is built', () => checkSilent(alone(`${built}
	tag := "v1"
	if os.Getenv("X") != "" {
		tag = "v2"
	}
	_ = corev1.Container{Image: "localhost/app:" + tag}
`)));
  test('a third party’s image whose repository nobody builds', () => checkSilent(alone(`${built}\t_ = corev1.Container{Image: "quay.io/x/app:v2"}`)));
  test('a digest: which digest a tag has is not known', () => checkSilent(alone(`${built}\t_ = corev1.Container{Image: "localhost/app@sha256:${'a'.repeat(64)}"}`)));
  test('a placeholder that the code replaces', () => checkSilent(flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	manifest := "containers:\\n- name: app\\n  image: localhost/app:placeholder\\n"
	apply(strings.ReplaceAll(manifest, "localhost/app:placeholder", "localhost/app:v1"))
`)));
  test('a placeholder that kubectl set image patches', () => checkSilent(flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	apply(\`
${deployment('localhost/app:placeholder', 'manager')}
\`)
	exec.Command("kubectl", "set", "image", "deployment/app", "manager=localhost/app:v1").Run()
`)));
  describe('a manifest that is applied, deleted and made again in Go', () => {
    const fixture = (remove: string, recreated = '_ = corev1.Container{Name: "manager", Image: "localhost/app:v1"}', want = ''): string => `${flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	exec.Command("kubectl", "apply", "-f", "test/infra/app.yaml").Run()
	${remove}
	${recreated}
`)}
-- test/infra/app.yaml --
${deployment(`localhost/app:placeholder ${want}`, 'manager')}
`;
    test.each(['"deployment", "app"', '"deploy/app"', '"deployments.apps", "other", "app", "-n", "x"', '"-f", "test/infra/app.yaml"'])('kubectl delete %s', async (what) => {
      await checkSilent(fixture(`exec.Command("kubectl", "delete", ${what}, "--ignore-not-found").Run()`));
    });
    test.each([['another workload', 'exec.Command("kubectl", "delete", "deployment", "other").Run()'], ['nothing', '']])('deleted: %s', async (_, remove) => {
      await check(fixture(remove, undefined, '# want tag-mismatch'));
    });
    test('and not made again: a clean-up', async () => {
      await check(fixture('exec.Command("kubectl", "delete", "deployment", "app").Run()', '', '# want tag-mismatch'));
    });
  });
  test('rows 34 and 35: the same image in comments, logs, assertions and clean-ups', () => checkSilent(alone(`${built}
	_ = corev1.Container{Image: "localhost/app:v1"} // not localhost/app:v2
	fmt.Println("deploying localhost/app:v2", "image: localhost/app:v3")
	Expect(pod.Image).To(Equal("localhost/app:v2"))
	exec.Command("podman", "rmi", "localhost/app:v2").Run()
`)));
});

describe('more holes', () => {
  test('an unbound parameter on either side', () => checkSilent(alone('', `
func Build(tag string) { exec.Command("podman", "build", "-t", "localhost/app:"+tag, ".").Run() }
func Deploy(tag string) corev1.Container { return corev1.Container{Image: "localhost/app:" + tag} }
func DeployFixed() corev1.Container { return corev1.Container{Image: "localhost/app:v2"} }
`)));
  test.each(['exec.Command("podman", append([]string{"build"}, args()...)...).Run()', 'exec.Command("docker", append([]string{"tag", "localhost/x:v1"}, args()...)...).Run()', 'exec.Command("podman", append([]string{"pull"}, args()...)...).Run()'])('an unknown list of arguments may name any image: %s', async (command) => {
    await checkSilent(alone(`\t${command}\n${built}\t_ = corev1.Container{Image: "localhost/app:v2"}\n\t_ = corev1.Container{Image: "localhost/other:v2"}`, 'func args() []string { return parse(os.Args) }'));
  });
});

describe('where the fix lands', () => {
  const fix = async (make: (tag: string) => string, title = /^Use the built tag v1$/): Promise<void> => {
    await checkFix(make('v2'), title, make('v1'));
  };
  test('a raw string', () => fix((tag) => alone(`${built}\tapply(\`
containers:
- name: app
  image: localhost/app:${tag} # want tag-mismatch
\`)`, 'func apply(string) {}')));
  test('a YAML file, quoted', () => fix((tag) => `${alone(built)}\n-- app.yaml --\nkind: Pod\nspec:\n  containers:\n  - name: app\n    image: 'localhost/app:${tag}' # want tag-mismatch`));
  test('a constant that two deployments share: the title says so', () => fix((tag) => alone(`${built}\t_ = corev1.Container{Image: "localhost/app:" + tag}\n\t_ = corev1.Container{Image: fmt.Sprintf("localhost/app:%s", tag)}`, `const tag = "${tag}" // want tag-mismatch`), /^Use the built tag v1, which changes 2 places$/));
  test('an argument two calls away', () => fix((tag) => alone(`${built}\touter("${tag}") // want tag-mismatch`, `
func outer(tag string) { inner("localhost/app", tag) }
func inner(repository, tag string) { _ = corev1.Container{Image: repository + ":" + tag} }`)));
  test('a field of a struct', () => fix((tag) => alone(`${built}\tdeploy(config{image: "localhost/app:${tag}"}) // want tag-mismatch`, `
type config struct{ image string }
func deploy(c config) { _ = corev1.Container{Image: c.image} }`)));
  test('row 18: behind an escape in the same literal', () => fix((tag) => alone(`${built}\t_ = corev1.Container{Image: "\\x6cocalhost/app:${tag}"} // want tag-mismatch`)));
  test('no tag: it is appended', () => checkFix(alone(`${built}\t_ = corev1.Container{Image: "localhost/app"} // want tag-mismatch`), /^Use the built tag v1$/, alone(`${built}\t_ = corev1.Container{Image: "localhost/app:v1"} // want tag-mismatch`)));
  test('rows 3 and 5: CRLF and wide characters before it', () => fix((tag) => alone(`${built}\t_ = corev1.Container{Name: "😀é", Image: "localhost/app:${tag}"} // want tag-mismatch`).replaceAll('\n', '\r\n').replaceAll(/^(-- .* --)\r$/gm, '$1')));

  const titles = async (fixture: string): Promise<string[]> => only(await check(fixture), 'tag-mismatch').fixes.map((one) => one.title);
  test('row 18: refused: the tag is written as escapes', async () => {
    expect(await titles(alone(`${built}\t_ = corev1.Container{Image: "localhost/app:\\x762"} // want tag-mismatch`))).toEqual(['Ignore tag-mismatch here with a reason']);
  });
  test('refused: the tag is put together from two literals', async () => {
    expect(await titles(alone(`${built}\t_ = corev1.Container{Image: "localhost/app:v" + "2"} // want tag-mismatch`))).toEqual(['Ignore tag-mismatch here with a reason']);
  });
  test('refused: the characters are a build’s as well', async () => {
    expect(await titles(alone(`${built}\texec.Command("podman", "build", "-t", "localhost/other:"+tag, ".").Run()\n\t_ = corev1.Container{Image: "localhost/app:" + tag}`, 'const tag = "v2" // want tag-mismatch'))).toEqual(['Ignore tag-mismatch here with a reason']);
  });
  test('row 54: a built tag that is written and one that is generated: none is preferred or safe', async () => {
    const { fixes } = only(await check(alone(`
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("podman", "build", "-t", "localhost/app:run-" + time.Now().Format("150405"), ".").Run()
	_ = corev1.Container{Image: "localhost/app:v2"} // want tag-mismatch
`)), 'tag-mismatch');
    expect(fixes.filter((one) => /^Use/.test(one.title)).map((one) => [one.title, one.preferred, one.safe])).toEqual([['Use the built tag v1', false, false]]);
  });
  test('row 54: two built tags: two fixes, none preferred or safe', async () => {
    const { fixes } = only(await check(alone(`${built}${built.replace('v1', 'v3')}\t_ = corev1.Container{Image: "localhost/app:v2"} // want tag-mismatch`)), 'tag-mismatch');
    expect(fixes.map((one) => [one.title, one.preferred, one.safe])).toEqual([['Use the built tag v1', false, false], ['Use the built tag v3', false, false], ['Ignore tag-mismatch here with a reason', false, false]]);
  });
});

describe('what a registry has', () => {
  const pulled = (image: string, pull: string): string => alone(`
	exec.Command("docker", "build", "-t", "${image}:v1", ".").Run()
	exec.Command("docker", "run", "${image}:v2").Run()${pull}
`);
  test('somebody pulls the repository: other tags may be there, too', () => checkSilent(pulled('otel/collector', '\n\texec.Command("docker", "pull", "otel/collector:v1").Run()')));
  test('nobody does', () => check(pulled('otel/collector', ' // want tag-mismatch')));
  test('another repository is pulled', () => check(pulled('otel/collector', ' // want tag-mismatch\n\texec.Command("docker", "pull", "otel/other:v1").Run()')));
  test('a local one is in no registry', () => check(pulled('localhost/collector', ' // want tag-mismatch\n\texec.Command("podman", "pull", "localhost/collector:v1").Run()')));
  test('a helper pulls what it has no Dockerfile for', () => checkSilent(`-- test/e2e/app_test.go --
package e2e
import ("os/exec"; "testing")
type image struct{ tag, dockerfile string }
func provide(images ...image) {
	for _, one := range images {
		if one.dockerfile != "" {
			exec.Command("docker", "build", "-t", one.tag, "-f", one.dockerfile, ".").Run()
		} else {
			exec.Command("docker", "pull", one.tag).Run()
		}
	}
}
func TestApp(t *testing.T) {
	provide(image{tag: "app:dev", dockerfile: "app.Dockerfile"}, image{tag: "otel/collector:0.103.0"})
	exec.Command("docker", "compose", "-f", "compose.yaml", "up", "-d").Run()
}
-- test/e2e/compose.yaml --
services:
  collector:
    image: otel/collector:0.104.0
`));
  test('what another Compose file builds is its own project’s', async () => {
    const project = (image: string, build = ''): string => `services:\n  app:\n    image: ${image}\n${build}`;
    await checkSilent(`-- test/e2e/one/compose.yaml --\n${project('acme', '    build: .\n')}\n-- test/e2e/two/compose.yaml --\n${project('acme:3.14')}`);
    await check(`-- test/e2e/one/compose.yaml --\n${project('acme:v1', '    build: .\n')}  web:\n    image: acme:v2 # want tag-mismatch\n`);
  });
});

describe('a builder that gives back another name than it builds', () => {
  /** Two images are built by one helper, saved and loaded, and deployed by what it returns. */
  const through = (built: string, returned: string, want = ''): string => flow(`
	for _, name := range []string{"gateway", "notification"} {
		image := buildOne(name)
		load(image, "e2e")
		deploy(image)
	}
`, `
func unique(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }
func buildOne(name string) string {
	image := unique(name)
	exec.Command("podman", "build", "-t", ${built}, ".").Run()${want}
	return ${returned}
}`);
  test('the same name', () => checkSilent(through('image + "-e2e"', 'image + "-e2e"')));
  test('the build has a suffix of its own: one finding, at the suffix, for all images', async () => {
    const finding = only(await check(through('image + "-e2e"', 'image', ' // want tag-mismatch "is saved, but it is built in .SetupApp. as .localhost/gateway:gateway-{generated}-e2e."')), 'tag-mismatch');
    expect(finding.message).toContain('The same goes for 1 more name here.');
    expect(width(finding)).toBe('-e2e'.length);
    expect(finding.fixes.map(({ title }) => title)).toEqual(['Ignore tag-mismatch here with a reason']);
  });
  test('what nobody knows may be empty', () => checkSilent(through('image + os.Args[1]', 'image')));
  test('what is deployed alone lacks the suffix: it is told there, and not as generated again', () => check(flow(`
	image := unique()
	build(image + "-e2e")
	load(image + "-e2e", "e2e")
	deploy(image) // want tag-mismatch "built in .SetupApp. as .localhost/gateway:{generated}-e2e."
`, 'func unique() string { return fmt.Sprintf("localhost/gateway:%d", time.Now().UnixNano()) }')));
  test('what is saved has a suffix of its own: it is told there', () => check(flow(`
	image := unique()
	build(image)
	load(image+"-e2e", "e2e") // want tag-mismatch
	deploy(image+"-e2e")
`, 'func unique() string { return fmt.Sprintf("localhost/gateway:%d", time.Now().UnixNano()) }')));
  test('a fixed tag with a suffix at the build alone', async () => {
    const finding = only(await check(flow(`
	image := "localhost/gateway:e2e"
	build(image + "-cover") // want tag-mismatch "is saved, but it is built in .SetupApp. as"
	load(image, "e2e")
	deploy(image)
`)), 'tag-mismatch');
    expect(width(finding)).toBe('-cover'.length);
    expect(finding.message).not.toContain('The same goes');
  });
});
