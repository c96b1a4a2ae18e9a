/**
 * Puts the inventory together: every site over all flows, and every flow's events. Knows what belongs to what (an archive's image, a
 * template's fillings); judges nothing.
 */
import type { FuncFact, TextExpr } from '../go/facts';
import type { Steps } from '../base/steps';
import { encloses, joinedText, placeKey, type Place } from '../base/text';
import { pushTo } from '../base/pushTo';
import type { Func, Global, Package, Program } from '../flow/declarations';
import { rootFrame, type Frame } from '../flow/frame';
import { uniteAnswers, unknownAnswer } from '../flow/parts';
import { tracked } from '../flow/tracked';
import { relevance, rootsOf, walkRoot, type Interest, type Relevance, type Root, type Walk } from '../flow/walk';
import { createEvaluation } from '../flow/evaluation';
import type { ImageCalls } from './imageCall';
import { archivesOf, withArchives, withUnsaved } from './archives';
import { fileFinder, noNamedFiles, type NamedFiles } from './fileFinder';
import { outOfSight } from './handed';
import { changesImages } from './rewrites';
import { cluesOf, spotted, type Spotted } from './idioms';
import type { Sighting, Surroundings } from './idioms/idiom';
import { policySetters, type PoliciesSet } from './policies';
import { isManifest } from './idioms/yamlManifest';
import { withEditsBefore } from './idioms/kustomizations';
import { withCharts, type IsChartEdited } from './charts';
import { withKustomized, type MayChange } from './kustomized';
import type { ManifestFacts } from './manifestFile';
import { fileSighting, manifestSightings } from './manifestSites';
import { withOptional } from './optional';
import { createsCluster, loadsElsewhere } from './ownCluster';
import { buildsByLibrary, editsKustomizations, runsScript } from './scripts';
import { unitTestsOf } from './unitTests';
import { writesCommandLine } from './unreadCommands';
import { isSimulated } from './simulated';
import type { Sought } from './sought';
import { filesByUri, isSameSet, relevantIds, rootKey, standing, type Memory } from './flowMemory';
import { recordOf, sighted, type FlowRecord, type Sighted } from './flowRecord';
import type { FlowEvent, ImageSite, Inventory, TestFlow } from './site';
import { patchedImages } from './yaml/patchedImages';

const spotCache = new WeakMap<FuncFact, { readonly calls: ImageCalls; readonly spotted: readonly Spotted[] }>();

function spottedIn(fact: FuncFact, calls: ImageCalls): readonly Spotted[] {
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
  const sets = (fact.name !== '' && fact.binds.some((bind) => bind.target.kind === 'global')) || changesImages(fact);
  const interest = sees ? 'sees' : sets ? 'sets' : undefined;
  interestCache.set(fact, { calls, names, interest });
  return interest;
}

const relevanceCache = new WeakMap<Program, { readonly calls: ImageCalls; readonly names: ReadonlySet<string>; readonly made: Relevance }>();

/** The same for the same program: an inventory is taken again of it where more files were read that its code names. */
function* relevanceOf(program: Program, calls: ImageCalls, names: ReadonlySet<string>): Steps<Relevance> {
  const known = relevanceCache.get(program);
  if (known?.calls === calls && known.names === names) return known.made;
  const made = yield* relevance(program, (fact) => interestIn(fact, calls, names));
  relevanceCache.set(program, { calls, names, made });
  return made;
}

/** A flow's record, or what is seen outside all flows. */
interface Seen {
  readonly flow: FlowRecord | undefined;
  readonly sightings: readonly Sighted[];
}

export interface Taken {
  readonly inventory: Inventory;
  /** For the next inventory of nearly the same files. */
  readonly memory: Memory;
  /** What the code names that isn't listed, found or not; the same for the same texts, by key. */
  readonly sought: ReadonlyMap<string, Sought>;
}

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

/**
 * Flows of suites are named after their folder below the root. `before`: of an earlier inventory; the result doesn't depend on it, only the
 * number of walks does. `sameTexts`: that inventory was of the same texts, perhaps of fewer declarations and named files.
 */
