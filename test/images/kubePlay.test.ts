/** `podman kube play` runs pods from podman's own store: nothing has to be loaded into a cluster for them. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const pod = (image: string): string => `apiVersion: v1
kind: Pod
metadata: {name: app}
spec:
  containers:
  - name: app
    image: ${image}
`;

/** Cart is built, loaded and deployed; app is built only. */
const suite = (body: string, more = ''): string => `-- e2e_test.go --
package e2e

import (
	"fmt"
	"os/exec"
	"strings"
	"testing"
)

func TestApp(t *testing.T) {
	_ = exec.Command("podman", "build", "-t", "localhost/cart:v1", ".").Run()
	_ = exec.Command("podman", "save", "-o", "/tmp/cart.tar", "localhost/cart:v1").Run()
	_ = exec.Command("kind", "load", "image-archive", "/tmp/cart.tar").Run()
	_ = exec.Command("kubectl", "run", "cart", "--image", "localhost/cart:v1").Run()
	_ = exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
${body}
}
${more}`;
const file = (image: string): string => `-- pod.yaml --\n${pod(image)}`;
const input = (program: string, text: string): string => `\tc := exec.Command(${program})\n\tc.Stdin = strings.NewReader(${text})\n\t_ = c.Run()`;
const raw = (image: string): string => `\`${pod(image)}\``;

describe('silent', () => {
  test.each([
    ['a file', '\t_ = exec.Command("podman", "kube", "play", "pod.yaml").Run()', file('localhost/app:v1')],
    ['a file, as it was called before', '\t_ = exec.Command("podman", "play", "kube", "--replace", "pod.yaml").Run()', file('localhost/app:v1')],
    ['an input', input('"podman", "kube", "play", "-"', raw('localhost/app:v1')), ''],
    ['an input that is filled in', input('"podman", "play", "kube", "-"', `fmt.Sprintf(${raw('%s')}, "localhost/app:v1")`), ''],
  ])('%s', async (_, body, more) => {
    await checkSilent(suite(body, more));
  });
});

describe('told', () => {
  test.each([
    ['a file with a tag that is never built', '\t_ = exec.Command("podman", "kube", "play", "pod.yaml").Run()', file('localhost/app:v2 # want tag-mismatch')],
    ['an input with one', input('"podman", "kube", "play", "-"', raw('localhost/app:v2 # want tag-mismatch')), ''],
    ['a file that a cluster gets', '\t_ = exec.Command("kubectl", "apply", "-f", "pod.yaml").Run()', file('localhost/app:v1 # want not-loaded')],
    ['an input that a cluster gets', input('"kubectl", "apply", "-f", "-"', raw('localhost/app:v1 # want not-loaded')), ''],
  ])('%s', async (_, body, more) => {
    await check(suite(body, more));
  });
});
