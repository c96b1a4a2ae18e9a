/** Kustomizations that a flow applies: what they deploy is held against what it builds and loads. */
import { describe, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';

/** Builds and loads `localhost/app:e2e`, and does `body`. */
const suite = (body: string, files: string, imports = ''): string => `
-- test/e2e/suite_test.go --
package e2e

import (
	"os/exec"
	"testing"
${imports}
)

func TestApp(t *testing.T) {
	_ = exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	_ = exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
${body}
}
${files}`;

const deployment = (image: string, name = 'manager', more = ''): string => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: controller-manager
spec:
  template:
    spec:
      containers:
      - name: ${name}
        image: ${image}
${more}`;

/** As kubebuilder lays it out. */
const project = (images: string, overlay = '', manager = deployment('controller:latest')): string => `-- config/default/kustomization.yaml --
namespace: app-system
namePrefix: app-
resources:
- ../manager
- ../crd
${overlay}
-- config/manager/kustomization.yaml --
resources:
- manager.yaml
${images}
-- config/manager/manager.yaml --
${manager}
-- config/crd/kustomization.yaml --
resources:
- bases/app.yaml
-- config/crd/bases/app.yaml --
kind: CustomResourceDefinition
metadata: {name: apps.example.com}
`;
const images = (tag: string, name = 'localhost/app'): string => `images:\n- name: controller\n  newName: ${name}\n  newTag: ${tag}`;
const wrong = 'dev # want tag-mismatch "built in `test/e2e` as `localhost/app:e2e`"';
const applied = '\t_ = exec.Command("kubectl", "apply", "-k", "config/default").Run()';

describe('what is applied', () => {
  test.each([
    ['kubectl apply -k', applied],
    ['kubectl create -k', '\t_ = exec.Command("kubectl", "create", "--kustomize=config/default").Run()'],
    ['a pipe of a shell', '\t_ = exec.Command("sh", "-c", "kustomize build config/default | kubectl apply -f -").Run()'],
    ['kubectl’s own build', '\t_ = exec.Command("bash", "-c", "kubectl kustomize config/default | kubectl apply -n x -f -").Run()'],
    ['the output of a build', '\tbuild := exec.Command("kustomize", "build", "config/default")\n\tout, _ := build.Output()\n\tapply := exec.Command("kubectl", "apply", "-f", "-")\n\tapply.Stdin = bytes.NewReader(out)\n\t_ = apply.Run()'],
    ['its pipe', '\tbuild := exec.Command("kustomize", "build", "config/default")\n\tapply := exec.Command("kubectl", "apply", "-f", "-")\n\tapply.Stdin, _ = build.StdoutPipe()\n\t_ = apply.Run()'],
    ['from a folder', '\tcmd := exec.Command("kubectl", "apply", "-k", "default")\n\tcmd.Dir = "../../config"\n\t_ = cmd.Run()'],
    ['from a folder of a shell', '\t_ = exec.Command("sh", "-c", "cd config && (cd crd && ls) && kubectl apply -k default").Run()'],
  ])('%s: hit', async (_, body) => {
    await check(suite(body, project(images(wrong)), '\t"bytes"'));
  });
  test.each([
    ['kubectl apply -k', applied],
    ['a pipe of a shell', '\t_ = exec.Command("sh", "-c", "kustomize build config/default | kubectl apply -f -").Run()'],
  ])('%s: silence', async (_, body) => {
    await checkSilent(suite(body, project(images('e2e'))));
  });
  test.each([
    ['edited on the way', '\t_ = exec.Command("sh", "-c", "kustomize build config/default | sed s/dev/e2e/ | kubectl apply -f -").Run()'],
    ['replaced on the way', '\tout, _ := exec.Command("kustomize", "build", "config/default").Output()\n\ttext := strings.ReplaceAll(string(out), "dev", "e2e")\n\tapply := exec.Command("kubectl", "apply", "-f", "-")\n\tapply.Stdin = strings.NewReader(text)\n\t_ = apply.Run()'],
    ['built only', '\t_ = exec.Command("kustomize", "build", "config/default").Run()'],
    ['tried only', '\t_ = exec.Command("kubectl", "apply", "--dry-run=client", "-k", "config/default").Run()'],
    ['another folder', '\t_ = exec.Command("kubectl", "apply", "-k", "config/none").Run()'],
    ['a folder from outside', '\t_ = exec.Command("kubectl", "apply", "-k", os.Getenv("DIR")).Run()'],
    ['a repository', '\t_ = exec.Command("kubectl", "apply", "-k", "github.com/acme/app/config/default?ref=main").Run()'],
    ['deleted only', '\t_ = exec.Command("kubectl", "delete", "-k", "config/default").Run()'],
    ['make deploy changes it', `\t_ = exec.Command("make", "deploy", "IMG=localhost/app:e2e").Run()\n${applied}`],
    ['a script runs before', `\t_ = exec.Command("./hack/set-up.sh").Run()\n${applied}`],
    ['written by code', `\t_ = os.WriteFile("config/default/kustomization.yaml", data, 0o644)\n${applied}`],
  ])('%s: not told', async (_, body) => {
    await checkSilent(suite(body, project(images('dev')), '\t"os"\n\t"strings"'));
  });
});

const set = (image: string, want = '', folder = '../../config/manager'): string => `\tset := exec.Command("kustomize", "edit", "set", "image", "controller=${image}")${want}\n\tset.Dir = "${folder}"\n\t_ = set.Run()`;

describe('kustomize edit set image', () => {
  const told = ' // want tag-mismatch';
  test('hit: another tag, in the place of a right one', () => check(suite(`${set('localhost/app:dev', told)}\n${applied}`, project(images('e2e')))));
  test.each([
    ['the right tag, in the place of another', `${set('localhost/app:e2e')}\n${applied}`, 'dev'],
    ['by a shell that goes there', '\t_ = exec.Command("sh", "-c", "(cd config/manager && kustomize edit set image controller=localhost/app:e2e) && kustomize build config/default | kubectl apply -f -").Run()', 'dev'],
    ['in a helper', `\tsetImage(t, "localhost/app:e2e")\n${applied}`, 'dev'],
    ['only sometimes', `\tif testing.Short() {\n${set('localhost/app:e2e')}\n\t}\n${applied}`, 'dev'],
    ['what isn’t known', `\tset := exec.Command("kustomize", append([]string{"edit", "set", "image"}, outside.Images()...)...)\n\tset.Dir = "../../config/manager"\n\t_ = set.Run()\n${applied}`, 'dev'],
    ['in a folder that isn’t known', `\tset := exec.Command("kustomize", "edit", "set", "image", "controller=localhost/app:e2e")\n\tset.Dir = outside.Folder()\n\t_ = set.Run()\n${applied}`, 'dev'],
    ['a patch is added', `\tset := exec.Command("kustomize", "edit", "add", "patch", "--path", "image.yaml")\n\tset.Dir = "../../config/manager"\n\t_ = set.Run()\n${applied}`, 'dev'],
    ['in a test that comes in another order', `\tt.Run("a", func(t *testing.T) {\n${set('localhost/app:e2e')}\n\t})\n${applied}`, 'dev'],
    ['the set name is not the manifest’s', `${set('localhost/app:e2e')}\n${applied}`, 'e2e'],
  ])('silence: %s', async (_, body, tag) => {
    await checkSilent(suite(body, project(images(tag)) + `
-- test/e2e/set_test.go --
package e2e

import (
	"os/exec"
	"testing"
)

func setImage(t *testing.T, image string) {
	set := exec.Command("kustomize", "edit", "set", "image", "controller="+image)
	set.Dir = "../../config/manager"
	_ = set.Run()
}
`));
  });
  test('hit: afterwards, and of another kustomization', async () => {
    await check(suite(`${applied}\n${set('localhost/app:e2e')}`, project(images(wrong))));
    await check(suite(`${set('localhost/app:e2e', '', '../../config/crd')}\n${applied}`, project(images(wrong))));
  });
  test('hit: of another name', () => check(suite(`${set('localhost/app:e2e').replace('controller=', 'manager=')}\n${applied}`, project(images(wrong)))));
  test('hit: the last one in order', () => check(suite(`${set('localhost/app:dev')}\n${set('localhost/app:new', told).replaceAll('set :=', 'again :=').replaceAll('set.', 'again.')}\n${applied}`, project(images('e2e')))));
});

describe('layers', () => {
  const overlay = (name: string, tag: string): string => `-- config/${name}/kustomization.yaml --\nresources: [../manager]\nimages:\n- name: controller\n  newName: localhost/app\n  newTag: ${tag}\n`;
  test('two overlays for two suites: each flow has its own', () => check(`${suite('\t_ = exec.Command("kubectl", "apply", "-k", "config/one").Run()', project(''))}
${overlay('one', 'e2e')}${overlay('two', wrong.replace('test/e2e', 'test/other'))}
-- test/other/suite_test.go --
package other

import (
	"os/exec"
	"testing"
)

func TestOther(t *testing.T) {
	_ = exec.Command("docker", "build", "-t", "localhost/app:e2e", ".").Run()
	_ = exec.Command("kind", "load", "docker-image", "localhost/app:e2e").Run()
	_ = exec.Command("kubectl", "apply", "-k", "config/two").Run()
}
`));
  test('an overlay’s tag over that of a base', async () => {
    const over = (tag: string): string => `images:\n- name: localhost/app\n  newTag: ${tag}\n`;
    await check(suite(applied, project(images('e2e'), over(wrong))));
    await checkSilent(suite(applied, project(images('dev'), over('e2e'))));
  });
  test.each([
    ['a patch puts the right image', 'patches:\n- patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: localhost/app:e2e\n  target: {kind: Deployment}\n'],
    ['a patch that isn’t there', 'patches:\n- path: image.yaml\n'],
    ['a transformer', 'transformers: [tags.yaml]\n'],
    ['replacements', 'replacements:\n- path: replacement.yaml\n'],
    ['a component from elsewhere', 'components: ["https://example.com/acme/app//comp?ref=v1"]\n'],
    ['a digest', 'images:\n- name: localhost/app\n  digest: sha256:0000000000000000000000000000000000000000000000000000000000000000\n'],
  ])('silence: %s', async (_, over) => {
    await checkSilent(suite(applied, project(images('dev'), over)));
  });
  test.each([
    ['a remote base beside it', '- https://github.com/acme/other//config?ref=v1\n'],
    ['a patch of something else', 'patches:\n- path: other.yaml\n  target: {kind: Service}\n'],
    ['replacements in annotations', 'replacements:\n- source: {kind: Certificate}\n  targets:\n  - select: {kind: CustomResourceDefinition}\n    fieldPaths: [.metadata.annotations.a]\n'],
  ])('hit: %s', async (_, over) => {
    await check(suite(applied, project(images(wrong), over)));
  });
  test('a patch puts the wrong image, in the kustomization’s own text or in a file', async () => {
    await check(suite(applied, project(images('e2e'), 'patches:\n- patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: localhost/app:dev # want tag-mismatch\n  target: {kind: Deployment}\n')));
    await check(suite(applied, `${project(images('e2e'), 'patches:\n- path: image.yaml\n')}-- config/default/image.yaml --\n${deployment('localhost/app:dev # want tag-mismatch')}`));
    await checkSilent(suite(applied, `${project(images('dev'), 'patches:\n- path: image.yaml\n')}-- config/default/image.yaml --\n${deployment('localhost/app:e2e')}`));
  });
});

describe('placeholders', () => {
  test('silence: what is replaced isn’t told by itself', () => checkSilent(suite(applied, project('images:\n- name: localhost/app\n  newTag: e2e\n', '', deployment('localhost/app:placeholder')))));
  test('hit: what stays', () => check(suite(applied, project('', '', deployment('localhost/app:placeholder # want tag-mismatch')))));
  test('hit: a placeholder whose entry has another name', () => check(suite(applied, project('images:\n- name: app\n  newTag: e2e\n', '', deployment('localhost/app:placeholder # want tag-mismatch')))));
  test('silence: kubectl sets the image afterwards, under the name that the prefix gives', async () => {
    const later = (name: string): string => `${applied}\n\t_ = exec.Command("kubectl", "set", "image", "deployment/${name}", "manager=localhost/app:e2e").Run()`;
    await checkSilent(suite(later('app-controller-manager'), project(images('dev'))));
    await check(suite(later('controller-manager'), project(images(wrong))));
  });
  test('silence: it is deleted again and deployed in another way', () => checkSilent(suite(`${applied}\n\t_ = exec.Command("kubectl", "delete", "-k", "config/default").Run()\n\tapply := exec.Command("kubectl", "apply", "-f", "-")\n\tapply.Stdin = strings.NewReader("kind: Pod\\nspec:\\n  containers:\\n  - name: manager\\n    image: localhost/app:e2e\\n")\n\t_ = apply.Run()`, project(images('dev')), '\t"strings"')));
});

describe('pull policies', () => {
  const policy = (value: string): string => deployment('controller:latest', 'manager', `        imagePullPolicy: ${value}\n`);
  test('hit: of the manifest', () => check(suite(applied, project(images('e2e'), '', policy('Always # want local-image-always-pulled')))));
  test('silence: a patch sets it', () => checkSilent(suite(applied, project(images('e2e'), 'patches:\n- patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/imagePullPolicy\n      value: Never\n  target: {kind: Deployment}\n', policy('Always')))));
  test('silence: a patch that isn’t read may', () => checkSilent(suite(applied, project(images('e2e'), 'patches:\n- path: none.yaml\n', policy('Always')))));
});

describe('where it is told', () => {
  test('the fix edits the new tag', () => checkFix(suite(applied, project(images(wrong))), /Use the built tag e2e/, suite(applied, project(images('e2e # want tag-mismatch "built in `test/e2e` as `localhost/app:e2e`"')))));
});

test('a tag that YAML would read as a number gets quotes', () => {
  const numbered = (tag: string): string => suite(applied, project(images(tag))).replaceAll('app:e2e', 'app:1.10');
  return checkFix(numbered('dev # want tag-mismatch "localhost/app:1.10"'), /Use the built tag 1\.10/, numbered('"1.10" # want tag-mismatch "localhost/app:1.10"'));
});

describe('the image is loaded, or not', () => {
  const built = (body: string): string => suite(`\t_ = exec.Command("docker", "build", "-t", "localhost/other:e2e", ".").Run()\n${body}`, project(images('e2e # want not-loaded', 'localhost/other')));
  test('hit', () => check(built(applied)));
  test('silence', () => checkSilent(built(`\t_ = exec.Command("kind", "load", "docker-image", "localhost/other:e2e").Run()\n${applied}`)));
});
