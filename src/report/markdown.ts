/**
 * A comment for a pull request: verdict, findings, the table service → built → deployed, and the flow as a diagram. It stays below
 * GitHub's limit for a comment. The first line is a marker by which a later run finds its own comment.
 */
import { severities, type Finding, type Severity } from '../base/finding';
import type { CheckReport, Format, InventoryReport, RuleInfo } from './format';
import { imageTable, type ImageRow, type ImageUse } from './imageTable';
import { codeSpan, message } from './markdownText';
import { mermaid } from './mermaid';
import { fileLine } from './paths';
import { twoSides } from './twoSides';

export const commentMarker = '<!-- kubernaut-image-tags -->';

/** GitHub takes 65,536 characters; sections that would pass this are cut. */
const longest = 60_000;
const mostFindings = 50;
const mostRows = 100;
const mostUses = 4;

const icons: Record<Severity, string> = { error: '❌', warning: '⚠️', info: 'ℹ️', hint: '💡' };
const verdicts: Record<ImageRow['verdict'], string> = { differs: '❌ differs', wrong: '❌ see above', unused: '– not deployed', same: '✅ same', unsure: '❔ not wholly known' };

function checkMarkdown(report: CheckReport): string {
  const rows = imageTable(report.sites, report.findings);
  const diagram = mermaid(report.root, rows, report.findings);
  const worstFirst = [...report.findings].sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  const isNote = (finding: Finding): boolean => finding.severity === 'info' || finding.severity === 'hint';
  const notes = worstFirst.filter(isNote);
  const sections = [
    [commentMarker, '## E2E image tags', '', summary(report)].join('\n'),
    findingList(report, worstFirst.filter((finding) => !isNote(finding))),
    table(rows),
    notes.length === 0 ? '' : ['<details><summary>Notes</summary>', '', findingList(report, notes), '', '</details>'].join('\n'),
    diagram === '' ? '' : ['<details><summary>Image flow</summary>', '', '```mermaid', diagram, '```', '', '</details>'].join('\n'),
  ];
  let text = '';
  for (const section of sections.filter((candidate) => candidate !== '')) {
    if (text.length + section.length > longest) continue;
    text += `${text === '' ? '' : '\n\n'}${section}`;
  }
  return `${text}\n`;
}

function summary(report: CheckReport): string {
  const { error, warning, info, hint, files, sites, unresolved } = report.summary;
  const verdict = error > 0 ? '❌ **Image tags do not match.**' : '✅ **Image tags match.**';
  const silenced = report.suppressed.length === 0 ? '' : ` ${report.suppressed.length} silenced.`;
  return `${verdict} Errors: ${error}. Warnings: ${warning}. Notes: ${info + hint}.${silenced} Image sites: ${sites} in ${files} files, ${unresolved} not wholly known.`;
}

function findingList(report: CheckReport, findings: readonly Finding[]): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const lines: string[] = [];
  let length = 0;
  for (const finding of findings.slice(0, mostFindings)) {
    const item = findingItem(report.root, finding, rules.get(finding.rule));
    if (length + item.length > longest / 3) break;
    length += item.length;
    lines.push(item);
  }
  if (findings.length > lines.length) lines.push(`- … and ${findings.length - lines.length} more`);
  return lines.join('\n');
}

function findingItem(root: string, finding: Finding, rule: RuleInfo | undefined): string {
  const name = rule === undefined || !/^https:\/\/[\w./#-]+$/.test(rule.url) ? codeSpan(finding.rule) : `[${codeSpan(finding.rule)}](${rule.url})`;
  const lines = [`- ${icons[finding.severity]} ${codeSpan(fileLine(root, finding.at))} ${name}: ${message(finding.message)}`];
  const sides = twoSides(finding);
  if (sides !== undefined) lines.push(`  - Built: ${sides.built.slice(0, mostUses).map(codeSpan).join(', ')}`, `  - Deployed: ${codeSpan(sides.deployed)}`);
  return lines.join('\n');
}

function table(rows: readonly ImageRow[]): string {
  if (rows.length === 0) return '';
  const lines = ['| Service | Built | Deployed | Verdict |', '| --- | --- | --- | --- |'];
  for (const row of rows.slice(0, mostRows)) {
    lines.push(`| ${codeSpan(row.service)} | ${cell(row.built)} | ${cell(row.deployed)} | ${verdicts[row.verdict]} |`);
  }
  if (rows.length > mostRows) lines.push(`| … and ${rows.length - mostRows} more | | | |`);
  return lines.join('\n');
}

function cell(uses: readonly ImageUse[]): string {
  if (uses.length === 0) return '–';
  const shown = uses.slice(0, mostUses).map((use) => codeSpan(use.image));
  return [...shown, ...(uses.length > mostUses ? [`… ${uses.length - mostUses} more`] : [])].join('<br>');
}

function inventoryMarkdown(report: InventoryReport): string {
  const { sites, resolved, partial, unresolved } = report.summary;
  const lines = ['## Image sites', '', `Sites: ${sites}. Known: ${resolved}. Partly known: ${partial}. Unknown: ${unresolved}.`, ''];
  lines.push('| Role | Image | Place | Function |', '| --- | --- | --- | --- |');
  for (const site of report.sites) {
    const images = site.images.slice(0, mostUses).map(codeSpan).join('<br>');
    lines.push(`| ${site.role} | ${images === '' ? 'unknown' : images} | ${codeSpan(fileLine(report.root, site))} | ${codeSpan(site.function)} |`);
  }
  return `${lines.join('\n')}\n`;
}

export const markdown: Format = { id: 'markdown', check: checkMarkdown, inventory: inventoryMarkdown };
