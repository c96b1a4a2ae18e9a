/** Where more of the same text is read, what was read before keeps its facts, and only who depends on what is new is walked again. */
import { describe, expect, test } from 'vitest';
import { atOnce } from '../../src/base/steps';
import { link } from '../../src/flow/program';
import { takeInventory, type Taken } from '../../src/images/inventory';
import type { Memory } from '../../src/images/flowMemory';
import type { Outline } from '../../src/go/outline';
import type { FileFacts } from '../../src/go/facts';
import { createFileCache, type FileCache } from '../../src/service/fileCache';
import { defaultStandard } from '../../src/standard/standard';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';
import { memoryRoot } from '../support/memoryWorkspace';

const fixture = `
-- test/infrastructure/build.go --
package infrastructure
import "os/exec"
type Config struct { Image string }
func (c *Config) idle() string { return c.Image }
var Registry = Prefix
const idleName = "x"
var idleList = []string{"y"}
func Build(c Config) error { return exec.Command("podman", "build", "-t", Registry+c.Image, ".").Run() }
func Idle(c Config) string { return c.Image }
func Move() { Registry = "localhost:5001/" }
func Again() error { return Build(Config{Image: "again:1"}) }
-- test/infrastructure/prefix.go --
package infrastructure
const Prefix = "localhost/"
func Spare() int { return 1 }
var _ = Spare
-- test/e2e/a/suite_test.go --
package a
import ("testing"; "k/test/infrastructure")
func TestA(t *testing.T) { infrastructure.Build(infrastructure.Config{Image: "a:1"}) }
func helper() { infrastructure.Registry = "r/" }
-- test/e2e/b/suite_test.go --
package b
import ("testing"; "k/test/infrastructure")
type Held struct { Image string }
func TestB(t *testing.T) { infrastructure.Build(infrastructure.Config{Image: "b:1"}) }
func held() Held { return Held{Image: "c:1"} }
-- test/e2e/c/suite_test.go --
package c
import "k/test/infrastructure"
var _ = infrastructure.Build(infrastructure.Config{Image: "c:1"})
var _ = infrastructure.Build(infrastructure.Config{Image: "c:2"})
-- test/other/other.go --
package other
type Own struct { Registry string }
func set(o *Own) { o.Registry = "x" }
`;

/** Leaves out declarations by name, or by how they begin. */
function without(text: string, outline: Outline, left: readonly string[]): number[] {
  return outline.declarations.flatMap(({ names, start }, index) => (left.some((one) => names.includes(one) || text.startsWith(one, start)) ? [] : [index]));
}

function read(cache: FileCache, left: readonly string[], source = fixture): FileFacts[] {
  return [...filesOf(source)].flatMap(([path, text]) => {
    const uri = `${memoryRoot}/${path}`;
    const file = cache.facts(uri, text, without(text, cache.outline(uri, text), left).map((index) => ({ index, without: [] })));
    return file.kind === 'go' ? [file.facts] : [];
  });
}

function take(files: readonly FileFacts[], before?: Memory, sameTexts = true): Taken {
  return atOnce(takeInventory({ program: link(files), manifests: [], calls: defaultStandard, root: memoryRoot }, before, sameTexts));
}

const everybody = ['test/e2e/a', 'test/e2e/b', 'test/e2e/c'];

describe('walked again after one more was read', () => {
  test.each<[string, string, string[]]>([
    ['a function of what all share', 'Idle', []],
    ['a method of what all share', 'idle', []],
    ['a function beside what all read', 'Spare', []],
    ['a function that sets a variable that all read', 'Move', everybody],
    ['the same in another package', 'helper', everybody],
    ['a function that sets a field of the same name where nobody sees it', 'set', []],
    ['a field of the same name of another type', 'held', []],
    ['a constant beside a variable that all read', 'idleName', everybody],
    ['a variable beside one that all read', 'idleList', everybody],
    ['a variable without a name beside a constant that all read', 'var _ = Spare', []],
    ['what runs in a suite by itself', 'var _ = infrastructure.Build(infrastructure.Config{Image: "c:2"})', ['test/e2e/c']],
  ])('%s', async (_, left, names) => {
    const cache = createFileCache(await testGrammar());
    const first = take(read(cache, ['Again', left]));
    const second = take(read(cache, ['Again']), first.memory);
    expect(second.inventory).toEqual(take(read(createFileCache(await testGrammar()), ['Again'])).inventory);
    const old = new Set([...first.memory.records.values()].map(({ sightings }) => sightings));
    expect([...second.memory.records.values()].filter(({ sightings }) => !old.has(sightings)).map(({ root: { name } }) => name)).toEqual(names);
    // What stands must fall with the next change of the files that it depends on, which are others now.
    const edited = fixture.replace('localhost/', 'elsewhere/');
    expect(take(read(cache, ['Again'], edited), second.memory, false).inventory).toEqual(take(read(createFileCache(await testGrammar()), ['Again'], edited)).inventory);
  });
});

test('facts of what is read alike are the same objects', async () => {
  const cache = createFileCache(await testGrammar());
  const build = (left: string[]): FileFacts | undefined => read(cache, left).find(({ uri }) => uri.endsWith('build.go'));
  const objects = (facts: FileFacts | undefined): unknown[] => [facts?.initializer, ...(facts?.globals ?? []), ...(facts?.funcs ?? [])];
  const few = objects(build(['Idle', 'idle']));
  const more = objects(build([]));
  expect(few.length).toBe(7);
  expect(more.length).toBe(9);
  expect(few.every((one) => more.includes(one))).toBe(true);
  const fewer = objects(build(['idleName', 'Idle']));
  expect(fewer.filter((one) => more.includes(one)).length).toBe(4);
});
