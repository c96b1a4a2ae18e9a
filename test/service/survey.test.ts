/** A survey of chosen declarations sees what a survey of all of them sees. */
import { describe, expect, test } from 'vitest';
import { defaultStandard } from '../../src/standard/standard';
import { createFileCache, type FileCache } from '../../src/service/fileCache';
import { nothingCarried, survey, type Survey } from '../../src/service/survey';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';
import { memoryRoot } from '../support/memoryWorkspace';

async function surveyed(fixture: string, wrap: (cache: FileCache) => FileCache): Promise<Survey> {
  const texts = new Map([...filesOf(fixture)].map(([path, text]) => [`${memoryRoot}/${path}`, text]));
  return survey({ root: memoryRoot, texts, standard: defaultStandard, lookUp: () => Promise.resolve(new Map()) }, wrap(createFileCache(await testGrammar())), nothingCarried, () => undefined);
}

const everything = (cache: FileCache): FileCache => ({ ...cache, facts: (uri, text) => cache.facts(uri, text) });

function functionsIn({ files }: Survey): string[] {
  return [...files.values()].flatMap((file) => (file.kind === 'go' ? file.facts.funcs.map(({ name }) => name) : [])).sort();
}

const infrastructure = `
-- test/infrastructure/build.go --
package infrastructure
import "os/exec"
type Config struct { Image, Unused string }
func Build(c *Config) error { return exec.Command("podman", "build", "-t", c.Image, ".").Run() }
func Lonely() int { return unrelated() }
func unrelated() int { return 1 }
`;

/** Enough for a body to be told apart. */
const much = Array.from({ length: 12 }, (_, i) => `\tExpect(value${i}).To(Equal(other${i}))`).join('\n');

const stretches = (bodies: string): string => `${infrastructure}
-- test/e2e/a/suite_test.go --
package a
import ("fmt"; "strings"; . "github.com/onsi/ginkgo/v2"; "k/test/infrastructure")
${bodies.replaceAll('MUCH', `\n${much}\n`)}
`;

