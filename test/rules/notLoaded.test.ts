import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone, flow, only, width } from './goFile';

const created = `func createCluster(name string) error {
	return retry(func() error { return exec.CommandContext(ctx, "kind", "create", "cluster", "--name", name).Run() })
}`;

describe('hits', () => {
  test('built and deployed, but another image is loaded', async () => {
    const found = only(await check(flow(`
	build("localhost/gateway:v1")
	build("localhost/datastorage:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
	deploy("localhost/datastorage:v1") // want not-loaded "is deployed in .SetupApp., which builds it .build in helpers.go. but never loads it into the cluster; loaded are .localhost/gateway:v1."
`)), 'not-loaded');
    expect(found).toMatchObject({ severity: 'warning', built: ['localhost/datastorage:v1'] });
    expect(width(found)).toBe('v1'.length);
  });

  test('a variable that may be empty when it is loaded hides nothing', () => check(flow(`
	results := make(chan string)
	go func() { results <- "localhost/gateway:v1" }()
	var name string
	for i := 0; i < 1; i++ {
		if result := <-results; result != "" {
			name = result
		}
	}
	build("localhost/gateway:v1")
	build("localhost/datastorage:v1")
	go func() { load(name, "e2e") }()
	deploy(name)
	deploy("localhost/datastorage:v1") // want not-loaded
`)));

  test('no image is loaded into the cluster that the flow creates', () => check(flow(`
	createCluster("e2e")
	build("localhost/gateway:v1")
	deploy("localhost/gateway:v1") // want not-loaded "which builds it .build in helpers.go. but never loads it into the cluster, nor any other image. Save and load"
`, created)));

  test('an alias that is never loaded, although what it stands for is', () => check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:v2").Run()
	deploy("localhost/gateway:v2") // want not-loaded "which tags it .* but never loads it .*An alias is in the cluster only if the alias itself is saved and loaded"
`)));
});

describe('silences', () => {
  test('an alias that is loaded itself', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:v2").Run()
	load("localhost/gateway:v2", "e2e")
	deploy("localhost/gateway:v2")
`)));
  test('podman’s own localhost/', () => checkSilent(flow(`
	build("gateway:v1")
	load("gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
`)));
  test('no image is loaded at all: it is no Kind cluster', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	deploy("localhost/gateway:v1")
`)));
  test.each([
    ['a registry may have the name', 'build("quay.io/app/gateway:v1")\n\tdeploy("quay.io/app/gateway:v1")'],
    ['something is pushed', 'build("localhost/gateway:v1")\n\texec.Command("podman", "push", "localhost:5001/other:v1").Run()\n\tdeploy("localhost/gateway:v1")'],
    ['a script may load', 'build("localhost/gateway:v1")\n\texec.Command("./hack/load.sh").Run()\n\tdeploy("localhost/gateway:v1")'],
    ['another module’s function may load it', 'build("localhost/gateway:v1")\n\tnodes.LoadImageArchive(ctx, node, "/tmp/app.tar")\n\tdeploy("localhost/gateway:v1")'],
    ['what is loaded is not known', 'build("localhost/gateway:v1")\n\texec.Command("kind", "load", "docker-image", os.Args[1]).Run()\n\tdeploy("localhost/gateway:v1")'],
  ])('no image is loaded into the cluster that the flow creates, but %s', async (_, body) => {
    await checkSilent(flow(`
	createCluster("e2e")
	${body}
`, created));
  });
  test('pushed instead', () => checkSilent(flow(`
	build("localhost:5001/gateway:v1")
	build("localhost/other:v1")
	load("localhost/other:v1", "e2e")
	exec.Command("podman", "push", "localhost:5001/gateway:v1").Run()
	deploy("localhost:5001/gateway:v1")
`)));
  test('podman run needs no load', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	build("localhost/other:v1")
	load("localhost/other:v1", "e2e")
	exec.Command("podman", "run", "-d", "localhost/gateway:v1").Run()
`)));
  test('kind load docker-image of docker’s image', () => checkSilent(alone(`
	exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/gateway:v1", "--name", "e2e").Run()
	_ = corev1.Container{Image: "localhost/gateway:v1"}
`)));
});

describe('holes', () => {
  test('an archive that nothing here saves may hold it', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	build("localhost/other:v1")
	load("localhost/other:v1", "e2e")
	exec.Command("kind", "load", "image-archive", os.Getenv("ARCHIVE")).Run()
	deploy("localhost/gateway:v1")
`)));
  test('a loaded image that is not known', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load(readName(), "e2e")
	deploy("localhost/gateway:v1")
`)));
  test('an unknown list of loaded images', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	build("localhost/other:v1")
	load("localhost/other:v1", "e2e")
	exec.Command("kind", append([]string{"load", "docker-image"}, images()...)...).Run()
	deploy("localhost/gateway:v1")
`, 'func images() []string { return parse(os.Args) }')));
});

describe('a build in the engine of another machine', () => {
  const built = (variable: string, want = ''): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
	cmd := exec.Command("docker", "build", "-t", "localhost/app:v1", ".")
	cmd.Env = append(os.Environ(), "${variable}")
	cmd.Run()
	deploy("localhost/app:v1")${want}
`);
  test('silent: it may be the node’s', () => checkSilent(built('DOCKER_HOST=tcp://192.168.49.2:2376')));
  test('hit: another setting', () => check(built('DOCKER_BUILDKIT=1', ' // want not-loaded')));
});

describe('what is saved under a wrong name', () => {
  const suite = (saved: string, more = ''): string => flow(`
	build("localhost/gateway:v1")${more}
	load("localhost/gateway:${saved}
	deploy("localhost/gateway:v1")
`);
  test('is the finding, not that the right one isn’t loaded', () => check(suite('v2", "e2e") // want tag-mismatch "there is nothing to save"')));
  test('another image is still told', () => check(suite('v2", "e2e") // want tag-mismatch', '\n\tbuild("localhost/notification:v1")\n\tdeploy("localhost/notification:v1") // want not-loaded')));
  test('nothing is told of what is loaded', () => checkSilent(suite('v1", "e2e")')));
});
