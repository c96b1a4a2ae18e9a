/** A struct that begins as its zero value and is filled field by field is an object as any literal's is: what is stored into it travels with it. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A suite that builds and loads `localhost/app:v1`, and deploys what `read` says; TAG stands for the tag that is set somewhere. */
function suite(declarations: string, read: string, tag: string, before = ''): string {
  return `-- suite_test.go --
package e2e
import (
	"flag"
	"os/exec"
	"strings"
	"sync"
	"testing"
	corev1 "k8s.io/api/core/v1"
)
var _, _, _ = flag.Parse, strings.Cut, sync.OnceFunc
${declarations.replaceAll('TAG', tag)}
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
func TestApp(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
${before}	deploy(${read})
}
`;
}

const image = 'type image struct{ repo, tag string }\n';
const config = 'type image struct{ repo, tag string }\ntype config struct {\n\timage image\n\tname  string\n}\n';
const whole = 'cfg.repo + ":" + cfg.tag';

type Way = readonly [name: string, declarations: string, read: string, before?: string];
type FullWay = readonly [name: string, declarations: string, read: string, before: string];

const full = (ways: readonly Way[]): FullWay[] => ways.map(([name, declarations, read, before = '']) => [name, declarations, read, before]);

/** What is set is known wherever it is read. */
const followed: readonly Way[] = [
  ['a named result', `${image}var cfg = load()\nfunc load() (i image) {\n\ti.repo = "localhost/app"\n\ti.tag = "TAG"\n\treturn\n}`, whole],
  ['a variable that is given back', `${image}var cfg = load()\nfunc load() image {\n\tvar i image\n\ti.repo = "localhost/app"\n\ti.tag = "TAG"\n\treturn i\n}`, whole],
  ['its address is given back', `${image}var cfg = load()\nfunc load() *image {\n\tvar i image\n\ti.repo = "localhost/app"\n\ti.tag = "TAG"\n\treturn &i\n}`, whole],
  ['one of two results', `${image}var cfg, failed = load()\nfunc load() (i image, err error) {\n\ti.repo = "localhost/app"\n\ti.tag = "TAG"\n\treturn i, nil\n}`, whole],
  ['a literal that is called', `${image}var cfg = func() image {\n\tvar i image\n\ti.repo, i.tag = "localhost/app", "TAG"\n\treturn i\n}()`, whole],
  ['assigned where the tests begin', `${image}var cfg image\nfunc load() (i image) {\n\ti.repo = "localhost/app"\n\ti.tag = "TAG"\n\treturn\n}\nfunc TestMain(m *testing.M) {\n\tcfg = load()\n\tm.Run()\n}`, whole],
  ['a part of a literal', `${config}func load() (i image) {\n\ti.repo = "localhost/app"\n\ti.tag = "TAG"\n\treturn\n}\nvar cfg = config{image: load()}`, 'cfg.image.repo + ":" + cfg.image.tag'],
  ['a helper fills it', `${image}func fill(i *image) { i.repo, i.tag = "localhost/app", "TAG" }\nfunc load() image {\n\tvar i image\n\tfill(&i)\n\treturn i\n}\nvar cfg = load()`, whole],
  ['options fill it', `${image}type option func(*image)\nfunc tagged(tag string) option { return func(i *image) { i.tag = tag } }\nfunc load(options ...option) image {\n\tvar i image\n\ti.repo = "localhost/app"\n\tfor _, one := range options {\n\t\tone(&i)\n\t}\n\treturn i\n}\nvar cfg = load(tagged("TAG"))`, whole],
  ['a package-level variable behind a function', `${image}var cfg image\nfunc get() *image { return &cfg }\nfunc TestMain(m *testing.M) {\n\tcfg.repo = "localhost/app"\n\tcfg.tag = "TAG"\n\tm.Run()\n}`, 'got.repo + ":" + got.tag', '\tgot := get()\n'],
  ['a copy of a package-level variable', `${image}var cfg image\nfunc init() {\n\tcfg.repo = "localhost/app"\n\tcfg.tag = "TAG"\n}`, 'own.repo + ":" + own.tag', '\town := cfg\n'],
  ['a package-level variable in a struct', `${config}type world struct{ image image }\nvar cfg image\nfunc init() {\n\tcfg.repo = "localhost/app"\n\tcfg.tag = "TAG"\n}\nfunc newWorld() *world { return &world{image: cfg} }`, 'w.image.repo + ":" + w.image.tag', '\tw := newWorld()\n'],
  ['a method fills a package-level variable', `${image}var cfg image\nfunc (i *image) fill() { i.repo, i.tag = "localhost/app", "TAG" }\nfunc get() image { return cfg }\nfunc init() { cfg.fill() }`, 'got.repo + ":" + got.tag', '\tgot := get()\n'],
  ['once, by a function', `${image}var (\n\tcfg  image\n\tonce sync.Once\n)\nfunc get() image {\n\tonce.Do(func() {\n\t\tcfg.repo = "localhost/app"\n\t\tcfg.tag = "TAG"\n\t})\n\treturn cfg\n}`, 'got.repo + ":" + got.tag', '\tgot := get()\n'],
  ['a loop over addresses', `${image}var api, ui image\nfunc init() {\n\tfor _, one := range []*image{&api, &ui} {\n\t\tone.repo, one.tag = "localhost/app", "TAG"\n\t}\n}`, 'api.repo + ":" + api.tag'],
  ['a part, and the whole is given back', `${config}func load() *config {\n\tc := &config{}\n\tc.image.repo = "localhost/app"\n\tc.image.tag = "TAG"\n\treturn c\n}`, 'c.image.repo + ":" + c.image.tag', '\tc := load()\n'],
  ['a part of what new made', `${config}func load() *config {\n\tc := new(config)\n\tc.image.repo = "localhost/app"\n\tc.image.tag = "TAG"\n\treturn c\n}`, 'c.image.repo + ":" + c.image.tag', '\tc := load()\n'],
  ['a builder of a part', `${config}func (c *config) withRepo(repo string) *config {\n\tc.image.repo = repo\n\treturn c\n}\nfunc (c *config) withTag(tag string) *config {\n\tc.image.tag = tag\n\treturn c\n}`, 'c.image.repo + ":" + c.image.tag', '\tc := (&config{}).withRepo("localhost/app").withTag("TAG")\n'],
];

