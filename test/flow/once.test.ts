/** What `sync.OnceValue` and its like run once, and give to everybody. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

const synced = (fixture: string): string => fixture.replaceAll('\t"os/exec"\n', '\t"os/exec"\n\t"sync"\n');
const memo = 'var tag = sync.OnceValue(func() string { return fmt.Sprintf("e2e-%d", time.Now().UnixNano()) })';
const built = `var image = sync.OnceValues(func() (string, error) {
	name := fmt.Sprintf("localhost/app:e2e-%d", time.Now().UnixNano())
	return name, build(name)
})`;

describe('one value', () => {
  test.each([
    ['a tag', '\tbuild("localhost/app:" + tag())\n\tload("localhost/app:" + tag(), "e2e")\n\tdeploy("localhost/app:" + tag())', memo],
    ['what a builder returns', '\tname, _ := image()\n\tload(name, "e2e")\n\tagain, _ := image()\n\tdeploy(again)', built],
    ['a local', '\ttag := sync.OnceValue(func() string { return fmt.Sprint(time.Now().UnixNano()) })\n\tbuild("localhost/app:" + tag())\n\tload("localhost/app:" + tag(), "e2e")\n\tdeploy("localhost/app:" + tag())', ''],
    ['what runs for its effect', '\tsetUp()\n\tsetUp()\n\tdeploy(name)', 'var name string\n\nvar setUp = sync.OnceFunc(func() {\n\tname = fmt.Sprintf("localhost/app:e2e-%d", time.Now().UnixNano())\n\tbuild(name)\n\tload(name, "e2e")\n})'],
  ])('%s', async (_, body, more) => {
    await checkSilent(synced(flow(body, more)));
  });
});

describe('hits', () => {
  test('another tag', async () => {
    const analysis = await check(synced(flow('\tbuild("localhost/app:" + tag())\n\tload("localhost/app:" + tag(), "e2e")\n\tdeploy("localhost/app:dev") // want tag-mismatch', memo)));
    expect(only(analysis, 'tag-mismatch').message).toContain('localhost/app:e2e-{generated}');
  });
  test('what a builder returns is never loaded', async () => {
    await check(synced(flow('\tbuild("localhost/other:v1")\n\tload("localhost/other:v1", "e2e")\n\tname, _ := image() // want not-loaded "localhost/app:e2e-{generated}"\n\tdeploy(name)', built)));
  });
  test('each call of a function makes one of its own', async () => {
    await check(synced(flow('\tname := "localhost/app:" + fresh()\n\tbuild(name)\n\tload(name, "e2e")\n\tdeploy("localhost/app:" + fresh()) // want regenerated-tag', 'func fresh() string { return sync.OnceValue(func() string { return fmt.Sprint(time.Now().UnixNano()) })() }')));
  });
});

describe('holes', () => {
  test.each([
    ['a named function', 'func newTag() string { return fmt.Sprint(time.Now().UnixNano()) }\n\nvar tag = sync.OnceValue(newTag)'],
    ['somebody else’s', 'var tag = lazy.OnceValue(func() string { return fmt.Sprint(time.Now().UnixNano()) })'],
  ])('%s', async (_, more) => {
    await checkSilent(synced(flow('\tbuild("localhost/app:" + tag())\n\tload("localhost/app:" + tag(), "e2e")\n\tdeploy("localhost/app:dev")', more)));
  });
});
