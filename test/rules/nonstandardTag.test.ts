import { describe, expect, test } from 'vitest';
import { analyze, check } from '../support/check';
import { filesOf } from '../support/fixture';
import { alone, flow, goFile, only, width } from './goFile';

const nonstandard = async (fixture: string): Promise<string[]> => (await analyze(filesOf(fixture))).findings.filter((one) => one.rule === 'nonstandard-tag').map((one) => one.image);
const build = (image: string): string => `\texec.Command("podman", "build", "-t", ${image}, ".").Run()\n`;

describe('hits', () => {
  test('a known service’s local image: the tag is underlined, the form is named', async () => {
    const found = only(await check(alone(build('"localhost/kubernaut-gateway:e2e"').replace('\n', ' // want nonstandard-tag "follows no scheme of the naming standard DD-TEST-001: .*Its form is .localhost/kubernaut-gateway:e2e-test-gateway."'))), 'nonstandard-tag');
    expect(found).toMatchObject({ severity: 'info', function: 'SetupApp' });
    expect(width(found)).toBe('e2e'.length);
  });
  test('the tag of another service', () => check(alone(build('"localhost/kubernaut-gateway:e2e-test-datastorage"').replace('\n', ' // want nonstandard-tag ".gateway. is expected again where .datastorage. stands"'))));
  test('a pinned preset says no to the other two', () => check(`${alone(build('"localhost/datastorage:gateway-1a2b3c4d"').replace('\n', ' // want nonstandard-tag'))}
-- .kubernaut-image-tags.yaml --
version: 1
standard: e2e-test-service
`));
});

describe('silences', () => {
  test.each([
    'localhost/kubernaut-gateway:e2e-test-gateway', 'localhost/datastorage:gateway-1a2b3c4d', 'localhost/kubernaut-gateway:gateway-jane-0a1b2c3-1700000000',
    'localhost/kubernaut-notification:e2e-test', 'localhost/kubernaut-data-storage:e2e-test-datastorage', 'quay.io/jordigilh/gateway:v1', 'localhost/mock-llm:x', 'postgres:16',
  ])('%s', async (image) => {
    expect(await nonstandard(alone(build(`"${image}"`)))).toEqual([]);
  });
  test('an exception of the configuration', async () => {
    expect(await nonstandard(`${alone(build('"localhost/kubernaut-gateway:x"'))}
-- .kubernaut-image-tags.yaml --
version: 1
standard:
  exceptions:
  - image: localhost/kubernaut-gateway:x
    reason: a fixture
`)).toEqual([]);
  });
  test('one finding a place: where the tag is not built, the verdict joins that message', async () => {
    const analysis = await check(flow(`
	build("localhost/kubernaut-gateway:e2e-test-gateway")
	load("localhost/kubernaut-gateway:e2e-test-gateway", "e2e")
	deploy("localhost/kubernaut-gateway:wrong") // want tag-mismatch "also breaks the naming standard: .*; the built one follows it"
`));
    expect(analysis.findings.filter((one) => one.rule === 'nonstandard-tag')).toEqual([]);
  });
  test('another project’s service of that name, unless some image has the prefix or a standard is set', async () => {
    const own = build('"localhost/gateway:dev"');
    expect(await nonstandard(alone(own))).toEqual([]);
    expect(await nonstandard(alone(own + build('"localhost/kubernaut-webhook:e2e-test-webhook"')))).toEqual(['localhost/gateway:dev']);
    expect(await nonstandard(`${alone(own)}\n-- .kubernaut-image-tags.yaml --\nversion: 1\nstandard: e2e-test-service\n`)).toEqual(['localhost/gateway:dev']);
  });
  test('mentions, saves and tags are not judged', async () => {
    expect(await nonstandard(`-- a.go --\n${goFile('func SetupApp() {\n\texec.Command("podman", "rmi", "localhost/kubernaut-gateway:x").Run()\n\texec.Command("podman", "save", "-o", "x.tar", "localhost/kubernaut-gateway:x").Run()\n}')}`)).toEqual([]);
  });
});

test('hole: a tag that is not known', async () => {
  expect(await nonstandard(alone('', `func Build(tag string) {\n${build('"localhost/kubernaut-gateway:" + tag')}${build('"localhost/kubernaut-gateway:" + os.Getenv("T")')}}`))).toEqual([]);
});
