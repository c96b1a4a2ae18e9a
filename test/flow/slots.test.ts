/** What a list or a map holds where a loop goes through it: what was overwritten, taken away, or passed by is not deployed. */
import { describe, expect, test } from 'vitest';
import { analyze, check, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow } from '../rules/goFile';

const right = '"localhost/app:v1"';
const wrong = '"localhost/app:v0"';

/** A flow that builds and loads one image, and deploys all of a list. */
function suite(body: string, over = 'l', more = ''): string {
  return flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
${body.split('\n').map((line) => `\t${line}`).join('\n')}
	for _, image := range ${over} {
		deploy(image)
	}
`, more);
}

const two = `l := []string{${right}, ${wrong}}`;
const map = `l := map[string]string{"a": ${right}, "b": ${wrong}}`;

describe('silence: what is no longer there', () => {
  test.each([
    ['an element that is overwritten', `${two}\nl[1] = ${right}`],
    ['an element of an array', `l := [1]string{${wrong}}\nl[0] = ${right}`],
    ['each by a loop', 'l := []string{"app"}\nfor i := range l {\n\tl[i] = "localhost/" + l[i] + ":v1"\n}'],
    ['each of a map by a loop', 'l := map[string]string{"app": "v1"}\nfor name, tag := range l {\n\tl[name] = "localhost/" + name + ":" + tag\n}'],
    ['a replacement', 'l := []string{"REG/app:v1"}\nfor i, s := range l {\n\tl[i] = strings.ReplaceAll(s, "REG", "localhost")\n}'],
    ['a map\'s entry', `${map}\nl["b"] = ${right}`],
    ['stored twice', `l := make([]string, 1)\nl[0] = ${wrong}\nl[0] = ${right}`],
    ['copied over', `${two}\ncopy(l, []string{${right}, ${right}})`],
    ['deleted', `${map}\ndelete(l, "b")`],
    ['deleted on a condition', `${map}\nif time.Now().Hour() > 3 {\n\tdelete(l, "b")\n}`],
    ['cleared', `l := map[string]string{"b": ${wrong}}\nclear(l)\nl["a"] = ${right}`],
    ['cut out', `${two}\nl = append(l[:1], l[2:]...)`],
    ['begun anew', `l := []string{${wrong}}\nl = l[:0]\nl = append(l, ${right})`],
    ['dropped in a loop', `l := []string{${wrong}, ${right}}\nfor len(l) > 1 {\n\tl = l[1:]\n}`],
    ['dropped on a condition', `l := []string{${wrong}, ${right}}\nif time.Now().Hour() > 3 {\n\tl = l[1:]\n}`],
  ])('%s', async (_, body) => {
    await checkSilent(suite(body));
  });
  test('the first one sliced away', async () => {
    await checkSilent(suite(`l := []string{${wrong}, ${right}}`, 'l[1:]'));
  });
  test('by a helper', async () => {
    await checkSilent(suite(`l := tail([]string{${wrong}, ${right}})`, 'l', 'func tail(l []string) []string { return l[1:] }'));
  });
  test('in the function that gives the map back', async () => {
    await checkSilent(suite('', 'images()', `func images() map[string]string {\n\tl := map[string]string{"b": ${wrong}}\n\tl["b"] = ${right}\n\treturn l\n}`));
  });
  test('taken away by a function', async () => {
    await checkSilent(suite(`${map}\ndrop(l)`, 'l', 'func drop(l map[string]string) { delete(l, "b") }'));
  });
});

describe('hit: what is there', () => {
  const told = `${wrong} // want tag-mismatch`;
  test.each([
    ['another one is overwritten', `l := []string{\n\t${right},\n\t${wrong}, // want tag-mismatch\n}\nl[0] = ${right}`],
    ['it takes the place of the right one', `l := []string{${right}}\nl[0] = ${told}`],
    ['under a key of a map', `l := map[string]string{"a": ${right}}\nl["a"] = ${told}`],
    ['under another key', `l := map[string]string{"a": ${right}}\nl["b"] = ${told}`],
    ['another key is deleted', `l := map[string]string{\n\t"a": ${right},\n\t"b": ${wrong}, // want tag-mismatch\n}\ndelete(l, "a")`],
    ['it is added', `l := []string{${right}}\nl = append(l, ${wrong}) // want tag-mismatch`],
    ['it is added on a condition', `l := []string{${right}}\nif time.Now().Hour() > 3 {\n\tl = append(l, ${wrong}) // want tag-mismatch\n}`],
    ['the other one is cut out', `l := []string{\n\t${right},\n\t${wrong}, // want tag-mismatch\n}\nl = append(l[:0], l[1:]...)`],
    ['all that may be left are wrong', `l := []string{\n\t${wrong}, // want tag-mismatch\n\t"localhost/app:v00",\n}\nfor len(l) > 1 {\n\tl = l[1:]\n}`],
  ])('%s', async (_, body) => {
    await check(suite(body));
  });
  test('the other one is sliced away', async () => {
    await check(suite(`l := []string{\n\t${right},\n\t${wrong}, // want tag-mismatch\n}`, 'l[1:]'));
  });
});

