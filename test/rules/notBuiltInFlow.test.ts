import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, goFile, helpers, only } from './goFile';

const setups = (first: string, second: string): string => `${helpers}
-- gateway.go --
${goFile(`func SetupGateway() {
${first}
}`)}
-- notification.go --
${goFile(`func SetupNotification() {
${second}
}`)}`;

const gateway = `	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")`;

describe('hits', () => {
  test('every build of it generates a tag, and this is none of them', () => check(setups(`
	image := fmt.Sprintf("localhost/gateway:%d", time.Now().UnixNano())
	build(image)
	load(image, "e2e")
	deploy(image)`, `
	build("localhost/notification:v1")
	load("localhost/notification:v1", "e2e")
	deploy("localhost/notification:v1")
	deploy("localhost/gateway:e2e-test") // want not-built-in-flow "is deployed in .SetupNotification., which never builds or loads it"
`)));
  test('and none where this set-up makes nothing', () => checkSilent(setups(`
	image := fmt.Sprintf("localhost/gateway:%d", time.Now().UnixNano())
	build(image)
	load(image, "e2e")
	deploy(image)`, '\tdeploy("localhost/gateway:e2e-test")')));
  test('another set-up builds it', async () => {
    const found = only(await check(setups(gateway, `
	build("localhost/notification:v1")
	load("localhost/notification:v1", "e2e")
	deploy("localhost/notification:v1")
	deploy("localhost/gateway:v1") // want not-built-in-flow "is deployed in .SetupNotification., which never builds or loads it. build in helpers.go builds it, for .SetupGateway.. Call that builder"
`)), 'not-built-in-flow');
    expect(found).toMatchObject({ severity: 'warning', image: 'localhost/gateway:v1', built: ['localhost/gateway:v1'] });
    expect(found.related[0]?.message).toMatch(/^built here as/);
  });

  test('a registry’s image under a name from the environment is not the one that this run generates', () => check(setups(`
	image := unique("gateway")
	build(image)
	exec.Command("podman", "run", "-d", image).Run()
`, `
	build("localhost/notification:v1")
	image := unique("gateway")
	if registry := os.Getenv("REGISTRY"); registry != "" {
		image = registry + "/gateway:" + os.Getenv("TAG")
		exec.Command("podman", "pull", image).Run()
	}
	exec.Command("podman", "run", "-d", image).Run() // want not-built-in-flow "is run in .SetupNotification., which never builds it. build in helpers.go builds one under a tag of its own, for .SetupGateway."
}

func unique(name string) string {
	return fmt.Sprintf("kubernaut/%s:%d", name, time.Now().UnixNano())
`)));

  test('dead code builds it', () => check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/old:v1") // want not-built-in-flow "buildOld_DEPRECATED in flow.go builds it, which nothing calls"
`, `func buildOld_DEPRECATED() { exec.Command("podman", "build", "-t", "localhost/old:v1", ".").Run() }`)));

  test('a suite of another package', () => check(`${helpers.replace('helpers.go', 'test/infra/helpers.go').replaceAll(/func (build|load|deploy|apply)\(/g, (_, name: string) => `func ${name.charAt(0).toUpperCase()}${name.slice(1)}(`)}
-- test/e2e/a/a_suite_test.go --
package a

import "example.com/x/test/infra"

func TestA(t *testing.T) {
	infra.Build("localhost/gateway:v1")
	infra.Load("localhost/gateway:v1", "a")
	infra.Deploy("localhost/gateway:v1")
}
-- test/e2e/b/b_suite_test.go --
package b

import "example.com/x/test/infra"

func TestB(t *testing.T) {
	infra.Build("localhost/notification:v1")
	infra.Load("localhost/notification:v1", "b")
	infra.Deploy("localhost/gateway:v1") // want not-built-in-flow "deployed in .test/e2e/b., .*for .test/e2e/a."
}
`));
});

describe('silences', () => {
  test('the flow builds it itself, through a helper in another file', () => checkSilent(setups(gateway, `
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
`)));
  test('a flow that loads nothing: the cluster is somebody else’s', () => checkSilent(setups(gateway, `
	deploy("localhost/gateway:v1")
`)));
  test('a registry may have a name that is written down', () => checkSilent(setups(gateway, `
	build("localhost/notification:v1")
	image := "gateway:v1"
	exec.Command("podman", "pull", os.Getenv("REGISTRY")+"/gateway:"+os.Getenv("TAG")).Run()
	exec.Command("podman", "run", "-d", image).Run()
`)));
  test('a flow that loads it without building it', () => checkSilent(setups(gateway, `
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
`)));
  test('dead code that deploys', () => checkSilent(setups(gateway, `}
func deployOld_DEPRECATED() {
	load("localhost/notification:v1", "e2e")
	deploy("localhost/gateway:v1")
`)));
});

test('hole: the flow builds something that is not known', () => checkSilent(setups(gateway, `
	build(readName())
	load("localhost/notification:v1", "e2e")
	deploy("localhost/gateway:v1")
`)));

describe('suites that run one after the other', () => {
  const suites = (cluster: string, want = ''): string => `-- a/first_test.go --
${goFile(`func TestFirst(t *testing.T) {
${cluster}	exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/gateway:v1").Run()
}`, 'first').replace('"strings"', '"strings"\n\t"testing"')}
-- b/second_test.go --
${goFile(`func TestSecond(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/client:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/client:v1").Run()
	exec.Command("kubectl", "run", "client", "--image=localhost/client:v1", "--image-pull-policy=Never").Run()
	exec.Command("kubectl", "run", "gateway", "--image=localhost/gateway:v1", "--image-pull-policy=Never").Run()${want}
}`, 'second').replace('"strings"', '"strings"\n\t"testing"')}`;
  test('silent: the first creates the cluster for both', () => checkSilent(suites('\texec.Command("kind", "create", "cluster").Run()\n')));
  test('silent: by a list of commands', () => checkSilent(suites('\tfor _, words := range [][]string{{"kind", "create", "cluster"}} {\n\t\texec.Command(words[0], words[1:]...).Run()\n\t}\n')));
  test('hit: nobody is seen to create one', () => check(suites('', ' // want not-built-in-flow')));
});
