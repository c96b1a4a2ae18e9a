/** An object that many calls look at, and each of them hands on: who stores into it is found, and who doesn't costs nothing. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const methods = 20;
const times = (line: (i: number) => string): string => Array.from({ length: methods }, (_, i) => line(i)).join('\n');

/** A test that calls every method, each of which calls many others; `more`: of the last one's body. */
function suite(more: string, then: string, helpers = ''): string {
  return `-- suite_test.go --
package e2e
import (
	"fmt"
	"os/exec"
	"testing"
	corev1 "k8s.io/api/core/v1"
)
type scaffold struct {
	name, image string
	images      map[string]string
	hook        func(*scaffold)
}
func newScaffold() *scaffold {
	s := &scaffold{name: "app", image: "localhost/app:v2", images: map[string]string{"app": "localhost/app:v2"}} // want tag-mismatch
	${times((i) => `s.step${i}()`)}
	return s
}
${times((i) => `func (s *scaffold) step${i}() { fmt.Println(s.name, len(s.images)); ${Array.from({ length: Math.min(8, methods - 1 - i) }, (_, k) => `s.step${i + k + 1}()`).join('; ')}${i === methods - 1 ? more : ''} }`)}
${helpers}
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
func TestApp(t *testing.T) {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	s := newScaffold()
	${times((i) => `t.Run("${i}", func(t *testing.T) { s.step${i}() })`)}
	${then}
}
`;
}

const silent = (fixture: string): string => fixture.replace(' // want tag-mismatch', '');

describe('hits: nobody stores', () => {
  test('a field', () => check(suite('', 'deploy(s.image)')));
  test('an element', () => check(suite('', 'deploy(s.images["app"])')));
  test('a field of another name is stored', () => check(suite('s.name = "other"', 'deploy(s.image)')));
});

describe('silences: the last of many does', () => {
  test('a field', () => checkSilent(silent(suite('s.image = "localhost/app:v1"', 's.step19()\n\tdeploy(s.image)'))));
  test('an element', () => checkSilent(silent(suite('s.images["app"] = "localhost/app:v1"', 's.step19()\n\tdeploy(s.images["app"])'))));
  test('a function that it hands the object to', () => checkSilent(silent(suite('set(s)', 's.step19()\n\tdeploy(s.image)', 'func set(s *scaffold) { s.image = "localhost/app:v1" }'))));
  test('a function that it hands the map to', () => checkSilent(silent(suite('set(s.images)', 's.step19()\n\tdeploy(s.images["app"])', 'func set(images map[string]string) { images["app"] = "localhost/app:v1" }'))));
  test('what a field holds', () => checkSilent(silent(suite('s.hook(s)', 's.hook = func(s *scaffold) { s.image = "localhost/app:v1" }\n\ts.step19()\n\tdeploy(s.image)'))));
  test('a pointer to the field', () => checkSilent(silent(suite('p := &s.image; *p = "localhost/app:v1"', 's.step19()\n\tdeploy(s.image)'))));
});
