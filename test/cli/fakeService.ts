/**
 * A language service small enough to read: lines `build X` and `deploy X` in the files of a workspace; `taboo X`, which must not be
 * deployed; `stubborn`, whose findings no edit mends. Its findings, fixes and notices have the shape of the real one's, so that the
 * command line is tested by itself.
 */
import type { Finding, Severity } from '../../src/base/finding';
import { lineStarts, rangeOf } from '../../src/base/text';
import { countSeverities } from '../../src/cli/baseline';
import type { Notice, SiteRow } from '../../src/report/format';
import type { Analysis, LanguageService } from '../../src/service/languageService';
import type { Workspace } from '../../src/service/workspace';
import { defaultStandard } from '../../src/standard/standard';

interface Mention {
  readonly role: string;
  readonly uri: string;
  readonly repository: string;
  readonly tag: string;
  readonly start: number;
  readonly tagStart: number;
}

export function fakeService(workspace: Workspace, severities: ReadonlyMap<string, Severity | 'off'>): LanguageService {
  const texts = new Map<string, string>();
  let latest: Analysis | undefined;

  async function analyze(): Promise<Analysis> {
    texts.clear();
    const notices: Notice[] = [];
    for (const uri of await workspace.list()) {
      const read = await workspace.read(uri);
      if (read.kind === 'skipped') notices.push({ uri, message: read.reason });
      if (read.kind !== 'text') continue;
      texts.set(uri, read.text);
      if (read.notice !== undefined) notices.push({ uri, message: read.notice });
      if (read.text.includes('crash')) throw new Error('the fake was told to crash');
    }
    const mentions = [...texts].flatMap(([uri, text]) => mentionsOf(uri, text));
    const severity = severities.get('tag-mismatch') ?? 'error';
    const findings = severity === 'off' ? [] : mentions.flatMap((use) => findingOf(use, mentions, severity));
    const bad = [...texts].flatMap(([uri, text]) => (text.includes('badconfig') ? [configurationProblem(uri)] : []));
    const summary = { files: texts.size, sites: mentions.length, unresolved: 0, ...countSeverities([...findings, ...bad]), milliseconds: 1 };
    latest = {
      findings: [...findings, ...bad], suppressed: [], configurationProblems: bad, notices, files: [...texts.keys()], rows: mentions.map(rowOf),
      inventory: { sites: [], flows: [] }, standard: defaultStandard, summary, stages: [{ stage: 'read', milliseconds: 2 }],
      locate: (place) => ({ uri: place.uri, range: rangeOf(lineStarts(texts.get(place.uri) ?? ''), place) }),
    };
    return latest;
  }

  function mentionsOf(uri: string, text: string): Mention[] {
    return Array.from(text.matchAll(/\b(build|deploy) ([^\s:]+):(\S+)/g), (found) => {
      const [, role = '', repository = '', tag = ''] = found;
      const start = found.index + role.length + 1;
      return { role, uri, repository, tag, start, tagStart: start + repository.length + 1 };
    });
  }

  function rangeAt(mention: Mention, from: number): SiteRow['range'] {
    return rangeOf(lineStarts(texts.get(mention.uri) ?? ''), { start: from, end: mention.tagStart + mention.tag.length });
  }

  function findingOf(use: Mention, mentions: readonly Mention[], severity: Severity): Finding[] {
    const builds = mentions.filter((other) => other.role === 'build' && other.repository === use.repository);
    const [build] = builds;
    const at = { uri: use.uri, range: rangeAt(use, use.tagStart) };
    const image = `${use.repository}:${use.tag}`;
    const text = texts.get(use.uri) ?? '';
    if (use.role === 'deploy' && text.includes(`taboo ${image}`)) return [{ rule: 'tag-mismatch', severity, message: `${image} is taboo`, at, image, function: '', built: [], related: [], fixes: [], tags: [] }];
    if (use.role !== 'deploy' || build === undefined || (!text.includes('stubborn') && builds.some((other) => other.tag === use.tag))) return [];
    return [{
      rule: 'tag-mismatch', severity, message: `${use.repository}:${use.tag} is deployed but ${build.repository}:${build.tag} is built`, at,
      image: `${use.repository}:${use.tag}`, function: '', built: builds.map((other) => `${other.repository}:${other.tag}`),
      related: builds.map((other) => ({ at: { uri: other.uri, range: rangeAt(other, other.start) }, message: 'built here', kind: 'other' })),
      fixes: [{ title: `Use ${build.tag}`, preferred: builds.length === 1, safe: true, edits: [{ ...at, expected: use.tag, newText: build.tag }] }], tags: [],
    }];
  }

  function configurationProblem(uri: string): Finding {
    const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 9 } };
    return { rule: 'configuration', severity: 'error', message: 'no such key', at: { uri, range }, image: '', function: '', built: [], related: [], fixes: [], tags: [] };
  }

  function rowOf(mention: Mention): SiteRow {
    return {
      role: mention.role, idiom: 'fake', uri: mention.uri, range: rangeAt(mention, mention.start), function: '', images: [`${mention.repository}:${mention.tag}`],
      from: [], engine: '', complete: true, flows: [], dead: false, related: [],
    };
  }

  return {
    analyze,
    get latest() {
      return latest;
    },
    checkReport: (analysis) => ({ kind: 'check', root: workspace.root, findings: analysis.findings, suppressed: analysis.suppressed, notices: analysis.notices, rules: fakeRules, version: '0.0.0', summary: analysis.summary, sites: analysis.rows }),
    inventoryReport: (analysis) => ({ kind: 'inventory', root: workspace.root, sites: analysis.rows, notices: analysis.notices, version: '0.0.0', summary: { files: analysis.files.length, sites: analysis.rows.length, resolved: analysis.rows.length, partial: 0, unresolved: 0 } }),
    siteAt: () => undefined,
    fixesAt: () => [],
    source: (uri) => texts.get(uri),
    onStale: () => ({ dispose: () => undefined }),
    dispose: () => undefined,
  };
}

export const fakeRules = [
  { id: 'tag-mismatch', severity: 'error', summary: 'A deployed tag that nobody built.', help: 'Use the tag that is built.', url: 'https://example.org/#tag-mismatch' },
  { id: 'unused-build', severity: 'hint', summary: 'A build that nothing deploys.', help: 'Delete it.', url: 'https://example.org/#unused-build' },
];
