import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { alone, flow, only, width } from './goFile';

const built = (image: string): string => `\texec.Command("podman", "build", "-t", "${image}", ".").Run()\n`;

describe('hits', () => {
  test.each([
    ['localhost/kubernaut-gateway:v1', 'kubernaut-gateway:v1', 'one lacks .localhost/.'],
    ['localhost/data-storage:v1', 'localhost/datastorage:v1', 'only hyphens'],
    ['localhost/notification-controller:v1', 'localhost/notification:v1', 'suffix .-controller. differs'],
    ['localhost/kubernaut-gateway:v1', 'localhost:5001/kubernaut-gateway:v1', 'only the registry differs'],
    ['localhost/kubernaut/gateway:v1', 'localhost/gateway:v1', 'last part of the path is the same'],
  ])('%s built, %s deployed', async (name, deployed, why) => {
    const found = only(await check(alone(`${built(name)}\t_ = corev1.Container{Image: "${deployed}"} // want name-mismatch "Did you mean .*${name.replaceAll('/', '.')}.*${why}"`)), 'name-mismatch');
    expect(found).toMatchObject({ severity: 'warning', image: deployed, function: 'SetupApp', built: [name] });
    expect(found.related[0]?.message).toMatch(/^built here as/);
    expect(width(found)).toBe(deployed.length);
  });

  test('docker builds a short name, localhost/ is deployed', () => check(alone(`
	exec.Command("docker", "build", "-t", "gateway:v1", ".").Run()
	_ = corev1.Container{Image: "localhost/gateway:v1"} // want name-mismatch "docker stores .gateway. as .docker.io/library/gateway."
`)));

  test('another set-up’s build by docker has that name, this flow’s by podman is only written the same', () => check(flow(`
	build("kubernaut-gateway:v1")
	load("kubernaut-gateway:v1", "e2e")
	deploy("kubernaut-gateway:v1") // want name-mismatch "podman stores .kubernaut-gateway. as .localhost/kubernaut-gateway."
`, `func SetupOther() { exec.Command("docker", "build", "-t", "kubernaut-gateway:v1", ".").Run() }`)));

  test('another set-up builds something alike, too: what this flow builds is meant', async () => {
    const found = only(await check(flow(`
	build("localhost/kubernaut/gateway:v1")
	deploy("localhost/localhost/gateway:v1") // want name-mismatch "Did you mean .localhost/kubernaut/gateway:v1., built by"
`, `func SetupOther() { build("localhost/gateway:v1") }`)), 'name-mismatch');
    expect(found.built).toEqual(['localhost/kubernaut/gateway:v1']);
  });
});

describe('what an archive names', () => {
  const saved = (engine: string): string => `
	exec.Command("${engine}", "build", "-t", "kubernaut-gateway:v1", ".").Run()
	exec.Command("${engine}", "save", "-o", "/tmp/a.tar", "kubernaut-gateway:v1").Run()
	exec.Command("kind", "load", "image-archive", "/tmp/a.tar").Run()
`;
  test('podman writes localhost/ into it', () => check(alone(`${saved('podman')}	_ = corev1.Container{Image: "kubernaut-gateway:v1"} // want name-mismatch "podman stores .kubernaut-gateway. as .localhost/kubernaut-gateway."`)));
  test('docker doesn’t', () => checkSilent(alone(`${saved('docker')}	_ = corev1.Container{Image: "kubernaut-gateway:v1"}`)));
  test('podman resolves a short name when it saves what it built with its prefix', () => check(alone(`
	exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("podman", "save", "-o", "a.tar", "gateway:v1").Run()
	exec.Command("kind", "load", "image-archive", "a.tar").Run()
	_ = corev1.Container{Image: "gateway:v1"} // want name-mismatch
`)));
  test('with podman’s prefix', () => checkSilent(alone(`${saved('podman')}	_ = corev1.Container{Image: "localhost/kubernaut-gateway:v1"}`)));
  test('kind load docker-image: docker may have it, and kind-load-engine speaks', () => check(alone(`
	exec.Command("podman", "build", "-t", "kubernaut-gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "kubernaut-gateway:v1").Run() // want kind-load-engine
	_ = corev1.Container{Image: "kubernaut-gateway:v1"}
`)));
  test('pulled by that name, not built', () => checkSilent(alone(`${saved('podman').replace('"build", "-t", "kubernaut-gateway:v1", "."', '"pull", "kubernaut-gateway:v1"')}\t_ = corev1.Container{Image: "kubernaut-gateway:v1"}`)));
  test('either engine', () => checkSilent(alone(saved('podman').replaceAll('"podman"', 'engine').replace('exec', 'engine := os.Args[1]\n\texec') + '\t_ = corev1.Container{Image: "kubernaut-gateway:v1"}')));
  test('each engine in turn', () => checkSilent(alone(`${saved('podman')}${saved('docker')}	_ = corev1.Container{Image: "kubernaut-gateway:v1"}`)));
});