describe('the same inventory', () => {
  test.each([
    ['a caller in another package', `${infrastructure}
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
const name = "localhost/a:" + tag
func TestA(t *testing.T) { infrastructure.Build(&infrastructure.Config{Image: name}) }
func TestOther(t *testing.T) { t.Log("nothing") }
-- test/e2e/a/tag_test.go --
package a
const tag = "e2e"
`],
    ['a variable that only somebody else sets', `${infrastructure}
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
var image string
func TestA(t *testing.T) { infrastructure.Build(&infrastructure.Config{Image: image}) }
func TestB(t *testing.T) { t.Run("b", func(t *testing.T) { set("localhost/b:1") }) }
func set(to string) { image = to }
`],
    ['a field that is only known by its type', `${infrastructure}
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
type holder struct { cfg *infrastructure.Config }
var held = lookUp()
func TestA(t *testing.T) { infrastructure.Build(held.cfg) }
func TestB(t *testing.T) { keep(holder{cfg: &infrastructure.Config{Image: "localhost/kept:1"}}) }
`],
    ['set-ups that nobody calls, and one that only an idle package uses', `${infrastructure}
-- test/infrastructure/setup.go --
package infrastructure
func SetUp() { Build(&Config{Image: "localhost/s:1"}) }
func private() { Build(&Config{Image: "localhost/p:1"}) }
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
func TestA(t *testing.T) { infrastructure.Lonely() }
`],
    ['methods, closures of variables and manifests in names', `
-- test/e2e/a/suite_test.go --
package a
import ("os/exec"; "testing")
type cluster struct { name string }
func (c cluster) load(image string) { exec.Command("kind", "load", "docker-image", image, "--name", c.name).Run() }
func (c cluster) idle() {}
var _ = Describe("one", func() { idle() })
var _ = Describe("two", func() { each(func(c cluster) { c.load("localhost/x:1") }) })
var manifest = \`apiVersion: v1
kind: Pod
spec:
  containers:
  - image: localhost/x:2
\`
func TestA(t *testing.T) { apply(manifest) }
func apply(text string) { run(text) }
func each(do func(cluster)) { do(cluster{name: "c"}) }
func TestBroken(t *testing.T) { idle( }
`],
    ['a workload as nested maps', `
-- test/e2e/a/suite_test.go --
package a
var _ = Describe("a", func() { create(map[string]any{"kind": "Pod", "spec": map[string]any{"containers": []any{map[string]any{"image": "localhost/m:1"}}}}) })
func TestOther(t *testing.T) { t.Log("nothing") }
`],
    ['a method that others see through an interface, a field of the same name elsewhere', `${infrastructure}
-- test/tools/tools.go --
package tools
import ("os/exec"; "k/test/infrastructure")
type Tool struct { image, Name string }
func (t *Tool) Use(image string) { t.image = image }
func (t *Tool) build() { infrastructure.Build(&infrastructure.Config{Image: t.image}); exec.Command("podman", "build", "-t", t.Name, ".").Run() }
func (t *Tool) Run() { t.build() }
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/tools")
type tool interface { Use(image string); Run() }
func TestA(t *testing.T) { own := &tools.Tool{Name: "localhost/name:1"}; own.Use("localhost/used:1"); own.Run() }
func TestB(t *testing.T) { var other tool = held(); other.Use("localhost/other:1"); other.Run() }
-- test/e2e/b/suite_test.go --
package b
import "testing"
type held struct { Name, image string }
func (h held) Run() {}
func TestC(t *testing.T) { h := held{}; h.Name = "n"; h.image = "i"; h.Run() }
`],
    ['what loads images behind an interface of a package that knows nothing of it', `${stretches(`var _ = Describe("a", func() {
	It("loads", func() { steps.Run(loader.New()); MUCH })
	It("builds", func() { infrastructure.Build(&infrastructure.Config{Image: "localhost/x:1"}); MUCH })
})`).replace('"k/test/infrastructure")', '"k/test/infrastructure"; "k/test/loader"; "k/test/steps")')}
-- test/steps/steps.go --
package steps
type Loader interface { Bring(image string) }
func Run(loader Loader) { loader.Bring("localhost/x:1") }
-- test/loader/loader.go --
package loader
import "os/exec"
type kind struct{}
func New() *kind { return &kind{} }
func (k *kind) Bring(image string) { exec.Command("kind", "load", "docker-image", image).Run() }
-- test/e2e/b/suite_test.go --
package b
import ("testing"; "k/test/loader")
func TestB(t *testing.T) { loader.New().Bring("localhost/y:1") }
`],
    ['a variable that another body sets', stretches(`var _ = Describe("a", func() {
	var image string
	BeforeEach(func() { image = "localhost/set:1"; MUCH })
	It("idles", func() { MUCH })
	It("builds", func() { infrastructure.Build(&infrastructure.Config{Image: image}); MUCH })
})`)],
    ['a variable that another body fills through its address', stretches(`var _ = Describe("a", func() {
	image := "localhost/first:1"
	BeforeEach(func() { fmt.Sscan("x", &image); MUCH })
	It("builds", func() { infrastructure.Build(&infrastructure.Config{Image: image}); MUCH })
})`)],
    ['a text that another body writes', stretches(`var _ = Describe("a", func() {
	var name strings.Builder
	BeforeEach(func() { name.WriteString("localhost/w:1"); MUCH })
	It("builds", func() { infrastructure.Build(&infrastructure.Config{Image: name.String()}); MUCH })
})`)],
    ['a function in a variable that another body calls', stretches(`var _ = Describe("a", func() {
	build := func(image string) { infrastructure.Build(&infrastructure.Config{Image: image}); MUCH }
	It("builds one", func() { build("localhost/one:1"); MUCH })
	It("idles", func() { MUCH })
})`)],
    ['functions in a parameter that a body calls', stretches(`type steps struct { build func(string) }
var _ = Describe("a", func() { all(steps{build: func(image string) { infrastructure.Build(&infrastructure.Config{Image: image}) }}); MUCH })
func all(of steps) {
	It("builds", func() { of.build("localhost/step:1"); MUCH })
	It("idles", func() { MUCH })
}`)],
    ['a body that gives a value back', stretches(`var _ = Describe("a", func() {
	name := made(func() (image string) { image = "localhost/back:1"; MUCH; return })
	It("builds", func() { infrastructure.Build(&infrastructure.Config{Image: name}); MUCH })
})
func made(by func() string) string { return by() }`)],
  ])('%s', async (_, fixture) => {
    const part = await surveyed(fixture, (cache) => cache);
    const whole = await surveyed(fixture, everything);
    expect(part.inventory).toEqual(whole.inventory);
    expect(whole.inventory.sites.length).toBeGreaterThan(0);
  });
});

test('what nothing depends on is not even parsed', async () => {
  const part = await surveyed(`${infrastructure}
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
func TestA(t *testing.T) { infrastructure.Build(&infrastructure.Config{Image: "localhost/a:1"}) }
func TestOther(t *testing.T) { other() }
func other() {}
`, (cache) => cache);
  expect(functionsIn(part)).toEqual(['Build', 'TestA']);
});

test('methods and fields of the same name are left out where no import leads to the type, or nobody else may name them', async () => {
  const part = await surveyed(`${infrastructure}
-- test/tools/tools.go --
package tools
import "k/test/infrastructure"
type Tool struct { name string; Label string }
func (t *Tool) Run() { infrastructure.Build(&infrastructure.Config{Image: t.name + t.Label}) }
func (t *Tool) with(name string) *Tool { t.name = name; return t }
func NewTool() *Tool { return (&Tool{}).with("localhost/t:1") }
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/tools")
func TestA(t *testing.T) { tool := tools.NewTool(); tool.Label = "x"; tool.Run() }
func TestPrivate(t *testing.T) { m := map[string]string{name: "n"}; use(m.name) }
-- test/e2e/b/suite_test.go --
package b
import "testing"
func TestB(t *testing.T) { other := held(); other.Label = "y"; other.Run() }
`, (cache) => cache);
  expect(functionsIn(part)).toEqual(['Build', 'NewTool', 'Run', 'TestA', 'with']);
});
