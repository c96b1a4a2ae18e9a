/** What flags, numbers, lengths and texts decide: what certainly doesn't run is neither built nor wrong; where anybody may change them, it may run. */
import { describe, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow } from '../rules/goFile';

const deploying = (body: string, more = ''): string => flow(`
	build("localhost/app:v1")
	load("localhost/app:v1", "e2e")
	image := "localhost/app:v1"
	deploy(image)
${body}
`, more);
const v2 = 'deploy("localhost/app:v2")';
const told = (body: string, more?: string): string => deploying(body, more).replace(/^.*app:v2.*$/m, '$& // want tag-mismatch');

describe('never runs', () => {
  test.each([
    ['a local constant', `\tconst debug = false\n\tif debug {\n\t\t${v2}\n\t}`],
    ['a local that is never set again', `\tdebug := false\n\tif debug {\n\t\t${v2}\n\t}`],
    ['a local of the if', `\tif debug := false; debug {\n\t\t${v2}\n\t}`],
    ['in a function literal', `\tdebug := false\n\tfunc() {\n\t\tif debug {\n\t\t\t${v2}\n\t\t}\n\t}()`],
    ['a package variable that nobody sets', `\tif debug {\n\t\t${v2}\n\t}`, 'var debug = false'],
    ['a package variable that is true', `\tif !debug {\n\t\t${v2}\n\t}`, 'var debug = true'],
    ['a number', `\tif version < 2 {\n\t\t${v2}\n\t}`, 'const version = 3'],
    ['a number, otherwise', `\tif version >= 2 {\n\t\tdeploy(image)\n\t} else {\n\t\t${v2}\n\t}`, 'const version = 3'],
    ['another number', `\tif version == 2 {\n\t\t${v2}\n\t}`, 'const version = 3'],
    ['a loop on nothing', `\tfor false {\n\t\t${v2}\n\t}`],
    ['a loop through nothing', `\tfor range []string{} {\n\t\t${v2}\n\t}`],
    ['a function that says so', `\tif isLegacy() {\n\t\t${v2}\n\t}`, 'func isLegacy() bool { return false }'],
    ['a text within', `\tif !strings.Contains(image, "v1") {\n\t\t${v2}\n\t}`],
    ['a text at the end', `\tif strings.HasSuffix(image, ":old") {\n\t\t${v2}\n\t}`],
    ['a key of a map that nothing made', `\tvar tags map[string]string\n\tif tag, ok := tags["x"]; ok {\n\t\t_ = tag\n\t\t${v2}\n\t}`],
    ['a key that nothing stores', `\ttags := map[string]string{"y": "v1"}\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['behind a return without a key', `\ttags := make(map[string]string)\n\ttags["y"] = "v1"\n\t_, ok := tags["x"]\n\tif !ok {\n\t\treturn\n\t}\n\t${v2}`],
    ['a key of a map that is handed on', `\tvar tags map[string]string\n\tothers(tags)`, `func others(tags map[string]string) {\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}\n}`],
    ['a length', `\tnames := []string{"a"}\n\tif len(names) == 0 {\n\t\t${v2}\n\t}`],
  ])('%s', async (_, body, more?: string) => {
    await checkSilent(deploying(body, more));
  });
});

describe('may run', () => {
  test.each([
    ['a local constant', `\tconst debug = true\n\tif debug {\n\t\t${v2}\n\t}`],
    ['a local that is set again', `\tdebug := false\n\tif len(os.Args) > 1 {\n\t\tdebug = true\n\t}\n\tif debug {\n\t\t${v2}\n\t}`],
    ['a local that a function literal sets', `\tdebug := false\n\tfunc() { debug = len(os.Args) > 1 }()\n\tif debug {\n\t\t${v2}\n\t}`],
    ['a local that a library sets', `\tdebug := false\n\tfmt.Sscan(os.Args[1], &debug)\n\tif debug {\n\t\t${v2}\n\t}`],
    ['a turn before', `\tfirst := true\n\tfor range 2 {\n\t\tif !first {\n\t\t\t${v2}\n\t\t}\n\t\tfirst = false\n\t}`],
    ['a package variable that somebody sets', `\tif debug {\n\t\t${v2}\n\t}`, 'var debug = false\nfunc SetDebug() { debug = true }'],
    ['a package variable of a flag', `\tif debug {\n\t\t${v2}\n\t}`, 'var debug = false\nfunc init() { fmt.Sscan(os.Args[1], &debug) }'],
    ['a package variable that something points at', `\tif debug {\n\t\t${v2}\n\t}`, 'var debug = false\nvar flags = []*bool{&debug}\nfunc SetFlags() { *flags[0] = true }'],
    ['a pointer to a package variable', `\tif debug {\n\t\t${v2}\n\t}`, 'var debug = false\nfunc SetDebug() {\n\tp := &debug\n\t*p = true\n}'],
    ['a number', `\tif version >= 2 {\n\t\t${v2}\n\t}`, 'const version = 3'],
    ['a number that is counted', `\tn := 0\n\tfor range os.Args {\n\t\tn++\n\t}\n\tif n > 0 {\n\t\t${v2}\n\t}`],
    ['a loop that counts', `\tfor i := 0; i < 2; i++ {\n\t\t${v2}\n\t}`],
    ['a later turn of a loop that counts', `\tfor i := 0; i < 2; i++ {\n\t\tif i > 0 {\n\t\t\t${v2}\n\t\t}\n\t}`],
    ['a loop on a flag', `\tgoing := true\n\tfor going {\n\t\t${v2}\n\t\tgoing = false\n\t}`],
    ['a loop through something', `\tfor range []string{"a"} {\n\t\t${v2}\n\t}`],
    ['a loop through an array', `\tfor range [2]string{} {\n\t\t${v2}\n\t}`],
    ['a function that may say so', `\tif isLegacy() {\n\t\t${v2}\n\t}`, 'func isLegacy() bool { return len(os.Args) > 1 }'],
    ['a text within', `\tif strings.Contains(image, "v1") {\n\t\t${v2}\n\t}`],
    ['a key of a map', `\ttags := map[string]string{"x": "v1"}\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['a key that a map lacks', `\tvar tags map[string]string\n\tif _, ok := tags["x"]; !ok {\n\t\t${v2}\n\t}`],
    ['a key that is stored', `\ttags := map[string]string{}\n\ttags["x"] = "v1"\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['a key that may be stored', `\ttags := map[string]string{}\n\ttags[os.Args[1]] = "v1"\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['a key that a function literal stores', `\ttags := map[string]string{}\n\tfunc() { tags["x"] = "v1" }()\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['a key that a helper stores', `\ttags := map[string]string{}\n\tfill(tags)\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`, 'func fill(tags map[string]string) { tags["x"] = "v1" }'],
    ['a key of a map that is made later', `\tvar tags map[string]string\n\tif len(os.Args) > 1 {\n\t\ttags = map[string]string{"x": "v1"}\n\t}\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['a key of a map that a library fills', `\tvar tags map[string]string\n\tfmt.Sscan(os.Args[1], &tags)\n\tif _, ok := tags["x"]; ok {\n\t\t${v2}\n\t}`],
    ['a key that is asked for twice', `\tvar tags map[string]string\n\t_, ok := tags["x"]\n\tif len(os.Args) > 1 {\n\t\tok = os.Args[1] == "x"\n\t}\n\tif ok {\n\t\t${v2}\n\t}`],
    ['a key that is not written down', `\ttags := map[string]string{"x": "v1"}\n\tif _, ok := tags[os.Args[1]]; ok {\n\t\t${v2}\n\t}`],
    ['a type', `\tvar tags any = os.Args\n\tif _, ok := tags.([]string); ok {\n\t\t${v2}\n\t}`],
    ['a length', `\tnames := []string{"a"}\n\tif len(names) > 0 {\n\t\t${v2}\n\t}`],
    ['a list that grows', `\tnames := []string{"a"}\n\tif len(os.Args) > 1 {\n\t\tnames = append(names, "b")\n\t}\n\tif len(names) > 1 {\n\t\t${v2}\n\t}`],
    ['a list that a function literal grows', `\tvar names []string\n\tfunc() { names = append(names, "b") }()\n\tif len(names) > 0 {\n\t\t${v2}\n\t}`],
    ['a list that a loop grows', `\tnames := []string{}\n\tfor range os.Args {\n\t\tnames = append(names, "b")\n\t}\n\tif len(names) > 0 {\n\t\t${v2}\n\t}`],
    ['a list of a length', `\tnames := make([]string, len(os.Args))\n\tif len(names) > 0 {\n\t\t${v2}\n\t}`],
    ['a list that a library fills', `\tnames := []string{}\n\tfmt.Sscan("a", &names)\n\tif len(names) > 0 {\n\t\t${v2}\n\t}`],
  ])('%s', async (_, body, more?: string) => {
    await check(told(body, more));
  });
});