export function* takeInventory({ program, manifests, named = noNamedFiles, calls, root, isWritten = () => false, isChartEdited = () => false }: Analysed, before?: Memory, sameTexts = false): Steps<Taken> {
  const globals = manifestGlobals(program);
  const held = new Set([...globals.keys()].map((global) => global.fact.name));
  const names = before && isSameSet(before.manifestNames, held) ? before.manifestNames : held;
  const { relevant, leadsToSeeing, leadingTo } = yield* relevanceOf(program, calls, names);
  const finder = fileFinder(manifests, named, root);
  const nameOf = (pkg: Package): string => relative(pkg.dir, root) || pkg.name;
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
  const now = { root, calls, manifests, named, manifestNames: names, files: filesByUri(program), relevant: relevantIds(program, relevant) };
  const known = standing(before, now, sameTexts);
  const records = new Map<string, FlowRecord>();
  const clustered = leadingTo(createsCluster);
  const declared = new Set(program.funcs.map(({ fact }) => fact.name));
  const scripted = leadingTo((fact) => runsScript(fact) || buildsByLibrary(fact, declared));
  const editing = leadingTo(editsKustomizations);
  const loading = leadingTo((fact) => loadsElsewhere(fact, declared));
  const policiesSet = policySetters(leadingTo, [...now.files.values()].map(({ initializer }) => initializer));
  const traits: Traits = { withScripts: new Set(), editing: new Set(), withCluster: new Set(), withPolicies: new Map(), simulated: new Set() };
  const roots = yield* rootsOf(program, relevant, nameOf);
  for (const one of roots) {
    yield;
    if (!one.funcs.some(leadsToSeeing)) continue;
    const record = known(one) ?? (yield* walked(program, one, relevant, calls, surroundings, globals));
    for (const kind of ['globals', 'fields', 'environment'] as const) for (const key of record.uses.asked[kind]) program.asked[kind].add(key);
    records.set(rootKey(one), record);
    // A suite is one package: a function that shows nothing may run the script, too.
    const own = one.kind === 'suite' ? (one.funcs[0]?.pkg.all ?? []) : one.funcs;
    if (own.some(scripted)) traits.withScripts.add(record);
    if (own.some(editing)) traits.editing.add(record);
    if (isSimulated(record, one.funcs[0]?.pkg, now.files)) traits.simulated.add(record);
    traits.withPolicies.set(record, policiesSet([...one.funcs]));
    if (one.funcs.some(clustered) && !own.some(loading)) traits.withCluster.add(record);
  }
  for (const record of callingUnseen(program, roots, records, leadingTo)) traits.withScripts.add(record);
  const tests = unitTestsOf(program, leadingTo);
  const asData = (one: Sighted): Sighted => (one.role === 'deploy' && one.start !== undefined && tests.has(one.start) ? { ...one, role: 'mention' } : one);
  const readable = [...manifests, ...named.files];
  const sought = new Map([...records.values()].flatMap((record) => [...record.sought]));
  const files = finder(sought);
  const mayChange = (flow: FlowRecord): MayChange => (uris) => traits.editing.has(flow) || traits.withScripts.has(flow) || flow.outOfSight.unread || isWritten(uris);
  const deployedBy = (flow: FlowRecord): readonly Sighted[] => withCharts(withKustomized([...flow.sightings, ...appliedFiles(flow.sightings, readable)], (folder) => files.treeBelow(folder), mayChange(flow)), isChartEdited);
  const seen = [...records.values()].map((flow): Seen => ({ flow, sightings: deployedBy(flow).map(asData) }));
  seen.push({ flow: undefined, sightings: manifestSightings(manifests, seen.flatMap((one) => one.sightings)).map((one) => sighted(one, undefined)) });
  seen.push({ flow: undefined, sightings: loneGlobals(program, globals, calls, (walk) => surroundings(walk, sought), seen).map((one) => sighted(one, undefined)) });
  return { inventory: yield* assemble(program, seen, traits), memory: { ...now, records }, sought };
}

const making: ReadonlySet<string> = new Set(['build', 'tag', 'load', 'push', 'pull']);

/** Flows in which somebody calls a method by way of an interface that may be one that makes or loads images: which ones, nobody sees. */
function callingUnseen(program: Program, roots: readonly Root[], records: ReadonlyMap<string, FlowRecord>, leadingTo: Relevance['leadingTo']): FlowRecord[] {
  const methods = new Set(roots.flatMap((root) => {
    const [func] = root.funcs;
    const makes = func?.fact.receiver && records.get(rootKey(root))?.sightings.some(({ role }) => making.has(role));
    return root.kind !== 'suite' && func && makes ? [func.fact.name] : [];
  }));
  if (methods.size === 0) return [];
  const calling = new Set(program.funcs.filter((func) => func.fact.calls.some((call) => call.fn.kind === 'select' && methods.has(call.fn.name) && program.callee(call, func)?.kind !== 'func')).map(({ fact }) => fact));
  const leads = leadingTo((fact) => calling.has(fact));
  return roots.flatMap((root) => (root.funcs.some(leads) ? (records.get(rootKey(root)) ?? []) : []));
}

/** `files`: grows by what is sought. */
type Around = (walk: Pick<Walk, 'evaluation'>, files: Map<string, Sought>) => Surroundings;

