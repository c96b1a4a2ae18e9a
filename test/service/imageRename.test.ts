/** Renaming a tag or a repository everywhere: the whole of it, or the reason why not. */
import { describe, expect, test } from 'vitest';
import { renameImage, renameTarget, type RenameTarget } from '../../src/service/imageRename';
import { suggestImages } from '../../src/service/imageSuggestions';
import type { Analysis } from '../../src/service/languageService';
import { analyze } from '../support/check';
import { filesOf } from '../support/fixture';
import { memoryRoot } from '../support/memoryWorkspace';

async function targetOf(fixture: string): Promise<{ analysis: Analysis; files: Map<string, string>; target: ReturnType<typeof renameTarget> }> {
  const files = filesOf(fixture);
  for (const [path, text] of files) {
    const offset = text.indexOf('‸');
    if (offset < 0) continue;
    files.set(path, text.replace('‸', ''));
    const analysis = await analyze(files);
    return { analysis, files, target: renameTarget(analysis, `${memoryRoot}/${path}`, offset) };
  }
  throw new Error('no place is pointed at');
}

async function renamed(fixture: string, text: string): Promise<Map<string, string> | string> {
  const { analysis, files, target } = await targetOf(fixture);
  if (target?.kind !== 'target') return target?.why ?? 'nothing to rename';
  const edits = renameImage(analysis, target, text);
  if ('kind' in edits) return edits.why;
  for (const { at, expected, newText } of edits.toReversed()) {
    const path = at.uri.slice(memoryRoot.length + 1);
    const before = files.get(path) ?? '';
    expect(before.slice(at.start, at.end)).toBe(expected);
    files.set(path, before.slice(0, at.start) + newText + before.slice(at.end));
  }
  return files;
}

const fixture = `
-- build.go --
package infra
import "os/exec"
const image = "localhost/gateway:v‸1"
func Setup() {
	exec.Command("podman", "build", "-t", image, ".").Run()
	exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:other").Run()
	exec.Command("podman", "build", "-t", "localhost/notify:v1", ".").Run()
}
-- pod.yaml --
apiVersion: v1
kind: Pod
spec:
  containers:
  - name: g
    image: localhost/gateway:v1
`;

test('a tag is renamed where it is built, tagged and deployed, in Go and YAML, and no other image is', async () => {
  const files = await renamed(fixture, 'v2');
  expect(files).toBeInstanceOf(Map);
  const want = filesOf(fixture.replace('‸', '').replaceAll('localhost/gateway:v1', 'localhost/gateway:v2'));
  expect(Object.fromEntries(files as Map<string, string>)).toEqual(Object.fromEntries(want));
});

test('a name that is written twice for one site is renamed at both places', async () => {
  const text = (name: string): string => `
package infra
import "os/exec"
func Build(image string) { exec.Command("podman", "build", "-t", image, ".").Run() }
func SetupOne() { Build("localhost/${name}:v1") }
func SetupTwo() { Build("localhost/one:v1") }
`;
  const files = await renamed(text('o‸ne'), 'two');
  expect(files instanceof Map && files.get('fixture.go')).toBe(filesOf(text('one').replaceAll('localhost/one', 'two')).get('fixture.go'));
});

test('a repository is renamed under each of its tags', async () => {
  const files = await renamed(fixture.replace('‸', '').replace('localhost/gateway:v1"\n', 'localhost/gate‸way:v1"\n'), 'localhost/kubernaut-gateway');
  const want = filesOf(fixture.replace('‸', '').replaceAll('localhost/gateway:', 'localhost/kubernaut-gateway:'));
  expect(Object.fromEntries(files as Map<string, string>)).toEqual(Object.fromEntries(want));
});

