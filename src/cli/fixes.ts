/**
 * Applies safe fixes until none is left, in memory; then shows them as a unified diff or puts each file in place in one step. A file with
 * a notice is never touched, nor one that has changed since it was read.
 */
import { createTwoFilesPatch } from 'diff';
import { fileURLToPath } from 'node:url';
import { readTextFile, replaceTextFile } from '../node/textFile';
import { relativePath } from '../report/paths';
import { escapeHidden } from '../report/inert';
import type { Analysis } from '../service/languageService';
import { applyFixes } from './chooseFixes';
import type { Project } from './project';

/** A fix can bring the next one into sight (a tag, then its other use); more rounds than this would be a circle. */
const mostRounds = 10;

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
  const before = new Map<string, string>();
  let analysis = first;
  let fixes = 0;
  for (let round = 0; round < mostRounds; round++) {
    const locked = new Set(analysis.notices.map((notice) => notice.uri));
    const applied = applyFixes(analysis.findings, (uri) => (locked.has(uri) ? undefined : project.service.source(uri)));
    if (applied.fixes.length === 0) break;
    for (const [uri, text] of applied.texts) {
      if (!before.has(uri)) before.set(uri, project.service.source(uri) ?? '');
      project.overlay.replace(uri, text);
    }
    fixes += applied.fixes.length;
    analysis = await project.service.analyze();
  }
  const files = [...before].flatMap(([uri, text]) => {
    const after = project.overlay.replaced.get(uri) ?? text;
    return after === text ? [] : [{ uri, before: text, after }];
  });
  return { analysis, fixes, files: files.sort((a, b) => (a.uri < b.uri ? -1 : 1)) };
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
