import { describe, expect, test } from 'vitest';
import { ignoreInFile } from '../../src/service/ignoreFixes';
import { ignoreLines } from '../../src/service/ignores';
import { analyze, applied } from '../support/check';
import { filesOf } from '../support/fixture';
import { alone, only } from '../rules/goFile';

const built = '\texec.Command("podman", "build", "-t", "localhost/app:v1", ".").Run()\n';
const deployed = (before: string, after = ''): string => alone(`${built}${before}\t_ = corev1.Container{Image: "localhost/app:v2"}${after}`);
const raw = (before: string, after = ''): string => alone(`${built}\tapply(\`
containers:
- name: app
${before}  image: localhost/app:v2${after}
\`)`, 'func apply(string) {}');
const yaml = (before: string, after = ''): string => `${alone(built)}
-- app.yaml --
kind: Pod
spec:
  containers:
  - name: app
${before}    image: localhost/app:v2${after}
`;

async function rulesOf(fixture: string): Promise<{ found: string[]; reasons: string[] }> {
  const analysis = await analyze(filesOf(fixture));
  return { found: analysis.findings.map((one) => one.rule).filter((rule) => rule !== 'nonstandard-tag'), reasons: analysis.suppressed.map((one) => `${one.kind}: ${one.justification}`) };
}

const silenced = { found: [], reasons: ['inSource: it is a fixture'] };

describe('what silences', () => {
  test.each([
    ['Go, on the line', deployed('', ' // image-tags:ignore tag-mismatch it is a fixture')],
    ['Go, on the line above', deployed('\t// image-tags:ignore tag-mismatch it is a fixture\n')],
    ['Go, a block comment', deployed('\t/* image-tags:ignore tag-mismatch it is a fixture */\n')],
    ['Go, several rules', deployed('\t// image-tags:ignore never-built, tag-mismatch it is a fixture\n')],
    ['Go, every rule', deployed('\t// image-tags:ignore it is a fixture\n')],
    ['Go, the whole file', deployed('').replace('package infra', '// image-tags:ignore-file tag-mismatch it is a fixture\npackage infra')],
    ['YAML in a raw string, on the line', raw('', ' # image-tags:ignore tag-mismatch it is a fixture')],
    ['YAML in a raw string, above', raw('  # image-tags:ignore tag-mismatch it is a fixture\n')],
    ['a YAML file, on the line', yaml('', ' # image-tags:ignore tag-mismatch it is a fixture')],
    ['a YAML file, above', yaml('    # image-tags:ignore tag-mismatch it is a fixture\n')],
    ['a YAML file as a whole', yaml('').replace('kind: Pod', '# image-tags:ignore-file tag-mismatch it is a fixture\nkind: Pod')],
    ['with CRLF', deployed('\t// image-tags:ignore tag-mismatch it is a fixture\n').replaceAll('\n', '\r\n').replaceAll(/^(-- .* --)\r$/gm, '$1')],
  ])('%s', async (_, fixture) => {
    expect(await rulesOf(fixture)).toEqual(silenced);
  });

  test('the configuration, by path and rule', async () => {
    const configuration = (path: string): string => `${deployed('')}\n-- .kubernaut-image-tags.yaml --\nversion: 1\nignores:\n- { path: "${path}", rule: tag-mismatch, reason: it is a fixture }\n`;
    expect(await rulesOf(configuration('*.go'))).toEqual({ found: [], reasons: ['external: it is a fixture'] });
    expect(await rulesOf(configuration('other/*.go'))).toEqual({ found: ['tag-mismatch'], reasons: [] });
  });
});

describe('what doesn’t', () => {
  test.each([
    ['another rule', deployed('\t// image-tags:ignore never-built it is a fixture\n')],
    ['two lines above', deployed('\t// image-tags:ignore tag-mismatch it is a fixture\n\n')],
    ['the line below', deployed('', '\n\t// image-tags:ignore tag-mismatch it is a fixture')],
  ])('%s: the finding stays, and the comment is reported', async (_, fixture) => {
    expect((await rulesOf(fixture)).found.sort()).toEqual(['tag-mismatch', 'unused-ignore']);
  });
  test('a string that merely says so', async () => {
    expect((await rulesOf(deployed('\tfmt.Println("// image-tags:ignore tag-mismatch x")\n'))).found).toEqual(['tag-mismatch']);
  });
});

