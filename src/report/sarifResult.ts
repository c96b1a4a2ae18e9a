/** One finding as a SARIF result: places, the way the string took as a code flow, fixes, suppression. Knows no run and no rule list. */
import type { Finding, Fix, Related, Severity } from '../base/finding';
import type { Location, Range } from '../base/text';
import type { CheckReport } from './format';
import { redact } from './inert';
import { shareableFixes } from './json';
import { publicRange, relativeReference } from './paths';
import { twoSides } from './twoSides';

type Silence = CheckReport['suppressed'][number];


export const levels: Record<Severity, 'error' | 'warning' | 'note'> = { error: 'error', warning: 'warning', info: 'note', hint: 'note' };

/** GitHub reads no more places of one result, and no more steps of one flow. */
const mostLocations = 100;

export function sarifResult(root: string, finding: Finding, ruleIndex: number, fingerprint: string, silence: Silence | undefined): object {
  const others = finding.related.filter((related) => related.kind === 'other').slice(0, mostLocations);
  const trail = finding.related.filter((related) => related.kind === 'trail').slice(0, mostLocations).reverse();
  const here: Related = { at: finding.at, message: finding.image === '' ? 'found here' : `used here as ${finding.image}`, kind: 'trail' };
  const fixes = shareableFixes(finding);
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: levels[finding.severity],
    message: { text: plain(redact(resultMessage(finding))) },
    locations: [{ ...location(root, finding.at), ...(finding.function === '' ? {} : { logicalLocations: [{ name: finding.function, kind: 'function' }] }) }],
    ...(others.length === 0 ? {} : { relatedLocations: others.map((related, i) => ({ id: i + 1, ...saying(root, related) })) }),
    ...(trail.length === 0 ? {} : { codeFlows: [{ threadFlows: [{ locations: [...trail, here].map((step) => ({ location: saying(root, step) })) }] }] }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map((fix) => sarifFix(root, fix)) }),
    partialFingerprints: { 'kubernautImageTags/v1': fingerprint },
    suppressions: silence === undefined ? [] : [{ kind: silence.kind, justification: redact(silence.justification) }],
  };
}

function resultMessage(finding: Finding): string {
  const sides = twoSides(finding);
  return sides === undefined ? finding.message : `${finding.message}\nBuilt: ${sides.built.join(', ')}\nDeployed: ${sides.deployed}`;
}

function sarifFix(root: string, fix: Fix): object {
  const files = [...new Set(fix.edits.map((edit) => edit.uri))];
  return {
    description: { text: plain(redact(fix.title)) },
    artifactChanges: files.map((uri) => ({
      artifactLocation: artifact(relativeReference(root, uri)),
      replacements: fix.edits.filter((edit) => edit.uri === uri).map((edit) => ({ deletedRegion: region(edit.range), insertedContent: { text: edit.newText } })),
    })),
  };
}

function saying(root: string, related: Related): object {
  return { ...location(root, related.at), message: { text: plain(redact(related.message)) } };
}

function location(root: string, at: Location): object {
  return { physicalLocation: { artifactLocation: artifact(relativeReference(root, at.uri)), region: region(at.range) } };
}

export function artifact(uri: string): object {
  return { uri, uriBaseId: '%SRCROOT%' };
}

function region(range: Range): object {
  const { start, end } = publicRange(range);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/**
 * A plain-text message: `[text](target)` would be a link, so its brackets are escaped; `{0}` would be a placeholder, so those braces are
 * doubled. Other brackets and the braces of holes mean nothing to any consumer and stay readable.
 */
export function plain(text: string): string {
  const unlinked = /\]\s*\(/.test(text) ? text.replace(/[[\]]/g, '\\$&') : text;
  return unlinked.replace(/\{(\d+)\}/g, '{{$1}}');
}
