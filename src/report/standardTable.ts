/**
 * The naming standard as a document: the table of services and tags in use, and the convention's section between two marker comments, for
 * a design decision such as DD-TEST-001. Works on plain data; knows neither inventory nor disk.
 */
import { codeSpan, message, prose } from './markdownText';
import { inertJson, inert } from './inert';

export type StandardVerdict = 'compliant' | 'exception' | 'nonstandard' | 'unknown' | 'unused';

export interface StandardRow {
  /** As shown, such as `datastorage`. */
  readonly service: string;
  /** The reference in use, holes in braces; '' for a service that no site names. */
  readonly image: string;
  readonly verdict: StandardVerdict;
  /** Why: the service's own rationale, the exception's reason, or what is wrong and what to write instead. */
  readonly rationale: string;
}

export interface StandardDocument {
  /** The templates in force, the preferred one first. */
  readonly patterns: readonly string[];
  /** Sorted by service and image. */
  readonly rows: readonly StandardRow[];
  readonly sharedDependencies: readonly string[];
  /** Tags that say nothing of a service. */
  readonly genericTags: readonly string[];
}

const begin = '<!-- kubernaut-image-tags:begin -->';
const end = '<!-- kubernaut-image-tags:end -->';

const verdicts: Readonly<Record<StandardVerdict, string>> = {
  compliant: '✅ follows it',
  exception: '✅ exception',
  nonstandard: '❌ does not follow it',
  unknown: '❔ not wholly known',
  unused: '– not in use',
};

/** The section with its markers, ending without a line end. */
export function standardSection(document: StandardDocument): string {
  const [pattern = '', ...others] = document.patterns;
  const shared = document.sharedDependencies.map(codeSpan).join(', ');
  const generic = document.genericTags.map((tag) => (tag === '' ? 'no tag' : codeSpan(tag))).join(', ');
  return [
    begin,
    '### E2E Image Tag Naming Convention (MANDATORY)',
    '',
    `**Pattern**: ${codeSpan(pattern)}`,
    ...(others.length === 0 ? [] : ['', `**Also accepted**: ${others.map(codeSpan).join(', ')}`]),
    '',
    standardTable(document.rows),
    '',
    '**Rationale**:',
    `- Suites share images${shared === '' ? '' : `: ${shared} ${document.sharedDependencies.length === 1 ? 'is a dependency' : 'are dependencies'} of several`}`,
    "- Each service's suite builds and loads its images in parallel",
    '- A tag of its own keeps images from overwriting one another, and a deployment from naming one that nobody built',
    '',
    '**Enforcement**:',
    '- All E2E infrastructure MUST use service-specific tags',
    `- Generic tags (${generic}) are FORBIDDEN for shared dependencies`,
    '- `kubernaut-image-tags check` MUST pass before the suites run',
    end,
  ].join('\n');
}

export function standardTable(rows: readonly StandardRow[]): string {
  return [
    '| Service | E2E image in use | Verdict | Rationale |',
    '|---------|------------------|---------|-----------|',
    ...rows.map((row) => `| **${prose(row.service)}** | ${row.image === '' ? '–' : codeSpan(row.image)} | ${verdicts[row.verdict]} | ${message(row.rationale)} |`),
  ].join('\n');
}

/** The same for a terminal: aligned columns. */
export function standardText(document: StandardDocument): string {
  const rows = document.rows.map((row) => [inert(row.service), row.image === '' ? '–' : inert(row.image), verdicts[row.verdict], inert(row.rationale)]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
  return [
    ...document.patterns.map((pattern, i) => `${i === 0 ? 'Pattern:       ' : 'Also accepted: '}${inert(pattern)}`),
    '',
    ...rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()),
    '',
  ].join('\n');
}

export function standardJson(document: StandardDocument): string {
  const { patterns, sharedDependencies, genericTags } = document;
  const rows = document.rows.map(({ service, image, verdict, rationale }) => ({ service, image, verdict, rationale }));
  return `${inertJson(JSON.stringify({ version: 1, patterns, sharedDependencies, genericTags, services: rows }, undefined, 2))}\n`;
}

export type SectionState =
  | { readonly kind: 'same' }
  /** `updated`: the whole document with the new section. */
  | { readonly kind: 'differs'; readonly updated: string; readonly line: number }
  /** There are no markers; `updated` has the section at its end. */
  | { readonly kind: 'missing'; readonly updated: string }
  /** A marker without the other, or more than one pair. */
  | { readonly kind: 'broken'; readonly why: string };

/** Compares the section in a document with the one wanted. The document's line ends are kept; `line` is 1-based. */
export function compareSection(text: string, section: string): SectionState {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  const wanted = section.replaceAll('\n', lineEnd);
  const begins = text.split(begin).length - 1;
  const ends = text.split(end).length - 1;
  if (begins === 0 && ends === 0) {
    const gap = text === '' ? '' : text.endsWith('\n') ? lineEnd : `${lineEnd}${lineEnd}`;
    return { kind: 'missing', updated: `${text}${gap}${wanted}${lineEnd}` };
  }
  const [start, stop] = [text.indexOf(begin), text.indexOf(end)];
  if (begins !== 1 || ends !== 1 || stop < start) return { kind: 'broken', why: `it needs ${begin} once and ${end} once behind it` };
  const current = text.slice(start, stop + end.length);
  if (current === wanted) return { kind: 'same' };
  let same = 0;
  while (same < current.length && current[same] === wanted[same]) same++;
  return { kind: 'differs', updated: text.slice(0, start) + wanted + text.slice(stop + end.length), line: text.slice(0, start + same).split('\n').length };
}
