import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Ajv, { type AnySchemaObject } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { JSDOM } from 'jsdom';
import { marked, type Tokens } from 'marked';
import { beforeAll, describe, expect, test } from 'vitest';
import type { CheckReport } from '../../src/report/format';
import { formats } from '../../src/report';
import { github } from '../../src/report/github';
import { json } from '../../src/report/json';
import { markdown } from '../../src/report/markdown';
import { sarif } from '../../src/report/sarif';
import { text } from '../../src/report/text';
import { hostileReport, inventory, mismatch, report, source } from './sampleReport';

/** What a foreign string may try: terminal, build log, Markdown, HTML, Mermaid, and what merely looks odd. */
export const evils: readonly string[] = [
  '\u001b[31mred\u001b[0m', '\u001b]8;;http://evil.example\u0007click\u001b]8;;\u0007', '\u001b]52;c;ZXZpbA==\u0007', '\u009b2J',
  '::error file=x::pwned', '\n::set-env name=PATH::/evil', '##[command]rm -rf', 'a ##vso[task.setvariable variable=x]y', '\r\nsecond line',
  '[click](command:workbench.action.terminal.new)', '![x](http://evil.example/x.png)', '<img src=x onerror=alert(1)>', '</script><script>alert(1)</script>',
  '`code` ```fence```', '| cell | cell |', '@everyone #1 https://evil.example www.evil.example', '$\\sqrt{x}$', '\u202etxt.exe\u202c', 'zero\u200bwidth\ufeff', '\ud800lone',
  '"]-->evil["', 'a"; click x href "javascript:alert(1)"', '%%{init: {}}%%', 'end', 'graph TD', '{0} {1}', '\\', '%0A%25', 'a,b:c=d', '--><!--', '</details>', '    indented', '# heading',
];

const ownColors = new RegExp(`${String.fromCharCode(27)}\\[(0|1|2|31|31;1|32|33;1|34;1|36)m`, 'g');
const hiddenCharacter = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

describe('sarif', () => {
  const schemaFile = createRequire(import.meta.url).resolve('@microsoft/jest-sarif').replace(/lib[\\/]index\.js$/, 'lib/schemas/sarif-2.1.0-rtm.5.json');
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  addFormats(ajv);
  // The published schema is written in draft 04, of which only the identifier's name differs from what ajv reads.
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8')) as AnySchemaObject;
  const validate = ajv.compile(Object.fromEntries(Object.entries(schema).filter(([key]) => key !== 'id' && key !== '$schema')));

  const expectValid = (document: string): void => {
    validate(JSON.parse(document));
    expect(validate.errors ?? []).toEqual([]);
  };

  test('is valid by the OASIS schema', () => expectValid(sarif.check(report, { color: false, source })));

  test.each(evils)('stays valid with %j in every place', (evil) => expectValid(sarif.check(hostileReport(evil), { color: false, source })));

  test('the validator does reject', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: [{ message: { text: 1 } }] }] })).toBe(false);
  });

  test('a report without a finding, and a finding of an unknown rule', () => {
    expectValid(sarif.check({ ...report, findings: [], suppressed: [], rules: [], notices: [] }, { color: false, source }));
    const log = JSON.parse(sarif.check({ ...report, rules: [] }, { color: false, source })) as SarifLog;
    expect(log.runs[0]?.results.map((result) => log.runs[0]?.tool.driver.rules[result.ruleIndex]?.id)).toEqual(['tag-mismatch', 'unused-build', 'nonstandard-tag', 'generic-tag']);
  });

  test('says what GitHub reads', () => {
    const run = (JSON.parse(sarif.check(report, { color: false, source })) as SarifLog).runs[0];
    expect(run?.columnKind).toBe('utf16CodeUnits');
    expect(run?.tool.driver.rules[0]).toMatchObject({ id: 'tag-mismatch', name: 'TagMismatch', helpUri: 'https://example.org/rules.md#tag-mismatch', help: { markdown: '# tag-mismatch\n\nThe pod never starts.' } });
    expect(run?.results[0]).toMatchObject({
      ruleId: 'tag-mismatch', level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: 'test/infrastructure/notification.go', uriBaseId: '%SRCROOT%' }, region: { startLine: 4, startColumn: 68, endLine: 4, endColumn: 76 } } }],
      relatedLocations: [{ id: 1 }],
      codeFlows: [{ threadFlows: [{ locations: [{ location: { message: { text: 'result of deployDataStorageForNotification' } } }, { location: { message: { text: 'used here as localhost/kubernaut-datastorage:e2e-test' } } }] }] }],
      fixes: [{ artifactChanges: [{ replacements: [{ insertedContent: { text: 'e2e-test-datastorage' } }] }] }, {}],
      suppressions: [],
    });
    expect(run?.results[3]).toMatchObject({ suppressions: [{ kind: 'inSource', justification: 'only its own suite uses it' }] });
    expect(JSON.stringify(run?.originalUriBaseIds)).not.toContain('file:');
  });

  test('names are relative percent-encoded references', () => {
    const uris = [...sarif.check(hostileReport('a b#c%d[é]:😀'), { color: false, source }).matchAll(/"uri": "([^"]*)"/g)].map((found) => found[1]);
    expect(new Set(uris)).toEqual(new Set(['test/a%20b%23c%25d%5B%C3%A9%5D%3A%F0%9F%98%80.go']));
  });

  test('a fingerprint survives moved lines and tells two of a kind apart', () => {
    const prints = (one: CheckReport): unknown[] => (JSON.parse(sarif.check(one, { color: false, source })) as SarifLog).runs[0]?.results.map((result) => result.partialFingerprints) ?? [];
    const moved = { ...mismatch, at: { ...mismatch.at, range: { start: { line: 90, character: 1 }, end: { line: 90, character: 2 } } } };
    const [first, second] = prints({ ...report, findings: [mismatch, moved], suppressed: [] });
    expect(prints({ ...report, findings: [moved], suppressed: [] })).toEqual([first]);
    expect(second).not.toEqual(first);
  });

  test('below the limits of code scanning: the worst 25,000 results, 100 places each, and what was dropped is said', () => {
    const related = Array.from({ length: 2_000 }, (_, i) => ({ ...mismatch.related[0]!, message: `place ${i}` }));
    const findings = [...Array.from({ length: 25_010 }, () => ({ ...mismatch, severity: 'info' as const, related: [], fixes: [] })), { ...mismatch, related }];
    const run = (JSON.parse(sarif.check({ ...report, findings, suppressed: [] }, { color: false, source })) as SarifLog).runs[0];
    expect(run?.results).toHaveLength(25_000);
    expect(run?.results[0]?.level).toBe('error');
    expect(run?.results[0]?.relatedLocations).toHaveLength(100);
    expect(JSON.stringify(run?.invocations)).toContain('11 results were left out');
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly columnKind: string;
    readonly originalUriBaseIds: object;
    readonly invocations: object;
    readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
    readonly results: readonly { readonly ruleIndex: number; readonly level: string; readonly partialFingerprints: object; readonly relatedLocations?: readonly object[] }[];
  }[];
}

