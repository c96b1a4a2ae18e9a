/**
 * The terminal's format. The first line of a finding is `file:line:column: severity: message [rule]`: a contract with problem matchers.
 * Below it stand the code with carets, what is built and deployed, and the places that explain it.
 */
import type { Finding } from '../base/finding';
import { codeFrame } from './codeFrame';
import { palette, type Palette } from './colors';
import type { CheckReport, Format, InventoryReport, RenderOptions } from './format';
import { inert } from './inert';
import { fileLine, relativePath } from './paths';
import { twoSides } from './twoSides';

/** Findings with more explaining places than this name the rest by number only. */
const mostPlaces = 12;

function checkText(report: CheckReport, options: RenderOptions): string {
  const paint = palette(options.color);
  const blocks = report.findings.map((finding) => findingText(finding, report, options, paint));
  if (options.quiet !== true) blocks.push(summaryText(report, paint));
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

function findingText(finding: Finding, report: CheckReport, options: RenderOptions, paint: Palette): string {
  const { line, character } = finding.at.range.start;
  const file = shownPath(report.root, finding.at.uri);
  const lines = [
    `${paint.place(`${file}:${line + 1}:${character + 1}:`)} ${paint.severity(finding.severity, `${finding.severity}:`)} ${inert(finding.message)} ${paint.faint(`[${finding.rule}]`)}`,
  ];
  const source = options.source(finding.at.uri);
  const frame = source === undefined ? undefined : codeFrame(source, finding.at.range);
  if (frame !== undefined) {
    const number = String(frame.line);
    lines.push(`  ${paint.faint(`${number} |`)} ${frame.code}`);
    lines.push(`  ${paint.faint(`${' '.repeat(number.length)} |`)} ${paint.severity(finding.severity, frame.carets)}`);
  }
  const sides = twoSides(finding);
  if (sides !== undefined) {
    sides.built.forEach((image, i) => lines.push(`   ${i === 0 ? 'Built:   ' : '         '} ${paint.good(inert(image))}`));
    lines.push(`   Deployed: ${paint.bad(inert(sides.deployed))}`);
  }
  for (const related of finding.related.slice(0, mostPlaces)) {
    lines.push(`   ${related.kind === 'trail' ? 'by' : 'at'} ${paint.place(inert(fileLine(report.root, related.at)))} ${inert(related.message)}`);
  }
  if (finding.related.length > mostPlaces) lines.push(`   and ${finding.related.length - mostPlaces} more places`);
  for (const fix of finding.fixes) {
    if (fix.preferred) lines.push(`   fix: ${inert(fix.title)}${fix.safe ? paint.faint(' (--fix does it)') : ''}`);
  }
  return lines.join('\n');
}

/** A path at the start of a line must not read as indentation or as a log command. */
function shownPath(root: string, uri: string): string {
  const path = inert(relativePath(root, uri));
  return /^\s/.test(path) ? `./${path}` : path;
}

function summaryText(report: CheckReport, paint: Palette): string {
  const { error, warning, info, hint, files, sites, unresolved } = report.summary;
  const seen = `${count(sites, 'image site')} in ${count(files, 'file')}, ${unresolved} not wholly known`;
  const silenced = report.suppressed.length === 0 ? '' : `, ${report.suppressed.length} silenced`;
  const notes = info + hint;
  if (error + warning + notes === 0 && sites === 0) return `⚠️ No image site in ${count(files, 'file')}: there was nothing to compare.`;
  if (error + warning + notes === 0) return paint.good(`✅ Image tags match: ${seen}${silenced}.`);
  const counts = `${count(error, 'error')}, ${count(warning, 'warning')}, ${count(notes, 'note')}${silenced}: ${seen}.`;
  return error > 0 ? paint.bad(`❌ ${counts}`) : `⚠️ ${counts}`;
}

function inventoryText(report: InventoryReport, options: RenderOptions): string {
  const paint = palette(options.color);
  const lines = report.sites.map((site) => {
    const { line, character } = site.range.start;
    const from = site.from.length === 0 ? '' : ` from ${site.from.map(inert).join(' | ')}`;
    const images = site.images.length === 0 ? '(unknown)' : site.images.map(inert).join(' | ');
    const more = site.complete ? '' : ' | …';
    const where = site.function === '' ? '' : ` in ${inert(site.function)}`;
    const how = [site.idiom, site.engine, site.dead ? 'never run' : ''].filter((word) => word !== '').join(', ');
    return `${paint.place(`${shownPath(report.root, site.uri)}:${line + 1}:${character + 1}:`)} ${site.role}: ${images}${more}${from}${where} ${paint.faint(`[${how}]`)}`;
  });
  const { sites, files, resolved, partial, unresolved } = report.summary;
  if (options.quiet !== true) lines.push('', `${count(sites, 'image site')} in ${count(files, 'file')}: ${resolved} known, ${partial} partly known, ${unresolved} unknown.`);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}

function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

export const text: Format = { id: 'text', check: checkText, inventory: inventoryText };
