/**
 * What does each flow of a program see? Walks those of which something is to be seen, one after the other, and takes an earlier walk where
 * that would see the same. Knows roots, idioms and frames; joins no flow with another.
 */
import type { FuncFact, TextExpr } from '../go/facts';
import type { Steps } from '../base/steps';
import { joinedText } from '../base/text';
import type { Func, Global, Package, Program } from '../flow/declarations';
import { builtFor } from '../flow/built';
import { createEvaluation } from '../flow/evaluation';
import { rootFrame, type Frame } from '../flow/frame';
import { tracked } from '../flow/tracked';
import { relevance, rootsOf, walkRoot, type Interest, type Relevance, type Root, type Walk } from '../flow/walk';
import { withUnsaved } from './archives';
import type { IsChartEdited } from './charts';
import { withDoubtful } from './doubtful';
import { fileFinder, noNamedFiles, type NamedFiles } from './fileFinder';
import { filesByUri, isSameSet, relevantIds, rootKey, standing, type Memory } from './flowMemory';
import { recordOf, type FlowRecord } from './flowRecord';
import { callsForeign } from './foreign';
import { outOfSight } from './handed';
import { cluesOf, spotted, type Spotted } from './idioms';
import { isDeployment, type Sighting, type Surroundings } from './idioms/idiom';
import { withEditsBefore } from './idioms/kustomizations';
import { isManifest } from './idioms/yamlManifest';
import type { ImageCalls } from './imageCall';
import type { ManifestFacts } from './manifestFile';
import { withOptional } from './optional';
import { withOverwritten } from './overwrittenTexts';
import { withPlayed } from './playedTexts';
import { changesImages } from './rewrites';
import { pathBelow, type Sought } from './sought';
import { writesCommandLine } from './unreadCommands';

/** What is analysed. */
export interface Analysed {
  readonly program: Program;
  readonly manifests: readonly ManifestFacts[];
  /** Manifests that are no sites by themselves, but those of flows that apply them. */
  readonly named?: NamedFiles;
  readonly calls: ImageCalls;
  /** The workspace's uri: flows of suites are named after their folder below it. */
  readonly root: string;
  /** Whether code that isn't analysed may write one of these files, going by their uris. */
  readonly isWritten?: (files: readonly string[]) => boolean;
  /** The same for the folder of a chart, and all files that it is rendered from. */
  readonly isChartEdited?: IsChartEdited;
}

const spotCache = new WeakMap<FuncFact, { readonly calls: ImageCalls; readonly spotted: readonly Spotted[] }>();

/** What is spotted in a function, found once. */
export function spottedIn(fact: FuncFact, calls: ImageCalls): readonly Spotted[] {
  const known = spotCache.get(fact);
  if (known?.calls === calls) return known.spotted;
  const found = spotted(fact, calls);
  spotCache.set(fact, { calls, spotted: found });
  return found;
}

const interestCache = new WeakMap<FuncFact, { readonly calls: ImageCalls; readonly names: ReadonlySet<string>; readonly interest: Interest | undefined }>();

/** A function is seen in when it names images or mentions a package-level variable that holds a manifest; others may set such variables. */
function interestIn(fact: FuncFact, calls: ImageCalls, names: ReadonlySet<string>): Interest | undefined {
  const known = interestCache.get(fact);
  if (known?.calls === calls && known.names === names) return known.interest;
  const sees = spottedIn(fact, calls).some((one) => !one.onlyMentions) || writesCommandLine(fact) || (names.size > 0 && fact.mentions.some((mention) => names.has(mention.slice(mention.indexOf('.') + 1))));
  const sets = (fact.name !== '' && fact.binds.some((bind) => bind.target.kind === 'global')) || changesImages(fact) || fact.half === true;
  const interest = sees ? 'sees' : sets ? 'sets' : undefined;
  interestCache.set(fact, { calls, names, interest });
  return interest;
}

const relevanceCache = new WeakMap<Program, { readonly calls: ImageCalls; readonly names: ReadonlySet<string>; readonly made: Relevance }>();

/** The same for the same program: an inventory is taken again of it where more files were read that its code names. */
function* relevanceOf(program: Program, calls: ImageCalls, names: ReadonlySet<string>): Steps<Relevance> {
  const known = relevanceCache.get(program);
  if (known?.calls === calls && known.names === names) return known.made;
  const made = yield* relevance(program, (func) => interestIn(func.fact, calls, names) ?? (callsForeign(func, program) ? 'sets' : undefined));
  relevanceCache.set(program, { calls, names, made });
  return made;
}

/** `files`: grows by what is sought. */
export type Around = (walk: Pick<Walk, 'evaluation'>, files: Map<string, Sought>) => Surroundings;

/** A program's flows, ready to be walked. */
export interface FlowWalks extends Pick<Relevance, 'leadingTo'> {
  /** Flows of which something may be seen. */
  readonly seeing: readonly Root[];
  readonly roots: readonly Root[];
  /** What the flow sees; what its evaluation asked for counts as asked of the program. */
  readonly record: (root: Root) => Steps<FlowRecord>;
  /** What a memory holds beside records. */
  readonly now: Omit<Memory, 'records'>;
  readonly globals: Globals;
  readonly surroundings: Around;
  readonly finder: ReturnType<typeof fileFinder>;
}

