/** Manifests that are texts in Go, decoded into typed objects: what their containers get before they are created is what counts. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';

const manifest = (want: string): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: app}
spec:
  template:
    spec:
      containers:
      - name: app
        image: localhost/placeholder:none${want}
      - name: side
        image: envoyproxy/envoy:v1.30.1`;

/** \`text\` says what the bytes in \`data\` are made of, \`change\` what becomes of the object in \`d\`. */
const suite = (text: string, change: string, more = ''): string => `-- e2e_test.go --
package e2e

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"text/template"

	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/yaml"
)

var k client.Client

func TestApp(t *testing.T) {
	image := "localhost/app:v1"
	_ = exec.Command("docker", "build", "-t", image, ".").Run()
	_ = exec.Command("kind", "load", "docker-image", image).Run()
${text}
	d := &appsv1.Deployment{}
	_ = yaml.Unmarshal(data, d)
${change}
	_ = k.Create(context.Background(), d)
}
${more}`;

const file = (want: string): string => `\n-- app.yaml --\n${manifest(want)}\n`;
const read = '\tdata, _ := os.ReadFile("app.yaml")\n';
const index = '\td.Spec.Template.Spec.Containers[0].Image = image';
const loop = '\tfor i := range d.Spec.Template.Spec.Containers {\n\t\td.Spec.Template.Spec.Containers[i].Image = image\n\t}';
const named = (name: string): string => `\tfor i := range d.Spec.Template.Spec.Containers {\n\t\tif d.Spec.Template.Spec.Containers[i].Name == ${name} {\n\t\t\td.Spec.Template.Spec.Containers[i].Image = image\n\t\t}\n\t}`;
const pointer = '\tcontainer := &d.Spec.Template.Spec.Containers[0]\n\tcontainer.Image = image';
const helper = '\tsetImage(d, "app", image)';
const helpers = `
func setImage(d *appsv1.Deployment, name, image string) {
	containers := d.Spec.Template.Spec.Containers
	for i := range containers {
		if containers[i].Name == name {
			containers[i].Image = image
		}
	}
}

func setIn(spec *corev1.PodSpec, image string) { spec.Containers[0].Image = image }
`;

const texts: readonly (readonly [name: string, text: (want: string) => string, file: (want: string) => string])[] = [
  ['a raw string', (want) => `\tdata := []byte(\`${manifest(want)}\`)`, () => ''],
  ['Sprintf', (want) => `\tdata := []byte(fmt.Sprintf(\`${manifest(want)}\n      serviceAccountName: %s\`, "app"))`, () => ''],
  ['a file with bytes replaced', () => `${read}\tdata = bytes.ReplaceAll(data, []byte("apps/v1"), []byte("apps/v1"))`, file],
  ['a file with texts replaced', () => '\tread, _ := os.ReadFile("app.yaml")\n\tdata := []byte(strings.ReplaceAll(string(read), "NS", "ns"))', file],
  ['a template', (want) => `\tvar out bytes.Buffer\n\t_ = template.Must(template.New("").Parse(\`${manifest(want)}\n      serviceAccountName: {{.Name}}\`)).Execute(&out, map[string]string{"Name": "app"})\n\tdata := out.Bytes()`, () => ''],
];

describe.each(texts)('%s', (_, text, more) => {
  test.each([
    ['by its index', index],
    ['in a loop', loop],
    ['by its name', named('"app"')],
    ['by a pointer', pointer],
    ['in a helper', helper],
    ['in a helper that has a part', '\tsetIn(&d.Spec.Template.Spec, image)'],
  ])('the placeholder is overwritten %s', async (__, change) => {
    await checkSilent(suite(text(''), change, helpers + more('')));
  });

  test.each([
    ['nothing is put in', ''],
    ['another container’s image is', named('"side"')],
    ['another container’s image is, in a helper', helper.replace('"app"', '"side"')],
    ['a copy’s image is', '\tfor _, one := range d.Spec.Template.Spec.Containers {\n\t\tone.Image = image\n\t}'],
    ['another object’s is', '\tother := &appsv1.Deployment{}\n\tother.Spec.Template.Spec.Containers = []corev1.Container{{Image: image}}\n\tother.Spec.Template.Spec.Containers[0].Image = image'],
  ])('told: %s', async (__, change) => {
    await check(suite(text(' # want never-built'), change, helpers + more(' # want never-built')));
  });

  test('told: what is put in is wrong', () => check(suite(text(''), index.replace('image', '"localhost/app:v2" // want tag-mismatch'), more(''))));
});

describe('a helper that decodes', () => {
  const helper = (want: string): string => `
func object(name string) *appsv1.Deployment {
	read, _ := os.ReadFile(name)
	d := &appsv1.Deployment{}
	_ = yaml.Unmarshal([]byte(strings.ReplaceAll(string(read), "NS", "ns")), d)
	return d
}
-- app.yaml --
${manifest('')}
-- other.yaml --
${manifest(want).replace('placeholder', 'other')}
`;
  const calls = (change: string): string => `\td, other := object("app.yaml"), object("other.yaml")\n${index}\n${change}\n\t_ = k.Create(context.Background(), other)`;
  const of = (change: string, want: string): string => suite('', '', helper(want)).replace(/\td := [^]*d\)\n\n/, `${calls(change)}\n`);
  test('both are overwritten', () => checkSilent(of(index.replace('d.', 'other.'), '')));
  test('told: only one of them is', () => check(of('', ' # want never-built')));
});

test('a package-level manifest', async () => {
  const of = (change: string, want: string): string => suite('\tdata := []byte(manifest)', change, `\nconst manifest = \`${manifest(want)}\n\`\n`);
  await checkSilent(of(index, ''));
  await check(of('', ' # want never-built'));
});
