/** Functions and methods that somebody else calls: they stand as values where nobody here can see what becomes of them. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

interface Written {
  /** In the test that deploys. */
  readonly setUp?: string;
  /** Beside it. */
  readonly more?: string;
  readonly imports?: string;
}

/** Builds and loads two images, the webhook in a way of the test's own, and deploys the webhook under `tag`. */
const program = ({ setUp = '', more = '', imports = '' }: Written, tag = 'e2e', want = ''): string => `-- test/e2e/pods/pods_test.go --
package pods

import (
	"context"
	"os/exec"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
${imports}
)

var k8s client.Client

func provide(image string) error {
	if err := exec.Command("docker", "build", "-t", image, ".").Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "docker-image", image).Run()
}

${more}

func TestPods(t *testing.T) {
	_ = provide("acme/other:e2e")
${setUp}
	pod := &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Name: "webhook", Image: "acme/webhook:${tag}", ImagePullPolicy: corev1.PullNever}}}}${want}
	_ = k8s.Create(context.TODO(), pod)
}
`;

const environment = `type environment struct{ image string }

func (e *environment) provide() error { return provide(e.image) }

func (e *environment) provideAll(tags ...string) error {
	for _, tag := range tags {
		if err := provide("acme/webhook:" + tag); err != nil {
			return err
		}
	}
	return nil
}

var shared = &environment{image: "acme/webhook:e2e"}
`;
const prepare = 'func prepare() { _ = provide("acme/webhook:e2e") }\n';
const must = 'func must(t *testing.T, f func() error) {\n\tif err := f(); err != nil {\n\t\tt.Fatal(err)\n\t}\n}\n';

const ways: readonly [string, Written][] = [
  ['a function that Ginkgo runs before all', { more: `var _ = BeforeSuite(prepare)\n\n${prepare}`, imports: '\t. "github.com/onsi/ginkgo/v2"' }],
  ['a method that Ginkgo runs before all', { more: `${environment}\nvar _ = BeforeSuite(shared.provide)`, imports: '\t. "github.com/onsi/ginkgo/v2"' }],
  ['a sub-test by its name', { setUp: '\tt.Run("build", build)', more: 'func build(t *testing.T) { _ = provide("acme/webhook:e2e") }' }],
  ['once', { setUp: '\tvar once sync.Once\n\tonce.Do(prepare)', more: prepare, imports: '\t"sync"' }],
  ['a group of others', { setUp: '\tvar group errgroup.Group\n\tgroup.Go(shared.provide)\n\t_ = group.Wait()', more: environment, imports: '\t"golang.org/x/sync/errgroup"' }],
  ['a step of the e2e-framework', { more: 'func TestMain(m *testing.M) {\n\ttestenv := env.New()\n\ttestenv.Setup(build)\n\ttestenv.Run(m)\n}\n\nfunc build(ctx context.Context, _ *envconf.Config) (context.Context, error) { return ctx, provide("acme/webhook:e2e") }', imports: '\t"sigs.k8s.io/e2e-framework/pkg/env"\n\t"sigs.k8s.io/e2e-framework/pkg/envconf"' }],
  ['a method that a helper calls', { setUp: '\te := &environment{image: "acme/webhook:e2e"}\n\tmust(t, e.provide)', more: `${environment}\n${must}` }],
  ['a method with arguments of the helper', { setUp: '\teach(shared.provideAll, "e2e")', more: `${environment}\nfunc each(f func(...string) error, tags ...string) { _ = f(tags...) }` }],
  ['methods in a list', { setUp: '\tfor _, step := range []func() error{shared.provide} {\n\t\t_ = step()\n\t}', more: environment }],
  ['a method in a field', { setUp: '\ts := step{run: shared.provide}\n\t_ = s.run()', more: `${environment}\ntype step struct{ run func() error }` }],
  ['a method that is given back', { setUp: '\t_ = builder()()', more: `${environment}\nfunc builder() func() error { return shared.provide }` }],
  ['a method of an interface', { setUp: '\tvar p provider = &environment{image: "acme/webhook:e2e"}\n\tmust(t, p.provide)', more: `${environment}\ntype provider interface{ provide() error }\n${must}` }],
  ['a method expression', { setUp: '\tf := (*environment).provide\n\t_ = f(shared)', more: environment }],
  ['a field of a library’s struct', { setUp: '\t_ = (&cobra.Command{RunE: build}).Execute()', more: 'func build(*cobra.Command, []string) error { return provide("acme/webhook:e2e") }', imports: '\t"github.com/spf13/cobra"' }],
  ['a channel', { setUp: '\tsteps := make(chan func(), 1)\n\tsteps <- prepare\n\twork(steps)', more: `${prepare}\nfunc work(steps <-chan func()) { pool.Drain(steps) }`, imports: '\t"example.com/pool"' }],
  ['a function type’s own method', { setUp: '\t_ = builder(provide).do("acme/webhook:e2e")', more: 'type builder func(string) error\n\nfunc (b builder) do(i string) error { return b(i) }' }],
];

describe('silence', () => {
  test.each(ways)('%s', async (_, written) => {
    await checkSilent(program(written));
  });
  test('a method sets the field of a package’s variable', async () => {
    await checkSilent(program({ more: `type settings struct{ tag string }\n\nvar values settings\n\nfunc (s *settings) setUp() { s.tag = "e2e" }\n\nvar _ = BeforeSuite(values.setUp)`, setUp: '\t_ = provide("acme/webhook:" + values.tag)', imports: '\t. "github.com/onsi/ginkgo/v2"' }));
  });
  test('what is named as a value and never seen to run deploys nothing', async () => {
    await checkSilent(program({ setUp: '\t_ = provide("acme/webhook:e2e")\n\tregister(deployOther)', more: 'func deployOther() {\n\t_ = k8s.Create(context.TODO(), &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Image: "acme/webhook:later", ImagePullPolicy: corev1.PullNever}}}})\n}\n\nvar registered = map[string]func(){}\n\nfunc register(f func()) { registered["other"] = f }' }));
  });
});

describe('hits', () => {
  const known = new Set(['a function that Ginkgo runs before all', 'a method that Ginkgo runs before all', 'a sub-test by its name', 'once', 'a group of others', 'a step of the e2e-framework', 'a method that a helper calls', 'methods in a list', 'a method in a field', 'a method that is given back']);
  test.each(ways.filter(([name]) => known.has(name)))('%s builds another tag', async (_, written) => {
    await check(program(written, 'e2e-webhook', ' // want tag-mismatch'));
  });
  test('what stores itself is walked once', async () => {
    await check(program({ setUp: '\t_ = provide("acme/webhook:e2e-webhook")\n\tregister("again", again)', more: 'var steps = map[string]func(){}\n\nfunc register(name string, f func()) { steps[name] = f }\n\nfunc again() {\n\t_ = provide("acme/again:e2e")\n\tsteps["again"] = again\n}' }, 'e2e', ' // want tag-mismatch'));
  });
  test('what Ginkgo runs deploys another tag', async () => {
    await check(program({ setUp: '\t_ = provide("acme/webhook:e2e")', more: 'var _ = BeforeSuite(deploy)\n\nfunc deploy() {\n\t_ = k8s.Create(context.TODO(), &corev1.Pod{Spec: corev1.PodSpec{Containers: []corev1.Container{{Image: "acme/webhook:later", ImagePullPolicy: corev1.PullNever}}}}) // want tag-mismatch\n}', imports: '\t. "github.com/onsi/ginkgo/v2"' }));
  });
});
