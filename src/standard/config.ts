/**
 * The project configuration, `.kubernaut-image-tags.yaml`: text in, standard and settings out, and every problem with its place.
 * Never throws; what is faulty is reported and its default stands. Knows no file and no rule: rule ids are handed in.
 */
import { isScalar, parseDocument, type Node } from 'yaml';
import type { Severity } from '../base/finding';
import type { Span } from '../base/text';
import { readCalls } from './configCalls';
import { isNothing, problemLimit, reader, readList, readMap, readRecord, readText, readTexts, readWord, report, reportUnknown, shapeOf, spanOf, type ConfigProblem, type Reader } from './configReader';
import { readStandard } from './configStandard';
import { defaultStandard } from './defaultStandard';
import { globProblem } from './glob';
import type { Ignore, Standard } from './standard';

export type { ConfigProblem } from './configReader';

export const configurationFile = '.kubernaut-image-tags.yaml';

export const configKeys = [
  'version', 'include', 'exclude', 'engine', 'standard', 'rules', 'builders', 'loaders', 'deployers', 'localRegistries', 'thirdParty', 'ignores',
] as const;
const engines = ['auto', 'podman', 'docker'] as const;
const levels = ['error', 'warning', 'info', 'hint', 'off'] as const;
const sizeLimit = 256 * 1024;

