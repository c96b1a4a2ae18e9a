import { describe, expect, test } from 'vitest';
import { analyze, check } from '../support/check';
import { filesOf } from '../support/fixture';
import { goFile, only } from './goFile';

const suite = (body: string): string => `-- app_suite_test.go --
${goFile(`func TestApp(t *testing.T) {
${body}
}`)}`;
const silent = async (fixture: string): Promise<void> => {
  expect((await analyze(filesOf(fixture))).findings.filter((one) => one.rule === 'unused-build')).toEqual([]);
};
const build = '\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()';

describe('hits', () => {
  test('built in a suite, and nothing ever uses it', async () => {
    const found = only(await check(suite(`${build} // want unused-build "is built here, but nothing deploys, runs, saves, loads, pushes or tags it"`)), 'unused-build');
    expect(found).toMatchObject({ severity: 'hint', tags: ['unnecessary'], image: 'localhost/app:v1' });
  });
  test('removing or inspecting is no use', () => check(suite(`${build} // want unused-build
	exec.Command("podman", "rmi", "localhost/app:v1").Run()
	exec.Command("podman", "image", "exists", "localhost/app:v1").Run()`)));
});

describe('silences', () => {
  test.each([
    ['deployed', '_ = corev1.Container{Image: "localhost/app:v1"}'],
    ['run', 'exec.Command("podman", "run", "-d", "localhost/app:v1").Run()'],
    ['saved', 'exec.Command("podman", "save", "-o", "a.tar", "localhost/app:v1").Run()'],
    ['loaded', 'exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()'],
    ['pushed', 'exec.Command("podman", "push", "localhost/app:v1").Run()'],
    ['tagged', 'exec.Command("podman", "tag", "localhost/app:v1", "localhost/app:v2").Run()'],
    ['pushed under another name', 'exec.Command("podman", "push", "localhost/app:v1", "localhost:5001/app:v1").Run()'],
    ['copied', 'exec.Command("skopeo", "copy", "docker-daemon:localhost/app:v1", "docker://localhost:5001/app:v1").Run()'],
    ['what another is built from', 'exec.Command("podman", "build", "--build-arg", "BASE_IMAGE=localhost/app:v1", "-t", "localhost/web:v1", ".").Run(); exec.Command("podman", "run", "localhost/web:v1").Run()'],
    ['a cluster’s node', 'exec.Command("kind", "create", "cluster", "--image", "localhost/app:v1").Run()'],
    ['run under podman’s short name', 'exec.Command("podman", "run", "-d", "app:v1").Run()'],
  ])('%s', async (_, use) => {
    await silent(suite(`${build}\n\t${use}`));
  });
  test('a base by its name', () => silent(suite('\texec.Command("podman", "build", "-t", "localhost/app-base:v1", ".").Run()')));
  test('an exported set-up’s image may be used by somebody the workspace doesn’t show', () => silent(`-- setup.go --\n${goFile(`func SetupApp() {\n${build}\n}`)}`));
});

describe('holes', () => {
  test('something unknown is deployed: it may be this one', () => silent(suite(`${build}\n\t_ = corev1.Container{Image: readName()}`)));
  test('the built tag is the environment’s', () => silent(suite(`\texec.Command("podman", "build", "-t", "localhost/app:"+os.Getenv("TAG"), ".").Run()\n\t_ = corev1.Container{Image: "localhost/app:v1"}`)));
});

describe('a list of what a framework loads', () => {
  const listed = (name: string, want = ''): string => `-- app_test.go --
${goFile(`func TestApp(t *testing.T) {
	exec.Command("docker", "build", "-t", "localhost/app:v1", ".").Run()${want}
}`)}
-- config/suite.yaml --
images:
- name: ${name}
  loadBehavior: mustLoad
`;
  test('silent: it is there', async () => {
    expect((await analyze(filesOf(listed('localhost/app:v1')))).findings.filter(({ rule }) => rule === 'unused-build')).toEqual([]);
  });
  test('hit: another tag is', () => check(listed('localhost/app:v2', ' // want unused-build')));
});
