/**
 * The keys of the project configuration: what each may hold, and what it means for the standard and the settings. Faults are reported
 * at their place and the default stands. Knows no YAML and no rule: rule ids are handed in.
 */
import type { Severity } from '../base/finding';
import { readCalls } from './configCalls';
import { readList, readMap, readRecord, readText, readTexts, readWord, reportUnknown } from './configReader';
import { report, type ConfigNode, type ConfigProblem, type Reader } from './configTree';
import { readStandard } from './configStandard';
import { defaultStandard } from './defaultStandard';
import { expandBraces, globProblem } from './glob';
import type { Ignore, Standard } from './standard';

export const configKeys = [
  'version', 'include', 'exclude', 'engine', 'standard', 'rules', 'builders', 'loaders', 'deployers', 'localRegistries', 'thirdParty', 'ignores',
] as const;
const engines = ['auto', 'podman', 'docker'] as const;
const levels = ['error', 'warning', 'info', 'hint', 'off'] as const;

export const configurationFile = '.kubernaut-image-tags.yaml';
/** Where a configuration is looked for in the root; the first that exists holds. JSON is YAML, too. */
export const configurationFiles: readonly string[] = [configurationFile, '.kubernaut-image-tags.yml', '.kubernaut-image-tags.json'];

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

export const defaultConfiguration: Configuration = { standard: defaultStandard, severities: new Map(), problems: [] };

export function readConfiguration(from: Reader, root: ConfigNode, options: ConfigOptions): Configuration {
  const entries = readRecord(from, root, configKeys);
  if (entries === undefined) return defaultConfiguration;
  const given = <T>(key: (typeof configKeys)[number], read: (node: ConfigNode) => T | undefined): T | undefined => {
    const entry = entries.get(key);
    return entry === undefined ? undefined : read(entry.value);
  };
  const version = entries.get('version');
  if (version === undefined) report(from, 'The configuration lacks `version: 1`.', { start: 0, end: 0 }, 'warning');
  else checkVersion(from, version.value);
  const include = given('include', (node) => readGlobs(from, node));
  const exclude = given('exclude', (node) => readGlobs(from, node));
  const engine = given('engine', (node) => readWord(from, node, 'engine', engines));
  const naming = given('standard', (node) => readStandard(from, node, options.today));
  const names = (key: 'localRegistries' | 'thirdParty') => given(key, (node) => readTexts(from, node, globProblem)) ?? defaultStandard[key];
  const calls = (key: 'builders' | 'loaders' | 'deployers') => given(key, (node) => readCalls(from, node)) ?? [];
  const standard: Standard = {
    ...defaultStandard,
    ...naming,
    engine: engine ?? defaultStandard.engine,
    localRegistries: names('localRegistries'),
    thirdParty: names('thirdParty'),
    builders: calls('builders'),
    loaders: calls('loaders'),
    deployers: calls('deployers'),
    ignores: given('ignores', (node) => readIgnores(from, node, options.ruleIds)) ?? [],
  };
  const severities = given('rules', (node) => readSeverities(from, node, options.ruleIds)) ?? defaultConfiguration.severities;
  return {
    standard,
    ...(include === undefined || include.length === 0 ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
    ...(engine === undefined ? {} : { engine }),
    severities,
    problems: from.problems,
  };
}

function checkVersion(from: Reader, node: ConfigNode): void {
  if (node.kind === 'refused' || (node.kind === 'scalar' && node.value === 1)) return;
  report(from, 'This version reads `version: 1` only.', node.span);
}

/** Globs of files: they stay inside the root. */
function readGlobs(from: Reader, node: ConfigNode): string[] | undefined {
  return readTexts(from, node, (glob) => escapeProblem(glob) ?? globProblem(glob));
}

function escapeProblem(glob: string): string | undefined {
  if (glob.includes('\\')) return 'A glob is written with `/`.';
  const absolute = /^!?(~|\/|[A-Za-z]:|[a-z][a-z0-9+.-]*:\/\/)/;
  const outside = (expandBraces(glob) ?? [glob]).some((plain) => absolute.test(plain) || plain.replace(/^!/, '').split('/').includes('..'));
  return outside ? 'A glob is relative to the folder of the configuration and stays inside it.' : undefined;
}

function readSeverities(from: Reader, node: ConfigNode, ruleIds: readonly string[]): Map<string, Severity | 'off'> | undefined {
  const entries = readMap(from, node);
  if (entries === undefined) return undefined;
  const severities = new Map<string, Severity | 'off'>();
  for (const { key, keySpan, value } of entries) {
    if (!ruleIds.includes(key)) {
      reportUnknown(from, 'rule', key, keySpan, ruleIds);
      continue;
    }
    const level = readWord(from, value, 'severity', levels);
    if (level !== undefined) severities.set(key, level);
  }
  return severities;
}

function readIgnores(from: Reader, node: ConfigNode, ruleIds: readonly string[]): Ignore[] | undefined {
  const items = readList(from, node);
  if (items === undefined) return undefined;
  const ignores: Ignore[] = [];
  for (const item of items) {
    const entries = readRecord(from, item, ['path', 'rule', 'reason']);
    if (entries === undefined) continue;
    const [path, rule, reason] = [entries.get('path'), entries.get('rule'), entries.get('reason')];
    if (path === undefined || reason === undefined) {
      report(from, 'An ignore names a `path` and a `reason`.', item.span);
      continue;
    }
    const glob = readText(from, path.value);
    const why = readText(from, reason.value);
    const id = rule === undefined ? undefined : readWord(from, rule.value, 'rule', ruleIds);
    if (glob === undefined || why === undefined || (rule !== undefined && id === undefined)) continue;
    const fault = escapeProblem(glob) ?? globProblem(glob);
    if (fault !== undefined) report(from, fault, path.value.span);
    else ignores.push({ path: glob, ...(id === undefined ? {} : { rule: id }), reason: why });
  }
  return ignores;
}
