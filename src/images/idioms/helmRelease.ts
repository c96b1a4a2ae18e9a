/**
 * What a `helm install` deploys from a chart of the workspace: its templates are rendered with the values that the command gives, in each way that
 * those may be. Knows how texts of the evaluation become settings; the chart is `helm`'s.
 */
import { outermostFrame, type Frame } from '../../flow/frame';
import { uniteAnswers, unknownAnswer } from '../../flow/parts';
import { knownText, onlyText, type Answer, type Step } from '../../flow/value';
import { encloses, placeKey, type Place } from '../../base/text';
import { mayBeRepositorys, type SettingKind } from '../commandLine/helmWords';
import { chartIn, type Chart } from '../helm/chart';
import { dict, type Dict } from '../helm/data';
import { released, type Released, type ReleasedImage } from '../helm/release';
import { applySetting, commonKey, kindsInOrder, type Setting } from '../helm/settings';
import { concat, holeText, textIn, textOf, textOfValue, valueOf, type Text } from '../helm/text';
import { mergeFile } from '../helm/values';
import { dataOf } from '../helm/yamlData';
import type { Details } from '../site';
import type { ManifestFile, Renders, Sighting, Surroundings, Tree } from './idiom';

export interface Installed {
  readonly chart: Answer;
  /** Where the chart is named. */
  readonly at: Place;
  readonly name: Answer | undefined;
  readonly verb: 'install' | 'upgrade' | undefined;
  readonly keeps: boolean;
  readonly hooks: boolean;
  readonly valueFiles: readonly Answer[];
  readonly settings: readonly { readonly kind: SettingKind; readonly answer: Answer; readonly optional: boolean; readonly at: Place }[];
}

export interface Deployed {
  readonly images: readonly Pick<Sighting, 'role' | 'at' | 'image' | 'details' | 'renders'>[];
  /** Nothing else may be deployed. */
  readonly whole: boolean;
}

const mostAlternatives = 8;

/** Undefined where the chart isn't one of the workspace's, or isn't understood. */
export function deployedBy(one: Installed, frame: Frame, around: Surroundings): Deployed | undefined {
  const tree = chartFolder(one.chart, frame, around);
  const chart = tree && chartIn(tree.folder, tree.files);
  const files = one.valueFiles.flatMap((path) => around.fileAt(path, frame) ?? []);
  const alternatives = chart && alternativesOf(one.settings);
  if (!tree || !alternatives || files.length < one.valueFiles.length) return undefined;
  const runs: Released[] = [];
  for (const settings of alternatives) {
    const given = givenBy(files, settings);
    const run = given && runOf(one, chart, tree, given);
    if (!run) return undefined;
    runs.push(run);
  }
  const read = [...tree.files, ...files].map(({ uri }) => uri);
  const renders: Renders = { folder: tree.folder, files: read, release: one.name && onlyText(one.name), keeps: one.keeps };
  const images = united(runs, one).map((image) => ({ ...image, details: { ...image.details, chartFolder: tree.folder }, renders }));
  return { images, whole: runs.every(({ whole }) => whole) };
}

/** A name such as `repository/chart` is the workspace's only where its folder is seen from the test, or from a folder around it. */
function chartFolder(path: Answer, frame: Frame, around: Surroundings): Tree | undefined {
  const tree = around.treeAt(path, frame);
  const texts = path.values.map(knownText);
  const start = decodeURIComponent(outermostFrame(frame).func.pkg.dir);
  const folder = tree && decodeURIComponent(tree.folder);
  const isNear = (text: string | undefined): boolean => text === undefined || !mayBeRepositorys(text) || (folder?.endsWith(`/${text}`) === true && `${start}/`.startsWith(folder.slice(0, -text.length)));
  return texts.every(isNear) ? tree : undefined;
}

/** Each way that the settings may be; undefined where there are too many, or nobody knows what is set. */
function alternativesOf(settings: Installed['settings']): readonly (readonly Setting[])[] | undefined {
  const each = settings.map(choicesOf);
  if (each.some((choices) => choices.length === 0)) return undefined;
  const count = (lists: readonly (readonly unknown[])[]): number => lists.reduce((product, list) => product * list.length, 1);
  const fewer = count(each) <= mostAlternatives ? each : each.map((choices) => (choices.length > 1 ? (anyOf(choices, /image|tag|registry|repository|digest/i) ?? choices) : choices));
  if (count(fewer) > mostAlternatives) return undefined;
  return fewer.reduce<readonly (readonly Setting[])[]>((rows, choices) => rows.flatMap((row) => choices.map((choice) => [...row, choice])), [[]]);
}

