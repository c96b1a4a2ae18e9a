/** Some flows are tried first where there are many: what they ask for is chosen before all are walked. */
import { expect, test } from 'vitest';
import { atOnce } from '../../src/base/steps';
import { link } from '../../src/flow/program';
import { summarize } from '../../src/go/summarize';
import { tryFlows, type Analysed } from '../../src/images/flowWalks';
import { takeInventory } from '../../src/images/inventory';
import { createFileCache } from '../../src/service/fileCache';
import { nothingCarried, survey } from '../../src/service/survey';
import { defaultStandard } from '../../src/standard/standard';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';
import { memoryRoot } from '../support/memoryWorkspace';

/** Suites `s10`, `s11`, … that build what a package's variable holds, which only `Set` sets. */
const suites = (count: number): string => `
-- test/infrastructure/build.go --
package infrastructure
import "os/exec"
var Image string
func Build() { exec.Command("podman", "build", "-t", Image, ".").Run() }
-- test/infrastructure/set.go --
package infrastructure
func Set() { Image = "localhost/set:1" }
${Array.from({ length: count }, (_, i) => `-- test/e2e/s${i + 10}/suite_test.go --
package s${i + 10}
import ("testing"; "k/test/infrastructure")
func Test(t *testing.T) { infrastructure.Build() }
`).join('')}`;

async function analysed(source: string): Promise<Analysed> {
  const grammar = await testGrammar();
  const files = [...filesOf(source)].map(([path, text]) => summarize(`${memoryRoot}/${path}`, text, grammar));
  return { program: link(files), manifests: [], calls: defaultStandard, root: memoryRoot };
}

test('one of eight is tried, and not walked again', async () => {
  const all = await analysed(suites(17));
  const memory = atOnce(tryFlows(all));
  expect([...(memory?.records.values() ?? [])].map(({ root: { name } }) => name)).toEqual(['test/e2e/s10', 'test/e2e/s18', 'test/e2e/s26']);
  const taken = atOnce(takeInventory(all, memory));
  const tried = new Set(memory?.records.values());
  expect([...taken.memory.records.values()].filter((record) => tried.has(record)).length).toBe(3);
  expect(taken.inventory).toEqual(atOnce(takeInventory(await analysed(suites(17)))).inventory);
});

test('few are all walked at once', async () => {
  expect(atOnce(tryFlows(await analysed(suites(15))))).toBeUndefined();
});

test('the inventory of chosen declarations is that of all', async () => {
  const texts = new Map([...filesOf(suites(17))].map(([path, text]) => [`${memoryRoot}/${path}`, text]));
  const { inventory } = await survey({ root: memoryRoot, texts, standard: defaultStandard, lookUp: () => Promise.resolve(new Map()) }, createFileCache(await testGrammar()), nothingCarried, () => undefined);
  expect(inventory).toEqual(atOnce(takeInventory(await analysed(suites(17)))).inventory);
  expect(JSON.stringify(inventory.sites)).toContain('localhost/set:1');
});