/** As the runner of GitHub Actions reads a line of a log. */
function parseAnnotation(line: string): { command: string; properties: Record<string, string>; message: string } | undefined {
  const found = /^::(\w+) ([^:]*(?::(?!:)[^:]*)*)::(.*)$/.exec(line.trimStart());
  if (found === null) return undefined;
  const unescape = (escaped: string): string => escaped.replace(/%2C/g, ',').replace(/%3A/g, ':').replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
  const properties = Object.fromEntries((found[2] ?? '').split(',').map((property) => [property.slice(0, property.indexOf('=')), unescape(property.slice(property.indexOf('=') + 1))]));
  return { command: found[1] ?? '', properties, message: unescape(found[3] ?? '') };
}

describe('github', () => {
  test('read back', () => {
    const lines = github.check(report, { color: false, source }).trimEnd().split('\n').map(parseAnnotation);
    expect(lines[0]).toEqual({
      command: 'error',
      properties: { file: 'test/infrastructure/notification.go', line: '4', endLine: '4', col: '68', endColumn: '76', title: 'tag-mismatch' },
      message: `${mismatch.message}\nBuilt:    ${mismatch.built[0] ?? ''}\nDeployed: ${mismatch.image}`,
    });
    expect(lines[1]?.command).toBe('warning');
  });

  test('worst first, because a step shows ten', () => {
    const findings = [{ ...mismatch, severity: 'hint' as const }, { ...mismatch, severity: 'warning' as const }, mismatch];
    expect(github.check({ ...report, findings }, { color: false, source }).match(/^::\w+/gm)).toEqual(['::error', '::warning', '::notice']);
  });

  test.each(evils)('%j gives one annotation and nothing else', (evil) => {
    const lines = github.check(hostileReport(evil), { color: false, source }).split('\n');
    expect(lines).toHaveLength(2);
    const read = parseAnnotation(lines[0] ?? '');
    expect(read?.command).toBe('error');
    expect(Object.keys(read?.properties ?? {})).toEqual(['file', 'line', 'endLine', 'col', 'endColumn', 'title']);
    expect(lines[0]).not.toMatch(hiddenCharacter);
  });

  test('any text comes back as it went', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (message) => {
      fc.pre(!hiddenCharacter.test(message) && !message.includes('@'));
      const [line = ''] = github.check({ ...report, findings: [{ ...mismatch, message, built: [] }] }, { color: false, source }).split('\n');
      expect(parseAnnotation(line)?.message).toBe(message);
    }));
  });
});

