import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { alone, flow, only, width } from './goFile';

const deployed = (image: string, want = ''): string => alone(`\t_ = corev1.Container{Image: "${image}"} ${want}`);

describe('hits', () => {
  test.each([
    ['localhost/a:localhost/a:b', 'whole reference|tag'],
    ['localhost/Gateway:v1', 'upper|lower|capital'],
    ['localhost/gateway:', 'tag'],
    ['localhost/gateway:v1 beta', '.'],
    ['localhost//gateway:v1', '.'],
    [`localhost/gateway:${'v'.repeat(129)}`, '128'],
    ['localhost/gateway@sha256:abc', 'digest'],
  ])('%s', async (image, why) => {
    const found = only(await check(deployed(image, `// want malformed-reference "is deployed, but it is no image reference: .*(${why})"`)), 'malformed-reference');
    expect(found).toMatchObject({ severity: 'error', function: 'SetupApp', built: [] });
  });

  test('the characters at fault are underlined', async () => {
    expect(width(only(await check(deployed('localhost/gateway:v1 beta', '// want malformed-reference')), 'malformed-reference'))).toBeLessThan(8);
  });

  test('a reference used as a tag, put together in another function', async () => {
    const found = only(await check(alone('\tbuild(image("localhost/gateway:v1"))', `
func image(tag string) string { return fmt.Sprintf("localhost/gateway:%s", tag) }
func build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
`).replace('gateway:v1"))', 'gateway:v1")) // want malformed-reference "is built, but"')), 'malformed-reference');
    expect(found.related.some((one) => one.kind === 'trail')).toBe(true);
  });

  test.each([['build', 'exec.Command("podman", "build", "-t", "X", ".").Run()', 'built'], ['run', 'exec.Command("podman", "run", "X").Run()', 'run'], ['save', 'exec.Command("podman", "save", "-o", "a.tar", "X").Run()', 'saved'], ['push', 'exec.Command("podman", "push", "X").Run()', 'pushed'], ['load', 'exec.Command("kind", "load", "docker-image", "X").Run()', 'loaded']])('%s', async (_, command, word) => {
    await check(alone(`\t${command.replace('X', 'localhost/App:v1')} // want malformed-reference "is ${word}, but"`));
  });

  test('in dead code it is information', async () => {
    expect(only(await check(flow('', `
func old_DEPRECATED() {
	build("localhost/App:v1") // want malformed-reference
}`)), 'malformed-reference').severity).toBe('info');
  });
});

describe('a manifest file', () => {
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n  - name: app\n    image: alpine:invalid! # want malformed-reference\n';
  const suiteOf = (body: string): string => `-- test/e2e/app_test.go --\npackage e2e\nimport "os/exec"\nfunc TestApp(t *testing.T) { ${body} }\n`;

  test('that no suite mentions may be broken on purpose: information', async () => {
    const found = only(await check(`-- test/e2e/testdata/broken.yaml --\n${pod}\n${suiteOf('exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()')}`), 'malformed-reference');
    expect(found.severity).toBe('info');
    expect(found.message).toContain('because no suite that runs applies this file');
  });

  test.each(['REPLACE_IMAGE', '"[YOUR ALIAS]"', '<image>', '"{{ image }}"', '__IMAGE__', '$(IMAGE)', 'docker.io/YOUR_ALIAS/app:dev', 'YOUR_REGISTRY/app:dev', 'docker.io/YOUR ID/app:dev', 'docker.io/[YOUR ALIAS]/app:dev'])('that no suite mentions may hold a stand-in: %s', async (image) => {
    await checkSilent(`-- test/e2e/testdata/pod.yaml --\n${pod.replace('alpine:invalid! # want malformed-reference', image)}\n${suiteOf('exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()')}`);
  });

  test('a stand-in that a suite applies as it is fails', async () => {
    await check(`-- test/e2e/testdata/pod.yaml --\n${pod.replace('alpine:invalid!', 'REPLACE_IMAGE')}\n${suiteOf('exec.Command("kubectl", "apply", "-f", "testdata/pod.yaml").Run()')}`);
  });

  test('that a suite applies fails', async () => {
    expect(only(await check(`-- test/e2e/testdata/pod.yaml --\n${pod}\n${suiteOf('exec.Command("kubectl", "apply", "-f", "testdata/pod.yaml").Run()')}`), 'malformed-reference').severity).toBe('error');
  });
});

