/** What only another operating system or machine deploys is nobody's mistake here; what it builds counts, and what Linux deploys is told. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** A test that builds and loads `localhost/app:v1`, and does `body`. */
function suite(body: string, more = ''): string {
  return `-- suite_test.go --
package e2e
import (
	"os/exec"
	"runtime"
	"testing"
	corev1 "k8s.io/api/core/v1"
)
var _ = runtime.NumCPU
func build(image string) {
	exec.Command("docker", "build", "-t", image, ".").Run()
	exec.Command("kind", "load", "docker-image", image).Run()
}
func deploy(image string) corev1.Container { return corev1.Container{Image: image} }
func TestApp(t *testing.T) {
	build("localhost/app:v1")
	deploy("localhost/app:v1")
${body}
}
${more}`;
}

const v2 = 'deploy("localhost/app:v2") // WANT';
const silent = (text: string): string => text.replaceAll(' // WANT', '');
const told = (text: string): string => text.replace('WANT', 'want tag-mismatch');

describe('another system', () => {
  test.each([
    ['it is named', `\tif runtime.GOOS == "windows" {\n\t\t${v2}\n\t}`],
    ['it is named last', `\tif "windows" == runtime.GOOS {\n\t\t${v2}\n\t}`],
    ['with something else', `\tif testing.Short() && runtime.GOOS == "windows" {\n\t\t${v2}\n\t}`],
    ['it is not the usual one', `\tif runtime.GOOS != "linux" {\n\t\t${v2}\n\t}`],
    ['otherwise', `\tif runtime.GOOS == "linux" {\n\t\tdeploy("localhost/app:v1")\n\t} else {\n\t\t${v2}\n\t}`],
    ['behind a return', `\tif runtime.GOOS == "linux" {\n\t\treturn\n\t}\n\t${v2}`],
    ['a choice', `\tswitch runtime.GOOS {\n\tcase "linux":\n\t\tdeploy("localhost/app:v1")\n\tcase "windows", "darwin":\n\t\t${v2}\n\t}`],
    ['any other choice', `\tswitch runtime.GOOS {\n\tcase "linux":\n\t\tdeploy("localhost/app:v1")\n\tdefault:\n\t\t${v2}\n\t}`],
    ['another machine', `\tif runtime.GOARCH == "arm64" {\n\t\t${v2}\n\t}`],
    ['a variable', `\tsystem := runtime.GOOS\n\tif system == "windows" {\n\t\t${v2}\n\t}`],
    ['a constant', `\tif runtime.GOOS == windows {\n\t\t${v2}\n\t}`, 'const windows = "windows"\n'],
    ['a function that says so', `\tif isWindows() {\n\t\t${v2}\n\t}`, 'func isWindows() bool { return runtime.GOOS == "windows" }\n'],
    ['a package variable that says so', `\tif isWindows {\n\t\t${v2}\n\t}`, 'var isWindows = runtime.GOOS == "windows"\n'],
    ['a local that says so', `\tonWindows := runtime.GOOS == "windows"\n\tif onWindows {\n\t\t${v2}\n\t}`],
    ['what a parameter says', '\tothers(runtime.GOOS)', `func others(system string) {\n\tif system == "windows" {\n\t\t${v2}\n\t}\n}\n`],
    ['a run', '\tif runtime.GOOS == "windows" {\n\t\texec.Command("docker", "run", "localhost/app:v2").Run()\n\t}'],
    ['a load', '\tif runtime.GOOS == "windows" {\n\t\texec.Command("kind", "load", "docker-image", "localhost/app:v2").Run()\n\t}'],
    ['a save', '\tif runtime.GOOS == "windows" {\n\t\texec.Command("docker", "save", "-o", "x.tar", "localhost/app:v2").Run()\n\t}'],
    ['an alias', '\tif runtime.GOOS == "windows" {\n\t\texec.Command("docker", "tag", "localhost/app:v2", "localhost/app:v3").Run()\n\t}'],
    ['a file', '\tif runtime.GOOS == "windows" {\n\t\texec.Command("kubectl", "apply", "-f", "app.yaml").Run()\n\t}', '-- app.yaml --\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: localhost/app:v2\n'],
    ['a helper', '\tif runtime.GOOS == "windows" {\n\t\tothers()\n\t}', `func others() { ${v2} }\n`],
    ['a literal', `\tif runtime.GOOS == "windows" {\n\t\tt.Run("sub", func(t *testing.T) { ${v2.replace(' // WANT', '')} })\n\t}`],
    ['what it builds counts', '\tif runtime.GOOS == "windows" {\n\t\tbuild("localhost/app:v2")\n\t}\n\tdeploy("localhost/app:v2")'],
    ['what it sets', '\timage := "localhost/app:v1"\n\tif runtime.GOOS == "windows" {\n\t\timage = "localhost/app:v2"\n\t}\n\tdeploy(image)'],
  ])('%s', async (_, body, more?: string) => {
    await checkSilent(silent(suite(body, more)));
  });
});

