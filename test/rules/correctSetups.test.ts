/** Set-ups that are right though not everything is seen that makes them right; beside each, the same with nothing that could. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone, flow, goFile, helpers } from './goFile';

const suiteFile = (body: string, imports: readonly string[] = [], pkg = 'e2e'): string => `package ${pkg}
import (
	"testing"
	corev1 "k8s.io/api/core/v1"
${imports.map((path) => `\t"${path}"\n`).join('')})
${body}
`;
/** Somebody else builds and loads app as v1. */
const builder = flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tdeploy("localhost/app:v1")').replaceAll('-- ', '-- test/infra/');

describe('a suite that has no cluster', () => {
  const pod = (image: string, want = ''): string => `func TestSet(t *testing.T) {\n\tpod := corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "${image}"}}}${want}\n\tset(&pod)\n}\nfunc set(*corev1.PodSpec) {}`;
  test('makes pods as data', () => checkSilent(`${builder}-- test/unit/pods_test.go --\n${suiteFile(pod('localhost/app:before'))}`));
  test('has an API server without nodes', () => checkSilent(`${builder}-- test/integration/pods_test.go --\n${suiteFile(pod('localhost/app:v2'), ['sigs.k8s.io/controller-runtime/pkg/client', 'sigs.k8s.io/controller-runtime/pkg/envtest'])}`));
  test('one that has a client deploys', () => check(`${builder}-- test/e2e/pods_test.go --\n${suiteFile(pod('localhost/app:v2', ' // want tag-mismatch').replace('set(&pod)', 'cl.Create(nil, &pod)').replace('func set(*corev1.PodSpec) {}', 'var cl client.Client'), ['sigs.k8s.io/controller-runtime/pkg/client'])}`).then(() => undefined));
  test('a helper that has one deploys', () => check(`${builder}-- test/e2e/pods_test.go --\n${suiteFile('func TestSet(t *testing.T) { create("localhost/app:v2") } // want tag-mismatch')}-- test/e2e/create.go --
package e2e
import (
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)
var c client.Client
func create(image string) { c.Create(nil, &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: image}}}}) }
`).then(() => undefined));
});

/** App is built, another image is loaded; `line` may load app. */
const unloaded = (line: string, want = ''): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
	image := "localhost/app:v1"
	build(image)
	${line}
	deploy(image)${want}
