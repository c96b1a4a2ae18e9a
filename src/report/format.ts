/**
 * The contract of an output format: a pure function from plain data to a string. A format prints nothing by itself and reads no file.
 */
import type { Finding } from '../base/finding';
import type { Range } from '../base/text';

/** What a rule says of itself, for formats that carry rule metadata. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: string;
  readonly summary: string;
  /** Markdown. */
  readonly help: string;
  readonly url: string;
}

export interface CheckSummary {
  readonly files: number;
  readonly sites: number;
  /** Sites of which nothing or not everything is known. */
  readonly unresolved: number;
  readonly error: number;
  readonly warning: number;
  readonly info: number;
  readonly hint: number;
  readonly milliseconds: number;
}

/** One line a file: why it was not (wholly) read. */
export interface Notice {
  readonly uri: string;
  readonly message: string;
}

export interface CheckReport {
  readonly kind: 'check';
  /** Root uri; findings' uris start with it. */
  readonly root: string;
  readonly findings: readonly Finding[];
  /** Findings silenced by comments, configuration or a baseline, for SARIF suppressions and counts. */
  readonly suppressed: readonly { readonly finding: Finding; readonly justification: string; readonly kind: 'inSource' | 'external' }[];
  readonly notices: readonly Notice[];
  readonly rules: readonly RuleInfo[];
  readonly version: string;
  readonly summary: CheckSummary;
  /** The inventory, for formats that draw it (markdown). */
  readonly sites: readonly SiteRow[];
}

/** A site as other programs see it: strings instead of values. */
export interface SiteRow {
  readonly role: string;
  readonly idiom: string;
  readonly uri: string;
  readonly range: Range;
  readonly function: string;
  /** Sorted; holes in braces. */
  readonly images: readonly string[];
  readonly from: readonly string[];
  readonly engine: string;
  readonly complete: boolean;
  readonly flows: readonly string[];
  readonly dead: boolean;
  /** Where the known characters of `images` stand in the source. */
  readonly related: readonly { readonly uri: string; readonly range: Range; readonly message: string }[];
}

export interface InventoryReport {
  readonly kind: 'inventory';
  readonly root: string;
  readonly sites: readonly SiteRow[];
  readonly notices: readonly Notice[];
  readonly version: string;
  readonly summary: { readonly files: number; readonly sites: number; readonly resolved: number; readonly partial: number; readonly unresolved: number };
}

export interface RenderOptions {
  readonly color: boolean;
  /** Findings only: no summary line, for the formats that have one. */
  readonly quiet?: boolean;
  /** Text of a file, for the formats that quote code; undefined when it can't be had. */
  source(uri: string): string | undefined;
}

export interface Format {
  readonly id: string;
  check(report: CheckReport, options: RenderOptions): string;
  /** Undefined where the format has no inventory form. */
  readonly inventory?: (report: InventoryReport, options: RenderOptions) => string;
}
