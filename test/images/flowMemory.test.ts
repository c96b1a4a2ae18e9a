/** A walk is made again exactly where something changed that it depends on; the inventory never tells which were. */
import { atOnce } from '../../src/base/steps';
import { describe, expect, test } from 'vitest';
import { link } from '../../src/flow/program';
import { summarize } from '../../src/go/summarize';
import type { Memory } from '../../src/images/flowMemory';
import type { NamedFiles } from '../../src/images/fileFinder';
import { manifestFacts, type ManifestFacts } from '../../src/images/manifestFile';
import { takeInventory, type Taken } from '../../src/images/inventory';
import { defaultStandard } from '../../src/standard/standard';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';
import type { FileFacts } from '../../src/go/facts';

const root = 'file:///w';

const fixture = `
-- test/infrastructure/build.go --
package infrastructure
import "os/exec"
type Config struct { Image string }
var Registry = Set()
func Build(c Config) error { return exec.Command("podman", "build", "-t", Registry+c.Image, ".").Run() }
-- test/infrastructure/other.go --
package infrastructure
func Set() string { return "localhost/" }
-- test/infrastructure/unused.go --
package infrastructure
func Unused() {}
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
func TestA(t *testing.T) { infrastructure.Build(infrastructure.Config{Image: "a:1"}) }
func TestIdle(t *testing.T) { t.Log("nothing") }
-- test/e2e/b/suite_test.go --
package b
import ("testing"; "k/test/infrastructure")
func TestB(t *testing.T) { infrastructure.Build(infrastructure.Config{Image: "b:1"}) }
-- test/e2e/b/other_test.go --
package b
func helper() { print("idle") }
-- test/e2e/b/importing_test.go --
package b
import ("flag"; "k/test/infrastructure")
func idle() { print(infrastructure.Registry, flag.Parsed()) }
`;

async function workspace(source = fixture): Promise<{ take: (changes: Record<string, (text: string) => string>, before?: Memory, named?: NamedFiles) => Taken }> {
  const grammar = await testGrammar();
  const known = new Map<string, { text: string; facts: FileFacts }>();
  const facts = (path: string, text: string): FileFacts => {
    const last = known.get(path);
    if (last?.text === text) return last.facts;
    const made = summarize(`${root}/${path}`, text, grammar);
    known.set(path, { text, facts: made });
    return made;
  };
  return {
    take: (changes, before, named) => {
      const files = [...filesOf(source)].map(([path, text]) => facts(path, changes[path]?.(text) ?? text));
      return atOnce(takeInventory({ program: link(files), manifests: [], named, calls: defaultStandard, root }, before));
    },
  };
}

const suiteA = 'test/e2e/a/suite_test.go';

/** Names of the flows that were walked again. */
async function walkedAgain(changes: Record<string, (text: string) => string>, source = fixture): Promise<string[]> {
  const { take } = await workspace(source);
  const first = take({});
  const second = take(changes, first.memory);
  const fresh = (await workspace(source)).take(changes);
  expect(second.inventory).toEqual(fresh.inventory);
  const old = new Set(first.memory.records.values());
  return [...second.memory.records.values()].filter((record) => !old.has(record)).map(({ root: { name } }) => name);
}