function choicesOf({ kind, answer, optional, at }: Installed['settings'][number]): readonly Setting[] {
  const about = { kind, ...(optional ? { optional: true as const } : {}) };
  const step: Step = { kind: 'argument', name: `setting ${commonKey(answer.values.map(textOfValue)) ?? 'of the chart'}`, at };
  const choices = answer.values.map((value) => ({ ...about, text: textOfValue({ ...value, trail: [step, ...value.trail] }) }));
  if (answer.complete && (choices.length === 1 || (kind !== 'file' && kind !== 'json'))) return choices;
  return anyOf(choices, undefined) ?? [];
}

/** One setting of the same key, to what isn't known. `but`: keys that are worth to be told apart. */
function anyOf(choices: readonly Setting[], but: RegExp | undefined): readonly Setting[] | undefined {
  const [first] = choices;
  const key = first && commonKey(choices.map(({ text }) => text));
  return first && key !== undefined && !but?.test(key) ? [{ ...first, text: concat([textOf(`${key}=`), holeText('one of several values')]) }] : undefined;
}

function givenBy(files: readonly ManifestFile[], settings: readonly Setting[]): Dict | undefined {
  const given = dict();
  for (const { uri, text } of files) {
    const data = dataOf(textIn(text, uri));
    if (data?.kind === 'dict') mergeFile(given, data);
    else if (data?.kind !== 'nil') return undefined;
  }
  for (const kind of kindsInOrder) for (const setting of settings) if (setting.kind === kind && !applySetting(given, setting)) return undefined;
  return given;
}

function runOf({ name, verb, hooks }: Installed, chart: Chart, { files }: Tree, given: Dict): Released | undefined {
  const [only, ...others] = name?.values ?? [];
  const known = name?.complete && only && others.length === 0 ? textOfValue(only) : undefined;
  return released({ chart, given, name: known, verb, hooks }, files);
}

/** The same container of every run; what only some of them have may not be there. */
function united(runs: readonly Released[], one: Installed): readonly Pick<Sighting, 'role' | 'at' | 'image' | 'details'>[] {
  const found = new Map<string, ReleasedImage[]>();
  for (const { images } of runs) {
    const met = new Map<string, number>();
    for (const image of images) {
      const key = [image.role, image.at ? placeKey(image.at) : '', image.workload ?? '', image.container ?? ''].join('\0');
      const number = met.get(key) ?? 0;
      met.set(key, number + 1);
      found.set(`${key}\0${number}`, [...(found.get(`${key}\0${number}`) ?? []), image]);
    }
  }
  return [...found.values()].flatMap((images) => {
    const [first] = images;
    if (!first) return [];
    const unsure = images.length < runs.length || images.some((image) => image.unsure);
    const image = uniteAnswers(images.map(({ image: text }) => ledBack(answerOf(text), one.at)));
    const source = image.values.flatMap(({ parts }) => parts.flatMap((part) => part.source ?? []))[0];
    return [{ role: first.role, at: first.at ?? source ?? one.at, image, details: detailsOf(images, unsure, one) }];
  });
}

function answerOf(text: Text | undefined): Answer {
  const value = text && valueOf(text);
  return value ? { values: [value], complete: true } : unknownAnswer('a value of a chart');
}

/** What the chart comes with leads back to the command that installs it; a setting does so by itself. */
function ledBack({ values, complete }: Answer, at: Place): Answer {
  return { values: values.map((value) => (value.trail.length > 0 ? value : { ...value, trail: [{ kind: 'file', name: 'the chart that is installed here', at }] })), complete };
}

function detailsOf(images: readonly ReleasedImage[], unsure: boolean, { chart, valueFiles }: Installed): Details {
  const [first] = images;
  const policies = images.map(({ policy }) => policy);
  const written = policies.flatMap((policy) => (typeof policy === 'string' ? [] : [policy]));
  return {
    chart,
    ...(valueFiles.length > 0 ? { valueFiles } : {}),
    pullPolicy: policies.every((policy) => policy === 'default') ? 'default' : written.length === policies.length ? uniteAnswers(written.map(answerOf)) : unknownAnswer('a value of a chart'),
    ...(first?.policyAt ? { pullPolicyAt: first.policyAt } : {}),
    ...(first?.container === undefined ? {} : { container: first.container }),
    ...(first?.workload === undefined ? {} : { workload: first.workload }),
    ...(unsure ? { spared: true as const } : {}),
  };
}

/**
 * What settings say of images by themselves, without those that the chart uses. Where it is read whole the others are used by nothing, but perhaps
 * handed on as texts.
 */
export function beside(settings: readonly Sighting[], images: readonly Pick<Sighting, 'image'>[], whole: boolean): readonly Sighting[] {
  const used = images.flatMap(({ image }) => image.values.flatMap(({ trail }) => trail.map(({ at }) => at)));
  const isUsed = ({ at }: Sighting): boolean => used.some((one) => one.uri === at.uri && encloses(at, one));
  return settings.filter((one) => !isUsed(one)).map((one) => (whole ? { ...one, role: 'mention' } : one));
}
