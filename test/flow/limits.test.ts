/** Code that would make an evaluator run for ever, or out of memory: it ends in silence, within its steps, and says that it gave up. */
import { describe, expect, test } from 'vitest';
import { createEvaluation, defaultLimits } from '../../src/flow/evaluation';
import { evaluationOf, programOf, shown, sunk } from '../support/evaluated';
import { analyze, checkSilent } from '../support/check';
import { filesOf } from '../support/fixture';
import { flow } from '../rules/goFile';
import { goFile } from '../support/travel';

async function sinks(body: string): Promise<string[][]> {
  const program = await programOf(new Map([['limits.go', goFile(body)]]));
  const evaluation = evaluationOf(program);
  return sunk(program, evaluation).map(shown);
}

/** A build of a known tag and a deployment of what `body` makes of `image()`. */
function deployed(body: string): string {
  return `-- limits.go --\n${goFile(`
func Setup() {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	pod := corev1.Container{Image: image()}
	_ = pod
}
${body}`)}`;
}

const times = (count: number, line: (i: number) => string): string => Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** Each is unknown or cut short; none may be taken for a name that is not built. */
const endless: readonly (readonly [string, string])[] = [
  ['row 21: a constant made of itself', 'const a = a + "x"\nfunc image() string { return a }'],
  ['row 21: constants made of each other', 'const a = b\nconst b = c + "x"\nconst c = a\nfunc image() string { return a }'],
  ['row 21: a variable made of itself', 'func image() string {\n\tvar a = "localhost/app:v2"\n\tfor {\n\t\ta = a + "x"\n\t\tif len(a) > 9 {\n\t\t\treturn a\n\t\t}\n\t}\n}'],
  ['row 21: += in a loop', 'func image() string {\n\ta := "localhost/app:v2"\n\tfor i := 0; i < 9; i++ {\n\t\ta += "x"\n\t}\n\treturn a\n}'],
  ['a function that calls itself', 'func image() string { return more(9) }\nfunc more(n int) string {\n\tif n == 0 {\n\t\treturn "localhost/app:v"\n\t}\n\treturn more(n-1) + "2"\n}'],
  ['functions that call each other', 'func image() string { return ping("a") }\nfunc ping(s string) string { return pong(s + "b") }\nfunc pong(s string) string { return ping(s + "c") }'],
  ['a closure that calls itself', 'func image() string {\n\tvar more func(string) string\n\tmore = func(s string) string { return more(s + "x") }\n\treturn more("localhost/app:")\n}'],
  ['a struct that holds itself', 'type node struct {\n\tnext *node\n\timage string\n}\nfunc image() string {\n\tn := &node{}\n\tn.next = n\n\treturn n.next.next.next.image\n}'],
  ['a type that embeds itself', 'type node struct{ *node }\nfunc image() string {\n\tvar n node\n\treturn n.image\n}'],
  ['types named after each other', 'type a b\ntype b a\nfunc image() string {\n\tvar x a\n\treturn x.image\n}'],
  ['a map that is read to fill it', 'func image() string {\n\tm := map[string]string{}\n\tm["a"] = m["b"] + "x"\n\tm["b"] = m["a"] + "y"\n\treturn m["a"]\n}'],
  ['a slice cut in a loop', 'func image() string {\n\ts := []string{outside.A(), outside.B()}\n\tfor len(s) > 1 {\n\t\ts = s[1:]\n\t\ts = s[:len(s)]\n\t}\n\treturn s[0]\n}'],
  ['a range whose closure stores into what is ranged over', 'func image() string {\n\tplan := map[string]string{"a": "localhost/app:", "b": "localhost/other:"}\n\tfor i, step := range plan {\n\t\tfunc(i string, step string) {\n\t\t\tplan[i] = step + "v2"\n\t\t}(i, step)\n\t}\n\treturn plan["a"]\n}'],
  ['a range in a parameter whose closure stores into what is ranged over', 'type plan struct{ steps []string }\nfunc image() string {\n\tp := &plan{steps: []string{"localhost/app:"}}\n\trun(p)\n\treturn p.steps[0]\n}\nfunc run(p *plan) {\n\tfor i, step := range p.steps {\n\t\tif err := func(i int, step string) error {\n\t\t\tp.steps[i] = step + "v2"\n\t\t\treturn nil\n\t\t}(i, step); err != nil {\n\t\t\treturn\n\t\t}\n\t}\n}'],
  ['a variable made of itself by twenty methods', `type query struct{ image string }\nfunc (q *query) Image() string { return q.image }\nfunc image() string {\n\tq, r := outside.Query(), outside.Query()\n${times(20, (i) => `\tq = r.With${i}(q).Or(q)\n\tr = q.With${i}(r).Or(r)`)}\n\treturn q.Image()\n}`],
  ['a function passed to itself', 'type f func(f) string\nfunc image() string { return call(call) }\nfunc call(g f) string { return g(call) }'],
  ['a thousand levels of calls', `func image() string { return f0() }\n${times(1000, (i) => `func f${i}() string { return f${i + 1}() }`)}\nfunc f1000() string { return "localhost/app:v2" }`],
  ['row 22: a variable copied ten thousand times', `func image() string {\n\tv0 := "localhost/app:v2"\n${times(10_000, (i) => `\tv${i + 1} := v${i}`)}\n\treturn v10000\n}`],
  ['row 22: constants that double thirty times', `${times(30, (i) => `const c${i + 1} = c${i} + c${i}`)}\nconst c0 = "localhost/app:v2"\nfunc image() string { return c30 }`],
  ['a list of more elements than are looked at', `func image() string { return strings.Join([]string{"localhost/app:v", ${'"", '.repeat(400)}"1"}, "") }`],
  ['branches that double thirty times', `func image() string {\n\ts := "localhost/app:"\n${times(30, (i) => `\tif outside.Is(${i}) {\n\t\ts = s + "a"\n\t} else {\n\t\ts = s + "b"\n\t}`)}\n\treturn s\n}`],
  ['arguments that double thirty times', `func image() string { return f0("a", "b") }\n${times(30, (i) => `func f${i}(a, b string) string { return f${i + 1}(a+b, b+a) }`)}\nfunc f30(a, b string) string { return a + b }`],
];

