/** One reading of the workspace, analysed: files -> program -> inventory -> findings. Immutable, and thrown away on any change. */
import type { Finding, Severity } from '../base/finding';
import type { Steps } from '../base/steps';
import { rangeOf, lineStarts } from '../base/text';
import type { Notice } from '../report/format';
import type { Draft } from '../rules/rule';
import { preparation, rules } from '../rules';
import { neverBuilt } from '../rules/neverBuilt';
import type { Configuration } from '../standard/config';
import type { Log } from '../base/log';
import type { CachedFile } from './fileCache';
import { isBuiltAs, isBuiltBy, isLinked } from './buildFiles';
import { isChangedByScript } from './chartEditors';
import { mayBeEdited } from './editedManifests';
import { judgeDrafts, locate } from './findings';
import { resolution, rowsOf } from './rows';
import type { Survey } from './survey';
import type { Analysis } from './languageService';
import { conflictsAround, unparsedAround } from './unparsed';

export interface Reading {
  readonly root: string;
  /** Texts by uri. */
  readonly texts: ReadonlyMap<string, string>;
  readonly notices: readonly Notice[];
  readonly configuration: Configuration;
  readonly configurationFile: { readonly uri: string; readonly text: string } | undefined;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  /** Globs of what nobody looks at. */
  readonly exclude: readonly string[];
  readonly started: number;
}

/** Outcomes that a build which nobody reads would make right. */
const missingKinds: ReadonlySet<string> = new Set(['other-tag', 'near', 'elsewhere']);

/**
 * Prepares the rules. Whether one may say that nothing in the workspace builds an image, or judge a manifest that no flow is seen to
 * apply: whoever does has to look into files that nobody reads otherwise, buildFiles.ts.
 */
export function* prepareRules({ configuration, severities }: Reading, { inventory }: Survey): Steps<boolean> {
  try {
    const outcomes = yield* preparation(inventory, configuration.standard);
    return outcomes.some(({ kind, flow }) => flow === undefined || missingKinds.has(kind) || (kind === 'never' && severities.get(neverBuilt.id) !== 'off'));
  } catch {
    // The rules that need it fail each for itself.
    return false;
  }
}

/** Files that nobody reads make the image under that very name, or give it another. */
function isMadeBy(buildFiles: readonly string[], { missing, image }: Draft): boolean {
  return missing !== undefined && (isBuiltAs(buildFiles, image) || isLinked(buildFiles, missing.variables));
}

/** What is left of a draft: one that stands for many, of which some are no finding, gives way to the others. */
function standing(draft: Draft, stands: (draft: Draft) => boolean): readonly Draft[] {
  const { cases = [draft] } = draft;
  const left = cases.filter(stands);
  return left.length === cases.length ? [draft] : left;
}

/** A rule that throws is a fault of ours: it is logged and its findings are left out, the others stand. */
function* runRules(reading: Reading, { files, inventory }: Survey, buildFiles: readonly string[], log: Log): Steps<Draft[]> {
  const { standard } = reading.configuration;
  const unparsed = unparsedAround(files);
  const merging = conflictsAround(files);
  const drafts: Draft[] = [];
  for (const rule of rules) {
    yield;
    if (reading.severities.get(rule.id) === 'off') continue;
    try {
      const isParsed = ({ at, related }: Draft): boolean => !(rule.absence && unparsed(at.uri)) && !merging(at.uri) && !related.some((one) => merging(one.at.uri));
      const isApplied = ({ at, unapplied }: Draft): boolean => (unapplied !== true || !mayBeEdited(at.uri, reading.root, files, buildFiles)) && !isChangedByScript(at.uri, buildFiles);
      const isMissing = (draft: Draft): boolean => (rule === neverBuilt ? !isBuiltBy(buildFiles, draft.image) : !isMadeBy(buildFiles, draft));
      drafts.push(...[...rule.check(inventory, standard)].flatMap((draft) => standing(draft, (one) => isParsed(one) && isApplied(one) && isMissing(one))));
    } catch (error) {
      log.error(`rule ${rule.id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  return drafts;
}

/** `buildFiles`: texts of files that may build images and that nobody reads otherwise; needed where `prepareRules` says so. */
export function* analyzeReading(reading: Reading, survey: Survey, buildFiles: readonly string[], log: Log): Steps<Omit<Analysis, 'stages'>> {
  const { root } = reading;
  const { files, inventory } = survey;
  const { standard } = reading.configuration;
  const uris = [...files.keys()];
  const file = (uri: string): CachedFile | undefined => files.get(uri);
  const judged = judgeDrafts(yield* runRules(reading, survey, buildFiles, log), { root, standard, severities: reading.severities, file, files: uris });
  yield;
  const configurationProblems = problems(reading);
  const findings = [...configurationProblems, ...judged.findings];
  const count = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length;
  const rows = rowsOf(inventory, (place) => locate(place, file(place.uri)));
  yield;
  return {
    findings,
    suppressed: judged.suppressed,
    configurationProblems,
    notices: reading.notices,
    files: uris,
    rows,
    inventory,
    standard,
    summary: {
      files: uris.length,
      sites: inventory.sites.length,
      unresolved: inventory.sites.filter((site) => resolution(site) !== 'resolved').length,
      error: count('error'), warning: count('warning'), info: count('info'), hint: count('hint'),
      milliseconds: Math.round(performance.now() - reading.started),
    },
    locate: (place) => locate(place, file(place.uri)),
  };
}

function problems(reading: Reading): Finding[] {
  const file = reading.configurationFile;
  if (!file) return [];
  const lines = lineStarts(file.text);
  return reading.configuration.problems.map((problem) => ({
    rule: 'configuration', severity: problem.severity, message: problem.message, at: { uri: file.uri, range: rangeOf(lines, problem.span) },
    image: '', function: '', built: [], related: [], fixes: [], tags: [],
  }));
}
