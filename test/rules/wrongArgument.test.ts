import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from './goFile';

const template = (args: string, want = '', policyWant = ''): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	apply(fmt.Sprintf(\`
apiVersion: v1
kind: Pod
metadata:
  name: %s
spec:
  containers:
  - name: app
    image: %s ${want}
    imagePullPolicy: %s ${policyWant}
    securityContext: %s
\`, ${args}))
`);

describe('hits', () => {
  test('a block lands in image: after an argument was lost', async () => {
    const found = only(await check(template('"gateway", "runAsUser: 1000\\n  runAsGroup: 1000", "Never", "{}"', '# want wrong-argument "lands in .image:. here is .runAsUser: 1000 runAsGroup: 1000., which is no image"')), 'wrong-argument');
    expect(found).toMatchObject({ severity: 'error', image: '', built: [], function: 'SetupApp' });
  });
  test('the policy lands in image:, the image in imagePullPolicy:', () => check(template('"gateway", "IfNotPresent", "localhost/gateway:v1", "{}"', '# want wrong-argument "is .IfNotPresent., which is no image"', '# want wrong-argument "gets .localhost/gateway:v1., which is none of Always"')));
  test('only the policy is wrong', () => check(template('"gateway", "localhost/gateway:v1", "{}", "Never"', '', '# want wrong-argument "gets .\\{\\}., which is none of"')));
  test('only the policy is wrong, and a part of it is generated', () => check(template('"gateway", "localhost/gateway:v1", fmt.Sprintf("localhost/gateway:e2e-%d", time.Now().UnixNano()), "{}"', '', '# want wrong-argument "gets .localhost/gateway:e2e-.generated.., which is none of"')));
  test('a policy that the environment makes a part of', () => checkSilent(template('"gateway", "localhost/gateway:v1", "If" + os.Getenv("POLICY"), "{}"')).then(() => undefined));
  test('a number', () => check(template('"gateway", "8080", "Never", "{}"', '# want wrong-argument')));
  test('through a helper’s parameters', () => check(flow(`
	build("localhost/gateway:v1")
	deployWith("8080", "localhost/gateway:v1")
`, `
func deployWith(image, port string) {
	apply(fmt.Sprintf(\`
containers:
- name: app
  image: %s # want wrong-argument
  ports: [%s]
\`, image, port))
}`)));
  test('a namespace, told by the name of its constant', async () => {
    const { findings } = await check(`${template('"gateway", appNamespace, "Never", "{}"', '# want wrong-argument "is .kubernaut-system., which is no image"')}
const appNamespace = "kubernaut-system"
`);
    expect(findings.map(({ rule }) => rule)).not.toContain('never-built');
  });
  test('the path of a kubeconfig below a home that nobody knows', () => check(flow(`
	build("localhost/gateway:v1")
	home, _ := os.UserHomeDir()
	kubeconfigPath := fmt.Sprintf("%s/.kube/e2e-config", home)
	deployWith("localhost/gateway:v1", kubeconfigPath)
`, `
func deployWith(kubeconfig, image string) {
	apply(fmt.Sprintf(\`
containers:
- name: app
  image: %s # want wrong-argument "is .*/.kube/e2e-config., which is no image: the arguments of this Sprintf, or of a call on the way here, are shifted"
\`, image))
}`)));
  test('an address', () => check(template('"gateway", "http://datastorage:8080", "Never", "{}"', '# want wrong-argument "is .http://datastorage:8080., which is no image"')));
  test('in dead code it is information', async () => {
    expect(only(await check(flow('', `
func deploy_DEPRECATED() {
	apply(fmt.Sprintf("containers:\\n- name: app\\n  image: %s\\n", "8080")) // want wrong-argument
}`)), 'wrong-argument').severity).toBe('info');
  });
});

describe('two images that changed places', () => {
  const pod = (name: string, want = ''): string => `
func deploy${name[0]?.toUpperCase()}${name.slice(1)}(image string) {
	apply(fmt.Sprintf(\`
apiVersion: v1
kind: Pod
metadata: {name: ${name}}
spec:
  containers:
  - name: ${name}
    image: %s ${want}
\`, image))
}
`;
  const made = `
	images := map[string]string{"gateway": "localhost/kubernaut-gateway:v1", "worker": "localhost/worker:v1"}
	for _, image := range images {
		build(image)
		load(image, "e2e")
	}`;
  test('a container runs another image of the flow, and its own is deployed nowhere', async () => {
    const found = only(await check(flow(`${made}
	deployGateway(images["worker"])
	deployWorker(images["worker"])
`, `${pod('gateway', '# want wrong-argument "^.gateway. runs .localhost/worker:v1. in .SetupApp., which loads .localhost/kubernaut-gateway:v1. and deploys it nowhere"')}${pod('worker')}`)), 'wrong-argument');
    expect(found).toMatchObject({ severity: 'warning', image: 'localhost/worker:v1', built: ['localhost/kubernaut-gateway:v1'] });
    expect(found.related.map(({ message }) => message).join()).toMatch(/loaded here as localhost\/kubernaut-gateway:v1.*argument 1 of deployGateway/);
  });
  test('whether or not podman’s own localhost/ stands before what is loaded again', () => check(flow(`${made}
	exec.Command("podman", "tag", "localhost/worker:v1", "worker:v1").Run()
	load("worker:v1", "e2e")
	exec.Command("podman", "tag", "localhost/kubernaut-gateway:v1", "kubernaut-gateway:v1").Run()
	load("kubernaut-gateway:v1", "e2e")
	deployGateway(images["worker"])
	deployWorker(images["worker"])
`, `${pod('gateway', '# want wrong-argument "^.gateway. runs .localhost/worker:v1."')}${pod('worker')}`)));
  test('the two run each other’s', () => check(flow(`${made}
	deployGateway(images["worker"])
	deployWorker(images["gateway"])
`, `${pod('gateway', '# want wrong-argument "^.gateway. runs .localhost/worker:v1. in .SetupApp., which loads .localhost/kubernaut-gateway:v1. for it"')}${pod('worker', '# want wrong-argument "^.worker. runs"')}`)).then(() => undefined));
  test('one of two calls is given another container’s image', () => check(flow(`${made}
	deployGateway(images["gateway"])
	deployGateway(images["worker"])
	deployWorker(images["worker"])
`, `${pod('gateway', '# want wrong-argument "^.gateway. runs .localhost/worker:v1."')}${pod('worker')}`)).then(() => undefined));
  test('what isn’t known is called otherwise, and the wrong image would run twice', () => check(flow(`${made}
	deployGateway(images["worker"])
	deployWorker(images["worker"])
	deployProxy(os.Args[1])
`, `${pod('gateway', '# want wrong-argument')}${pod('worker')}${pod('proxy')}`)).then(() => undefined));
  test('a name with hyphens and a suffix', () => check(flow(`${made.replaceAll('worker:v1', 'side-worker:v1')}
	deployWorker(images["gateway"])
	deployGateway(images["gateway"])
`, `${pod('worker', '# want wrong-argument "^.sideworker-controller. runs .localhost/kubernaut-gateway:v1."').replaceAll(/(name:) worker/g, '$1 sideworker-controller')}${pod('gateway')}`)).then(() => undefined));
  test('a container that is made in Go', () => check(flow(`${made}
	deployGateway(images["worker"])
	deployWorker(images["worker"])
`, `
func deployGateway(image string) corev1.Container {
	return corev1.Container{Name: "gateway", Image: image} // want wrong-argument "^.gateway. runs .localhost/worker:v1."
}
${pod('worker')}`)).then(() => undefined));
  test('silent: a stand-in in the place of its original', () => checkSilent(flow(`${made}
	deployGateway(images["gateway"])
	deployGateway(images["worker"])
`, pod('gateway'))).then(() => undefined));
  test.each([
    ['each has its own', 'deployGateway(images["gateway"])\n\tdeployWorker(images["worker"])'],
    ['its own image runs elsewhere', 'deployGateway(images["worker"])\n\tdeployProxy(images["gateway"])'],
    ['one deployment is not known', 'deployGateway(images["worker"])\n\tdeployProxy(os.Args[1])'],
    ['the other image is somebody else’s', 'deployGateway("quay.io/proxy:v1")\n\tdeployWorker(images["worker"])'],
    ['it may be its own', 'deployGateway(images[os.Args[1]])\n\tdeployWorker(images["worker"])'],
    ['it is patched', 'deployGateway(images["worker"])\n\texec.Command("kubectl", "set", "image", "pod/gateway", "gateway="+images["gateway"]).Run()'],
  ])('silent: %s', async (_, body) => {
    await checkSilent(flow(`${made}\n\t${body}\n`, ['gateway', 'worker', 'proxy'].map((name) => pod(name)).join('')));
  });
});

describe('a container that is made in Go', () => {
  const made = (call: string, want = ''): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	namespace := "gateway-e2e"
	${call}
`, `
func deployGateway(image, namespace string) corev1.Container {
	return corev1.Container{Name: "app", Image: image} ${want}
}`);
  test('hit: the arguments of a call changed places', () => check(made('deployGateway(namespace, "localhost/gateway:v1")', '// want wrong-argument "The argument that becomes a container.s .Image. here is .gateway-e2e., which is no image"')));
  test('silence: in order', () => checkSilent(made('deployGateway("localhost/gateway:v1", namespace)')));
  test('silence: a word that is called nothing else', () => checkSilent(made('name := "gateway-e2e"\n\tdeployGateway(name, namespace)')));
});

describe('silences', () => {
  test('the right order', () => checkSilent(template('"gateway", "localhost/gateway:v1", "Never", "{}"')));
  test('numbered verbs', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	apply(fmt.Sprintf("containers:\\n- name: %[2]s\\n  image: %[1]s\\n", "localhost/gateway:v1", "app"))
`)));
  test('the right value on one way', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	image := "8080"
	if os.Getenv("X") != "" {
		image = "localhost/gateway:v1"
	}
	apply(fmt.Sprintf("containers:\\n- name: app\\n  image: %s\\n", image))
`)));
  test('a word that is called an image', async () => {
    await checkSilent(`${template('"gateway", namespaceImage, "IfNotPresent", "{}"')}
const namespaceImage = "redis"
`);
  });
  test('an empty policy line is left to Kubernetes', () => checkSilent(template('"gateway", "localhost/gateway:v1", "", "{}"')));
});

test('hole: arguments that are not known', () => checkSilent(flow('', `
func Deploy(image, policy string) {
	build("localhost/gateway:v1")
	apply(fmt.Sprintf("containers:\\n- name: app\\n  image: %s\\n  imagePullPolicy: %s\\n", image, policy))
}`)));
