/** Keeps an analysis fresh: reads what changed, analyses once, remembers the last result. Knows when; what to do is snapshot's. */
import { comparePositions, type Position } from '../base/text';
import type { Severity } from '../base/finding';
import { configurationFile, parseConfig } from '../standard/config';
import type { CheckReport, InventoryReport, Notice } from '../report/format';
import { ruleIds, ruleInfos } from './ruleInfo';
import { createFileCache } from './fileCache';
import { resolution } from './rows';
import { analyzeReading, type Reading } from './snapshot';
import { nothingCarried, survey, type Breathe } from './survey';
import { createStages, measuredCache, measuredGrammar } from './stages';
import type { Analysis, LanguageService, ServiceOptions } from './languageService';

const sliceMilliseconds = 12;

/** Hands the thread over when a slice of time is used up. */
function breather(signal: AbortSignal | undefined): Breathe {
  let since = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - since <= sliceMilliseconds) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now();
        resolve();
      }, 0);
    });
  };
}

/** See LanguageService. The workspace is listened to until `dispose`. */
export function createLanguageService(options: ServiceOptions): LanguageService {
  const { workspace, settings, log } = options;
  const stages = createStages(() => performance.now());
  const cache = measuredCache(createFileCache(measuredGrammar(options.grammar, stages)), stages);
  const listeners = new Set<() => void>();
  let latest: Analysis | undefined;
  let latestTexts: ReadonlyMap<string, string> = new Map();
  let carried = nothingCarried;
  let stale = true;
  const subscription = workspace.onDidChange(() => {
    if (stale) return;
    stale = true;
    for (const listener of listeners) listener();
  });

  const read = async (signal: AbortSignal | undefined, breathe: Breathe): Promise<Reading> => {
    const started = performance.now();
    const notices: Notice[] = [];
    const uri = options.configuration?.uri ?? `${workspace.root}/${configurationFile}`;
    const found = options.configuration ? options.configuration.text : await configurationText(uri, notices);
    const configuration = parseConfig(found, { ruleIds: ruleIds(), ...(options.today === undefined ? {} : { today: options.today }) });
    const severities = new Map<string, Severity | 'off'>([...configuration.severities, ...settings.severities]);
    const globs = { include: configuration.include ?? settings.include, exclude: [...settings.exclude, ...(configuration.exclude ?? [])] };
    const uris = await stages.measure('list', () => workspace.list(signal, globs));
    const texts = new Map<string, string>();
    for (const one of uris) {
      await breathe();
      const result = await stages.measure('read', () => workspace.read(one));
      if (result.kind === 'skipped') notices.push({ uri: one, message: result.reason });
      if (result.kind !== 'text') continue;
      if (result.notice !== undefined) notices.push({ uri: one, message: result.notice });
      texts.set(one, result.text);
      if (one.endsWith('.go')) cache.outline(one, result.text);
    }
    signal?.throwIfAborted();
    cache.keepOnly(new Set(uris));
    const standard = { ...configuration.standard, engine: configuration.engine ?? settings.engine };
    return { root: workspace.root, texts, notices, configuration: { ...configuration, standard }, configurationFile: found === undefined ? undefined : { uri, text: found }, severities, started };
  };

  const configurationText = async (uri: string, notices: Notice[]): Promise<string | undefined> => {
    const result = await workspace.read(uri);
    if (result.kind === 'skipped') notices.push({ uri, message: result.reason });
    return result.kind === 'text' ? result.text : undefined;
  };

  const inside = (analysis: Analysis, uri: string, position: Position, at: { uri: string; start: number; end: number }): boolean => {
    if (at.uri !== uri) return false;
    const { range } = analysis.locate(at);
    return comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;
  };

  return {
    async analyze(signal) {
      if (!stale && latest) return latest;
      stale = false;
      try {
        const breathe = breather(signal);
        stages.restart();
        const reading = await read(signal, breathe);
        const surveyed = await survey({ ...reading, standard: reading.configuration.standard }, cache, carried, breathe, stages);
        const analysis = { ...stages.measure('rules', () => analyzeReading(reading, surveyed, log)), stages: stages.times() };
        ({ carried } = surveyed);
        latest = analysis;
        latestTexts = reading.texts;
        log.debug(`analysed ${analysis.files.length} files, ${analysis.summary.sites} sites, ${analysis.findings.length} findings in ${analysis.summary.milliseconds} ms`);
        return analysis;
      } catch (error) {
        stale = true;
        throw error;
      }
    },
    get latest() {
      return latest;
    },
    checkReport: (analysis): CheckReport => ({
      kind: 'check', root: workspace.root, findings: analysis.findings, suppressed: analysis.suppressed, notices: analysis.notices,
      rules: ruleInfos(), version: options.version ?? '', summary: analysis.summary, sites: analysis.rows,
    }),
    inventoryReport: (analysis): InventoryReport => {
      const count = (wanted: string): number => analysis.inventory.sites.filter((site) => resolution(site) === wanted).length;
      return {
        kind: 'inventory', root: workspace.root, sites: analysis.rows, notices: analysis.notices, version: options.version ?? '',
        summary: { files: analysis.files.length, sites: analysis.rows.length, resolved: count('resolved'), partial: count('partial'), unresolved: count('unresolved') },
      };
    },
    siteAt: (uri, position) => {
      if (!latest) return undefined;
      const analysis = latest;
      const hits = analysis.inventory.sites.filter((site) => inside(analysis, uri, position, site.at));
      const through = hits.length > 0 ? hits : analysis.inventory.sites.filter((site) => site.image.values.some((value) => value.parts.some((part) => part.source && inside(analysis, uri, position, part.source))));
      return through.sort((a, b) => a.at.end - a.at.start - (b.at.end - b.at.start))[0];
    },
    fixesAt: (uri, position) => (latest?.findings ?? []).flatMap((finding) => {
      const { range } = finding.at;
      const touches = finding.at.uri === uri && comparePositions(range.start, position) <= 0 && comparePositions(position, range.end) <= 0;
      return touches ? finding.fixes.map((fix) => ({ finding, fix })) : [];
    }),
    source: (uri) => latestTexts.get(uri),
    onStale: (listener) => {
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    dispose: () => {
      listeners.clear();
      subscription.dispose();
    },
  };
}