describe('the usual one, or any', () => {
  test.each([
    ['it is named', `\tif runtime.GOOS == "linux" {\n\t\t${v2}\n\t}`],
    ['another one is not', `\tif runtime.GOOS != "windows" {\n\t\t${v2}\n\t}`],
    ['otherwise', `\tif runtime.GOOS == "windows" {\n\t\tdeploy("localhost/app:v1")\n\t} else {\n\t\t${v2}\n\t}`],
    ['behind a return', `\tif runtime.GOOS != "linux" {\n\t\treturn\n\t}\n\t${v2}`],
    ['a choice', `\tswitch runtime.GOOS {\n\tcase "linux", "darwin":\n\t\t${v2}\n\t}`],
    ['any other choice', `\tswitch runtime.GOOS {\n\tcase "windows":\n\t\tdeploy("localhost/app:v1")\n\tdefault:\n\t\t${v2}\n\t}`],
    ['the usual machine', `\tif runtime.GOARCH == "amd64" {\n\t\t${v2}\n\t}`],
    ['a function that says so', `\tif isLinux() {\n\t\t${v2}\n\t}`, 'func isLinux() bool { return runtime.GOOS == "linux" }\n'],
    ['a local that says so', `\tonLinux := runtime.GOOS == "linux"\n\tif onLinux {\n\t\t${v2}\n\t}`],
    ['a run', '\tif runtime.GOOS == "linux" {\n\t\texec.Command("docker", "run", "localhost/app:v2").Run() // WANT\n\t}'],
    ['a load', '\tif runtime.GOOS == "linux" {\n\t\texec.Command("kind", "load", "docker-image", "localhost/app:v2").Run() // WANT\n\t}'],
    ['a file', '\tif runtime.GOOS == "linux" {\n\t\texec.Command("kubectl", "apply", "-f", "app.yaml").Run()\n\t}', '-- app.yaml --\nkind: Pod\nmetadata: {name: app}\nspec:\n  containers:\n  - name: app\n    image: localhost/app:v2 # WANT\n'],
    ['something else', `\tif runtime.Version() == "windows" {\n\t\t${v2}\n\t}`],
    ['what a parameter says', '\tothers("windows")', `func others(system string) {\n\tif system == "windows" {\n\t\t${v2}\n\t}\n}\n`],
    ['a helper that all call', '\tif runtime.GOOS == "windows" {\n\t\tothers()\n\t}\n\tothers()', `func others() {\n\t${v2}\n}\n`],
    ['beside it', `\tif runtime.GOOS == "windows" {\n\t\tdeploy("localhost/app:v1")\n\t}\n\t${v2}`],
  ])('told: %s', async (_, body, more?: string) => {
    await check(told(suite(body, more)));
  });
});
