/**
 * Puts the inventory together: every site over all flows, and every flow's events. Knows what belongs to what (an archive's image, a
 * template's fillings); judges nothing.
 */
import type { Steps } from '../base/steps';
import { encloses, placeKey, type Place } from '../base/text';
import { pushTo } from '../base/pushTo';
import type { Func, Program } from '../flow/declarations';
import { uniteAnswers, unknownAnswer } from '../flow/parts';
import type { Relevance, Root, Walk } from '../flow/walk';
import { createEvaluation } from '../flow/evaluation';
import type { ImageCalls } from './imageCall';
import { archivesOf, withArchives } from './archives';
import { noNamedFiles } from './fileFinder';
import type { Sighting, Surroundings } from './idioms/idiom';
import { podSpec } from './idioms/podSpec';
import { policySetters, type PoliciesSet } from './policies';
import { withCharts } from './charts';
import { withKustomized, type MayChange } from './kustomized';
import type { ManifestFacts } from './manifestFile';
import { fileSighting, manifestSightings } from './manifestSites';
import { createsCluster, loadsElsewhere } from './ownCluster';
import { buildsByLibrary, editsKustomizations, runsScript } from './scripts';
import { unitTestsOf } from './unitTests';
import { isSimulated } from './simulated';
import type { Sought } from './sought';
import { rootKey, type Memory } from './flowMemory';
import { flowWalks, spottedIn, type Analysed, type Globals } from './flowWalks';
import { sighted, type FlowRecord, type Sighted } from './flowRecord';
import type { FlowEvent, ImageSite, Inventory, TestFlow } from './site';
import { patchedImages } from './yaml/patchedImages';

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

/**
 * Flows of suites are named after their folder below the root. `before`: of an earlier inventory; the result doesn't depend on it, only the
 * number of walks does. `sameTexts`: that inventory was of the same texts, perhaps of fewer declarations and named files.
 */
export function* takeInventory(analysed: Analysed, before?: Memory, sameTexts = false): Steps<Taken> {
  const { program, manifests, named = noNamedFiles, calls, isWritten = () => false, isChartEdited = () => false } = analysed;
  const { seeing, roots, record: recordFor, leadingTo, now, globals, surroundings, finder } = yield* flowWalks(analysed, before, sameTexts);
  const records = new Map<string, FlowRecord>();
  const clustered = leadingTo(createsCluster);
  const declared = new Set(program.funcs.map(({ fact }) => fact.name));
  const scripted = leadingTo((fact) => runsScript(fact) || buildsByLibrary(fact, declared));
  const editing = leadingTo(editsKustomizations);
  const loading = leadingTo((fact) => loadsElsewhere(fact, declared));
  const policiesSet = policySetters(leadingTo, [...now.files.values()].map(({ initializer }) => initializer));
  const traits: Traits = { withScripts: new Set(), editing: new Set(), withCluster: new Set(), withPolicies: new Map(), simulated: new Set(), storing: new Map() };
  for (const one of seeing) {
    yield;
    const record = yield* recordFor(one);
    records.set(rootKey(one), record);
    // A suite is one package: a function that shows nothing may run the script, too.
    const own = one.kind === 'suite' ? (one.funcs[0]?.pkg.all ?? []) : one.funcs;
    if (own.some(scripted)) traits.withScripts.add(record);
    if (own.some(editing)) traits.editing.add(record);
    if (isSimulated(record, one.funcs[0]?.pkg, now.files)) traits.simulated.add(record);
    traits.withPolicies.set(record, policiesSet([...one.funcs]));
    if (one.funcs.some(clustered) && !own.some(loading)) traits.withCluster.add(record);
  }
  const calling = (sees: (one: Sighted) => boolean): Map<FlowRecord, string[]> => callingUnseen(program, roots, records, leadingTo, sees);
  for (const record of calling(({ role }) => making.has(role)).keys()) traits.withScripts.add(record);
  for (const [record, names] of calling(({ idiom, details }) => idiom === podSpec.id && details.stored === true)) traits.storing.set(record, names);
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

/** Flows in which somebody calls a method by way of an interface that may be one which sees such a thing: which one, nobody sees. With the methods' names. */
function callingUnseen(program: Program, roots: readonly Root[], records: ReadonlyMap<string, FlowRecord>, leadingTo: Relevance['leadingTo'], sees: (one: Sighted) => boolean): Map<FlowRecord, string[]> {
  const methods = new Set(roots.flatMap((root) => {
    const [func] = root.funcs;
    const isOne = func?.fact.receiver && records.get(rootKey(root))?.sightings.some(sees);
    return root.kind !== 'suite' && func && isOne ? [func.fact.name] : [];
  }));
  const found = new Map<FlowRecord, string[]>();
  for (const name of methods) {
    const calling = new Set(program.funcs.filter((func) => func.fact.calls.some((call) => call.fn.kind === 'select' && call.fn.name === name && program.callee(call, func)?.kind !== 'func')).map(({ fact }) => fact));
    const leads = leadingTo((fact) => calling.has(fact));
    for (const root of roots) {
      const record = root.funcs.some(leads) ? records.get(rootKey(root)) : undefined;
      if (record && !isSeen(name, record)) pushTo(found, record, name);
    }
  }
  return found;
}

/** Wherever the flow calls a method of that name by way of an interface, it is known whose. */
function isSeen(name: string, { outOfSight: { dispatched, methods } }: FlowRecord): boolean {
  return dispatched.includes(name) && !methods.includes(name);
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
      return [{ ...sighting, ...(one.plays && sighting.role === 'deploy' ? { role: 'run' as const, engine: one.engine } : {}), details, path: one.path, frame: one.frame, start: one.start, ...(one.idle ? { idle: true } : {}) }];
    });
  });
}

/** Manifests in package-level names that no flow mentions. */
function loneGlobals(program: Program, globals: Globals, calls: ImageCalls, surroundings: (walk: Pick<Walk, 'evaluation'>) => Surroundings, seen: readonly Seen[]): Sighting[] {
  const mentioned = new Set(seen.flatMap((one) => one.sightings.flatMap((sighting) => [sighting.source, ...(sighting.uses ?? [])])));
  const lone = [...globals].filter(([, text]) => !mentioned.has(text));
  if (lone.length === 0) return [];
  const evaluation = createEvaluation(program, () => false);
  const around = surroundings({ evaluation });
  return lone.flatMap(([global, text]): Sighting[] => {
    const init = evaluation.initializer(global.file);
    const frame = init && evaluation.framesOf(init)[0];
    if (!init || !frame) return [];
    return spottedIn(init.fact, calls).flatMap((spot) => spot.resolve(frame, around).filter((one) => one.source === text)).map((one) => (program.unbuilt.has(global.file) ? { ...one, idle: true } : one));
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
  /** Methods of interfaces that they call and that may put images into containers. */
  readonly storing: Map<FlowRecord, readonly string[]>;
}

function* assemble(program: Program, all: readonly Seen[], { withScripts, withCluster, withPolicies, simulated, storing }: Traits): Steps<Inventory> {
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
    const methods = [...new Set([...hidden.methods, ...(storing.get(flow) ?? [])])].sort();
    return [{ ...flow.root, ...hidden, methods, ...traits, at: flow.start, events, removals, discards: flow.discards, complete: flow.complete }];
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
