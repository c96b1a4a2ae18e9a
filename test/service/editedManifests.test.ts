/** A manifest that no flow is seen to apply is told only where nobody is seen to edit it, or to take it as a base, before it is applied. */
import { describe, test } from 'vitest';
import { check } from '../support/check';

const pod = (image: string): string => `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: c\n    image: ${image}\n`;
const wrong = `localhost/app:dev # want tag-mismatch "no suite that runs applies this file"`;

/** A suite that builds and loads `localhost/app:e2e`, and a manifest of another tag. */
const suite = (body: string, image: string, more = '', at = 'test/e2e/testdata/pod.yaml', imports = ''): string => `
-- test/e2e/suite_test.go --
package e2e
import (
	"os/exec"
	"testing"
	${imports}
)
func TestApp(t *testing.T) {
	_ = exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	_ = exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
	${body}
}
-- ${at} --
${pod(image)}${more}`;

const base = 'test/e2e/testdata/base/pod.yaml';
const applied = `_ = exec.Command("kubectl", "apply", "-k", "testdata/overlay").Run()`;
const taken = '-- test/e2e/testdata/base/kustomization.yaml --\nresources: [pod.yaml]\n';

describe('a kustomization takes it', () => {
  test.each([
    ['a patch in a file', '-- test/e2e/testdata/overlay/kustomization.yaml --\nresources: [../base]\npatches:\n- path: image.yaml\n'],
    ['a patch in the text', '-- test/e2e/testdata/overlay/kustomization.yaml --\nresources: [../base]\npatches:\n- target: {kind: Pod}\n  patch: |-\n    - op: replace\n      path: /spec/containers/0/image\n      value: localhost/app:e2e\n'],
    ['nobody says what is done', ''],
  ])('%s', async (_, more) => {
    await check(suite(applied, 'localhost/app:dev', taken + more, base));
  });
  test('from another folder, in a list of lines', () => check(suite(applied, 'localhost/app:dev', '-- test/e2e/testdata/overlay/kustomization.yaml --\nnamespace: x\nresources:\n- ../base/other.yaml\n- "../base/pod.yaml"\n', base)));
  test('told: another file', () => check(suite(applied, wrong, taken.replace('pod.yaml', 'other.yaml'), base)));
  test('told: a patch has the last word', () => check(suite(applied, wrong, '-- test/e2e/testdata/overlay/kustomization.yaml --\nresources: [../base]\npatches:\n- path: pod.yaml\n', 'test/e2e/testdata/overlay/pod.yaml')));
});

describe('code that names it edits it', () => {
  test.each([
    ['sed, which prints', 'out, _ := exec.Command("sed", "-e", "s|:dev|:e2e|", "testdata/pod.yaml").Output()\n\tapply(out)', ''],
    ['line by line', 'f, _ := os.Open("testdata/pod.yaml")\n\tfor s := bufio.NewScanner(f); s.Scan(); {\n\t\tif strings.Contains(s.Text(), "image:") {\n\t\t\tapply("image: localhost/app:e2e")\n\t\t}\n\t}', '"bufio"\n\t"os"\n\t"strings"'],
    ['decoded, under its folder', 'decode("testdata", func(p *corev1.Pod) { p.Spec.Containers[0].Image = "localhost/app:e2e" })', 'corev1 "k8s.io/api/core/v1"'],
    ['without its ending', 'apply(yq("pod" + ".yaml"))\n\tapply("pod")', ''],
  ])('%s', async (_, body, imports) => {
    await check(suite(body, 'localhost/app:dev', '', undefined, imports));
  });
  test('in a package that it imports', () => check(suite('util.Apply("testdata/pod.yaml", "localhost/app:e2e")', 'localhost/app:dev', `-- test/e2e/util/apply.go --
package util
func Apply(path, image string) {
	object := decoded(path)
	object["image"] = image
}
`, undefined, '"example.com/app/test/e2e/util"')));
  test('told: code that names it only creates it', () => check(suite('create(decoded("testdata/pod.yaml"))', wrong)));
  test('told: what edits names another', () => check(suite('', wrong, '-- test/e2e/other/other.go --\npackage other\nfunc edit() { run("sed", "-i", "s/a/b/", "testdata/other.yaml") }\n')));
});

describe('a script edits it', () => {
  test('a makefile', () => check(suite('', 'localhost/app:dev', '-- Makefile --\ndeploy:\n\tenvsubst < test/e2e/testdata/pod.yaml | kubectl apply -f -\n')));
  test('told: a script that applies it', () => check(suite('', wrong, '-- Makefile --\ndeploy:\n\tkubectl apply -f test/e2e/testdata/pod.yaml\n')));
});

test('a registry may have what nobody is seen to deploy', () => check(suite('', 'ghcr.io/acme/app:v1', `-- test/e2e/more_test.go --
package e2e
import "os/exec"
func build() { _ = exec.Command("docker", "build", "-t", "ghcr.io/acme/app:e2e", ".").Run() }
func TestMore(t *testing.T) { build() }
`)));
