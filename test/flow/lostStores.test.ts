/** What a struct, a list or a closure was changed to before it went somewhere else: by whatever way it comes back, that counts. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

describe('closures of one literal', () => {
  const suite = (second: string, want: string): string => flow(`
	for _, made := range map[string]func() string{"a": named("v1"), "b": named("${second}")} {
		build(made())
		load(made(), "e2e")
	}
	image := "localhost/app:v2"${want}
	deploy(image)
`, 'func named(tag string) func() string { return func() string { return "localhost/app:" + tag } }');
  test('each with its own variables', () => checkSilent(suite('v2', '')));
  test('none of which makes the name', () => check(suite('v3', ' // want tag-mismatch "v3"')));
  test('one whose variables aren’t known', () => checkSilent(suite('" + os.Args[1] + "', '')));
});