/** `before`, `sameTexts`: see `takeInventory`. */
export function* flowWalks({ program, manifests, named = noNamedFiles, calls, root }: Analysed, before: Memory | undefined, sameTexts: boolean): Steps<FlowWalks> {
  const globals = manifestGlobals(program);
  const held = new Set([...globals.keys()].map((global) => global.fact.name));
  const names = before && isSameSet(before.manifestNames, held) ? before.manifestNames : held;
  const { relevant, leadsToSeeing, leadingTo } = yield* relevanceOf(program, calls, names);
  const finder = fileFinder(manifests, named, root);
  const nameOf = ({ dir, name }: Package): string => (dir.startsWith(`${root}/`) ? pathBelow(root, dir) : name);
  const surroundings: Around = (walk, files) => ({
    evaluation: walk.evaluation,
    calls,
    ...finder(files),
    manifestGlobal: (name, frame) => {
      const dot = name.indexOf('.');
      if (!names.has(name.slice(dot + 1))) return undefined;
      const view = walk.evaluation.program;
      const declared = dot < 0 ? view.resolve(name, frame.func.file) : view.member(name.slice(0, dot), name.slice(dot + 1), frame.func.file);
      const text = declared?.kind === 'global' ? globals.get(declared.global) : undefined;
      const init = declared?.kind === 'global' ? walk.evaluation.initializer(declared.global.file) : undefined;
      return text && init ? { text, frame: walk.evaluation.framesOf(init)[0] ?? rootFrame(init, true) } : undefined;
    },
  });
  const now = { root, calls, manifests, named, manifestNames: names, files: filesByUri(program), modules: program.modules, unbuilt: new Set([...program.unbuilt].map(({ uri }) => uri)), relevant: relevantIds(program, relevant) };
  const known = standing(before, now, sameTexts);
  const roots = yield* rootsOf(program, relevant, nameOf);
  const record = function* (one: Root): Steps<FlowRecord> {
    const seen = known(one) ?? (yield* walked(program, one, relevant, calls, surroundings, globals));
    for (const kind of ['globals', 'fields', 'environment'] as const) for (const key of seen.uses.asked[kind]) program.asked[kind].add(key);
    return seen;
  };
  return { leadingTo, roots, seeing: roots.filter(({ funcs }) => funcs.some(leadsToSeeing)), record, now, globals, surroundings, finder };
}

/** Fewer flows than this are walked again in no time. */
const fewFlows = 16;
const oneOf = 8;

/**
 * Walks some of the flows: what they ask for is most of what all ask for, and nobody has to walk all again because of it. Undefined where there
 * are few. `asked` of the program has grown then.
 */
export function* tryFlows(analysed: Analysed): Steps<Memory | undefined> {
  const { seeing, record, now } = yield* flowWalks(analysed, undefined, true);
  if (seeing.length < fewFlows) return undefined;
  const records = new Map<string, FlowRecord>();
  for (const [i, root] of seeing.entries()) {
    yield;
    if (i % oneOf === 0) records.set(rootKey(root), yield* record(root));
  }
  return { ...now, records };
}

function* walked(program: Program, root: Root, relevant: (func: Func) => boolean, calls: ImageCalls, surroundings: Around, globals: Globals): Steps<FlowRecord> {
  const { program: view, uses } = tracked(builtFor(program, root), root.funcs);
  const walk = (yield* unlessTooDeep(walkRoot(view, root, relevant))) ?? { root, evaluation: createEvaluation(view, () => false), frames: [], idle: new Set<Frame>(), possible: new Set<Frame>(), complete: false };
  const sought = new Map<string, Sought>();
  const around = surroundings(walk, sought);
  const sightings: Sighting[] = [];
  let whole = true;
  for (const frame of walk.frames) {
    for (const spot of spottedIn(frame.func.fact, calls)) {
      const found = yield* unlessTooDeep(resolved(spot, frame, around));
      whole &&= found !== undefined;
      const own = ownSightings(found ?? [], frame, globals);
      if (walk.idle.has(frame)) sightings.push(...own.map((one) => ({ ...one, idle: true as const })));
      else sightings.push(...(walk.possible.has(frame) ? own.map((one) => (isDeployment(one) ? { ...one, details: { ...one.details, spared: true as const } } : one)) : own));
    }
  }
  const isJudged = sightings.some(({ role, applies, kustomizes }) => applies !== undefined || kustomizes || role !== 'mention');
  const hidden = isJudged ? yield* unlessTooDeep(outOfSight(walk, new Set(cluesOf(calls).calls))) : undefined;
  let seen: readonly Sighting[] = sightings;
  for (const step of [withUnsaved, withPlayed, withOverwritten]) seen = (yield* unlessTooDeep(step(walk, seen))) ?? seen;
  return recordOf({ ...walk, complete: walk.complete && whole && (!isJudged || hidden !== undefined) }, withOptional(withDoubtful(withEditsBefore(seen), walk.evaluation), view), { uses, sought }, hidden);
}

function* resolved(spot: Spotted, frame: Frame, around: Surroundings): Steps<readonly Sighting[]> {
  yield;
  return spot.resolve(frame, around);
}

/** Undefined where the engine's stack ends before any limit of ours does: what was asked there is not known, the rest is. */
function* unlessTooDeep<T>(asking: Steps<T>): Steps<T | undefined> {
  try {
    return yield* asking;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export type Globals = ReturnType<typeof manifestGlobals>;

function manifestGlobals(program: Program): Map<Global, TextExpr> {
  const found = new Map<Global, TextExpr>();
  for (const pkg of program.packages.values()) {
    for (const global of pkg.globals.values()) {
      const value = global.fact.value;
      if (value?.kind === 'text' && isManifest(joinedText(value.chunks))) found.set(global, value);
    }
  }
  return found;
}

/** What a package-level name holds is seen where it is mentioned, not where it is declared. */
function ownSightings(sightings: readonly Sighting[], frame: Frame, globals: Globals): readonly Sighting[] {
  if (frame.func.fact !== frame.func.file.initializer) return sightings;
  const values = new Set<unknown>(globals.values());
  return sightings.filter((one) => !values.has(one.source));
}
