/**
 * A baseline: the findings that a team already knows, so that only new ones fail a build. Matching is by content, never by line; each
 * entry silences one finding. Knows no disk.
 */
import type { CheckReport } from '../report/format';
import { fingerprints } from '../report/fingerprint';
import { inertJson, redact } from '../report/inert';
import { relativePath } from '../report/paths';
import { UsageError } from './exit';

export interface Baselined {
  readonly report: CheckReport;
  /** Entries that silenced nothing: they can go. */
  readonly vanished: number;
  readonly known: number;
}

/** A broken configuration is to be mended, not accepted. */
export function acceptable(findings: CheckReport['findings']): CheckReport['findings'] {
  return findings.filter((finding) => finding.rule !== 'configuration');
}

export function writeBaseline(report: CheckReport): string {
  const accepted = acceptable(report.findings);
  const prints = fingerprints(report.root, accepted);
  const findings = accepted.map((finding, i) => ({
    fingerprint: prints[i] ?? '',
    rule: finding.rule,
    file: relativePath(report.root, finding.at.uri),
    function: finding.function,
    image: redact(finding.image),
  }));
  return `${inertJson(JSON.stringify({ version: 1, findings }, undefined, 2))}\n`;
}

/** The fingerprints of a baseline file's text. `file` is for the error message. */
export function readBaseline(text: string, file: string): string[] {
  const wrong = (what: string): never => {
    throw new UsageError(`${file} is not a baseline: ${what}; write a new one with --write-baseline`);
  };
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return wrong('it is not JSON');
  }
  if (typeof document !== 'object' || document === null || !('version' in document) || document.version !== 1) return wrong('"version" is not 1');
  if (!('findings' in document) || !Array.isArray(document.findings)) return wrong('"findings" is not a list');
  return document.findings.map((entry: unknown) =>
    typeof entry === 'object' && entry !== null && 'fingerprint' in entry && typeof entry.fingerprint === 'string' ? entry.fingerprint : wrong('an entry has no "fingerprint"'));
}

/** Known findings move to the suppressed ones; the counts follow. */
export function withBaseline(report: CheckReport, entries: readonly string[], file: string): Baselined {
  const known = new Set(entries);
  const prints = fingerprints(report.root, report.findings);
  const isKnown = report.findings.map((_, i) => known.has(prints[i] ?? ''));
  const findings = report.findings.filter((_, i) => isKnown[i] !== true);
  const silenced = report.findings.filter((_, i) => isKnown[i] === true).map((finding) => ({ finding, justification: `known in the baseline ${file}`, kind: 'external' as const }));
  return {
    report: { ...report, findings, suppressed: [...report.suppressed, ...silenced], summary: { ...report.summary, ...countSeverities(findings) } },
    vanished: [...known].filter((entry) => !prints.includes(entry)).length,
    known: silenced.length,
  };
}

export function countSeverities(findings: CheckReport['findings']): Pick<CheckReport['summary'], 'error' | 'warning' | 'info' | 'hint'> {
  const counts = { error: 0, warning: 0, info: 0, hint: 0 };
  for (const finding of findings) counts[finding.severity]++;
  return counts;
}
