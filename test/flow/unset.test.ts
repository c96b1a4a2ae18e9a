/** A default is there only where the variable that it stands in for is unset: beside a string with that variable in it, it is no other possibility. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

/** Ways to read a tag from the environment, with a default. */
const ways: readonly (readonly [name: string, declared: (name: string, variable: string, otherwise: string) => string])[] = [
  ['returned before the default', (name, variable, otherwise) => `func ${name}() string {
	if set := os.Getenv("${variable}"); set != "" {
		return set
	}
	return "${otherwise}"
}`],
  ['a default for what is empty', (name, variable, otherwise) => `func ${name}() string {
	tag := os.Getenv("${variable}")
	if tag == "" {
		tag = "${otherwise}"
	}
	return tag
}`],
  ['a default that is overwritten', (name, variable, otherwise) => `func ${name}() string {
	tag := "${otherwise}"
	if set, ok := os.LookupEnv("${variable}"); ok && len(set) > 0 {
		tag = set
	}
	return tag
}`],
  ['an else', (name, variable, otherwise) => `func ${name}() (tag string) {
	if set := os.Getenv("${variable}"); set == "" {
		tag = "${otherwise}"
	} else {
		tag = set
	}
	return
}`],
  ['a helper for all variables', (name, variable, otherwise) => `func ${name}() string { return ${name}Or("${variable}", "${otherwise}") }
func ${name}Or(key, fallback string) string {
	if set := os.Getenv(key); set != "" {
		fallback = set
	}
	return fallback
}`],
  ['cmp.Or', (name, variable, otherwise) => `func ${name}() string { return cmp.Or(os.Getenv("${variable}"), "${otherwise}") }`],
  ['remembered', (name, variable, otherwise) => `var ${name}Known string
func ${name}() string {
	if ${name}Known != "" {
		return ${name}Known
	}
	if set := os.Getenv("${variable}"); set != "" {
		${name}Known = set
		return set
	}
	${name}Known = "${otherwise}"
	return ${name}Known
}`],
  ['a field', (name, variable, otherwise) => `type ${name}Config struct{ tag string }
func ${name}() string {
	var config ${name}Config
	if set := os.Getenv("${variable}"); set != "" {
		config.tag = set
	} else {
		config.tag = "${otherwise}"
	}
	return config.tag
}`],
];

const suite = (more: string): string => flow(`
	image := "localhost/app:" + tag()
	build(image)
	load(image, "e2e")
	deploy("localhost/app:" + deployed())
`, more).replaceAll('"os"', '"cmp"\n\t"os"');

describe.each(ways)('%s', (_, declared) => {
  const fixture = (variable: string, otherwise: string): string => suite(`${declared('tag', 'TAG', 'e2e')}\n${declared('deployed', variable, otherwise)}`);
  test('hit: another default', async () => {
    const marked = fixture('TAG', 'e2e-old').replace(/^.*e2e-old.*$/m, '$& // want tag-mismatch');
    const finding = only(await check(marked), 'tag-mismatch');
    expect(finding.image).toBe('localhost/app:e2e-old');
  });
  test('it says where it is so', async () => {
    const marked = fixture('TAG', 'e2e-old').replace(/^.*e2e-old.*$/m, '$& // want tag-mismatch');
    expect(only(await check(marked), 'tag-mismatch').message).toContain('`localhost/app:e2e-old` is deployed where the environment variable `TAG` is unset, but');
  });
  test('silent: the same default', () => checkSilent(fixture('TAG', 'e2e')));
  test('silent: the default of another variable, which may be unset alone', () => checkSilent(fixture('OTHER', 'e2e-old')));
});

/** The same where the variable is the whole image. */
const whole = (more: string, before = ''): string => flow(`
	image := tag()
	${before}
	build(image)
	load(image, "e2e")
	deploy(deployed())
`, more).replaceAll('"os"', '"cmp"\n\t"os"');

