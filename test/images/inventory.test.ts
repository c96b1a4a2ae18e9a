/** What the inventory has of a workspace: every site with what it can be, and what each flow sees, as the rules get it. */
import { describe, expect, test } from 'vitest';
import type { Answer } from '../../src/flow/value';
import { isText } from '../../src/flow/value';
import type { Details, Inventory } from '../../src/images/site';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';
import { alone, flow, goFile } from '../rules/goFile';

const shown = (answer: Answer): string => [
  ...answer.values.map(({ parts }) => parts.map((part) => (isText(part) ? part.text : part.hole.kind === 'unknown' ? `{${part.hole.why}}` : part.hole.kind === 'env' ? `{${part.hole.name}}` : `{${part.hole.kind}}`)).join('')),
  ...(answer.complete ? [] : ['…']),
].join(' | ');

async function inventoryOf(fixture: string): Promise<Inventory> {
  return (await analyze(filesOf(fixture))).inventory;
}

/** `role idiom image`, with `< from` where there is one. */
async function sites(fixture: string): Promise<string[]> {
  return (await inventoryOf(fixture)).sites.map(({ role, idiom, image, from }) => `${role} ${idiom} ${shown(image)}${from ? ` < ${shown(from)}` : ''}`);
}

async function details(fixture: string, role: string): Promise<(readonly [string, unknown])[][]> {
  const told = (one: Details) => Object.entries(one).flatMap(([key, value]: [string, unknown]): (readonly [string, unknown])[] => (typeof value === 'string' || typeof value === 'boolean' ? [[key, value]] : typeof value === 'object' && value !== null && 'values' in value ? [[key, shown(value as Answer)]] : []));
  return (await inventoryOf(fixture)).sites.filter((one) => one.role === role).map((one) => told(one.details));
}

describe('a chart', () => {
  const helm = (...settings: string[]) => sites(alone(`\ttag := os.Getenv("TAG")\n\t_ = tag\n\texec.Command("helm", "upgrade", "--install", "r", "./chart", ${settings.map((one) => `"--set", ${one}`).join(', ')}).Run()`));
  test.each<[string, string[], string[]]>([
    ['repository and tag', ['"a.image.repository=localhost/app"', '"a.image.tag=v1"'], ['deploy helm localhost/app:v1']],
    ['a tag from the environment', ['"a.image.repository=localhost/app"', '"a.image.tag="+tag'], ['deploy helm localhost/app:{TAG}']],
    ['a registry in front', ['"a.image.registry=localhost:5001"', '"a.image.repository=o/app"', '"a.image.tag=v1"'], ['deploy helm localhost:5001/o/app:v1']],
    ['a registry and a namespace', ['"a.image.registry=q.io"', '"a.image.namespace=o"', '"a.image.repository=app"', '"a.image.tag=v1"'], ['deploy helm q.io/o/app:v1']],
    ['a digest wins over a tag', ['"image.repository=app"', '"image.tag=v1"', '"image.digest=sha256:1"'], ['deploy helm app@sha256:1']],
    ['no tag is the chart’s own', ['"image.repository=app"'], ["deploy helm app:{the chart's own tag}"]],
    ['only a tag is a setting, no image', ['"image.tag=v1"'], ["mention helm {the chart's own repository}:v1"]],
    ['only a digest', ['"image.digest=sha256:1"'], ["mention helm {the chart's own repository}"]],
    ['only a registry', ['"image.registry=q.io"'], ["mention helm {the chart's own repository}"]],
    ['a whole image', ['"appImage=localhost/app:v1"'], ['deploy helm localhost/app:v1']],
  ])('%s', async (_name, settings, expected) => expect(await helm(...settings)).toEqual(expected));
});