describe('walked again after', () => {
  test.each<[string, Record<string, (text: string) => string>, string[]]>([
    ['no change', {}, []],
    ['another text in one suite', { [suiteA]: (text) => text.replace('a:1', 'a:2') }, ['test/e2e/a']],
    ['a line more in one suite', { [suiteA]: (text) => text.replace('func TestA', '\n\nfunc TestA') }, ['test/e2e/a']],
    ['another text in what all share', { 'test/infrastructure/build.go': (text) => text.replace('"podman"', '"docker"') }, ['test/e2e/a', 'test/e2e/b']],
    ['a variable that all read is set elsewhere', { 'test/e2e/b/other_test.go': (text) => text.replace('package b', 'package b\nimport "k/test/infrastructure"').replace('print("idle")', 'infrastructure.Registry = "localhost:5001/"') }, ['test/e2e/a', 'test/e2e/b']],
    ['the address of a variable that all read is handed out elsewhere', { 'test/e2e/b/other_test.go': (text) => text.replace('package b', 'package b\nimport ("flag"; "k/test/infrastructure")').replace('print("idle")', 'flag.StringVar(&infrastructure.Registry, "r", "", "")') }, ['test/e2e/a', 'test/e2e/b']],
    ['the same, in a file that imports both already', { 'test/e2e/b/importing_test.go': (text) => text.replace('print(', 'flag.StringVar(&infrastructure.Registry, "r", "", "")\n\tprint(') }, ['test/e2e/a', 'test/e2e/b']],
    ['a new function', { [suiteA]: (text) => `${text}func another() {}\n` }, ['test/e2e/a']],
    ['a function that goes in what all share', { 'test/infrastructure/unused.go': (text) => text.replace('func Unused() {}', '') }, []],
    ['a function of the same name as what a suite calls in a library', { 'test/e2e/b/other_test.go': (text) => `${text}func Log() {}\n` }, ['test/e2e/a']],
    ['another result of a function by which a variable that all read is set', { 'test/infrastructure/other.go': (text) => text.replace('func Set() string { return "localhost/" }', 'func Set() int { return 1 }') }, ['test/e2e/a', 'test/e2e/b']],
    ['a new method', { [suiteA]: (text) => `${text}type own int\nfunc (o own) another() {}\n` }, ['test/e2e/a', 'test/e2e/b']],
    ['another field', { 'test/infrastructure/build.go': (text) => text.replace('{ Image string }', '{ Image, Tag string }') }, ['test/e2e/a', 'test/e2e/b']],
  ])('%s', async (_, changes, names) => expect(await walkedAgain(changes)).toEqual(names));
});

/** A package's object, which suites read and anybody may change. */
const shared = `
-- test/infrastructure/held.go --
package infrastructure
type Held struct { Images map[string]string; Tag *string }
func Get() *Held { return held }
var first = "v1"
var held = &Held{Images: map[string]string{"k": "e:1"}, Tag: &first}
-- test/e2e/a/suite_test.go --
package a
import ("os/exec"; "testing"; "k/test/infrastructure")
func TestA(t *testing.T) {
	h := infrastructure.Get()
	exec.Command("podman", "build", "-t", h.Images["k"], ".").Run()
	exec.Command("podman", "build", "-t", "f:"+*h.Tag, ".").Run()
}
-- test/e2e/b/other_test.go --
package b
import "k/test/infrastructure"
func helper() { h := infrastructure.Get(); print(h) }
`;

test.each([
  ['an element of its field', 'h.Images["k"] = "e:2"'],
  ['its field', 'h.Images = nil'],
  ['through a pointer in its field', '*h.Tag = "v2"'],
])('a store in another package into a shared object walks its readers again: %s', async (_, store) => {
  expect(await walkedAgain({ 'test/e2e/b/other_test.go': (text) => text.replace('print(h)', store) }, shared)).toContain('test/e2e/a');
});

/** Two suites that each apply a file which no glob includes, and one that names one which isn't there. */
const applying = ['a', 'b', 'c'].map((name) => `
-- test/e2e/${name}/suite_test.go --
package ${name}
import ("os/exec"; "testing")
func Test(t *testing.T) { exec.Command("kubectl", "apply", "-f", "../../../deploy/${name}.yaml").Run() }
`).join('');

describe('walked again after a look for the files that code names', () => {
  const container = (image: string): string => `kind: Pod\nspec: {containers: [{name: x, image: ${image}}]}\n`;
  const named = (files: Readonly<Record<string, ManifestFacts>>): NamedFiles => ({ files: Object.values(files), found: new Set(Object.keys(files).map((name) => `file deploy/${name}.yaml`)) });
  const file = (name: string, image: string): ManifestFacts => manifestFacts(`${root}/deploy/${name}.yaml`, container(image), []);
  const [a, b] = [file('a', 'x:1'), file('b', 'x:2')];

  test.each([
    ['nothing was found', {}, {}, []],
    ['one was found', {}, { a }, ['test/e2e/a']],
    ['another one was found', { a }, { a, b }, ['test/e2e/b']],
    ['one is gone', { a, b }, { b }, ['test/e2e/a']],
    ['one has another text', { a, b }, { a: file('a', 'x:3'), b }, ['test/e2e/a']],
    ['all are the same', { a, b }, { a, b }, []],
  ])('%s', async (_, before, now, names) => {
    const { take } = await workspace(applying);
    const first = take({}, undefined, named(before));
    const second = take({}, first.memory, named(now));
    expect(second.inventory).toEqual((await workspace(applying)).take({}, undefined, named(now)).inventory);
    const old = new Set(first.memory.records.values());
    expect([...second.memory.records.values()].filter((record) => !old.has(record)).map((record) => record.root.name)).toEqual(names);
  });
});
