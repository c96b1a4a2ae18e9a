/** What is saved, loaded from docker's store, or tagged once more, was made by the same flow under that very name; or nothing is there to save. */
import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { alone, flow, goFile, helpers, only } from './goFile';

const save = (image: string, archive = '"/tmp/other.tar"'): string => `exec.Command("podman", "save", "-o", ${archive}, ${image}).Run()`;

const dockers = (image: string, more = '', want = ''): string => alone(`
	exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	${more}
	exec.Command("kind", "load", "docker-image", ${image}, "--name", "e2e").Run() ${want}
`);

describe('what kind takes from docker’s store', () => {
  test('hit: another tag is loaded and deployed than is built', async () => {
    const found = only(await check(dockers('image', 'image := "localhost/gateway:v2" // want tag-mismatch "is loaded, but it is built in .SetupApp. as .localhost/gateway:v1. .SetupApp in flow.go.: no image has this tag, so there is nothing to load"\n\t_ = corev1.Container{Image: image}')), 'tag-mismatch');
    expect(found.fixes[0]).toMatchObject({ title: 'Use the built tag v1, which changes 2 places', safe: false });
  });
  test('hit: k3d', () => check(alone(`
	exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("k3d", "image", "import", "localhost/gateway:v2", "-c", "e2e").Run() // want tag-mismatch
`)));
  test('hit: what the e2e-framework loads', () => check(alone(`
	exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	envfuncs.LoadDockerImageToCluster("e2e", "localhost/gateway:v2") // want tag-mismatch "is loaded"
`).replace('"strings"', '"strings"\n\n\t"sigs.k8s.io/e2e-framework/pkg/envfuncs"')));
  test('silence: the e2e-framework loads what is built', () => checkSilent(alone(`
	exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	envfuncs.LoadDockerImageToCluster("e2e", "localhost/gateway:v1")
`).replace('"strings"', '"strings"\n\n\t"sigs.k8s.io/e2e-framework/pkg/envfuncs"')));
  test('hit: nothing builds it', () => check(dockers('"localhost/scheduler:v1"', '', '// want never-built "is loaded in .SetupApp., but nothing in the workspace builds or tags that repository, and no registry can supply it: there is nothing to load"')));
  test.each([
    ['what is built', '"localhost/gateway:v1"', ''],
    ['an alias', '"localhost/gateway:e2e"', 'exec.Command("docker", "tag", "localhost/gateway:v1", "localhost/gateway:e2e").Run()'],
    ['an image of a registry, which may be there', '"quay.io/acme/gateway:v2"', ''],
    ['what docker was asked for before', '"localhost/gateway:v2"', 'if exec.Command("docker", "image", "inspect", "localhost/gateway:v2").Run() != nil {\n\t\treturn\n\t}'],
    ['what a build tool may have made', '"localhost/gateway:v2"', 'exec.Command("make", "images").Run()'],
    ['what an archive brings', '"localhost/gateway:v2"', 'exec.Command("docker", "load", "-i", os.Getenv("ARCHIVE")).Run()'],
    ['a tag of the environment', '"localhost/gateway:"+os.Getenv("TAG")', ''],
  ])('silence: %s', async (_, image, before) => {
    await checkSilent(dockers(image, before));
  });
  test('silence: a flow that builds nothing', () => checkSilent(`${dockers('"localhost/gateway:v1"')}
-- other.go --
${goFile('func SetupOther() { exec.Command("kind", "load", "docker-image", "localhost/gateway:v2").Run() }')}`));
});

describe('hits', () => {
  test('another tag is saved, loaded and deployed than is built', async () => {
    const found = only(await check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v2", "e2e") // want tag-mismatch "is saved, but it is built in .SetupApp. as .localhost/gateway:v1. .build in helpers.go.: no image has this tag, so there is nothing to save"
	deploy("localhost/gateway:v2")
`)), 'tag-mismatch');
    expect(found).toMatchObject({ severity: 'error', image: 'localhost/gateway:v2' });
    expect(found.fixes[0]).toMatchObject({ title: 'Use the built tag v1, which changes 3 places', safe: false });
  });

  test('nothing builds what is saved, and no name is near', () => check(flow(`
	build("localhost/gateway:v1")
	load("localhost/scheduler:v1", "e2e") // want never-built "is saved in .SetupApp., but nothing in the workspace builds or tags that repository, and no registry can supply it: there is nothing to save"
	deploy("localhost/scheduler:v1")
`)));

  test('another set-up builds it', () => check(`${helpers}
-- setups.go --
${goFile(`func SetupGateway() { build("localhost/gateway:v1") }

func SetupNotification() {
	build("localhost/notification:v1")
	load("localhost/gateway:v1", "e2e") // want not-built-in-flow "is saved in .SetupNotification."
}`)}`));

  test('where a registry may supply it under its own name, which no pull brings under podman’s', () => check(flow(`
	image := "localhost/gateway:v1" // want never-built "^.localhost/gateway:v1. is saved"
	if registry := os.Getenv("REGISTRY"); registry != "" {
		image = registry + "/gateway:" + os.Getenv("TAG")
	}
	build("localhost/other:v1")
	if os.Getenv("REGISTRY") != "" {
		exec.Command("podman", "pull", image).Run()
	}
	load(image, "e2e")
	deploy(image)
`)));

  test('one of all that a loop saves, where a deployment needs that one', () => check(flow(`
	images := map[string]string{"gateway": "localhost/gateway:v1", "datastorage": "localhost/datastorage:v2"} // want tag-mismatch "^.localhost/datastorage:v2. is saved"
	build("localhost/gateway:v1")
	build("localhost/datastorage:v1")
	for _, image := range images {
		load(image, "e2e")
	}
	deploy(images["gateway"])
	deploy(images["datastorage"])
`)));

  test('what this run generates and only dead code builds, under a tag that another run may be told', () => check(`${helpers}
-- test/e2e/app/suite_test.go --
${goFile(`func tag() string {
	if named := os.Getenv("APP_TAG"); named != "" {
		return named
	}
	return fmt.Sprintf("run-%d", time.Now().UnixNano())
}

func buildGateway_DEPRECATED() { exec.Command("podman", "build", "-t", "localhost/gateway:"+tag(), ".").Run() }

func TestApp(t *testing.T) {
	exec.Command("podman", "build", "-t", "localhost/other:v1", ".").Run()
	exec.Command("podman", "save", "-o", "/tmp/app.tar", "localhost/gateway:"+tag()).Run() // want not-built-in-flow "buildGateway_DEPRECATED in suite_test.go builds one under a tag of its own, which nothing calls"
	exec.Command("kind", "load", "image-archive", "/tmp/app.tar", "--name", "e2e").Run()
}`, 'app')}
`));

  test('the archive’s image is generated anew', () => check(flow(`
	build(unique("gateway"))
	image := unique("gateway") // want regenerated-tag "is saved in .SetupApp. under a tag that is generated for it"
	${save('image')}
`, 'func unique(name string) string { return fmt.Sprintf("localhost/%s:%d", name, time.Now().UnixNano()) }')));

  test('an alias of an image that has another name', () => check(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "tag", "localhost/gateway:v2", "localhost/gateway:e2e").Run() // want tag-mismatch ".localhost/gateway:v2. is tagged, but it is built .*so there is nothing to tag"
	load("localhost/gateway:e2e", "e2e")
	deploy("localhost/gateway:e2e")
`)));
});

