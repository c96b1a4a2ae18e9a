/**
 * `exec.Command("podman", "build", "-t", X, …)` and its like: programs run with arguments that name images. Knows how Go runs programs;
 * what the arguments mean is commandLine's knowledge.
 */
import type { CallExpr, Expr, FuncFact } from '../../go/facts';
import { encloses, isSameSpan, type Place, type Span } from '../../base/text';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { listsOf, type Item } from '../../flow/lists';
import { placeOf as placeAt } from '../../flow/origin';
import { concatAnswers, mapAnswer, partsBetween, uniteAnswers, unknownAnswer } from '../../flow/parts';
import { knownText, isText, type Answer, type Value } from '../../flow/value';
import { hole, type Argument, type CommandUse, type ImageArg, type ImageParts, type Kustomizing } from '../commandLine/command';
import { mayNameImages } from '../commandLine/mayNameImages';
import { isShell } from '../commandLine/shell';
import { baseName } from '../commandLine/wrappers';
import { readCommand } from '../commandLine/readCommand';
import { mayBuild, mayBuildByWords } from '../scripts';
import type { Details, Engine, Observation } from '../site';
import type { Idiom, Sighting, Surroundings } from './idiom';
import { valuesOf } from './commandFields';
import { commandsRun, runsIn, withoutContext, writtenWords, type Run } from './commandsRun';
import { isUnreadPatch, madeOf, patchedIn, placeIn, unreadPatch } from './patches';
import { inputFiles } from './inputFiles';
import { beside, deployedBy } from './helmRelease';
import { entrySet, folderOf, ranAt, type Where } from './kustomizations';
import { feedersOf, isPassedOn } from './standardInput';
import { idiomOf } from './tools';

/** One of a command's words, and what it can be. */
export interface Word {
  readonly item: Item;
  readonly answer: Answer;
}

function spot(func: FuncFact): readonly Run[] {
  return runsIn(func).filter((run) => mayRun('Command', writtenWords(run)) || (run.kind === 'composite' && mayBuild('Command', writtenWords(run))));
}

/** Whether a call of the runner `name` may concern images, going by its literal arguments; undefined stands for any other one. */
export function mayRun(name: string, args: readonly (string | undefined)[]): boolean {
  const words = withoutContext(name, args);
  return mayNameImages(words) || mayBuildByWords(words);
}

function resolve(run: Run, frame: Frame, around: Surroundings): readonly Sighting[] {
  return (commandsRun(around.evaluation, run, frame) ?? []).flatMap((command) => sightingsBy(usesOf(around.evaluation, command.words), run, command.frame, around));
}

/** What is given to `podman kube play -` as its standard input, in a body. */
export function inputsPlayed(evaluation: Evaluation, frame: Frame): readonly { readonly input: Expr; readonly engine: Engine }[] {
  const { fact } = frame.func;
  return spot(fact).flatMap((run) => {
    const inputs = valuesOf(run, 'Stdin', fact);
    const commands = inputs.length === 0 ? [] : (commandsRun(evaluation, run, frame) ?? []);
    const [played] = commands.flatMap(({ words }) => usesOf(evaluation, words).filter(({ role, manifest }) => role === 'run' && manifest && isInput(answerOf(manifest))));
    return played ? inputs.map((input) => ({ input, engine: played.engine })) : [];
  });
}

/** What a command of these words does to images, that `call` runs. */
export function sightingsOf(words: readonly Word[], call: CallExpr, frame: Frame, around: Surroundings): readonly Sighting[] {
  return sightingsBy(readCommand(words.map(argument)), call, frame, around);
}

function sightingsBy(uses: readonly CommandUse<Word>[], run: Run, frame: Frame, around: Surroundings): readonly Sighting[] {
  const found = uses.flatMap((use) => sightings(use, run, frame, around));
  return uses.reduce<readonly Sighting[]>((all, use) => withRelease(all, use, run, frame, around), found);
}