function* walked(program: Program, root: Root, relevant: (func: Func) => boolean, calls: ImageCalls, surroundings: Around, globals: Globals): Steps<FlowRecord> {
  const { program: view, uses } = tracked(program, root.funcs);
  const walk = (yield* unlessTooDeep(walkRoot(view, root, relevant))) ?? { root, evaluation: createEvaluation(view, () => false), frames: [], idle: new Set<Frame>(), complete: false };
  const sought = new Map<string, Sought>();
  const around = surroundings(walk, sought);
  const sightings: Sighting[] = [];
  let whole = true;
  for (const frame of walk.frames) {
    for (const spot of spottedIn(frame.func.fact, calls)) {
      const found = yield* unlessTooDeep(resolved(spot, frame, around));
      whole &&= found !== undefined;
      const own = ownSightings(found ?? [], frame, globals);
      sightings.push(...(walk.idle.has(frame) ? own.map((one) => ({ ...one, idle: true as const })) : own));
    }
  }
  const isJudged = sightings.some(({ role, applies, kustomizes }) => applies !== undefined || kustomizes || role !== 'mention');
  const hidden = isJudged ? yield* unlessTooDeep(outOfSight(walk, new Set(cluesOf(calls).calls))) : undefined;
  const archived = yield* unlessTooDeep(withUnsaved(walk, sightings));
  return recordOf({ ...walk, complete: walk.complete && whole && (!isJudged || hidden !== undefined) }, withOptional(withEditsBefore(archived ?? sightings), view), { uses, sought }, hidden);
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

function relative(dir: string, root: string): string {
  return dir.startsWith(`${root}/`) ? decodeURIComponent(dir.slice(root.length + 1)) : '';
}

type Globals = ReturnType<typeof manifestGlobals>;

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

/** A manifest file that a flow applies as it is: its images are deployed by that flow. */
function appliedFiles(sightings: readonly Sighted[], manifests: readonly ManifestFacts[]): Sighted[] {
  const read = new Set(sightings.map((one) => `${one.at.uri}:${one.at.start}`));
  return sightings.flatMap((one) => {
    const file = one.applies === undefined ? undefined : manifests.find((manifest) => manifest.uri === one.applies);
    if (!file) return [];
    const patch = one.details.stored === true;
    return (patch ? patchedImages(file.text) : file.images).flatMap((image): Sighted[] => {
      if (read.has(`${file.uri}:${image.at.start}`)) return [];
      const sighting = fileSighting(file, image);
      const own = one.details.spared ? { ...sighting.details, spared: true as const } : sighting.details;
      const details = patch ? { ...own, pullPolicy: unknownAnswer('set elsewhere'), ...one.details } : own;
      return [{ ...sighting, details, path: one.path, frame: one.frame, start: one.start, ...(one.idle ? { idle: true } : {}) }];
    });
  });
}

/** What a package-level name holds is seen where it is mentioned, not where it is declared. */
function ownSightings(sightings: readonly Sighting[], frame: Frame, globals: Globals): readonly Sighting[] {
  if (frame.func.fact !== frame.func.file.initializer) return sightings;
  const values = new Set<unknown>(globals.values());
  return sightings.filter((one) => !values.has(one.source));
}

/** Manifests in package-level names that no flow mentions. */
function loneGlobals(program: Program, globals: Globals, calls: ImageCalls, surroundings: (walk: Pick<Walk, 'evaluation'>) => Surroundings, seen: readonly Seen[]): Sighting[] {
  const mentioned = new Set(seen.flatMap((one) => one.sightings.flatMap((sighting) => [sighting.source, ...(sighting.uses ?? [])])));
  const lone = [...globals].filter(([, text]) => !mentioned.has(text));
  if (lone.length === 0) return [];
  const evaluation = createEvaluation(program, () => false);
  const around = surroundings({ evaluation });
  return lone.flatMap(([global, text]) => {
    const init = evaluation.initializer(global.file);
    const frame = init && evaluation.framesOf(init)[0];
    if (!init || !frame) return [];
    return spottedIn(init.fact, calls).flatMap((spot) => spot.resolve(frame, around).filter((one) => one.source === text));
  });
}

/** One place may stand for what dozens of suites hand it. */
const maxSiteValues = 1000;

/** Sightings of texts that went into larger texts, anywhere, are no sites of their own. */
function dropUsed(seen: readonly Seen[]): Seen[] {
  const used = new Set(seen.flatMap((one) => one.sightings.flatMap((sighting) => sighting.uses ?? [])));
  return seen.map((one) => ({ flow: one.flow, sightings: one.sightings.filter((sighting) => !(sighting.source && used.has(sighting.source))) }));
}

/** What is known of flows from the calls that they lead to, whatever they see. */
interface Traits {
  readonly withScripts: Set<FlowRecord>;
  /** They run something that may change kustomizations. */
  readonly editing: Set<FlowRecord>;
  readonly withCluster: Set<FlowRecord>;
  /** What they set pull policies of, after those were written. */
  readonly withPolicies: Map<FlowRecord, PoliciesSet>;
  /** They have no cluster. */
  readonly simulated: Set<FlowRecord>;
}

function* assemble(program: Program, all: readonly Seen[], { withScripts, withCluster, withPolicies, simulated }: Traits): Steps<Inventory> {
  const own = dropUsed(all);
  const archives = own.map(({ flow, sightings }) => archivesOf(flow, sightings));
  const seen = own.map(({ flow, sightings }) => ({ flow, sightings: withArchives(sightings, archives.filter((one) => one.flow !== flow)) }));
  // What one of several manifests has is replaced there; the others pass through the same helper.
  const replaced = new Set(all.flatMap((one) => one.sightings.flatMap(({ replaces = [] }) => replaces.map(placeKey))));
  const groups = new Map<string, (Sighted & { readonly flow: FlowRecord | undefined })[]>();
  for (const { flow, sightings } of seen) {
    yield;
    for (const sighting of sightings) {
      if (sighting.image.values.length === 0 && sighting.image.complete) continue;
      if (sighting.details.missing && replaced.has(placeKey(sighting.at))) continue;
      const key = `${placeKey(sighting.at)}|${sighting.role}|${sighting.idiom}`;
      pushTo(groups, key, { ...sighting, flow });
    }
  }
  const keys = [...groups.keys()].sort((a, b) => compareSightings(groups.get(a)?.[0], groups.get(b)?.[0]) || (a < b ? -1 : 1));
  const ids = new Map(keys.map((key, id) => [key, id]));
  const functions = functionFinder(program);
  const sites: ImageSite[] = [];
  for (const [id, key] of keys.entries()) {
    yield;
    const group = groups.get(key);
    const first = group?.[0];
    if (!group || !first) throw new Error(`a site without a sighting: ${key}`);
    const running = group.filter((one) => !one.idle);
    const reached = running.length > 0 ? running : group;
    const live = running.filter((one) => one.flow?.root.kind !== 'dead');
    const told = live.length > 0 ? live : reached;
    const froms = told.flatMap((one) => (one.from ? [one.from] : []));
    sites.push({
      id,
      role: first.role,
      idiom: first.idiom,
      at: first.at,
      image: uniteAnswers(told.map((one) => one.image), maxSiteValues),
      ...(froms.length > 0 ? { from: uniteAnswers(froms, maxSiteValues) } : {}),
      engine: first.engine,
      details: first.details,
      function: functions(first.at),
      flows: [...new Set(reached.flatMap(({ flow }) => (flow ? [flow.root.name] : [])))].sort(),
      dead: live.length === 0,
    });
  }
  const flows = seen.flatMap(({ flow, sightings }): TestFlow[] => {
    if (!flow) return [];
    const events = sightings.flatMap((sighting): FlowEvent[] => {
      const site = ids.get(`${placeKey(sighting.at)}|${sighting.role}|${sighting.idiom}`);
      return site === undefined || sighting.idle ? [] : [{ site, image: sighting.image, ...(sighting.from ? { from: sighting.from } : {}), details: sighting.details, path: sighting.path }];
    });
    if ((events.length === 0 && flow.complete) || !flow.start) return [];
    const { unread, ...hidden } = flow.outOfSight;
    const traits = {
      ...(withScripts.has(flow) || unread ? { scripts: true as const } : {}),
      ...policyTraits(withPolicies.get(flow)),
      ...(simulated.has(flow) ? { simulated: true as const } : {}),
      ...(withCluster.has(flow) ? { ownCluster: true as const } : {}),
    };
    const removals = sightings.flatMap((one) => (one.removes && !one.idle ? [one.removes] : []));
    return [{ ...flow.root, ...hidden, ...traits, at: flow.start, events, removals, discards: flow.discards, complete: flow.complete }];
  });
  return { sites, flows };
}

function policyTraits(set: PoliciesSet | undefined): Pick<TestFlow, 'policies' | 'writtenPolicies'> {
  return { ...(set?.made ? { policies: true as const } : {}), ...(set?.written ? { writtenPolicies: true as const } : {}) };
}

function compareSightings(a: Sighted | undefined, b: Sighted | undefined): number {
  if (!a || !b) return 0;
  return a.at.uri < b.at.uri ? -1 : a.at.uri > b.at.uri ? 1 : a.at.start - b.at.start || a.at.end - b.at.end;
}

function functionFinder(program: Program): (place: Place) => string {
  const byFile = new Map<string, Func[]>();
  for (const func of program.funcs) {
    if (func.parent || func.fact === func.file.initializer) continue;
    pushTo(byFile, func.file.uri, func);
  }
  return (place) => byFile.get(place.uri)?.find((func) => encloses(func.fact.span, place))?.fact.name ?? '';
}
