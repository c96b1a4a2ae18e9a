/** A field of a package-level variable is what anyone stores into it, whoever reads it and however the variable got there. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, goFile, helpers } from '../rules/goFile';

const config = `type config struct{ image string }

var shared config

func fresh() config { return config{image: uniqueTag("gateway")} }

func uniqueTag(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }

func start(c config) error { return exec.Command("podman", "run", "-d", c.image).Run() }

func startAt(c *config) error { return exec.Command("podman", "run", "-d", c.image).Run() }`;

const suite = (body: string): string => flow(`
	image := uniqueTag("gateway")
	build(image)
	${body}
`, config);

describe('silences', () => {
  test('stored, and read in a function that is given the variable', () => checkSilent(suite('shared = fresh()\n\tshared.image = image\n\tstart(shared)')));
  test('given by pointer', () => checkSilent(suite('shared = fresh()\n\tshared.image = image\n\tstartAt(&shared)')));
  test('given on and on', () => checkSilent(suite('shared = fresh()\n\tshared.image = image\n\tfunc(c config) { start(c) }(shared)')));
  test('a method reads it', () => checkSilent(suite('shared = fresh()\n\tshared.image = image\n\tshared.run()').replace('func start(', 'func (c config) run() error { return exec.Command("podman", "run", "-d", c.image).Run() }\n\nfunc start(')));
  test('stored by a function that got its address', () => checkSilent(suite('shared = fresh()\n\tfill(&shared, image)\n\tstart(shared)').replace('func start(', 'func fill(c *config, image string) { c.image = image }\n\nfunc start(')));
  test('stored and read by functions that got its address', () => checkSilent(suite('shared = fresh()\n\tfill(&shared, image)\n\tstartAt(&shared)').replace('func start(', 'func fill(c *config, image string) { c.image = image }\n\nfunc start(')));
  test('read from another package', () => checkSilent(other('infra.Shared.Image = image\n\tinfra.Start(infra.Shared)')));
  test('stored in another package', () => checkSilent(other('infra.Keep(image)\n\texec.Command("podman", "run", "-d", infra.Shared.Image).Run()').replace('func Start(', 'func Keep(image string) { Shared.Image = image }\n\nfunc Start(')));
  test('an element of a package-level table', () => checkSilent(suite('table["gateway"] = image\n\tstartIn(table)').replace('func start(', 'var table = map[string]string{"gateway": uniqueTag("gateway")}\n\nfunc startIn(images map[string]string) error { return exec.Command("podman", "run", "-d", images["gateway"]).Run() }\n\nfunc start(')));
});

function other(body: string): string {
  return `${helpers.replace('helpers.go', 'infra/helpers.go').replace('func build(', 'func Build(')}
-- infra/shared.go --
${goFile(`type Config struct{ Image string }

var Shared = Config{Image: UniqueTag("gateway")}

func Start(c Config) error { return exec.Command("podman", "run", "-d", c.Image).Run() }

func UniqueTag(name string) string { return fmt.Sprintf("localhost/%s:%s-%d", name, name, time.Now().UnixNano()) }`)}
-- e2e/a_suite_test.go --
package e2e

import (
	"os/exec"
	"testing"

	"example.com/infra"
)

func TestA(t *testing.T) {
	image := infra.UniqueTag("gateway")
	infra.Build(image)
	${body}
}`;
}

describe('hits', () => {
  test('nobody stores what was built', async () => {
    const found = (await check(suite('shared = fresh()\n\tstart(shared)').replace('config{image: uniqueTag("gateway")} }', '$& // want regenerated-tag'))).findings;
    expect(found.some((one) => one.rule === 'regenerated-tag')).toBe(true);
  });
  test('what is stored was never built', () => check(flow(`
	build("localhost/gateway:v1")
	shared = config{image: "localhost/gateway:v2"}
	shared.image = "localhost/gateway:v3" // want tag-mismatch
	start(shared)
`, config)));
});

describe('holes', () => {
  test('what is stored is not known', () => checkSilent(suite('shared = fresh()\n\tshared.image = os.Args[1]\n\tstart(shared)')));
});

describe('an element of a package-level list', () => {
  const listed = (list: string, change: string): string => `-- infra/images.go --
package infra

type Image struct{ Name, Tag string }

type Other struct{ Name, Tag string }

func (i *Image) Ref() string { return "localhost/" + i.Name + ":" + i.Tag }

${list}

var others = []*Other{{Name: "web", Tag: "base"}}

func other() string { return others[0].Tag }
-- infra/change.go --
package infra

${change}
-- infra/setup.go --
package infra

import (
	"os/exec"

	corev1 "k8s.io/api/core/v1"
)

func SetUp() {
	exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
	_ = corev1.Container{Image: images[0].Ref(), ImagePullPolicy: corev1.PullNever}
}
`;
  const pointers = 'var images = []*Image{{Name: "app", Tag: "base"}, {Name: "web", Tag: "base"}}';
  test.each([
    ['a loop over pointers', pointers, 'func init() {\n\tfor _, image := range images {\n\t\timage.Tag = "e2e"\n\t}\n}'],
    ['a loop over a map', pointers.replace('[]*Image{{', 'map[int]*Image{0: {').replace(', {Name: "web"', ', 1: {Name: "web"'), 'func init() {\n\tfor _, image := range images {\n\t\timage.Tag = "e2e"\n\t}\n}'],
    ['a loop over indexes', pointers.replace('*', ''), 'func init() {\n\tfor i := range images {\n\t\timages[i].Tag = "e2e"\n\t}\n}'],
    ['the address of an element', pointers.replace('*', ''), 'func init() {\n\tfor i := range images {\n\t\timage := &images[i]\n\t\timage.Tag = "e2e"\n\t}\n}'],
  ])('changed by %s where nobody reads it', async (_, list, change) => {
    await checkSilent(listed(list, change));
  });

  test('told: elements of another type are changed', async () => {
    await check(listed('var images = []*Image{\n\t{Name: "app", Tag: "base"}, // want tag-mismatch\n}', 'func init() {\n\tfor _, one := range others {\n\t\tone.Tag = "e2e"\n\t}\n}'));
  });
});
