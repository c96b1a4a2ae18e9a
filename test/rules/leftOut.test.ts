/** Tests that are pending, skipped or switched off deploy nothing; one that may be skipped, beside others that aren't, may lack its image. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const before = `var _ = BeforeSuite(func() {
	sh("docker", "build", "-t", "localhost/app:v1", ".")
	sh("kind", "load", "docker-image", "localhost/app:v1")
})

var _ = Describe("app", func() {
	It("runs", func() { sh("kubectl", "run", "app", "--image=localhost/app:v1") })
})`;

const suite = (body: string, first = before): string => `
-- test/e2e/app_test.go --
package e2e

import (
	"encoding/xml"
	"os"
	"os/exec"
	"runtime"
	"testing"

	. "github.com/onsi/ginkgo/v2"
	. "github.com/onsi/gomega"
)

func sh(args ...string) {
	Expect(exec.Command(args[0], args[1:]...).Run()).To(Succeed())
}

${first}

${body}
`;

const v2 = 'sh("kubectl", "run", "app", "--image=localhost/app:v2")';
const told = (body: string, first?: string): string => suite(body, first).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');
const spec = (body: string, node = 'It'): string => `var _ = Describe("more", func() {\n\t${node}("runs", func() {\n${body}\n\t})\n})`;

describe('never run', () => {
  test.each([
    ['a pending spec', spec(`\t\t${v2}`, 'PIt')],
    ['an excluded spec', spec(`\t\t${v2}`, 'XSpecify')],
    ['a pending container', `var _ = PDescribe("more", func() {\n\tIt("runs", func() { ${v2} })\n})`],
    ['a pending container inside', `var _ = Describe("more", func() {\n\tXContext("here", func() {\n\t\tBeforeEach(func() { ${v2} })\n\t})\n})`],
    ['a decorator', `var _ = Describe("more", func() {\n\tIt("runs", Pending, func() { ${v2} })\n})`],
    ['skipped at once', spec(`\t\tSkip("not yet")\n\t\t${v2}`)],
    ['skipped before each', `var _ = Describe("more", func() {\n\tBeforeEach(func() { Skip("not yet") })\n\tIt("runs", func() { ${v2} })\n})`],
    ['skipped before each, at length', `var _ = Describe("more", func() {\n\tBeforeEach(func() {\n${'\t\tExpect(os.Getenv("HOME")).NotTo(BeEmpty())\n'.repeat(8)}\t\tSkip("not yet")\n\t})\n\tIt("runs", func() { ${v2} })\n})`],
    ['a test that is skipped', `func TestMore(t *testing.T) {\n\tt.Skip("see #77")\n\t${v2}\n}`],
    ['the rest of a block', `func TestMore(t *testing.T) {\n\tt.Run("more", func(t *testing.T) {\n\t\tt.SkipNow()\n\t\t${v2}\n\t})\n}`],
    ['a constant', `const gpus = false\n\nfunc TestMore(t *testing.T) {\n\tif gpus {\n\t\t${v2}\n\t}\n}`],
    ['a variable that nobody sets', `var gpus = false\n\nfunc TestMore(t *testing.T) {\n\tif gpus {\n\t\t${v2}\n\t}\n}`],
    ['a constant, left at once', `const gpus = false\n\nfunc TestMore(t *testing.T) {\n\tif !gpus {\n\t\treturn\n\t}\n\t${v2}\n}`],
    ['an argument', `func more(gpus bool) {\n\tif gpus {\n\t\t${v2}\n\t}\n}\n\nfunc TestMore(t *testing.T) {\n\tmore(false)\n}`],
  ])('%s', async (_, body) => {
    const { inventory } = await checkSilent(suite(body));
    expect(inventory.sites.filter(({ role, dead }) => role === 'deploy' && dead)).toHaveLength(1);
  });

  test.each([
    ['skipped afterwards', spec(`\t\t${v2}\n\t\tSkip("the rest")`)],
    ['another spec is skipped', `var _ = Describe("more", func() {\n\tIt("is skipped", func() { Skip("not yet") })\n\tIt("runs", func() { ${v2} })\n})`],
    ['before others', `var _ = Describe("more", func() {\n\tContext("others", func() {\n\t\tBeforeEach(func() { Skip("not yet") })\n\t})\n\tIt("runs", func() { ${v2} })\n})`],
    ['something else is skipped', `func TestMore(t *testing.T) {\n\td := xml.NewDecoder(os.Stdin)\n\td.Skip()\n\t${v2}\n}`],
    ['a focused spec', spec(`\t\t${v2}`, 'FIt')],
    ['a constant that is true', `const gpus = true\n\nfunc TestMore(t *testing.T) {\n\tif gpus {\n\t\t${v2}\n\t}\n}`],
    ['a variable', `var gpus = false\n\nfunc init() {\n\tgpus = os.Getenv("GPUS") != ""\n}\n\nfunc TestMore(t *testing.T) {\n\tif gpus {\n\t\t${v2}\n\t}\n}`],
    ['another constant', `const gpus = false\n\nfunc TestMore(t *testing.T) {\n\tif !gpus {\n\t\t${v2}\n\t}\n}`],
    ['a flag that changes', `func more(gpus bool) {\n\tif os.Getenv("GPUS") != "" {\n\t\tgpus = true\n\t}\n\tif gpus {\n\t\t${v2}\n\t}\n}\n\nfunc TestMore(t *testing.T) {\n\tmore(false)\n}`],
  ])('is none of these: %s', async (_, body) => {
    await check(told(body));
  });
});

describe('perhaps not run', () => {
  test.each([
    ['another system', `func TestMore(t *testing.T) {\n\tif runtime.GOOS != "windows" {\n\t\tt.SkipNow()\n\t}\n\t${v2}\n}`],
    ['a helper may skip', `func needGPU() {\n\tif os.Getenv("GPU") == "" {\n\t\tSkip("make gpu-image first")\n\t}\n}\n\n${spec(`\t\tneedGPU()\n\t\t${v2}`)}`],
    ['what runs before each may', `var _ = Describe("more", func() {\n\tBeforeEach(func() {\n\t\tif os.Getenv("GPU") == "" {\n\t\t\tSkip("make gpu-image first")\n\t\t}\n\t})\n\tIt("runs", func() { ${v2} })\n})`],
  ])('%s', async (_, body) => {
    await checkSilent(suite(body));
  });

  const ifSet = '\tif os.Getenv("E2E") == "" {\n\t\tt.Skip("set E2E")\n\t}\n';
  test.each([
    ['it builds by itself', `func TestMore(t *testing.T) {\n${ifSet}\tsh("docker", "build", "-t", "localhost/app:v3", ".")\n\t${v2}\n}`],
    ['short runs only', `func TestMore(t *testing.T) {\n\tif testing.Short() {\n\t\tt.Skip("takes long")\n\t}\n\t${v2}\n}`],
    ['skipped behind it', `func TestMore(t *testing.T) {\n\t${v2}\n${ifSet}}`],
  ])('is judged all the same: %s', async (_, body) => {
    await check(told(body));
  });

  test('all tests of the suite may be left out', async () => {
    await check(told(`func TestMore(t *testing.T) {\n${ifSet}\t${v2}\n}`, `func TestMain(m *testing.M) {
	sh("docker", "build", "-t", "localhost/app:v1", ".")
	sh("kind", "load", "docker-image", "localhost/app:v1")
	os.Exit(m.Run())
}

func TestApp(t *testing.T) {\n${ifSet}\tsh("kubectl", "run", "app", "--image=localhost/app:v1")\n}`));
  });
});
