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