describe('archives', () => {
  const body = (...commands: string[]) => alone(commands.map((command) => `\texec.Command(${command.split(' ').map((word) => (word.startsWith('$') ? word.slice(1) : `"${word}"`)).join(', ')}).Run()`).join('\n'));
  test.each<[string, string[], string[]]>([
    ['one holds what was saved to it', ['podman save -o /tmp/a.tar localhost/a:v1', 'podman save -o /tmp/b.tar localhost/b:v1', 'kind load image-archive /tmp/b.tar'],
      ['save container-cli localhost/a:v1', 'save container-cli localhost/b:v1', 'load kind-load localhost/b:v1']],
    ['all that was saved to it', ['podman save -o /tmp/a.tar localhost/a:v1', 'podman save -o /tmp/a.tar localhost/b:v1', 'kind load image-archive /tmp/a.tar'],
      ['save container-cli localhost/a:v1', 'save container-cli localhost/b:v1', 'load kind-load localhost/a:v1 | localhost/b:v1']],
    ['one that nothing saves', ['kind load image-archive /tmp/a.tar'], ['load kind-load {an archive that nothing here saves}']],
    ['one of unknown name holds what its own function saved', ['podman save -o /tmp/a.tar localhost/a:v1', 'kind load image-archive $os.Getenv("TAR")'],
      ['save container-cli localhost/a:v1', 'load kind-load localhost/a:v1']],
    ['the engine’s own store is no cluster', ['podman save -o /tmp/a.tar localhost/a:v1', 'podman load -i /tmp/a.tar'], ['save container-cli localhost/a:v1', 'load container-cli {an archive}']],
  ])('%s', async (_name, commands, expected) => expect(await sites(body(...commands))).toEqual(expected));
});

describe('Kubernetes’ own types', () => {
  const spec = (text: string) => alone(`\tname := "app"\n\t_ = name\n${text}`);
  test('a container, by pointer and in a list, and a store to its image', async () => {
    expect(await sites(spec(`	_ = corev1.Container{Image: "a:v1"}
	_ = &corev1.Container{Name: "x", Image: "b:v1"}
	_ = []corev1.Container{{Image: "c:v1"}}
	_ = corev1.EphemeralContainer{EphemeralContainerCommon: corev1.EphemeralContainerCommon{Image: "d:v1"}}
	var one corev1.Container
	one.Image = "e:v1"
	two := &corev1.Container{}
	two.Image = "f:v1"
	three := corev1.PodSpec{}
	three.Containers[0].Image = "g:v1"
	three.InitContainers[0].Image = "h:v1"`))).toEqual(['a:v1', 'b:v1', 'c:v1', 'd:v1', 'e:v1', 'f:v1', 'g:v1', 'h:v1'].map((image) => `deploy pod-spec ${image}`));
  });
  test('what only looks like one', async () => {
    expect(await sites(`-- a.go --
package infra

import (
	corev1 "example.com/other/v1"
)

type Container struct{ Image, Name string }
type holder struct{ Items []Container }

func f() {
	_ = Container{Image: "a:v1"}
	_ = corev1.Container{Image: "b:v1"}
	var one Container
	one.Image = "c:v1"
	var two holder
	two.Items[0].Image = "d:v1"
}
`)).toEqual([]);
  });
  test('the policy and the name beside the image', async () => {
    expect(await details(spec(`	_ = corev1.Container{Name: name, Image: "a:v1", ImagePullPolicy: corev1.PullNever}
	_ = corev1.Container{Name: os.Getenv("NAME"), Image: "b:v1"}
	var one corev1.Container
	one.Image = "c:v1"`), 'deploy')).toEqual([
      [['pullPolicy', 'Never'], ['container', 'app']],
      [['pullPolicy', 'default']],
      [['pullPolicy', '{set elsewhere}'], ['stored', true]],
    ]);
  });
});

