/** Tests that want a pull to fail: what they deploy needn't be there. A helper that gives up early on the same words silences nobody. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A package that builds and loads app as v1; `body` is a test of it. */
const suite = (body: string, more = ''): string => `
-- test/e2e/app_test.go --
package e2e

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

var c client.Client

var _ = BeforeSuite(func() {
	Expect(exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()).To(Succeed())
	Expect(exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()).To(Succeed())
})

func deploy(image string) *corev1.Pod {
	p := &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: image, ImagePullPolicy: corev1.PullNever}}}}
	Expect(c.Create(context.Background(), p)).To(Succeed())
	return p
}

func kubectl(args ...string) (string, error) {
	out, err := exec.Command("kubectl", args...).CombinedOutput()
	return string(out), err
}

func reason(p *corev1.Pod) string {
	Expect(c.Get(context.Background(), client.ObjectKeyFromObject(p), p)).To(Succeed())
	return p.Status.ContainerStatuses[0].State.Waiting.Reason
}

func ready(p *corev1.Pod) error {
	if p.Status.Phase != corev1.PodRunning {
		return fmt.Errorf("not running")
	}
	return nil
}

func waitFor(p *corev1.Pod, what string) error {
	for reason(p) != what {
		time.Sleep(time.Second)
	}
	return nil
}
${more}
${body}
`;

const spec = (body: string): string => `var _ = Describe("app", func() {
	It("comes up", func() {
		deploy("localhost/app:v1")
	})

	It("does something", func() {
		p := deploy("localhost/app:v2")
${body}
	})
})`;

const told = (body: string, more = ''): string => suite(body, more).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');

describe('a test that waits for a failed image', () => {
  test.each([
    ['one of two reasons', '\t\tEventually(func() string { return reason(p) }).Should(BeElementOf("ErrImagePull", "ImagePullBackOff"))'],
    ['a part of one', '\t\tEventually(reason).WithArguments(p).Should(ContainSubstring("BackOff"))'],
    ['inside a closure', '\t\tEventually(func(g Gomega) { g.Expect(reason(p)).To(Equal("ErrImageNeverPull")) }).Should(Succeed())'],
    ['inside a long closure', `\t\tEventually(func(g Gomega) {\n${'\t\t\tg.Expect(p.Name).NotTo(BeEmpty())\n'.repeat(12)}\t\t\tg.Expect(reason(p)).To(Equal("ErrImageNeverPull"))\n\t\t}).Should(Succeed())`],
    ['a helper is told the reason', '\t\tExpect(waitFor(p, "ErrImageNeverPull")).To(Succeed())'],
    ['a comparison that is returned', '\t\tEventually(func() bool { return reason(p) == "ErrImagePull" || reason(p) == "ImagePullBackOff" }).Should(BeTrue())'],
    ['a comparison that ends the wait', '\t\tEventually(func() bool {\n\t\t\tif r := reason(p); r == "ErrImagePull" {\n\t\t\t\treturn true\n\t\t\t}\n\t\t\treturn false\n\t\t}).Should(BeTrue())'],
    ['what is missing is fatal', '\t\tif out, _ := kubectl("get", "pods"); !strings.Contains(out, "ImagePullBackOff") {\n\t\t\tFail("it runs")\n\t\t}'],
    ['another reason is fatal', '\t\tif r := reason(p); r != "InvalidImageName" {\n\t\t\tFail("it runs")\n\t\t}'],
    ['testify', '\t\tout, _ := kubectl("get", "pods")\n\t\tassert.Contains(GinkgoT(), out, "ImagePullBackOff")'],
    ['a condition of kubectl’s', '\t\t_, err := kubectl("wait", "pod/app", "--for=jsonpath={.status.containerStatuses[0].state.waiting.reason}=ErrImageNeverPull")\n\t\tExpect(err).NotTo(HaveOccurred())'],
    ['the rollout fails', '\t\t_, err := kubectl("rollout", "status", "deployment/app")\n\t\trequire.Error(GinkgoT(), err)'],
    ['the rollout’s command fails', '\t\tcmd := exec.Command("kubectl", "rollout", "status", "deployment/app")\n\t\tout, err := cmd.CombinedOutput()\n\t\tExpect(err).To(HaveOccurred(), string(out))'],
    ['it is never ready', '\t\tConsistently(ready).WithArguments(p).ShouldNot(Succeed())'],
    ['it is never ready, as a call', '\t\tConsistently(func() error { return ready(p) }).ShouldNot(Succeed())'],
  ])('%s', async (_, body) => {
    await checkSilent(suite(spec(body)));
  });

  test.each([
    ['no such reason', '\t\tConsistently(func() string { return reason(p) }).ShouldNot(BeElementOf("ErrImagePull", "ImagePullBackOff"))'],
    ['a negated matcher', '\t\tExpect(reason(p)).To(Not(Equal("ErrImagePull")))'],
    ['testify: no such reason', '\t\tout, _ := kubectl("get", "pods")\n\t\tassert.NotContains(GinkgoT(), out, "ImagePullBackOff")'],
    ['it gives up', '\t\tEventually(func() error {\n\t\t\tif r := reason(p); r == "ErrImagePull" || r == "ImagePullBackOff" {\n\t\t\t\treturn StopTrying("no image").Wrap(fmt.Errorf("%s", r))\n\t\t\t}\n\t\t\treturn nil\n\t\t}).Should(Succeed())'],
    ['it gives up at once', '\t\tif out, _ := kubectl("get", "pods"); strings.Contains(out, "ImagePullBackOff") {\n\t\t\tFail(out)\n\t\t}'],
    ['it gives up in a switch', '\t\tswitch reason(p) {\n\t\tcase "ErrImagePull", "ImagePullBackOff":\n\t\t\tFail("no image")\n\t\t}'],
    ['it gives up on some', '\t\tbad := sets.New("ErrImagePull", "ImagePullBackOff")\n\t\tEventually(func() error { return failOn(bad, reason(p)) }).Should(Succeed())'],
    ['a helper gives up', '\t\tExpect(failFast(p, "ImagePullBackOff")).To(Succeed())'],
    ['it says so', '\t\tfmt.Println("look for", "ImagePullBackOff")\n\t\tBy("looking for ImagePullBackOff")'],
    ['another failure', '\t\tEventually(func() string { return reason(p) }).Should(Equal("CrashLoopBackOff"))'],
    ['the rollout succeeds', '\t\t_, err := kubectl("rollout", "status", "deployment/app")\n\t\trequire.NoError(GinkgoT(), err)'],
    ['something else fails', '\t\t_, err := kubectl("get", "pod/other")\n\t\trequire.Error(GinkgoT(), err)'],
    ['it gets ready', '\t\tEventually(ready).WithArguments(p).Should(Succeed())'],
  ])('is none of these: %s', async (_, body) => {
    await check(told(spec(body)));
  });

  test('a helper that deploys and gives up early', async () => {
    await check(told('func TestApp(t *testing.T) {\n\tstart(t, "localhost/app:v2")\n}', `func start(t *testing.T, image string) {
	p := deploy(image)
	for i := 0; i < 60; i++ {
		if r := reason(p); r == "ImagePullBackOff" || r == "ErrImagePull" {
			t.Fatalf("%s", r)
		}
	}
}`));
  });

  test('another test of the suite', async () => {
    await check(told('var _ = Describe("app", func() {\n\tIt("comes up", func() {\n\t\tdeploy("localhost/app:v2")\n\t})\n\n\tIt("fails", func() {\n\t\tp := deploy("localhost/app:v3")\n\t\tEventually(func() string { return reason(p) }).Should(Equal("ErrImagePull"))\n\t})\n})'));
  });

  test('what was deployed afterwards', async () => {
    await check(told('func TestApp(t *testing.T) {\n\tp := deploy("localhost/app:v3")\n\tExpect(waitFor(p, "ErrImageNeverPull")).To(Succeed())\n\tdeploy("localhost/app:v2")\n}'));
  });
});

