/** A manifest file that a command reads from its standard input, as it is: its images are deployed. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const suite = (feed: string, image: string, more = ''): string => `
-- test/e2e/suite_test.go --
package e2e
import (
	"bytes"
	_ "embed"
	"os"
	"os/exec"
	"strings"
	"testing"
)
//go:embed manifests/app.yaml
var embedded []byte
func TestApp(t *testing.T) {
	_ = exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	_ = exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
	cmd := exec.Command("kubectl", "apply", "-f", "-")
${feed}
	_ = cmd.Run()
}
${more}
-- test/e2e/manifests/app.yaml --
apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
  - name: c
    image: ${image}
`;

const wrong = 'localhost/app:dev # want tag-mismatch "deployed, but it is built in"';
/** Nobody is seen to apply it. */
const loose = 'localhost/app:dev # want tag-mismatch "no suite that runs applies this file"';

describe('told', () => {
  test.each([
    ['read', '\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = bytes.NewReader(data)'],
    ['as a text', '\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = strings.NewReader(string(data))'],
    ['opened', '\tfile, _ := os.Open("manifests/app.yaml")\n\tcmd.Stdin = file'],
    ['embedded', '\tcmd.Stdin = bytes.NewReader(embedded)'],
    ['in the literal of a buffer', '\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = bytes.NewBuffer(data)'],
  ])('%s', (_, feed) => check(suite(feed, wrong)).then(() => undefined));
  test('handed to a helper', () => check(suite('\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tapply(string(data))', wrong, 'func apply(text string) {\n\tcmd := exec.Command("kubectl", "apply", "-f", "-")\n\tcmd.Stdin = strings.NewReader(text)\n\t_ = cmd.Run()\n}')));
});

describe('not seen to be applied', () => {
  test.each([
    ['what somebody makes of it', '\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = bytes.NewReader(filled(data))'],
    ['perhaps another input', '\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = bytes.NewReader(data)\n\tcmd.Stdin = os.Stdin'],
    ['one of several texts', '\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tif len(os.Args) > 1 {\n\t\tdata = []byte(os.Args[1])\n\t}\n\tcmd.Stdin = bytes.NewReader(data)'],
  ])('%s', (_, feed) => check(suite(feed, loose)).then(() => undefined));
});

describe('silent', () => {
  test('only deleted', () => checkSilent(suite('\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd = exec.Command("kubectl", "delete", "-f", "-")\n\tcmd.Stdin = bytes.NewReader(data)', 'localhost/app:dev').replace('cmd := exec.Command("kubectl", "apply", "-f", "-")', 'var cmd *exec.Cmd')));
  test('right', () => checkSilent(suite('\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = bytes.NewReader(data)', 'localhost/app:e2e')));
  test('set afterwards', () => checkSilent(suite('\tdata, _ := os.ReadFile("manifests/app.yaml")\n\tcmd.Stdin = bytes.NewReader(data)\n\tdefer exec.Command("kubectl", "set", "image", "pod/p", "c=localhost/app:e2e").Run()', 'localhost/app:dev')));
});
