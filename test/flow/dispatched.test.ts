/** Methods that are called by way of an interface of the workspace: followed where objects of one type can stand there, unknown otherwise. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const docker = `type docker struct{ registry string }
func (d docker) Provide(image string) error {
	if err := exec.Command("docker", "build", "-t", d.registry+image, ".").Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "docker-image", d.registry+image).Run()
}
`;
const podman = `type podman struct{}
func (podman) Provide(image string) error {
	return exec.Command("podman", "build", "-t", image, ".").Run()
}
`;

/** \`body\` builds; \`deployed\` is deployed after it. */
function suite(types: string, body: string, deployed: string, wanted = ''): string {
  return `-- e2e_test.go --
package e2e
import (
	"os"
	"os/exec"
	"testing"
	corev1 "k8s.io/api/core/v1"
)
type Engine interface{ Provide(image string) error }
${types}
func TestApp(t *testing.T) {
	${body}
	_ = os.Args
	_ = corev1.Container{Image: "${deployed}", ImagePullPolicy: corev1.PullNever}${wanted}
}
`;
}

const ways: readonly (readonly [string, string, string])[] = [
  ['a variable of the interface’s type', docker, 'var e Engine = docker{"localhost/"}\n\te.Provide("app:e2e")'],
  ['what a constructor gives', `${docker}func engine() Engine { return docker{registry: "localhost/"} }\n`, 'engine().Provide("app:e2e")'],
  ['a pointer', `${docker.replace('(d docker)', '(d *docker)')}func engine() Engine {\n\td := &docker{registry: "localhost/"}\n\treturn d\n}\n`, 'e := engine()\n\te.Provide("app:e2e")'],
  ['a helper’s parameter', `${docker}func all(e Engine, images ...string) {\n\tfor _, image := range images {\n\t\te.Provide(image)\n\t}\n}\n`, 'all(docker{"localhost/"}, "app:e2e", "web:e2e")'],
  ['a field', `${docker}type env struct{ engine Engine }\nfunc (e *env) up(image string) error { return e.engine.Provide(image) }\n`, 'e := &env{engine: docker{"localhost/"}}\n\te.up("app:e2e")'],
  ['a package variable', `${docker}var engine Engine = docker{"localhost/"}\n`, 'engine.Provide("app:e2e")'],
  ['two objects of one type', `${docker}func engine() Engine {\n\tif os.Getenv("MIRROR") != "" {\n\t\treturn docker{"localhost/mirror/"}\n\t}\n\treturn docker{"localhost/"}\n}\n`, 'engine().Provide("app:e2e")'],
];

describe('one type', () => {
  test.each(ways)('%s', async (_, types, body) => {
    await checkSilent(suite(types, body, 'localhost/app:e2e'));
    await check(suite(types, body, 'localhost/app:e2f', ' // want tag-mismatch'));
  });
});

describe('unknown', () => {
  test.each([
    ['one of two types', `${docker}${podman}func engine() Engine {\n\tif os.Getenv("ENGINE") == "podman" {\n\t\treturn podman{}\n\t}\n\treturn docker{"localhost/"}\n}\n`, 'engine().Provide("app:e2e")'],
    ['a variable that is set in a branch', `${docker}${podman}`, 'var e Engine = docker{"localhost/"}\n\tif os.Getenv("ENGINE") == "podman" {\n\t\te = podman{}\n\t}\n\te.Provide("app:e2f")'],
    ['nobody says which', docker, 'run := func(e Engine) { e.Provide("app:e2f") }\n\t_ = run'],
  ])('%s', async (_, types, body) => {
    await checkSilent(suite(types, body, 'localhost/app:e2f'));
  });

  const image = `type Image interface{ Ref() string; SetTag(tag string) }
type ref struct{ name, tag string }
func (r *ref) Ref() string { return "localhost/" + r.name + ":" + r.tag }
`;
  const setting = 'func (r *ref) SetTag(tag string) { r.tag = tag }\n';
  test.each([
    ['a method of it stores into the object', `${image}${setting}func New() Image { return &ref{"app", "base"} }\n`, 'i := New()\n\ti.SetTag("e2e")'],
    ['in a closure', `${image}func (r *ref) SetTag(tag string) {\n\tfunc() { r.tag = tag }()\n}\nfunc New() Image { return &ref{"app", "base"} }\n`, 'i := New()\n\ti.SetTag("e2e")'],
    ['by another name', `${image}func (r *ref) SetTag(tag string) {\n\town := r\n\town.tag = tag\n}\nfunc New() Image { return &ref{"app", "base"} }\n`, 'i := New()\n\ti.SetTag("e2e")'],
    ['by a function that it is handed to', `${image}func set(r *ref, tag string) { r.tag = tag }\nfunc (r *ref) SetTag(tag string) { set(r, tag) }\nfunc New() Image { return &ref{"app", "base"} }\n`, 'i := New()\n\ti.SetTag("e2e")'],
    ['by a method that it gets from a struct in it', `type Image interface{ Ref() string; SetTag(tag string) }\ntype tagged struct{ tag string }\nfunc (t *tagged) SetTag(tag string) { t.tag = tag }\ntype ref struct {\n\t*tagged\n\tname string\n}\nfunc (r *ref) Ref() string { return "localhost/" + r.name + ":" + r.tag }\nfunc New() Image { return &ref{&tagged{"base"}, "app"} }\n`, 'i := New()\n\ti.SetTag("e2e")'],
    ['somebody asks for its type', `${image.replace('; SetTag(tag string)', '')}func New() Image { return &ref{"app", "base"} }\n`, 'i := New()\n\tif own, ok := i.(*ref); ok {\n\t\town.tag = "e2e"\n\t}'],
  ])('what an object holds where %s', async (_, types, body) => {
    const text = suite(types, `${body}\n\texec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()\n\texec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()`, 'REF');
    await checkSilent(text.replace('"REF"', 'i.Ref()'));
  });

  test('a method that is called so is no flow of its own', async () => {
    await checkSilent(`-- setup.go --
package infra
import (
	"os/exec"
	corev1 "k8s.io/api/core/v1"
)
type Step interface{ Run() error }
type Build struct{}
func (Build) Run() error {
	exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	return exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
}
type Deploy struct{}
func (Deploy) Run() error {
	_ = corev1.Container{Image: "localhost/app:e2e", ImagePullPolicy: corev1.PullNever}
	return nil
}
func run(step Step) error { return step.Run() }
func SetUp() {
	run(Build{})
	run(Deploy{})
}
`);
  });
});
