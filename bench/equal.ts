/**
 * Do the shortcuts see what the plain path sees? Three comparisons: facts of chosen declarations with those of the whole file, inventory
 * and findings of what a survey chooses with those of everything, and a warm service after edits with a fresh one. Each difference is a
 * line of text.
 */
import { isDeepStrictEqual } from 'node:util';
import { atOnce } from '../src/base/steps';
import { silentLog } from '../src/base/log';
import type { Span } from '../src/base/text';
import type { Grammar } from '../src/go/grammar';
import type { FileFacts } from '../src/go/facts';
import { outline } from '../src/go/outline';
import { summarize, summarizePart } from '../src/go/summarize';
import type { Inventory } from '../src/images/site';
import { createLanguageService } from '../src/service/createLanguageService';
import { createFileCache, type FileCache } from '../src/service/fileCache';
import type { Analysis } from '../src/service/languageService';
import { defaultSettings } from '../src/service/settings';
import { analyzeReading, type Reading } from '../src/service/snapshot';
import { nothingCarried, survey } from '../src/service/survey';
import type { Workspace } from '../src/service/workspace';
import { defaultConfiguration } from '../src/standard/configKeys';
import { defaultStandard } from '../src/standard/standard';
import { tracesAt } from './typing';

export interface Texts {
  readonly root: string;
  /** By uri. */
  readonly texts: ReadonlyMap<string, string>;
}

const nowhere = (): Promise<ReadonlyMap<string, string>> => Promise.resolve(new Map());

export async function differences(corpus: Texts, grammar: Grammar): Promise<string[]> {
  const found: string[] = [];
  const plain = createFileCache(grammar);
  const chosen = await survey({ ...corpus, standard: defaultStandard, lookUp: nowhere }, createFileCache(grammar), nothingCarried, () => undefined);
  const everything: FileCache = { ...plain, facts: (uri, text) => plain.facts(uri, text) };
  const all = await survey({ ...corpus, standard: defaultStandard, lookUp: nowhere }, everything, nothingCarried, () => undefined);
  const [seen, seenAll] = [chosen, all].map(({ inventory }) => withoutHanded(inventory));
  if (!isDeepStrictEqual(seen, seenAll)) found.push(`inventory: ${firstDifference(seen, seenAll)}`);
  const [judged, judgedAll] = [chosen, all].map((one) => told({ ...atOnce(analyzeReading(readingOf(corpus), one, [], silentLog)), stages: [] }));
  if (!isDeepStrictEqual(judged, judgedAll)) found.push(`findings: ${firstDifference(judged, judgedAll)}`);
  for (const [uri, { text, kind }] of all.files) {
    if (kind !== 'go') continue;
    const outlined = outline(text);
    const whole = summarize(uri, text, grammar);
    for (const remainder of [0, 1]) {
      const some = outlined.declarations.flatMap((declaration, index) => (index % 2 === remainder || declaration.kind !== 'func' ? [{ ...declaration, index, without: [] }] : []));
      found.push(...partDifferences(summarizePart(uri, text, outlined, some, grammar), whole, some).map((one) => `${uri}: every second function: ${one}`));
    }
  }
  found.push(...(await editDifferences(corpus, grammar)));
  return found;
}

/** What a flow hands to calls out of sight is looked for in what is chosen for other reasons; findings, which it can only silence, are compared. */
function withoutHanded({ sites, flows }: Inventory): Inventory {
  return { sites, flows: flows.map((flow) => ({ ...flow, handed: [], methods: [], undeclared: [] })) };
}

function readingOf({ root, texts }: Texts): Reading {
  return { root, texts, notices: [], configuration: defaultConfiguration, configurationFile: undefined, severities: new Map(), exclude: [], started: 0 };
}

/** What a part of a file says must be what the whole says there, and nothing may be missing that begins in one of `chosen`. */
function partDifferences(part: FileFacts, whole: FileFacts, chosen: readonly Span[] = []): string[] {
  const found: string[] = [];
  const isChosen = ({ start }: Span): boolean => chosen.some((one) => one.start <= start && start < one.end);
  for (const kind of ['types', 'globals', 'funcs'] as const) {
    const key = ({ span, name }: FileFacts[typeof kind][number]): string => `${span.start} ${name}`;
    const [parts, wholes] = [new Map(part[kind].map((fact) => [key(fact), fact])), new Map(whole[kind].map((fact) => [key(fact), fact]))];
    for (const [place, fact] of parts) if (!isDeepStrictEqual(fact, wholes.get(place))) found.push(`${kind}, ${fact.name}`);
    for (const [place, fact] of wholes) if (!parts.has(place) && isChosen(fact.span)) found.push(`${kind}, ${fact.name} is missing`);
  }
  for (const key of ['packageName', 'imports', 'ignores', 'generated', 'buildTag', 'length'] as const) if (!isDeepStrictEqual(part[key], whole[key])) found.push(key);
  return found;
}

/** Types around an image; after every edit a fresh service must say the same as the one that saw them all. */
async function editDifferences({ root, texts }: Texts, grammar: Grammar): Promise<string[]> {
  const now = new Map(texts);
  const listeners = new Set<(uri: string | undefined) => void>();
  const workspace: Workspace = {
    root,
    list: () => Promise.resolve([...now.keys()].sort()),
    read: (uri) => {
      const text = now.get(uri);
      return Promise.resolve(text === undefined ? { kind: 'missing' } : { kind: 'text', text });
    },
    onDidChange(listener) {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
  };
  const fresh = (): Promise<Analysis> => createLanguageService({ workspace, grammar, settings: defaultSettings, log: silentLog }).analyze();
  const warm = createLanguageService({ workspace, grammar, settings: defaultSettings, log: silentLog });
  const first = await warm.analyze();
  const found: string[] = [];
  const places = first.inventory.sites.filter(({ at }) => /^["`]\S+["`]$/.test(texts.get(at.uri)?.slice(at.start, at.end) ?? ''));
  const site = places[places.length >> 1];
  if (!site) return ['no image stands in a literal: nothing was edited'];
  const { uri } = site.at;
  for (const { name, texts: typed } of tracesAt(texts.get(uri) ?? '', site.at, 1)) {
    for (const [i, text] of typed.entries()) {
      now.set(uri, text);
      for (const listener of listeners) listener(uri);
      const [ours, theirs] = [told(await warm.analyze()), told(await fresh())];
      if (!isDeepStrictEqual(ours, theirs)) found.push(`${uri}: ${name}, edit ${i + 1}: ${firstDifference(ours, theirs)}`);
    }
  }
  return found;
}

function told({ findings, rows, suppressed, files }: Analysis): unknown {
  return { findings, rows, suppressed, files };
}

/** The path to the first place where two plain values differ. */
function firstDifference(a: unknown, b: unknown, path = ''): string {
  if (isDeepStrictEqual(a, b)) return '';
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return `${path}: ${String(a)} and ${String(b)}`;
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))];
  for (const [key, value] of left) if (!isDeepStrictEqual(value, right.get(key))) return firstDifference(value, right.get(key), `${path}.${key}`);
  return `${path}: ${left.length} and ${right.size} entries`;
}
