/** Manifest texts that nothing runs: they are compared, deleted, asked after, or tried. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const manifest = (name: string, wanted = ''): string => `${name} = \`apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
  - name: app
    imagePullPolicy: Never
    image: localhost/app:golden${wanted}
\`
`;

/** \`body\` does something with \`golden\`; built and deployed is another tag. */
function suite(body: string, more = '', wanted = ''): string {
  return `-- e2e_test.go --
package e2e
import (
	"os/exec"
	"reflect"
	"strings"
	"testing"
	corev1 "k8s.io/api/core/v1"
)
const ${manifest('golden', wanted)}
func kubectl(text string, args ...string) error {
	cmd := exec.Command("kubectl", args...)
	cmd.Stdin = strings.NewReader(text)
	return cmd.Run()
}
${more}
func got() string {
	out, _ := exec.Command("kubectl", "get", "pod", "app", "-o", "yaml").Output()
	return string(out)
}
func TestApp(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
	_ = corev1.Container{Image: "localhost/app:e2e", ImagePullPolicy: corev1.PullNever}
	${body}
	t.Log(reflect.DeepEqual(1, 1))
}
`;
}

const piped = (verb: string): string => `cmd := exec.Command("kubectl", ${verb}, "-f", "-")\n\tcmd.Stdin = strings.NewReader(golden)\n\tcmd.Run()`;

const same = 'func same(t *testing.T, got, want string) {\n\tif got != want {\n\t\tt.Errorf("got %s, want %s", got, want)\n\t}\n}';

describe('a package-level text', () => {
  test.each([
    ['compared by reflection', 'if !reflect.DeepEqual(got(), golden) {\n\t\tt.Fatal("differs")\n\t}', ''],
    ['compared by an operator', 'if got() == golden {\n\t\tt.Fatal("old")\n\t}', ''],
    ['compared by an operator, and kept', 'isOld := got() == golden\n\tt.Log(isOld)', ''],
    ['compared by a helper', 'same(t, got(), golden)', same],
    ['deleted', piped('"delete"'), ''],
    ['deleted by a helper', 'kubectl(golden, "delete", "--ignore-not-found", "-f", "-")', ''],
    ['held against what is there', piped('"diff"'), ''],
    ['waited for', 'kubectl(golden, "wait", "--for=delete", "-f", "-")', ''],
    ['tried', piped('"apply", "--dry-run=server"'), ''],
    ['several of these', `${piped('"delete"')}\n\tsame(t, got(), golden)`, same],
  ])('%s', async (_, body, more) => {
    await checkSilent(suite(body, more));
  });

  test.each([
    ['applied', piped('"apply"'), ''],
    ['applied for good', piped('"apply", "--dry-run=none"'), ''],
    ['applied by a helper', 'kubectl(golden, "apply", "-f", "-")', ''],
    ['applied and deleted', 'kubectl(golden, "apply", "-f", "-")\n\tkubectl(golden, "delete", "-f", "-")', ''],
    ['compared and applied', 'same(t, got(), golden)\n\tkubectl(golden, "apply", "-f", "-")', same],
    ['by a helper that applies it, too', 'same(t, got(), golden)', same.replace('if got', 'kubectl(want, "apply", "-f", "-")\n\tif got')],
  ])('told: %s', async (_, body, more) => {
    await check(suite(body, more, ' # want tag-mismatch'));
  });
});

describe('a text in the function', () => {
  test.each([
    ['deleted', '"delete"', ''],
    ['applied', '"apply"', ' # want tag-mismatch'],
  ])('%s', async (_, verb, wanted) => {
    await check(suite(`${manifest('own :', wanted).replace('own : =', 'own :=')}\t${piped(verb).replace('golden', 'own')}`).replace(/const golden[^]*?\n`\n/, ''));
  });
});

test.each([
  ['of a workload without pods', '0', ''],
  ['of a workload with a pod', '1', ' # want tag-mismatch'],
])('a pod %s', async (_, replicas, wanted) => {
  const text = suite('kubectl(golden, "apply", "-f", "-")', '', wanted).replace('kind: Pod', 'kind: Deployment').replace(/spec:\n {2}containers:[^]*?\n`/, (spec) => `spec:\n  replicas: ${replicas}\n  template:\n${spec.replace(/^(?=.*\S)(?!`)/gm, '    ')}`);
  await check(text);
});
