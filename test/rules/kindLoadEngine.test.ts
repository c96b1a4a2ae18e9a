import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { alone, only } from './goFile';

const loaded = (engine: string, built: string, image: string, want = ''): string => alone(`
	exec.Command("${engine}", "build", "-t", "${built}", ".").Run()
	exec.Command("kind", "load", "docker-image", "${image}", "--name", "e2e").Run() ${want}
`);

describe('hits', () => {
  test.each([['podman', 'localhost/gateway:v1'], ['buildah', 'localhost/gateway:v1'], ['podman', 'gateway:v1']])('%s builds %s', async (engine, built) => {
    const found = only(await check(loaded(engine, built, 'localhost/gateway:v1', '// want kind-load-engine "reads docker\'s store, but podman builds .localhost/gateway:v1. .SetupApp in flow.go.: kind answers"')), 'kind-load-engine');
    expect(found).toMatchObject({ severity: 'error', image: 'localhost/gateway:v1' });
    expect(found.related[0]?.message).toMatch(/^built here as/);
  });
  test('the engine in a variable', () => check(alone(`
	engine := "podman"
	exec.Command(engine, "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/gateway:v1").Run() // want kind-load-engine
`)));
  test('in dead code it is information', async () => {
    expect(only(await check(alone('', `
func setup_DEPRECATED() {
	exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/gateway:v1").Run() // want kind-load-engine
}`)), 'kind-load-engine').severity).toBe('info');
  });
});

describe('silences', () => {
  test('docker builds it', () => checkSilent(loaded('docker', 'localhost/gateway:v1', 'localhost/gateway:v1')));
  test('docker is the fallback of podman', () => checkSilent(alone(`
	if err := exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run(); err != nil {
		exec.Command("docker", "build", "-t", "localhost/gateway:v1", ".").Run()
	}
	exec.Command("kind", "load", "docker-image", "localhost/gateway:v1").Run()
`)));
  test('save and image-archive', () => checkSilent(alone(`
	exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("podman", "save", "-o", "g.tar", "localhost/gateway:v1").Run()
	exec.Command("kind", "load", "image-archive", "g.tar").Run()
`)));
  test('an image that this flow doesn’t build', () => checkSilent(loaded('podman', 'localhost/gateway:v1', 'quay.io/jordigilh/redis:7')));
  test('an image that docker pulled', () => checkSilent(alone(`
	exec.Command("docker", "pull", "quay.io/jordigilh/redis:7").Run()
	exec.Command("kind", "load", "docker-image", "quay.io/jordigilh/redis:7").Run()
`)));
});

describe('holes', () => {
  test('the engine is the environment’s', () => checkSilent(alone(`
	exec.Command(os.Getenv("CONTAINER_TOOL"), "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", "localhost/gateway:v1").Run()
`)));
  test('the loaded image is a parameter’s', () => checkSilent(alone('', `
func Load(image string) {
	exec.Command("podman", "build", "-t", "localhost/gateway:v1", ".").Run()
	exec.Command("kind", "load", "docker-image", image).Run()
}`)));
});
