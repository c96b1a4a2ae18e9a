/**
 * SARIF 2.1.0 as GitHub code scanning takes it: one run, relative percent-encoded uris, UTF-16 columns. Knows GitHub's limits and stays
 * below them; what is left out is said in the run's notifications.
 */
import { severities, type Finding } from '../base/finding';
import type { CheckReport, Format, Notice, RuleInfo } from './format';
import { fingerprints } from './fingerprint';
import { inertJson, redact } from './inert';
import { relativeReference } from './paths';
import { artifact, levels, plain, sarifResult } from './sarifResult';

/** GitHub takes no more results a run. */
const mostResults = 25_000;

function checkSarif(report: CheckReport): string {
  const rules = rulesOf(report);
  const indexes = new Map(rules.map((rule, i) => [rule.id, i]));
  const prints = fingerprints(report.root, report.findings);
  const open = report.findings.map((finding, i) => ({ finding, print: prints[i] ?? '', silence: undefined }));
  const silencedPrints = fingerprints(report.root, report.suppressed.map(({ finding }) => finding));
  const silenced = report.suppressed.map((silence, i) => ({ finding: silence.finding, print: silencedPrints[i] ?? '', silence }));
  const all = [...open, ...silenced];
  const kept = all.length <= mostResults ? all : [...all].sort((a, b) => rank(a.finding) - rank(b.finding)).slice(0, mostResults);
  const run = {
    tool: {
      driver: {
        name: 'Kubernaut Image Tags',
        semanticVersion: report.version,
        informationUri: 'https://github.com/jordigilh/kubernaut-image-tags',
        rules: rules.map(sarifRule),
      },
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the checked workspace.' } } },
    invocations: [{ executionSuccessful: true, toolExecutionNotifications: notifications(report, all.length - kept.length) }],
    results: kept.map(({ finding, print, silence }) => sarifResult(report.root, finding, indexes.get(finding.rule) ?? -1, print, silence)),
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return `${inertJson(JSON.stringify(log, undefined, 2))}\n`;
}

function rank(finding: Finding): number {
  return severities.indexOf(finding.severity);
}

/** The known rules, and a stub for a finding whose rule is not among them, so that every result has its rule. */
function rulesOf(report: CheckReport): RuleInfo[] {
  const known = new Set(report.rules.map((rule) => rule.id));
  const stubs = new Map<string, RuleInfo>();
  for (const { rule, severity } of [...report.findings, ...report.suppressed.map(({ finding }) => finding)]) {
    if (!known.has(rule) && !stubs.has(rule)) stubs.set(rule, { id: rule, severity, summary: rule, help: '', url: '' });
  }
  return [...report.rules, ...stubs.values()];
}

function sarifRule(rule: RuleInfo): object {
  const severity = severities.find((known) => known === rule.severity);
  return {
    id: rule.id,
    name: rule.id.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: plain(rule.summary) },
    fullDescription: { text: plain(rule.summary) },
    ...(rule.url === '' ? {} : { helpUri: rule.url }),
    help: { text: rule.help === '' ? rule.summary : rule.help, ...(rule.help === '' ? {} : { markdown: rule.help }) },
    defaultConfiguration: severity === undefined ? { enabled: false } : { level: levels[severity] },
    properties: { precision: 'very-high', 'problem.severity': severity === undefined || severity === 'info' || severity === 'hint' ? 'recommendation' : severity, tags: ['container-image', 'e2e', 'kubernetes'] },
  };
}

function notifications(report: CheckReport, dropped: number): object[] {
  const list: object[] = report.notices.map((notice: Notice) => ({
    level: 'note',
    message: { text: plain(redact(notice.message)) },
    locations: [{ physicalLocation: { artifactLocation: artifact(relativeReference(report.root, notice.uri)) } }],
  }));
  if (dropped > 0) list.push({ level: 'warning', message: { text: `${dropped} results were left out: a run holds ${mostResults}.` } });
  return list;
}

export const sarif: Format = { id: 'sarif', check: checkSarif };
