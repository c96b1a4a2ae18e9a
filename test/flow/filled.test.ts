/** What is put in later, byte by byte or by a decoder, isn't what a variable began with; what a constant is a sum of is known. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { deployment, flow } from '../rules/goFile';

const built = '\t_ = build("localhost/app:e2e-app")\n\t_ = load("localhost/app:e2e-app", "e2e")\n';
const deployed = (body: string, image: string, more = ''): string => flow(`${built}${body}\n\tapply(fmt.Sprintf(\`${deployment('%s')}\`, ${image}))`, more);
const tagged = (body: string, more = ''): string => deployed(body, '"localhost/app:"+string(b[:])', more);

const decoding = (how: string, given = ''): string => deployed(`\tc, _ := settings("")`, 'c.Image', `type config struct{ Image string }

func settings(text string) (c config, err error) {
	c.Image = "localhost/app:latest"${given}
	${how}
	return
}`);
describe('silences', () => {
  test('a named result that is decoded into', () => checkSilent(decoding('err = json.Unmarshal([]byte(text), &c)')));
  test('a byte in the place of another', () => checkSilent(tagged('\tb := []byte("e2e_app")\n\tb[3] = \'-\'')));
  test('an array that a loop fills', () => checkSilent(tagged('\tvar b [8]byte\n\tfor i := range b {\n\t\tb[i] = byte(\'a\' + i)\n\t}')));
  test('an array that is copied into', () => checkSilent(tagged('\tb := id()', 'func id() (b [4]byte) {\n\tcopy(b[:], os.Getenv("ID"))\n\treturn\n}')));
  test('an array at package level that is copied into', () => checkSilent(tagged('', 'var b [4]byte\n\nfunc init() { copy(b[:], os.Getenv("ID")) }')));
  test('a constant that is a sum with a conversion', () => checkSilent(flow(`${built}\tapply(manifest)`, `type tag string\n\nconst app = tag("e2e-") + "app"\n\nconst manifest = \`${deployment('localhost/app:` + string(app) + `')}\n\``)));
});

describe('findings', () => {
  test('a named result that nothing is decoded into', () => check(decoding('_ = json.Valid([]byte(text))', ' // want tag-mismatch').replace(':latest', ':e2e-old')));
  test('bytes that nobody changes', () => check(tagged('\tb := []byte("e2e_app") // want tag-mismatch\n\tc := []byte("x")\n\tc[0] = \'-\'')));
  test('a constant that is a sum with another tag', () => check(flow(`${built}\tapply(manifest)`, `type tag string\n\nconst app = tag("e2e-") + "old" // want tag-mismatch\n\nconst manifest = \`${deployment('localhost/app:` + string(app) + `')}\n\``)));
});
