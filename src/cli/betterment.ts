/** Did a change of the texts mend what it was made for, and harm nothing? Compares what was found before and after; lines may have moved. */
import type { Finding } from '../base/finding';
import type { Analysis } from '../service/languageService';

/** The same finding before and after an edit above it. */
export function findingKey({ rule, at, message }: Finding): string {
  return `${rule} ${at.uri} ${message}`;
}

function counted(findings: readonly Finding[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(findingKey(finding), (counts.get(findingKey(finding)) ?? 0) + 1);
  return counts;
}

/** Errors and warnings that weren't there before. */
export function broughtBy(before: Analysis, after: Analysis): Finding[] {
  const [was, is] = [counted(before.findings), counted(after.findings)];
  return after.findings.filter((finding) => (finding.severity === 'error' || finding.severity === 'warning') && (is.get(findingKey(finding)) ?? 0) > (was.get(findingKey(finding)) ?? 0));
}

/** Whether the mended findings are gone, and no error, warning or notice is there that wasn't. */
export function isBetter(before: Analysis, after: Analysis, mended: readonly Finding[]): boolean {
  const [was, is, less] = [counted(before.findings), counted(after.findings), counted(mended)];
  for (const [key, count] of less) if ((is.get(key) ?? 0) > (was.get(key) ?? 0) - count) return false;
  return broughtBy(before, after).length === 0 && after.notices.every((notice) => before.notices.some((other) => other.uri === notice.uri && other.message === notice.message));
}
