/** A folder that a command applies: its files are deployed as they are, those below it aren't. */
import { describe, test } from 'vitest';
import { check } from '../support/check';

const pod = (image: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
  - name: c
    image: ${image}
`;

const suite = (line: string, at: string, image: string, more = ''): string => `
-- test/e2e/suite_test.go --
package e2e
import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"example.com/app/test/utils"
)
func run(name string, args ...string) {
	_ = exec.Command(name, args...).Run()
}
func TestApp(t *testing.T) {
	run("docker", "build", "-t", "localhost/app:e2e", ".")
	run("kind", "load", "docker-image", "localhost/app:e2e")
	${line}
}
-- test/utils/utils.go --
package utils
import "os/exec"
func Run(name string, args ...string) {
	_ = exec.Command(name, args...).Run()
}
-- ${at} --
${pod(image)}${more}`;

const here = 'test/e2e/manifests/pod.yaml';
const wrong = 'localhost/app:dev # want tag-mismatch "deployed, but it is built in"';
const loose = 'localhost/app:dev # want tag-mismatch "no suite that runs applies this file"';

describe('told', () => {
  test.each([
    ['a folder', 'run("kubectl", "apply", "-f", "manifests")', here],
    ['with a slash', 'run("kubectl", "apply", "-f", "./manifests/")', here],
    ['joined', 'run("kubectl", "create", "--filename", filepath.Join("..", "data", "pods"))', 'test/data/pods/pod.yaml'],
    ['in a helper of another package, from where the suite runs', 'utils.Run("kubectl", "apply", "-f", "manifests")', here],
    ['from the root', 'utils.Run("kubectl", "apply", "-f", "test/e2e/manifests")', here],
  ])('%s', async (_, line, at) => {
    await check(suite(line, at, wrong));
  });
  test('every file of it', () => check(suite('run("kubectl", "apply", "-f", "manifests")', here, wrong, `-- test/e2e/manifests/other.yml --\n${pod(wrong)}`)));
  test('a file below it is no more than information', () => check(suite('run("kubectl", "apply", "-f", "manifests")', 'test/e2e/manifests/more/pod.yaml', loose, `-- ${here} --\n${pod('localhost/app:e2e')}`)));
  test('a folder that isn’t known', () => check(suite('run("kubectl", "apply", "-f", os.Getenv("MANIFESTS"))', here, loose)));
});

describe('silent', () => {
  test.each([
    ['the right image', 'run("kubectl", "apply", "-f", "manifests")', 'localhost/app:e2e'],
    ['set afterwards', 'run("kubectl", "apply", "-f", "manifests"); run("kubectl", "set", "image", "pod/p", "c=localhost/app:e2e")', 'localhost/app:dev'],
    ['only deleted', 'run("kubectl", "delete", "-f", "manifests")', 'localhost/app:dev'],
    ['edited in place before', 'run("sed", "-i", "s|localhost/app:dev|localhost/app:e2e|", "manifests/pod.yaml"); run("kubectl", "apply", "-f", "manifests")', 'localhost/app:dev'],
  ])('%s', async (_, line, image) => {
    await check(suite(line, here, image));
  });
});
