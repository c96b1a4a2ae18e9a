/**
 * Comments that silence: which findings do they cover, and which of them cover nothing? In Go, in YAML, and in YAML inside Go strings.
 */
import { lineStarts } from '../base/text';
import type { IgnoreFact } from '../go/facts';
import { ignoreMarker, ignoresInComment } from '../go/ignores';

/** Ignore comments written with `#`, one a line: YAML's, wherever the YAML stands. */
export function ignoreLines(text: string): IgnoreFact[] {
  if (!text.includes(ignoreMarker)) return [];
  const starts = lineStarts(text);
  const found: IgnoreFact[] = [];
  starts.forEach((start, line) => {
    const end = starts[line + 1] ?? text.length;
    const written = text.slice(start, end).replace(/[\r\n]+$/, '');
    const hash = written.search(/(^|\s)#\s*image-tags:ignore/);
    if (hash < 0) return;
    const at = start + written.indexOf('#', hash);
    const fact = ignoresInComment(written.slice(at - start), { start: at, end: start + written.length }, line);
    if (fact) found.push(fact);
  });
  return found;
}

/** The comment that silences a rule on a line: on the line itself, on the line above, or for the whole file. */
export function silencedBy(ignores: readonly IgnoreFact[], rule: string, line: number): IgnoreFact | undefined {
  const names = (one: IgnoreFact): boolean => one.rules.length === 0 || one.rules.includes(rule);
  return ignores.find((one) => names(one) && (one.scope === 'file' || one.line === line || one.line === line - 1));
}