interface ProblemPattern {
  readonly regexp: string;
  readonly [group: string]: unknown;
}

/** The pattern that package.json gives to editors. */
const { problemPatterns: [matcher] } = (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { contributes: { problemPatterns: [ProblemPattern] } }).contributes;
const problemPattern = new RegExp(matcher.regexp);

describe('the inventory', () => {
  test('as text: a place and a role in each line but the last', () => {
    const lines = (text.inventory?.(inventory, { color: false, source }) ?? '').trimEnd().split('\n');
    const sites = lines.slice(0, -2).map((line) => /^(.+):(\d+):(\d+): (\w+): /.exec(line)?.slice(1));
    expect(sites).toEqual(inventory.sites.map(({ uri, range, role }) => [uri.slice(inventory.root.length + 1), String(range.start.line + 1), String(range.start.character + 1), role]));
  });

  test('as Markdown: a table whose rows are as wide as its head', () => {
    const tables = marked.lexer(markdown.inventory?.(inventory, { color: false, source }) ?? '', { gfm: true }).filter((token) => token.type === 'table') as Tokens.Table[];
    expect(tables).toHaveLength(1);
    for (const row of tables[0]?.rows ?? []) expect(row.every((cell) => cell.text !== '') && row.length).toBe(tables[0]?.header.length);
  });
});

