/** Which files do builds and deployments name, and how much of their paths is known? */
import { describe, expect, test } from 'vitest';
import { namedFilesIn } from '../../src/service/namedFiles';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';
import { memoryRoot } from '../support/memoryWorkspace';

/** `kind text-at-its-place -> path`, `…/` before a path whose beginning isn't known. */
async function named(body: string, path = 'a.go'): Promise<string[]> {
  const files = filesOf(body);
  const analysis = await analyze(files);
  return namedFilesIn(analysis, `${memoryRoot}/${path}`).map((one) => `${one.kind} ${(files.get(path) ?? '').slice(one.at.start, one.at.end)} -> ${one.whole ? '' : '…/'}${one.path}`);
}

const go = (body: string): string => `
-- a.go --
package infra

import (
	"os"
	"os/exec"
	"path/filepath"
)

${body}
`;

describe('files that builds and deployments name', () => {
  test('a Dockerfile as an argument', async () => {
    expect(await named(go('func build() { exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", "docker/app.Dockerfile", ".").Run() }'))).toEqual(['dockerfile docker/app.Dockerfile -> docker/app.Dockerfile']);
  });
  test('a Dockerfile below a folder that is only known when the suite runs', async () => {
    expect(await named(go('func build() { exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", filepath.Join(os.Getenv("ROOT"), "docker", "app.Dockerfile"), ".").Run() }'))).toEqual(['dockerfile app.Dockerfile -> …/docker/app.Dockerfile']);
  });
  test('a Dockerfile in the configuration of a helper, where it is written', async () => {
    expect(await named(go(`type config struct{ dockerfile string }
func image(c config) { exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", c.dockerfile, ".").Run() }
func one() { image(config{dockerfile: "docker/one.Dockerfile"}) }
func two() { image(config{dockerfile: "docker/two.Dockerfile"}) }`))).toEqual(['dockerfile docker/one.Dockerfile -> docker/one.Dockerfile', 'dockerfile docker/two.Dockerfile -> docker/two.Dockerfile']);
  });
  test('one folder or another, as the suite finds it', async () => {
    expect(await named(go(`func root() string {
	if dir := os.Getenv("ROOT"); dir != "" {
		return dir
	}
	return "../.."
}
func build() { exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", filepath.Join(root(), "docker/app.Dockerfile"), ".").Run() }`))).toEqual(['dockerfile docker/app.Dockerfile -> …/docker/app.Dockerfile']);
  });
  test('a chart and its values', async () => {
    expect(await named(go('func deploy() { exec.Command("helm", "upgrade", "--install", "r", "./charts/app", "-f", "values/e2e.yaml", "--set", "app.image=localhost/app:v1").Run() }'))).toEqual(['chart ./charts/app -> charts/app', 'values values/e2e.yaml -> values/e2e.yaml']);
  });
  test('one piece of text that stands in several paths leads nowhere', async () => {
    expect(await named(go(`func build(dir string) { exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", dir + "/Dockerfile", ".").Run() }
func one() { build("a") }
func two() { build("b") }`))).toEqual([]);
  });
  test('an unknown path and an address are no files', async () => {
    expect(await named(go(`func build(file string) {
	exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", os.Getenv("FILE"), ".").Run()
	exec.Command("podman", "build", "-t", "localhost/app:v2", "-f", "https://example.com/Dockerfile", ".").Run()
	exec.Command("helm", "install", "r", os.Getenv("CHART"), "--set", "app.image=localhost/app:v1").Run()
}`))).toEqual([]);
  });
});