/** Where the chart is read, what settings seem to say of its images gives way to what it deploys with them. */
function withRelease(found: readonly Sighting[], { release, tool, engine }: CommandUse<Word>, call: Run, frame: Frame, around: Surroundings): readonly Sighting[] {
  const installed = release && {
    ...release,
    chart: answerOf(release.chart),
    at: placeOf(release.chart, call, frame),
    name: release.name && answerOf(release.name),
    valueFiles: release.valueFiles.map(answerOf),
    settings: release.settings.map(({ value, ...how }) => ({ ...how, answer: answerOf(value), at: placeOf(value, call, frame) })),
  };
  const deployed = installed && deployedBy(installed, frame, around);
  if (!deployed) return found;
  const images = deployed.images.map((one): Sighting => ({ ...one, idiom: idiomOf(tool), engine, frame }));
  return [...beside(found, images, deployed.whole), ...images];
}

/** By the list of a command's words, which is one frame's. */
const read = new WeakMap<readonly Item[], readonly CommandUse<Word>[]>();

/** What the command of these words does; a shell's line is read in each way that it may be written. */
function usesOf(evaluation: Evaluation, items: readonly Item[]): readonly CommandUse<Word>[] {
  let uses = read.get(items);
  if (!uses) read.set(items, (uses = readUses(evaluation, items)));
  return uses;
}

function readUses(evaluation: Evaluation, items: readonly Item[]): readonly CommandUse<Word>[] {
  const words = items.map((item): Word => ({ item, answer: item.expr ? evaluation.texts(item.expr, item.frame) : unknownAnswer('an unknown list') }));
  const several = words.findIndex(({ answer }) => answer.values.length > 1);
  const [word] = words.slice(several);
  if (several < 0 || !word || !words.slice(0, several).some(isShellsName)) return readCommand(words.map(argument));
  return word.answer.values.flatMap((value) => readCommand(words.with(several, { ...word, answer: { values: [value], complete: word.answer.complete } }).map(argument)));
}

function isShellsName({ answer: { values: [only, ...more] } }: Word): boolean {
  const text = only && more.length === 0 ? knownText(only) : undefined;
  return text !== undefined && isShell(baseName(text));
}

/** Whether a reader says what the command of these words does to images, whichever program runs it. */
export function isUnderstood(evaluation: Evaluation, items: readonly Item[]): boolean {
  return usesOf(evaluation, items).length > 0;
}

/** What the command of these words hands to a program in a container. */
export function toldToContainer(evaluation: Evaluation, items: readonly Item[]): readonly Item[] {
  return usesOf(evaluation, items).flatMap(({ told = [] }) => told.map(({ item }) => item));
}

/** Whether the command of these words hands over a patch that isn't understood. */
export function patchesUnread(evaluation: Evaluation, items: readonly Item[]): boolean {
  const uses = usesOf(evaluation, items);
  return !uses.some(({ inlineManifest, workload }) => inlineManifest && patchedIn(answerOf(inlineManifest), workload, portion).length > 0);
}

function argument(word: Word): Argument<Word> {
  const { item, answer } = word;
  const only = answer.complete && answer.values.length === 1 ? answer.values[0] : undefined;
  const text = only && knownText(only);
  const shape = only && only.parts.map((part) => (isText(part) ? part.text : hole)).join('');
  const texts = allTexts(answer);
  return { text, prefix: text ?? commonPrefix(answer), ...(texts ? { texts } : {}), ...(shape === undefined ? {} : { shape }), optional: item.optional, rest: item.rest, value: word };
}

/** Every text that an argument can be, what only the environment decides left out; undefined when some is not known. */
function allTexts(answer: Answer): string[] | undefined {
  if (!answer.complete) return undefined;
  const local = answer.values.filter((value) => !value.parts.some((part) => !isText(part) && part.hole.kind === 'env'));
  const texts = local.flatMap((value) => knownText(value) ?? []);
  // A variable that is set later starts out empty: no program and no image is called ''.
  const named = texts.filter((text) => text !== '');
  return texts.length === local.length && named.length > 0 ? named : undefined;
}

/** What all values begin with: enough to tell a flag from a name. */
function commonPrefix(answer: Answer): string {
  const heads = answer.values.map((value) => {
    const first = value.parts[0];
    return first && isText(first) ? first.text : '';
  });
  return heads.reduce((prefix, head) => {
    let same = 0;
    while (same < prefix.length && same < head.length && prefix[same] === head[same]) same++;
    return prefix.slice(0, same);
  }, heads[0] ?? '');
}