describe('helpers that the configuration names', () => {
  const configured = (builders: string, body: string) => `${alone(body, `type Options struct{ Image, Name string }

func own(image string) string { return image }`)}
-- .kubernaut-image-tags.yaml --
version: 1
${builders}
`;
  test.each<[string, string, string, string[]]>([
    ['an argument', 'builders: { Build: 1 }', 'lib.Build(1, "a:v1")', ['build configured a:v1']],
    ['a call without that argument', 'builders: { Build: 1 }', 'lib.Build("a:v1")', []],
    ['a package’s function', 'loaders: { lib.Load: 0 }', 'lib.Load("a:v1"); other.Load("b:v1"); Load("c:v1")', ['load configured a:v1']],
    ['a field of an argument', 'deployers: { Deploy: { argument: 0, field: Image } }', 'lib.Deploy(Options{Image: "a:v1", Name: "b:v1"})', ['deploy configured a:v1']],
    ['a field of whichever argument has it', 'builders: { Build: { field: Image } }', 'lib.Build(1, "x", Options{Name: "b:v1", Image: "a:v1"})', ['build configured a:v1']],
    ['a field of a variable', 'builders: { Build: { field: Image } }', 'options := Options{Image: "a:v1"}; lib.Build(1, options)', ['build configured a:v1']],
    ['a field that no argument has', 'builders: { Build: { field: Picture } }', 'lib.Build(1, Options{Image: "a:v1"})', []],
    ['the result', 'builders: { own: result }', 'own("a:v1")', ['build configured a:v1']],
    ['a later result, which nobody follows', 'builders: { own: { result: 1 } }', 'own("a:v1")', []],
    ['helpers of common libraries', '', 'utils.LoadImageToKindClusterWithName("a:v1"); envfuncs.LoadImageToCluster("c", "b:v1"); envfuncs.LoadDockerImageToCluster("c", "d:v1")', ['load configured a:v1', 'load configured b:v1', 'load configured d:v1']],
  ])('%s', async (_name, calls, body, expected) => expect(await sites(configured(calls, `\t${body}`))).toEqual(expected));
});

describe('flows', () => {
  test('a site says which function it stands in, which flows reach it, and whether it is alive', async () => {
    const { sites: found, flows } = await inventoryOf(`-- x/infra/build.go --
${goFile(`func Build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }

func old_DEPRECATED() { helper("localhost/old:v1") }

func helper(image string) { exec.Command("podman", "rmi", image).Run() }`)}
-- test/e2e/suite_test.go --
package e2e

import (
	"testing"

	"example.com/x/infra"
)

func TestOne(t *testing.T) { infra.Build("localhost/one:v1") }

func TestTwo(t *testing.T) { t.Run("inside", func(t *testing.T) { buildTwo("localhost/two") }) }

func buildTwo(name string) { infra.Build(name + ":v1") }
-- test/other/suite_test.go --
package other

import (
	"testing"

	"example.com/x/infra"
)

func TestThree(t *testing.T) { infra.Build("localhost/three:v1") }
-- deploy/app.yaml --
kind: Pod
spec:
  containers:
    - image: localhost/app:v1
`);
    expect(found.map(({ role, function: name, flows: reach, dead, image }) => [role, name, reach.join(), dead, shown(image)])).toEqual([
      ['deploy', '', '', false, 'localhost/app:v1'],
      ['build', 'Build', 'test/e2e,test/other', false, 'localhost/one:v1 | localhost/two:v1 | localhost/three:v1'],
      ['mention', 'helper', 'old_DEPRECATED', true, 'localhost/old:v1'],
    ]);
    expect(flows.map(({ name, kind, events, complete }) => [name, kind, events.map(({ image, path }) => `${shown(image)} ${path.map((at) => at.uri.slice(at.uri.lastIndexOf('/') + 1)).join(' ')}`).join(', '), complete])).toEqual([
      ['old_DEPRECATED', 'dead', 'localhost/old:v1 build.go', true],
      ['test/e2e', 'suite', 'localhost/one:v1 suite_test.go, localhost/two:v1 suite_test.go suite_test.go', true],
      ['test/other', 'suite', 'localhost/three:v1 suite_test.go', true],
    ]);
  });

  test('a name that is thrown away, once for each call', async () => {
    const { flows } = await inventoryOf(flow(`
	_, err := Build("localhost/gateway:v1")
	_ = err
	for range 3 {
		Build("localhost/gateway:v2")
	}
	kept, _ := Build("localhost/gateway:v3")
	deploy(kept)
	_ = one("localhost/gateway:v4")
	_, _ = number()`, `func Build(image string) (string, error) { return image, build(image) }

func one(image string) string { return image }

func number() (int, error) { return 1, nil }`));
    expect(flows.flatMap(({ discards }) => discards.map(({ builder, function: name, image }) => [builder, name, shown(image)]))).toEqual([
      ['Build', 'SetupApp', 'localhost/gateway:v1'],
      ['Build', 'SetupApp', 'localhost/gateway:v2'],
    ]);
  });
});