describe('code without an end', () => {
  test.each(endless)('%s', async (_name, body) => {
    await checkSilent(deployed(body));
  });
});

describe('values without number', () => {
  test('a product of branches is cut off and says so', async () => {
    const [values] = await sinks(`func f() {\n\tvar a, b, c string\n${['a', 'b', 'c'].map((name) => `\tswitch outside.N() {\n${times(12, (i) => `\tcase ${i}:\n\t\t${name} = "${i}"`)}\n\tdefault:\n\t\t${name} = "d"\n\t}`).join('\n')}\n\tsink(a + b + c)\n}`);
    expect(values).toContain('…');
  });
  test('a thousand callers of one function are not told apart for ever', async () => {
    const [values] = await sinks(`func f(image string) { sink(image) }\n${times(1000, (i) => `func g${i}() { f("v${i}") }`)}`);
    expect(values?.some((value) => value === '…' || value.includes('{'))).toBe(true);
  });
  test('a list of ten thousand elements', async () => {
    const [values] = await sinks(`var all = []string{${times(10_000, (i) => `"v${i}",`)}}\nfunc f() {\n\tfor _, image := range all {\n\t\tsink(image)\n\t}\n}`);
    expect(values).toContain('…');
  });
  test('a budget that is used up leaves nothing that looks complete', async () => {
    const program = await programOf(new Map([['limits.go', goFile(`func f() {\n\ta := "x"\n${times(50, (i) => `\ta${i} := a + "${i}"`)}\n\tsink(${Array.from({ length: 50 }, (_, i) => `a${i}`).join(' + ')})\n}`)]]));
    const evaluation = createEvaluation(program, () => false, { ...defaultLimits, steps: 40 });
    const [answer] = sunk(program, evaluation);
    expect(evaluation.exhausted).toBe(true);
    expect(answer?.complete).toBe(false);
  });
});

