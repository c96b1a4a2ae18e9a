/**
 * From drafts to findings: severities, ignores, one finding a place, and the fix that silences. The only place that turns offsets of
 * judgements into positions.
 */
import type { Case, Finding, Fix, Severity } from '../base/finding';
import { remembered } from '../base/remembered';
import { compareLocations, encloses, rangeOf, type Location, type Place, type Span } from '../base/text';
import type { FileFacts, IgnoreFact } from '../go/facts';
import { stringsIn } from '../go/inString';
import type { CheckReport } from '../report/format';
import { rules } from '../rules';
import type { Draft, DraftEdit, DraftFix } from '../rules/rule';
import { findIgnore, type Standard } from '../standard/standard';
import { linesOf, type CachedFile } from './fileCache';
import { ignoreFixes, removalFixes } from './ignoreFixes';
import { ignoreLines, silencedBy } from './ignores';
import { hasOtherUses } from './otherUses';

export interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: CheckReport['suppressed'];
}

export interface Judging {
  readonly root: string;
  readonly standard: Standard;
  readonly severities: ReadonlyMap<string, Severity | 'off'>;
  readonly file: (uri: string) => CachedFile | undefined;
  readonly files: readonly string[];
}

export function locate(place: Place, file: CachedFile | undefined): Location {
  return { uri: place.uri, range: rangeOf(file ? linesOf(file) : [0], place) };
}

function goFacts(file: CachedFile | undefined): FileFacts | undefined {
  return file?.kind === 'go' ? file.facts : undefined;
}

