/** `exec.Cmd{Args: …}` is read as `exec.Command(…)` is, and so is `os.StartProcess`. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const loadByLiteral = (literal: string): string => `func loadImage(image string) error {
	c := ${literal}
	return c.Run()
}`;

describe.each(['&exec.Cmd', 'exec.Cmd'])('%s', (type) => {
  const kind = loadByLiteral(`${type}{Path: tool("kind"), Args: []string{"kind", "load", "docker-image", image, "--name", "e2e"}, Stdout: os.Stdout}`);

  test('loads what it is handed', () => checkSilent(flow(`
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	loadImage("localhost/app:v1")
	deploy("localhost/app:v1")
`, kind)));

  test('loads another image', () => check(flow(`
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("docker", "build", "-t", "localhost/cart:v1", ".").Run()
	loadImage("localhost/cart:v1")
	deploy("localhost/app:v1") // want not-loaded
`, kind)));
});

const cart = (body: string, want = '', more = ''): string => flow(`
	build("localhost/cart:v1")
	load("localhost/cart:v1", "e2e")
	deploy("localhost/cart:v1")
	${body}
	deploy("localhost/app:v1")${want}
`, more);

test('runs a build tool, in a function of its own', () => checkSilent(cart('images()', '', 'func images() { (&exec.Cmd{Path: "/usr/bin/make", Args: []string{"make", "images"}}).Run() }')));

test('runs a tool that builds nothing', () => check(cart('images()', ' // want never-built', 'func images() { (&exec.Cmd{Path: "/usr/bin/make", Args: []string{"make", "install"}}).Run() }')));

test('builds in another engine', () => checkSilent(cart('c := &exec.Cmd{Path: tool("docker"), Args: []string{"docker", "build", "-t", "localhost/app:v1", "."}, Env: append(os.Environ(), "DOCKER_HOST=tcp://node:2375")}\n\tc.Run()')));

describe('what the words say that a helper is handed', () => {
  test.each([
    ['a program of Go’s', 'goTool("run", "./hack/images")', 'func goTool(args ...string) { exec.Command("go", args...).Run() }'],
    ['a line for another machine', 'ssh("sudo k3s ctr images import -")', 'func ssh(line string) { exec.Command("ssh", "core@node", line).Run() }'],
    ['a line for a pod', 'inPod("ctr -n k8s.io images import /host/app.tar")', 'func inPod(line string) { exec.Command("kubectl", "exec", pod(), "--", "nsenter", "-t", "1", "sh", "-c", line).Run() }'],
  ])('%s', async (_, body, more) => {
    await checkSilent(cart(body, '', more));
  });

  test.each([
    ['tests', 'goTool("test", "./...")', 'func goTool(args ...string) { exec.Command("go", args...).Run() }'],
    ['a look around', 'ssh("sudo k3s ctr images list")', 'func ssh(line string) { exec.Command("ssh", "core@node", line).Run() }'],
  ])('%s', async (_, body, more) => {
    await check(cart(body, ' // want never-built', more));
  });
});

describe('a process that is started', () => {
  const started = (words: string): string => `\tp, _ := os.StartProcess("/usr/bin/docker", ${words}, &os.ProcAttr{})\n\tp.Wait()\n\tload("localhost/app:v1", "e2e")`;
  const helper = 'func start(args ...string) {\n\targv := append([]string{"docker"}, args...)\n\tp, _ := os.StartProcess(tool("docker"), argv, nil)\n\tp.Wait()\n}';

  test('builds what it is told', async () => {
    await checkSilent(cart(started('[]string{"docker", "build", "-t", "localhost/app:v1", "."}')));
    await checkSilent(cart('start("build", "-t", "localhost/app:v1", ".")\n\tload("localhost/app:v1", "e2e")', '', helper));
  });

  test('builds another tag', () => check(cart(started('[]string{"docker", "build", "-t", "localhost/app:v2", "."}'), ' // want tag-mismatch').replace('load("localhost/app:v1", "e2e")', 'load("localhost/app:v2", "e2e")')));

  test('runs a build tool', () => checkSilent(cart('p, _ := os.StartProcess("/usr/bin/make", []string{"make", "images"}, nil)\n\tp.Wait()')));

  test('runs a tool that builds nothing', () => check(cart('p, _ := os.StartProcess("/usr/bin/make", []string{"make", "install"}, nil)\n\tp.Wait()', ' // want never-built')));
});