describe.each(ways)('the whole image: %s', (_, declared) => {
  const fixture = (variable: string, otherwise: string, before = ''): string => whole(`${declared('tag', 'IMAGE', 'localhost/gateway:v1')}\n${declared('deployed', variable, otherwise)}`, before);
  const marked = (otherwise: string, rule: string, before = ''): string => fixture('IMAGE', otherwise, before).replace(new RegExp(`^.*${otherwise}".*$`, 'm'), `$& // want ${rule}`);
  test('hit: another default', async () => {
    expect(only(await check(marked('localhost/gateway:v2', 'tag-mismatch')), 'tag-mismatch').image).toBe('localhost/gateway:v2');
  });
  test('hit: another repository', async () => {
    expect(only(await check(marked('localhost/gatewy:v1', 'name-mismatch')), 'name-mismatch').message).toContain('where the environment variable `IMAGE` is unset');
  });
  test('silent: the same default', () => checkSilent(fixture('IMAGE', 'localhost/gateway:v1')));
  test('silent: the default of another variable', () => checkSilent(fixture('OTHER', 'localhost/gateway:v2')));
  test('silent: another variable may name it', () => checkSilent(fixture('IMAGE', 'localhost/gateway:v2', 'build(os.Getenv("MORE"))')));
  test('silent: something that nobody knows is built as well', () => checkSilent(fixture('IMAGE', 'localhost/gateway:v2', 'build(os.Args[1])')));
  test('silent: something that nobody knows is loaded as well', () => checkSilent(fixture('IMAGE', 'localhost/gateway:v2', 'load(os.Args[1], "e2e")')));
});

describe('nobody knows', () => {
  const [[, plain] = ['', () => '']] = ways;
  test.each([
    ['the default is not for this variable alone', `func deployed() string {
	if set := os.Getenv("TAG"); set != "" && len(os.Args) > 1 {
		return set
	}
	return "e2e-old"
}`],
    ['the default may be kept for another reason', `func deployed() string {
	tag := "e2e-old"
	if len(os.Args) > 1 {
		if set := os.Getenv("TAG"); set != "" {
			tag = set
		}
	}
	return tag
}`],
    ['it may be overwritten once more', `func deployed() string {
	tag := os.Getenv("TAG")
	if len(os.Args) > 1 {
		tag = ""
	}
	if tag == "" {
		tag = "e2e-old"
	}
	return tag
}`],
    ['something else is read', `type reader struct{}
func (reader) Getenv(name string) string { return name }
func deployed() string {
	var env reader
	if set := env.Getenv("TAG"); set != "" {
		return os.Getenv("TAG")
	}
	return "e2e-old"
}`],
    ['it is set once it is known', `func deployed() string {
	set := os.Getenv("TAG")
	if set == "" {
		set = "e2e-old"
		os.Setenv("TAG", set)
	}
	return set
}`],
    ['somebody sets variables whose names are not written down', `func set(variables map[string]string) {
	for name, value := range variables {
		os.Setenv(name, value)
	}
}
${plain('deployed', 'TAG', 'e2e-old')}`],
    ['somebody takes it away', `func forget() { os.Unsetenv("TAG") }
${plain('deployed', 'TAG', 'e2e-old')}`],
    ['a program of the run sets it', `func init() { os.Setenv("TAG", os.Args[1]) }
${plain('deployed', 'TAG', 'e2e-old')}`],
  ])('silent: %s', async (_, more) => {
    await checkSilent(suite(`${plain('tag', 'TAG', 'e2e')}\n${more}`));
  });
});

test('what is empty where the default is counts as empty, not as another name', () => checkSilent(flow(`
	image := "localhost/app:e2e"
	if os.Getenv("SUFFIX") == "" {
		build(image)
		load(image, "e2e")
	}
	deploy("localhost/app:e2e" + os.Getenv("SUFFIX"))
`)));

test('hit: the wrong one of two generators, each with its default', async () => {
  await check(flow(`
	build("localhost/app:" + coverage())
	load("localhost/app:" + coverage(), "e2e")
	deploy("localhost/app:" + tag()) // want tag-mismatch
`, `var known string
func tag() string {
	if known != "" {
		return known
	}
	if set := os.Getenv("TAG"); set != "" {
		known = set
		return set
	}
	user := os.Getenv("USER")
	if user == "" {
		user = "nobody"
	}
	known = fmt.Sprintf("app-%s-%d", user, time.Now().Unix())
	return known
}
func coverage() string { return tag() + "-coverage" }`));
});

describe('the place', () => {
  const shared = (body: string): string => flow(body, 'const tag = "e2e"\nfunc name() string { return "localhost/app:" + tag }\nfunc coverage() string { return name() + "-coverage" }');
  test('is where the ways part, not what both are made of', () => check(shared(`
	build(coverage())
	load(coverage(), "e2e")
	image := name() // want tag-mismatch
	deploy(image)
`)));
  test('is what the wrong one has alone', () => check(shared(`
	build(coverage())
	load(coverage(), "e2e")
	deploy(name() + "-cover") // want tag-mismatch
`)));
  test('is the site where no hop is its own', () => check(shared(`
	build(coverage())
	load(coverage(), "e2e")
	deploy("localhost/app:" + tag) // want tag-mismatch
`)));
});