describe('a scheme', () => {
  const suite = (image: string): string => `-- test/e2e/pod.yaml --\napiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n  - name: app\n    image: ${image}\n-- test/e2e/app_test.go --\npackage e2e\nimport ("os/exec"; "testing")\nfunc TestApp(t *testing.T) { exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run() }\n`;

  test.each(['ko://example.com/app/cmd/app', 'kurun://../cmd/app/main.go', 'bazel+image://app:image'])('of a tool that builds what it names: %s', async (image) => {
    await checkSilent(suite(image));
  });
  test.each(['https://localhost/app:v1', 'docker://localhost/app:v1', 'oci://localhost/app:v1'])('of an address is a slip: %s', async (image) => {
    await check(suite(`${image} # want malformed-reference "no scheme"`));
  });
});

describe('an image of fields that nobody is seen to set', () => {
  const made = (body: string, rest = ''): string => alone(body, `
type imageSpec struct{ Repository, Tag string }
func (i imageSpec) ref() string { return i.Repository + ":" + i.Tag }
type agentSpec struct {
	Name  string
	Image imageSpec
}
func container(spec agentSpec) corev1.Container { return corev1.Container{Name: spec.Name, Image: spec.Image.ref()} }
${rest}`);

  test('in code that nothing runs is filled in where no way leads', () => checkSilent(made('', `
func old_DEPRECATED() corev1.Container { return container(agentSpec{Name: "agent"}) }
`)));
  test('that runs is told', async () => {
    await check(made('\t_ = container(agentSpec{Name: "agent"})').replace('return i.Repository + ":" + i.Tag }', 'return i.Repository + ":" + i.Tag } // want malformed-reference "repository is missing"'));
  });
  test('of which one piece is set wrong is information where nothing runs it', async () => {
    const found = only(await check(made('', `
func old_DEPRECATED() corev1.Container {
	return container(agentSpec{Image: imageSpec{Repository: "localhost/App", Tag: "v1"}}) // want malformed-reference "lower-case"
}`)), 'malformed-reference');
    expect(found.severity).toBe('info');
  });
});

describe('an object in a test', () => {
  const suite = (body: string, image = 'acme/firstImage'): string => `-- pkg/app/app_test.go --\npackage app\nimport ("os/exec"; "testing"; corev1 "k8s.io/api/core/v1")\nfunc TestApp(t *testing.T) {\n\tgot := convert(corev1.Container{Image: "${image}"})${body}\n\t_ = got\n}\nfunc convert(c corev1.Container) string { return c.Name }\n`;

  test('that no engine and no cluster sees is data: nothing', () => checkSilent(suite('')));
  test('of a suite that runs an engine fails', () => check(suite(' // want malformed-reference\n\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()')));
  test('of a suite that applies a manifest fails', () => check(suite(' // want malformed-reference\n\texec.Command("kubectl", "apply", "-f", "pod.yaml").Run()') + '-- pkg/app/pod.yaml --\napiVersion: v1\nkind: Pod\nmetadata:\n  name: app\nspec:\n  containers:\n  - name: app\n    image: postgres:16\n'));
  test.each(['DEADBEEF', 'container image', 'firstImage'])('a word stands for some image, in whatever suite: %s', async (image) => {
    await checkSilent(suite('\n\texec.Command("kind", "create", "cluster", "--image", "kindest/node:v1.30.0").Run()', image));
  });
  test('a word that a test hands to the code that makes the object', () => checkSilent(suite('\n\texec.Command("kind", "create", "cluster", "--image", "kindest/node:v1.30.0").Run()\n\tpod("container image")', 'postgres') + '-- pkg/app/app.go --\npackage app\nimport corev1 "k8s.io/api/core/v1"\nfunc pod(image string) corev1.Container { return corev1.Container{Image: image} }\n'));
  test('in a set-up function fails', () => check(alone('\tgot := corev1.Container{Image: "firstImage"} // want malformed-reference\n\t_ = got')));
});

