/** Requests that the test wants the API server to refuse, and trials: their objects never run. What isn't certainly such is judged as ever. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A suite that builds and loads app as v1; `body` is a spec of it, and deploys it as v2. */
const suite = (body: string, more = ''): string => `
-- test/e2e/app_test.go --
package e2e

import (
	"context"
	"os/exec"
	"strings"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

var c client.Client

var _ = BeforeSuite(func() {
	Expect(exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()).To(Succeed())
	Expect(exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()).To(Succeed())
})

func pod(image string) *corev1.Pod {
	return &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: image, ImagePullPolicy: corev1.PullNever}}}}
}

func kubectl(stdin string, args ...string) (string, error) {
	k := exec.Command("kubectl", args...)
	k.Stdin = strings.NewReader(stdin)
	out, err := k.CombinedOutput()
	return string(out), err
}

const manifest = \`
kind: Pod
spec:
  containers:
  - name: app
    image: localhost/app:v1
    imagePullPolicy: Never
\`

func TestApp(t *testing.T) {
	ctx := context.Background()
${body}
}
${more}
`;

/** The line with v2 is told. */
const told = (body: string, more = ''): string => suite(body, more).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');

const v2 = 'pod("localhost/app:v2")';
const changed = 'strings.Replace(manifest, "app:v1", "app:v2", 1)';

