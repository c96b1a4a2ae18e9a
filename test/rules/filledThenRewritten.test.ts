/** Manifests that are filled in by fmt and looked through afterwards: what they held before is applied nowhere. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

/** App is built and loaded as v1; `body` applies what `pod` fills in. */
const filled = (body: string, more = ''): string => `-- flow.go --
package infra

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

func pod(name, image string) string {
	return fmt.Sprintf("kind: Pod\\nmetadata:\\n  name: %s\\nspec:\\n  containers:\\n  - name: %[1]s\\n    image: %[2]s\\n    imagePullPolicy: Never\\n", name, image)
}

func run(in string, args ...string) (string, error) {
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Stdin = strings.NewReader(in)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func apply(text string) { _, _ = run(text, "kubectl", "apply", "-f", "-") }

func with(text, old, new string) string { return strings.ReplaceAll(text, old, new) }

type doc string

func (d doc) replace(old, new string) doc { return doc(strings.ReplaceAll(string(d), old, new)) }

func SetupApp() {
	image := "localhost/app:v1"
	_ = exec.Command("docker", "build", "-t", image, ".").Run()
	_ = exec.Command("kind", "load", "docker-image", image).Run()
${body}
}
${more}
`;

describe('silences', () => {
  test.each([
    ['its image replaced', '\tapply(strings.ReplaceAll(pod("app", "localhost/app:dev"), "localhost/app:dev", image))'],
    ['a word replaced', '\tapply(strings.ReplaceAll(pod("app", "image-placeholder"), "image-placeholder", image))'],
    ['a word of another language replaced', '\tapply(strings.ReplaceAll(pod("app", "{{IMAGE}}"), "{{IMAGE}}", image))'],
    ['its tag replaced once', '\ttext := pod("app", "localhost/app:latest")\n\ttext = strings.Replace(text, ":latest", ":v1", 1)\n\tapply(text)'],
    ['by a replacer', '\tapply(strings.NewReplacer("localhost/app:dev", image).Replace(pod("app", "localhost/app:dev")))'],
    ['by several replacements in one place', '\tapply(strings.NewReplacer("NAME", "localhost/app", "TAG", "v1").Replace(pod("app", "NAME:TAG")))'],
    ['by a helper', '\tapply(with(pod("app", "localhost/app:dev"), "localhost/app:dev", image))'],
    ['by a method', '\tapply(string(doc(pod("app", "localhost/app:dev")).replace("localhost/app:dev", image)))'],
    ['with the key', '\tapply(strings.ReplaceAll(pod("app", "localhost/app:dev"), "image: localhost/app:dev\\n", "image: "+image+"\\n"))'],
    ['with the key and the lines behind it', '\tapply(strings.ReplaceAll(pod("app", "other"), "image: other\\n    imagePullPolicy: Never", "image: "+image+"\\n    imagePullPolicy: IfNotPresent"))'],
    ['by lines that nobody reads there', '\tapply(strings.ReplaceAll(pod("app", "other"), "other\\n", image+"\\n    tty: true\\n"))'],
    ['expanded', '\tapply(os.Expand(pod("app", "${IMAGE}"), func(string) string { return image }))'],
    ['line by line', '\tlines := strings.Split(pod("app", "localhost/app:dev"), "\\n")\n\tfor i, line := range lines {\n\t\tif strings.Contains(line, "image:") {\n\t\t\tlines[i] = "    image: " + image\n\t\t}\n\t}\n\tapply(strings.Join(lines, "\\n"))'],
    ['by a program that edits', '\tout, _ := run(pod("app", "placeholder"), "yq", ".spec.containers[0].image = \\""+image+"\\"")\n\tapply(out)'],
    ['by kubectl on this machine', '\tout, _ := run(pod("app", "placeholder"), "kubectl", "set", "image", "--local", "-f", "-", "app="+image, "-o", "yaml")\n\tapply(out)'],
    ['in the cluster, by the name that is filled in', '\tapply(pod("app", "placeholder"))\n\t_, _ = run("", "kubectl", "set", "image", "pod/app", "app="+image)'],
    ['for a tool that builds what is named', '\t_, _ = run(pod("app", "ko://example.com/x/cmd/app"), "ko", "apply", "-f", "-")'],
    ['what was put in is replaced again', '\ttext := strings.ReplaceAll("kind: Pod\\nspec:\\n  containers:\\n  - name: app\\n    image: IMG\\n    imagePullPolicy: Never\\n", "IMG", "NAME:TAG")\n\ttext = strings.ReplaceAll(text, "NAME", "localhost/app")\n\tapply(strings.Replace(text, "TAG", "v1", 1))'],
  ])('%s', async (_, body) => {
    await checkSilent(filled(body));
  });
});

describe('told', () => {
  test.each([
    ['as it was filled in', '\tapply(pod("app", "localhost/app:dev")) // want tag-mismatch'],
    ['another word is replaced', '\tapply(strings.ReplaceAll(pod("app", "localhost/app:dev"), "my-namespace", "default")) // want tag-mismatch'],
    ['replaced by another tag', '\tapply(strings.ReplaceAll(pod("app", "localhost/app:dev"), "localhost/app:dev", "localhost/app:v2")) // want tag-mismatch "v2"'],
    ['a word replaced by another tag', '\tapply(strings.ReplaceAll(pod("app", "{{IMAGE}}"), "{{IMAGE}}", "localhost/app:v2")) // want tag-mismatch "v2"'],
    ['the tag replaced by another one', '\tapply(strings.Replace(pod("app", "localhost/app:latest"), ":latest", ":v2", 1)) // want tag-mismatch'],
    ['by a replacer, by another tag', '\tapply(strings.NewReplacer("IMG", "localhost/app:v2").Replace(pod("app", "IMG"))) // want tag-mismatch "v2"'],
    ['with the key, by another tag', '\tapply(strings.ReplaceAll(pod("app", "localhost/app:dev"), "image: localhost/app:dev\\n", "image: localhost/app:v2\\n")) // want tag-mismatch "v2"'],
    ['in the cluster, another pod', '\tapply(pod("app", "localhost/app:dev")) // want tag-mismatch\n\tapply(pod("web", "localhost/app:v1"))\n\t_, _ = run("", "kubectl", "set", "image", "pod/web", "web="+image)'],
    ['an address that is none of a tool', '\tapply(pod("app", "https://example.com/app"))', true],
  ])('%s', async (_, body, inTemplate = false) => {
    await check(inTemplate ? filled(body).replace('name, image)\n}', 'name, image) // want wrong-argument\n}') : filled(body));
  });
});
