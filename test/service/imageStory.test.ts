/** What the editor has to say about an image, from the place that is pointed at. */
import { describe, expect, test } from 'vitest';
import { subjectAt, type Subject } from '../../src/service/imageSubject';
import { storyOf, type ImageStory } from '../../src/service/imageStory';
import type { Analysis } from '../../src/service/languageService';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';
import { memoryRoot } from '../support/memoryWorkspace';

interface Pointed {
  readonly analysis: Analysis;
  readonly subject: Subject | undefined;
  readonly story: ImageStory | undefined;
}

/** The fixture analysed, and the subject at the one `‸`, which is taken out of it. */
async function pointed(fixture: string): Promise<Pointed> {
  const files = filesOf(fixture);
  for (const [path, text] of files) {
    const offset = text.indexOf('‸');
    if (offset < 0) continue;
    files.set(path, text.replace('‸', ''));
    const analysis = await analyze(files);
    const subject = subjectAt(analysis.inventory, `${memoryRoot}/${path}`, offset);
    return { analysis, subject, story: subject && storyOf(analysis, subject) };
  }
  throw new Error('no place is pointed at');
}

function chapters(story: ImageStory | undefined): string[] {
  return (story?.chapters ?? []).map(({ role, places }) => `${role}: ${places.map(({ at }) => `${at.uri.slice(memoryRoot.length + 1)}:${at.range.start.line + 1}`).join(' ')}`);
}

const build = `
-- build.go --
package infra
import "os/exec"
const image = "localhost/kubernaut-gateway:e2e-test-gateway"
func build() {
	exec.Command("podman", "build", "-t", image, ".").Run()
	exec.Command("podman", "save", "-o", "/tmp/g.tar", image).Run()
	exec.Command("kind", "load", "image-archive", "/tmp/g.tar").Run()
}
func Setup() {
	build()
	deploy()
}
`;

describe('from a deployment', () => {
  test('it is told where the image is built, saved and loaded, and that it follows the standard', async () => {
    const { story } = await pointed(`${build}
-- deploy.go --
package infra
func deploy() {
	apply(\`
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: g
    image: localhost/kubernaut-‸gateway:e2e-test-gateway
\`)
}
func apply(manifest string) { kubectl(manifest) }
`);
    expect(story?.names).toEqual(['localhost/kubernaut-gateway:e2e-test-gateway']);
    expect(chapters(story)).toEqual(['build: build.go:5', 'save: build.go:6', 'load: build.go:7', 'deploy: deploy.go:9']);
    expect(story?.verdicts).toEqual(['Follows the naming standard (`localhost/kubernaut-{service}:e2e-test-{service}`).']);
    expect(story?.holes).toEqual([]);
    expect(story?.complete).toBe(true);
    expect(story?.chapters.map(({ flows }) => flows)).toEqual([['Setup'], ['Setup'], ['Setup'], ['Setup']]);
  });

  test('another tag of the same repository is another image', async () => {
    const { story } = await pointed(`${build}
-- pod.yaml --
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: g
    image: localhost/kubernaut-gateway:‸e2e-test
`);
    expect(chapters(story)).toEqual(['deploy: pod.yaml:6']);
    expect(story?.verdicts.join()).toMatch(/^Does not follow the naming standard: .*It would be `localhost\/kubernaut-gateway:e2e-test-gateway`\.$/);
  });
});

test('from a constant, every site it reaches is told', async () => {
  const { story } = await pointed(build.replace('kubernaut-gateway:e2e', 'kubernaut-gateway:‸e2e').replace('deploy()', ''));
  expect(chapters(story)).toEqual(['build: build.go:5', 'save: build.go:6', 'load: build.go:7']);
});