describe('a request that is to be refused', () => {
  test.each([
    ['not to succeed', `\tExpect(c.Create(ctx, ${v2})).NotTo(Succeed())`],
    ['the same, other words', `\tExpect(c.Create(ctx, ${v2})).ShouldNot(Succeed())`],
    ['within reach of an error', `\tExpect(c.Create(ctx, ${v2})).To(HaveOccurred())`],
    ['a certain error', `\tExpect(c.Update(ctx, ${v2})).To(MatchError(ContainSubstring("not allowed")))`],
    ['a negated matcher', `\tExpect(c.Create(ctx, ${v2})).To(Not(Succeed()))`],
    ['an error in a variable', `\terr := c.Create(ctx, ${v2})\n\tExpect(err).To(HaveOccurred())`],
    ['an object in a variable', `\tp := ${v2}\n\tdefer c.Delete(ctx, p)\n\terr := c.Create(ctx, p)\n\tExpect(err).Should(HaveOccurred())`],
    ['its kind of error', `\terr := c.Create(ctx, ${v2})\n\tExpect(apierrors.IsForbidden(err)).To(BeTrue())`],
    ['what it says', `\terr := c.Create(ctx, ${v2})\n\tExpect(err.Error()).To(ContainSubstring("denied"))`],
    ['until it is refused', `\tEventually(func() error { return c.Create(ctx, ${v2}) }).ShouldNot(Succeed())`],
    ['no error is fatal', `\terr := c.Create(ctx, ${v2})\n\tif err == nil {\n\t\tt.Fatal("admitted")\n\t}`],
    ['no error is fatal, on the spot', `\tif err := c.Create(ctx, ${v2}); err == nil {\n\t\tt.Fatal("admitted")\n\t}`],
    ['an error ends it', `\tif err := c.Create(ctx, ${v2}); err != nil {\n\t\treturn\n\t}\n\tt.Fatal("admitted")`],
    ['no error, or not that kind', `\terr := c.Create(ctx, ${v2})\n\tif err == nil || !apierrors.IsForbidden(err) {\n\t\tt.Fatalf("not refused: %v", err)\n\t}`],
    ['not that kind of error', `\tif err := c.Create(ctx, ${v2}); !apierrors.IsInvalid(err) {\n\t\tt.Fatal(err)\n\t}`],
    ['an asserted error', `\terr := c.Create(ctx, ${v2})\n\tassert.Error(t, err)`],
    ['a required error', `\trequire.ErrorContains(t, c.Create(ctx, ${v2}), "denied")`],
    ['a command', '\tout, err := exec.Command("kubectl", "run", "app", "--image=localhost/app:v2").CombinedOutput()\n\trequire.Error(t, err)\n\tassert.Contains(t, string(out), "denied")'],
    ['a command of a helper', '\t_, err := kubectl("", "set", "image", "pod/app", "app=localhost/app:v2")\n\trequire.Error(t, err)'],
    ['a manifest', `\t_, err := kubectl(${changed}, "apply", "-f", "-")\n\trequire.Error(t, err)`],
    ['a manifest in a variable', `\tm := ${changed}\n\tout, err := kubectl(m, "apply", "-f", "-")\n\trequire.Error(t, err, out)`],
    ['an update', `\tp := pod("localhost/app:v1")\n\tExpect(c.Create(ctx, p)).To(Succeed())\n\tp.Spec.Containers[0].Image = "localhost/app:v2"\n\tExpect(c.Update(ctx, p)).To(MatchError("immutable"))`],
  ])('%s', async (_, body) => {
    await checkSilent(suite(body));
  });

  test('a file', async () => {
    const file = `\n-- test/e2e/bad.yaml --\nkind: Pod\nspec:\n  containers:\n  - name: app\n    image: localhost/app:v2\n`;
    const run = 'err := exec.Command("kubectl", "apply", "-f", "bad.yaml").Run()';
    await checkSilent(suite(`\t${run}\n\trequire.Error(t, err)`) + file);
    await check((suite(`\t${run}\n\trequire.NoError(t, err)`) + file).replace(/^.*app:v2.*$/m, '$& # want tag-mismatch'));
  });

  test('a helper asserts it', () => checkSilent(suite(`\tdenied(ctx, ${v2})`, 'func denied(ctx context.Context, p *corev1.Pod) {\n\tExpect(c.Create(ctx, p)).NotTo(Succeed())\n}')));

  test.each([
    ['it succeeds', `\tExpect(c.Create(ctx, ${v2})).To(Succeed())`],
    ['no error', `\terr := c.Create(ctx, ${v2})\n\tExpect(err).NotTo(HaveOccurred())`],
    ['not a certain error', `\tExpect(c.Create(ctx, ${v2})).NotTo(MatchError("timeout"))`],
    ['another error', `\terr := c.Create(ctx, ${v2})\n\trequire.NoError(t, err)\n\terr = c.Get(ctx, client.ObjectKey{Name: "gone"}, &corev1.Pod{})\n\trequire.Error(t, err)`],
    ['an error is fatal', `\terr := c.Create(ctx, ${v2})\n\tif err != nil {\n\t\tt.Fatal(err)\n\t}`],
    ['no error ends it', `\tif err := c.Create(ctx, ${v2}); err == nil {\n\t\treturn\n\t}\n\tt.Fatal("not created")`],
    ['an error is told', `\tif err := c.Create(ctx, ${v2}); err != nil {\n\t\tt.Error(err)\n\t}`],
    ['an error ends it, and something else fails', `\tif err := c.Create(ctx, ${v2}); err != nil {\n\t\treturn\n\t}\n\tif testing.Short() {\n\t\tt.Fatal("short")\n\t}`],
    ['an error is handed on', `\tcreate := func() error {\n\t\tif err := c.Create(ctx, ${v2}); err != nil {\n\t\t\treturn err\n\t\t}\n\t\treturn errors.New("not ready")\n\t}\n\t_ = create()`],
    ['only that it is there is no error', `\tif err := c.Create(ctx, ${v2}); err != nil && !apierrors.IsAlreadyExists(err) {\n\t\tt.Fatal(err)\n\t}`],
    ['that it is there is no error', `\terr := c.Create(ctx, ${v2})\n\tif err != nil {\n\t\tif !apierrors.IsAlreadyExists(err) {\n\t\t\tt.Fatal(err)\n\t\t}\n\t}`],
    ['another object is refused', `\tExpect(c.Create(ctx, ${v2})).To(Succeed())\n\tExpect(c.Create(ctx, pod("localhost/app:v3"))).NotTo(Succeed())`],
    ['refused once, then created', `\tp := ${v2}\n\tExpect(c.Create(ctx, p)).NotTo(Succeed())\n\tp.Labels = map[string]string{"signed": "yes"}\n\tExpect(c.Create(ctx, p)).To(Succeed())`],
    ['what is refused is an older one', `\tp := pod("localhost/app:v1")\n\tExpect(c.Create(ctx, p)).To(HaveOccurred())\n\tp.Spec.Containers[0].Image = "localhost/app:v2"\n\tExpect(c.Create(ctx, p)).To(Succeed())`],
  ])('is none of these: %s', async (_, body) => {
    await check(told(body));
  });
});

