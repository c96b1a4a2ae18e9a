/** What a variable, a field or an element holds is called: it may load what it is handed, wherever the call is written. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

const method = 'type loader struct{ cluster string }\nfunc (l loader) load(image string) error { return load(image, l.cluster) }\nfunc loadIt(image string) error { return load(image, "e2e") }\n';

/** Two images are built and one is loaded; `call` is made with the other, as `where` says. */
const called = (before: string, call: string, where: (call: string) => string, more: string): string => flow(
  `
	image, other := fmt.Sprintf("localhost/app:e2e-%d", time.Now().UnixNano()), "localhost/other:e2e"
	build(other)
	load(other, "e2e")
	build(image)
	${before}
	${where(call)}
	deploy(image)
`,
  method + more,
);

const places: readonly (readonly [string, (call: string) => string])[] = [
  ['right there', (call) => `_ = ${call}`],
  ['in the background', (call) => `go func() { _ = ${call} }()`],
  ['in a group', (call) => `var g errgroup.Group\n\tg.Go(func() error { return ${call} })\n\t_ = g.Wait()`],
  ['in a closure of a closure', (call) => `func() {\n\t\tdone := make(chan error)\n\t\tgo func() { done <- ${call} }()\n\t\t<-done\n\t}()`],
];

const ways: readonly (readonly [string, string, string, string])[] = [
  ['a function in a variable', 'put := loadIt', 'put(image)', ''],
  ['a method in a variable', 'l := loader{cluster: "e2e"}\n\tput := l.load', 'put(image)', ''],
  ['a method of a type', 'put := loader.load', 'put(loader{}, image)', ''],
  ['one that a function picks', 'put := pick()', 'put(image)', 'func pick() func(string) error { return loadIt }'],
  ['an element of a map', 'puts := map[string]func(string) error{"kind": loadIt}', 'puts["kind"](image)', ''],
  ['a method in a map', 'l := loader{}\n\tputs := map[string]func(string) error{"kind": l.load}', 'puts["kind"](image)', ''],
  ['a field', 's := step{run: loader{}.load}', 's.run(image)', 'type step struct{ run func(string) error }'],
  ['what a channel gives', 'jobs := make(chan func(string) error, 1)\n\tjobs <- loader{}.load', '(<-jobs)(image)', ''],
  ['a method that is handed to a helper', '', 'run(loader{}.load, image)', 'func run(put func(string) error, image string) error { return put(image) }'],
  ['a method that is bound to its argument', 'put := bind(loader{}.load, image)', 'put()', 'func bind(put func(string) error, image string) func() error { return func() error { return put(image) } }'],
  ['a function that is wrapped', 'put := logged(loadIt)', 'put(image)', 'func logged(put func(string) error) func(string) error {\n\treturn func(image string) error {\n\t\tfmt.Println(image)\n\t\treturn put(image)\n\t}\n}'],
  ['a type of functions', 'put := putter(loadIt)', 'put.Put(image)', 'type putter func(string) error\nfunc (p putter) Put(image string) error { return p(image) }'],
  ['a generic helper', '', 'apply(loader{}.load, image)', 'func apply[T any](put func(T) error, with T) error { return put(with) }'],
];

describe.each(places)('%s', (_, where) => {
  test.each(ways)('silent: %s', (_name, before, call, more) => checkSilent(called(before, call, where, more)).then(() => undefined));
  test('told: with the other image', async () => {
    const fixture = called('l := loader{cluster: "e2e"}\n\tput := l.load', 'put(other)', where, '').replace('\tdeploy(image)', '$& // want not-loaded');
    expect(only(await check(fixture), 'not-loaded').message).toContain('localhost/app:e2e-{generated}');
  });
});
