/** Manifests that no glob includes, and that code names: they are the flow's that names them, and no sites by themselves. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const pod = (image: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
  - name: c
    image: ${image}
`;

const suite = (lines: string, more: string): string => `
-- test/e2e/suite_test.go --
package e2e
import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)
func run(name string, args ...string) {
	_ = exec.Command(name, args...).Run()
}
func apply(manifest string) {
	cmd := exec.Command("kubectl", "apply", "-f", "-")
	cmd.Stdin = strings.NewReader(manifest)
	_ = cmd.Run()
}
func root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Dir(filepath.Dir(filepath.Dir(file)))
}
func TestApp(t *testing.T) {
	run("docker", "build", "-t", "localhost/app:e2e", ".")
	run("kind", "load", "docker-image", "localhost/app:e2e")
${lines}
}
${more}`;

const listed = (path: string): boolean => path.startsWith('test/');
const wrong = 'localhost/app:dev # want tag-mismatch "deployed, but it is built in"';
const file = (path: string, image: string): string => `-- ${path} --\n${pod(image)}`;

describe('told', () => {
  test.each([
    ['by its path from the suite', 'run("kubectl", "apply", "-f", "../../deploy/pod.yaml")'],
    ['by its path from the root', 'run("kubectl", "apply", "-f", "deploy/pod.yaml")'],
    ['below a root that isn’t known', 'run("kubectl", "apply", "-f", filepath.Join(root(), "deploy", "pod.yaml"))'],
    ['its folder', 'run("kubectl", "apply", "-f", "../../deploy")'],
    ['read and handed on', 'data, _ := os.ReadFile(filepath.Join(root(), "deploy", "pod.yaml"))\n\tapply(string(data))'],
  ])('%s', (_, line) => check(suite(`\t${line}`, file('deploy/pod.yaml', wrong)), listed).then(() => undefined));

  test('what a replacement looks for isn’t there any more', () => check(suite(`
	data, _ := os.ReadFile(filepath.Join(root(), "deploy", "pod.yaml"))
	apply(strings.ReplaceAll(string(data), "ghcr.io/acme/app:v1", "localhost/app:e2e")) // want stale-replacement "it has .ghcr.io/acme/app:v2."
`, file('deploy/pod.yaml', 'ghcr.io/acme/app:v2')), listed));

  test('a listed file before one that isn’t', () => check(suite('\trun("kubectl", "apply", "-f", filepath.Join(root(), "deploy", "pod.yaml"))', file('test/e2e/deploy/pod.yaml', wrong) + file('deploy/pod.yaml', 'localhost/app:other')), listed));
});

describe('silent', () => {
  test.each([
    ['right', 'run("kubectl", "apply", "-f", "../../deploy/pod.yaml")', file('deploy/pod.yaml', 'localhost/app:e2e')],
    ['a file that nobody names', 'run("kubectl", "apply", "-f", "../../deploy/pod.yaml")', file('deploy/pod.yaml', 'localhost/app:e2e') + file('deploy/other.yaml', 'localhost/app:dev')],
    ['its image is replaced', 'data, _ := os.ReadFile(filepath.Join(root(), "deploy", "pod.yaml"))\n\tapply(strings.ReplaceAll(string(data), "ghcr.io/acme/app:v1", "localhost/app:e2e"))', file('deploy/pod.yaml', 'ghcr.io/acme/app:v1')],
    ['one of two, nobody knows which', 'run("kubectl", "apply", "-f", filepath.Join(root(), "deploy", "pod.yaml"))', file('a/deploy/pod.yaml', 'localhost/app:dev') + file('b/deploy/pod.yaml', 'localhost/app:dev')],
    ['a name alone below a folder that isn’t known', 'run("kubectl", "apply", "-f", filepath.Join(os.Getenv("OUT"), "pod.yaml"))', file('deploy/pod.yaml', 'localhost/app:dev')],
    ['a temporary folder’s', 'dir, _ := os.MkdirTemp("", "x")\n\trun("kubectl", "apply", "-f", filepath.Join(dir, "deploy", "pod.yaml"))', file('deploy/pod.yaml', 'localhost/app:dev')],
    ['a test’s own folder’s', 'run("kubectl", "apply", "-f", filepath.Join(t.TempDir(), "deploy", "pod.yaml"))', file('deploy/pod.yaml', 'localhost/app:dev')],
    ['an address', 'run("kubectl", "apply", "-f", "https://example.com/"+os.Getenv("VERSION")+"/deploy/pod.yaml")', file('deploy/pod.yaml', 'localhost/app:dev')],
    ['an absolute path', 'run("kubectl", "apply", "-f", "/deploy/pod.yaml")', file('deploy/pod.yaml', 'localhost/app:dev')],
    ['outside the workspace', 'run("kubectl", "apply", "-f", "../../../deploy/pod.yaml")', file('a/deploy/pod.yml', 'localhost/app:dev')],
  ])('%s', (_, line, more) => checkSilent(suite(`\t${line}`, more), listed).then(() => undefined));
});

test('a file that is named belongs to what is analysed; others don’t', async () => {
  const { files, inventory } = await check(suite('\trun("kubectl", "apply", "-f", "../../deploy/pod.yaml")', file('deploy/pod.yaml', wrong) + file('deploy/other.yaml', 'localhost/app:dev')), listed);
  expect(files.map((uri) => uri.split('/').pop())).toEqual(['pod.yaml', 'suite_test.go']);
  expect(inventory.sites.filter(({ at }) => at.uri.endsWith('.yaml')).map(({ flows }) => flows)).toEqual([['test/e2e']]);
});
