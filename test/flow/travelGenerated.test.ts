/** Generated tags, the environment, archives and aliases: ways of which the other end is another rule's, or nobody's. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { goFile } from '../support/travel';

/** Files of one package; each has the imports it uses. */
function infra(body: string): string {
  return `-- travel.go --\n${goFile(body)}\n-- base.go --\n${goFile(`
func build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
`)}`;
}

const generators: readonly (readonly [string, string])[] = [
  ['a time', `strconv.FormatInt(time.Now().UnixNano(), 10)`],
  ['a time in another base', `strconv.FormatInt(time.Now().UnixNano(), 36)`],
  ['a formatted time', `fmt.Sprintf("%d", time.Now().Unix())`],
  ['a uuid', `uuid.NewString()`],
  ['a uuid, cut', `uuid.New().String()[:8]`],
  ['a uuid in hexadecimal', `fmt.Sprintf("%x", time.Now().UnixNano())`],
  ['random bytes in hexadecimal', `randomHex()`],
  ['random bytes by Sprintf', `randomFormatted()`],
];

const random = `
func randomHex() string {
	b := make([]byte, 4)
	if _, err := rand.Read(b); err != nil {
		panic(err)
	}
	return hex.EncodeToString(b)
}
func randomFormatted() string {
	b := make([]byte, 4)
	_, _ = rand.Read(b)
	return fmt.Sprintf("%x", b)
}`;

describe.each(generators)('a tag made of %s', (_name, generator) => {
  test('generated once and passed along is one value', async () => {
    await checkSilent(infra(`${random}
func tag() string { return "e2e-" + ${generator} }
func Setup() {
	image := "localhost/app:" + tag()
	build(image)
	deploy(image)
}`));
  });
  test('generated twice is two values', async () => {
    await check(infra(`${random}
func tag() string { return "e2e-" + ${generator} }
func Setup() {
	build("localhost/app:" + tag())
	install("localhost/app:" + tag()) // want regenerated-tag
}
func install(image string) corev1.Container {
	return corev1.Container{Image: image}
}`));
  });
});

const carriers: readonly (readonly [string, string])[] = [
  ['a result', `
func Setup() { deploy(buildApp()) }
func buildApp() string {
	image := "localhost/app:" + uuid.NewString()
	build(image)
	return image
}`],
  ['a field', `
type app struct{ image string }
func Setup() {
	a := &app{image: "localhost/app:" + uuid.NewString()}
	a.build()
	a.deploy()
}
func (a *app) build()  { build(a.image) }
func (a *app) deploy() { deploy(a.image) }`],
  ['a map', `
func Setup() {
	images := map[string]string{}
	images["app"] = "localhost/app:" + uuid.NewString()
	build(images["app"])
	deploy(images["app"])
}`],
  ['a channel', `
type result struct{ image string }
func Setup() {
	results := make(chan result, 1)
	go func() {
		image := "localhost/app:" + uuid.NewString()
		build(image)
		results <- result{image}
	}()
	deploy((<-results).image)
}`],
  ['a package variable', `
var image = "localhost/app:" + uuid.NewString()
func Setup() {
	build(image)
	deploy(image)
}`],
  ['sync.Once', `
var once sync.Once
var tag string
func memo() string {
	once.Do(func() { tag = uuid.NewString() })
	return tag
}
func Setup() {
	build("localhost/app:" + memo())
	deploy("localhost/app:" + memo())
}`],
  ['a memo by an empty check', `
var tag string
func memo() string {
	if tag == "" {
		tag = uuid.NewString()
	}
	return tag
}
func Setup() {
	build("localhost/app:" + memo())
	deploy("localhost/app:" + memo())
}`],
];

test.each(carriers)('one generated tag carried by %s', async (_name, body) => {
  await checkSilent(infra(body));
});

