import { describe, expect, test } from 'vitest';
import { check, checkFix, checkSilent } from '../support/check';
import { flow, only } from './goFile';

/** Two builders send what they built; a map keeps it by name. */
const built = `
	type result struct {
		name, image string
	}
	results := make(chan result, 2)
	go func() { results <- result{name: "gateway", image: "localhost/gateway:v1"} }()
	go func() { results <- result{name: "AuthWebhook", image: "localhost/authwebhook:v1"} }()
	build("localhost/gateway:v1")
	build("localhost/authwebhook:v1")
	images := make(map[string]string)
	for i := 0; i < 2; i++ {
		r := <-results
		images[r.name] = r.image
	}
	load(images["gateway"], "e2e")`;

const want = '// want malformed-reference "Nothing is stored under the key .auth-webhook., so the image that is deployed in .SetupApp. is empty. The map is filled under .gateway. and .AuthWebhook.:"';

describe('a key that nothing stores', () => {
  test('is deployed', async () => {
    const found = only(await check(flow(`${built}\n\tdeploy(images["auth-webhook"]) ${want}`)), 'malformed-reference');
    expect(found).toMatchObject({ severity: 'error', function: 'SetupApp', image: '' });
  });
  test('the only key that is alike is the fix', () => checkFix(flow(`${built}\n\tdeploy(images["auth-webhook"]) ${want}`), /AuthWebhook/, flow(`${built}\n\tdeploy(images["AuthWebhook"]) ${want}`)));
  test('is loaded: what else is missing is told as well', () => check(flow(`${built}
	load(images["auth-webhook"], "e2e") // want malformed-reference "is saved in"
	deploy("localhost/authwebhook:v1") // want not-loaded`)));
  test('in a function that is handed the map', () => check(flow(`${built}\n\tdeployAll(images)`, `
func deployAll(images map[string]string) {
	deploy(images["webhook"]) // want malformed-reference "under the key .webhook."
}`)));
  test('of a map that is written down, and of a table', () => check(flow(`
	build("localhost/app:v1")
	images := map[string]string{"app": "localhost/app:v1"}
	for _, row := range []struct{ name, image string }{{"gateway", "localhost/gateway:v1"}} {
		func(name, image string) { images[name] = image }(row.name, row.image)
	}
	fmt.Println(len(images), images)
	deploy(images["application"]) // want malformed-reference "filled under .app. and .gateway."`)));
  // A map that is filled from a table of another place.
  const tabled = (body: string, want: string, more = ''): string => flow(`
	images := map[string]string{}
	${body}
		image := "localhost/" + row.name + ":v1"
		build(image)
		load(image, "e2e")
		images[row.name] = image
	}
	deploy(images["app"])
	deploy(images["application"])${want}`, more);
  const table = 'var rows = []struct{ name string }{{"app"}, {name: "gateway"}}';
  const missing = ' // want malformed-reference "filled under .app. and .gateway."';
  test('of a package’s table', () => check(tabled('for _, row := range rows {', missing, table)));
  test('of a table in a variable', () => check(tabled(`${table}\n\tfor _, row := range rows {`, missing)));
  test.each([
    ['that grows', `${table}\n\nfunc init() { rows = append(rows, rows...) }`],
    ['that somebody stores into', `${table}\n\nfunc init() { rows[1].name = "application" }`],
  ])('silent: of a package’s table %s', async (_, more) => {
    await checkSilent(tabled('for _, row := range rows {', '', more));
  });
  test('in dead code it is information', async () => {
    expect(only(await check(flow('', `
func old_DEPRECATED() {
	images := map[string]string{"app": "localhost/app:v1"}
	deploy(images["application"]) // want malformed-reference
}`)), 'malformed-reference').severity).toBe('info');
  });
});

describe('silent', () => {
  const silent = async (body: string, more = ''): Promise<void> => {
    await checkSilent(flow(`${built}\n${body}`, more));
  };
  test('the key is there', () => silent('\tdeploy(images["gateway"])'));
  test.each([
    ['a store under a key that is not known', '\timages[os.Args[1]] = "localhost/x:v1"'],
    ['another name of the map', '\tother := images\n\tother["webhook"] = "localhost/gateway:v1"'],
    ['the map goes to a library', '\tjson.Unmarshal(os.Stdin, &images)'],
    ['the map is copied into', '\tmaps.Copy(images, more)'],
    ['the map is kept in an object', '\tkeep(holder{images: images})'],
    ['the map is given to a function in a variable', '\tfill := pick()\n\tfill(images)'],
    ['the map is put in the place of another', '\timages = read()'],
    ['a range over another map', '\tfor name, image := range read() {\n\t\timages[name] = image\n\t}'],
    ['the channel goes to a library', '\tpool.Run(results)'],
    ['what is sent is not written down', '\tresults <- made()'],
    ['what is sent has a name that is not known', '\tresults <- result{name: os.Args[1]}'],
  ])('%s', (_, body) => silent(`${body}\n\tdeploy(images["webhook"])`));
  test('stored by a function that is handed the map, far down', () => silent('\tone(images)\n\tdeploy(images["webhook"])', `
func one(m map[string]string) { two(m) }
func two(m map[string]string) { three(m) }
func three(m map[string]string) { four(m) }
func four(m map[string]string) { five(m) }
func five(m map[string]string) { six(m) }
func six(m map[string]string) { m["webhook"] = "localhost/x:v1" }`));
  test.each([
    ['with a second result', '\tif image, ok := images["webhook"]; ok {\n\t\tdeploy(image)\n\t}'],
    ['compared with nothing', '\tif image := images["webhook"]; image != "" {\n\t\tdeploy(image)\n\t}'],
    ['compared before it is read again', '\tif images["webhook"] != "" {\n\t\tdeploy(images["webhook"])\n\t}'],
    ['measured', '\timage := images["webhook"]\n\tif len(image) > 0 {\n\t\tdeploy(image)\n\t}'],
    ['trimmed and compared', '\timage := images["webhook"]\n\tif strings.TrimSpace(image) == "" {\n\t\treturn\n\t}\n\tdeploy(image)'],
    ['chosen by a switch', '\timage := images["webhook"]\n\tswitch image {\n\tcase "":\n\tdefault:\n\t\tdeploy(image)\n\t}'],
  ])('the text is asked for: %s', (_, body) => silent(body));
  test('the function that is handed the text asks', () => silent('\tdeployOptional(images["webhook"])', `
func deployOptional(image string) {
	if image == "" {
		return
	}
	deploy(image)
}`));
  test('one way gives an image', () => silent('\timage := images["webhook"]\n\tif os.Getenv("CI") == "true" {\n\t\timage = images["gateway"]\n\t}\n\tdeploy(image)'));
  test('returned, and asked for there', () => silent('\tif image := find(); image != "" {\n\t\tdeploy(image)\n\t}', `
func find() string {
	images := map[string]string{"app": "localhost/app:v1"}
	return images["webhook"]
}`));
});
