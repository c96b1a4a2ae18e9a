/** Ways through command lines, manifests and files to a deployment. */
import type { Way } from '../../support/travel';

const q = '`';

const pod = (image: string): string => `apiVersion: v1
kind: Pod
metadata:
  name: app
spec:
  containers:
  - name: app
    image: ${image}
    imagePullPolicy: Never
`;

export const manifests: readonly Way[] = [
  { name: 'a manifest in a raw string', source: `
func travel() {
	apply(${q}${pod('localhost/app:TAG # WANT')}${q})
}
func apply(manifest string) { os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600) }` },
  { name: 'a manifest joined by +', source: `
func travel() {
	tag := "TAG" // WANT
	apply(${q}${pod(`localhost/app:${q} + tag + ${q}`)}${q})
}
func apply(manifest string) { os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600) }` },
  { name: 'a template by Sprintf', source: `
func travel() { install(IMAGE) } // WANT
func install(image string) {
	manifest := fmt.Sprintf(${q}${pod('%s')}${q}, image)
	os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}` },
  { name: 'row 26: a template of twelve verbs', source: `
func travel() { install("ns", "localhost/app", "TAG") } // WANT
func install(namespace, repository, tag string) {
	manifest := fmt.Sprintf(${q}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: %s
  namespace: %s
  labels: {app: %q, tier: %s}
spec:
  replicas: %d
  template:
    spec:
      serviceAccountName: %s
      containers:
      - name: %s
        image: %s:%s
        args: ["--port=%d", "--namespace=%[2]s"]
        env:
        - {name: A, value: "%[12]s"}
        - {name: B, value: "%[11]v"}
${q}, "app", namespace, "app", "test", 2, "runner", "main", repository, tag, 8080, true, "last")
	os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}` },
  { name: 'row 26: an image by its index', source: `
func travel() { install("x", "y", "z", IMAGE) } // WANT
func install(a, b, c, image string) {
	manifest := fmt.Sprintf(${q}
kind: Pod
metadata: {name: %s, namespace: %s}
spec:
  containers:
  - name: %s
    image: %[4]s
  initContainers:
  - image: %[4]s
${q}, a, b, c, image)
	os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}` },
  { name: 'row 26: a quoted part of an image', source: `
func travel() { install("TAG") } // WANT
func install(tag string) {
	manifest := fmt.Sprintf(${q}${pod('"localhost/app:%s"')}${q}, tag)
	os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}` },
  { name: 'a template in a constant of another file', source: `
-- travel.go --
package infra

import (
	"fmt"
	"os"
)

func travel() {
	manifest := fmt.Sprintf(podTemplate, "localhost/app:TAG") // WANT
	os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}
-- templates.go --
package infra

const podTemplate = ${q}${pod('%s')}${q}
` },
  { name: 'a template filled by a helper', source: `
func travel() { apply(render("TAG")) } // WANT
func render(tag string) string { return fmt.Sprintf(${q}${pod('localhost/app:%s')}${q}, tag) }
func apply(manifest string) { os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600) }` },
  { name: 'row 27: ReplaceAll in a literal manifest', source: `
func travel() {
	manifest := strings.ReplaceAll(${q}${pod('{{IMAGE_REF}}')}${q}, "{{IMAGE_REF}}", "localhost/app:TAG") // WANT
	os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}` },
  { name: 'row 27: ReplaceAll in a manifest that is read from a file', source: `
-- test/infra/travel.go --
package infra

import (
	"os"
	"os/exec"
	"strings"
)

func Setup() error {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	content, err := os.ReadFile("manifests/app.yaml")
	if err != nil {
		return err
	}
	manifest := strings.ReplaceAll(string(content), "localhost/app:placeholder", "localhost/app:TAG") // WANT
	return os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}
-- test/infra/manifests/app.yaml --
${pod('localhost/app:placeholder')}` },
  { name: 'row 33: ReplaceAll in an embedded manifest', source: `
-- test/infra/travel.go --
package infra

import (
	_ "embed"
	"os"
	"os/exec"
	"strings"
)

var (
	//go:embed manifests/app.yaml
	content string
)

func Setup() error {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	manifest := strings.ReplaceAll(content, "localhost/app:placeholder", "localhost/app:TAG") // WANT
	return os.WriteFile("/tmp/app.yaml", []byte(manifest), 0o600)
}
-- test/infra/manifests/app.yaml --
${pod('localhost/app:placeholder')}` },
  { name: 'kubectl apply of a YAML file', source: `
-- test/infra/travel.go --
package infra

import "os/exec"

func Setup() error {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	return exec.Command("kubectl", "apply", "-f", "manifests/app.yaml").Run()
}
-- test/infra/manifests/app.yaml --
${pod('localhost/app:TAG # WANT')}` },
  { name: 'kubectl run --image', source: `
func travel() {
	image := IMAGE // WANT
	exec.Command("kubectl", "run", "app", "--image="+image).Run()
}` },
  { name: 'kubectl set image', source: `
func travel() {
	image := IMAGE // WANT
	exec.Command("kubectl", "set", "image", "deployment/app", "main="+image).Run()
}` },
  { name: 'podman run', source: `
func travel() {
	image := IMAGE // WANT
	exec.Command("podman", "run", "-d", "--name", "app", image).Run()
}` },
  { name: 'arguments grown by append and spread', source: `
func travel() {
	args := []string{"run", "-d"}
	if os.Getenv("DEBUG") != "" {
		args = append(args, "--rm")
	}
	args = append(args, IMAGE) // WANT
	exec.Command("podman", args...).Run()
}` },
  { name: 'a wrapper around exec', source: `
func travel() { run(context.Background(), "podman", "run", "-d", IMAGE) } // WANT
func run(ctx context.Context, name string, args ...string) error {
	return exec.CommandContext(ctx, name, args...).Run()
}` },
  { name: 'a wrapper that adds its own arguments', source: `
func travel() { podman("run", "-d", IMAGE) } // WANT
func podman(args ...string) error {
	all := append([]string{"--log-level", "error"}, args...)
	return exec.Command("podman", all...).Run()
}` },
  { name: 'row 28: a default beside the environment', source: `
func imageOr(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
func travel() { deploy(imageOr("APP_IMAGE", "localhost/app:TAG")) } // WANT` },
];
