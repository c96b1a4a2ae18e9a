/** The JSON format: exactly the published contract, 1-based, stable. Other programs read it, so it changes only by adding. */
import type { Finding, Related } from '../base/finding';
import type { Location } from '../base/text';
import type { CheckReport, Format, InventoryReport } from './format';
import { inertJson, redact } from './inert';
import { publicRange, relativePath, type PublicRange } from './paths';

interface PublicPlace {
  readonly file: string;
  readonly range: PublicRange;
}

function checkJson(report: CheckReport): string {
  const { files, sites, unresolved, error, warning, info, milliseconds } = report.summary;
  return print({
    version: 1,
    findings: report.findings.map((finding) => findingJson(finding, report.root)),
    summary: { files, sites, unresolved, error, warning, info, milliseconds },
  });
}

function findingJson(finding: Finding, root: string): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: redact(finding.message),
    ...place(root, finding.at),
    image: redact(finding.image),
    function: finding.function,
    related: finding.related.map((related) => relatedJson(related, root)),
    fixes: shareableFixes(finding).map((fix) => ({
      title: redact(fix.title),
      preferred: fix.preferred,
      edits: fix.edits.map((edit) => ({ ...place(root, edit), expected: edit.expected, newText: edit.newText })),
    })),
  };
}

function relatedJson(related: Related, root: string): object {
  return { ...place(root, related.at), message: redact(related.message) };
}

/** An edit must be exact to be of use, so a fix that would show a credential is left out. */
export function shareableFixes(finding: Finding): Finding['fixes'] {
  return finding.fixes.filter((fix) => fix.edits.every((edit) => redact(edit.expected) === edit.expected && redact(edit.newText) === edit.newText));
}

function inventoryJson(report: InventoryReport): string {
  const { files, sites, resolved, partial, unresolved } = report.summary;
  return print({
    version: 1,
    sites: report.sites.map((site) => ({
      role: site.role,
      idiom: site.idiom,
      ...place(report.root, site),
      function: site.function,
      images: site.images.map(redact),
      from: site.from.map(redact),
      engine: site.engine,
      complete: site.complete,
      flows: site.flows,
      related: site.related.map((related) => ({ ...place(report.root, related), message: redact(related.message) })),
    })),
    summary: { files, sites, resolved, partial, unresolved },
  });
}

function place(root: string, at: Location): PublicPlace {
  return { file: relativePath(root, at.uri), range: publicRange(at.range) };
}

function print(document: object): string {
  return `${inertJson(JSON.stringify(document, undefined, 2))}\n`;
}

export const json: Format = { id: 'json', check: checkJson, inventory: inventoryJson };
