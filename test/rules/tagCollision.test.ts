import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone, goFile, only, width } from './goFile';

const builds = (first: string, second: string, want = ''): string => `-- a.go --
${goFile(`func SetupA() {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ${first}).Run()
}`)}
-- b.go --
${goFile(`func SetupB() {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ${second}).Run() ${want}
}`)}`;

describe('hits', () => {
  test('two Dockerfiles', async () => {
    const found = only(await check(builds('"-f", "docker/gateway.Dockerfile", "."', '"-f", "docker/datastorage.Dockerfile", "."', '// want tag-collision "is built here from .docker/datastorage.Dockerfile. and by SetupA in a.go from .docker/gateway.Dockerfile."')), 'tag-collision');
    expect(found).toMatchObject({ severity: 'warning', image: 'localhost/app:v1', function: 'SetupB' });
    expect(width(found)).toBe('v1'.length);
    expect(found.related[0]?.message).toMatch(/^also built here/);
  });
  test('two contexts', () => check(builds('"./gateway"', '"./datastorage"', '// want tag-collision "from .\\./datastorage. and by SetupA in a.go from .\\./gateway."')));
});

describe('silences', () => {
  test('the same Dockerfile, written in two ways', () => checkSilent(builds('"-f", "docker/app.Dockerfile", "."', '"-f", "./docker/app.Dockerfile", "."')));
  test('docker as the fallback of podman, from one Dockerfile', () => checkSilent(alone(`
	if err := exec.Command("podman", "build", "-t", "localhost/app:v1", "-f", "D", ".").Run(); err != nil {
		exec.Command("docker", "build", "-t", "localhost/app:v1", "-f", "D", ".").Run()
	}
`)));
  test.each([
    ['in its condition', 'if err := exec.Command("docker", "build", "-t", "localhost/app:v1", "-f", "a", ".").Run(); err != nil {'],
    ['before it', 'err := exec.Command("docker", "build", "-t", "localhost/app:v1", "-f", "a", ".").Run()\n\tif err != nil {'],
  ])('a second Dockerfile where the first one fails, which runs %s', async (_, first) => {
    await checkSilent(alone(`
	${first}
		exec.Command("docker", "build", "-t", "localhost/app:v1", "-f", "b", ".").Run()
	}
`));
  });
  test('the same context under another root', () => checkSilent(builds('"../.."', '"."')));
  test('other tags', () => checkSilent(builds('"-f", "a", "."', '"-f", "b", "."').replace('app:v1', 'app:v2')));
  test('dead code', () => checkSilent(builds('"-f", "a", "."', '"-f", "b", "."').replace('SetupA', 'setupA_DEPRECATED')));
});

test('hole: a Dockerfile that is not known', () => checkSilent(builds('"-f", os.Getenv("DOCKERFILE"), "."', '"-f", "b", "."')));

describe('one of two ways runs, by a helper', () => {
  const ways = (body: string): string => alone(body, 'func run(name string, args ...string) { exec.Command(name, args...).Run() }');
  const one = 'run("docker", "build", "-t", "localhost/app:v1", "-f", "a.Dockerfile", ".")';
  const other = 'run("docker", "build", "-t", "localhost/app:v1", "-f", "b.Dockerfile", ".")';
  test.each([
    ['if and else', `if len(os.Args) > 1 {\n\t${one}\n} else {\n\t${other}\n}`],
    ['a switch', `switch len(os.Args) {\ncase 1:\n\t${one}\ndefault:\n\t${other}\n}`],
    ['an early return', `if len(os.Args) > 1 {\n\t${one}\n\treturn\n}\n${other}`],
    ['an early exit', `if len(os.Args) > 1 {\n\t${one}\n\tos.Exit(0)\n}\n${other}`],
  ])('silent: %s', async (_, body) => {
    await checkSilent(ways(body));
  });
  test('silent: returned, without a helper', () => checkSilent(`-- a.go --\n${goFile(`func Build() error {
	if len(os.Args) > 1 {
		return exec.Command("docker", "build", "-t", "localhost/app:v1", "-f", "a.Dockerfile", ".").Run()
	}
	return exec.Command("docker", "build", "-t", "localhost/app:v1", "-f", "b.Dockerfile", ".").Run()
}`)}`));
  test.each([
    ['one after the other', `${one}\n${other} // want tag-collision`],
    ['a branch that goes on', `if len(os.Args) > 1 {\n\t${one}\n}\n${other} // want tag-collision`],
    ['a branch that is left in the middle', `if len(os.Args) > 1 {\n\t${one}\n\tif len(os.Args) > 2 {\n\t\treturn\n\t}\n}\n${other} // want tag-collision`],
  ])('told: %s', async (_, body) => {
    await check(ways(body));
  });
});

describe('built anew, one after the other', () => {
  const build = (context: string): string => `exec.Command("docker", "build", "-t", "localhost/app:v1", "${context}").Run()`;
  const helpers = `func load(image string) { exec.Command("kind", "load", "docker-image", image).Run() }`;
  test.each([
    ['loaded between them', 'exec.Command("kind", "load", "docker-image", "localhost/app:v1").Run()'],
    ['loaded by a helper', 'load("localhost/app:v1")'],
    ['run between them', 'exec.Command("docker", "run", "--rm", "localhost/app:v1").Run()'],
  ])('silent: %s', async (_, use) => {
    await checkSilent(alone(`\t${build('good')}\n\t${use}\n\t${build('better')}\n\tload("localhost/app:v1")`, helpers));
  });
  test.each([
    ['not used', ''],
    ['another one is used', 'exec.Command("docker", "run", "--rm", "docker.io/library/nginx:1").Run()'],
  ])('told: %s', async (_, use) => {
    await check(alone(`\t${build('good')}\n\t${use}\n\t${build('better')} // want tag-collision\n\tload("localhost/app:v1")`, helpers));
  });
});
