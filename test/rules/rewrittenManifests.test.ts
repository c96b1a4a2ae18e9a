/** Manifests in Go texts that are taken apart, decoded or filtered before they are applied: their image may be put in on the way. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { deployment } from './goFile';

/** App is built and loaded as v1; the manifest in the Go text says `dev`, and `body` applies it. */
const rewritten = (body: string, more = '', want = ''): string => `-- flow.go --
package infra

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/yaml"
)

const manifest = \`
${deployment('localhost/app:dev')}${want}
\`

func apply(text string) {
	cmd := exec.Command("kubectl", "apply", "-f", "-")
	cmd.Stdin = strings.NewReader(text)
	_ = cmd.Run()
}

func SetupApp(ctx context.Context, c client.Client) {
	image := "localhost/app:v1"
	_ = exec.Command("docker", "build", "-t", image, ".").Run()
	_ = exec.Command("kind", "load", "docker-image", image).Run()
${body}
}
${more}
`;
const told = ' # want tag-mismatch';

const lines = `
func withImage(text, image string) string {
	var out []string
	for _, line := range strings.Split(text, "\\n") {
		if at := strings.Index(line, "image:"); at >= 0 {
			line = line[:at] + "image: " + image
		}
		out = append(out, line)
	}
	return strings.Join(out, "\\n")
}`;
const scanned = `
func withImage(text, image string) string {
	var b strings.Builder
	for s := bufio.NewScanner(strings.NewReader(text)); s.Scan(); {
		if strings.HasPrefix(strings.TrimSpace(s.Text()), "image:") {
			fmt.Fprintf(&b, "        image: %s\\n", image)
			continue
		}
		fmt.Fprintln(&b, s.Text())
	}
	return b.String()
}`;
const filtered = (program: string): string => `
func withImage(text, image string) string {
	cmd := exec.Command(${program})
	cmd.Stdin = strings.NewReader(text)
	out, _ := cmd.Output()
	return string(out)
}`;
const decoded = (change: string): string => `\tu := &unstructured.Unstructured{}
	_ = yaml.Unmarshal([]byte(manifest), &u.Object)
	${change}
	_ = c.Create(ctx, u)`;
const store = `
func setImage(u *unstructured.Unstructured, image string) {
	containers, _, _ := unstructured.NestedSlice(u.Object, "spec", "template", "spec", "containers")
	for _, one := range containers {
		one.(map[string]any)["image"] = image
	}
	_ = unstructured.SetNestedSlice(u.Object, containers, "spec", "template", "spec", "containers")
}`;
const closure = `
func change(u *unstructured.Unstructured, how func(*unstructured.Unstructured) error) { _ = how(u) }`;
const write = (path: string): string => `\t_ = os.WriteFile(${path}, []byte(manifest), 0o600)\n`;
const kustomized = (path: string): string => `\tdir, _ := os.MkdirTemp("", "k")\n${write(path)}\t_ = exec.Command("kubectl", "apply", "-k", dir).Run()`;
const tree = (body: string): string => `
func walk(node any, images map[string]string) {
	object, _ := node.(map[string]any)
	for key, value := range object {
		${body}
		walk(value, images)
	}
}`;
const walked = decoded('walk(u.Object, map[string]string{"localhost/app:dev": image})');

describe('silences', () => {
  test.each([
    ['line by line', '\tapply(withImage(manifest, image))', lines],
    ['by a scanner', '\tapply(withImage(manifest, image))', scanned],
    ['at the old image', '\thead, tail, _ := strings.Cut(manifest, "localhost/app:dev")\n\tcmd := exec.Command("kubectl", "apply", "-f", "-")\n\tcmd.Stdin = io.MultiReader(strings.NewReader(head), strings.NewReader(image), strings.NewReader(tail))\n\t_ = cmd.Run()', ''],
    ['through a program that edits', '\tapply(withImage(manifest, image))', filtered('"sed", "s/:dev/:v1/"')],
    ['decoded, and stored into', decoded('setImage(u, image)'), store],
    ['decoded, and set at a path', decoded('_ = unstructured.SetNestedField(u.Object, image, "spec", "template", "spec", "image")'), ''],
    ['decoded, and set by a closure', decoded('change(u, func(u *unstructured.Unstructured) error {\n\t\treturn unstructured.SetNestedField(u.Object, image, "image")\n\t})'), closure],
    ['decoded, and every image in it changed', walked, tree('if text, ok := value.(string); ok {\n\t\t\tobject[key] = images[text]\n\t\t}')],
    ['in a file that is edited', `${write('"/tmp/app.yaml"')}\t_ = exec.Command("sed", "-i", "s/:dev$/:v1/", "/tmp/app.yaml").Run()\n\t_ = exec.Command("kubectl", "apply", "-f", "/tmp/app.yaml").Run()`, ''],
    ['in a file that a shell edits', `${write('"/tmp/app.yaml"')}\t_ = exec.Command("sh", "-c", "sed -i s/:dev$/:v1/ /tmp/app.yaml").Run()`, ''],
    ['in a folder that is kustomized', kustomized('filepath.Join(dir, "app.yaml")'), ''],
  ])('%s', async (_, body, more) => {
    await checkSilent(rewritten(body, more));
  });
});

describe('told', () => {
  test.each([
    ['applied as it is', '\tapply(manifest)', ''],
    ['its documents one by one', '\tfor _, one := range strings.Split(manifest, "---") {\n\t\tapply(one)\n\t}', ''],
    ['another text is taken apart', '\tfor _, line := range strings.Split(image, "\\n") {\n\t\tfmt.Println(line)\n\t}\n\tapply(manifest)', ''],
    ['through a program that is read', '\tfmt.Println(withImage(manifest, image))', filtered('"kubectl", "apply", "-f", "-"')],
    ['decoded and created', decoded('u.SetName("other")'), ''],
    ['in another file than the one that is edited', `${write('"/tmp/app.yaml"')}\t_ = exec.Command("sed", "-i", "s/:dev$/:v1/", "/tmp/kind.yaml").Run()\n\t_ = exec.Command("kubectl", "apply", "-f", "/tmp/app.yaml").Run()`, ''],
    ['in another folder than the one that is kustomized', kustomized('filepath.Join("/tmp", "app.yaml")'), ''],
    ['decoded, and only looked through', walked, tree('fmt.Println(key)')],
    ['decoded, and another image stored', decoded('setImage(u, "localhost/proxy:v1")'), store],
  ])('%s', async (_, body, more) => {
    await check(rewritten(body, more, told));
  });
});
