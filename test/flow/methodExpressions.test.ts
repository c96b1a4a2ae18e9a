/** A method expression is a function whose first argument is what the method is called on: what it stores there, and gives back, is followed. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A suite that builds and loads `localhost/app:v1`, and deploys what `a.ref()` says; TAG stands for the tag that is set. */
function suite(body: string, tag: string, deployed = 'a.ref()'): string {
  return `-- suite_test.go --
package e2e
import (
	"os/exec"
	"testing"
	corev1 "k8s.io/api/core/v1"
)
type app struct{ name, tag string }
func (a *app) setTag(tag string) { a.tag = tag }
func (a *app) set(key, value string) {
	switch key {
	case "name":
		a.name = value
	case "tag":
		a.tag = value
	}
}
func (a *app) ref() string { return "localhost/" + a.name + ":" + a.tag }
func (a app) tagged(tag string) string { return "localhost/" + a.name + ":" + tag }
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
func TestApp(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
	${body.replaceAll('TAG', tag)}
	deploy(${deployed.replaceAll('TAG', tag)})
}
`;
}

const ways: [name: string, body: string, deployed?: string][] = [
  ['in a variable', 'set := (*app).set\n\ta := &app{}\n\tset(a, "name", "app")\n\tset(a, "tag", "TAG") // WANT'],
  ['of a variable whose address is taken', 'set := (*app).setTag\n\tvar a app\n\ta.name = "app"\n\tset(&a, "TAG") // WANT'],
  ['over a default', 'set := (*app).setTag\n\ta := &app{name: "app", tag: "none"}\n\tset(a, "TAG") // WANT'],
  ['handed to a function', 'a := &app{name: "app"}\n\tapply := func(set func(*app, string)) { set(a, "TAG") } // WANT\n\tapply((*app).setTag)'],
  ['what it gives back', 'ref := (*app).ref\n\ta := &app{name: "app", tag: "TAG"} // WANT', 'ref(a)'],
  ['of a value', 'tagged := app.tagged\n\ta := app{name: "app"}\n\timage := tagged(a, "TAG") // WANT', 'image'],
];

/** Nobody knows which function that is. */
const unknown: [name: string, body: string][] = [
  ['in a table', 'a := &app{name: "app"}\n\tfor _, one := range []struct {\n\t\tset   func(*app, string)\n\t\tvalue string\n\t}{{(*app).setTag, "TAG"}} {\n\t\tone.set(a, one.value)\n\t}'],
  ['in a map', 'a := &app{name: "app"}\n\tsetters := map[string]func(*app, string){"tag": (*app).setTag}\n\tsetters["tag"](a, "TAG")'],
  ['called where it is written', 'a := &app{name: "app"}\n\t(*app).setTag(a, "TAG")'],
];

describe('a method that stands as an expression', () => {
  test.each(ways)('%s', async (_, body, deployed) => {
    await checkSilent(suite(body.replace(' // WANT', ''), 'v1', deployed));
  });
  test.each(ways)('told: %s', async (_, body, deployed) => {
    await check(suite(body.replace('WANT', 'want tag-mismatch'), 'v2', deployed));
  });
  test.each(unknown)('silent whatever it stores: %s', async (_, body) => {
    await checkSilent(suite(body, 'v1'));
    await checkSilent(suite(body, 'v2'));
  });
});
