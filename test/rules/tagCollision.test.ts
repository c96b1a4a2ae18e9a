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
  test('the same context under another root', () => checkSilent(builds('"../.."', '"."')));
  test('other tags', () => checkSilent(builds('"-f", "a", "."', '"-f", "b", "."').replace('app:v1', 'app:v2')));
  test('dead code', () => checkSilent(builds('"-f", "a", "."', '"-f", "b", "."').replace('SetupA', 'setupA_DEPRECATED')));
});

test('hole: a Dockerfile that is not known', () => checkSilent(builds('"-f", os.Getenv("DOCKERFILE"), "."', '"-f", "b", "."')));