const ginkgo = (deployed: string, want = ''): string => `
-- test/e2e/app/suite_test.go --
package app

import (
	"testing"

	. "github.com/onsi/ginkgo/v2"

	"example.com/suite/test/infra"
)

var image string

func TestApp(t *testing.T) { RunSpecs(t, "app") }

var _ = BeforeSuite(func() {
	image = infra.Build()
})
-- test/e2e/app/app_test.go --
package app

import (
	. "github.com/onsi/ginkgo/v2"

	"example.com/suite/test/infra"
)

var _ = Describe("app", func() {
	var deployed string
	BeforeEach(func() { deployed = ${deployed} })${want}
	It("runs", func() { infra.Deploy(deployed) })
})
-- test/infra/infra.go --
package infra

import (
	"os/exec"

	"github.com/google/uuid"
	corev1 "k8s.io/api/core/v1"
)

func Name() string { return "localhost/app:" + uuid.NewString() }
func Build() string {
	name := Name()
	exec.Command("podman", "build", "-t", name, ".").Run()
	return name
}
func Deploy(name string) {
	pod := corev1.Container{Image: name}
	_ = pod
}
`;

describe('a package variable, assigned in BeforeSuite and read in It', () => {
  test('silence: the built name is deployed', async () => {
    await checkSilent(ginkgo('image'));
  });
  test('hit: another name is generated', async () => {
    await check(ginkgo('infra.Name()', ' // want regenerated-tag'));
  });
});

describe('the environment', () => {
  const image = (name: string): string => `"localhost/app:" + os.Getenv("${name}")`;
  test.each([
    ['the same variable is the same tag', 'IMAGE_TAG', 'IMAGE_TAG'],
    ['another variable may hold the same tag', 'IMAGE_TAG', 'APP_TAG'],
  ])('%s', async (_name, built, deployed) => {
    await checkSilent(infra(`
func Setup() {
	build(${image(built)})
	deploy(${image(deployed)})
}`));
  });
  test('a known tag may be the environment’s', async () => {
    await checkSilent(infra(`
func Setup() {
	build(${image('IMAGE_TAG')})
	deploy("localhost/app:v1")
}`));
  });
});

const archives = (deployed: string, want = ''): string => infra(`
func Setup() {
	archive := filepath.Join(os.TempDir(), "app.tar")
	build("localhost/app:v1")
	build("localhost/app:v2")
	save(archive, "localhost/app:v1")
	load(archive)
	deploy("localhost/app:${deployed}")${want}
}
func save(path, image string) { exec.Command("podman", "save", "-o", path, image).Run() }
func load(path string) { exec.Command("kind", "load", "image-archive", path, "--name", "e2e").Run() }`);

describe('an archive that is saved and loaded by one path variable', () => {
  test('silence: what was saved is deployed', async () => {
    await checkSilent(archives('v1'));
  });
  test('hit: what was built and not saved is deployed', async () => {
    await check(archives('v2', ' // want not-loaded "loaded are .*app:v1"'));
  });
  test('hole: an archive of unknown content', async () => {
    await checkSilent(archives('v2').replace('save(archive, "localhost/app:v1")', 'save(archive, outside.Image())').replace('package infra', 'package infra\nimport "example.com/outside"'));
  });
});

const alias = (deployed: string, want = ''): string => infra(`
func Setup() {
	build("localhost/app:latest-build")
	exec.Command("podman", "tag", "localhost/app:latest-build", "localhost/app:v1").Run()
	deploy("localhost/app:${deployed}")${want}
}`);

describe('an alias', () => {
  test('silence: the alias is deployed', async () => {
    await checkSilent(alias('v1'));
  });
  test('hit: a third name is deployed', async () => {
    await check(alias('v2', ' // want tag-mismatch'));
  });
  test('hole: an alias of unknown name', async () => {
    await checkSilent(alias('v2').replace('"localhost/app:v1"', 'os.Getenv("ALIAS")').replace('package infra', 'package infra\nimport "os"'));
  });
});