`);

describe('what a node imports by itself', () => {
  test.each([
    'exec.Command("docker", "exec", "node", "sh", "-c", "ctr -n k8s.io images import /app.tar").Run()',
    'run("docker", "exec", "node", "bash", "-lc", "ctr -n k8s.io images import /app.tar && crictl images")',
    'exec.Command("minikube", "ssh", "docker load -i app.tar").Run()',
    'exec.Command("minikube", "ssh", "--", "sudo", "podman", "load", "-i", "app.tar").Run()',
    'exec.Command("ssh", "node", "sudo ctr -n k8s.io images import app.tar").Run()',
    'exec.Command("microk8s", "images", "import", "app.tar").Run()',
    'exec.Command("cp", "app.tar", "/var/lib/rancher/k3s/agent/images/app.tar").Run()',
    'exec.Command("kind", "create", "cluster", "--name", "e2e", "--image", "localhost/node:with-app").Run()',
    'exec.Command("kind", "create", "cluster", "--image", "localhost/node:with-app").Run()',
  ])('%s', (line) => checkSilent(unloaded(line)).then(() => undefined));
  test.each([
    'exec.Command("docker", "exec", "node", "sh", "-c", "crictl images").Run()',
    'exec.Command("kind", "create", "cluster", "--name", "e2e", "--image", "kindest/node:v1.34.0").Run()',
  ])('none of these: %s', (line) => check(unloaded(line, ' // want not-loaded')).then(() => undefined));
});

describe('names that a registry has', () => {
  const built = (made: string, deployed: string, want = ''): string => alone(`\texec.Command("docker", "build", "-t", "${made}", ".").Run()\n\texec.Command("kind", "load", "docker-image", "${made}").Run()\n\t_ = corev1.Container{Name: "app", Image: "${deployed}"}${want}`);
  test.each([['acme/app:e2e', 'acme/app:v1.4.2'], ['redis:e2e', 'redis:7'], ['nginx:e2e', 'nginx']])('%s is built, %s is deployed', (made, deployed) => checkSilent(built(made, deployed)).then(() => undefined));
  test.each([['acme/app:e2e', 'acme/app:e2'], ['app:e2e', 'app:v1.4.2']])('%s is built, and nobody has %s', (made, deployed) => check(built(made, deployed, ' // want tag-mismatch')).then(() => undefined));
  test.each([['127.0.0.1:5001/app:v1', 'localhost:5001/app:v1'], ['192.168.49.2:5000/app:v1', 'localhost:5000/app:v1']])('pushed as %s, pulled as %s', (pushed, pulled) => checkSilent(alone(`\texec.Command("docker", "build", "-t", "${pushed}", ".").Run()\n\texec.Command("docker", "push", "${pushed}").Run()\n\t_ = corev1.Container{Name: "app", Image: "${pulled}"}`)).then(() => undefined));
  test.each(['crane', 'oras', 'regctl'])('tagged there by %s', (tool) => checkSilent(alone(`\texec.Command("docker", "build", "-t", "localhost:5001/app:e2e", ".").Run()\n\texec.Command("docker", "push", "localhost:5001/app:e2e").Run()\n\texec.Command("${tool}", "tag", "localhost:5001/app:e2e", "rc").Run()\n\t_ = corev1.Container{Name: "app", Image: "localhost:5001/app:rc"}`)).then(() => undefined));
});

describe('archives that bear another name', () => {
  test.each([
    'exec.Command("skopeo", "copy", "containers-storage:localhost/app:v1", "docker-archive:/tmp/a.tar:localhost/app:v2").Run()',
    'exec.Command("podman", "push", "localhost/app:v1", "docker-archive:/tmp/a.tar:localhost/app:v2").Run()',
  ])('%s', (line) => checkSilent(alone(`\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n\t${line}\n\texec.Command("kind", "load", "image-archive", "/tmp/a.tar").Run()\n\t_ = corev1.Container{Name: "app", Image: "localhost/app:v2"}`)).then(() => undefined));
});

describe('placeholders and patterns', () => {
  const yaml = (image: string): string => `${flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")')}-- pod.yaml --\nkind: Pod\nspec:\n  containers:\n  - name: app\n    image: ${image}\n`;
  test.each(['__IMAGE__', 'localhost/app:@@TAG@@', '"%APP_IMAGE%"', 'REPLACE_IMAGE:REPLACE_TAG', 'placeholder', '"localhost/*"', '"!*:latest"', '"localhost/\\x61pp:v1"'])('%s', (image) => checkSilent(yaml(image)).then(() => undefined));
  test('what is replaced in files that are found by a pattern', () => checkSilent(`${flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tfiles, _ := filepath.Glob("*.yaml")\n\tfor _, file := range files {\n\t\traw, _ := os.ReadFile(file)\n\t\tapply(string(withImage(raw, "localhost/app:v1")))\n\t}', 'func withImage(manifest []byte, image string) []byte { return bytes.ReplaceAll(manifest, []byte("localhost/app:dev"), []byte(image)) }').replace('"fmt"', '"bytes"\n\t"fmt"\n\t"path/filepath"')}-- pod.yaml --\nkind: Pod\nspec:\n  containers:\n  - name: app\n    image: localhost/app:dev\n`));
  test('a refusal that is expected', () => checkSilent(alone('\t_ = corev1.Container{Name: "app", Image: "Not/An Image"}\n\tExpect(reason()).To(Equal("InvalidImageName"))')));
  test.each(['00-assert.yaml', 'golden/pod.yaml', 'pod.golden.yaml', 'expected.yaml', 'pod-assert.yaml'])('what is expected: %s', (name) => checkSilent(yaml('localhost/app:dev').replace('pod.yaml', name)).then(() => undefined));
  test('a replacement of several lines', () => checkSilent(flow('\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tapply(strings.Replace(`kind: Pod\nspec:\n  containers:\n  - name: app\n    image: localhost/app:v1\n`, ":v1\\n", ":v1\\n    imagePullPolicy: Never\\n", 1))')));
});