describe('refused, with the reason', () => {
  test('a generated tag', async () => {
    const text = `
package infra
import ("os/exec"; "time")
func Setup() { exec.Command("podman", "build", "-t", "localhost/x:a‸-" + time.Now().Format("150405"), ".").Run() }
`;
    expect(await renamed(text, 'b')).toBe('The name `localhost/x:a-{generated}` is put together from several pieces, or generated, so there is no one place to rename.');
  });

  test('a verb, in whose place the name is put', async () => {
    const text = (images: string): string => `
package infra
import "fmt"
func pod(image string) string { return fmt.Sprintf(\`
kind: Pod
spec:
  containers:
  - name: x
    image: %‸s
\`, image) }
func Setup() { for _, image := range []string{${images}} { apply(pod(image)) } }
func apply(string) {}
`;
    expect(await renamed(text('"localhost/x:a"'), 'b')).toBe('The name `localhost/x:a` is put in here from elsewhere, and can be renamed only where it is written.');
    expect(await renamed(text('"localhost/x:a", "localhost/x:b"'), 'c')).toBe('2 names are put in here from elsewhere, and can be renamed only where they are written.');
    expect(await renamed(text('"localhost/x:a", strange()'), 'c')).toBe('The name `localhost/x:a` is put in here from elsewhere, and can be renamed only where it is written.');
    expect(await renamed(text('strange()'), 'c')).toBe('The name that is put in here from elsewhere isn’t known.');
  });

  test('a deployment that puts the tag together', async () => {
    const text = `
package infra
import "os/exec"
func Setup() {
	exec.Command("podman", "build", "-t", "localhost/x:a-‸b", ".").Run()
	suffix := "b"
	exec.Command("podman", "run", "localhost/x:a-" + suffix).Run()
}
`;
    expect(await renamed(text, 'c')).toBe('At fixture.go:6 the tag is put together from several pieces or generated.');
  });

  test.each(['0', '12', '1.5', '1e3', '0x1f', 'null', 'true', 'off'])('what YAML reads as something else than a text: %s', async (name) => {
    const yaml = (image: string): string => `
-- test/e2e/app.yaml --
kind: Pod
metadata: {name: app}
spec:
  containers:
  - image: ${image}
`;
    expect(await renamed(yaml('ap‸p'), name)).toBe(`At app.yaml:5 \`${name}\` by itself would be a number, or no text at all, in YAML. Give the image a tag first.`);
    expect(await renamed(yaml('ap‸p:v1'), name)).toEqual(filesOf(yaml(`${name}:v1`)));
  });

  test('a tag that another image has from the same characters', async () => {
    const text = `
package infra
import "os/exec"
const tag = "v‸1"
func Setup() {
	exec.Command("podman", "build", "-t", "localhost/x:" + tag, ".").Run()
	exec.Command("podman", "build", "-t", "localhost/y:" + tag, ".").Run()
}
`;
    const { analysis, target } = await targetOf(text);
    expect(target?.kind).toBe('target');
    const one = target as RenameTarget;
    const onlyX: RenameTarget = { ...one, subject: { ...one.subject, uses: one.subject.uses.slice(0, 1) } };
    expect(renameImage(analysis, onlyX, 'v2')).toEqual({ kind: 'refused', why: 'The same characters in fixture.go are part of `localhost/y:v1`, which would be renamed, too.' });
    expect(renameImage(analysis, one, 'v2')).toHaveLength(1);
  });

  test.each([['v 2', /^`v 2` can’t be a tag: /], ['v2@sha256:0', /^`v2@sha256:0` /], ['', /can’t be a tag/], ['a/b', /can’t be a tag|more than a tag/]])('%j, which is no tag', async (text, why) => {
    expect(await renamed(fixture, text)).toMatch(why);
  });
});

test('built images are suggested, the standard’s form first, then what the standard would have', async () => {
  const analysis = await analyze(filesOf(`
package infra
import "os/exec"
func Setup() {
	exec.Command("podman", "build", "-t", "localhost/kubernaut-alpha:v1", ".").Run()
	exec.Command("podman", "build", "-t", "localhost/kubernaut-gateway:e2e-test-gateway", ".").Run()
	exec.Command("podman", "run", "localhost/kubernaut-notification:zzz").Run()
}
`));
  expect(suggestImages(analysis)).toEqual([
    { image: 'localhost/kubernaut-gateway:e2e-test-gateway', standard: true, builtIn: 'fixture.go:5' },
    { image: 'localhost/kubernaut-alpha:v1', standard: false, builtIn: 'fixture.go:4' },
    { image: 'localhost/kubernaut-alpha:e2e-test-alpha', standard: true, builtIn: undefined },
    { image: 'localhost/kubernaut-notification:e2e-test-notification', standard: true, builtIn: undefined },
  ]);
});

test('a short name is suggested as a deployment must ask for it', async () => {
  const suggested = async (engine: string): Promise<string[]> => {
    const analysis = await analyze(filesOf(`
package infra
import "os/exec"
func Setup() {
	exec.Command("${engine}", "build", "-t", "app:v1", ".").Run()
	exec.Command("${engine}", "build", "-t", "quay.io/team/app:v1", ".").Run()
}
`));
    return suggestImages(analysis).filter(({ builtIn }) => builtIn !== undefined).map(({ image }) => image);
  };
  expect(await suggested('podman')).toEqual(['localhost/app:v1', 'quay.io/team/app:v1']);
  expect(await suggested('docker')).toEqual(['app:v1', 'quay.io/team/app:v1']);
});
