/**
 * Applies safe fixes until none is left, in memory, and keeps what mends without harm; then shows them as a unified diff or puts each file
 * in place in one step. A file with a notice is never touched, nor one that has changed since it was read.
 */
import { createTwoFilesPatch } from 'diff';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../base/finding';
import { readTextFile, replaceTextFile } from '../node/textFile';
import { relativePath } from '../report/paths';
import { escapeHidden } from '../report/inert';
import type { Analysis } from '../service/languageService';
import { broughtBy, findingKey, isBetter } from './betterment';
import { applyFixes, type Applied } from './chooseFixes';
import type { Project } from './project';

/** A fix can bring the next one into sight (a tag, then its other use); more rounds than this would be a circle. */
const mostRounds = 10;

/** Analyses for fixes that don't stand together: each is one more run. */
const mostTries = 20;

export interface FixResult {
  /** What remains, on the fixed texts. */
  readonly analysis: Analysis;
  readonly fixes: number;
  readonly files: readonly FixedFile[];
}

export interface FixedFile {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

/** Fixes in memory only: the project's overlay holds the new texts afterwards. */
export async function fixInMemory(project: Project, first: Analysis): Promise<FixResult> {
  const { overlay, service } = project;
  const before = new Map<string, string>();
  const refused = new Set<string>();
  let analysis = first;
  let fixes = 0;
  let tries = 0;
  const textOf = (uri: string): string | undefined => overlay.replaced.get(uri) ?? service.source(uri);
  const applicable = (findings: readonly Finding[], { notices }: Analysis): Applied => {
    const locked = new Set(notices.map((notice) => notice.uri));
    return applyFixes(honest(findings, refused), (uri) => (locked.has(uri) ? undefined : textOf(uri)));
  };
  /** Applies the texts, and what then comes into sight and can be mended, too; takes all back where that doesn't mend, or harms something else. */
  const keeps = async (first: Applied): Promise<boolean> => {
    const old = new Map<string, string>();
    let count = 0;
    for (let step = first, more = true; step.fixes.length > 0; more = false) {
      for (const [uri, text] of step.texts) {
        if (!old.has(uri)) old.set(uri, textOf(uri) ?? '');
        overlay.replace(uri, text);
      }
      const next = await service.analyze();
      count += step.fixes.length;
      if (isBetter(analysis, next, first.mended)) {
        for (const [uri, text] of old) if (!before.has(uri)) before.set(uri, text);
        analysis = next;
        fixes += count;
        return true;
      }
      const brought = broughtBy(analysis, next);
      const further = more && tries++ < mostTries ? applicable(brought, next) : undefined;
      if (!further || further.mended.length < brought.length) break;
      step = further;
    }
    for (const [uri, text] of old) overlay.replace(uri, text);
    return false;
  };
  for (let round = 0; round < mostRounds; round++) {
    const together = applicable(analysis.findings, analysis);
    if (together.fixes.length === 0) break;
    if (await keeps(together)) continue;
    for (const [i, finding] of together.mended.entries()) {
      const key = findingKey(finding);
      const alone = applicable(analysis.findings.filter((one) => findingKey(one) === key).slice(0, 1), analysis);
      if (together.fixes.length > 1 && alone.fixes.length > 0 && tries++ < mostTries && (await keeps(alone))) continue;
      refused.add(`${key} ${together.fixes[i]?.title ?? ''}`);
    }
  }
  // What was tried last may have been taken back: the service is to know the texts as they are.
  if (service.latest !== analysis) analysis = await service.analyze();
  const files = [...before].flatMap(([uri, text]) => {
    const after = overlay.replaced.get(uri) ?? text;
    return after === text ? [] : [{ uri, before: text, after }];
  });
  return { analysis: { ...analysis, findings: honest(analysis.findings, refused) }, fixes, files: files.sort((a, b) => (a.uri < b.uri ? -1 : 1)) };
}

/** A fix that was taken back isn't safe: it isn't tried again, and nothing says that it would be. */
function honest(findings: readonly Finding[], refused: ReadonlySet<string>): readonly Finding[] {
  if (refused.size === 0) return findings;
  return findings.map((finding) => ({ ...finding, fixes: finding.fixes.map((fix) => (refused.has(`${findingKey(finding)} ${fix.title}`) ? { ...fix, safe: false } : fix)) }));
}

export interface Written {
  /** Relative paths. */
  readonly fixed: readonly string[];
  /** One line a file that could not be written: the path and why. */
  readonly problems: readonly string[];
}

export function writeFixes(project: Project, files: readonly FixedFile[]): Written {
  const outcomes = files.map((file) => ({ path: relativePath(project.root, file.uri), problem: writeFix(project, file) }));
  return {
    fixed: outcomes.filter(({ problem }) => problem === undefined).map(({ path }) => path),
    problems: outcomes.flatMap(({ path, problem }) => (problem === undefined ? [] : [`${path}: ${problem}`])),
  };
}

function writeFix(project: Project, { uri, before, after }: FixedFile): string | undefined {
  const path = fileURLToPath(uri);
  const now = readTextFile(path);
  if (now.kind !== 'text') return `${now.kind === 'missing' ? 'vanished' : now.reason}; not fixed`;
  if (now.notice !== undefined) return now.notice;
  if (now.text !== before) return 'changed while it was checked; not fixed, run again';
  try {
    replaceTextFile(project.folder, path, after, now.byteOrderMark);
    return undefined;
  } catch (error) {
    return `could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** The diff that `git apply` and `patch -p1` take. */
export function unifiedDiff(root: string, files: readonly FixedFile[]): string {
  return files
    .map(({ uri, before, after }) => {
      const path = escapeHidden(relativePath(root, uri));
      return createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 }).replace(/^=+\n/, '');
    })
    .join('');
}
