/** Manifests that a `strings.NewReplacer` fills in: all texts at once, each looked for in the template alone. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { deployment, flow, only } from '../rules/goFile';

const template = (image = 'IMAGE', more = ''): string => `
const manifest = \`${deployment(image)}
        imagePullPolicy: POLICY
${more}\`
`;

/** Builds and loads one image, and applies what `fill` makes of the template. */
const filled = (fill: string, more = template()): string => flow(`
	image := fmt.Sprintf("localhost/app:e2e-%d", time.Now().UnixNano())
	build(image)
	load(image, "e2e")
	${fill}
`, more);

const plain = (value: string, key = 'IMAGE'): string => `apply(strings.NewReplacer("POLICY", "Never", "${key}", ${value}).Replace(manifest))`;

describe('hits', () => {
  test('another tag is put in', async () => {
    const analysis = await check(filled(plain('"localhost/app:dev"')).replace('.Replace(manifest))', '.Replace(manifest)) // want tag-mismatch "localhost/app:dev"'));
    expect(only(analysis, 'tag-mismatch').message).toContain('localhost/app:e2e-{generated}');
  });
  test('the template has a name of its own', async () => {
    only(await check(filled(plain('image'), template('localhost/app:dev # want tag-mismatch'))), 'tag-mismatch');
  });
  test('another image of several values', async () => {
    const analysis = await check(filled(`other := "localhost/app:dev" // want tag-mismatch
	if time.Now().Year() > 2000 {
		other = "localhost/app:old"
	}
	${plain('other')}`));
    expect(only(analysis, 'tag-mismatch').message).toContain('localhost/app:e2e-{generated}');
  });
  test('the policy lands in the place of the image', async () => {
    await check(filled('apply(strings.NewReplacer("POLICY", image, "IMAGE", "Never").Replace(manifest))', template('IMAGE # want wrong-argument "arguments of this replacement are shifted"').replace('POLICY', 'POLICY # want wrong-argument "of this replacement"')));
  });
});

describe('silences', () => {
  test.each([
    ['what is built', plain('image'), template()],
    ['held in a variable', 'r := strings.NewReplacer("IMAGE", image, "POLICY", "Never")\n\tapply(r.Replace(manifest))', template()],
    ['the longer of two texts that begin alike, named first', 'apply(strings.NewReplacer("IMAGE_TAG", image, "IMAGE", "localhost/app:dev", "POLICY", "Never").Replace(manifest))', template('IMAGE_TAG')],
    ['what is put in is not looked through', 'apply(strings.NewReplacer("POLICY", "Never", "IMAGE", image, "e2e-", "dev-").Replace(manifest))', template()],
    ['its own name goes', 'apply(strings.NewReplacer("localhost/app:dev", image, "POLICY", "Never").Replace(manifest))', template('localhost/app:dev')],
    ['a text that nobody knows', 'data, _ := os.ReadFile(os.Getenv("MANIFEST"))\n\tapply(strings.NewReplacer("IMAGE", "localhost/app:dev").Replace(string(data)))', ''],
    ['pairs that nobody knows', 'apply(strings.NewReplacer(pairs(image)...).Replace(manifest))', `${template('localhost/app:dev')}func pairs(image string) []string { return []string{"localhost/app:dev", image} }`],
    ['a command line', 'names := []string{"localhost/app:dev"}\n\texec.Command("bash", "-c", strings.NewReplacer("IMAGE", os.Getenv("APP_IMAGE"), "OTHER", names[0]).Replace("podman build -t IMAGE . && podman tag IMAGE OTHER")).Run()\n\tdeploy(names[0])', ''],
    ['a key that nobody knows', 'apply(strings.NewReplacer(os.Getenv("KEY"), image).Replace(manifest))', template('localhost/app:dev')],
  ])('%s', (_, fill, more) => checkSilent(filled(fill, more)).then(() => undefined));
});
