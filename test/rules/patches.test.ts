/** Manifests that a command changes before or after they are applied: what they are made with doesn't matter then, what the change puts in does. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { deployment, goFile, only } from './goFile';

/** App is built and loaded as v1, and its manifest, which says `dev`, is applied; `body` runs before and after that. */
const edited = (body: string, more = '', want = ''): string => `-- flow.go --
${goFile(`func run(name string, args ...string) {
	if err := exec.Command(name, args...).Run(); err != nil {
		panic(err)
	}
}

func SetupApp() {
	run("docker", "build", "-t", "localhost/app:v1", ".")
	run("kind", "load", "docker-image", "localhost/app:v1")
	run("kubectl", "apply", "-f", "testdata/app.yaml")
	${body}
}
${more}`)}
-- testdata/app.yaml --
${deployment('localhost/app:dev')}${want}
`;

const strategic = '`{"spec":{"template":{"spec":{"containers":[{"name":"app","image":"localhost/app:v1"}]}}}}`';
const byPath = '`[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"localhost/app:v1"}]`';
const yaml = '`\nspec:\n  template:\n    spec:\n      containers:\n      - name: app\n        image: localhost/app:v1\n`';

const merge = `run("kubectl", "patch", "deployment", "app", "-p", ${strategic})`;
/** Each line holds the image that is put in. */
const patches: readonly (readonly [name: string, line: string])[] = [
  ['a merge, by a helper', merge],
  ['a merge', `exec.Command("kubectl", "patch", "deployment/app", "--patch", ${strategic}).Run()`],
  ['operations', `run("kubectl", "patch", "deployment", "app", "--type=json", ${byPath.replace('`[', '`-p=[')})`],
  ['a format', 'run("kubectl", "patch", "deployment", "app", "--type=json", "-p", fmt.Sprintf(`[{"op": "replace", "path": "/spec/template/spec/containers/0/image", "value": "%s"}]`, "localhost/app:v1"))'],
  ['a sum', 'run("kubectl", "patch", "deployment", "app", "-p", "{\\"spec\\":{\\"template\\":{\\"spec\\":{\\"containers\\":[{\\"name\\":\\"app\\",\\"image\\":\\"" + "localhost/app:v1" + "\\"}]}}}}")'],
  ['a workload under another name', `run("kubectl", "patch", "deployment", "test-app", "-p", ${strategic})`],
  ['a workload that isn’t known', `run("kubectl", "patch", "deployment", os.Args[1], "-p", ${byPath})`],
];

describe.each(patches)('kubectl patch: %s', (_, line) => {
  test('the right image takes the place of what the manifest says', () => checkSilent(edited(line)));
  test('the wrong one is told', async () => {
    const found = await analyze(filesOf(edited(line.replaceAll('app:v1', 'app:v2'))));
    expect(found.findings.filter(({ rule, image }) => rule === 'tag-mismatch' && image === 'localhost/app:v2').map(({ at }) => at.uri.replace(/^.*\//, ''))).toEqual(['flow.go']);
  });
});

test('the wrong image of a patch is told alone', () => check(edited(`${merge.replace('app:v1', 'app:v2')} // want tag-mismatch "app:v2. is deployed"`)));
test('a patch of several lines is one of a workload, no other deployment', async () => {
  await checkSilent(edited('run("kubectl", "patch", "deployment", "app", "-p", patch)', `const patch = ${yaml}`));
  const found = only(await analyze(filesOf(edited('run("kubectl", "patch", "deployment", "app", "-p", patch)', `const patch = ${yaml.replace('app:v1', 'app:v2')}`))), 'tag-mismatch');
  expect(found.image).toBe('localhost/app:v2');
});
test('a patch of another container leaves the manifest’s', () => check(edited(`run("kubectl", "patch", "deployment", "app", "-p", ${strategic.replace('"app","', '"proxy","').replace('localhost/app:v1', 'docker.io/envoy:1')})`, '', ' # want tag-mismatch')));
test('a patch that sets no image leaves it, too', () => check(edited('run("kubectl", "patch", "deployment", "app", "-p", `{"spec":{"replicas":1}}`)', '', ' # want tag-mismatch')));
test('hole: a patch that isn’t known', () => check(edited('run("kubectl", "patch", "deployment", "app", "-p", os.Getenv("PATCH"))', '', ' # want tag-mismatch')));

describe('a file with the patch', () => {
  const file = (text: string): string => `${edited('run("kubectl", "patch", "-f", "testdata/app.yaml", "--patch-file", "testdata/patch.yaml")')}-- testdata/patch.yaml --\n${text}\n`;
  test('a merge', async () => {
    await checkSilent(file(yaml.slice(2, -1)));
    await check(file(yaml.slice(2, -2).replace('app:v1', 'app:v2 # want tag-mismatch')));
  });
  test('operations', async () => {
    const operations = '- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: localhost/app:v1';
    await checkSilent(file(operations));
    const found = await analyze(filesOf(file(operations.replace('app:v1', 'app:v2'))));
    expect(found.findings.some(({ image, rule }) => rule === 'tag-mismatch' && image === 'localhost/app:v2')).toBe(true);
  });
});

test('a workload that is created by name', () => checkSilent(edited(`run("kubectl", "create", "deployment", "made", "--image=localhost/app:dev")\n\trun("kubectl", "patch", "deployment", "made", "-p", ${byPath})\n\t${merge}`)));

describe('a program that edits the file, by a helper', () => {
  test.each([
    ['sed', 'run("sed", "-i", "s#localhost/app:dev#localhost/app:v1#", "testdata/app.yaml")'],
    ['sed in a shell', 'run("sh", "-c", "sed -i s#localhost/app:dev#localhost/app:v1# testdata/app.yaml")'],
    ['yq', 'run("yq", "-i", `.spec.template.spec.containers[0].image = "localhost/app:v1"`, "testdata/app.yaml")'],
  ])('%s', async (_, line) => {
    await checkSilent(edited(line));
    await check(edited(line.replaceAll('localhost/app', 'localhost/web'), '', ' # want tag-mismatch'));
  });
});

test('a patch of a client', async () => {
  const patched = (image: string, want = ''): string => edited(`_ = k8s.Patch(nil, nil, client.RawPatch(types.JSONPatchType, []byte(\`[{"op":"replace","path":"/spec/template/spec/containers/0/image","value":"${image}"}]\`)))`, 'var k8s client.Client', want).replace('"strings"', '"strings"\n\t"sigs.k8s.io/controller-runtime/pkg/client"');
  await checkSilent(patched('localhost/app:v1'));
  await check(patched('localhost/web:v1', ' # want tag-mismatch'));
});
