/** Who holds an object out of sight may call its methods: what those store is not known. What is called in sight is followed. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const head = `-- suite_test.go --
package e2e
import (
	"flag"
	"fmt"
	"os/exec"
	"testing"
	"example.com/outside"
	corev1 "k8s.io/api/core/v1"
)
type preparing interface{ Prepare() }
type app struct{ name, tag string }
func (a *app) Prepare() {
	a.tag = "v1"
	exec.Command("podman", "build", "-t", "localhost/app:"+a.tag, ".").Run()
}
func (a *app) Rename() { a.name = "other" }
func prepare(p preparing) { p.Prepare() }
func prepareAll(all ...preparing) { for _, one := range all { one.Prepare() } }
func prepareThese(all []*app) { for _, one := range all { one.Prepare() } }
func run(f func()) { f() }
func look(a app) string { return a.name }
type suite struct{ app *app }
func (s *suite) Start() { s.app.Prepare() }
`;

/** Built as v1, deployed as what the object holds after `body`. */
const deployed = (body: string, want = '', more = ''): string => `${head}${more}
func TestApp(t *testing.T) {
	a := &app{name: "app", tag: "v2"}
	(&app{}).Prepare()
${body.split('\n').map((line) => `\t${line}`).join('\n')}
	_ = corev1.Container{Image: fmt.Sprintf("localhost/app:%s", a.tag)}${want}
}
`;

describe('out of sight', () => {
  test.each([
    ['an interface', 'prepare(a)'],
    ['its address', 'b := app{name: "app", tag: "v2"}\nprepare(&b)\na = &b'],
    ['another name of it', 'b := a\nprepare(b)'],
    ['a name of another name', 'b := a\nc := b\nprepare(c)'],
    ['a list of arguments', 'prepareAll(a)'],
    ['a slice', 'prepareThese([]*app{a})'],
    ['a slice that grows', 'var all []*app\nall = append(all, a)\nprepareThese(all)'],
    ['a map', 'all := map[string]preparing{"app": a}\nall["app"].Prepare()'],
    ['an entry of a map', 'all := map[string]preparing{}\nall["app"] = a\nall["app"].Prepare()'],
    ['a field', '(&suite{app: a}).Start()'],
    ['a field that is set', 's := &suite{}\ns.app = a\ns.Start()'],
    ['a channel', 'all := make(chan preparing, 1)\nall <- a\n(<-all).Prepare()'],
    ['a method as a value', 'run(a.Prepare)'],
    ['a method in a variable', 'f := a.Prepare\nf()'],
    ['a function that nobody knows', 'outside.Runner().Run(a)'],
  ])('%s', async (_, body) => {
    await checkSilent(deployed(body));
  });
});

describe('in sight', () => {
  const wrong = (body: string): string => deployed(body).replace('tag: "v2"}', 'tag: "v2"} // want tag-mismatch');
  test.each([
    ['nothing happens', ''],
    ['a copy', 'look(*a)'],
    ['a function that prints it', 'fmt.Println(a)'],
    ['it goes out of sight after it is read', '_ = corev1.Container{Image: "localhost/app:" + a.tag}\nprepare(&app{})'],
    ['another object does', 'b := &app{name: "app", tag: "v3"}\nprepare(b)'],
  ])('%s', async (_, body) => {
    await check(wrong(body));
  });
  test('its method is called', () => checkSilent(deployed('a.Prepare()')));
  test('no method stores into the field', () => check(wrong('rename(a)').replace('type suite', 'type renaming interface{ Rename() }\nfunc rename(r renaming) { r.Rename() }\ntype suite').replace('a.tag = "v1"', '').replace('"localhost/app:"+a.tag', '"localhost/app:v1"')));
});

test('a constructor’s object whose field is handed on by address', () => checkSilent(`${head}
func newApp() *app { return &app{} }
func (a *app) image() string { return "localhost/app:" + a.tag }
func TestApp(t *testing.T) {
	a := newApp()
	flag.StringVar(&a.tag, "tag", "v1", "")
	run(func() { _ = corev1.Container{Image: a.image()} })
}
`));

describe('a field’s address', () => {
  /** A command of a program for builds: its method is handed on as a value, so nobody sees who calls it. */
  const command = (registering: string, want: string): string => `-- command.go --
package infrastructure

import (
	"fmt"
	"os/exec"

	"github.com/spf13/cobra"
)

type options struct{ repo, tag string }

type command struct{ options *options }

func init() {
	root.AddCommand(newCommand())
}

var root = &cobra.Command{}

func newCommand() *cobra.Command {
	c := &command{options: &options{repo: "localhost/app"}}
	made := &cobra.Command{Use: "build", RunE: c.build}
	${registering}
	return made
}

func (c *command) build(*cobra.Command, []string) error {
	return exec.Command("docker", "build", "-t", c.options.repo+":"+c.options.tag, ".").Run()${want}
}
`;
  test('what parses flags got it', () => checkSilent(command('made.Flags().StringVar(&c.options.tag, "tag", "", "")', '')));
  test('nobody got it', () => check(command('', ' // want malformed-reference')));
  test('who only looks at it got it', () => check(command('fmt.Println(&c.options.tag)', ' // want malformed-reference')));
});
