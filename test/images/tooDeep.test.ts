/** Where the engine's stack ends before any limit does, what was asked there is unknown and everything else stands. */
import { describe, expect, test } from 'vitest';
import { atOnce } from '../../src/base/steps';
import type { Func, Program } from '../../src/flow/declarations';
import { link } from '../../src/flow/program';
import { summarize } from '../../src/go/summarize';
import { takeInventory } from '../../src/images/inventory';
import type { Inventory } from '../../src/images/site';
import { neverBuilt } from '../../src/rules/neverBuilt';
import { tagMismatch } from '../../src/rules/tagMismatch';
import { defaultStandard } from '../../src/standard/standard';
import { filesOf } from '../support/fixture';
import { testGrammar } from '../support/grammar';

const fixture = `
-- test/e2e/a/a_test.go --
package a
import ("os/exec"; "testing"; corev1 "k8s.io/api/core/v1")
func TestA(t *testing.T) {
	exec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()
	exec.Command("podman", "build", "-t", "localhost/other:v1", ".").Run()
	_ = corev1.Container{Image: "localhost/app:v1"}
}
-- test/e2e/b/b_test.go --
package b
import ("os/exec"; "testing"; corev1 "k8s.io/api/core/v1")
func TestB(t *testing.T) {
	deep("localhost/other:v2")
	_ = corev1.Container{Image: "localhost/other:v2"}
}
func deep(name string) { image := name; exec.Command("podman", "build", "-t", image, ".").Run() }
-- test/e2e/c/c_test.go --
package c
import ("testing"; corev1 "k8s.io/api/core/v1")
func TestC(t *testing.T) { _ = corev1.Container{Image: "localhost/other:v2", ImagePullPolicy: "Never"} }
`;

/** The inventory where asking `index` of a function that `endless` names overflows the stack. */
async function inventoryWith(endless: string): Promise<Inventory> {
  const grammar = await testGrammar();
  const program = link([...filesOf(fixture)].map(([path, text]) => summarize(`file:///w/${path}`, text, grammar)));
  const index = (func: Func): ReturnType<Program['index']> => {
    if (func.fact.name === endless) throw new RangeError('Maximum call stack size exceeded');
    return program.index(func);
  };
  return atOnce(takeInventory({ program: { ...program, index }, manifests: [], calls: defaultStandard, root: 'file:///w' })).inventory;
}

const said = (inventory: Inventory): number => [tagMismatch, neverBuilt].flatMap((rule) => [...rule.check(inventory, defaultStandard)]).length;

describe('a stack that ends', () => {
  test('the other flows stand, and the one that was cut says so', async () => {
    const { flows } = await inventoryWith('deep');
    expect(flows.map(({ name, complete, events }) => [name, complete, events.length])).toEqual([['test/e2e/a', true, 3], ['test/e2e/b', false, 1], ['test/e2e/c', true, 1]]);
  });

  test('nobody is told that nothing builds what the cut one may build', async () => {
    expect(said(await inventoryWith('deep'))).toBe(0);
  });

  test('a flow that cannot even be walked is there, without events', async () => {
    const program = await inventoryWith('TestB');
    expect(program.flows.find(({ name }) => name === 'test/e2e/b')).toMatchObject({ complete: false, at: { uri: 'file:///w/test/e2e/b/b_test.go' } });
    expect(said(program)).toBe(0);
  });
});