describe('what many alternatives cost', () => {
  const chosen = (count: number, value: (i: number) => string): string => `\tswitch outside.N() {\n${times(count, (i) => `\tcase ${i}:\n\t\ta = ${value(i)}`)}\n\t}`;
  test('a text of many values takes more of the budget at every hop than one of a few', async () => {
    const exhausted = async (count: number): Promise<boolean> => {
      const program = await programOf(new Map([['limits.go', goFile(`func f() {\n\tvar a string\n${chosen(count, (i) => `"${i}"`)}\n\tb0 := a\n${times(100, (i) => `\tb${i + 1} := b${i} + "x"`)}\n\tsink(b100)\n}`)]]));
      const evaluation = createEvaluation(program, () => false, { ...defaultLimits, steps: 10_000 });
      sunk(program, evaluation);
      return evaluation.exhausted;
    };
    expect(await exhausted(4)).toBe(false);
    expect(await exhausted(60)).toBe(true);
  });
  test('structs that are handed from variable to variable are asked for once at each', async () => {
    const program = await programOf(new Map([['limits.go', goFile(`type cfg struct{ image, tag string }\nfunc f() {\n\tvar a cfg\n${chosen(24, (i) => `cfg{image: "v${i}"}`)}\n\ta.tag = "a"\n\tv0 := a\n${times(6, (i) => `\tv${i}.tag = "${i}"\n\tl${i} := []cfg{v${i}}\n\tv${i + 1} := l${i}[0]`)}\n\tv6.tag = "b"\n\tsink(v6.image)\n}\nfunc g() {\n\tvar other cfg\n\tother.image = "w"\n\toutside.Use(other)\n}`)]]));
    const evaluation = createEvaluation(program, () => false, { ...defaultLimits, steps: 1000 });
    const [answer] = sunk(program, evaluation);
    expect(answer?.values).toHaveLength(24);
    expect(evaluation.exhausted).toBe(false);
  });
});

describe('long code is no endless code', () => {
  test('row 22: a sum of ten thousand terms is known', async () => {
    const [values] = await sinks(`func f() { sink(${Array.from({ length: 10_000 }, () => '"a"').join(' + ')}) }`);
    expect(values).toEqual(['a'.repeat(10_000)]);
  });
  test('row 22: twenty thousand nested parentheses are known', async () => {
    const [values] = await sinks(`func f() { sink(${'('.repeat(20_000)}"a"${')'.repeat(20_000)}) }`);
    expect(values).toEqual(['a']);
  });
  test('a hundred levels of constants are known', async () => {
    const [values] = await sinks(`${times(100, (i) => `const c${i} = c${i + 1} + "x"`)}\nconst c100 = "a"\nfunc f() { sink(c0) }`);
    expect(values).toEqual([`a${'x'.repeat(100)}`]);
  });
  test('thirty levels of calls are known', async () => {
    const [values] = await sinks(`func f() { sink(f0("a")) }\n${times(30, (i) => `func f${i}(s string) string { return f${i + 1}(s + "x") }`)}\nfunc f30(s string) string { return s }`);
    expect(values).toEqual([`a${'x'.repeat(30)}`]);
  });
});

test('a text that is replaced again and again is looked through once', async () => {
  const calls = Array.from({ length: 30 }, () => '\te.restore()').join('\n');
  await checkSilent(`-- suite_test.go --
package e2e
import ("strings"; "testing")
type event struct{ message string }
func (e *event) restore() {
	e.message = strings.ReplaceAll(e.message, "a", "b")
	e.message = strings.ReplaceAll(e.message, "c", "d")
}
func TestEvents(t *testing.T) {
	e := &event{}
${calls}
}
`);
});

test('lists that are made of each other many times over end in silence, soon', async () => {
  const fills = Array.from({ length: 14 }, (_, i) => `func fill${i + 1}(args []string) []string { return append(append(fill${i}(args), fill${i}(args)...), fill${i}(args)...) }`).join('\n');
  const { findings } = await analyze(filesOf(flow(`\tbuild("localhost/app:v1")\n\tload("localhost/app:v1", "e2e")\n\tdeploy("localhost/app:v1")\n\toutside.Build(fill14([]string{"localhost/app:v1"}))`, `func fill0(args []string) []string { return append(args, "localhost/app:v1") }\n${fills}`).replace('"fmt"', '"fmt"\n\t"example.com/outside"')));
  expect(findings.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
});