/** The characters of a value from `skip` to `end`, holes counting as one. */
function portion(value: Value, skip: number, end: number | undefined): Value {
  return { parts: partsBetween(value, skip, end), trail: value.trail };
}

function answerOf(arg: ImageArg<Word>): Answer {
  if (arg.expands) return unknownAnswer('expanded by a shell');
  const { answer } = arg.value;
  return arg.skip === 0 && arg.end === undefined ? answer : mapAnswer(answer, (value) => portion(value, arg.skip, arg.end), 'a part of an argument');
}

function placeOf(arg: ImageArg<Word>, call: Run, frame: Frame): Place {
  const { item } = arg.value;
  const span = item.expr?.span ?? call.span;
  return { uri: item.expr ? item.frame.func.file.uri : frame.func.file.uri, start: span.start, end: span.end };
}

const leaving = /^(?:Fatalf?|FailNow|Fail|Skip(?:f|Now)?|Exit|panic)$/;

/** `cmd.Env = append(os.Environ(), "DOCKER_HOST=…")`: the engine of another machine, or of a cluster's node. */
function isElsewhere(call: Run, frame: Frame, evaluation: Evaluation): boolean {
  return valuesOf(call, 'Env', frame.func.fact).some((env) => listsOf(evaluation, env, frame).alternatives.some((items) => items.some((item) => item.expr && evaluation.texts(item.expr, item.frame).values.some(({ parts: [head] }) => head && isText(head) && /^(?:DOCKER_HOST|DOCKER_CONTEXT|CONTAINER_HOST)=/.test(head.text)))));
}

/** The block in which the command is written: in a helper's call, where the image is handed to one. */
function blockOf(call: Run, frame: Frame, written: Frame | undefined): Pick<Details, 'block' | 'leaves'> {
  let from: { readonly call: Run; readonly frame: Frame } = { call, frame };
  for (let at = frame; at.call && at.func !== written?.func; at = at.call.frame) from = { call: at.call.expr, frame: at.call.frame };
  const { span } = from.call;
  const scope = from.call.kind === 'call' ? from.call.scope : undefined;
  const { fact, file } = from.frame.func;
  if (!scope) return {};
  const isLast = (one: { readonly scope?: Span; readonly span: Span }): boolean => one.span.start >= span.end && isSameSpan(one.scope, scope);
  const left = fact.returns.some((one) => encloses(one.span, span) || isLast(one)) || fact.calls.some((one) => (one.fn.kind === 'name' || one.fn.kind === 'select') && leaving.test(one.fn.name) && isLast(one));
  return { block: { uri: file.uri, ...scope }, ...(left ? { leaves: true } : {}) };
}

function readsInput({ role, archive, input }: CommandUse<Word>): boolean {
  return input === true || (archive !== undefined && role === 'load' && isInput(answerOf(archive)));
}

/** `-` and `/dev/stdin` are no file's name. */
function isInput({ values: [only, ...others] }: Answer): boolean {
  return only !== undefined && others.length === 0 && /^(?:-|\/dev\/stdin)$/.test(knownText(only) ?? '');
}

type Base = Pick<Observation, 'role' | 'idiom' | 'engine' | 'details'>;

/** A kustomization that is built for nobody is no more than printed. */
function kustomizationSightings(use: CommandUse<Word>, what: Kustomizing<Word>, base: Base, call: Run, frame: Frame, around: Surroundings): Sighting[] {
  if (what.printed) return [];
  const folder = folderOf(whereOf(what), call, frame, around);
  const written = use.image ?? what.folder;
  const at = written ? placeOf(written, call, frame) : placeAt(frame, call.span);
  if (!what.sets && !what.edits) return folder === undefined ? [] : [kustomizing(use, folder, base, at, call, frame)];
  const image = use.image && answerOf(use.image);
  const entry = what.sets && image ? entrySet(what.sets.name && answerOf(what.sets.name), use.certain ? image : unknownAnswer('an argument whose place is not certain'), at) : undefined;
  return [{ ...base, at, image: image ?? { values: [], complete: true }, frame, ran: ranAt(call), edits: { folder, entry } }];
}

