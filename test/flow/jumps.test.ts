/** `goto` leads past assignments, or back to them: a read may see any. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const of = (body: string, args = ''): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	deploy(image(${args}))
`, `func image(isShort ${args === '' ? '...' : ''}bool) string {\n${body}\n}`);

describe('silent', () => {
  test('an assignment that is jumped over', () => checkSilent(of('\ttag := "v1"\n\tif isShort {\n\t\tgoto done\n\t}\n\ttag = "v2"\ndone:\n\treturn "localhost/app:" + tag', 'true')));
  test('a loop', () => checkSilent(of('\tn := 0\n\ts := ""\nagain:\n\ts = fmt.Sprintf("localhost/app:v%d", n)\n\tn++\n\tif n < 2 {\n\t\tgoto again\n\t}\n\treturn s')));
  test('a loop that fills in what is empty', () => checkSilent(of('\ttag := ""\nagain:\n\tif tag == "" {\n\t\ttag = "v1"\n\t\tgoto again\n\t}\n\treturn "localhost/app:" + tag')));
});

test('told: whatever is jumped over, it is another tag', () => check(of('\ttag := "v2" // want tag-mismatch\n\tif isShort {\n\t\tgoto done\n\t}\n\ttag = "v3"\ndone:\n\treturn "localhost/app:" + tag', 'true')));
