/** Every suite is a program of its own: what another one sets, or a package that it doesn't import, is in another process. */
import { describe, expect, test } from 'vitest';
import { analyze, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { up } from '../rules/goFile';

const run = `-- test/infra/run/run.go --
package run

import (
	"fmt"
	"os/exec"
	"strings"
)

${up}

func Pod(image string) {
	c := exec.Command("kubectl", "apply", "-f", "-")
	c.Stdin = strings.NewReader(fmt.Sprintf(\`apiVersion: v1
kind: Pod
metadata:
  name: a
spec:
  containers:
  - name: a
    image: %s
    imagePullPolicy: Never
\`, image))
	c.Run()
}`;

const file = (path: string, body: string, imports: readonly string[] = ['example.com/x/test/infra/shared']): string => `
-- ${path} --
package ${path.split('/').at(-2)}

import (
	"testing"

	"example.com/x/test/infra/run"
${imports.map((one) => `\t${one.startsWith('_') ? `_ "${one.slice(2)}"` : `"${one}"`}\n`).join('')})

${body}
`;

/** Two suites over one shared package. */
const suites = (shared: string, one: string, two: string): string => `${run}${file('test/infra/shared/shared.go', shared, []).replace('"testing"\n\n\t', '')}${file('test/e2e/one/one_test.go', one)}${file('test/e2e/two/two_test.go', two)}`;

const list = 'var Images []string\n\nfunc Deploy() {\n\tfor _, image := range Images {\n\t\trun.Pod(image)\n\t}\n}';
const adding = (image: string, built = image): string => `func init() { shared.Images = append(shared.Images, "${image}") }\n\nfunc TestIt(t *testing.T) {\n\trun.Up("${built}")\n\tshared.Deploy()\n}`;

const context = 'var Context struct{ Image, Side string }\n\nfunc Deploy() {\n\trun.Pod(Context.Image)\n\tif Context.Side != "" {\n\t\trun.Pod(Context.Side)\n\t}\n}';
const storing = (image: string, built = image, more = ''): string => `func TestIt(t *testing.T) {\n\trun.Up("${built}")\n\tshared.Context.Image = "${image}"\n${more}\tshared.Deploy()\n}`;

const registry = (one: string): string => `${run}${file('test/infra/shared/shared.go', 'var images []string\n\nfunc Add(image string) { images = append(images, image) }\n\nfunc Deploy() {\n\tfor _, image := range images {\n\t\trun.Pod(image)\n\t}\n}', []).replace('"testing"\n\n\t', '')}${['a', 'b'].map((name) => `
-- test/infra/${name}/${name}.go --
package ${name}

import "example.com/x/test/infra/shared"

func init() { shared.Add("localhost/${name}:e2e-${name}") }
`).join('')}${one}${file('test/e2e/two/two_test.go', 'func TestIt(t *testing.T) {\n\trun.Up("localhost/b:e2e-b")\n\tshared.Deploy()\n}', ['example.com/x/test/infra/shared', '_ example.com/x/test/infra/b'])}`;
const first = (built: string, ...imports: string[]): string => file('test/e2e/one/one_test.go', `func TestIt(t *testing.T) {\n\trun.Up("localhost/${built}")\n\tshared.Deploy()\n}`, ['example.com/x/test/infra/shared', ...imports]);

/** A default that package `a` replaces. */
const stored = (...imports: string[]): string => `${run}${file('test/infra/shared/shared.go', 'var Image = "localhost/a:dev"\n\nfunc Deploy() { run.Pod(Image) }', []).replace('"testing"\n\n\t', '')}
-- test/infra/a/a.go --
package a

import "example.com/x/test/infra/shared"

func init() { shared.Image = "localhost/a:e2e-a" }
${first('a:e2e-a', ...imports)}`;

const told = async (fixture: string): Promise<readonly string[]> => (await analyze(filesOf(fixture))).findings.filter(({ severity }) => severity === 'error' || severity === 'warning').map(({ rule }) => rule);

describe('silences', () => {
  test('each appends its own to a shared list', () => checkSilent(suites(list, adding('localhost/a:e2e-one'), adding('localhost/b:e2e-two'))));
  test('each stores its own into a shared object, one more than the other', () => checkSilent(suites(context, storing('localhost/a:e2e-one'), storing('localhost/b:e2e-two', undefined, '\tshared.Context.Side = "localhost/side:e2e-two"\n\trun.Up("localhost/side:e2e-two")\n'))));
  test('a table by a name that each sets', () => checkSilent(suites('var Name string\n\nvar table = map[string][]string{"one": {"localhost/a:e2e-one"}, "two": {"localhost/b:e2e-two"}}\n\nfunc Deploy() {\n\tfor _, image := range table[Name] {\n\t\trun.Pod(image)\n\t}\n}', ...(['one', 'two'] as const).map((name) => `func init() { shared.Name = "${name}" }\n\nfunc TestIt(t *testing.T) {\n\trun.Up("localhost/${name === 'one' ? 'a:e2e-one' : 'b:e2e-two'}")\n\tshared.Deploy()\n}`) as [string, string])));
  test('packages put themselves into a registry, and each suite imports its own', () => checkSilent(registry(first('a:e2e-a', '_ example.com/x/test/infra/a'))));
  test('a default that a suite overrides by a method as a value', () => checkSilent(suites('var ImageFor = func(name string) string { return "localhost/default/" + name + ":dev" }\n\nfunc Deploy(name string) { run.Pod(ImageFor(name)) }', 'func TestIt(t *testing.T) {\n\tshared.ImageFor = func(name string) string { return "localhost/" + name + ":e2e-one" }\n\trun.Up("localhost/app:e2e-one")\n\tshared.Deploy("app")\n}', 'type named string\n\nfunc (n named) image(name string) string { return "localhost/" + name + ":" + string(n) }\n\nfunc TestIt(t *testing.T) {\n\tshared.ImageFor = named("e2e-two").image\n\trun.Up("localhost/web:e2e-two")\n\tshared.Deploy("web")\n}')));
  test('a package of the module that isn\'t read may import any other', () => checkSilent(stored('_ example.com/x/hack/all')));
});

describe('findings', () => {
  test('a suite appends what it doesn\'t build', async () => expect(await told(suites(list, adding('localhost/a:e2e-one', 'localhost/a:e2e-other'), adding('localhost/b:e2e-two')))).toEqual(['tag-mismatch']));
  test('a suite stores what only the other one builds', async () => expect(await told(suites(context, storing('localhost/b:e2e-two', 'localhost/a:e2e-one'), storing('localhost/b:e2e-two')))).toEqual(['not-built-in-flow']));
  test('nothing that the suite imports replaces the default', async () => expect(await told(stored())).toEqual(['tag-mismatch']));
  test('a suite imports what puts an image into the registry that only the other one builds', async () => expect(await told(registry(first('a:e2e-a', '_ example.com/x/test/infra/a', '_ example.com/x/test/infra/b')))).toEqual(['not-built-in-flow']));
});