describe('a trial', () => {
  test.each([
    ['an option', `\tExpect(c.Create(ctx, ${v2}, client.DryRunAll)).To(Succeed())`],
    ['a list of options', `\tExpect(c.Create(ctx, ${v2}, &client.CreateOptions{DryRun: []string{metav1.DryRunAll}})).To(Succeed())`],
    ['a flag', `\t_, err := kubectl(${changed}, "apply", "--dry-run=server", "-f", "-")\n\trequire.NoError(t, err)`],
    ['a flag of the program', '\trequire.NoError(t, exec.Command("kubectl", "run", "app", "--image=localhost/app:v2", "--dry-run=server").Run())'],
  ])('%s', async (_, body) => {
    await checkSilent(suite(body));
  });

  const apply = (flag: string, when = 'dry'): string => `func apply(dry bool, image string) error {
	args := []string{"apply", "-f", "-"}
	if ${when} {
		args = append(args, "${flag}")
	}
	k := exec.Command("kubectl", args...)
	k.Stdin = strings.NewReader(strings.Replace(manifest, "localhost/app:v1", image, 1))
	return k.Run()
}`;
  test('a flag on a condition', () => checkSilent(suite('\trequire.NoError(t, apply(true, "localhost/app:v2"))\n\trequire.NoError(t, apply(false, "localhost/app:v1"))', apply('--dry-run=server'))));
  test('the condition certainly fails', async () => {
    await check(told('\trequire.NoError(t, apply(false, "localhost/app:v2"))', apply('--dry-run=server')));
  });
  test('nobody knows the condition', () => checkSilent(suite('\trequire.NoError(t, apply(ctx.Err() == nil, "localhost/app:v2"))', apply('--dry-run=server'))));
  test('a flag that says no', async () => {
    await check(told('\trequire.NoError(t, apply(true, "localhost/app:v2"))', apply('--dry-run=none')));
  });
  test('a manifest that is tried and then applied', async () => {
    await check(told(`\tm := ${changed}\n\t_, err := kubectl(m, "apply", "--dry-run=server", "-f", "-")\n\trequire.NoError(t, err)\n\t_, err = kubectl(m, "apply", "-f", "-")\n\trequire.NoError(t, err)`));
  });
});

describe('rows whose requests are all refused', () => {
  const rows = (kind: string, row: string, ask: string): string => `\trows := ${kind}struct {
		pod *corev1.Pod
		why string
	}{
		${row}
	}
	for _, row := range rows {
		t.Run(row.why, func(t *testing.T) {
			${ask}
		})
	}`;
  const refused = '_ = c.Get(ctx, client.ObjectKey{}, row.pod)\n\t\t\terr := c.Create(ctx, row.pod)\n\t\t\trequire.ErrorContains(t, err, row.why)';
  test.each([
    ['by a field', rows('[]', `{pod: ${v2}, why: "denied"},`, refused)],
    ['by its position', rows('[]', `{${v2}, "denied"},`, refused)],
    ['in a map', rows('map[string]', `"one": {${v2}, "denied"},`, refused)],
    ['by another variable', rows('[]', `{pod: ${v2}, why: "denied"},`, `row := row\n\t\t\t${refused}`)],
    ['as a literal', rows('[]', '{pod: &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "localhost/app:v2"}}}}, why: "denied"},', refused)],
  ])('%s', async (_, body) => {
    await checkSilent(suite(body));
  });
  test.each([
    ['admitted', rows('[]', `{pod: ${v2}, why: "denied"},`, 'require.NoError(t, c.Create(ctx, row.pod))')],
    ['admitted elsewhere, too', `${rows('[]', `{pod: ${v2}, why: "denied"},`, refused)}\n\tfor _, one := range rows {\n\t\tc.Create(ctx, one.pod)\n\t}`],
    ['refused for another field', rows('[]', `{pod: ${v2}, why: "denied"},`, 'require.Error(t, c.Create(ctx, row.why))\n\t\t\tc.Create(ctx, row.pod)')],
  ])('told: %s', async (_, body) => {
    await check(told(body));
  });
});
