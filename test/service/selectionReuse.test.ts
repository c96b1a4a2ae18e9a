/** A selection is used again where names say the same, at the offsets of the new text. */
import { expect, test } from 'vitest';
import { atOnce } from '../../src/base/steps';
import { outline } from '../../src/go/outline';
import { noModules } from '../../src/flow/modules';
import { cluesOf } from '../../src/images/idioms';
import { select, type Selection } from '../../src/service/selection';
import { reuse } from '../../src/service/selectionReuse';
import { defaultStandard } from '../../src/standard/standard';

const long = Array.from({ length: 12 }, (_, i) => `\t\tExpect(value${i}).To(Equal(other${i}))`).join('\n');
const source = `package a
import "os/exec"
var _ = Describe("builds", func() {
	image := "localhost/a:1"
	It("does much", func() {
${long}
	})
	BeforeSuite(func() {
		exec.Command("podman", "build", "-t", image, ".").Run()
${long}
	})
	It("does more", func() {
${long}
	})
})
func lonely() {}
`;
const asked = { globals: new Set<string>(), fields: new Set<string>(), packages: new Set<string>(), environment: new Set<string>() };

function chosenFrom(text: string): { outlined: { uri: string; outline: ReturnType<typeof outline> }[]; selection: Selection } {
  const outlined = [{ uri: 'file:///w/a_test.go', outline: outline(text) }];
  return { outlined, selection: atOnce(select(outlined, { clues: cluesOf(defaultStandard), asked, modules: noModules })) };
}

const before = chosenFrom(source);
const choice = { outlines: new Map(before.outlined.map(({ uri, outline: one }) => [uri, one])), selection: before.selection, asked };

test('bodies that nothing depends on are left out', () => {
  const [first, ...more] = before.selection.get('file:///w/a_test.go') ?? [];
  expect(more).toEqual([]);
  expect(first?.without.map(({ start, end }) => source.slice(start, end))).toEqual([`\n${long}\n\t`, `\n${long}\n\t`]);
});

test.each([
  ['a literal', '"localhost/a:1"', '"localhost/another:2"'],
  ['a comment', 'package a', '// about it\npackage a'],
  ['white space', 'func lonely() {}', 'func lonely() {\n}'],
])('%s changes nothing but offsets', (_, from, to) => {
  const now = chosenFrom(source.replace(from, to));
  expect(reuse(choice, now.outlined)).toEqual(now.selection);
});

test.each([
  ['a name', 'func lonely() {}', 'func lonely() { image() }'],
  ['a declaration', 'func lonely() {}', 'func lonely() {}\nfunc two() {}'],
  ['a program', '"podman", "build"', '"podman", "ps"'],
  ['an image line', '"does much"', '"does much\\nimage: x"'],
  ['an import', 'import "os/exec"', 'import "os"'],
  ['a brace', 'func lonely() {}', 'func lonely() {'],
])('%s is chosen anew', (_, from, to) => expect(reuse(choice, chosenFrom(source.replace(from, to)).outlined)).toBeUndefined());

test('another file is chosen anew', () => {
  expect(reuse(choice, [...before.outlined, { uri: 'file:///w/b.go', outline: outline('package a\n') }])).toBeUndefined();
  expect(reuse(choice, [])).toBeUndefined();
});
