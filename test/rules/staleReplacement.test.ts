import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { deployment, deploymentFile, flow, only } from './goFile';

const manifest = `
-- test/infra/app.yaml --
${deploymentFile('image: localhost/gateway:placeholder')}`;

const built = `	image := "localhost/gateway:v1"
	build(image)
	load(image, "e2e")`;

describe('strings.ReplaceAll', () => {
  test('hit: the file has another image', async () => {
    const found = only(await check(`${flow(`${built}
	content, _ := os.ReadFile("test/infra/app.yaml")
	apply(strings.ReplaceAll(string(content), "localhost/gateway:old", image)) // want stale-replacement "looks for .localhost/gateway:old., which the manifest app.yaml doesn't contain"
`)}${manifest.replace('placeholder', 'v1')}`), 'stale-replacement');
    expect(found).toMatchObject({ severity: 'error', image: 'localhost/gateway:old', function: 'SetupApp' });
    expect(found.message).toContain('it has `localhost/gateway:v1`');
    expect(found.related.map(({ message }) => message)).toEqual(['the manifest app.yaml has localhost/gateway:v1']);
  });
  test.each([
    ['a name', 'localhost/gateway:old', 'localhost/gateway:v1'],
    ['a line', 'image: localhost/gateway:old', 'image: localhost/gateway:v1'],
  ])('fix: look for what the manifest has, %s', (_, old, now) => {
    const by = old.startsWith('image') ? '"image: "+image' : 'image';
    const fixture = (text: string, want = ''): string => `${flow(`${built}
	content, _ := os.ReadFile("test/infra/app.yaml")
	apply(strings.ReplaceAll(string(content), "${text}", ${by}))${want}
`)}${manifest.replace('placeholder', 'v1')}`;
    return checkFix(fixture(old, ' // want stale-replacement'), /^Look for localhost\/gateway:v1$/, fixture(now, ' // want stale-replacement'));
  });
  test('no fix where the manifest has several images of that repository, or none', async () => {
    const finding = async (images: string): Promise<unknown> => only(await check(`${flow(`${built}
	content, _ := os.ReadFile("test/infra/app.yaml")
	apply(strings.ReplaceAll(string(content), "localhost/gateway:old", image)) // want stale-replacement "doesn't contain: the manifest"
`)}${manifest.replace('localhost/gateway:placeholder', images)}`), 'stale-replacement').fixes.filter(({ title }) => title.startsWith('Look'));
    expect(await finding('localhost/gateway:v1\n      - name: other\n        image: localhost/gateway:v1')).toEqual([]);
    expect(await finding('quay.io/other:v1')).toEqual([]);
  });
  test('hit: a raw string has another image', () => check(flow(`${built}
	manifest := \`
containers:
- name: app
  image: localhost/gateway:v1
\`
	apply(strings.ReplaceAll(manifest, "localhost/gateway:old", image)) // want stale-replacement "which the manifest doesn't contain"
`)));
  test.each([
    ['asked first', 'if strings.Contains(manifest, "localhost/web:dev") {', ''],
    ['asked after another text', 'if strings.Contains(manifest, "localhost/other:dev") {', ' // want stale-replacement'],
    ['not asked', '{', ' // want stale-replacement'],
  ])('a text that may not be there, %s', async (_, asked, want) => {
    await check(flow(`${built}
	manifest := "containers:\\n- name: app\\n  image: localhost/gateway:dev\\n"
	${asked}
		manifest = strings.ReplaceAll(manifest, "localhost/web:dev", "localhost/web:v1")${want}
	}
	apply(strings.ReplaceAll(manifest, "localhost/gateway:dev", image))
`));
  });
  test('in dead code it is information', async () => {
    expect(only(await check(flow('', `
func deploy_DEPRECATED() {
	build("localhost/gateway:v1")
	apply(strings.ReplaceAll("containers:\\n- name: app\\n  image: localhost/gateway:v1\\n", "localhost/gateway:old", "x")) // want stale-replacement
}`)), 'stale-replacement').severity).toBe('info');
  });
  test('silence: the placeholder is there, and its image is never judged', () => checkSilent(`${flow(`${built}
	content, _ := os.ReadFile("test/infra/app.yaml")
	apply(strings.ReplaceAll(string(content), "localhost/gateway:placeholder", image))
`)}${manifest}`));
  test('silence: what is replaced is no image', () => checkSilent(`${flow(`${built}
	content, _ := os.ReadFile("test/infra/app.yaml")
	text := strings.ReplaceAll(string(content), "namespace-of-old", "x")
	apply(strings.ReplaceAll(text, "localhost/gateway:placeholder", image))
`)}${manifest}`));
  test('silence: a pull policy is no image, whether it is there or not', () => checkSilent(`${flow(`${built}
	content, _ := os.ReadFile("test/infra/app.yaml")
	text := strings.ReplaceAll(string(content), "localhost/gateway:placeholder", image)
	apply(strings.ReplaceAll(text, "imagePullPolicy: Always", "imagePullPolicy: IfNotPresent"))
`)}${manifest}`));
  test('hole: a file that the workspace doesn’t have, a text that is not known', () => checkSilent(flow(`${built}
	content, _ := os.ReadFile("/elsewhere/app.yaml")
	apply(strings.ReplaceAll(string(content), "localhost/gateway:old", image))
	apply(strings.ReplaceAll(readManifest(), "localhost/gateway:old", image))
	apply(strings.ReplaceAll(fmt.Sprintf("containers:\\n- name: app\\n  image: %s\\n", readName()), "localhost/gateway:old", image))
`)));
});

