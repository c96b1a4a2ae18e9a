/** Pods that Go writes as client-go's apply configurations and as nested maps. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { only } from '../rules/goFile';

/** Builds and loads `localhost/app:e2e`; `object` is applied where the image is `name`. */
const applied = (name: string, object: string, want = '', more = ''): string => `-- flow.go --
package infra

import (
	"context"
	"os/exec"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	appsv1ac "k8s.io/client-go/applyconfigurations/apps/v1"
	corev1ac "k8s.io/client-go/applyconfigurations/core/v1"
	"k8s.io/client-go/kubernetes"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
)

func SetupApp(ctx context.Context, cs kubernetes.Interface, c client.Client) {
	built := "localhost/app:e2e"
	_ = exec.Command("podman", "build", "-t", built, ".").Run()
	_ = exec.Command("podman", "save", "-o", "/tmp/app.tar", built).Run()
	_ = exec.Command("kind", "load", "image-archive", "/tmp/app.tar").Run()
	image := ${name}${want}
	options := metav1.ApplyOptions{FieldManager: "e2e"}
${object}
}
${more}
`;

const chain = (container: string): string => `	_, _ = cs.AppsV1().Deployments("e2e").Apply(ctx, appsv1ac.Deployment("app", "e2e").WithSpec(appsv1ac.DeploymentSpec().WithTemplate(corev1ac.PodTemplateSpec().WithSpec(corev1ac.PodSpec().WithContainers(${container})))), options)`;
const map = (container: string, kind = '"kind": "Deployment", ', list = 'containers'): string =>
  `map[string]any{"apiVersion": "apps/v1", ${kind}"spec": map[string]any{"template": map[string]any{"spec": map[string]any{"${list}": []any{map[string]any{"name": "app", ${container}}}}}}}`;
const created = (object: string): string => `	_ = c.Create(ctx, &unstructured.Unstructured{Object: ${object}})`;

const ways: readonly [string, string][] = [
  ['a chain', chain('corev1ac.Container().WithName("app").WithImage(image)')],
  ['a chain that sets more', chain('corev1ac.Container().WithImage(image).WithImagePullPolicy(corev1.PullNever).WithName("app")')],
  ['a variable', `	container := corev1ac.Container().WithName("app")\n	container.WithImage(image)\n${chain('container')}`],
  ['a variable that grows', `	container := corev1ac.Container()\n	container = container.WithName("app")\n	container = container.WithImage(image)\n${chain('container')}`],
  ['nested maps', created(map('"image": image'))],
  ['nested maps of an init container', created(map('"image": image', undefined, 'initContainers'))],
  ['a map in a variable', `	object := ${map('"image": image')}\n${created('object')}`],
];

describe('hits', () => {
  test.each(ways)('%s', async (_, object) => {
    const analysis = await check(applied('"localhost/app:dev"', object, ' // want tag-mismatch'));
    expect(only(analysis, 'tag-mismatch').message).toContain('`localhost/app:dev` is deployed');
  });
  test.each([chain('corev1ac.Container().WithName("app").WithImage(image).WithImagePullPolicy(corev1.PullAlways) /* want local-image-always-pulled */'), created(map('"image": image, "imagePullPolicy": "Always" /* want local-image-always-pulled */'))])('a policy: %#', async (object) => {
    await check(applied('"localhost/app:e2e"', object.replace(/ \/\* (.*?) \*\/(.*)$/, '$2 // $1')));
  });
});

describe('silence', () => {
  test.each(ways)('%s', async (_, object) => {
    await checkSilent(applied('"localhost/app:e2e"', object));
  });
  test('a chain puts the right image in the place of another', async () => {
    const manifest = '\t_ = corev1.Container{Name: "app", Image: "localhost/app:dev"}\n';
    await checkSilent(applied('"localhost/app:e2e"', manifest + chain('corev1ac.Container().WithName("app").WithImage(image)')));
  });
  test.each([
    ['a part of an object', created(map('"image": image', ''))],
    ['a kind of somebody else', created(map('"image": image', '"kind": "AppSet", '))],
    ['values under another list', created(map('"image": image', undefined, 'sidecars'))],
    ['a fake client', `	_ = fake.NewClientBuilder().WithObjects(&unstructured.Unstructured{Object: ${map('"image": image')}}).Build()`],
    ['a library’s own chain', '\tother.Container().WithName("app").WithImage(image).Run()'],
    ['a chain of the workspace', '\tnewPod().WithImage(image)'],
  ])('%s', async (_, object) => {
    await checkSilent(applied('"localhost/app:dev"', object, '', 'type pod struct{ image string }\n\nfunc newPod() *pod { return &pod{} }\n\nfunc (p *pod) WithImage(image string) *pod { p.image = image; return p }'));
  });
});

describe('holes', () => {
  test.each(ways)('%s', async (_, object) => {
    await checkSilent(applied('imageOf(ctx)', object));
  });
  test('a policy that may be set elsewhere', async () => {
    await checkSilent(applied('"localhost/app:latest"', `	container := corev1ac.Container().WithName("app").WithImage("localhost/app:e2e")\n	harden(container)\n${chain('container')}\n	_ = image`));
  });
});