describe('unused-ignore', () => {
  test('hit: a hint, faded, at the comment', async () => {
    const found = only(await analyze(filesOf(alone(`${built}\t_ = corev1.Container{Image: "localhost/app:v1"} // image-tags:ignore tag-mismatch the old tag`))), 'unused-ignore');
    expect(found).toMatchObject({ severity: 'hint', tags: ['unnecessary'], message: 'This comment silences tag-mismatch, but nothing is found here or on the next line. Remove it.' });
  });
  test('silence: it silences', async () => {
    expect((await rulesOf(deployed('\t// image-tags:ignore tag-mismatch it is a fixture\n'))).found).toEqual([]);
  });
  test('off, and louder', async () => {
    const fixture = (level: string): string => `${deployed('\t// image-tags:ignore never-built x\n').replace('v2', 'v1')}\n-- .kubernaut-image-tags.yaml --\nversion: 1\nrules: { unused-ignore: ${level} }\n`;
    expect((await rulesOf(fixture('"off"'))).found).toEqual([]);
    expect(only(await analyze(filesOf(fixture('warning'))), 'unused-ignore').severity).toBe('warning');
  });
  test('an ignore of a rule that is off is not unused', async () => {
    expect((await rulesOf(`${deployed('\t// image-tags:ignore tag-mismatch it is a fixture\n')}\n-- .kubernaut-image-tags.yaml --\nversion: 1\nrules: { tag-mismatch: "off" }\n`)).found).toEqual([]);
  });
  test.each([
    ['a line of its own goes as a whole', '\t// image-tags:ignore tag-mismatch x\n', '', ''],
    ['behind code only the comment goes', '', ' // image-tags:ignore tag-mismatch x', ''],
  ])('fix: %s', async (_, before, after) => {
    const fixture = deployed(before, after).replace('app:v2', 'app:v1');
    const files = filesOf(fixture);
    const { fixes } = only(await analyze(files), 'unused-ignore');
    expect(fixes.map((one) => [one.title, one.preferred])).toEqual([['Remove the comment', true]]);
    const [fix] = fixes;
    if (!fix) return;
    expect(applied(files, fix).get('flow.go')).toBe(filesOf(deployed('').replace('app:v2', 'app:v1')).get('flow.go'));
  });
});

describe('"Ignore here with a reason"', () => {
  const silence = async (fixture: string, path: string): Promise<string | undefined> => {
    const files = filesOf(fixture);
    const fix = only(await analyze(files), 'tag-mismatch').fixes.at(-1);
    expect(fix).toMatchObject({ title: 'Ignore tag-mismatch here with a reason', preferred: false, safe: false });
    if (!fix) return undefined;
    const after = applied(files, fix);
    const again = await analyze(after);
    expect(again.findings.map((one) => one.rule).filter((rule) => rule !== 'nonstandard-tag')).toEqual([]);
    return after.get(path);
  };
  test('Go, indented as the line is', async () => {
    expect(await silence(deployed(''), 'flow.go')).toBe(filesOf(deployed('\t// image-tags:ignore tag-mismatch explain why\n')).get('flow.go'));
  });
  test('YAML in a raw string', async () => {
    expect(await silence(raw(''), 'flow.go')).toBe(filesOf(raw('  # image-tags:ignore tag-mismatch explain why\n')).get('flow.go'));
  });
  test('a YAML file', async () => {
    expect(await silence(yaml(''), 'app.yaml')).toBe(filesOf(yaml('    # image-tags:ignore tag-mismatch explain why\n')).get('app.yaml'));
  });
  test('the first line of a list item', async () => {
    const fixture = (before: string): string => `${alone(built)}\n-- app.yaml --\nkind: Pod\nspec:\n  containers:\n${before}  - image: localhost/app:v2\n    name: app\n`;
    expect(await silence(fixture(''), 'app.yaml')).toBe(filesOf(fixture('  # image-tags:ignore tag-mismatch explain why\n')).get('app.yaml'));
  });
  test('CRLF stays', async () => {
    const dos = (text: string): string => text.replaceAll('\n', '\r\n').replaceAll(/^(-- .* --)\r$/gm, '$1');
    expect(await silence(dos(deployed('')), 'flow.go')).toBe(filesOf(dos(deployed('\t// image-tags:ignore tag-mismatch explain why\n'))).get('flow.go'));
    expect(await silence(dos(yaml('')), 'app.yaml')).toBe(filesOf(dos(yaml('    # image-tags:ignore tag-mismatch explain why\n'))).get('app.yaml'));
  });
  test('a raw string that opens on the very line', async () => {
    expect(await silence(alone(`${built}\tapply(\`image: localhost/app:v2
kind: Pod
containers:
- name: app
  image: localhost/app:v2
\`)`, 'func apply(string) {}').replace('`image: localhost/app:v2\n', '`\n'), 'flow.go')).toContain('# image-tags:ignore');
    const inline = alone(`${built}\tapply("containers:\\n- name: app\\n  image: localhost/app:v2\\n")`, 'func apply(string) {}');
    expect(await silence(inline, 'flow.go')).toContain('\t// image-tags:ignore tag-mismatch explain why\n\tapply(');
  });
  test('a shell script in a raw string', async () => {
    const fixture = (before: string, command = 'podman '): string => alone(`${built}\texec.Command("sh", "-c", \`set -e
${before}  ${command}run -d localhost/app:v2
\`).Run()`);
    expect(await silence(fixture(''), 'flow.go')).toBe(filesOf(fixture('  # image-tags:ignore tag-mismatch explain why\n')).get('flow.go'));
    const { fixes } = only(await analyze(filesOf(fixture('  podman \\\n', ''))), 'tag-mismatch');
    expect(fixes.map((one) => one.title)).not.toContain('Ignore tag-mismatch here with a reason');
  });
  const offered = async (body: string): Promise<boolean> => only(await analyze(filesOf(alone(built + body, 'func apply(string) {}'))), 'tag-mismatch').fixes.some(({ title }) => title.startsWith('Ignore'));
  test.each([
    ['a list that Go splits', '\tfor _, image := range strings.Split(`localhost/app:v1\nlocalhost/app:v2`, "\\n") {\n\t\tif image == "" {\n\t\t\tcontinue\n\t\t}\n\t}\n\t_ = corev1.Container{Image: strings.Split(`x\nlocalhost/app:v2`, "\\n")[1]}'],
    ['a tag of two lines', '\t_ = corev1.Container{Image: "localhost/app:" + strings.TrimSpace(`\nv2\n`)}'],
    ['JSON', '\tapply(`{\n  "kind": "Pod", "spec": {"containers": [{\n    "name": "app",\n    "image": "localhost/app:v2"\n  }]}}`)'],
  ])('none in a raw string that takes no comment: %s', async (_, body) => expect(await offered(body)).toBe(false));
  test('a script by a name', async () => {
    expect(await offered('\tscript := `set -e\npodman run -d localhost/app:v2\n`\n\texec.Command("bash", "-ec", script).Run()')).toBe(true);
  });
  test('JSON in a file of YAML', async () => {
    const { fixes } = only(await analyze(filesOf(`${alone(built)}\n-- app.yaml --\n{"kind": "Pod", "spec": {"containers": [\n  {"name": "app", "image": "localhost/app:v2"}\n]}}\n`)), 'tag-mismatch');
    expect(fixes.map(({ title }) => title)).toEqual(['Use the built tag v1']);
  });
  test('a block scalar’s text takes no comment: it goes behind the header', async () => {
    const fixture = (comment: string): string => `${alone(built)}\n-- app.yaml --\nkind: Pod\nspec:\n  containers:\n  - name: app\n    image: >-${comment}\n      localhost/app:v2\n`;
    expect(await silence(fixture(''), 'app.yaml')).toBe(filesOf(fixture(' # image-tags:ignore tag-mismatch explain why')).get('app.yaml'));
  });
});

