/** Which characters a generated value is made of tells names apart that end otherwise. */
import { expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

/** Built with a tag of hexadecimal digits; loaded is what the environment names, with a suffix. */
const loaded = (suffix: string): string => flow(`
	image := "localhost/app:e2e-" + fmt.Sprintf("%x", time.Now().UnixNano())[:8]
	build(image)
	given := "localhost/app:" + os.Getenv("APP_TAG") + "${suffix}"
	build(given)
	load(given, "e2e")
	deploy(image)
`).replace('\tdeploy(image)', suffix.startsWith('-') ? '$& // want not-loaded' : '$&');

test('the environment may name no tag that ends in other characters', async () => {
  expect(only(await check(loaded('-loaded')), 'not-loaded').message).toContain('localhost/app:e2e-{generated}');
});
test('it may name one that ends in the same', () => checkSilent(loaded('cafe')).then(() => undefined));
