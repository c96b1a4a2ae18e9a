/** Manifests that a `strings.Builder` or a `bytes.Buffer` is given piece by piece. */
import { describe, expect, test } from 'vitest';
import { check, checkSilent } from '../support/check';
import { flow, only } from '../rules/goFile';

/** Builds and loads `localhost/app:e2e`, and applies a manifest that `write` puts into `b` as the image is `name`. */
const written = (name: string, write: string, { builder = 'strings.Builder', read = 'apply(b.String())', want = '' } = {}): string => flow(`
	_ = build("localhost/app:e2e")
	_ = load("localhost/app:e2e", "e2e")
	image := ${name}${want}
	var b ${builder}
	b.WriteString("kind: Pod\\nmetadata: {name: app}\\nspec:\\n  containers:\\n")
${write}
	b.WriteString("    imagePullPolicy: Never\\n")
	${read}
`).replace('\t"fmt"\n', '\t"bytes"\n\t"fmt"\n\t"io"\n');

const applyBuffer = `cmd := exec.Command("kubectl", "apply", "-f", "-")
	cmd.Stdin = &b
	_ = cmd.Run()`;

const ways: readonly [string, string][] = [
  ['a write of its own', '\tb.WriteString("  - name: app\\n    image: ")\n\tb.WriteString(image)\n\tb.WriteString("\\n")'],
  ['a sum', '\tb.WriteString("  - name: app\\n    image: " + image + "\\n")'],
  ['a format', '\tfmt.Fprintf(&b, "  - name: %s\\n    image: %s\\n", "app", image)'],
  ['a Sprintf', '\tb.WriteString(fmt.Sprintf("  - name: app\\n    image: %s\\n", image))'],
  ['Fprint and a byte', '\tfmt.Fprint(&b, "  - name: app\\n    image: ")\n\tfmt.Fprint(&b, image)\n\tb.WriteByte(\'\\n\')'],
  ['io.WriteString', '\tio.WriteString(&b, "  - name: app\\n    image: ")\n\tio.WriteString(&b, image+"\\n")'],
  ['lines', '\tfmt.Fprintln(&b, "  - name: app")\n\tfmt.Fprintln(&b, "    image: " + image)\n\tfmt.Fprintln(&b)'],
];

describe('hits', () => {
  test.each(ways)('%s', async (_, write) => {
    const want = ' // want tag-mismatch';
    const analysis = await check(written('"localhost/app:dev"', write, { want }));
    expect(only(analysis, 'tag-mismatch').message).toContain('localhost/app:e2e');
    await check(written('"localhost/app:dev"', write, { want, builder: 'bytes.Buffer', read: applyBuffer }));
    await check(written('"localhost/app:dev"', write, { want, builder: 'bytes.Buffer', read: 'apply(string(b.Bytes()))' }));
  });
  test('the policy is written in the place of the image', async () => {
    await check(written('"localhost/app:e2e"', '\tb.WriteString("  - name: app\\n    image: ")\n\tb.WriteString("Never") // want malformed-reference "`Never` is deployed"\n\tb.WriteString("\\n")'));
  });
  test('what a replacement puts in', async () => {
    const analysis = await check(written('"localhost/app:dev"', '\tb.WriteString("  - name: app\\n    image: localhost/app:IMAGE\\n")', { want: ' // want tag-mismatch', read: 'apply(strings.ReplaceAll(b.String(), "localhost/app:IMAGE", image))' }));
    expect(only(analysis, 'tag-mismatch').message).toContain('`localhost/app:dev` is deployed');
  });
});

describe('silence', () => {
  test.each(ways)('%s', async (_, write) => {
    await checkSilent(written('"localhost/app:e2e"', write));
    await checkSilent(written('"localhost/app:e2e"', write, { builder: 'bytes.Buffer', read: applyBuffer }));
  });
  test('a placeholder that is replaced', async () => {
    await checkSilent(written('"localhost/app:e2e"', '\tb.WriteString("  - name: app\\n    image: localhost/app:IMAGE\\n")', { read: 'apply(strings.ReplaceAll(b.String(), "localhost/app:IMAGE", image))' }));
  });
  test('a text that is only held against another', async () => {
    await checkSilent(written('"localhost/app:dev"', '\tb.WriteString("  - name: app\\n    image: ")\n\tb.WriteString(image)\n\tb.WriteString("\\n")', { read: 'Expect(b.String()).To(Equal("x"))' }));
  });
});

describe('holes', () => {
  test.each([
    ['on a condition', '\tif os.Getenv("DEV") != "" {\n\t\tb.WriteString("  - name: app\\n    image: ")\n\t\tb.WriteString(image)\n\t}\n\tb.WriteString("\\n")'],
    ['by others', '\tb.WriteString("  - name: app\\n    image: ")\n\twriteTag(&b)\n\tb.WriteString(image)\n\tb.WriteString("\\n")'],
    ['by number', '\tb.WriteString("  - name: app\\n    image: ")\n\tb.WriteString(image)\n\tb.WriteByte(49)\n\tb.WriteString("\\n")'],
    ['several values at once', '\tb.WriteString("  - name: app\\n    image: ")\n\tfmt.Fprint(&b, image, 2)\n\tb.WriteString("\\n")'],
  ])('%s', async (_, write) => {
    await checkSilent(written('"localhost/app:dev"', write));
  });
});