function kustomizing(use: CommandUse<Word>, folder: string, base: Base, at: Place, call: Run, frame: Frame): Sighting {
  return { ...base, role: 'mention', at, image: { values: [], complete: true }, frame, ran: ranAt(call), kustomizes: { folder, deletes: use.removes === true, edits: [], unsure: [] } };
}

function whereOf({ folder, entered = [] }: Kustomizing<Word>): Where {
  return { folder: folder && answerOf(folder), entered: entered === 'unread' ? undefined : entered.map(answerOf) };
}

/** The folders of the kustomizations that commands of the same function build for this one's standard input. */
function builtFor(call: Run, frame: Frame, around: Surroundings): readonly string[] {
  const { evaluation } = around;
  const { fact } = frame.func;
  const commands = feedersOf(call, fact).flatMap((feeder) => (commandsRun(evaluation, feeder, frame) ?? []).map((command) => ({ feeder, uses: usesOf(evaluation, command.words), at: command.frame })));
  if (commands.length === 0 || !isPassedOn(call, fact)) return [];
  const folders = commands.map(({ feeder, uses: [only, ...others], at }) => (only?.kustomization?.printed && others.length === 0 ? folderOf(whereOf(only.kustomization), feeder, at, around) : undefined));
  return folders.includes(undefined) ? [] : folders.flatMap((folder) => folder ?? []);
}

function sightings(use: CommandUse<Word>, call: Run, frame: Frame, around: Surroundings): Sighting[] {
  const fromInput = readsInput(use);
  const details: Details = {
    ...(use.role === 'build' ? blockOf(call, frame, use.image?.value.item.frame) : {}),
    ...(use.role === 'build' && isElsewhere(call, frame, around.evaluation) ? { elsewhere: true } : {}),
    ...(use.loadFrom ? { loadFrom: use.loadFrom } : {}),
    ...(use.into ? { into: use.into } : {}),
    ...(use.archive && !fromInput ? { archive: answerOf(use.archive) } : {}),
    ...(use.cluster ? { cluster: answerOf(use.cluster) } : {}),
    ...(use.dockerfile ? { dockerfile: answerOf(use.dockerfile) } : {}),
    ...(use.context ? { context: answerOf(use.context) } : {}),
    ...(use.chart ? { chart: answerOf(use.chart) } : {}),
    ...(use.valueFiles ? { valueFiles: use.valueFiles.map(answerOf) } : {}),
    ...(use.pullPolicy ? { pullPolicy: answerOf(use.pullPolicy), pullPolicyAt: placeOf(use.pullPolicy, call, frame) } : {}),
    ...(use.under ? { under: use.under } : {}),
    ...(use.container === undefined ? {} : { container: use.container }),
    ...(use.workload === undefined ? {} : { workload: use.workload }),
  };
  const base: Pick<Observation, 'role' | 'idiom' | 'engine' | 'details'> = { role: use.role, idiom: idiomOf(use.tool), engine: use.engine, details };
  const from = use.from ? { from: answerOf(use.from) } : {};
  const sure = (answer: Answer): Answer => (use.certain ? answer : uniteAnswers([answer, unknownAnswer('an argument whose place is not certain')]));
  if (use.kustomization) return kustomizationSightings(use, use.kustomization, base, call, frame, around);
  if (use.image) return [{ ...base, ...from, at: placeOf(use.image, call, frame), image: sure(answerOf(use.image)), frame }];
  if (use.imageParts) {
    const at = use.imageParts.tag ?? use.imageParts.repository ?? use.imageParts.digest ?? use.imageParts.registry;
    // Without a repository it is a setting for whatever the chart deploys, not an image.
    const role = use.imageParts.repository ? base.role : 'mention';
    return at ? [{ ...base, ...from, role, at: placeOf(at, call, frame), image: sure(joined(use.imageParts)), frame }] : [];
  }
  if (use.inlineManifest) return patchSightings(use, use.inlineManifest, base, call, frame, around);
  if (fromInput) return [{ ...base, at: use.archive ? placeOf(use.archive, call, frame) : placeAt(frame, call.span), image: inputOf(call, frame, around.evaluation), frame }];
  if (use.archive) return [{ ...base, at: placeOf(use.archive, call, frame), image: unknownAnswer('an archive'), frame }];
  if (use.manifest) {
    const path = answerOf(use.manifest);
    const folders = !use.patch && isInput(path) ? builtFor(call, frame, around) : [];
    if (folders.length > 0) return folders.map((folder) => kustomizing(use, folder, base, placeAt(frame, call.span), call, frame));
    const file = around.fileAt(path, frame);
    const files = isInput(path) ? inputFiles(call, frame, around) : file ? [file] : around.filesIn(path, frame);
    const change: Details = use.patch ? { stored: true, ...(use.workload === undefined ? {} : { workload: use.workload }) } : details;
    const at = placeOf(use.manifest, call, frame);
    if (use.patch && use.workload !== undefined && files.length === 0) return [{ ...base, at, ...unreadPatch(use.workload), frame }];
    return files.map(({ uri }) => {
      const does = use.role !== 'mention' ? { applies: uri, ...(use.role === 'run' ? { plays: true as const } : {}) } : use.removes ? { removes: { manifest: uri } } : {};
      return { ...base, details: change, role: 'mention', at, image: { values: [], complete: true }, frame, ...does };
    });
  }
  if (use.removes && use.workload !== undefined) return [{ ...base, at: placeAt(frame, call.span), image: { values: [], complete: true }, frame, removes: { workload: use.workload } }];
  return [];
}

