/**
 * A configuration file as a plain tree: mappings, lists and scalars with their places, aliases already followed. What readers of keys
 * see; knows no YAML and no key.
 */
import type { Severity } from '../base/finding';
import type { Span } from '../base/text';

export interface ConfigProblem {
  readonly message: string;
  /** UTF-16 offsets in the configuration's text: the key or the value at fault. */
  readonly span: Span;
  readonly severity: Severity;
}

/** One `key: value`, each key once in a mapping. A missing value is a scalar `null` at the key. */
export interface ConfigEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: ConfigNode;
}

export type ConfigNode = { readonly span: Span } & (
  | { readonly kind: 'map'; readonly entries: readonly ConfigEntry[] }
  | { readonly kind: 'list'; readonly items: readonly ConfigNode[] }
  /** `verbatim`: where the value's characters start, when the text shows them as they are. */
  | { readonly kind: 'scalar'; readonly value: string | number | boolean | null; readonly verbatim?: number }
  /** Already reported: readers pass over it in silence. */
  | { readonly kind: 'refused' }
);

/** Collects what is wrong. */
export interface Reader {
  readonly problems: ConfigProblem[];
}

/** A file with more faults than this is not a configuration; the rest is not told. */
const problemLimit = 100;

export function isFull(reader: Reader): boolean {
  return reader.problems.length >= problemLimit;
}

export function report(to: Reader, message: string, span: Span, severity: Severity = 'error'): void {
  if (!isFull(to)) to.problems.push({ message, span, severity });
}