describe('a table', () => {
  const rows = (type: string, bad: string, good = '"localhost/app:v1"'): string => `type row struct{ ${type} }

func TestApp(t *testing.T) {
	for _, r := range []row{
		{${good}},
		{${bad}},
	} {
		t.Run(r.name, func(t *testing.T) {
			p := deploy(r.image)
			check(t, p, r)
		})
	}
}

func check(t *testing.T, p *corev1.Pod, r row) {}`;

  test.each([
    ['the reason', rows('name, image, reason string', '"bad", "localhost/app:v2", "ErrImageNeverPull"', '"good", "localhost/app:v1", ""')],
    ['the phase', rows('name, image string; phase corev1.PodPhase', '"bad", "localhost/app:v2", corev1.PodPending', '"good", "localhost/app:v1", corev1.PodRunning')],
    ['an error', rows('name, image string; wantErr bool', 'name: "bad", image: "localhost/app:v2", wantErr: true', 'name: "good", image: "localhost/app:v1"')],
  ])('says %s', async (_, body) => {
    await checkSilent(suite(body));
  });

  test.each([
    ['another row', rows('name, image, reason string', '"good", "localhost/app:v2", ""', '"bad", "localhost/app:v3", "ErrImageNeverPull"')],
    ['another phase', rows('name, image string; phase corev1.PodPhase', '"bad", "localhost/app:v2", corev1.PodRunning', '"good", "localhost/app:v1", corev1.PodRunning')],
    ['no error', rows('name, image string; wantErr bool', 'name: "bad", image: "localhost/app:v2", wantErr: false', 'name: "good", image: "localhost/app:v1"')],
  ])('is none of these: %s', async (_, body) => {
    await check(told(body));
  });
});