describe('manifests', () => {
  test('a file that a flow applies is deployed by that flow, one that none applies by nobody', async () => {
    const { sites: found } = await inventoryOf(`${alone('\texec.Command("kubectl", "apply", "-f", "deploy/app.yaml").Run()\n\texec.Command("kubectl", "delete", "-f", "deploy/other.yaml").Run()')}
-- deploy/app.yaml --
containers:
  - name: app
    image: localhost/app:v1
    imagePullPolicy: Never
-- deploy/other.yaml --
containers:
  - image: localhost/other:v1
`);
    expect(found.map(({ role, idiom, image, flows }) => [role, idiom, shown(image), flows.length])).toEqual([
      ['deploy', 'yaml-file', 'localhost/app:v1', 1],
      ['deploy', 'yaml-file', 'localhost/other:v1', 0],
    ]);
    expect(found[0]?.details).toMatchObject({ container: 'app', pullPolicy: { complete: true, values: [{ parts: [{ text: 'Never' }] }] } });
  });

  test('a line that code reads and replaces is told once, as what it becomes', async () => {
    const read = (image: string) => sites(`${alone('\ttext, _ := os.ReadFile("deploy/app.yaml")\n\tuse(strings.ReplaceAll(string(text), "IMAGE", "localhost/app:v1"))', 'func use(text string) {}')}
-- deploy/app.yaml --
containers:
  - image: ${image}
  - image: localhost/other:v1
-- other/app.yaml --
containers:
  - image: localhost/third:v1
`);
    expect(await read('IMAGE')).toEqual(['deploy yaml-manifest localhost/app:v1', 'deploy yaml-manifest localhost/other:v1', 'deploy yaml-file localhost/third:v1']);
  });

  test('a file that only dead code applies is dead', async () => {
    const { sites: found } = await inventoryOf(`-- a.go --
${goFile('func old_DEPRECATED() { exec.Command("kubectl", "apply", "-f", "deploy/app.yaml").Run() }')}
-- deploy/app.yaml --
containers:
  - image: localhost/app:v1
`);
    expect(found.map(({ image, dead }) => [shown(image), dead])).toEqual([['localhost/app:v1', true]]);
  });

  test('a package’s text is seen where it is mentioned, or else where it stands', async () => {
    const text = (name: string, image: string) => `const ${name} = \`\ncontainers:\n  - image: ${image}\n\``;
    expect(await sites(alone('\tuse(mentioned)', `${text('mentioned', 'localhost/a:v1')}\n\n${text('lone', 'localhost/b:v1')}\n\nfunc use(text string) {}`))).toEqual(['deploy yaml-manifest localhost/a:v1', 'deploy yaml-manifest localhost/b:v1']);
  });

  test('a text of another package is seen in the flow that mentions it, a sum where it is made', async () => {
    const { sites: found } = await inventoryOf(`-- x/texts/texts.go --
package texts

const Name = "app"

var App = \`
containers:
  - image: localhost/\` + Name + \`:v1
\`

const Pod = \`
containers:
  - image: localhost/pod:v1
\`
-- x/use/use.go --
package use

import "example.com/x/texts"

func SetupPod() { apply(texts.Pod) }
`);
    expect(found.map(({ image, flows }) => [shown(image), flows.join()])).toEqual([['localhost/app:v1', 'x/texts'], ['localhost/pod:v1', 'SetupPod']]);
  });

  test('a template of another language is no image', async () => {
    expect(await sites(`-- a.yaml --\ncontainers:\n  - image: localhost/app:{{ .Tag }}\n  - image: localhost/app:$TAG\n-- compose.yaml --\nservices:\n  db:\n    image: postgres:16\n  app:\n    build: .\n    image: localhost/app:v1\n`)).toEqual([
      'deploy yaml-file {a template of another language}', 'deploy yaml-file {a template of another language}',
      'run compose postgres:16', 'build compose localhost/app:v1', 'run compose localhost/app:v1',
    ]);
  });
});
