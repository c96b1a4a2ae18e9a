/** An archive that an engine reads from its standard input holds anything, unless the same function saves it there. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone } from '../rules/goFile';

/** Docker builds v1 and, after what is run, kind takes v2 from its store. */
const taken = (body: string, want = ''): string => alone(`
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	${body}
	exec.Command("kind", "load", "docker-image", "localhost/app:v2").Run()${want}
`);

const wrong = ' // want tag-mismatch';

describe('it may hold the image', () => {
  test.each([
    ['a file', 'f, _ := os.Open("testdata/old.tar")\n\tload := exec.Command("docker", "load")\n\tload.Stdin = f\n\tload.Run()'],
    ['a response', 'load := exec.Command("docker", "image", "load")\n\tload.Stdin = response.Body\n\tload.Run()'],
    ['a redirection', 'exec.Command("sh", "-c", "docker load < testdata/old.tar").Run()'],
    ['a pipe from what is no save', 'exec.Command("bash", "-c", "gunzip -c testdata/old.tar.gz | docker load").Run()'],
    ['a pipe from another command', 'zip := exec.Command("gunzip", "-c", "old.tar.gz")\n\tload := exec.Command("podman", "load")\n\tload.Stdin, _ = zip.StdoutPipe()'],
    ['one of two', 'save := exec.Command("podman", "save", "localhost/app:v1")\n\tload := exec.Command("docker", "load")\n\tload.Stdin, _ = save.StdoutPipe()\n\tif os.Getenv("OLD") != "" {\n\t\tload.Stdin = outside.Archive\n\t}'],
  ])('%s', async (_, body) => {
    await checkSilent(taken(body));
  });
});

const saved = 'exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n\tsave := exec.Command("podman", "save", "localhost/app:v1")\n\tload := exec.Command("docker", "load")\n\t';

describe('it holds what is saved there', () => {
  test.each([
    ['a shell’s pipe', 'exec.Command("sh", "-c", "docker save localhost/app:v1 | docker load").Run()'],
    ['a pipe', `${saved}load.Stdin, _ = save.StdoutPipe()`],
    ['a pipe by a name', `${saved}pipe, _ := save.StdoutPipe()\n\tload.Stdin = pipe`],
    ['a pipe with two ends', `${saved}r, w := io.Pipe()\n\tsave.Stdout = w\n\tload.Stdin = r`],
    ['a buffer', `${saved}var buffer bytes.Buffer\n\tsave.Stdout = &buffer\n\tload.Stdin = &buffer`],
    ['the output', `${saved}out, _ := save.Output()\n\tload.Stdin = bytes.NewReader(out)`],
  ])('%s', async (_, body) => {
    await check(taken(body, wrong));
  });
});

test('docker has what podman sends it', () => checkSilent(alone(`
	${saved}load.Stdin, _ = save.StdoutPipe()
	exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()
`)));

describe('an archive that a node reads from its standard input', () => {
  const node = 'exec.Command("docker", "exec", "-i", "kind-control-plane", "ctr", "-n", "k8s.io", "images", "import", "--digests", "-")';
  const imported = (body: string, deployed = '"localhost/app:v1"', want = ''): string => alone(`
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("docker", "build", "-t", "localhost/web:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/web:v1").Run()
	save := exec.Command("docker", "save", "localhost/app:v1")
	load := ${node}
	${body}
	_ = corev1.Container{Image: ${deployed}}${want}
`);
  test('silence: it holds what is saved there', () => checkSilent(imported('load.Stdin, _ = save.StdoutPipe()')));
  test('silence: it may hold anything', () => checkSilent(imported('load.Stdin, _ = outside.Open("other.tar")')));
  test('hole: nobody knows what is saved', () => checkSilent(imported('other := exec.Command("docker", "save", outside.Image())\n\tload.Stdin, _ = other.StdoutPipe()')));
  test('hit: another image is saved there', () => check(imported('other := exec.Command("docker", "save", "localhost/web:v1")\n\tload.Stdin, _ = other.StdoutPipe()', undefined, ' // want not-loaded')));
  test('hit: another tag is deployed', () => check(imported('load.Stdin, _ = save.StdoutPipe()', '"localhost/app:v2"', wrong)));
});
