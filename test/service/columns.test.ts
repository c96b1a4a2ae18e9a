/** Columns and line ends: whatever stands before an image, its place is exact, and a fix changes nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/base/finding';
import { lineStarts } from '../../src/base/text';
import { sarif } from '../../src/report/sarif';
import { applied, analyze } from '../support/check';
import { filesOf } from '../support/fixture';
import { alone, only } from '../rules/goFile';

const built = '\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n';
const fileWith = (name: string): string => filesOf(alone(`${built}\t_ = corev1.Container{Name: "${name}", Image: "localhost/app:v2"}`)).get('flow.go') ?? '';

async function found(text: string): Promise<Finding> {
  return only(await analyze(new Map([['flow.go', text]])), 'tag-mismatch');
}

const wide = fc.array(fc.constantFrom('😀', '日本', 'e\u0301', 'é', '👩‍👩‍👧', 'a', '\u2028', '\u00a0'), { maxLength: 6 }).map((parts) => parts.join(''));

test('row 5: wide and combining characters before an image move it by their UTF-16 units', async () => {
  const plain = (await found(fileWith(''))).at.range;
  await fc.assert(fc.asyncProperty(wide, async (name) => {
    const { range } = (await found(fileWith(name))).at;
    expect(range).toEqual({ start: { ...plain.start, character: plain.start.character + name.length }, end: { ...plain.end, character: plain.end.character + name.length } });
  }), { numRuns: 40 });
});

test('row 5: SARIF says what its columns count', () => {
  const report = { kind: 'check', root: 'file:///x', findings: [], suppressed: [], notices: [], rules: [], version: '1', sites: [], summary: { files: 0, sites: 0, unresolved: 0, error: 0, warning: 0, info: 0, hint: 0, milliseconds: 0 } } as const;
  expect(JSON.parse(sarif.check(report, { color: false, source: () => undefined }))).toMatchObject({ runs: [{ columnKind: 'utf16CodeUnits' }] });
});

test('row 3: whatever ends the lines, the place is the same, and a fix keeps every line end', async () => {
  const lines = fileWith('x').split('\n');
  const plain = (await found(lines.join('\n'))).at.range;
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('\n', '\r\n'), { minLength: 1, maxLength: 9 }), async (ends) => {
    const text = lines.map((line, i) => line + (i < lines.length - 1 ? (ends[i % ends.length] ?? '\n') : '')).join('');
    const finding = await found(text);
    expect(finding.at.range).toEqual(plain);
    const fix = finding.fixes.find((one) => one.preferred);
    expect(fix && applied(new Map([['flow.go', text]]), fix).get('flow.go')).toBe(text.replace('app:v2', 'app:v1'));
  }), { numRuns: 40 });
});

test('row 4: a lone carriage return ends a line, U+2028 and U+2029 end none', () => {
  expect(lineStarts('a\rb\r\nc\nd\u2028e\u2029f\r')).toEqual([0, 2, 5, 7, 13]);
});
