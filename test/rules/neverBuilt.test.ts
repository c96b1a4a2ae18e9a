import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone, flow, goFile } from './goFile';

describe('hits', () => {
  test('a local image that nothing builds, in the flow that builds others', async () => {
    const { findings } = await check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
	deploy("localhost/scheduler:v1") // want never-built "^.localhost/scheduler:v1. is deployed in .SetupApp., but nothing in the workspace builds or tags that repository, and no registry can supply it: the pod ends in ImagePullBackOff"
`));
    expect(findings.find((one) => one.rule === 'never-built')).toMatchObject({ severity: 'error', image: 'localhost/scheduler:v1', function: 'SetupApp', built: [] });
  });

  test('a policy of Never makes any name a local one, and another error', () => check(flow(`
	build("localhost/gateway:v1")
	apply(\`
containers:
- name: scheduler
  image: example/scheduler:v1 # want never-built "ErrImageNeverPull"
  imagePullPolicy: Never
\`)
`)));

  test('a known service from a registry of the workspace is a warning', async () => {
    const { findings } = await check(flow(`
	build("localhost/gateway:v1")
	deploy("localhost:5001/kubernaut-datastorage:v1") // want never-built "builds or tags that repository, and nothing pushes to .localhost:5001.: the pod"
`));
    expect(findings.map((one) => one.severity)).toContain('error');
    const short = await check(flow(`
	build("localhost/gateway:v1")
	deploy("kubernaut-datastorage:v1") // want never-built "in the workspace builds or tags that repository: the pod"
`));
    expect(short.findings.find((one) => one.rule === 'never-built')?.severity).toBe('warning');
  });

  test('podman run of an image nobody builds', () => check(alone(`
	exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("podman", "run", "-d", "--name", "x", "localhost/scheduler:v1").Run() // want never-built "is run in"
`)));

  test('a YAML file beside the code', () => check(`${alone('\texec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()')}
-- deploy.yaml --
apiVersion: v1
kind: Pod
metadata: {name: x}
spec:
  containers:
  - name: scheduler
    image: localhost/scheduler:v1 # want never-built "nothing in the workspace"
`));

  test('in dead code it is information', async () => {
    const { findings } = await check(flow(`
	build("localhost/gateway:v1")
	deploy("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
`, `
func deployOld_DEPRECATED() {
	build("localhost/gateway:v0")
	deploy("localhost/scheduler:v1") // want never-built
}
`));
    expect(findings.map((one) => [one.rule, one.severity])).toContainEqual(['never-built', 'info']);
  });
});

describe('silences', () => {
  test('third-party images are nobody’s business', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	for _, image := range []string{"postgres:16-alpine", "redis:7", "quay.io/jordigilh/redis:7", "docker.io/library/nginx:1.27", "registry.k8s.io/pause:3.9", "ghcr.io/x/y:1"} {
		deploy(image)
	}
	deploy("docker.io/library/busybox")
	deploy("example/app:v1")
`)));

  test('a suite that makes nothing gets its images from elsewhere', () => checkSilent(`-- app_test.go --
${goFile(`func TestApp(t *testing.T) {
	_ = corev1.Container{Image: "localhost/scheduler:v1"}
}`)}`));

  test('a manifest of a workspace in which only scripts build', () => checkSilent(`-- demo/app.yaml --
apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
  - name: app
    image: app:demo
    imagePullPolicy: Never
-- test/e2e/app_test.go --
package e2e
func TestApp(t *testing.T) {}
`));

  test('rows 34 and 35: comments, logs, assertions and clean-ups name no deployment', () => checkSilent(flow(`
	// image: localhost/scheduler:v1
	build("localhost/gateway:v1")
	fmt.Println("image: localhost/scheduler:v1")
	fmt.Printf("Image: %s", "localhost/scheduler:v1")
	Expect(image).To(Equal("localhost/scheduler:v1"))
	exec.Command("podman", "rmi", "-f", "localhost/scheduler:v1").Run()
	exec.Command("podman", "image", "exists", "localhost/scheduler:v1").Run()
`)));

  test('another struct with an Image field is no container', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	record(Catalogue{Image: "localhost/scheduler:v1", ExecutionBundle: "localhost/bundle:v1"})
`, 'type Catalogue struct{ Image, ExecutionBundle string }\nfunc record(c Catalogue) {}')));

  test('row 47: an alias made by podman tag is built', () => checkSilent(alone(`
	exec.Command("podman", "build", "-t", "gateway:v1", ".").Run()
	exec.Command("podman", "tag", "gateway:v1", "localhost/scheduler:v1").Run()
	_ = corev1.Container{Image: "localhost/scheduler:v1"}
`)));

  test('an image that is pulled or pushed by the flow', () => checkSilent(alone(`
	exec.Command("podman", "build", "-t", "localhost:5001/gateway:v1", ".").Run()
	exec.Command("podman", "push", "localhost:5001/gateway:v1").Run()
	exec.Command("podman", "pull", "localhost:5001/tools:v1").Run()
	_ = []corev1.Container{{Image: "localhost:5001/gateway:v1"}, {Image: "localhost:5001/tools:v1"}}
`)));

  test('a repository that the configuration calls third-party', () => checkSilent(`${flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/scheduler:v1")
`)}
-- .kubernaut-image-tags.yaml --
version: 1
thirdParty: ["localhost/scheduler"]
`));
});

describe('holes', () => {
  test('a parameter without a caller', () => checkSilent(alone('\tbuild()', `
func build() { exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run() }
func Deploy(image string) corev1.Container { return corev1.Container{Image: image} }
func DeployTagged(tag string) corev1.Container { return corev1.Container{Image: "localhost/scheduler:" + tag} }
`)));

  test('some build is wholly unknown: it may be this one', () => checkSilent(alone(`
	exec.Command("podman", "build", "-t", readName(), ".").Run()
	_ = corev1.Container{Image: "localhost/scheduler:v1"}
`)));

  test('registry mode: the environment decides', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	image := "localhost/scheduler:v1"
	if registry := os.Getenv("IMAGE_REGISTRY"); registry != "" {
		image = fmt.Sprintf("%s/scheduler:%s", registry, os.Getenv("IMAGE_TAG"))
	}
	build("localhost/scheduler:v1")
	load("localhost/scheduler:v1", "e2e")
	deploy(image)
`)));
});

describe('a placeholder that is overwritten', () => {
  const stored = (image: string, want = '', wantStored = ''): string => alone(`
	outside.Run("docker build -t localhost/app:v1 .")
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
	c := corev1.Container{Name: "app", Image: "localhost/app:placeholder"}${want}
	c.Image = "${image}"${wantStored}
`).replace('"strings"', '"strings"\n\t"github.com/acme/outside"');
  test('by an image of that repository, which is loaded', () => checkSilent(stored('localhost/app:v1')));
  test('hit: by one that isn’t there', () => check(stored('localhost/app:v2', '', ' // want never-built')));
  test('hit: another container’s is', () => check(stored('localhost/web:v1', ' // want never-built\n\td := corev1.Container{Name: "web"}\n\tpods = append(pods, c, d)', ' // want never-built').replace('c.Image =', 'd.Image =')));
});
