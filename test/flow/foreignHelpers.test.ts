/** What goes to a package of another project may be built, loaded or tagged there; what doesn't go there is judged as ever. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A suite that builds and loads `localhost/app:base`, calls `More()`, and deploys `localhost/app:e2e`. */
function suite(imports: string, more: string, deployed = 'localhost/app:e2e"', wanted = ''): string {
  return `-- go.mod --
module example.com/x
-- infra/app.go --
package infra
import "os/exec"
func Build(image string) error {
	if err := exec.Command("docker", "build", "-t", image, ".").Run(); err != nil {
		return err
	}
	return exec.Command("kind", "load", "docker-image", image).Run()
}
-- infra/more.go --
package infra
import (
${imports}
)
${more}
-- e2e/suite_test.go --
package e2e
import (
	"testing"
	. "example.com/x/infra"
	corev1 "k8s.io/api/core/v1"
)
func TestApp(t *testing.T) {
	if err := Build("localhost/app:base"); err != nil {
		t.Fatal(err)
	}
	if err := More(); err != nil {
		t.Fatal(err)
	}
	_ = corev1.Container{Image: "${deployed}, ImagePullPolicy: corev1.PullNever}${wanted}
}
`;
}

const kit = '\t"github.com/acme/e2ekit"';

describe('may be made out of sight', () => {
  test.each([
    ['a function of any name', '\t"github.com/acme/steps"', 'func More() error { return steps.Provide("kind", "localhost/app:e2e") }'],
    ['the name from a constant', '\t"github.com/acme/steps"', 'const app = "localhost/app:e2e"\nfunc More() error { return steps.Do(app) }'],
    ['a method of what it gives', kit, 'func More() error {\n\tk := e2ekit.New("kind")\n\treturn k.Provide("localhost/app:e2e")\n}'],
    ['in options', kit, 'func More() error { return e2ekit.Do(e2ekit.Options{Images: []string{"localhost/app:e2e"}}) }'],
    ['the repository by itself', kit, 'func More() error { return e2ekit.Do(e2ekit.Options{Repository: "localhost/app", Tag: "e2e"}) }'],
    ['nothing but that it provides all', kit, 'func More() error { return e2ekit.ProvideAll("kind") }'],
    ['the words of commands', '\t"github.com/magefile/mage/sh"', 'func More() error {\n\tif err := sh.Run("docker", "build", "-t", "localhost/app:e2e", "."); err != nil {\n\t\treturn err\n\t}\n\treturn sh.RunV("kind", "load", "docker-image", "localhost/app:e2e")\n}'],
    ['the words in a list', '\t"github.com/acme/run"', 'func More() error {\n\tfor _, words := range [][]string{{"docker", "build", "-t", "localhost/app:e2e", "."}, {"kind", "load", "docker-image", "localhost/app:e2e"}} {\n\t\tif err := run.Words(words...); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}'],
    ['an archive into a node', '\t"context"\n\t"os"\n\tcontainerd "github.com/containerd/containerd/v2/client"', 'func More() error {\n\tfile, err := os.Open("app.tar")\n\tif err != nil {\n\t\treturn err\n\t}\n\tc, err := containerd.New("/run/containerd/containerd.sock")\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = c.Import(context.Background(), file)\n\treturn err\n}'],
    ['a committed container', '\t"context"\n\t"github.com/docker/docker/api/types/container"\n\t"github.com/docker/docker/client"', 'func More() error {\n\tc, err := client.NewClientWithOpts(client.FromEnv)\n\tif err != nil {\n\t\treturn err\n\t}\n\t_, err = c.ContainerCommit(context.Background(), "work", container.CommitOptions{Reference: "localhost/app:e2e"})\n\treturn err\n}'],
    ['by an interface in a field', kit, 'type steps struct{ kit e2ekit.Kit }\nvar all = steps{kit: e2ekit.New("kind")}\nfunc More() error { return all.kit.Provide("localhost/app:e2e") }'],
  ])('%s', async (_, imports, more) => {
    await checkSilent(suite(imports, more));
  });
});

