/**
 * What each flow makes and loads, ready to be compared with what it deploys. Knows roles and references; decides nothing.
 */
import { compareImages, isEqual, isGoneBeside, splitImage, textOf, type SplitImage, type Verdict } from '../images/reference';
import type { Engine, FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { absentKey, valueKey, isText, type Answer, type Value } from '../flow/value';
import { serviceOf, type Standard } from '../standard/standard';
import { isNoImage } from './noImage';

/** One image that a site can give, in one flow. */
export interface Made {
  readonly value: Value;
  readonly engine: Engine;
  readonly site: ImageSite;
  /** Undefined for files that no flow reaches. */
  readonly flow: TestFlow | undefined;
  readonly role: 'build' | 'tag' | 'pull' | 'push' | 'load' | 'save';
}

/** A save or load of an archive. */
export interface Archived {
  readonly event: FlowEvent;
  readonly site: ImageSite;
  readonly archive: Answer;
}

export interface FlowEvidence {
  readonly flow: TestFlow;
  /** Built, tagged or pulled: in the engine's store. */
  readonly made: readonly Made[];
  readonly loaded: readonly Made[];
  readonly pushed: readonly Made[];
  readonly archived: readonly Archived[];
  /** Built, tagged, pulled or loaded as well. */
  readonly unclear: Unclear;
  readonly unclearLoads: Unclear;
  /** The same, besides archives that nobody is seen to save. */
  readonly unclearSavedLoads: Unclear;
}

/** Images of which nothing certain is known: any (`true`), or these, each wholly a name from the environment. */
type Unclear = true | readonly Value[];

/** Whether the image may be among them, so that nobody can say that it is missing; without one, whether there are any. */
export function mayHide(unclear: Unclear, wanted?: Value): boolean {
  return unclear === true || unclear.some((value) => !wanted || !isGoneBeside(value, wanted));
}

function moreUnclear(unclear: Unclear, answer: Answer): Unclear {
  if (unclear === true || !isOpaque(answer)) return unclear;
  const named = answer.values.filter((value) => splitImage(value) === undefined && value.parts.length === 1 && isFromEnvironment(value));
  return isOpaque({ ...answer, values: answer.values.filter((value) => !named.includes(value)) }) ? true : [...unclear, ...named];
}

export interface Evidence {
  readonly flows: ReadonlyMap<TestFlow, FlowEvidence>;
  /** Everything built or tagged anywhere, dead code included. */
  readonly all: readonly Made[];
  /** Repositories that somebody pulls from a registry, see mayBePulled. */
  readonly pulled: ReadonlySet<string>;
  /** Every flow was followed to its end. */
  readonly complete: boolean;
}

const cache = new WeakMap<Inventory, Evidence>();

/** The evidence of an inventory; made once. */
export function evidenceOf(inventory: Inventory): Evidence {
  const known = cache.get(inventory);
  if (known) return known;
  const sites = inventory.sites;
  const flows = new Map<TestFlow, FlowEvidence>();
  const all: Made[] = [];
  const seen = new Set<string>();
  const shared = new Map<string, Verdicts>();
  const keep = (made: Made): void => {
    const key = `${keyOf(made.value)}|${made.engine}|${made.site.id}|${made.flow?.kind === 'dead'}`;
    if (!seen.has(key)) all.push(made);
    seen.add(key);
  };
  for (const flow of inventory.flows) {
    const found = flowEvidence(flow, sites, shared);
    flows.set(flow, found);
    for (const made of found.made) if (made.role !== 'pull') keep(made);
  }
  for (const site of sites) {
    if (site.flows.length > 0 || (site.role !== 'build' && site.role !== 'tag')) continue;
    for (const value of site.image.values) keep(sharing({ value, engine: engineOf(site), site, flow: undefined, role: site.role }, shared));
  }
  const pulls = sites.filter(({ role }) => role === 'pull').flatMap(({ image }) => image.values.flatMap((value) => repositoryOf(value) ?? []));
  const evidence = { flows, all, pulled: new Set(pulls.filter((repository) => !isOfLocalhost(repository))), complete: inventory.flows.every((flow) => flow.complete) };
  cache.set(inventory, evidence);
  return evidence;
}

/** The image's repository where all of its characters are known. */
export function repositoryOf(value: Value): string | undefined {
  const split = splitImage(value);
  return split && textOf(split.repository);
}

/** The service whose image it is, where the repository is known and one can be told. */
export function serviceName(value: Value, standard: Standard): string | undefined {
  const repository = repositoryOf(value);
  return repository === undefined ? undefined : serviceOf(standard, repository);
}

/** In no registry but perhaps one of this machine. */
export function isOfLocalhost(repository: string): boolean {
  return /^localhost(:[0-9]+)?\//.test(repository);
}

/** A registry has the image's repository, and may have it under this tag. */
export function mayBePulled(value: Value, { pulled }: Evidence): boolean {
  const repository = repositoryOf(value);
  return repository !== undefined && pulled.has(repository);
}

function engineOf(site: ImageSite): Engine {
  return site.engine;
}

const making = new Set(['build', 'tag', 'pull']);

function flowEvidence(flow: TestFlow, sites: readonly ImageSite[], shared: Map<string, Verdicts>): FlowEvidence {
  const made: Made[] = [];
  const loaded: Made[] = [];
  const pushed: Made[] = [];
  const archived: Archived[] = [];
  const unknown = !flow.complete || flow.unreadCommand;
  let unclear: Unclear = unknown || [];
  let unclearLoads: Unclear = flow.unreadCommand || [];
  let unclearSavedLoads: Unclear = unknown || [];
  for (const event of flow.events) {
    const site = sites[event.site];
    if (!site) continue;
    const { role } = site;
    const { archive } = event.details;
    if (archive && (role === 'save' || role === 'load')) archived.push({ event, site, archive });
    // One of several names that a pull is handed, and the one that no registry serves: that pull is made for the others.
    const isUnserved = role === 'pull' && !site.image.values.every(isEngines) ? isEngines : () => false;
    const of = (list: Made[], as: Made['role']): void => {
      // An empty name, what a variable holds before it is set and a map under a key that it hasn't got, is no image.
      for (const value of event.image.values) if (value.parts.length > 0 && !absentKey(value) && !isUnserved(value)) list.push(sharing({ value, engine: engineOf(site), site, flow, role: as }, shared));
    };
    if (making.has(role)) {
      of(made, role === 'build' ? 'build' : role === 'tag' ? 'tag' : 'pull');
      unclear = moreUnclear(unclear, event.image);
    } else if (role === 'load') {
      if (event.details.into === 'engine') of(made, 'pull');
      else if (event.details.unsaved) unclearLoads = true;
      else {
        of(loaded, 'load');
        unclearSavedLoads = moreUnclear(unclearSavedLoads, event.image);
      }
    } else if (role === 'push') of(pushed, 'push');
  }
  return { flow, made, loaded, pushed, archived, unclear, unclearLoads: unclearLoads === true || unclearSavedLoads === true || [...unclearLoads, ...unclearSavedLoads], unclearSavedLoads };
}

/** Of the engine's own `localhost/`, without a port. */
export function isEngines({ parts: [first] }: Value): boolean {
  return first !== undefined && isText(first) && first.text.startsWith('localhost/');
}

/** Nothing certain is known of the name: it may be any image. */
export function isOpaque(answer: Answer): boolean {
  return !answer.complete || answer.values.some((value) => splitImage(value) === undefined && !value.parts.every(isText) && !absentKey(value));
}

/** A value that the environment decides: continuous integration's registry and tag. */
export function isFromEnvironment(value: Value): boolean {
  return value.parts.some((part) => !isText(part) && part.hole.kind === 'env');
}

export function hasUnknown(value: Value): boolean {
  return value.parts.some((part) => !isText(part) && (part.hole.kind === 'unknown' || part.hole.kind === 'param'));
}

/** What was compared before, shared by all that make the same name: flows ask for much the same images, and are held against all builds. */
type Verdicts = Map<string, Map<'kubelet' | Engine, Verdict>>;
const compared = new WeakMap<Made, Verdicts>();
const keys = new WeakMap<Value, string>();

/** Lets `made` share what is found out with those of the same name and engine. */
function sharing(made: Made, shared: Map<string, Verdicts>): Made {
  const key = `${made.engine} ${keyOf(made.value)}`;
  let verdicts = shared.get(key);
  if (!verdicts) shared.set(key, (verdicts = new Map<string, Map<'kubelet' | Engine, Verdict>>()));
  compared.set(made, verdicts);
  return made;
}

/** The same for values of the same name. */
export function keyOf(value: Value): string {
  let key = keys.get(value);
  if (key === undefined) keys.set(value, (key = valueKey(value)));
  return key;
}

export function compareWith(made: Made, wanted: Value, reader: 'kubelet' | Engine): Verdict {
  const verdicts = compared.get(made);
  const key = keyOf(wanted);
  let byReader = verdicts?.get(key);
  const known = byReader?.get(reader);
  if (known) return known;
  const verdict = compareImages(made.value, made.engine, wanted, reader);
  if (!byReader) verdicts?.set(key, (byReader = new Map<'kubelet' | Engine, Verdict>()));
  byReader?.set(reader, verdict);
  return verdict;
}

/** Whoever asks as `reader` finds what was made, under one engine at least. */
export function gives(made: Made, wanted: Value, reader: 'kubelet' | Engine): boolean {
  return isEqual(compareWith(made, wanted, reader));
}

/** The same, or nobody knows. */
export function mayGive(made: Made, wanted: Value, reader: 'kubelet' | Engine): boolean {
  const verdict = compareWith(made, wanted, reader);
  return isEqual(verdict) || verdict.kind === 'unknown';
}

/** The values of a deployment that can be judged; none when something about it is unknown. */
export function judgeable(event: FlowEvent | ImageSite): readonly Value[] {
  const { values, complete } = event.image;
  if (!complete || values.length === 0 || values.some(hasUnknown)) return [];
  // What slipped into a template's slot is wrong-argument's to tell.
  const named = values.filter((value) => value.parts.length > 0 && !(event.details.verb && isNoImage(value)));
  const local = named.filter((value) => !isFromEnvironment(value));
  return local;
}

export { splitImage, type SplitImage };
