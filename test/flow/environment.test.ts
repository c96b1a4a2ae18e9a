/** What a run puts into an environment variable, it reads there: where one place sets it and surely ran before. Else the environment decides. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

const setUp = (body: string): string => `
func setUp() (string, error) {
${body}
	return "", nil
}`;

/** App is built and loaded as v1; v2 is deployed where what `body` reads is what `more` has set. */
const read = (body: string, more: string, tag = 'v2'): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
${body}
`, more.replaceAll('TAG', tag));

const ways: readonly (readonly [name: string, body: string, more: string])[] = [
  ['in the same function', '\tos.Setenv("APP_IMAGE", "localhost/app:v2")\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['in a function that was called before', '\tif _, err := setUp(); err != nil {\n\t\treturn\n\t}\n\tdeploy(os.Getenv("APP_IMAGE"))', setUp('\tif err := os.Setenv("APP_IMAGE", "localhost/app:v2"); err != nil {\n\t\treturn "", err\n\t}')],
  ['read in a function that is called', '\tsetUp()\n\tdeployed()', `${setUp('\t_ = os.Setenv("APP_IMAGE", "localhost/app:v2")')}\nfunc deployed() { deploy(os.Getenv("APP_IMAGE")) }`],
  ['two calls away, by an argument', '\tprepare("localhost/app:v2")\n\timage, ok := os.LookupEnv("APP_IMAGE")\n\tfmt.Println(ok)\n\tdeploy(image)', 'func prepare(image string) { hand(image) }\nfunc hand(image string) { os.Setenv("APP_IMAGE", image) }'],
  ['read by a closure', '\tsetUp()\n\trun := func() { deploy(os.Getenv("APP_IMAGE")) }\n\trun()', setUp('\tos.Setenv("APP_IMAGE", "localhost/app:v2")')],
];

describe.each(ways)('%s', (_, body, more) => {
  test('the wrong one is told, by way of the variable', async () => {
    const marked = read(body, more).replace(/^(.*(?:"APP_IMAGE"|prepare\(|setUp\().*localhost\/app:v2.*|\tprepare\("localhost\/app:v2"\))$/m, '$1 // want tag-mismatch');
    const finding = only(await check(marked), 'tag-mismatch');
    expect(finding.image).toBe('localhost/app:v2');
    expect(finding.related.some(({ message }) => message.includes('environment variable APP_IMAGE'))).toBe(true);
  });
  test('the right one is none', () => checkSilent(read(body, more).replaceAll('v2', 'v1')));
});

test.each([
  ['it is set afterwards', '\tdeploy(os.Getenv("APP_IMAGE"))\n\tos.Setenv("APP_IMAGE", "localhost/app:v2")', ''],
  ['it is set in a branch', '\tif len(os.Args) > 1 {\n\t\tos.Setenv("APP_IMAGE", "localhost/app:v2")\n\t}\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['it is set in a loop', '\tfor range os.Args {\n\t\tos.Setenv("APP_IMAGE", "localhost/app:v2")\n\t}\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['it is set in the background', '\tgo os.Setenv("APP_IMAGE", "localhost/app:v2")\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['it is set at the end', '\tdefer os.Setenv("APP_IMAGE", "localhost/app:v2")\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['it is set twice', '\tos.Setenv("APP_IMAGE", "localhost/app:v2")\n\tos.Setenv("APP_IMAGE", "localhost/app:v1")\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['a test sets it, too', '\tos.Setenv("APP_IMAGE", "localhost/app:v2")\n\tdeploy(os.Getenv("APP_IMAGE"))', 'type tester interface{ Setenv(key, value string) }\nfunc other(t tester) { t.Setenv("APP_IMAGE", "") }'],
  ['another one is set', '\tos.Setenv("OTHER_IMAGE", "localhost/app:v2")\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['what sets it may have been left before', '\tsetUp()\n\tdeploy(os.Getenv("APP_IMAGE"))', setUp('\tif os.Getenv("APP_IMAGE") != "" {\n\t\treturn "", nil\n\t}\n\tos.Setenv("APP_IMAGE", "localhost/app:v2")')],
  ['what sets it is called twice, with other arguments', '\thand("localhost/app:v2")\n\thand("localhost/app:v1")\n\tdeploy(os.Getenv("APP_IMAGE"))', 'func hand(image string) { os.Setenv("APP_IMAGE", image) }'],
  ['a condition may not be looked at', '\tif len(os.Args) > 1 && os.Setenv("APP_IMAGE", "localhost/app:v2") == nil {\n\t\tfmt.Println()\n\t}\n\tdeploy(os.Getenv("APP_IMAGE"))', ''],
  ['another program sets it', '\tenviron.Setenv("APP_IMAGE", "localhost/app:v2")\n\tdeploy(os.Getenv("APP_IMAGE"))', 'type env struct{}\nfunc (env) Setenv(key, value string) {}\nvar environ env'],
])('silent: %s', async (_, body, more) => {
  await checkSilent(read(body, more));
});

describe('a default where nothing is set', () => {
  const defaulting = (more: string, want = ''): string => flow('\tbuild("localhost/app:sub")\n\tload("localhost/app:sub", "e2e")\n\tdeploy("localhost/app:" + tag())', `func tag() string {
	if set := os.Getenv("APP_TAG"); set != "" {
		return set
	}
	return "none"${want}
}
${more}`);
  test('hit: nobody sets it', () => check(defaulting('', ' // want tag-mismatch')));
  test.each([
    ['before all tests', 'func TestMain(m *testing.M) {\n\tos.Setenv("APP_TAG", "sub")\n\tos.Exit(m.Run())\n}'],
    ['by an initialiser', 'func init() { os.Setenv("APP_TAG", "sub") }'],
    ['by a test', 'func TestApp(t *testing.T) {\n\tt.Setenv("APP_TAG", "sub")\n\tSetupApp()\n}'],
  ])('silent: set %s', async (_, more) => {
    await checkSilent(defaulting(more));
  });
  const loading = (path: string, name: string): string => `
-- ${path} --
package ${name}

import "github.com/joho/godotenv"

func init() { _ = godotenv.Load("e2e.env") }
`;
  const importing = (what: string): string => defaulting('').replace('"fmt"', `"fmt"\n\t${what}`);
  test.each([
    ['a file of the package', defaulting('') + loading('env_test.go', 'infra')],
    ['a package that it imports', importing('_ "example.com/project/support/env"') + loading('support/env/env.go', 'env')],
    ['a package that loads when it is imported', importing('_ "github.com/joho/godotenv/autoload"')],
  ])('silent: loaded from a file by %s', async (_, fixture) => {
    await checkSilent(fixture);
  });
  test.each([
    ['another package', loading('support/env/env.go', 'env')],
    ['another package’s tests', loading('support/env/env_test.go', 'env')],
  ])('hit: loaded from a file by %s', async (_, more) => {
    await check(defaulting('', ' // want tag-mismatch') + more);
  });
});