describe('kubectl set image', () => {
  const applied = (container: string, want = '', more = ''): string => `${flow(`${built}
	exec.Command("kubectl", "apply", "-f", "test/infra/app.yaml").Run()${more}
	exec.Command("kubectl", "set", "image", "deployment/app", "${container}="+image).Run() ${want}
`)}${manifest}`;
  test('hit: the deployment has no such container', () => check(applied('manager', '// want stale-replacement "deployment/app has no container .manager.; it has .app."').replace('gateway:placeholder', 'gateway:v1')));
  test('silence: the container is there, and the placeholder is patched', () => checkSilent(applied('app')));
  test.each([
    ['the first try fails', '\n\texec.Command("kubectl", "set", "image", "deployment/app", "app="+image).Run()'],
    ['one of several names', '\n\tfor _, name := range []string{"operator", "app"} {\n\t\texec.Command("kubectl", "set", "image", "deployment/app", name+"="+image).Run()\n\t}'],
  ])('silence: the same image for a container that is there, %s', async (_, more) => {
    await checkSilent(applied('manager', '', more));
  });
  test('hit: another image for the container that is there', () => check(applied('manager', '// want stale-replacement', '\n\texec.Command("kubectl", "set", "image", "deployment/app", "app=busybox:1.36").Run()')));
  test('silence: every container', () => checkSilent(applied('*')));
  test('silence: another workload, which the flow gets from somewhere else', () => checkSilent(applied('manager').replace('deployment/app', 'deployment/operator').replace('gateway:placeholder', 'gateway:v1')));
  const adding = (name: string): string => `\n\texec.Command("kubectl", "patch", "deployment", "app", "--type=json", "-p", \`[{"op":"add","path":"/spec/template/spec/containers/-","value":{"name":"${name}","image":"redis:7"}}]\`).Run()`;
  test('silence: a patch has added the container', () => checkSilent(applied('side', '', adding('side')).replace('gateway:placeholder', 'gateway:v1')));
  test('hit: a patch has added another one', () => check(applied('side', '// want stale-replacement "has no container .side."', adding('proxy')).replace('gateway:placeholder', 'gateway:v1')));
  test('hole: the container’s name is filled in', () => checkSilent(flow(`${built}
	apply(fmt.Sprintf(\`
${deployment('localhost/gateway:v1', '%s')}
\`, readName()))
	exec.Command("kubectl", "set", "image", "deployment/app", "manager="+image).Run()
	exec.Command("kubectl", "set", "image", "deployment/app", readName()+"="+image).Run()
`)));
});
