/** Containers in the entries of a table are deployed, unless the table's body only compares them. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const suite = (table: string): string => `
-- test/e2e/app_test.go --
package e2e

import (
	"context"
	"os/exec"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
)

var c client.Client

var _ = BeforeSuite(func() {
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
	exec.Command("kubectl", "run", "app", "--image=localhost/app:v1").Run()
})

${table}
`;
const entry = '\tEntry("one", "one", corev1.Container{Name: "app", Image: "localhost/app:v2"}),';
const table = (body: string): string => `var _ = DescribeTable("pods", func(name string, one corev1.Container) {
	var got corev1.Pod
	Expect(c.Get(context.Background(), client.ObjectKey{Name: name}, &got)).To(Succeed())
${body}
},
${entry}
)`;
const compares = '\tExpect(got.Spec.Containers[0]).To(Equal(one))';
const deploys = '\tExpect(c.Create(context.Background(), &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{one}}})).To(Succeed())';
const nested = (body: string): string => `var _ = Describe("all", func() {\n${table(body).replace('var _ = ', '')}\n})`;

describe('an entry', () => {
  test.each([
    ['that is compared', table(compares)],
    ['that is compared, further in', nested(compares)],
  ])('silent: %s', async (_, text) => {
    await checkSilent(suite(text));
  });
  test.each([
    ['that is deployed', table(deploys)],
    ['that is deployed and compared', table(`${deploys}\n${compares}`)],
    ['that is deployed, further in', nested(deploys)],
  ])('told: %s', async (_, text) => {
    await check(suite(text).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch'));
  });
});
