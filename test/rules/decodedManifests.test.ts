/** Manifest files that Go decodes and creates through a client: deployments where the object surely reaches the cluster as the file says. */
import { describe, test } from 'vitest';
import { check as checked } from '../support/check';
import { deployment } from './goFile';

async function check(files: string): Promise<void> {
  await checked(files);
}

const told = ' # want tag-mismatch';
/** As today, where nobody knows what becomes of the file. */
const alone = ' # want tag-mismatch "no suite that runs applies this file"';

/** App is built and loaded as v1; the file says `dev`, and `body` decodes it. */
const suite = (body: string, want: string, more = '', files = ''): string => `-- e2e_test.go --
package e2e

import (
	"bytes"
	"context"
	"embed"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gruntwork-io/terratest/modules/k8s"
	. "github.com/onsi/gomega"
	"github.com/stretchr/testify/require"
	appsv1 "k8s.io/api/apps/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/kubernetes/scheme"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/e2e-framework/klient/decoder"
	"sigs.k8s.io/e2e-framework/klient/k8s/resources"
	"sigs.k8s.io/yaml"
)

const image = "localhost/app:v1"

func TestApp(t *testing.T) {
	ctx := context.Background()
	_ = exec.Command("docker", "build", "-t", image, ".").Run()
	_ = exec.Command("kind", "load", "docker-image", image).Run()
	var c client.Client
${body}
}
${more}
-- testdata/app.yaml --
${deployment('localhost/app:dev')}${want}
${files}`;

/** Reads the file into `d`, changes it, and creates it. */
const typed = (change: string): string => `	data, err := os.ReadFile("testdata/app.yaml")
	require.NoError(t, err)
	var d appsv1.Deployment
	require.NoError(t, yaml.Unmarshal(data, &d))
	${change}
	require.NoError(t, c.Create(ctx, &d))`;
const untyped = (change: string): string => `	data, _ := os.ReadFile(filepath.Join("testdata", "app.yaml"))
	u := &unstructured.Unstructured{}
	_ = yaml.Unmarshal(data, &u.Object)
	${change}
	_ = c.Create(ctx, u)`;
const stream = (each: string, reader = 'bytes.NewReader(data)'): string => `	data, _ := os.ReadFile("testdata/app.yaml")
	dec := utilyaml.NewYAMLOrJSONDecoder(${reader}, 4096)
	for {
		u := &unstructured.Unstructured{}
		if err := dec.Decode(u); err == io.EOF {
			break
		}
		if len(u.Object) == 0 {
			continue
		}
		${each}
	}`;
const twice = `---\n${deployment('localhost/app:v1')}\n`;

