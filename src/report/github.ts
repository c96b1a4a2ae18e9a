/**
 * GitHub workflow commands, one a finding, worst first because a step shows only ten of each kind. The runner reads lines; data and
 * properties are escaped as its toolkit does.
 */
import { severities, type Finding, type Severity } from '../base/finding';
import type { CheckReport, Format } from './format';
import { escapeHidden, inert, redact } from './inert';
import { publicRange, relativePath } from './paths';
import { twoSides } from './twoSides';

const commands: Record<Severity, string> = { error: 'error', warning: 'warning', info: 'notice', hint: 'notice' };

function checkGithub(report: CheckReport): string {
  const ordered = [...report.findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return ordered.map((finding) => `${annotation(finding, report.root)}\n`).join('');
}

function annotation(finding: Finding, root: string): string {
  const { start, end } = publicRange(finding.at.range);
  const properties: [string, string][] = [
    ['file', escapeHidden(relativePath(root, finding.at.uri))],
    ['line', String(start.line)],
    ['endLine', String(end.line)],
    ['col', String(start.column)],
    ...(end.line === start.line ? [['endColumn', String(end.column)] as [string, string]] : []),
    ['title', finding.rule],
  ];
  const message = [redact(finding.message), ...builtAndDeployed(finding)].map(escapeHidden).join('\n');
  return `::${commands[finding.severity]} ${properties.map(([key, value]) => `${key}=${escapeProperty(value)}`).join(',')}::${escapeData(message)}`;
}

function builtAndDeployed(finding: Finding): string[] {
  const sides = twoSides(finding);
  return sides === undefined ? [] : [`Built:    ${sides.built.map(inert).join(', ')}`, `Deployed: ${inert(sides.deployed)}`];
}

/** The text after the second `::`. */
export function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** A property's value. */
export function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

export const github: Format = { id: 'github', check: checkGithub };
