/** Reports of several roots as one, with paths relative to the nearest folder above them all. One root's report stays as it is. */
import { severities } from '../base/finding';
import type { CheckReport, InventoryReport } from '../report/format';

export function mergeChecks(reports: readonly [CheckReport, ...CheckReport[]]): CheckReport {
  const [first, ...others] = reports;
  if (others.length === 0) return first;
  const summary = { ...first.summary };
  for (const other of others) {
    for (const key of ['files', 'sites', 'unresolved', 'milliseconds', ...severities] as const) summary[key] += other.summary[key];
  }
  return {
    ...first,
    root: commonFolder(reports.map((report) => report.root)),
    findings: reports.flatMap((report) => report.findings),
    suppressed: reports.flatMap((report) => report.suppressed),
    notices: reports.flatMap((report) => report.notices),
    sites: reports.flatMap((report) => report.sites),
    summary,
  };
}

export function mergeInventories(reports: readonly [InventoryReport, ...InventoryReport[]]): InventoryReport {
  const [first, ...others] = reports;
  if (others.length === 0) return first;
  const summary = { ...first.summary };
  for (const other of others) {
    for (const key of ['files', 'sites', 'resolved', 'partial', 'unresolved'] as const) summary[key] += other.summary[key];
  }
  return {
    ...first,
    root: commonFolder(reports.map((report) => report.root)),
    sites: reports.flatMap((report) => report.sites),
    notices: reports.flatMap((report) => report.notices),
    summary,
  };
}

/** The longest uri without a trailing slash that is a folder above each of the given ones, or one of them. */
export function commonFolder(roots: readonly string[]): string {
  const [first = [], ...others] = roots.map((root) => root.split('/'));
  let length = first.length;
  for (const other of others) {
    let same = 0;
    while (same < length && same < other.length && first[same] === other[same]) same++;
    length = same;
  }
  return first.slice(0, length).join('/');
}