describe('an element with alternatives is judged as a variable by itself', () => {
  const overwritten = (image: string): string => `image := "localhost/app:none"\nif time.Now().Hour() > 3 {\n\timage = ${image}\n}\nl := []string{image}`;
  test('silence: one is right', async () => {
    await checkSilent(suite(overwritten(right)));
  });
  test('hit: none is', async () => {
    await check(suite(overwritten(wrong).replace('"localhost/app:none"', '"localhost/app:none" // want tag-mismatch')));
  });
  test('silence: beside another element', async () => {
    await checkSilent(suite(overwritten(right).replace('{image}', `{${right}, image}`)));
  });
  test('silence: a package variable', async () => {
    await checkSilent(suite(`image = ${right}`, '[]string{image}', 'var image = "localhost/app:none"'));
  });
  test('silence: under a key of a map, set twice', async () => {
    await checkSilent(suite(`m := map[string]string{}\nfill(m)\nm["app"] = ${right}\nl := append([]string{${right}}, m["app"])`, 'l', `func fill(m map[string]string) { m["app"] = ${wrong} }`));
  });
  test('each turn of a loop that fills it is an element', async () => {
    const { findings } = await analyze(filesOf(suite(`var l []string\nfor _, tag := range []string{"v1", "v0"} {\n\tl = append(l, "localhost/app:"+tag)\n}`)));
    expect(findings.map(({ rule }) => rule)).toContain('tag-mismatch');
  });
});

/** A loop that passes by some of its turns. */
function sifted(turn: string, names = '"old", "app"', more = ''): string {
  return flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	skipped := map[string]bool{"old": true}
	for i, name := range []string{${names}} {
${turn.split('\n').map((line) => `\t\t${line}`).join('\n')}
	}
	_ = skipped
`, `func at(name string) string { return "localhost/" + name + ":v1" }\n${more}`);
}

describe('turns that a loop may pass by', () => {
  const then = 'deploy(at(name))';
  test.each([
    ['a map says which', `if skipped[name] {\n\tcontinue\n}\n${then}`],
    ['by a part of the name', `if strings.HasPrefix(name, "o") {\n\tcontinue\n}\n${then}`],
    ['a block of its own', `if !strings.HasPrefix(name, "o") {\n\t${then}\n}`],
    ['by the index', `if i == 0 {\n\tcontinue\n}\n${then}`],
    ['the loop is left', `if len(name) > 3 {\n\tbreak\n}\n${then}`],
    ['a clause', `switch {\ncase strings.HasPrefix(name, "a"):\n\t${then}\n}`],
    ['in a closure', `func() {\n\tif skipped[name] {\n\t\treturn\n\t}\n\t${then}\n}()`],
    ['the first that works', `if err := build(at(name)); err == nil {\n\tbreak\n}`],
  ])('silence: %s', async (_, turn) => {
    await checkSilent(sifted(turn.includes('deploy') ? turn : `deploy("localhost/app:v1")\n${turn}`, turn.includes('break') ? '"app", "older"' : undefined));
  });
  test('silence: only some are put into another list', async () => {
    await checkSilent(suite(`var l []string\nfor _, image := range []string{"other:v0", ${right}} {\n\tif strings.HasPrefix(image, "localhost/") {\n\t\tl = append(l, image)\n\t}\n}`));
  });
  test.each([
    ['what the condition asks is known', 'if name == "none" {\n\tcontinue\n}'],
    ['only errors are passed by', 'if err := load("localhost/app:v1", name); err != nil {\n\tcontinue\n}'],
    ['the condition says nothing of the element', 'if time.Now().Hour() > 3 {\n\tcontinue\n}'],
    ['all are wrong', 'if strings.HasPrefix(name, "o") {\n\tcontinue\n}'],
  ])('hit: %s', async (_, condition) => {
    const { findings } = await analyze(filesOf(sifted(`${condition}\ndeploy("localhost/app:" + name)`)));
    expect(findings.map(({ rule }) => rule)).toContain('tag-mismatch');
  });
});
