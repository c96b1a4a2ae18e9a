/**
 * The facade: one language service for both hosts. Knows freshness, settings and ignores; knows no editor, terminal or disk.
 */
import type { Finding, Fix } from '../base/finding';
import type { Location, Position } from '../base/text';
import type { CheckReport, InventoryReport, Notice, SiteRow } from '../report/format';
import type { ImageSite, Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import type { Log } from '../base/log';
import type { Grammar } from '../go/grammar';
import type { Settings } from './settings';
import type { StageTime } from './stages';
import type { Disposable, Workspace } from './workspace';

/** One consistent view of the workspace; immutable. */
export interface Analysis {
  readonly findings: readonly Finding[];
  readonly suppressed: CheckReport['suppressed'];
  /** Problems of the configuration file, also part of `findings` (rule `configuration`). The command line exits 2 on them. */
  readonly configurationProblems: readonly Finding[];
  readonly notices: readonly Notice[];
  /** Files that were read and analysed. */
  readonly files: readonly string[];
  readonly rows: readonly SiteRow[];
  readonly inventory: Inventory;
  readonly standard: Standard;
  readonly summary: CheckReport['summary'];
  /** Where the time of this analysis went. */
  readonly stages: readonly StageTime[];
  /** A place of the inventory as a location. */
  locate(place: { uri: string; start: number; end: number }): Location;
}

export interface ServiceOptions {
  readonly workspace: Workspace;
  readonly grammar: Grammar;
  readonly settings: Settings;
  readonly log: Log;
  /** Name and version for reports. */
  readonly version?: string;
  /** A configuration that stands in for the root's file; undefined text: there is none. */
  readonly configuration?: { readonly uri: string; readonly text: string | undefined };
  /** `YYYY-MM-DD`: exceptions that ended before it don't hold. */
  readonly today?: string;
}

export interface LanguageService {
  /** The newest analysis. Runs what is stale; a signal that aborts makes it reject with an AbortError and keeps what was done so far. */
  analyze(signal?: AbortSignal): Promise<Analysis>;
  /** The last finished analysis, however stale; undefined before the first. */
  readonly latest: Analysis | undefined;
  checkReport(analysis: Analysis): CheckReport;
  inventoryReport(analysis: Analysis): InventoryReport;
  /** The site whose place (or whose image's characters) contain the position, innermost first; from the latest analysis. */
  siteAt(uri: string, position: Position): ImageSite | undefined;
  /** Fixes of the findings that touch the position. */
  fixesAt(uri: string, position: Position): readonly { finding: Finding; fix: Fix }[];
  /** The stored text of a file as of the latest analysis, for quoting code. */
  source(uri: string): string | undefined;
  /** Tells that something changed and `analyze` would do work. Fired at most once until the next `analyze`. */
  onStale(listener: () => void): Disposable;
  dispose(): void;
}

export { createLanguageService } from './createLanguageService';
