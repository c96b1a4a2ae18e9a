/** What a build tool or a shell script makes is not known: in a flow that runs one, nothing is called never built. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, goFile } from './goFile';

const made = (before: string, want = ''): string => flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
	${before}
	deploy("localhost/scheduler:v1")${want}
`);

describe('silences', () => {
  test.each([
    'exec.Command("make", "docker-build").Run()',
    'exec.CommandContext(ctx, "make", "-C", "..", "images").Run()',
    'exec.Command("./hack/build.sh").Run()',
    'exec.Command("bash", "-c", "./hack/build.sh --all").Run()',
    'exec.Command(filepath.Join(root, "hack", "build-images.sh"), "scheduler").Run()',
    'run("bash", "hack/build.bash")',
    'run("./hack/make-all.sh --fast")',
    'run("bash hack/wait-and-load.sh")',
    'exec.Command("bash", "-c", "hack/certs.sh && hack/make-all.sh").Run()',
    'exec.Command("skaffold", "build").Run()',
    'exec.Command("bash", "-c", "cd ../.. && make images").Run()',
    'exec.Command("sh", "-c", "set -e; IMG=x make").Run()',
    'exec.Command("env", "TAG=v1", "make", "images").Run()',
    'exec.Command("timeout", "600", "make", "images").Run()',
    'exec.Command("bash", "-c", "(cd hack; ./build.sh)").Run()',
    'exec.Command("go", "run", "./hack/images").Run()',
    'exec.Command("python3", "hack/images.py").Run()',
    'exec.Command("npm", "run", "images").Run()',
    'exec.Command("./bin/e2e-images").Run()',
    'exec.Command("terraform", "apply").Run()',
    'exec.Command("pwsh", "-File", "hack/build.ps1").Run()',
    'exec.Command("minikube", "docker-env").Run()',
    'exec.Command("bash", "-c", "docker images -q | xargs kind load docker-image").Run()',
    'exec.Command("bash", "-s").Run()',
    'run("make", "images")',
    'runShell("make images")',
    'exec.LookPath("mage")',
    'exec.Command("docker", "compose", "-f", "compose.yaml", "build").Run()',
    'exec.Command("docker-compose", "up", "-d", "--build").Run()',
    'exec.Command("docker", "buildx", "bake", "--load").Run()',
    'run("docker", "compose", "build")',
    'run(ctx, "make", "-C", "..", target)',
    'client.ImageBuild(ctx, tar, options)',
    'exec.Command("bash", "-c", "cd .. && docker buildx bake").Run()',
  ])('%s', async (line) => {
    await checkSilent(made(line));
  });

  test('in a function of its own, in a closure', () => checkSilent(`${made('go func() { images() }()')}
-- images.go --
${goFile('func images() { exec.Command("make", "images").Run() }')}
`));
});

test.each(['"python3", "-m", "pytest", "tests"', '"python", "-m", "unittest"', '"docker", "compose", "up", "-d"'])('runs no build: %s', async (words) => {
  await check(made(`exec.Command(${words}).Run()`, ' // want never-built'));
});

test.each(['run(ctx, "make", "-C", "../..", "deploy", "IMG=localhost/gateway:v1")', 'run("make", "deploy", "IMG="+os.Getenv("IMG"))', 'exec.Command("make", "--directory", "..", "undeploy").Run()', 'run("make", "install")'])('builds nothing: %s', async (line) => {
  await check(made(line, ' // want never-built'));
});

test('an engine’s client for Go may build what a helper is handed', () => checkSilent(`${made('buildByClient("localhost/scheduler:v1")')}
-- client.go --
${goFile('func buildByClient(tag string) { dockerClient().ImageBuild(ctx, tar(), types.ImageBuildOptions{Tags: []string{tag}}) }')}
`));

test('a helper of the workspace by such a name is followed', () => check(`${made('dockerBuild("localhost/cart:v1")', ' // want never-built')}
-- docker.go --
${goFile('func dockerBuild(image string) { exec.Command("docker", "build", "-t", image, ".").Run() }')}
`));

test('another tag of what the flow builds itself may be a script’s', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("make", "images").Run()
	deploy("localhost/gateway:v2")
`)));

describe('what a script may load', () => {
  const unloaded = (line: string, want = ''): string => flow(`
	build("localhost/gateway:v1")
	build("localhost/scheduler:v1")
	load("localhost/gateway:v1", "e2e")
	${line}
	deploy("localhost/gateway:v1")
	deploy("localhost/scheduler:v1")${want}
`);
  test('is not called missing in the cluster', () => checkSilent(unloaded('exec.Command("./hack/load.sh").Run()')));
  test('is, where there is none', async () => {
    await check(unloaded('exec.Command("kubectl", "get", "pods").Run()', ' // want not-loaded'));
  });
});

describe('hits', () => {
  test('no such program', () => check(made('exec.Command("kubectl", "get", "pods").Run()', ' // want never-built')));
  test('a word of that name that is no program', () => check(made('exec.Command("kubectl", "label", "ns", "make").Run()', ' // want never-built')));
  test.each([
    'exec.Command("bash", root + "/deploy/generate-certs.sh", dir).Run()',
    'exec.Command("./hack/wait-for-pods.sh").Run()',
    'run("hack/tls/create_certificates.sh --force")',
  ])('a script of something else: %s', async (line) => {
    await check(made(line, ' // want never-built'));
  });
  test.each(['By("waiting until remediate.sh has run")', '_ = fmt.Errorf("provision.sh failed: %w", err)'])('a message about a script: %s', async (line) => {
    await check(made(line, ' // want never-built'));
  });
  test('another flow runs it', () => check(`${made('_ = 0', ' // want never-built')}
-- other.go --
${goFile('func SetupOther() { exec.Command("make", "images").Run(); build("localhost/other:v1"); deploy("localhost/other:v1") }')}
`));
  test('targets that build nothing by their names', () => check(made('exec.Command("make", "install").Run()', ' // want never-built')));
  test('make that is told which image to build', () => check(made('exec.Command("make", "docker-build", "IMG=localhost/other:v1").Run()', ' // want never-built')));
});
