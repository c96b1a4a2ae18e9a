import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { flow, only, width } from './goFile';

const manifest = (image: string, policy: string): string => flow(`
	build("${image.replace(/ .*/, '')}")
	load("${image.replace(/ .*/, '')}", "e2e")
	apply(\`
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: app
    image: ${image}
${policy === '' ? '' : `    imagePullPolicy: ${policy}\n`}\`)
`);

describe('hits', () => {
  test('Always in a YAML string: the policy is underlined', async () => {
    const found = only(await check(manifest('localhost/gateway:v1', 'Always # want local-image-always-pulled "is built here and deployed with .imagePullPolicy: Always."')), 'local-image-always-pulled');
    expect(found).toMatchObject({ severity: 'error', image: 'localhost/gateway:v1', related: [] });
    expect(width(found)).toBe('Always'.length);
  });
  test('Always in a Go struct', () => check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	_ = corev1.Container{
		Image:           "localhost/gateway:v1",
		ImagePullPolicy: corev1.PullAlways, // want local-image-always-pulled "imagePullPolicy: Always"
	}
`)));
  test('Always, converted in a Go struct', () => check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	policy := "Always" // want local-image-always-pulled "imagePullPolicy: Always"
	_ = corev1.Container{Image: "localhost/gateway:v1", ImagePullPolicy: corev1.PullPolicy(policy)}
`)));
  test.each(['localhost/gateway:latest', 'localhost/gateway'])('%s without a policy', async (image) => {
    await check(manifest(`${image} # want local-image-always-pulled "as .latest. without an .imagePullPolicy., for which Kubernetes takes .Always."`, ''));
  });
  test('in dead code it is information', async () => {
    const found = only(await check(flow('', `
func setup_DEPRECATED() {
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	_ = corev1.Container{Image: "localhost/gateway:v1", ImagePullPolicy: "Always"} // want local-image-always-pulled
}`)), 'local-image-always-pulled');
    expect(found.severity).toBe('info');
  });
});

describe('silences', () => {
  test.each(['IfNotPresent', 'Never'])('%s', async (policy) => {
    await checkSilent(manifest('localhost/gateway:latest', policy));
  });
  test('a tag and no policy', () => checkSilent(manifest('localhost/gateway:v1', '')));
  test('a digest', () => checkSilent(manifest(`localhost/gateway@sha256:${'a'.repeat(64)}`, '')));
  test('an image that is pushed to a local registry may be pulled', () => checkSilent(flow(`
	build("localhost:5001/gateway:v1")
	exec.Command("podman", "push", "localhost:5001/gateway:v1").Run()
	_ = corev1.Container{Image: "localhost:5001/gateway:v1", ImagePullPolicy: corev1.PullAlways}
`)));
  test('a third-party image', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	_ = corev1.Container{Image: "postgres:latest", ImagePullPolicy: corev1.PullAlways}
`)));
});

describe('holes', () => {
  test('the policy is a parameter’s', () => checkSilent(flow('', `
func Deploy(policy corev1.PullPolicy) {
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	_ = corev1.Container{Image: "localhost/gateway:v1", ImagePullPolicy: policy}
}`)));
  test('the policy is set on one way only', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	policy := "IfNotPresent"
	if os.Getenv("CI") != "" {
		policy = "Always"
	}
	apply(fmt.Sprintf(\`
containers:
- name: app
  image: localhost/gateway:v1
  imagePullPolicy: %s
\`, policy))
`)));
});

describe('fixes', () => {
  test('the policy in a YAML string', () => checkFix(manifest('localhost/gateway:v1', 'Always # want local-image-always-pulled'), /^Use imagePullPolicy IfNotPresent$/, manifest('localhost/gateway:v1', 'IfNotPresent # want local-image-always-pulled')));
  test('the policy in an argument two calls away', () => {
    const fixture = (policy: string): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	outer("${policy}") // want local-image-always-pulled
`, `
func outer(policy string) { inner("localhost/gateway:v1", policy) }
func inner(image, policy string) { apply(fmt.Sprintf("containers:\\n- name: app\\n  image: %s\\n  imagePullPolicy: %s\\n", image, policy)) }
`);
    return checkFix(fixture('Always'), /^Use imagePullPolicy IfNotPresent$/, fixture('IfNotPresent'));
  });
  test('corev1.PullAlways', () => {
    const fixture = (policy: string): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	_ = corev1.Container{Image: "localhost/gateway:v1", ImagePullPolicy: corev1.${policy}} // want local-image-always-pulled
`);
    return checkFix(fixture('PullAlways'), /^Use imagePullPolicy IfNotPresent$/, fixture('PullIfNotPresent'));
  });
});
