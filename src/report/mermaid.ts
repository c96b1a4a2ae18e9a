/**
 * The way of the images as a Mermaid flowchart: build sites → image → places that use it, and a dotted line between what was built and
 * what is asked for instead. Every foreign character outside a small safe set is written as a character code.
 */
import { casesOf, type Finding } from '../base/finding';
import type { Location } from '../base/text';
import { fileLine } from './paths';
import type { ImageRow, ImageUse } from './imageTable';
import { escapeHidden, redact } from './inert';

/** Larger diagrams are neither drawn by GitHub nor read by people. */
const mostImages = 24;
const mostPlaces = 3;

/** The diagram's lines joined, without a fence; '' when there is nothing to draw. Rows with a wrong image come first. */
export function mermaid(root: string, rows: readonly ImageRow[], findings: readonly Finding[]): string {
  const ids = new Map<string, string>();
  const lines: string[] = [];
  const wrong = new Set(findings.filter((finding) => finding.severity === 'error').flatMap(casesOf).map(({ image }) => image));
  for (const row of [...rows].sort((a, b) => Number(isWrong(b)) - Number(isWrong(a)))) {
    if (row.built.length === 0 && row.deployed.length === 0) continue;
    for (const use of [...row.built, ...row.deployed]) {
      if (ids.has(use.image) || ids.size >= mostImages) continue;
      ids.set(use.image, `image${ids.size}`);
      lines.push(`  image${ids.size - 1}(["${label(use.image)}"])${wrong.has(use.image) ? ':::wrong' : ''}`);
    }
    row.built.forEach((use) => push(lines, ids.get(use.image), (id) => `  ${id}build["${uses(root, 'built', use)}"] --> ${id}`));
    row.deployed.forEach((use) => push(lines, ids.get(use.image), (id) => `  ${id} --> ${id}use["${uses(root, 'used', use)}"]`));
  }
  const crossed = new Set<string>();
  for (const { built: names, image } of findings.flatMap(casesOf)) {
    for (const built of names) {
      const [from, to] = [ids.get(built), ids.get(image)];
      if (from !== undefined && to !== undefined && from !== to) crossed.add(`  ${from} -. not the same .- ${to}`);
    }
  }
  if (lines.length === 0) return '';
  return ['flowchart LR', ...lines, ...crossed, '  classDef wrong stroke:#d1242f,stroke-width:3px'].join('\n');
}

function isWrong(row: ImageRow): boolean {
  return row.verdict === 'differs' || row.verdict === 'wrong';
}

function push(lines: string[], id: string | undefined, line: (id: string) => string): void {
  if (id !== undefined) lines.push(line(id));
}

function uses(root: string, verb: string, use: ImageUse): string {
  const places = use.at.slice(0, mostPlaces).map((at: Location) => label(fileLine(root, at)));
  const more = use.at.length > mostPlaces ? [`and ${use.at.length - mostPlaces} more`] : [];
  return [verb, ...places, ...more].join('<br/>');
}

/** Text inside a quoted label. Word characters and `-./:_ ` stand for themselves, everything else by its code. */
export function label(text: string): string {
  return Array.from(escapeHidden(redact(text)), (c) => (/[\w\-./: ]/.test(c) ? c : `#${c.codePointAt(0) ?? 0};`)).join('');
}
