import { describe, expect, test } from 'vitest';
import { analyze, check } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow, only, width } from './goFile';

const silent = async (fixture: string): Promise<void> => {
  expect((await analyze(filesOf(fixture))).findings.filter((one) => one.rule === 'loaded-not-deployed')).toEqual([]);
};

describe('hits', () => {
  test('a service is loaded under one name and deployed under another', async () => {
    const found = only(await check(flow(`
	build("localhost/kubernaut-gateway:v1")
	build("localhost/kubernaut-gateway:v2")
	load("localhost/kubernaut-gateway:v1", "e2e") // want loaded-not-deployed "is loaded in .SetupApp., but that flow deploys gateway as .localhost/kubernaut-gateway:v2."
	deploy("localhost/kubernaut-gateway:v2") // want not-loaded
`)), 'loaded-not-deployed');
    expect(found).toMatchObject({ severity: 'hint', image: 'localhost/kubernaut-gateway:v1', function: 'SetupApp' });
    expect(width(found)).toBe('v1'.length);
  });
});

test('the tag that is deployed is generated again: no name is told twice', async () => {
  const { findings } = await analyze(filesOf(flow(`
	build("localhost/worker:" + os.Getenv("TAG"))
	load(unique("worker"), "e2e")
	deploy(unique("worker"))
`, 'func unique(name string) string { return fmt.Sprintf("localhost/%s:%d", name, time.Now().UnixNano()) }') + `
-- .kubernaut-image-tags.yaml --
version: 1
standard:
  services: [worker]
`));
  expect(only({ findings }, 'loaded-not-deployed').message).toMatch(/^`localhost\/worker:\{generated\}` is loaded in `SetupApp`, but that flow deploys worker under a tag that is generated again\./);
});

describe('silences', () => {
  test('deployed under the loaded name', () => silent(flow(`
	build("localhost/kubernaut-gateway:v1")
	load("localhost/kubernaut-gateway:v1", "e2e")
	deploy("localhost/kubernaut-gateway:v1")
`)));
  test('podman’s own localhost/', () => silent(flow(`
	build("kubernaut-gateway:v1")
	load("kubernaut-gateway:v1", "e2e")
	deploy("localhost/kubernaut-gateway:v1")
`)));
  test('a service that the flow doesn’t deploy: by a chart, perhaps', () => silent(flow(`
	build("localhost/kubernaut-gateway:v1")
	load("localhost/kubernaut-gateway:v1", "e2e")
	deploy("postgres:16")
`)));
  test('no service of the standard', () => silent(flow(`
	build("localhost/x:v1")
	load("localhost/x:v1", "e2e")
	deploy("localhost/x:v2")
`)));
  test('in dead code', () => silent(flow('', `
func setup_DEPRECATED() {
	load("localhost/kubernaut-gateway:v1", "e2e")
	deploy("localhost/kubernaut-gateway:v2")
}`)));
});

test('hole: some deployment is not known', () => silent(flow(`
	build("localhost/kubernaut-gateway:v1")
	load("localhost/kubernaut-gateway:v1", "e2e")
	deploy("localhost/kubernaut-gateway:v2")
	deploy(readName())
`)));

test('a node that has it under another name, too', async () => {
  const renaming = (name: string): string => flow(`
	build("localhost/kubernaut-gateway:v1")
	load("localhost/kubernaut-gateway:v1", "e2e")
	exec.Command("podman", "exec", "e2e-control-plane", "ctr", "-n", "k8s.io", "images", "tag", "localhost/kubernaut-gateway:v1", "${name}").Run()
	deploy("docker.io/kubernaut/gateway:v1")
`);
  await silent(renaming('docker.io/kubernaut/gateway:v1'));
  expect(only(await analyze(filesOf(renaming('docker.io/kubernaut/proxy:v1'))), 'loaded-not-deployed').image).toBe('localhost/kubernaut-gateway:v1');
});