/** What is set may be anything, and what was there before is no finding. */
const open: readonly Way[] = [
  ['a flag', `${image}var cfg image\nfunc get() *image { return &cfg }\nfunc init() {\n\tflag.StringVar(&cfg.repo, "repo", "localhost/app", "")\n\tflag.StringVar(&cfg.tag, "tag", "TAG", "")\n}`, 'got.repo + ":" + got.tag', '\tgot := get()\n'],
  ['the pieces of a text', `${image}func parse(s string) (i image) {\n\tif at := strings.LastIndex(s, ":"); at >= 0 {\n\t\ti.repo, i.tag = s[:at], s[at+1:]\n\t} else {\n\t\ti.repo, i.tag = s, "latest"\n\t}\n\treturn\n}\nvar cfg = parse("localhost/app:TAG")`, whole],
  ['an object behind a function, by that function', `${image}var cfg = &image{repo: "localhost/app", tag: "dev"}\nfunc get() *image { return cfg }\nfunc TestMain(m *testing.M) {\n\tget().tag = "TAG"\n\tm.Run()\n}`, 'get().repo + ":" + get().tag'],
];

/** A field of an embedded struct, by both of its names. */
const bothNames: readonly Way[] = [
  ['stored by the part, read as promoted', 'type base struct{ tag string }\ntype app struct{ base }\nfunc (a *app) setUp() { a.base.tag = "TAG" }\nfunc (a *app) image() string { return "localhost/app:" + a.tag }', 'a.image()', '\ta := &app{}\n\ta.setUp()\n'],
  ['stored as promoted, read by the part', 'type base struct{ tag string }\ntype app struct{ base }\nfunc (a *app) setUp() { a.tag = "TAG" }\nfunc (a *app) image() string { return "localhost/app:" + a.base.tag }', 'a.image()', '\ta := &app{}\n\ta.setUp()\n'],
  ['stored by the part of a part', 'type root struct{ tag string }\ntype base struct{ root }\ntype app struct{ base }\nfunc (a *app) setUp() { a.base.root.tag = "TAG" }\nfunc (a *app) image() string { return "localhost/app:" + a.tag }', 'a.image()', '\ta := &app{}\n\ta.setUp()\n'],
];

/** Wrong whoever sets it; the finding is at the characters of the tag. */
const wrong = (declarations: string, read: string, before: string): string => suite(declarations, read, 'v2', before.replaceAll('TAG', 'v2')).replace(/^(.*"v2".*)$/m, '$1 // want tag-mismatch');

describe('silences: what is set was built', () => {
  test.each(full([...followed, ...open, ...bothNames]))('%s', async (_, declarations, read, before) => {
    await checkSilent(suite(declarations, read, 'v1', before.replaceAll('TAG', 'v1')));
  });
});

describe('hits: what is set was not built', () => {
  test.each(full(followed))('%s', async (_, declarations, read, before) => {
    await check(wrong(declarations, read, before));
  });
});

describe('hits: one name for an embedded struct’s field', () => {
  test.each([
    ['the part’s', 'type base struct{ tag string }\ntype app struct{ base }\nfunc (a *app) setUp() { a.base.tag = "TAG" }\nfunc (a *app) image() string { return "localhost/app:" + a.base.tag }', 'a.image()', '\ta := &app{}\n\ta.setUp()\n'],
    ['the promoted one', 'type base struct{ tag string }\ntype app struct{ base }\nfunc (a *app) setUp() { a.tag = "TAG" }\nfunc (a *app) image() string { return "localhost/app:" + a.tag }', 'a.image()', '\ta := &app{}\n\ta.setUp()\n'],
  ])('%s', async (_, declarations, read, before) => {
    await check(wrong(declarations, read, before));
  });
});