describe('decoded and created', () => {
  test.each([
    ['by a client', typed('')],
    ['strictly', typed('').replace('Unmarshal', 'UnmarshalStrict')],
    ['in another namespace', typed('d.Namespace = "e2e"\n\td.Labels["run"] = "e2e"\n\td.SetNamespace("e2e")')],
    ['with more replicas', typed('two := int32(2)\n\td.Spec.Replicas = &two')],
    ['with another environment', typed('d.Spec.Template.Spec.Containers[0].Env = append(d.Spec.Template.Spec.Containers[0].Env, corev1.EnvVar{Name: "A", Value: "b"})')],
    ['of an object without a type', untyped('')],
    ['of a pod’s owner', untyped('_ = unstructured.SetNestedField(u.Object, "e2e", "metadata", "namespace")')],
    ['as an update', typed('').replace('c.Create', 'c.Update')],
    ['by server-side apply', typed('').replace('c.Create(ctx, &d)', 'c.Patch(ctx, &d, client.Apply, client.FieldOwner("e2e"))')],
    ['by client-go', typed('').replace('require.NoError(t, c.Create(ctx, &d))', 'var cs kubernetes.Interface\n\t_, err = cs.AppsV1().Deployments("e2e").Create(ctx, &d, metav1.CreateOptions{})\n\trequire.NoError(t, err)')],
    ['by the dynamic client', untyped('').replace('_ = c.Create(ctx, u)', 'var dyn dynamic.Interface\n\t_, _ = dyn.Resource(gvr).Namespace("e2e").Create(ctx, u, metav1.CreateOptions{})')],
    ['one document after the other', stream('_ = c.Create(ctx, u)')],
    ['from an open file', stream('_ = c.Create(ctx, u)', 'f').replace('data, _ := os.ReadFile("testdata/app.yaml")', 'f, _ := os.Open("testdata/app.yaml")\n\tdefer f.Close()')],
    ['without namespaces', stream('if u.GetKind() == "Namespace" {\n\t\t\tcontinue\n\t\t}\n\t\t_ = c.Create(ctx, u)')],
    ['collected first', stream('objects = append(objects, u)').replace('\tfor {', '\tvar objects []client.Object\n\tfor {') + '\n\tfor _, object := range objects {\n\t\t_ = c.Create(ctx, object)\n\t}'],
    ['by the deserializer', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\tobj, _, err := scheme.Codecs.UniversalDeserializer().Decode(data, nil, nil)\n\trequire.NoError(t, err)\n\t_ = c.Create(ctx, obj.(*appsv1.Deployment))'],
    ['by the deserializer’s method', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\tdecode := serializer.NewCodecFactory(scheme.Scheme).UniversalDeserializer().Decode\n\tobj, _, err := decode(data, nil, nil)\n\trequire.NoError(t, err)\n\t_ = c.Create(ctx, obj.(client.Object))'],
    ['into an object', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\td := &appsv1.Deployment{}\n\t_, _, err := scheme.Codecs.UniversalDeserializer().Decode(data, nil, d)\n\trequire.NoError(t, err)\n\t_ = c.Create(ctx, d)'],
    ['in pieces', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\tfor _, doc := range strings.Split(string(data), "---") {\n\t\tvar d appsv1.Deployment\n\t\t_ = yaml.Unmarshal([]byte(doc), &d)\n\t\t_ = c.Create(ctx, &d)\n\t}'],
    ['raw at first', stream('obj, _, _ := scheme.Codecs.UniversalDeserializer().Decode(raw.Raw, nil, nil)\n\t\t_ = c.Create(ctx, obj.(client.Object))').replace('u := &unstructured.Unstructured{}', 'var raw runtime.RawExtension').replace('dec.Decode(u)', 'dec.Decode(&raw)').replace('len(u.Object)', 'len(raw.Raw)')],
    ['and deleted again', `${typed('')}\n\tt.Cleanup(func() { _ = c.Delete(ctx, &d) })`],
    ['and waited for', `${typed('')}\n\tEventually(func() int32 {\n\t\t_ = c.Get(ctx, client.ObjectKeyFromObject(&d), &d)\n\t\treturn d.Status.ReadyReplicas\n\t}).Should(Equal(int32(1)))`],
  ])('%s', (_, body) => check(suite(body, told)));

  test.each([
    ['a helper that creates', typed('').replace('c.Create(ctx, &d)', 'create(ctx, c, &d)'), 'func create(ctx context.Context, c client.Client, object client.Object) error {\n\tobject.SetNamespace("e2e")\n\treturn c.Create(ctx, object)\n}'],
    ['a helper that decodes', '\td := decode(t, "testdata/app.yaml")\n\t_ = c.Create(ctx, d)', 'func decode(t *testing.T, path string) *appsv1.Deployment {\n\tdata, err := os.ReadFile(path)\n\trequire.NoError(t, err)\n\td := &appsv1.Deployment{}\n\trequire.NoError(t, yaml.Unmarshal(data, d))\n\treturn d\n}'],
    ['a helper that fills', '\tvar d appsv1.Deployment\n\tfill(t, "testdata/app.yaml", &d)\n\t_ = c.Create(ctx, &d)', 'func fill(t *testing.T, path string, into client.Object) {\n\tdata, err := os.ReadFile(path)\n\trequire.NoError(t, err)\n\trequire.NoError(t, yaml.Unmarshal(data, into))\n}'],
    ['a helper that is handed what to do', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\t_ = each(data, func(u *unstructured.Unstructured) error { return c.Create(ctx, u) })', 'func each(data []byte, do func(*unstructured.Unstructured) error) error {\n\tdec := utilyaml.NewYAMLOrJSONDecoder(bytes.NewReader(data), 4096)\n\tfor {\n\t\tu := &unstructured.Unstructured{}\n\t\tif err := dec.Decode(u); err != nil {\n\t\t\treturn err\n\t\t}\n\t\tif err := do(u); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n}'],
    ['an embedded file', typed('').replace('data, err := os.ReadFile("testdata/app.yaml")', 'var err error').replace('Unmarshal(data', 'Unmarshal(embedded'), '//go:embed testdata/app.yaml\nvar embedded []byte'],
    ['an embedded folder', typed('').replace('os.ReadFile', 'files.ReadFile'), '//go:embed testdata\nvar files embed.FS'],
  ])('by way of %s', (_, body, more) => check(suite(body, told, more)));

  test('in a file of several, or a list', async () => {
    await check(suite(stream('_ = c.Create(ctx, u)'), told, '', twice));
    const list = 'kind: List\nitems:\n- kind: Pod\n  spec:\n    containers:\n    - name: app\n      image: localhost/app:dev # want tag-mismatch\n';
    await check(suite(`	data, _ := os.ReadFile("testdata/list.yaml")
	var pods corev1.PodList
	_ = yaml.Unmarshal(data, &pods)
	for i := range pods.Items {
		_ = c.Create(ctx, &pods.Items[i])
	}`, alone, '', `-- testdata/list.yaml --\n${list}`));
  });
});

describe('changed, or not created', () => {
  test.each([
    ['another image is stored', typed('d.Spec.Template.Spec.Containers[0].Image = image')],
    ['the images are stored in a loop', typed('for i := range d.Spec.Template.Spec.Containers {\n\t\td.Spec.Template.Spec.Containers[i].Image = image\n\t}')],
    ['an image is stored by pointer', typed('first := &d.Spec.Template.Spec.Containers[0]\n\tfirst.Image = os.Getenv("IMAGE")')],
    ['the pod’s spec is another', typed('d.Spec.Template.Spec = spec()')],
    ['a policy is stored', typed('d.Spec.Template.Spec.Containers[0].ImagePullPolicy = corev1.PullNever')],
    ['the object is another', typed('d = *other()')],
    ['the containers are set', untyped('_ = unstructured.SetNestedSlice(u.Object, containers(), "spec", "template", "spec", "containers")')],
    ['the containers are stored in a map', untyped('u.Object["spec"].(map[string]any)["template"] = template()')],
    ['somebody else gets it', typed('setters.Object(&d)')],
    ['a field keeps it', typed('holder.object = &d')],
    ['a variable of the package is filled', typed('').replace('\tvar d appsv1.Deployment\n', '').replaceAll('&d', '&shared')],
    ['it is decoded twice', typed('require.NoError(t, yaml.Unmarshal(others(), &d))')],
    ['it is only looked at', typed('').replace('require.NoError(t, c.Create(ctx, &d))', 'require.Equal(t, "app", d.Name)')],
    ['it is deserialized for its name', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\tobj, _, _ := scheme.Codecs.UniversalDeserializer().Decode(data, nil, nil)\n\t_ = obj'],
    ['the client is a fake', typed('c = fake.NewClientBuilder().Build()')],
    ['it is a trial', typed('').replace('c.Create(ctx, &d)', 'c.Create(ctx, &d, client.DryRunAll)')],
    ['only some kinds are created', stream('if u.GetKind() == "Deployment" {\n\t\t\tcontinue\n\t\t}\n\t\t_ = c.Create(ctx, u)')],
    ['only namespaces are created', stream('if u.GetKind() == "Namespace" {\n\t\t\t_ = c.Create(ctx, u)\n\t\t}')],
    ['some documents are passed over', '\tdata, _ := os.ReadFile("testdata/app.yaml")\n\tfor _, doc := range strings.Split(string(data), "---") {\n\t\tif strings.Contains(doc, "kind: Deployment") {\n\t\t\tcontinue\n\t\t}\n\t\tvar d appsv1.Deployment\n\t\t_ = yaml.Unmarshal([]byte(doc), &d)\n\t\t_ = c.Create(ctx, &d)\n\t}'],
    ['the text is expanded', typed('').replace('yaml.Unmarshal(data', 'yaml.Unmarshal([]byte(os.ExpandEnv(string(data)))')],
    ['the path isn’t known', typed('').replace('"testdata/app.yaml"', 'os.Getenv("MANIFEST")')],
  ])('%s', (_, body) => check(suite(body, wantOf(body))));

  test('the first of several documents is decoded', () => check(suite(typed(''), alone, '', twice)));
  test('it is refused', () => check(suite(typed('').replace('require.NoError(t, c.Create', 'require.Error(t, c.Create'), '')));
  test('the API server has no nodes', () => check(suite(typed(''), alone).replace('"sigs.k8s.io/controller-runtime/pkg/client/fake"', '"sigs.k8s.io/controller-runtime/pkg/envtest"')));
  test.each([
    ['stores', 'for i := range object.Spec.Template.Spec.Containers {\n\t\tobject.Spec.Template.Spec.Containers[i].Image = image\n\t}'],
    ['tells types apart', 'switch o := any(object).(type) {\n\tcase *appsv1.Deployment:\n\t\to.Spec.Template.Spec.Containers[0].Image = image\n\t}'],
    ['hands it on', 'patchers.Apply(object.Spec.Template)'],
  ])('a helper prepares it: %s', (_, change) => check(suite(typed('prepare(&d)'), wantOf(change), `func prepare(object *appsv1.Deployment) {\n\t${change}\n}`)));
});

describe('the e2e-framework’s decoder', () => {
  const folder = 'os.DirFS("testdata")';
  test.each([
    ['each file', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r))`],
    ['any file', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*", decoder.CreateIgnoreAlreadyExists(r))`],
    ['below a folder', '_ = decoder.DecodeEachFile(ctx, os.DirFS("."), "testdata/a??.yaml", decoder.CreateHandler(r))'],
    ['in a namespace', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r), decoder.MutateNamespace("e2e"), decoder.MutateLabels(map[string]string{"a": "b"}))`],
    ['with an option of one’s own', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r), decoder.MutateOption(func(object k8s.Object) error {\n\t\tobject.SetNamespace("e2e")\n\t\treturn nil\n\t}))`],
    ['a handler of one’s own', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", func(ctx context.Context, object k8s.Object) error {\n\t\tobject.SetNamespace("e2e")\n\t\treturn c.Create(ctx, object)\n\t})`],
    ['a handler that a helper makes', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", handler(c))`],
    ['one file', `d := &appsv1.Deployment{}\n\t_ = decoder.DecodeFile(${folder}, "app.yaml", d)\n\t_ = r.Create(ctx, d)`],
    ['any object', 'f, _ := os.Open("testdata/app.yaml")\n\tobject, _ := decoder.DecodeAny(f)\n\t_ = r.Create(ctx, object)'],
    ['all objects', `objects, _ := decoder.DecodeAllFiles(ctx, ${folder}, "*.yaml")\n\tfor _, object := range objects {\n\t\t_ = r.Create(ctx, object)\n\t}`],
    ['a reader', 'f, _ := os.Open("testdata/app.yaml")\n\t_ = decoder.DecodeEach(ctx, f, decoder.CreateHandler(r))'],
    ['a folder', '_ = decoder.ApplyWithManifestDir(ctx, r, "testdata", "*.yaml", []resources.CreateOption{}, decoder.MutateNamespace("e2e"))'],
    ['terratest', 'k8s.KubectlApply(t, options, "testdata/app.yaml")'],
    ['terratest, with an error', 'require.NoError(t, k8s.KubectlApplyE(t, options, "testdata/app.yaml"))'],
  ])('told: %s', (_, call) => check(suite(`\tr := cfg.Client().Resources()\n\t${call}`, told, handler)));

  test.each([
    ['a pattern of others', `_ = decoder.DecodeEachFile(ctx, ${folder}, "b*.yaml", decoder.CreateHandler(r))`],
    ['a pattern that isn’t known', `_ = decoder.DecodeEachFile(ctx, ${folder}, os.Getenv("PATTERN"), decoder.CreateHandler(r))`],
    ['an option that nobody knows', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r), options...)`],
    ['an option that stores', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r), decoder.MutateOption(func(object k8s.Object) error {\n\t\tobject.(*appsv1.Deployment).Spec.Template.Spec.Containers[0].Image = image\n\t\treturn nil\n\t}))`],
    ['a handler that nobody knows', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", handlers.Each(r))`],
    ['a handler that does nothing', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.NoopHandler(r))`],
    ['a handler that only looks', `_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", func(ctx context.Context, object k8s.Object) error {\n\t\tt.Log(object.GetName())\n\t\treturn nil\n\t})`],
    ['the first of all', `objects, _ := decoder.DecodeAllFiles(ctx, ${folder}, "*.yaml")\n\t_ = r.Create(ctx, objects[0])`],
    ['trials', '_ = decoder.ApplyWithManifestDir(ctx, r, "testdata", "*.yaml", []resources.CreateOption{dryRun})'],
  ])('not told: %s', (_, call) => check(suite(`\tr := cfg.Client().Resources()\n\t${call}`, wantOf(call), handler)));

  test('deleted only', () => check(suite('\tr := cfg.Client().Resources()\n\t_ = decoder.DeleteWithManifestDir(ctx, r, "testdata", "*.yaml", nil)\n\tk8s.KubectlDelete(t, options, "testdata/app.yaml")', '')));
  test('refused', () => check(suite(`\tr := cfg.Client().Resources()\n\trequire.Error(t, decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r)))`, '')));
  test('one file of several is wrong', () => check(suite(`\tr := cfg.Client().Resources()\n\t_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r))`, told, '', `-- testdata/other.yaml --\n${deployment('localhost/app:v1')}\n-- testdata/more/other.yaml --\n${deployment('localhost/app:v3')} # want tag-mismatch "no suite"\n`)));
  test('not loaded', () => check(suite(`\tr := cfg.Client().Resources()\n\t_ = exec.Command("docker", "build", "-t", "localhost/app:dev", ".").Run()\n\t_ = decoder.DecodeEachFile(ctx, ${folder}, "*.yaml", decoder.CreateHandler(r))`, ' # want not-loaded')));
});

describe('a text in Go', () => {
  const inGo = (change: string): string => typed(change).replace(/\tdata, err := .*\n.*\n/, '\tdata := []byte(manifest)\n');
  const of = (want: string): string => `const manifest = \`\n${deployment('localhost/app:dev')}${want}\n\``;
  const files = (body: string, want: string): string => suite(body, '', of(want)).replace(/-- testdata[^]*/, '');
  test.each([
    ['created', inGo('')],
    ['with another namespace', inGo('d.Namespace = "e2e"')],
    ['by a client that may be any', inGo('c = clients.New()')],
  ])('told: %s', (_, body) => check(files(body, told)));
  test.each([
    ['another image is stored', inGo('d.Spec.Template.Spec.Containers[0].Image = image')],
    ['an image is stored that nobody knows', inGo('d.Spec.Template.Spec.Containers[0].Image = os.Getenv("IMAGE")')],
    ['the client is a fake', inGo('c = fake.NewClientBuilder().Build()')],
    ['a fake has it', inGo('').replace('c.Create(ctx, &d)', 'run(fake.NewClientBuilder().WithObjects(&d).Build())')],
    ['it is refused', inGo('').replace('require.NoError(t, c.Create', 'require.Error(t, c.Create')],
    ['it is a trial', inGo('').replace('c.Create(ctx, &d)', 'c.Create(ctx, &d, client.DryRunAll)')],
  ])('not told: %s', (_, body) => check(files(body, '')));
});

/** Code that names the file and speaks of images that are set there may edit it: nothing is said of it at all. */
function wantOf(code: string): string {
  return /\.Image = |SetNested|Expand/.test(code) ? '' : alone;
}

const handler = `func handler(c client.Client) func(context.Context, k8s.Object) error {
	return func(ctx context.Context, object k8s.Object) error {
		return c.Create(ctx, object)
	}
}`;