describe('silences', () => {
  test('well-formed references of every kind', () => checkSilent(alone(['postgres', 'a:1', 'registry.example:5001/a/b_c/d--e:V1.2-x', 'quay.io/x/y@sha256:' + 'a'.repeat(64), '[2001:db8::1]:5000/a:1'].map((image) => `\t_ = corev1.Container{Image: "${image}"}`).join('\n'))));
  test('other languages’ templates, service accounts and hosts', () => checkSilent(alone(`
	apply(\`
containers:
- name: a
  image: {{ .Values.image }}
- name: b
  image: \${IMAGE}
\`)
	use("system:serviceaccount:kubernaut-system:gateway", "localhost:8080", "http://Localhost/X:Y:Z")
`, 'func apply(string) {}\nfunc use(...string) {}')));
  test('a good name on one way: the bad one may never be taken', () => checkSilent(alone(`
	image := "localhost/App:v1"
	if os.Getenv("X") != "" {
		image = "localhost/app:v1"
	}
	exec.Command("podman", "build", "-t", image, ".").Run()
	_ = corev1.Container{Image: image}
`)));
});

describe('quoted by the verb that fills it in', () => {
  const applied = (image: string, want = ''): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	apply(fmt.Sprintf(pod, "${image}")) ${want}
`, 'const pod = `kind: Pod\nspec:\n  containers:\n  - name: app\n    image: %q\n    imagePullPolicy: %q\n`').replace('")) ', '", "Never")) ');

  test('the quotes are YAML’s', () => checkSilent(applied('localhost/gateway:v1')));
  test('what is in them is judged, and fixed', () => checkFix(applied('localhost/gateway:v2', '// want tag-mismatch'), /^Use the built tag v1$/, applied('localhost/gateway:v1', '// want tag-mismatch')));
  test('and may be malformed', () => check(applied('localhost/Gateway:v1', '// want malformed-reference')));
});

test('hole: a generated or unknown part may be anything', () => checkSilent(alone('', `
func Deploy(name, tag string) corev1.Container { return corev1.Container{Image: name + ":" + tag + ":" + os.Getenv("X")} }
`)));

describe('a name that one flow gives a helper of several', () => {
  const suites = (image: string, want: string): string => `-- test/infrastructure/build.go --
package infrastructure

import "os/exec"

func Build(image, dockerfile string) error {
	return exec.Command("docker", "build", "-t", image, "-f", dockerfile, ".").Run()
}
-- test/e2e/a/a_test.go --
package a

import (
	"testing"

	"example.com/app/test/infrastructure"
)

func TestA(t *testing.T) { infrastructure.Build("localhost/app:v1", "Dockerfile") }
-- test/e2e/b/b_test.go --
package b

import (
	"testing"

	"example.com/app/test/infrastructure"
)

func TestB(t *testing.T) { infrastructure.Build(${image}, "Dockerfile") }${want}
-- go.mod --
module example.com/app
`;
  test('a good one', () => checkSilent(suites('"localhost/gateway:v1"', '')));
  test('the name to show instead', () => check(suites('"The Gateway"', ' // want malformed-reference ".The Gateway. is built, but it is no image reference: it contains a space"')));
  test('one that isn’t known', () => checkSilent(suites('"Gateway:" + t.Name()', '')));
});
