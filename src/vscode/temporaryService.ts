/** Stands in until the language service lands: compares literal references by pattern. Replaced by src/service. */
import type { Finding } from '../base/finding';
import { lineStarts, rangeOf } from '../base/text';
import type { Analysis, LanguageService } from '../service/languageService';
import type { Workspace } from '../service/workspace';

export function createLanguageService({ workspace }: { workspace: Workspace; grammar: unknown; settings: unknown; log: unknown }): LanguageService {
  let latest: Analysis | undefined;
  const service = {
    get latest() { return latest; },
    async analyze() {
      const files = await workspace.list();
      const built: { uri: string; image: string; start: number; text: string }[] = [];
      const deployed: typeof built = [];
      for (const uri of files) {
        const result = await workspace.read(uri);
        if (result.kind !== 'text') continue;
        for (const m of result.text.matchAll(/"-t", "(localhost\/[^"]+)"/g)) built.push({ uri, image: m[1] ?? '', start: (m.index ?? 0) + 7, text: result.text });
        for (const m of result.text.matchAll(/Image:\s+"(localhost\/[^"]+)"/g)) deployed.push({ uri, image: m[1] ?? '', start: (m.index ?? 0) + m[0].length - 1 - (m[1] ?? '').length, text: result.text });
      }
      const findings: Finding[] = [];
      for (const d of deployed) {
        const [repository, tag] = [d.image.slice(0, d.image.lastIndexOf(':')), d.image.slice(d.image.lastIndexOf(':') + 1)];
        const same = built.filter((b) => b.image.startsWith(repository + ':'));
        const b = same[0];
        if (!b || same.some((x) => x.image === d.image)) continue;
        const start = d.start + repository.length + 1;
        const range = rangeOf(lineStarts(d.text), { start, end: start + tag.length });
        findings.push({
          rule: 'tag-mismatch', severity: 'error', message: `Nothing builds ${d.image}; ${b.image} is built.`, at: { uri: d.uri, range }, image: d.image, function: '', built: [b.image],
          related: [{ at: { uri: b.uri, range: rangeOf(lineStarts(b.text), { start: b.start, end: b.start + b.image.length }) }, message: `built here as ${b.image}`, kind: 'other' }],
          fixes: [{ title: `Use the built tag ${b.image.slice(repository.length + 1)}`, preferred: true, safe: true, edits: [{ uri: d.uri, range, expected: tag, newText: b.image.slice(repository.length + 1) }] }],
          tags: [],
        });
      }
      latest = { findings, suppressed: [], configurationProblems: [], notices: [], files, rows: [], inventory: { sites: [], flows: [] }, standard: {} as never, summary: { files: files.length, sites: built.length + deployed.length, unresolved: 0, error: findings.length, warning: 0, info: 0, hint: 0, milliseconds: 1 }, locate: () => { throw new Error('no'); } };
      return latest;
    },
    onStale: () => ({ dispose() {} }),
    dispose() {},
  };
  return service as unknown as LanguageService;
}
