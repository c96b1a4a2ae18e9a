/** What stands behind the call of a helper that never comes back is never deployed; behind one that may come back, it is. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A test that builds and loads `localhost/app:v1`, calls `end(t)`, and deploys another tag. */
function suite(helper: string, body = '\tend(t)\n\tdeploy("localhost/app:v2") // WANT', more = ''): string {
  return `-- suite_test.go --
package e2e
import (
	"context"
	"log"
	"os"
	"os/exec"
	"testing"
	. "github.com/onsi/ginkgo/v2"
	corev1 "k8s.io/api/core/v1"
)
var _, _, _ = log.Print, os.Args, context.Background
${helper}
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
func TestApp(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
	deploy("localhost/app:v1")
${body}
}
${more}`;
}

const silent = (text: string): string => text.replaceAll(' // WANT', '');
const told = (text: string): string => text.replace('WANT', 'want tag-mismatch');
const skipping = 'func end(t *testing.T) {\n\tt.Helper()\n\tt.Skip("never")\n}';

describe('never comes back', () => {
  test.each([
    ['it skips', skipping],
    ['it skips on either way', 'func end(t *testing.T) {\n\tif len(os.Args) > 1 {\n\t\tt.Skip("a")\n\t} else {\n\t\tt.Skipf("b")\n\t}\n}'],
    ['it fails', 'func end(t testing.TB) { t.Fatal("not yet") }'],
    ['it skips with Ginkgo', 'func end(*testing.T) { Skip("never") }'],
    ['it panics', 'func end(*testing.T) { panic("never") }'],
    ['it ends the process', 'func end(*testing.T) { log.Fatal("never") }'],
    ['it returns behind that', 'func end(t *testing.T) bool {\n\tt.SkipNow()\n\treturn true\n}'],
    ['by another helper', `${skipping.replace('end', 'skip')}\nfunc end(t *testing.T) {\n\tlog.Print("skipped")\n\tskip(t)\n}`],
    ['a method', `${skipping.replace('end', '(s *steps) skip')}\ntype steps struct{}`, '\ts := &steps{}\n\ts.skip(t)\n\tdeploy("localhost/app:v2")'],
    ['of another package', '', '\tskips.Skip(t)\n\tdeploy("localhost/app:v2")', '-- go.mod --\nmodule example.com/x\n-- skips/skips.go --\npackage skips\nimport "testing"\nfunc Skip(t *testing.T) { t.Skip("never") }\n'],
    ['in a block', skipping, '\tif len(os.Args) > 1 {\n\t\tend(t)\n\t\tdeploy("localhost/app:v2")\n\t}'],
    ['on both ways', skipping, '\tif len(os.Args) > 1 {\n\t\tend(t)\n\t\tdeploy("localhost/app:v2")\n\t} else {\n\t\tend(t)\n\t\tdeploy("localhost/app:v2")\n\t}'],
    ['in a subtest', skipping, '\tt.Run("sub", func(t *testing.T) {\n\t\tend(t)\n\t\tdeploy("localhost/app:v2")\n\t})'],
    ['a literal behind it', skipping, '\tend(t)\n\tt.Run("sub", func(t *testing.T) { deploy("localhost/app:v2") })'],
    ['a helper behind it', skipping, '\tend(t)\n\tothers()', 'func others() { deploy("localhost/app:v2") }\n'],
  ])('%s', async (_, helper, body?: string, more?: string) => {
    const whole = silent(suite(helper, body, more));
    await checkSilent(whole.includes('skips.Skip') ? whole.replace('import (', 'import (\n\t"example.com/x/skips"') : whole);
  });
});

describe('may come back', () => {
  test.each([
    ['it skips on a condition', 'func end(t *testing.T) {\n\tif len(os.Args) > 1 {\n\t\tlog.Print("skipped")\n\t}\n}'],
    ['it returns before', 'func end(t *testing.T) {\n\tif len(os.Args) > 1 {\n\t\treturn\n\t}\n\tpanic("never")\n}'],
    ['it returns on one way', 'func end(t *testing.T) {\n\tif len(os.Args) > 1 {\n\t\treturn\n\t} else {\n\t\tpanic("never")\n\t}\n}'],
    ['it recovers', 'func end(t *testing.T) {\n\tdefer func() { recover() }()\n\tpanic("never")\n}'],
    ['it skips in a literal', 'func end(t *testing.T) {\n\tt.Run("sub", func(t *testing.T) { panic("never") })\n}'],
    ['it jumps past that', 'func end(t *testing.T) {\n\tif len(os.Args) > 1 {\n\t\tgoto done\n\t}\n\tpanic("never")\ndone:\n}'],
    ['it ends in a loop', 'func end(t *testing.T) {\n\tfor range os.Args {\n\t\tpanic("never")\n\t}\n}'],
    ['in the background', 'func end(t *testing.T) { panic("never") }', '\tgo end(t)\n\tdeploy("localhost/app:v2") // WANT'],
    ['later', 'func end(t *testing.T) { panic("never") }', '\tdefer end(t)\n\tdeploy("localhost/app:v2") // WANT'],
    ['on a condition', 'func end(t *testing.T) { panic("never") }', '\tif len(os.Args) > 1 {\n\t\tend(t)\n\t}\n\tdeploy("localhost/app:v2") // WANT'],
    ['past a jump', 'func end(t *testing.T) { panic("never") }', '\tif len(os.Args) > 1 {\n\t\tgoto on\n\t}\n\tend(t)\non:\n\tdeploy("localhost/app:v2") // WANT'],
    ['behind it', skipping, '\tdeploy("localhost/app:v2") // WANT\n\tend(t)'],
    ['in a literal that panics', 'func end(t *testing.T) { panic("never") }', '\tfunc() {\n\t\tdefer func() { recover() }()\n\t\tend(t)\n\t}()\n\tdeploy("localhost/app:v2") // WANT'],
    ['it calls itself', 'func end(t *testing.T) {\n\tif len(os.Args) > 1 {\n\t\tend(t)\n\t}\n}'],
    ['by a helper that may come back', 'func stop(n int) {\n\tif n > 0 {\n\t\tpanic("never")\n\t}\n}\nfunc end(t *testing.T) { stop(len(os.Args)) }'],
  ])('told: %s', async (_, helper, body?: string) => {
    await check(told(suite(helper, body)));
  });
});

describe('specs', () => {
  const specs = (before: string): string => `-- suite_test.go --
package e2e
import (
	"os"
	"os/exec"
	. "github.com/onsi/ginkgo/v2"
	corev1 "k8s.io/api/core/v1"
)
var _ = os.Args
func end() { Skip("never") }
func mayEnd() { _ = os.Args }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
var _ = BeforeSuite(func() {
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
})
var _ = Describe("apps", func() {
	It("runs", func() { deploy("localhost/app:v1") })
})
var _ = Describe("legacy", func() {
	BeforeEach(func() {
		${before}
	})
	It("runs", func() {
		deploy("localhost/app:v2") // WANT
	})
})
`;
  test('a helper skips before each', () => checkSilent(silent(specs('end()'))));
  test('told: a helper may skip before each', () => check(told(specs('mayEnd()'))));
});