describe('code that is run before, or never', () => {
  test('a program that sets the cluster up', () => checkSilent(`${helpers.replace('-- ', '-- cmd/prepare/').replace('package infra', 'package main')}-- cmd/prepare/main.go --
${goFile('func main() {\n\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n}', 'main')}
-- test/e2e/app_test.go --
${suiteFile('func TestApp(t *testing.T) {\n\texec.Command("docker", "build", "-t", "localhost/cart:v1", ".").Run()\n\texec.Command("kind", "load", "docker-image", "localhost/cart:v1").Run()\n\t_ = corev1.Container{Image: "localhost/cart:v1"}\n\t_ = corev1.Container{Image: "localhost/app:v1"}\n}', ['os/exec'])}`));
  test('a file that is never compiled', () => checkSilent(`${builder}-- test/infra/old.go --\n//go:build ignore\n\n${goFile('func SetupOld() { deploy("localhost/app:old") }')}`));
  test('docker reads podman’s store', () => checkSilent(alone('\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n\tcmd := exec.Command("kind", "load", "docker-image", "localhost/app:v1")\n\tcmd.Env = append(os.Environ(), "DOCKER_HOST=unix:///run/podman/podman.sock")\n\tcmd.Run()\n\t_ = corev1.Container{Name: "app", Image: "localhost/app:v1"}')));
});