/** Drafts come in the order of their rules' rank: at one place the first one speaks. */
export function judgeDrafts(drafts: readonly Draft[], judging: Judging): Judged {
  const ignores = new Map<string, readonly IgnoreFact[]>();
  for (const uri of judging.files) {
    const file = judging.file(uri);
    if (!file?.text.includes('image-tags:ignore')) continue;
    const own = file.facts.ignores;
    ignores.set(uri, file.kind === 'go' ? [...own, ...ignoreLines(file.text).filter((one) => !own.some((other) => other.line === one.line))] : own);
  }
  const used = new Set<IgnoreFact>();
  const findings: Finding[] = [];
  const suppressed: CheckReport['suppressed'][number][] = [];
  const taken = new Map<string, Taken[]>();
  for (const draft of drafts) {
    const file = judging.file(draft.at.uri);
    if (!file || draft.at.end > file.text.length) continue;
    const facts = goFacts(file);
    if (facts?.broken.some((span) => span.start < draft.at.end && draft.at.start < span.end)) continue;
    const level = judging.severities.get(draft.rule);
    if (level === 'off') continue;
    const severity = level ?? (facts?.generated && draft.severity !== 'hint' ? 'info' : draft.severity);
    const places = taken.get(draft.at.uri) ?? [];
    const isTaken = ({ at, told }: Taken): boolean => at.start < draft.at.end && draft.at.start < at.end && (told || !draft.cases);
    if (places.some(isTaken)) continue;
    const finding = findingOf(draft, severity, file, judging);
    const { silence, comments } = silenceOf(draft, ignores, judging);
    places.push({ at: draft.at, told: !silence });
    taken.set(draft.at.uri, places);
    for (const comment of comments) used.add(comment);
    if (silence) suppressed.push({ finding, justification: silence.reason, kind: silence.kind });
    else findings.push(finding);
  }
  findings.push(...unusedIgnores(ignores, used, judging));
  findings.sort((a, b) => compareLocations(a.at, b.at) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
  return { findings, suppressed };
}

/** A place about which something is said, or would be if nobody silenced it: that doesn't keep what stands for many from being told there. */
interface Taken {
  readonly at: Place;
  readonly told: boolean;
}

interface Silence {
  readonly reason: string;
  readonly kind: CheckReport['suppressed'][number]['kind'];
  readonly comment?: IgnoreFact;
}

type Ignores = ReadonlyMap<string, readonly IgnoreFact[]>;

/** What silences a draft, where it is told or in all of its cases, and every comment that covers any of those. */
function silenceOf(draft: Draft, ignores: Ignores, judging: Judging): { readonly silence: Silence | undefined; readonly comments: readonly IgnoreFact[] } {
  const { cases = [] } = draft;
  const [own, ...each] = [draft, ...cases].map(({ at, rule }) => silenceAt(at, rule, ignores, judging));
  const comments = [own, ...each].flatMap((one) => one?.comment ?? []);
  return { silence: own ?? (each.includes(undefined) ? undefined : each[0]), comments };
}

function silenceAt(at: Place, rule: string, ignores: Ignores, judging: Judging): Silence | undefined {
  const comment = silencedBy(ignores.get(at.uri) ?? [], rule, locate(at, judging.file(at.uri)).range.start.line);
  if (comment) return { reason: comment.reason, kind: 'inSource', comment };
  const configured = findIgnore(judging.standard, rule, relativePath(at.uri, judging.root));
  return configured && { reason: configured.reason, kind: 'external' };
}

export function relativePath(uri: string, root: string): string {
  const path = uri.startsWith(`${root}/`) ? uri.slice(root.length + 1) : uri;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** Why a finding is no more than information though its rule is worse: rules lower it for what no test runs. */
function whyMilder(draft: Draft, facts: FileFacts | undefined, { severities }: Judging): string {
  if (!isWorse(draft.rule) || severities.has(draft.rule)) return '';
  const why = draft.severity === 'info' ? (facts ? 'nothing runs the code in which it shows' : 'no suite that runs applies this file') : facts?.generated ? 'the file is generated' : undefined;
  return why === undefined ? '' : ` It is no more than information, because ${why}.`;
}

function isWorse(rule: string): boolean {
  const own = rules.find(({ id }) => id === rule)?.severity;
  return own === 'error' || own === 'warning';
}

function findingOf(draft: Draft, severity: Severity, file: CachedFile, judging: Judging): Finding {
  const at = (place: Place): Location => locate(place, judging.file(place.uri));
  const fixable = !(file.kind === 'go' && file.facts.generated);
  const fixes = draft.fixes.filter((fix) => fixable && fix.edits.every((edit) => holds(edit, judging))).flatMap((fix) => forTheChart(ifAlone(fix, judging), judging));
  const preferred = fixes.filter((fix) => fix.preferred).length === 1;
  return {
    rule: draft.rule,
    severity,
    message: `${draft.message}${whyMilder(draft, goFacts(file), judging)} Silence it with \`image-tags:ignore ${draft.rule} <reason>\`.`,
    at: at(draft.at),
    image: draft.image,
    function: functionAround(draft.at, file) ?? '',
    built: draft.built,
    related: draft.related.map((one) => ({ at: at(one.at), message: one.message, kind: one.kind })),
    fixes: [
      ...fixes.map((fix): Fix => ({ title: fix.title, preferred: fix.preferred && preferred, safe: fix.safe, edits: fix.edits.map((edit) => ({ ...at(edit.at), expected: edit.expected, newText: edit.newText })) })),
      ...(fixable ? ignoreFixes(draft.rule, draft.at, file) : []),
    ],
    tags: draft.unnecessary ? ['unnecessary'] : [],
    ...(draft.cases ? { cases: draft.cases.map((one) => caseOf(one, judging)) } : {}),
  };
}

function caseOf({ at, image, built }: Draft, judging: Judging): Case {
  const file = judging.file(at.uri);
  return { at: locate(at, file), image, built, function: file ? (functionAround(at, file) ?? '') : '' };
}

/** The declared function whose text holds the place. */
function functionAround(place: Place, file: CachedFile): string | undefined {
  return goFacts(file)?.funcs.find(({ span }) => encloses(span, place))?.name;
}

/** What other places read, too, isn't changed without asking, and the title says so. */
function ifAlone(fix: DraftFix, judging: Judging): DraftFix {
  if (!fix.edits.some(({ at }) => hasOtherUses(at, fix.places ?? 1, judging))) return fix;
  return { ...fix, title: fix.title.endsWith(', too') ? fix.title : `${fix.title}, which other places use, too`, preferred: false, safe: false };
}

/** What a chart comes with is there for all who install it: a suite asks before it changes that, and leaves the chart's version alone. */
function forTheChart(fix: DraftFix, judging: Judging): readonly DraftFix[] {
  const paths = fix.edits.flatMap(({ at }) => {
    const [, folder, about] = /^(.*)\/(?:(Chart)|values|templates\/.*)\.(?:ya?ml|tpl)$/.exec(at.uri) ?? [];
    return folder !== undefined && judging.file(`${folder}/Chart.yaml`) ? [{ about: about !== undefined }] : [];
  });
  if (paths.length === 0) return [fix];
  return paths.some(({ about }) => about) ? [] : [{ ...fix, title: `${fix.title}, for all who install the chart`, preferred: false, safe: false }];
}

const stringsOf: (file: CachedFile) => readonly Span[] = remembered(({ text }) => stringsIn(text));

/** A fix stands only where its text does, outside what could not be parsed, and where the new text means what the old one meant to Go. */
function holds({ at, expected, newText }: DraftEdit, judging: Judging): boolean {
  const file = judging.file(at.uri);
  if (!file || file.text.slice(at.start, at.end) !== expected) return false;
  if (file.kind === 'yaml') return true;
  if (file.facts.generated || file.facts.broken.some((span) => span.start < at.end && at.start < span.end)) return false;
  return stringsOf(file).some((span) => encloses(span, at)) || [/^(?:0|[1-9][0-9]*)$/, /^[A-Za-z_]\w*$/].some((token) => token.test(expected) && token.test(newText));
}

function unusedIgnores(ignores: Ignores, used: ReadonlySet<IgnoreFact>, judging: Judging): Finding[] {
  const level = judging.severities.get('unused-ignore') ?? 'hint';
  if (level === 'off') return [];
  return [...ignores].flatMap(([uri, list]) => {
    const file = judging.file(uri);
    const isOff = (one: IgnoreFact): boolean => one.rules.length > 0 && one.rules.every((rule) => judging.severities.get(rule) === 'off');
    return list.filter((one) => !used.has(one) && !isOff(one)).map((one): Finding => {
      const at = locate({ uri, ...one.span }, file);
      const named = one.rules.length > 0 ? one.rules.join(', ') : 'every rule';
      return {
        rule: 'unused-ignore',
        severity: level,
        message: `This comment silences ${named}, but nothing is found here${one.scope === 'line' ? ' or on the next line' : ' in this file'}. Remove it.`,
        at, image: '', function: '', built: [], related: [],
        fixes: file ? removalFixes(uri, one, file) : [],
        tags: ['unnecessary'],
      };
    });
  });
}
