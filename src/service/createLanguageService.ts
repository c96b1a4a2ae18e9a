/** Keeps an analysis fresh: reads what changed, analyses once, remembers the last result. Knows when; what to do is snapshot's. */
import { inSteps, type Pause } from '../base/steps';
import { comparePositions, type Position } from '../base/text';
import type { CheckReport, InventoryReport } from '../report/format';
import { readBuildFiles } from './buildFiles';
import { createChanges } from './changes';
import { createReader } from './readWorkspace';
import { ruleInfos } from './ruleInfo';
import { createElsewhere } from './elsewhere';
import { createFileCache } from './fileCache';
import { mostNamed } from './namedByCode';
import { resolution } from './rows';
import { analyzeReading, prepareRules } from './snapshot';
import { nothingCarried, survey, type Survey } from './survey';
import { createStages, measuredCache, measuredGrammar } from './stages';
import type { Analysis, LanguageService, ServiceOptions } from './languageService';

const sliceMilliseconds = 12;

/** Node's own way waits for nothing, where a timer takes a millisecond or more each time. */
const { setImmediate: soon = (run: () => void): unknown => setTimeout(run, 0) } = globalThis as { setImmediate?: (run: () => void) => unknown };

/** Hands the thread over when a slice of time is used up. */
function breather(signal: AbortSignal | undefined): Pause {
  let since = performance.now();
  return () => {
    signal?.throwIfAborted();
    if (performance.now() - since <= sliceMilliseconds) return undefined;
    return new Promise((resolve) => {
      soon(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}

/** See LanguageService. The workspace is listened to until `dispose`. */
export function createLanguageService(options: ServiceOptions): LanguageService {
  const { workspace, log } = options;
  const stages = createStages(() => performance.now());
  const cache = measuredCache(createFileCache(measuredGrammar(options.grammar, stages)), stages);
  const elsewhere = createElsewhere(workspace);
  const reader = createReader(options, elsewhere, stages);
  const listeners = new Set<() => void>();
  let latest: Analysis | undefined;
  let latestFiles: Survey['files'] = new Map();
  let carried = nothingCarried;
  let stale = true;
  const changes = createChanges();
  const subscription = workspace.onDidChange((uri) => {
    changes.add(uri);
    if (stale) return;
    stale = true;
    for (const listener of listeners) listener();
  });

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
        const { uris, done } = changes.take();
        const reading = await reader.read(uris, signal, breathe);
        done();
        const { exclude, configuration: { standard } } = reading;
        const lookUp = (globs: readonly string[]): Promise<ReadonlyMap<string, string>> => elsewhere.texts({ globs, exclude, most: mostNamed, except: reading.texts }, signal);
        const surveyed = await survey({ ...reading, standard, lookUp }, cache, carried, breathe, stages);
        cache.keepOnly(new Set(surveyed.files.keys()));
        const judged = await stages.measureAll('rules', async () => {
          const buildFiles = (await inSteps(prepareRules(reading, surveyed), breathe)) ? await readBuildFiles(elsewhere, exclude, signal) : [];
          return inSteps(analyzeReading(reading, surveyed, buildFiles, log), breathe);
        });
        const analysis = { ...judged, stages: stages.times() };
        ({ carried } = surveyed);
        latest = analysis;
        latestFiles = surveyed.files;
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
    source: (uri) => latestFiles.get(uri)?.text,
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