test('what is not known is told in words', async () => {
  const { story } = await pointed(`
package infra
import ("os"; "os/exec"; "time")
func Setup(service string) {
	exec.Command("podman", "build", "-t", "localhost/‸x-" + os.Getenv("NAME") + ":" + service + time.Now().Format("150405"), ".").Run()
}
`);
  expect(story?.names).toEqual(['localhost/x-{env:NAME}:{unknown}{generated}']);
  expect(story?.holes[0]).toBe('`{env:NAME}` is the environment variable `NAME`, read when the suite runs.');
  expect(story?.holes[1]).toBe('`{unknown}` is the parameter `service` of `Setup`, for which no caller is known.');
  expect(story?.holes[2]).toMatch(/^`\{generated\}` is made when the suite runs \(.+\)\.$/);
  expect(story?.verdicts).toEqual([]);
});

test('one generated tag that is handed on is one image', async () => {
  const { story } = await pointed(`
package infra
import ("os/exec"; "time")
func Setup() {
	tag := time.Now().Format("20060102150405")
	exec.Command("podman", "build", "-t", "localhost/x:" + tag, ".").Run()
	exec.Command("podman", "run", "‸localhost/x:" + tag).Run()
}
`);
  expect(chapters(story)).toEqual(['build: fixture.go:5', 'run: fixture.go:6']);
});

test('podman builds a short name that the kubelet asks for as localhost/', async () => {
  const { story } = await pointed(`
package infra
import "os/exec"
func Setup() {
	exec.Command("podman", "build", "-t", "x:‸v1", ".").Run()
	exec.Command("kubectl", "set", "image", "deployment/x", "x=localhost/x:v1").Run()
}
`);
  expect(chapters(story)).toEqual(['build: fixture.go:4', 'deploy: fixture.go:5']);
});

test('a character tells of every name it is a piece of, of the whole text and of its end alone', async () => {
  const fixture = `
package infra
import ("os/exec"; "path"; "os")
type config struct { image string }
func Setup() { build(config{image: "team/x"}) }
func build(c config) {
	exec.Command("podman", "pull", "quay.io/" + path.Base(c.image) + ":v1").Run()
	exec.Command("podman", "build", "-t", "localhost/" + c.image + ":v1", ".").Run()
}
`;
  const inside = async (place: string): Promise<readonly string[] | undefined> => (await pointed(fixture.replace('"team/x"', place))).story?.names;
  expect(await inside('"te‸am/x"')).toEqual(['localhost/team/x:v1']);
  expect(await inside('"team/‸x"')).toEqual(['localhost/team/x:v1', 'quay.io/x:v1']);
});

test('a place that has nothing to do with images has no story', async () => {
  const { subject } = await pointed(build.replace('package infra', 'pack‸age infra'));
  expect(subject).toBeUndefined();
});

test('a helper’s place tells the flows that come by with this very image, and no others', async () => {
  const { story } = await pointed(`
-- build.go --
package infra
import "os/exec"
func Build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func SetupOne() { Build("localhost/o‸ne:v1") }
func SetupTwo() { Build("localhost/two:v1") }
func SetupBoth() { Build("localhost/one:v1"); Build("localhost/two:v1") }
`);
  expect(story?.chapters.map(({ role, flows }) => [role, flows])).toEqual([['build', ['SetupBoth', 'SetupOne']]]);
});

test('a finding that is told once for many images is known where one of them is deployed', async () => {
  const { story } = await pointed(`
-- helpers.go --
package infra
import "os/exec"
func load(image string) { exec.Command("podman", "save", "-o", "/tmp/image.tar", image).Run() }
func build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func createCluster() { exec.Command("kind", "create", "cluster").Run() }
-- suite.go --
package infra
import corev1 "k8s.io/api/core/v1"
func Setup() {
	createCluster()
	for _, image := range []string{"localhost/app:v1", "localhost/other:v1"} {
		build(image)
		load(image)
	}
	_ = corev1.Container{Image: "localhost/‸app:v1"}
	_ = corev1.Container{Image: "localhost/other:v1"}
}
`);
  expect(story?.told.map(({ rule, at }) => `${rule} ${at.uri.slice(memoryRoot.length + 1)}:${at.range.start.line + 1}`)).toEqual(['not-loaded helpers.go:3']);
});