describe('fixes', () => {
  test('what is saved, loaded and deployed changes together', () => checkFix(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v2", "e2e") // want tag-mismatch
	deploy("localhost/gateway:v2")
`), /^Use the built tag v1, which changes 3 places$/, flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e") // want tag-mismatch
	deploy("localhost/gateway:v1")
`)));

  test('what an alias is made of, and not the alias', () => checkFix(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "tag", "localhost/gateway:v2", "localhost/gateway:e2e").Run() // want tag-mismatch
	load("localhost/gateway:e2e", "e2e")
`), /^Use the built tag v1$/, flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:e2e").Run() // want tag-mismatch
	load("localhost/gateway:e2e", "e2e")
`)));

  test('none where an alias takes its name from there, too', async () => {
    const found = only(await check(`${helpers}
-- flow.go --
${goFile(`func SetupApp() {
	build("localhost/gateway:v1")
	image := "localhost/gateway:v2" // want tag-mismatch
	exec.Command("podman", "tag", image, image + "-copy").Run()
}`)}`), 'tag-mismatch');
    expect(found.fixes.filter((fix) => !fix.title.startsWith('Ignore'))).toEqual([]);
  });

  test('none where the deployed name is put together elsewhere', async () => {
    const found = only(await check(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v2", "e2e") // want tag-mismatch
	deploy("localhost/gateway:" + "v" + "2")
`)), 'tag-mismatch');
    expect(found.fixes.filter((fix) => !fix.title.startsWith('Ignore'))).toEqual([]);
  });
});

describe('silences', () => {
  test('built, saved, loaded, deployed', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	load("localhost/gateway:v1", "e2e")
	deploy("localhost/gateway:v1")
`)));
  test('podman’s own prefix', () => checkSilent(flow(`
	build("gateway:v1")
	${save('"localhost/gateway:v1"')}
`)));
  test('an alias, saved', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:e2e").Run()
	${save('"localhost/gateway:e2e"')}
`)));
  test('pulled, and saved for a cluster without a network', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "pull", "docker.io/library/postgres:16").Run()
	${save('"docker.io/library/postgres:16"')}
`)));
  test('a registry’s image that somebody else may have pulled', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "tag", "ghcr.io/example/kubernaut-gateway:pr-1", "localhost/gateway:e2e").Run()
	${save('"ghcr.io/example/kubernaut-gateway:pr-1"')}
`)));
  test('one of two names is tried after the other', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	if err := ${save('"localhost/gateway:v1"')}; err != nil {
		exec.Command("docker", "save", "-o", "/tmp/other.tar", "localhost/gateway:v2").Run()
	}
`)));
  test('saved only where it is there', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	if exec.Command("podman", "image", "exists", "localhost/gateway:v2").Run() == nil {
		${save('"localhost/gateway:v2"')}
	}
`)));
  test('dead code', () => checkSilent(flow(`
	build("localhost/gateway:v1")
`, `func saveOld_DEPRECATED() { ${save('"localhost/gateway:v2"')} }`)));
  test('a suite that only loads what a script has built', () => checkSilent(flow(`
	load("kubernaut-gateway:v2", "e2e")
	deploy("kubernaut-gateway:v2")
`)));
});

describe('holes', () => {
  test('a build of unknown name', () => checkSilent(flow(`
	build(os.Args[1])
	${save('"localhost/gateway:v2"')}
`)));
  test('a save of unknown name', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	${save('os.Args[1]')}
`)));
  test('one of several values is right', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	image := "localhost/gateway:v2"
	if len(os.Args) > 1 {
		image = "localhost/gateway:v1"
	}
	${save('image')}
`)));
  test('an archive of images comes into the engine from outside', () => checkSilent(flow(`
	build("localhost/gateway:v1")
	exec.Command("podman", "load", "-i", os.Args[1]).Run()
	${save('"localhost/gateway:v2"')}
`)));
});
