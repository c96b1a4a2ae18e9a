/** What a function got the address of may hold anything afterwards; what only looks, or writes elsewhere or later, changes nothing. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const head = `-- suite_test.go --
package e2e
import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os/exec"
	"testing"
	"example.com/outside"
	corev1 "k8s.io/api/core/v1"
)
type config struct {
	Image, Name string
	Inner       struct{ Image string }
}
func build() { exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run() }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
`;

/** \`body\` runs after the build; \`more\` stands beside it. */
function suite(body: string, more = ''): string {
  return `${head}${more}
func TestApp(t *testing.T) {
	build()
${body.split('\n').map((line) => `\t${line}`).join('\n')}
}
`;
}

const wrong = 'localhost/app:v2';
const want = '// want tag-mismatch';

describe('written by way of a pointer: unknown', () => {
  test.each([
    ['a scan', `tag := "v2"\nfmt.Sscanf(outside.Text(), "%s", &tag)\ndeploy("localhost/app:" + tag)`],
    ['a decoded struct', `cfg := config{Image: "${wrong}"}\njson.Unmarshal(outside.Bytes(), &cfg)\ndeploy(cfg.Image)`],
    ['a decoded struct behind a pointer', `cfg := &config{Image: "${wrong}"}\njson.Unmarshal(outside.Bytes(), cfg)\ndeploy(cfg.Image)`],
    ['a decoder', `cfg := config{Image: "${wrong}"}\njson.NewDecoder(outside.Reader()).Decode(&cfg)\ndeploy(cfg.Image)`],
    ['one field', `cfg := config{Image: "${wrong}"}\noutside.Read(&cfg.Image)\ndeploy(cfg.Image)`],
    ['a field that was stored before', `cfg := config{}\ncfg.Image = "${wrong}"\noutside.Read(&cfg)\ndeploy(cfg.Image)`],
    ['a part of a struct', `cfg := config{}\ncfg.Inner.Image = "${wrong}"\noutside.Read(&cfg.Inner)\ndeploy(cfg.Inner.Image)`],
    ['an element', `images := []string{"${wrong}"}\nfmt.Sscan(outside.Text(), &images[0])\ndeploy(images[0])`],
    ['a map', `images := map[string]string{"app": "${wrong}"}\njson.Unmarshal(outside.Bytes(), &images)\ndeploy(images["app"])`],
    ['the elements of a list', `all := []config{{Image: "${wrong}"}}\njson.Unmarshal(outside.Bytes(), &all)\nfor _, one := range all {\n\tdeploy(one.Image)\n}`],
    ['an element of a map', `all := map[string]config{"app": {Image: "${wrong}"}}\njson.Unmarshal(outside.Bytes(), &all)\nfor _, one := range all {\n\tdeploy(one.Image)\n}`],
    ['a flag', `image := "${wrong}"\nflag.StringVar(&image, "image", image, "")\ndeploy(image)`],
    ['an alias', `image := "${wrong}"\np := &image\n*p = outside.Text()\ndeploy(image)`],
    ['an alias of a struct', `cfg := config{Image: "${wrong}"}\np := &cfg\np.Image = outside.Text()\ndeploy(cfg.Image)`],
    ['a loop that brings it back', `image := "${wrong}"\nfor range 2 {\n\tdeploy(image)\n\toutside.Read(&image)\n}`],
  ])('%s', async (_, body) => {
    await checkSilent(suite(body));
  });

  test.each([
    ['a function of the workspace that assigns', 'func set(p *string) { *p = outside.Text() }', `image := "${wrong}"\nset(&image)\ndeploy(image)`],
    ['a function that hands the pointer on', 'func decode(into any) { json.Unmarshal(outside.Bytes(), into) }', `cfg := config{Image: "${wrong}"}\ndecode(&cfg)\ndeploy(cfg.Image)`],
    ['a method that replaces its receiver', 'func (c *config) reset() { *c = outside.Config() }', `cfg := config{Image: "${wrong}"}\ncfg.reset()\ndeploy(cfg.Image)`],
    ['the function that made it', `func load() *config {\n\tcfg := &config{Image: "${wrong}"}\n\tjson.Unmarshal(outside.Bytes(), cfg)\n\treturn cfg\n}`, 'deploy(load().Image)'],
    ['a field, in the function that made it', `func load() *config {\n\tcfg := &config{Image: "${wrong}"}\n\toutside.Read(&cfg.Image)\n\treturn cfg\n}`, 'deploy(load().Image)'],
    ['a flag of a package variable', `var image = "${wrong}"\nfunc init() { flag.StringVar(&image, "image", image, "") }`, 'deploy(image)'],
    ['a field of a package variable', `var cfg = config{Image: "${wrong}"}\nfunc init() { outside.Read(&cfg.Image) }`, 'deploy(cfg.Image)'],
  ])('%s', async (_, more, body) => {
    await checkSilent(suite(body, more));
  });

  test('a package variable that another package hands out', async () => {
    await checkSilent(`${suite('deploy(infra.Image)').replace('"example.com/outside"', '"example.com/outside"\n\t"example.com/project/infra"')}
-- infra/image.go --
package infra
var Image = "${wrong}"
-- infra/flags/flags.go --
package flags
import (
	"flag"
	"example.com/project/infra"
)
func init() { flag.StringVar(&infra.Image, "image", "", "") }
`);
  });
});

describe('no write: known as before', () => {
  test.each([
    ['printing', `cfg := &config{Image: "${wrong}"} ${want}\nfmt.Println(cfg)\nt.Log(cfg)\ndeploy(cfg.Image)`],
    ['a copy', `cfg := config{Image: "${wrong}"} ${want}\nfunc(c config) { c.Image = "" }(cfg)\ndeploy(cfg.Image)`],
    ['another field', `cfg := config{Image: "${wrong}"} ${want}\noutside.Read(&cfg.Name)\ndeploy(cfg.Image)`],
    ['afterwards', `image := "${wrong}" ${want}\ndeploy(image)\nfmt.Sscan(outside.Text(), &image)`],
    ['overwritten', `image := ""\noutside.Read(&image)\nimage = "${wrong}" ${want}\ndeploy(image)`],
    ['a field that is overwritten', `cfg := config{}\noutside.Read(&cfg.Image)\ncfg.Image = "${wrong}" ${want}\ndeploy(cfg.Image)`],
    ['a buffer beside it', `image := "${wrong}" ${want}\nvar out bytes.Buffer\noutside.Read(&out)\ndeploy(image)`],
    ['sent to a cluster', `cfg := &config{Image: "${wrong}"} ${want}\noutside.Client().Create(t, cfg)\ndeploy(cfg.Image)`],
  ])('%s', async (_, body) => {
    await check(suite(body));
  });

  test('what one closure encodes and another decodes, in a type of the same name', async () => {
    await check(`${head.replace('"testing"', '. "github.com/onsi/ginkgo/v2"')}
var _ = SynchronizedBeforeSuite(func() []byte {
	build()
	type data struct{ Image string }
	bytes, _ := json.Marshal(data{Image: "${wrong}"}) ${want}
	return bytes
}, func(bytes []byte) {
	type data struct{ Image string }
	var handed data
	json.Unmarshal(bytes, &handed)
	deploy(handed.Image)
})
`);
  });

  test('a function that only reads', async () => {
    await check(suite(`cfg := &config{Image: "${wrong}"} ${want}\nshow(cfg)\ndeploy(cfg.Image)`, 'func show(c *config) { fmt.Println(c.Image) }'));
  });
});