describe('silences', () => {
  test('podman’s own localhost/: built short, deployed with it', () => checkSilent(flow(`
	build("kubernaut-gateway:v1")
	load("kubernaut-gateway:v1", "e2e")
	deploy("localhost/kubernaut-gateway:v1")
`)));
  test('docker’s own docker.io/library/', () => checkSilent(alone(`
	exec.Command("docker", "build", "-t", "gateway:v1", ".").Run()
	_ = corev1.Container{Image: "docker.io/library/gateway:v1"}
`)));
  test('a third-party image that is alike', () => checkSilent(alone(`${built('localhost/redis:v1')}\t_ = corev1.Container{Image: "quay.io/jordigilh/redis:v1"}`)));
  test('podman runs the short name that it built', () => checkSilent(alone(`${built('localhost/gateway:v1')}\texec.Command("podman", "run", "-d", "gateway:v1").Run()`)));
});

describe('holes', () => {
  test('the built repository is a parameter’s', () => checkSilent(alone('', `
func Build(name string) {
	exec.Command("podman", "build", "-t", "localhost/"+name+":v1", ".").Run()
	_ = corev1.Container{Image: "localhost/gateway:v1"}
}`)));
  test('the deployed registry is the environment’s', () => checkSilent(alone(`${built('localhost/gateway:v1')}\t_ = corev1.Container{Image: os.Getenv("REGISTRY") + "/gateway:v1"}`)));
});

describe('fixes', () => {
  const fixed = (before: string, after: string, name: string): Promise<void> => {
    const fixture = (image: string): string => alone(`${built(name)}\t_ = corev1.Container{Image: "${image}"} // want name-mismatch`);
    return checkFix(fixture(before), /^Use the built image /, fixture(after));
  };
  test('the whole reference, tag included', () => fixed('localhost/datastorage:v2', 'localhost/data-storage:v1', 'localhost/data-storage:v1'));
  test('a name that podman built short is written as the kubelet must read it', () => fixed('kubernaut-gateway:v1', 'localhost/kubernaut-gateway:v1', 'kubernaut-gateway:v1'));
  test('a constant that two deployments share says so', async () => {
    const fixture = (image: string): string => alone(`${built('localhost/data-storage:v1')}
	_ = corev1.Container{Image: store}
	_ = corev1.Container{Image: store}`, `\nconst store = "${image}" // want name-mismatch`);
    await checkFix(fixture('localhost/datastorage:v1'), /^Use the built image localhost\/data-storage:v1, which changes 2 places$/, fixture('localhost/data-storage:v1'));
  });
  test('row 54: a candidate with a generated tag beside a written one: none is preferred', async () => {
    const { fixes } = only(await check(alone(`${built('localhost/data-storage:v1')}
	exec.Command("podman", "build", "-t", "localhost/data_storage:run-" + time.Now().Format("150405"), ".").Run()
	_ = corev1.Container{Image: "localhost/datastorage:v1"} // want name-mismatch`)), 'name-mismatch');
    expect(fixes.filter((one) => /^Use/.test(one.title)).map((one) => [one.title, one.preferred])).toEqual([['Use the built image localhost/data-storage:v1', false]]);
  });
  test('row 54: two candidates: none is preferred', async () => {
    const { fixes } = only(await check(alone(`${built('localhost/data-storage:v1')}${built('localhost/data_storage:v1')}\t_ = corev1.Container{Image: "localhost/datastorage:v1"} // want name-mismatch`)), 'name-mismatch');
    expect(fixes.filter((one) => /^Use/.test(one.title)).map((one) => [one.title, one.preferred])).toEqual([['Use the built image localhost/data-storage:v1', false], ['Use the built image localhost/data_storage:v1', false]]);
  });
});

describe('what is generated once goes into two names', () => {
  /** Two services through one builder, and another suite that builds the name that is asked for, under a tag of its own. */
  const through = (built: string, want = ''): string => flow(`
	for _, name := range []string{"gateway", "notification"} {
		image := buildOne(name)
		load(image, "e2e")
		deploy(image)
	}
`, `
func unique() string { return fmt.Sprintf("%d", time.Now().UnixNano()) }
func buildOne(name string) string {
	tag := unique()
	exec.Command("podman", "build", "-t", fmt.Sprintf("${built}", name, tag), ".").Run()
	return fmt.Sprintf("localhost/%s:%s", name, tag)${want}
}
func SetupOther() {
	build("localhost/gateway:" + unique())
	build("localhost/notification:" + unique())
}`);
  test('the same name', () => checkSilent(through('localhost/%s:%s')));
  test('a name so alike is meant, not the other suite’s; told once', async () => {
    const finding = only(await check(through('localhost/test-%s:%s', ' // want name-mismatch "is saved, but .SetupApp. builds it under another name. Did you mean .localhost/test-gateway:{generated}., built by buildOne in flow.go"')), 'name-mismatch');
    expect(finding.message).toContain('The same goes for 1 more name here.');
  });
  test('another repository under the same tag: the flow lacks it', async () => {
    const { findings } = await check(flow(`
	tag := fmt.Sprintf("e2e-%d", time.Now().UnixNano()) // want not-built-in-flow
	build("localhost/gateway:" + tag)
	load("localhost/gateway:" + tag, "e2e")
	deploy("localhost/notification:" + tag)
`, `func SetupOther() {
	build("localhost/notification:" + fmt.Sprint(time.Now().UnixNano()))
}`));
    expect(findings.filter(({ rule }) => rule === 'name-mismatch')).toEqual([]);
  });
});
