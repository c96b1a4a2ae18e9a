/** Programs whose words come from somewhere else than the call that runs them: tables, helpers' arguments, lines cut into fields. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

/** Cart is built and loaded; app is deployed after what `steps` run. */
const ran = (steps: string, want = ''): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
	${steps}
	deploy("localhost/app:v1")${want}
`, 'func sh(words ...string) { exec.Command(words[0], words[1:]...).Run() }');

const never = ' // want never-built';

describe.each([
  ['a table of lists', (words: string) => `for _, s := range [][]string{{"docker", "info"}, {${words}}} { sh(s...) }`],
  ['the first word and the others', (words: string) => `for _, s := range [][]string{{"docker", "info"}, {${words}}} { exec.Command(s[0], s[1:]...).Run() }`],
  ['a table of structs', (words: string) => `for _, s := range []struct{ bin string; args []string }{{"docker", []string{"info"}}, {${words.replace(', ', ', []string{')}}}} { exec.Command(s.bin, s.args...).Run() }`],
  ['lines cut into fields', (words: string) => `for _, line := range []string{"docker info", "${words.replaceAll(/", "|"/g, ' ').trim()}"} { sh(strings.Fields(line)...) }`],
  ['a helper’s arguments', (words: string) => `sh(${words})`],
])('%s', (_, steps) => {
  test.each(['"make", "images"', '"docker", "compose", "build"', '"skaffold", "build"', '"go", "run", "./hack/images"', '"./hack/build.sh", "app"', '"env", "REPO=localhost/app", "ko", "build"'])('may build: %s', async (words) => {
    await checkSilent(ran(steps(words)));
  });

  test.each(['"make", "install"', '"docker", "compose", "up"', '"go", "test", "./..."', '"kubectl", "get", "pods"'])('builds nothing: %s', async (words) => {
    await check(ran(steps(words), never));
  });
});

test('a script with something unknown before its name', () => checkSilent(ran('sh(os.Getenv("ROOT")+"/hack/build.sh", "app")')));

test('what a node imports by itself', () => checkSilent(flow(`
	build("localhost/app:v1")
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	for _, s := range [][]string{{"docker", "cp", "/tmp/app.tar", "node:/app.tar"}, {"docker", "exec", "node", "sh", "-c", "ctr -n k8s.io images import /app.tar"}} {
		exec.Command(s[0], s[1:]...).Run()
	}
	deploy("localhost/app:v1")
`)));

test('a program that no reader knows gets the name among the words of a helper', () => checkSilent(ran('sh("imagebuild", "--tag", "localhost/app:v1")')));

test('a program that the environment names gets the name', () => checkSilent(ran('exec.Command(os.Getenv("BUILDER"), "-t", "localhost/app:v1", ".").Run()')));

test('an engine that the environment names only removes it', async () => {
  await check(ran('exec.Command(os.Getenv("ENGINE"), "rmi", "localhost/app:v1").Run()', never));
});

describe('a program in a container', () => {
  test.each([
    ['builds', '"docker", "run", "--rm", "-v", "/var/run/docker.sock:/var/run/docker.sock", "ghcr.io/acme/imagebuilder:v3", "build", "-t", "localhost/app:v1", "."'],
    ['pushes', '"podman", "run", "gcr.io/kaniko-project/executor:v1.21.1", "--destination=localhost/app:v1"'],
  ])('%s what it is told', (_, words) => checkSilent(ran(`sh(${words})`)).then(() => undefined));

  test('is told nothing of it', async () => {
    await check(ran('sh("docker", "run", "--rm", "ghcr.io/acme/imagebuilder:v3", "build", "-t", "localhost/other:v1", ".")', never));
  });
});

test.each(['"skopeo", "sync", "--src", "yaml", "--dest", "docker", "images.yaml", "localhost:5001/acme"', '"helm", "dt", "unwrap", "bundle.tgz", "localhost:5001"', '"pants", "package", "src::"'])('copies or builds what a file names: %s', async (words) => {
  await checkSilent(ran(`sh(${words})`));
});

test('it gets another name', async () => {
  await check(ran('sh("imagebuild", "--tag", "localhost/other:v1")', never));
});

test('a comparison that fails keeps the program from running', async () => {
  await check(flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	prepare("kind")
	deploy("localhost/app:v1")${never}
`, `func prepare(cluster string) {
	if cluster == "k3d" {
		for _, s := range [][]string{{"skaffold", "build"}} {
			sh(s...)
		}
	}
}
func sh(words ...string) { exec.Command(words[0], words[1:]...).Run() }`));
});
