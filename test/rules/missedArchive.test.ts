import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { goFile, only } from './goFile';

const want = ' // want not-loaded';

/** A suite that builds, saves, loads and deploys one image; `load` is the body that brings it to the cluster, with `image` in it. */
function suite(load: string, more = '', rest = 'bring("localhost/shop:v1")'): string {
  return `-- suite.go --
${goFile(`func SetupShop(name string) {
	exec.Command("podman", "build", "-t", "localhost/shop:v1", ".").Run()
	${rest}
	_ = corev1.Container{Name: "shop", Image: "localhost/shop:v1"}
}

func bring(image string) {
	${load}
}

func save(path, image string) { exec.Command("podman", "save", "-o", path, image).Run() }

${more}`).replace('"os/exec"', '"os/exec"\n\t"path/filepath"')}`;
}

describe('hits', () => {
  test('another archive is loaded than the one that is saved', async () => {
    const found = only(await check(suite(`exec.Command("podman", "save", image, "-o", "/tmp/shop-e2e.tar").Run()
	exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run() // want not-loaded "^./tmp/shop.tar. is loaded into the cluster in .SetupShop., where nothing saves such an archive: .localhost/shop:v1. is saved to ./tmp/shop-e2e.tar., which is never loaded, so that .localhost/shop:v1. is deployed without being in the cluster. Load the archive that is saved."`)), 'not-loaded');
    expect(found.severity).toBe('warning');
    expect(found.related.map(({ message }) => message)).toEqual([
      'saved here to `/tmp/shop-e2e.tar` (bring in suite.go)', 'deployed here as localhost/shop:v1 (SetupShop in suite.go)', 'built here as localhost/shop:v1 (SetupShop in suite.go)',
    ]);
  });

  test.each([
    ['in a folder of which only the end is known', 'filepath.Join(os.Getenv("OUT"), "shop-controller.tar")', 'filepath.Join(os.Getenv("OUT"), "shop.tar")'],
    ['by a name that is put together', 'fmt.Sprintf("/tmp/%s-%d.tar", "shop", 7)', 'fmt.Sprintf("/tmp/%s.tar", "shop")'],
    ['in another folder', '"/tmp/saved/shop.tar"', '"/tmp/loaded/shop.tar"'],
    ['with a generated name', 'fmt.Sprintf("/tmp/shop-%d.tar", time.Now().UnixNano())', 'fmt.Sprintf("/tmp/shop-%d.tar", time.Now().UnixNano())'],
  ])('%s', async (_, saved, loaded) => {
    await check(suite(`save(${saved}, image)
	exec.Command("kind", "load", "image-archive", ${loaded}).Run()${want}`));
  });

  test('in two temporary folders', () => check(suite(`a, _ := os.MkdirTemp("", "a")
	b, _ := os.MkdirTemp("", "b")
	save(a + "/shop.tar", image)
	exec.Command("kind", "load", "image-archive", b + "/shop.tar").Run()${want}`)));

  test('a temporary file beside a fixed name', () => check(suite(`file, _ := os.CreateTemp("", "shop-*.tar")
	save(file.Name(), image)
	exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()${want}`)));

  test('the names that are kept are not those that are saved', () => check(suite('', `func saveAll(images map[string]string, dir string) map[string]string {
	files := make(map[string]string)
	for name, image := range images {
		path := fmt.Sprintf("%s/%s-e2e.tar", dir, name)
		save(path, image)
		files[name] = fmt.Sprintf("%s/%s.tar", dir, name)
	}
	return files
}

func loadAll(files map[string]string) {
	for _, file := range files {
		exec.Command("kind", "load", "image-archive", file).Run()${want}
	}
}`, 'loadAll(saveAll(map[string]string{"shop": "localhost/shop:v1", "cart": "localhost/cart:v1"}, "/tmp"))\n\texec.Command("podman", "build", "-t", "localhost/cart:v1", ".").Run()')));

  test('told once for all that a helper saves', () => check(suite(`save("/tmp/" + strings.ReplaceAll(image, "/", "-") + "-e2e.tar", image)
	exec.Command("kind", "load", "image-archive", "/tmp/" + strings.ReplaceAll(image, "/", "-") + ".tar").Run() // want not-loaded "so that .localhost/cart:v1. and .localhost/shop:v1. are deployed"`, '', `exec.Command("podman", "build", "-t", "localhost/cart:v1", ".").Run()
	bring("localhost/shop:v1")
	bring("localhost/cart:v1")
	_ = corev1.Container{Name: "cart", Image: "localhost/cart:v1"}`)));

  test('files are written, but others', () => check(suite(`save("/tmp/shop-e2e.tar", image)
	os.Stat("/tmp/shop-e2e.tar")
	os.WriteFile("/tmp/kubeconfig", nil, 0o600)
	writeConfig(os.Getenv("KUBECONFIG"))
	exec.Command("sh", "-c", "ls /tmp 2>/dev/null").Run()
	exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()${want}
	os.Remove("/tmp/shop.tar")`, 'func writeConfig(kubeconfigPath string) { os.WriteFile(kubeconfigPath, nil, 0o600) }')));
});