/** The images that a command of the same function saves to this one's standard input. */
function inputOf(call: Run, frame: Frame, evaluation: Evaluation): Answer {
  const saved = feedersOf(call, frame.func.fact).flatMap((feeder) => (commandsRun(evaluation, feeder, frame) ?? []).flatMap(({ words }) => usesOf(evaluation, words).flatMap(({ role, image, archive }) => (role === 'save' && image && !archive ? [answerOf(image)] : []))));
  return saved.length > 0 ? uniteAnswers(saved) : unknownAnswer('an archive on standard input');
}

function patchSightings(use: CommandUse<Word>, patch: ImageArg<Word>, base: Pick<Observation, 'role' | 'idiom' | 'engine'>, call: Run, frame: Frame, { evaluation }: Surroundings): Sighting[] {
  const { item } = patch.value;
  const argument = placeOf(patch, call, frame);
  const uses = item.expr ? madeOf(evaluation, item.expr, item.frame) : [];
  const text = answerOf(patch);
  if (use.workload !== undefined && isUnreadPatch(text)) return [{ ...base, at: argument, ...unreadPatch(use.workload), frame }];
  return patchedIn(text, use.workload, portion).map(({ image, details, written }) => ({ ...base, at: placeIn(argument, written), image: use.certain ? image : unknownAnswer('an argument whose place is not certain'), details, frame, uses }));
}

/** A chart's parts written as one reference; what isn't set stays the chart's own. */
function joined(parts: ImageParts<Word>): Answer {
  const text = (value: string): Answer => ({ values: [{ parts: [{ text: value }], trail: [] }], complete: true });
  if (!parts.repository) return concatAnswers([unknownAnswer("the chart's own repository"), ...(parts.tag ? [text(':'), answerOf(parts.tag)] : [])]);
  const pieces: Answer[] = [];
  for (const part of [parts.registry, parts.namespace]) if (part) pieces.push(answerOf(part), text('/'));
  pieces.push(answerOf(parts.repository));
  if (parts.digest) pieces.push(text('@'), answerOf(parts.digest));
  else if (parts.tag) pieces.push(text(':'), answerOf(parts.tag));
  else pieces.push(text(':'), unknownAnswer("the chart's own tag"));
  return concatAnswers(pieces);
}

export const containerCli: Idiom<Run> = { id: 'container-cli', summary: 'A program run with arguments that name images: podman, docker, kind, kubectl, helm, make, …', spot, resolve, placesOf: ({ span }) => [span] };