describe('text', () => {
  test('the first line of each finding is what a problem matcher reads, and no other line is', () => {
    const read = text.check(report, { color: false, source }).split('\n').flatMap((line) => problemPattern.exec(line)?.slice(1) ?? []);
    expect(read).toEqual([
      'test/infrastructure/notification.go', '4', '68', 'error', mismatch.message, 'tag-mismatch',
      'test/infrastructure/datastorage.go', '4', '41', 'warning', report.findings[1]?.message, 'unused-build',
      'test/infrastructure/datastorage.go', '1', '1', 'info', '`localhost/x:1` follows no scheme.', 'nonstandard-tag',
    ]);
  });

  test('docs/ci.md gives the same pattern to everybody else, and its groups are what they are called', () => {
    const page = readFileSync(new URL('../../docs/ci.md', import.meta.url), 'utf8');
    const documented = [...page.matchAll(/```json\n([\s\S]*?)\n```/g)].map((found) => JSON.parse(found[1] ?? '') as ProblemPattern).find(({ regexp }) => typeof regexp === 'string');
    const { name: _, ...contributed } = matcher as ProblemPattern & { name: string };
    expect(documented).toEqual(contributed);
    expect(contributed).toMatchObject({ file: 1, line: 2, column: 3, severity: 4, message: 5, code: 6 });
  });

  test.each(evils)('%j: still one problem, nothing a terminal or a build log obeys', (evil) => {
    const shown = text.check(hostileReport(evil), { color: false, source: () => `${evil}\n` });
    const lines = shown.split('\n');
    expect(lines.filter((line) => problemPattern.test(line))).toHaveLength(1);
    for (const line of lines) {
      expect(line).not.toMatch(hiddenCharacter);
      expect(line.trimStart()).not.toMatch(/^::/);
      expect(line).not.toMatch(/##\w*\[/);
    }
  });

  test('with colour on, only our own colours', () => {
    for (const evil of evils) {
      const shown = text.check(hostileReport(evil), { color: true, source: () => evil });
      expect(shown.replace(ownColors, '').replace(/\n/g, '')).not.toMatch(hiddenCharacter);
    }
  });
});

describe('json', () => {
  test.each(evils)('%j comes back unchanged, and the text is inert', (evil) => {
    const shown = json.check(hostileReport(evil), { color: false, source });
    expect((JSON.parse(shown) as { findings: { message: string }[] }).findings[0]?.message).toBe(evil);
    expect(shown.replace(/\n/g, '')).not.toMatch(hiddenCharacter);
    expect(shown).not.toMatch(/##\w*\[/);
  });

  test('has the keys of the contract and no other', () => {
    const document = JSON.parse(json.check(report, { color: false, source })) as { findings: object[]; summary: object };
    expect(Object.keys(document)).toEqual(['version', 'findings', 'summary']);
    expect(Object.keys(document.findings[0] ?? {})).toEqual(['rule', 'severity', 'message', 'file', 'range', 'image', 'function', 'related', 'fixes']);
    expect(Object.keys(document.summary)).toEqual(['files', 'sites', 'unresolved', 'error', 'warning', 'info', 'milliseconds']);
  });

  test('of the inventory: the keys of the contract, and what was added', () => {
    const document = JSON.parse(json.inventory?.(inventory, { color: false, source }) ?? '') as { sites: object[]; summary: object };
    expect(Object.keys(document)).toEqual(['version', 'sites', 'summary']);
    for (const site of document.sites) expect(Object.keys(site)).toEqual(expect.arrayContaining(['role', 'idiom', 'file', 'range', 'function', 'images', 'from', 'engine', 'complete', 'flows', 'related']));
    expect(Object.keys(document.summary)).toEqual(['files', 'sites', 'resolved', 'partial', 'unresolved']);
  });
});

describe('markdown', () => {
  let parse: (diagram: string) => Promise<unknown>;
  beforeAll(async () => {
    const { window } = new JSDOM('');
    Object.assign(globalThis, { window, document: window.document });
    const { default: mermaid } = await import('mermaid');
    mermaid.initialize({ startOnLoad: false });
    parse = (diagram) => mermaid.parse(diagram);
  }, 60_000);

  const diagramOf = (comment: string): string => /```mermaid\n([\s\S]*?)\n```/.exec(comment)?.[1] ?? '';

  test('the diagram is one that Mermaid reads', async () => {
    expect(await parse(diagramOf(markdown.check(report, { color: false, source })))).toMatchObject({ diagramType: 'flowchart-v2' });
    await expect(parse('flowchart LR\n a["')).rejects.toThrow();
  });

  test.each(evils)('%j: the diagram still reads', async (evil) => {
    const diagram = diagramOf(markdown.check(hostileReport(evil), { color: false, source }));
    expect(diagram.split('\n').length).toBeGreaterThan(3);
    expect(await parse(diagram)).toMatchObject({ diagramType: 'flowchart-v2' });
    expect(diagram).not.toMatch(/click|javascript:/.test(evil) ? /^\s*click|"javascript/m : hiddenCharacterInLine);
  });

  const hiddenCharacterInLine = /[\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

  test.each(evils)('%j: nothing of it is markup', (evil) => {
    const comment = markdown.check(hostileReport(evil), { color: false, source });
    expect(comment.replace(/\n/g, '')).not.toMatch(hiddenCharacter);
    const { document } = new JSDOM(marked.parse(comment, { gfm: true, async: false })).window;
    expect(Array.from(document.querySelectorAll('a'), (link) => link.href)).toEqual(['https://example.org/rules.md#tag-mismatch']);
    expect(document.querySelectorAll('img, script, iframe, style, svg, input, h1, h3, blockquote')).toHaveLength(0);
    expect([document.querySelectorAll('h2'), document.querySelectorAll('li'), document.querySelectorAll('tr'), document.querySelectorAll('td'), document.querySelectorAll('pre')].map((found) => found.length)).toEqual([1, 3, 2, 4, 1]);
    document.querySelectorAll('code').forEach((code) => code.remove());
    expect(document.body.textContent).not.toMatch(/[@#]\w|\$\w/);
  });

  test('thousands of findings stay below the size of a comment', () => {
    const many = Array.from({ length: 5_000 }, (_, i) => ({ ...mismatch, image: `localhost/app${i}:${'x'.repeat(100)}`, message: 'm'.repeat(900) }));
    const comment = markdown.check({ ...report, findings: many }, { color: false, source });
    expect(comment.length).toBeLessThan(65_536);
    expect(comment).toContain('more');
  });
});

describe('credentials', () => {
  const secret = 'robot:s3cr3t@registry.example/app:v1';
  test.each(formats.map((format) => format.id))('%s shows none', (id) => {
    const format = formats.find((candidate) => candidate.id === id);
    const edit = { uri: mismatch.at.uri, range: mismatch.at.range, expected: secret, newText: `${secret}-x` };
    const finding = { ...mismatch, message: `${secret} is deployed`, image: secret, built: [`${secret}1`], related: [{ ...mismatch.related[0]!, message: secret }], fixes: [{ title: secret, preferred: true, safe: true, edits: [edit] }] };
    const leaky = { ...report, findings: [finding], suppressed: [{ finding, justification: secret, kind: 'inSource' as const }], sites: report.sites.map((site) => ({ ...site, images: [secret], from: [secret] })) };
    expect(format?.check(leaky, { color: false, source: () => `Image: "${secret}"` })).not.toContain('s3cr3t');
    const inventoryOf = format?.inventory?.({ kind: 'inventory', root: leaky.root, sites: leaky.sites, notices: [], version: '', summary: { files: 1, sites: 1, resolved: 1, partial: 0, unresolved: 0 } }, { color: false, source });
    expect(inventoryOf ?? '').not.toContain('s3cr3t');
  });
});