describe('"Ignore in this file"', () => {
  const silence = async (fixture: string, path: string): Promise<string | undefined> => {
    const files = filesOf(fixture);
    const fix = ignoreInFile(only(await analyze(files), 'tag-mismatch'), files.get(path) ?? '');
    expect(fix).toMatchObject({ title: 'Ignore tag-mismatch in this file with a reason', preferred: false, safe: false });
    if (!fix) return undefined;
    const after = applied(files, fix);
    expect((await analyze(after)).findings.map((one) => one.rule).filter((rule) => rule !== 'nonstandard-tag')).toEqual([]);
    return after.get(path);
  };
  test('Go: no documentation of the package, and before build constraints', async () => {
    const go = filesOf(deployed('')).get('flow.go') ?? '';
    expect(await silence(deployed(''), 'flow.go')).toBe(`// image-tags:ignore-file tag-mismatch explain why\n\n${go}`);
  });
  test('YAML, with CRLF', async () => {
    const dos = (text: string): string => text.replaceAll('\n', '\r\n').replaceAll(/^(-- .* --)\r$/gm, '$1');
    expect(await silence(dos(yaml('')), 'app.yaml')).toBe(`# image-tags:ignore-file tag-mismatch explain why\r\n${filesOf(dos(yaml(''))).get('app.yaml')}`);
  });
  test('not for a comment that silences nothing', async () => {
    const files = filesOf(alone(`${built}\t_ = corev1.Container{Image: "localhost/app:v1"} // image-tags:ignore tag-mismatch x`));
    expect(ignoreInFile(only(await analyze(files), 'unused-ignore'), files.get('flow.go') ?? '')).toBeUndefined();
  });
});

test('ignoreLines: only comments of their own language', () => {
  expect(ignoreLines('a: b # image-tags:ignore tag-mismatch x\n#image-tags:ignore\n"#image-tags:ignore"\nx#image-tags:ignore y\n').map((one) => [one.line, one.rules, one.reason])).toEqual([[0, ['tag-mismatch'], 'x'], [1, [], '']]);
});
