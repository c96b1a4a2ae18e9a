/** Pods of a Go test that touches nothing outside of itself are data, whatever the package beside it builds; those of any other are deployed. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { goFile } from '../rules/goFile';

const live = `func TestLive(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
	exec.Command("kubectl", "run", "app", "--image=localhost/app:e2e").Run()
}`;
const pod = 'corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "app", Image: "localhost/app:v1"}}}}';

const suite = (more: string, imports = ''): string => `-- app_test.go --
${goFile(`${live}

${more}`, 'e2e').replace('"strings"', `"strings"\n\t"testing"${imports}`)}`;

describe('silent', () => {
  test.each([
    ['a helper is tested', `func images(pod corev1.Pod) (found []string) {
	for _, one := range pod.Spec.Containers {
		found = append(found, one.Image)
	}
	return
}
func TestImages(t *testing.T) {
	if got := images(${pod}); len(got) != 1 {
		t.Errorf("%v", got)
	}
}`, ''],
    ['a table of pods', `func ready(pod corev1.Pod) bool { return pod.Status.Phase == corev1.PodRunning }
func TestReady(t *testing.T) {
	for name, one := range map[string]corev1.Pod{"none": ${pod}} {
		t.Run(name, func(t *testing.T) {
			if ready(one) {
				t.Fatal(name)
			}
		})
	}
}`, ''],
    ['a manifest is decoded', `const document = \`kind: Pod
metadata: {name: app}
spec:
  containers:
  - name: app
    image: localhost/app:v1
\`
func decoded(text string) (pod corev1.Pod, err error) { err = yaml.Unmarshal([]byte(text), &pod); return }
func TestDecoded(t *testing.T) {
	if _, err := decoded(document); err != nil {
		t.Fatal(err)
	}
}`, '\n\t"sigs.k8s.io/yaml"'],
    ['a client that only pretends', `func TestFake(t *testing.T) {
	client := ctrlfake.NewClientBuilder().Build()
	pod := ${pod}
	if err := client.Create(nil, &pod); err != nil {
		t.Fatal(err)
	}
}`, '\n\tctrlfake "sigs.k8s.io/controller-runtime/pkg/client/fake"'],
    ['what such a client’s methods give', `func TestFake(t *testing.T) {
	pod := ${pod}
	clientset := fake.NewSimpleClientset(&pod)
	if _, err := clientset.CoreV1().Pods("default").Create(nil, &pod, nil); err != nil {
		t.Fatal(err)
	}
}`, '\n\t"k8s.io/client-go/kubernetes/fake"'],
    ['the program under test gets it', `func TestInject(t *testing.T) {
	got := inject.Sidecar(${pod})
	if len(got.Spec.Containers) != 2 {
		t.Fatal(got)
	}
}`, '\n\t"example.com/app/internal/inject"'],
  ])('%s', async (_, more, imports) => {
    await checkSilent(suite(more, imports));
  });
});

describe('hit', () => {
  const marked = (more: string, imports?: string): string => suite(more, imports).replace(/^.*localhost\/app:v1.*$/m, '$& // want tag-mismatch');
  test.each([
    ['a client creates it', `var client interface{ Create(object any) error }
func TestPod(t *testing.T) {
	pod := ${pod}
	if err := client.Create(&pod); err != nil {
		t.Fatal(err)
	}
}`],
    ['a helper deploys it', `func bring(t *testing.T, pod corev1.Pod) {
	if err := exec.Command("kubectl", "apply", "-f", file(pod)).Run(); err != nil {
		t.Fatal(err)
	}
}
func file(pod corev1.Pod) string { return pod.Name }
func TestPod(t *testing.T) { bring(t, ${pod}) }`],
    ['a function in a variable gets it', `func TestPod(t *testing.T) { deployer(${pod}) }
var deployer = func(pod corev1.Pod) { panic(pod) }`],
    ['a client’s methods', `func TestPod(t *testing.T) {
	clientset := connect()
	clientset.CoreV1().Pods("default").Create(nil, ${pod}, nil)
}
func connect() Clients { return Clients{} }`],
    ['a function of the program deploys it', `func TestPod(t *testing.T) { pods.MustCreate(${pod}) }`, '\n\t"example.com/app/internal/pods"'],
    ['a package for tests gets it', `func TestPod(t *testing.T) { framework.Pod(${pod}) }`, '\n\t"example.com/app/pkg/framework"'],
    ['it is no test of Go', `func TestPod(t testing.TB) { t.Log(${pod}) }`],
  ])('%s', async (_, more, imports?: string) => {
    const { findings } = await check(marked(more, imports));
    expect(findings.length).toBeGreaterThan(0);
  });
});
