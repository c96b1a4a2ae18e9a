/** Edges inside the rules' conditions: each case is one that some change of a condition would get wrong. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { fileName, imageName, list } from '../../src/rules/names';
import { alone, flow, goFile, helpers, only } from './goFile';

describe('one unknown among what is known silences', () => {
  test('an image that is loaded under a tag nobody knows', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	build("localhost/datastorage:v1")
	load("localhost/datastorage:v1", "e2e")
	load("localhost/gateway:"+os.Getenv("TAG"), "e2e")
	deploy("localhost/gateway:v1")
`)));
  test('an image that is built under a tag nobody knows', () => checkSilent(flow(`
	build("localhost/datastorage:v1")
	build("localhost/gateway:"+os.Getenv("TAG"))
	deploy("localhost/gateway:v1")
`)));
  test('an image that is pushed under a tag nobody knows', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "push", "localhost/gateway:"+os.Getenv("TAG")).Run()
	deploy("localhost/gateway:v2")
`)));
  test('a repository with a hole under a generic tag', () => checkSilent(flow(`
	build("localhost/" + os.Getenv("TEAM") + "kubernaut-datastorage:e2e-test")
`)));
  test('a generic tag with more behind it', () => checkSilent(flow(`
	build("localhost/kubernaut-datastorage:e2e-test" + os.Getenv("SUFFIX"))
`)));
});

describe('what is pulled is not built', () => {
  test('another tag of a repository that is only pulled', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "pull", "quay.io/jordigilh/kubernaut-datastorage:v1").Run()
	deploy("quay.io/jordigilh/kubernaut-datastorage:v2")
	deploy("localhost/gateway:v1")
`)));
  test('Always on an image that is pulled before', () => checkSilent(alone(`
	exec.Command("podman", "pull", "localhost/gateway:v1").Run()
	_ = corev1.Container{Image: "localhost/gateway:v1", ImagePullPolicy: corev1.PullAlways}
`)));
});

describe('one of several ways that is right silences', () => {
  test('Always, where one way has a registry', () => checkSilent(flow(`
	image := "localhost/gateway:v1"
	if os.Getenv("CI") != "" {
		image = "quay.io/jordigilh/kubernaut-gateway:v1"
	}
	build("localhost/gateway:v1")
	_ = corev1.Container{Image: image, ImagePullPolicy: corev1.PullAlways}
`)));
  test.each([['corev1.PullNever', true], ['corev1.PullIfNotPresent', false], ['policy', false]])('an image of nobody’s with the policy %s', async (policy, found) => {
    const body = `
	policy := corev1.PullNever
	if os.Getenv("CI") != "" {
		policy = corev1.PullIfNotPresent
	}
	_ = policy
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	_ = corev1.Container{Image: "example/thing:v1", ImagePullPolicy: ${policy}}${found ? ' // want never-built' : ''}
`;
    await (found ? check : checkSilent)(flow(body));
  });
});

describe('podman run', () => {
  const elsewhere = `func SetupOther() {
	build("localhost/kubernaut-gateway:v1")
	load("localhost/kubernaut-gateway:v1", "e2e")
}`;
  test('of another suite’s image, in a suite that builds', () => check(flow(`
	build("localhost/kubernaut-datastorage:v1")
	exec.Command("podman", "run", "localhost/kubernaut-gateway:v1").Run() // want not-built-in-flow
`, elsewhere)));
  test('of another suite’s image, in a suite that builds nothing', () => checkSilent(flow(`
	exec.Command("podman", "run", "localhost/kubernaut-gateway:v1").Run()
`, elsewhere)));
});

describe('malformed names', () => {
  test('what is only mentioned, and what is empty', () => checkSilent(alone(`
	exec.Command("podman", "rmi", "localhost/App:v1").Run()
	_ = corev1.Container{Image: ""}
`)));
  test('two places are two findings, one place of two deployments is one', () => check(alone(`
	bad := "localhost/Other:v1" // want malformed-reference
	_ = corev1.Container{Image: bad}
	_ = corev1.Container{Image: bad}
	_ = corev1.Container{Image: "localhost/App:v1"} // want malformed-reference
`)));
  test('a very long one is cut in the message', async () => {
    const found = only(await check(alone(`\t_ = corev1.Container{Image: "localhost/gateway:${'v'.repeat(500)}"} // want malformed-reference`)), 'malformed-reference');
    expect(found.message.length).toBeLessThan(400);
  });
});

describe('generic tags', () => {
  test('an image of a registry', () => checkSilent(flow('\tbuild("quay.io/jordigilh/kubernaut-datastorage:e2e-test")')));
  test('an exception of the configuration', () => checkSilent(`${flow('\tbuild("localhost/kubernaut-datastorage:e2e-test")')}
-- .kubernaut-image-tags.yaml --
version: 1
standard:
  exceptions:
    - { image: "localhost/kubernaut-datastorage:e2e-test", reason: "nobody runs beside it" }
`));
});

test('a build that two suites reach is related once', async () => {
  const found = only(await check(`${helpers}
-- flow.go --
${goFile(`func buildGateway() { build("localhost/gateway:v1") }

func SetupOne() { buildGateway() }

func SetupTwo() { buildGateway() }

func SetupApp() {
	build("localhost/datastorage:v1")
	load("localhost/datastorage:v1", "e2e")
	deploy("localhost/gateway:v2") // want tag-mismatch
}`)}`), 'tag-mismatch');
  expect(found.related.filter(({ message }) => message.startsWith('built here'))).toHaveLength(1);
});

test('what a living and a dead function deploy is as severe as for the living', async () => {
  const found = only(await check(flow(`
	build("localhost/gateway:v1")
	deployGateway()
`, `func deployGateway() {
	deploy("localhost/gateway:v2") // want tag-mismatch
}

func old_DEPRECATED() {
	build("localhost/gateway:v1")
	deployGateway()
}`)), 'tag-mismatch');
  expect(found.severity).toBe('error');
});

test('Always names what is built', async () => {
  const found = only(await check(flow(`
	build("localhost/gateway:v1")
	_ = corev1.Container{Image: "localhost/gateway:v1", ImagePullPolicy: corev1.PullAlways} // want local-image-always-pulled
`)), 'local-image-always-pulled');
  expect(found.built).toEqual(['localhost/gateway:v1']);
});

describe('names in sentences', () => {
  test('holes in words', () => {
    expect(imageName({ parts: [{ text: 'localhost/a:' }, { hole: { kind: 'env', name: 'TAG' } }] })).toBe('localhost/a:{env:TAG}');
    expect(imageName({ parts: [{ text: 'localhost/a:' }, { hole: { kind: 'unknown', why: 'a channel' } }] })).toBe('localhost/a:{unknown}');
  });
  test('lists and files', () => {
    expect([list([]), list(['a', 'a']), list(['a', 'b']), list(['a', 'b', 'c', 'd', 'e'])]).toEqual(['', '`a`', '`a` and `b`', '`a`, `b`, `c` and 2 more']);
    expect([fileName('file:///a/b%20c.go'), fileName('file:///a/%zz.go')]).toEqual(['b c.go', '%zz.go']);
  });
});