export interface Configuration {
  readonly standard: Standard;
  /** Globs relative to the root; undefined where the file says nothing (or nothing valid). */
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly engine?: Standard['engine'];
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** In the order of the text, at most 100. */
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigOptions {
  /** Every rule id there is. */
  readonly ruleIds: readonly string[];
  /** `YYYY-MM-DD`; exceptions that ended before it don't hold. Undefined: none has ended. */
  readonly today?: string;
}

const defaults: Configuration = { standard: defaultStandard, severities: new Map(), problems: [] };

/** `text` undefined: there is no file. Offsets in problems count UTF-16 units of `text`. */
export function parseConfig(text: string | undefined, options: ConfigOptions): Configuration {
  if (text === undefined) return defaults;
  const refused = (message: string, span: Span): Configuration => ({ ...defaults, problems: [{ message, span, severity: 'error' }] });
  if (text.length > sizeLimit) return refused(`The configuration is larger than ${sizeLimit / 1024} KB and isn't read.`, { start: 0, end: 0 });
  const broken = text.search(/[\uFFFD\0]/);
  if (broken >= 0) return refused(text[broken] === '\0' ? 'The configuration contains a NUL character.' : "The configuration isn't valid UTF-8.", { start: broken, end: broken + 1 });
  try {
    return readDocument(text, options);
  } catch (error) {
    // The YAML parser recurses; nesting deeper than the stack ends here and nowhere else.
    return refused(error instanceof RangeError ? 'The configuration is nested too deeply.' : "The configuration can't be read.", { start: 0, end: 0 });
  }
}

function readDocument(text: string, options: ConfigOptions): Configuration {
  // The parser's own check for unique keys takes quadratic time; the reader checks the mappings that it reads.
  const document = parseDocument(text, { logLevel: 'silent', prettyErrors: false, uniqueKeys: false });
  const from = reader(document);
  for (const fault of document.errors) report(from, `The YAML is broken: ${sentence(fault.message)}`, { start: fault.pos[0], end: Math.max(fault.pos[0], fault.pos[1]) });
  for (const fault of document.warnings) report(from, sentence(fault.message), { start: fault.pos[0], end: fault.pos[1] }, 'warning');
  const configuration = document.contents === null || isNothing(document.contents) ? defaults : readConfiguration(from, document.contents, options);
  const problems = from.problems.toSorted((a, b) => a.span.start - b.span.start || a.span.end - b.span.end).slice(0, problemLimit);
  return { ...configuration, problems };
}

function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function readConfiguration(from: Reader, root: Node, options: ConfigOptions): Configuration {
  const entries = readRecord(from, root, { start: 0, end: 0 }, configKeys);
  if (entries === undefined) return defaults;
  const given = <T>(key: (typeof configKeys)[number], read: (node: Node | undefined, at: Span) => T | undefined): T | undefined => {
    const entry = entries.get(key);
    return entry === undefined ? undefined : read(entry.value, entry.keySpan);
  };
  const version = entries.get('version');
  if (version === undefined) report(from, 'The configuration lacks `version: 1`.', { start: 0, end: 0 }, 'warning');
  else checkVersion(from, version.value, version.keySpan);
  const include = given('include', (node, at) => readGlobs(from, node, at));
  const exclude = given('exclude', (node, at) => readGlobs(from, node, at));
  const engine = given('engine', (node, at) => readWord(from, node, at, 'engine', engines));
  const naming = given('standard', (node, at) => readStandard(from, node, at, options.today));
  const names = (key: 'localRegistries' | 'thirdParty') => given(key, (node, at) => readTexts(from, node, at, globProblem)) ?? defaultStandard[key];
  const calls = (key: 'builders' | 'loaders' | 'deployers') => given(key, (node, at) => readCalls(from, node, at)) ?? [];
  const standard: Standard = {
    ...defaultStandard,
    ...naming,
    engine: engine ?? defaultStandard.engine,
    localRegistries: names('localRegistries'),
    thirdParty: names('thirdParty'),
    builders: calls('builders'),
    loaders: calls('loaders'),
    deployers: calls('deployers'),
    ignores: given('ignores', (node, at) => readIgnores(from, node, at, options.ruleIds)) ?? [],
  };
  const severities = given('rules', (node, at) => readSeverities(from, node, at, options.ruleIds)) ?? defaults.severities;
  return {
    standard,
    ...(include === undefined || include.length === 0 ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(engine === undefined ? {} : { engine }),
    severities,
    problems: from.problems,
  };
}

function checkVersion(from: Reader, node: Node | undefined, at: Span): void {
  const { shape, node: target } = shapeOf(from, node);
  if (shape === 'refused') return;
  if (!isScalar(target) || target.value !== 1) report(from, 'This version reads `version: 1` only.', spanOf(target, at));
}

/** Globs of files: they stay inside the root. */
function readGlobs(from: Reader, node: Node | undefined, at: Span): string[] | undefined {
  return readTexts(from, node, at, (glob) => escapeProblem(glob) ?? globProblem(glob));
}

function escapeProblem(glob: string): string | undefined {
  const outside = /^(~|[/\\]|[A-Za-z]:|!?[a-z][a-z0-9+.-]*:\/\/)/.test(glob) || glob.split(/[/\\{},]/).includes('..');
  return outside ? 'A glob is relative to the folder of the configuration and stays inside it.' : glob.includes('\\') ? 'A glob is written with `/`.' : undefined;
}

function readSeverities(from: Reader, node: Node | undefined, at: Span, ruleIds: readonly string[]): Map<string, Severity | 'off'> | undefined {
  const entries = readMap(from, node, at);
  if (entries === undefined) return undefined;
  const severities = new Map<string, Severity | 'off'>();
  for (const { key, keySpan, value } of entries) {
    if (!ruleIds.includes(key)) {
      reportUnknown(from, 'rule', key, keySpan, ruleIds);
      continue;
    }
    const level = readWord(from, value, keySpan, 'severity', levels);
    if (level !== undefined) severities.set(key, level);
  }
  return severities;
}

function readIgnores(from: Reader, node: Node | undefined, at: Span, ruleIds: readonly string[]): Ignore[] | undefined {
  const items = readList(from, node, at);
  if (items === undefined) return undefined;
  const ignores: Ignore[] = [];
  for (const item of items) {
    const entries = readRecord(from, item, spanOf(item, at), ['path', 'rule', 'reason']);
    if (entries === undefined) continue;
    const [path, rule, reason] = [entries.get('path'), entries.get('rule'), entries.get('reason')];
    if (path === undefined || reason === undefined) {
      report(from, 'An ignore names a `path` and a `reason`.', spanOf(item, at));
      continue;
    }
    const glob = readText(from, path.value, path.keySpan);
    const why = readText(from, reason.value, reason.keySpan);
    const id = rule === undefined ? undefined : readWord(from, rule.value, rule.keySpan, 'rule', ruleIds);
    if (glob === undefined || why === undefined || (rule !== undefined && id === undefined)) continue;
    const fault = escapeProblem(glob) ?? globProblem(glob);
    if (fault !== undefined) report(from, fault, spanOf(path.value, path.keySpan));
    else ignores.push({ path: glob, ...(id === undefined ? {} : { rule: id }), reason: why });
  }
  return ignores;
}