describe('code that is being written', () => {
  const suite = (line: string, more = ''): string => flow(`
	image := "localhost/app:v1"
	build(image)
	${line}
	deploy(image)
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
`, more);
  test.each([
    ['the loader’s name', 'Lo(image, "e2e")'],
    ['a subcommand', 'exec.Command("kind", "lo", "docker-image", image).Run()'],
    ['what is loaded', 'exec.Command("kind", "load", image).Run()'],
    ['the runner’s name', 'exec.Comm("kind", "load", "docker-image", image).Run()'],
    ['a method', 's.lo(image)', 'type suite struct{ cluster string }\nvar s suite\nfunc (s suite) load(image string) {}'],
  ])('%s', (_, line, more = '') => checkSilent(suite(line, more)).then(() => undefined));
  test('a parameter that callers don’t give yet', () => checkSilent(suite('push(image, "x")', 'func push(engine, image, to string) { exec.Command("kind", "load", "docker-image", image).Run() }')));
  test('a builder’s name', () => checkSilent(`${builder}-- test/e2e/app_test.go --\n${suiteFile('func TestApp(t *testing.T) {\n\texec.Command("docker", "build", "-t", "localhost/cart:v1", ".").Run()\n\texec.Command("kind", "load", "docker-image", "localhost/cart:v1").Run()\n\tPrepareA(t)\n\t_ = corev1.Container{Image: "localhost/cart:v1"}\n\t_ = corev1.Container{Image: "localhost/app:v1"}\n}', ['os/exec'])}`));

  /** Nobody builds app, or whatever `line` will be does. */
  const unbuilt = (line: string, mark = '', more = ''): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
	${line}
	deploy("localhost/app:v1")${mark}
`, more);
  const half: readonly (readonly [string, string, string?])[] = [
    ['a function', 'buildAp("app")'],
    ['a function without arguments', 'prepare()'],
    ['a function whose error is looked at', 'if err := buildApp(os.Stdout); err != nil {\n\t\tpanic(err)\n\t}'],
    ['a method of nothing', 'builder.Build("app")'],
    ['a name', 'bui'],
    ['a function that isn’t called', 'build'],
    ['what is assigned', '_, err := b'],
    ['what is assigned, a function', '_, err := build'],
    ['a member of Go’s own', 'exec.Com'],
    ['a program', 'exec.Command()'],
    ['a subcommand of an engine', 'exec.Command("podman", "bui").Run()'],
    ['any subcommand', 'exec.Command("podman").Run()'],
    ['what an image is tagged as', 'exec.Command("podman", "tag", "localhost/cart:v1").Run()'],
    ['what is saved', 'exec.Command("sudo", "podman", "save").Run()'],
    ['what kind loads', 'exec.Command("kind", "load").Run()'],
    ['a function that is given too little', 'make("app")', 'func make(kind, name string) { fmt.Println(kind, name) }'],
    ['a function that is given too much', 'make("app", "v1")', 'func make(name string) { fmt.Println(name) }'],
  ];
  const lines = half.map(([name, line, more = '']): [string, string, string] => [name, line, more]);
  test.each(lines)('%s, not declared yet', (_, line, more) => checkSilent(unbuilt(line, '', more)).then(() => undefined));
  test.each(lines)('%s, before it is saved', (_, line, more) => checkSilent(unbuilt(line, '', more).replace('\tdeploy("localhost/app:v1")', '\tload("localhost/app:v1", "e2e")\n$&')).then(() => undefined));
  test('told: what is saved, where all is declared', () => check(unbuilt('prepare()', '', 'func prepare() {}').replace('\tdeploy("localhost/app:v1")', '\tload("localhost/app:v1", "e2e") // want never-built\n$&')).then(() => undefined));
  test('a body that is half written, of a function that shows nothing', () => checkSilent(unbuilt('prepare(&name)', '', 'var name string\nfunc prepare(to *string) {\n\tto\n}')).then(() => undefined));
  test.each([
    ['a function', 'prepare()', 'func prepare() {}'],
    ['a variable', 'fmt.Println(name)', 'var name = "x"'],
    ['a command that is whole', 'exec.Command("podman", "tag", "localhost/cart:v1", "localhost/cart:v2").Run()'],
    ['a command of something else', 'exec.Command("podman", "info").Run()'],
    ['a flag of any program', 'exec.Command("kind", "--version").Run()'],
    ['a type', 'var _ kind', 'type kind struct{}'],
    ['a type parameter', 'of(1)', 'func of[T any](x T) T { return T(x) }'],
    ['a result', '_, err := lookUp()\n\t_ = err', 'func lookUp() (string, error) { return "", nil }'],
    ['a field', '_ = app{Name: "x"}.Name', 'type app struct{ Name string }'],
    ['a package that is called otherwise than its path', 'app.Wait()'],
    ['a function that is given all that another gives', 'join(both())', 'func both() (string, string) { return "a", "b" }\nfunc join(a, b string) {}'],
    ['a function with as many arguments as there are', 'join("a", "b", "c")', 'func join(first string, more ...string) {}'],
    ['a label', 'again:\n\tfor {\n\t\tbreak again\n\t}'],
  ])('told beside what is declared: %s', (_, line, more = '') => check(unbuilt(line, ' // want never-built', more).replaceAll('"time"', '"time"\n\t"example.com/go-app.go"')).then(() => undefined));
  const imported = (call: string, mark = ''): string => `${helpers.replaceAll('-- ', '-- test/infra/')}
-- test/infra/ready.go --
package infra
func Ready() {}
-- test/infra/up.go --
${goFile('func Up() {\n\tbuild("localhost/cart:v1")\n\tload("localhost/cart:v1", "e2e")\n}')}
-- test/e2e/app_test.go --
${suiteFile(`func TestApp(t *testing.T) {\n\tinfra.Up()\n\tinfra.${call}\n\t_ = corev1.Container{Name: "cart", Image: "localhost/cart:v1"}\n\t_ = corev1.Container{Name: "app", Image: "localhost/app:v1"}${mark}\n}`, ['example.com/x/test/infra'])}`;
  test('a function of a package that is imported', () => checkSilent(imported('BuildApp()')));
  test('told beside one that it declares', () => check(imported('Ready()', ' // want never-built')).then(() => undefined));
  const suiteOf = (call: string, mark = '', more = ''): string => imported('Ready()', mark).replace('"example.com/x/test/infra"', '"example.com/x/test/infra"\n\t. "github.com/onsi/ginkgo/v2"').replace('\tinfra.Ready()', `\t${call}`).concat(more);
  test.each(['buildApp()', 'BuildApp()'])('%s where a suite’s language is imported with a dot', (call) => checkSilent(suiteOf(call)).then(() => undefined));
  test.each(['By("app")', 'AddReportEntry("app")'])('told beside that language: %s', (call) => check(suiteOf(call, ' // want never-built')).then(() => undefined));
});

describe('a tag that is being written', () => {
  const suite = (step: string, tag: string, mark = ''): string => flow(`
	build("localhost/app:e2e")
	load("localhost/app:e2e", "e2e")
	c := options{Tag: "dev"}
	${step}
	fmt.Println(c.Extra)
	deploy("localhost/app:" + ${tag})${mark}
`, `type options struct{ Tag, Extra string }
func (o *options) fill(tag string) { o.Tag = tag }`);
  test.each([
    ['what a field is set to', '_, c.Tag = "e2e"'],
    ['a method that sets it', 'c.fill()'],
    ['a name', 'c.Tag'],
    ['a key of a literal', 'c = options{Ta: "e2e"}'],
  ])('%s', (_, step) => checkSilent(suite(step, 'c.Tag')).then(() => undefined));
  test.each([
    ['a literal is whole', 'c = options{Tag: "dev", Extra: "e2e"} // want tag-mismatch'],
    ['a method gets what it takes', 'c.fill("dev") // want tag-mismatch'],
  ])('told: %s', (_, step) => check(suite(step, 'c.Tag')).then(() => undefined));
  test.each(['c.Tag', 'c.fill()'])('told beside %s: a tag that is written in its place', (step) => check(suite(step, '"dev"', ' // want tag-mismatch')).then(() => undefined));
  test('a part that is empty for now', () => checkSilent(suite('c = options{Ta: "e2e"}', 'c.Tag').replace('{Tag: "dev"}', '{}')));
  test('told: a part that is empty', () => check(suite('c.Extra = "x"', 'c.Tag', ' // want malformed-reference').replace('{Tag: "dev"}', '{}')).then(() => undefined));
});

describe('two versions that are being merged', () => {
  const merged = (ours: string, theirs: string): string => `<<<<<<< HEAD\n${ours}\n=======\n${theirs}\n>>>>>>> main`;
  const inGo = (text: string): string => alone(`\texec.Command("docker", "build", "-t", "localhost/app:v2", ".").Run()\n\texec.Command("kind", "load", "docker-image", "localhost/app:v2").Run()\n${text}`);
  const pod = (image: string, mark = ''): string => `kind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n${image.startsWith('<') ? image : `  - name: app\n    image: ${image}${mark}\n    imagePullPolicy: Never`}`;
  const line = (image: string, mark = ''): string => `\t_ = corev1.Container{Image: "${image}"}${mark}`;
  const applied = (text: string): string => `${inGo('\texec.Command("kubectl", "apply", "-f", "pod.yaml").Run()')}-- test/e2e/pod.yaml --\n${text}\n`;
  test('in Go', () => checkSilent(inGo(merged(line('localhost/app:v1'), line('localhost/app:v2')))));
  test('told: one of them in Go', () => check(inGo(line('localhost/app:v1', ' // want tag-mismatch'))).then(() => undefined));
  test('in a manifest', () => checkSilent(applied(pod(merged('  - name: app\n    image: localhost/app:v1', '  - name: app\n    image: localhost/app:v2')))));
  test('told: one of them in a manifest', () => check(applied(pod('localhost/app:v1', ' # want tag-mismatch'))).then(() => undefined));
  test('told: beside a text that shows one mark', () => check(inGo(`\tfmt.Println("<<<<<<< HEAD")\n${line('localhost/app:v1', ' // want tag-mismatch')}`)).then(() => undefined));
  test('told: beside a manifest that is merged and that nothing here uses', () => check(`${inGo(line('localhost/app:v1', ' // want tag-mismatch'))}-- test/e2e/other.yaml --\n${pod(merged('  - {name: app, image: localhost/app:v2}', '  - {name: app, image: localhost/app:v2}'))}\n`).then(() => undefined));
});
