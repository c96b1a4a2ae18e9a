/**
 * What makes a finding the same finding tomorrow: its rule, file, function and image, never its line; nor which images go through a place
 * that makes them all wrong. Used to match baselines and by SARIF consumers.
 */
import type { Finding } from '../base/finding';
import { relativePath } from './paths';

/** One fingerprint a finding, in order: 16 hex digits, `:`, and the how-manieth of that kind it is. */
export function fingerprints(root: string, findings: readonly Finding[]): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const hash = hash64([finding.rule, relativePath(root, finding.at.uri), finding.function, finding.cases ? '' : finding.image].join('\u0000'));
    const nth = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, nth);
    return `${hash}:${nth}`;
  });
}

/** FNV-1a over the two bytes of each UTF-16 unit. */
function hash64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    for (const byte of [unit & 0xff, unit >> 8]) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