describe('silences', () => {
  test.each([
    ['the same file', 'path := fmt.Sprintf("/tmp/%s.tar", "shop")\n\tsave(path, image)\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['a path of the working folder', 'save("out/shop.tar", image)\n\texec.Command("kind", "load", "image-archive", filepath.Join(os.Getenv("ROOT"), "out", "shop.tar")).Run()'],
    ['one generated name', 'path := fmt.Sprintf("/tmp/shop-%d.tar", time.Now().UnixNano())\n\tsave(path, image)\n\texec.Command("kind", "load", "image-archive", path).Run()'],
    ['a path from the environment', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("kind", "load", "image-archive", os.Getenv("ARCHIVE")).Run()'],
    ['a name from the environment', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("kind", "load", "image-archive", "/tmp/" + os.Getenv("NAME") + ".tar").Run()'],
    ['a path found by a pattern', 'save("/tmp/shop-e2e.tar", image)\n\tfiles, _ := filepath.Glob("/tmp/*.tar")\n\tfor _, file := range files {\n\t\texec.Command("kind", "load", "image-archive", file).Run()\n\t}'],
    ['the file is renamed', 'save("/tmp/shop-e2e.tar", image)\n\tos.Rename("/tmp/shop-e2e.tar", "/tmp/shop.tar")\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['renamed to what is not known', 'save("/tmp/shop-e2e.tar", image)\n\tos.Rename("/tmp/shop-e2e.tar", os.Getenv("TO"))\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['copied by a program', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("cp", "/tmp/shop-e2e.tar", "/tmp/shop.tar").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['copied by a shell', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("sh", "-c", "cd /tmp && cp shop-e2e.tar shop.tar").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['unpacked', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("gunzip", "/tmp/all.gz").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['downloaded', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("curl", "-O", os.Getenv("URL")).Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['copied by Go', 'save("/tmp/shop-e2e.tar", image)\n\tout, _ := os.Create("/tmp/shop.tar")\n\tio.Copy(out, in)\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['saved on the standard output', 'out, _ := os.Create(name)\n\tcmd := exec.Command("podman", "save", image)\n\tcmd.Stdout = out\n\tcmd.Run()\n\tsave("/tmp/shop-e2e.tar", image)\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['made by another build', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("docker", "buildx", "build", "-o", "type=docker,dest=/tmp/shop.tar", ".").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['a script may make it', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("./hack/archives.sh").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['handed to what is not read', 'save("/tmp/shop-e2e.tar", image)\n\ttarball.WriteToFile("/tmp/shop.tar", ref, img)\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['what is saved is handed to what is not read', 'save("/tmp/shop-e2e.tar", image)\n\tcluster.Bring("/tmp/shop-e2e.tar")\n\texec.Command("kind", "load", "image-archive", "testdata/sidecar.tar").Run()'],
    ['what is saved is copied into the node', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("docker", "cp", "/tmp/shop-e2e.tar", "node:/kind/shop-e2e.tar").Run()\n\texec.Command("kind", "load", "image-archive", "testdata/sidecar.tar").Run()'],
    ['it may be there', 'save("/tmp/shop-e2e.tar", image)\n\tif _, err := os.Stat("/tmp/shop.tar"); err == nil {\n\t\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()\n\t}'],
    ['both are loaded', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("kind", "load", "image-archive", "/tmp/shop-e2e.tar").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['loaded in another way', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("docker", "exec", "node", "ctr", "images", "import", "/images/shop-e2e.tar").Run()\n\texec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
    ['what is deployed is loaded otherwise', 'save("/tmp/shop-e2e.tar", image)\n\texec.Command("sh", "-c", "podman save localhost/shop:v1 | kind load image-archive /dev/stdin").Run()\n\texec.Command("kind", "load", "image-archive", "testdata/sidecar.tar").Run()'],
    ['nothing is saved', 'exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()'],
  ])('%s', async (_, load) => {
    await checkSilent(suite(load));
  });

  test('a helper moves it', () => checkSilent(suite(`save("/tmp/shop-e2e.tar", image)
	settle()
	exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()`, 'func settle() { finish("/tmp/shop.tar") }\n\nfunc finish(to string) { os.Rename("/tmp/shop-e2e.tar", to) }')));

  test('another image is saved there', () => checkSilent(suite(`save("/tmp/other.tar", "localhost/cart:v1")
	exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()`, '', `exec.Command("podman", "build", "-t", "localhost/cart:v1", ".").Run()
	bring("localhost/shop:v1")`)));

  test('another flow saves it', () => checkSilent(suite(`save("/tmp/shop-e2e.tar", image)
	exec.Command("kind", "load", "image-archive", "/tmp/shop.tar").Run()`, 'func Prepare() { save("/tmp/shop.tar", "localhost/shop:v1") }')));
});