describe('is not', () => {
  test.each([
    ['another image goes there', kit, 'func More() error { return e2ekit.Do("localhost/other:e2e") }'],
    ['nothing does', '\t"github.com/acme/steps"', 'func More() error { return steps.Wait("kind") }'],
    ['a package that only writes', '\t"fmt"', 'func More() error {\n\t_, err := fmt.Println("localhost/app:e2e")\n\treturn err\n}'],
    ['what looks at it', '\t"github.com/stretchr/testify/assert"', 'func More() error {\n\tassert.Equal(nil, "localhost/app:e2e", "localhost/app:e2e")\n\treturn nil\n}'],
  ])('%s', async (_, imports, more) => {
    await check(suite(imports, more, 'localhost/app:e2e"', ' // want tag-mismatch'));
  });
});

describe('by a hook in files that name no image', () => {
  const hooked = (set: string, wanted = ''): string => `-- go.mod --
module example.com/x
-- e2e/hooks_test.go --
package e2e
import (
	. "github.com/onsi/ginkgo/v2"
)
var _ = BeforeSuite(func() { provide() })
-- e2e/provide.go --
package e2e
import "github.com/acme/steps"
func provide() {
	steps.${set}
}
-- e2e/app_test.go --
package e2e
import (
	"os/exec"
	. "github.com/onsi/ginkgo/v2"
	corev1 "k8s.io/api/core/v1"
)
var _ = Describe("app", func() {
	It("runs", func() {
		exec.Command("docker", "build", "-t", "localhost/app:base", ".").Run()
		exec.Command("kind", "load", "docker-image", "localhost/app:base").Run()
		_ = corev1.Container{Image: "localhost/app:e2e", ImagePullPolicy: corev1.PullNever}${wanted}
	})
})
`;
  test('is read', async () => {
    await checkSilent(hooked('LoadImages("kind")'));
  });

  test('and judged where it only looks', async () => {
    await check(hooked('Wait("kind")', ' // want tag-mismatch'));
  });
});

describe('loaded out of sight', () => {
  const loading = (imports: string, load: string, wanted = ''): string => `-- suite_test.go --
package e2e
import (
	"os/exec"
	"testing"
	corev1 "k8s.io/api/core/v1"
${imports}
)
func TestApp(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/base:e2e", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/base:e2e").Run()
	exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	load()
	_ = corev1.Container{Image: "localhost/app:e2e", ImagePullPolicy: corev1.PullNever}${wanted}
}
${load}
`;
  test.each([
    ['by the words of a command', '\t"github.com/magefile/mage/sh"', 'func load() { sh.RunV("kind", "load", "docker-image", "localhost/app:e2e") }'],
    ['an archive', '\t"github.com/magefile/mage/sh"', 'func load() {\n\texec.Command("docker", "save", "-o", "app.tar", "localhost/app:e2e").Run()\n\tsh.RunV("kind", "load", "image-archive", "app.tar")\n}'],
    ["by Kubernetes' own framework", '\t"k8s.io/kubernetes/test/e2e/framework"', 'func load() { framework.RunCmd("kind", "load", "docker-image", "localhost/app:e2e") }'],
    ['through a pipe into a node', '\t"io"\n\t"sigs.k8s.io/kind/pkg/cluster/nodes"', 'func load() { into(nil, nil) }\nfunc into(node nodes.Node, archive io.Reader) { node.Command("ctr", "images", "import", "-").SetStdin(archive).Run() }'],
  ])('%s', async (_, imports, load) => {
    await checkSilent(loading(imports, load));
  });

  test.each([
    ['the words of another image', '\t"github.com/magefile/mage/sh"', 'func load() { sh.RunV("kind", "load", "docker-image", "localhost/other:e2e") }'],
    ['what only asks', '\t"github.com/magefile/mage/sh"', 'func load() { sh.RunV("kind", "get", "nodes") }'],
  ])('%s', async (_, imports, load) => {
    await check(loading(imports, load, ' // want not-loaded'));
  });
});
