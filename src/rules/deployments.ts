/**
 * Holds every deployment and run against what its flow made and loaded, once for all rules. Certain answers only: whatever is unknown
 * on either side ends in silence.
 */
import { atOnce, type Steps } from '../base/steps';
import type { Engine, FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { isText, type Answer, type Value } from '../flow/value';
import { isEqual, isOfOneRun, shareGenerated, textOf } from '../images/reference';
import { findService, isLocal, isThirdParty, serviceOf, type Standard } from '../standard/standard';
import { compareWith, evidenceOf, isEngines, isFromEnvironment, isOfLocalhost, judgeable, keyOf, mayBePulled, mayGive, mayHide, repositoryOf, splitImage, type Evidence, type FlowEvidence, type Made } from './evidence';
import { mayBecomeOther } from './halfWritten';
import { isLeftToCallers } from './leftToCallers';
import { imageName } from './names';
import { isSamePath, missedArchive, type MissedArchive } from './missedArchive';
import { isOverwritten, isWordForImage } from './overwritten';
import { inFile, isChartsOwn, isExpectation, isKustomized, isOnlyDeleted, isPatched, isRemoved } from './superseded';

export type Outcome = {
  readonly site: ImageSite;
  readonly event: FlowEvent | undefined;
  readonly flow: TestFlow | undefined;
  readonly value: Value;
  /** The other names that the event can have, which are as wrong. */
  readonly also?: readonly Value[];
  /** They are wrong in other ways, or not by the same images. */
  readonly mixed?: true;
} & (
  | { readonly kind: 'other-tag'; readonly built: readonly Made[]; /** Built by this very flow. */ readonly here: boolean }
  /** Both sides generate their tags, each its own. */
  | { readonly kind: 'regenerated'; readonly built: readonly Made[] }
  | { readonly kind: 'near'; readonly built: readonly Made[]; readonly why: string; /** By this very flow; others may build the name itself. */ readonly here?: true }
  | { readonly kind: 'never' }
  /** Built under this name, but by dead code or another suite. */
  | { readonly kind: 'elsewhere'; readonly built: readonly Made[] }
  | { readonly kind: 'not-loaded'; readonly built: readonly Made[]; readonly loaded: readonly Made[]; /** It is saved, and another archive is loaded. */ readonly missed?: MissedArchive }
);

const cache = new WeakMap<Inventory, WeakMap<Standard, readonly Outcome[]>>();

/** Every deployment that certainly fails, with what is wrong; made once per inventory. */
export function outcomesOf(inventory: Inventory, standard: Standard): readonly Outcome[] {
  return cache.get(inventory)?.get(standard) ?? atOnce(preparation(inventory, standard));
}

/** What `outcomesOf` tells, found out ahead of the rules and in steps. */
export function* preparation(inventory: Inventory, standard: Standard): Steps<readonly Outcome[]> {
  const outcomes = yield* judgeAll(inventory, standard);
  const inner = cache.get(inventory) ?? new WeakMap<Standard, readonly Outcome[]>();
  inner.set(standard, outcomes);
  cache.set(inventory, inner);
  return outcomes;
}

function* judgeAll(inventory: Inventory, standard: Standard): Steps<Outcome[]> {
  const evidence = evidenceOf(inventory);
  const outcomes: Outcome[] = [];
  const methods = new Set(inventory.flows.flatMap((flow) => [...flow.methods, ...flow.dispatched]));
  for (const flow of inventory.flows) {
    const own = evidence.flows.get(flow);
    // A method that a flow calls by way of an interface is no start of its own.
    if (!own || flow.simulated || (flow.kind !== 'suite' && methods.has(flow.name))) continue;
    for (const event of flow.events) {
      yield;
      const site = inventory.sites[event.site];
      if (!site || (site.role !== 'deploy' && site.role !== 'run') || event.details.spared || isPatched(event, flow, inventory) || isRemoved(event, site, flow, inventory)) continue;
      const outcome = judgeEvent(event, site, own, evidence, standard);
      // What stands at package level is there for every flow to change.
      const around = site.function === '' && !inFile(site) && own.made.length === 0 ? inventory.flows : [flow];
      if (outcome && !around.some((one) => isMadeRight(outcome, event, one, inventory)) && !isMadeUnseen(outcome, flow) && !isForCallers(outcome, flow, evidence) && !(inFile(site) && !event.details.kustomized && isKustomized(outcome.value, inventory))) outcomes.push({ ...outcome, flow, event });
    }
    if (own.made.some((made) => made.role === 'build')) outcomes.push(...(yield* judgeTaken(flow, own, inventory, evidence, standard)));
  }
  for (const site of inventory.sites) {
    yield;
    if (site.flows.length > 0 || (site.role !== 'deploy' && site.role !== 'run') || site.details.spared || isExpectation(site) || inventory.flows.some((flow) => isPatched(site, flow, inventory) || isOnlyDeleted(site, flow) || isChartsOwn(site, flow))) continue;
    const outcome = judgeLoose(site, evidence, standard);
    if (outcome && !isKustomized(outcome.value, inventory) && !inventory.flows.some((flow) => isMadeRight(outcome, undefined, flow, inventory))) outcomes.push({ ...outcome, flow: undefined, event: undefined });
  }
  return outcomes;
}

/** What has to be in the engine's store for this to work. */
function takenBy(event: FlowEvent, { role }: ImageSite): Answer | undefined {
  if (role === 'tag') return event.from;
  return role === 'save' || (role === 'load' && event.details.loadFrom === 'docker-image') ? event.image : undefined;
}

/**
 * What is saved, loaded from the engine's store, or tagged once more, has to be there under that name. Asked of flows that build: others may find there
 * what a script has built. One of several that a function tries and no deployment needs, and an image that the function asks after first,
 * may be missing on purpose.
 */
function* judgeTaken(flow: TestFlow, own: FlowEvidence, inventory: Inventory, evidence: Evidence, standard: Standard): Steps<Outcome[]> {
  const taken: { readonly event: FlowEvent; readonly site: ImageSite; readonly outcome: Bare | undefined }[] = [];
  for (const event of flow.events) {
    yield;
    const site = inventory.sites[event.site];
    const image = site && !event.details.doubted ? takenBy(event, site) : undefined;
    if (site && image) taken.push({ event: { ...event, image }, site, outcome: judgeEvent({ ...event, image }, site, own, evidence, standard) });
  }
  const needed = neededOf(flow, inventory, new Set(taken.flatMap(({ outcome }) => (outcome ? [keyOf(outcome.value)] : []))));
  return taken.flatMap(({ event, site, outcome }): Outcome[] => {
    const tried = (): boolean => taken.some((other) => other.outcome === undefined && other.site.role === site.role && isSamePath(other.event, event));
    const spared = ({ value }: Bare): boolean => (tried() && !needed.has(keyOf(value))) || isAskedAfter(event, site, flow, inventory);
    return outcome && !isHanded(outcome, flow) && !isMadeUnseen(outcome, flow) && (outcome.kind === 'other-tag' || !isRemote(outcome.value)) && !spared(outcome) ? [{ ...outcome, flow, event }] : [];
  });
}

/** Something that the flow does besides may make it right. */
function isMadeRight(outcome: Bare, event: FlowEvent | undefined, flow: TestFlow, inventory: Inventory): boolean {
  return isHanded(outcome, flow) || isOverwritten(outcome, event, flow, inventory);
}

/** It, or what it is held against, goes to a call that can't be followed: that may build or load the one, or deploy the other in its place. */
function isHanded(outcome: Bare, flow: TestFlow): boolean {
  return isNameHanded(outcome.value, flow) || ('built' in outcome && outcome.built.some(({ value }) => isNameHanded(value, flow)));
}

/** The name goes to such a call, or its repository by itself, with whatever tag. */
export function isNameHanded(value: Value, { handed, repositories }: TestFlow): boolean {
  return handed.some((text) => text.includes(keyOf(value))) || (repositories.length > 0 && repositories.includes(repositoryOf(value) ?? ''));
}

/** The function that builds it, or leads there, may be what the flow calls by way of an interface; one that makes whatever is missing, what is being written. */
function isMadeUnseen(outcome: Bare, flow: TestFlow): boolean {
  const { methods, undeclared, halfWritten } = flow;
  if (outcome.kind === 'other-tag' && mayBecomeOther(outcome.value, flow)) return true;
  if (halfWritten && (outcome.kind === 'never' || outcome.kind === 'not-loaded' || outcome.kind === 'elsewhere')) return true;
  return outcome.kind === 'elsewhere' && (undeclared.length > 0 || outcome.built.some(({ site, flow }) => methods.includes(site.function) || (flow !== undefined && methods.includes(flow.name))));
}

/** It lacks what another function of its package makes of any name, for whoever calls both. */
function isForCallers({ kind }: Bare, flow: TestFlow, evidence: Evidence): boolean {
  return kind === 'not-loaded' ? isLeftToCallers(flow, 'load', evidence) : (kind === 'never' || kind === 'elsewhere') && isLeftToCallers(flow, 'build', evidence);
}

/** The names among `wrong` that some deployment can't do without: all that it may deploy is among them. */
function neededOf(flow: TestFlow, inventory: Inventory, wrong: ReadonlySet<string>): Set<string> {
  if (wrong.size === 0) return new Set();
  return new Set(flow.events.flatMap((event) => {
    const keys = inventory.sites[event.site]?.role === 'deploy' && !event.details.spared ? judgeable(event).map(keyOf) : [];
    return keys.every((key) => wrong.has(key)) ? keys : [];
  }));
}

/** A registry's name before the path: the engine may have it from there. */
function isRemote(value: Value): boolean {
  const head = splitImage(value)?.repository[0];
  return head === undefined || !isText(head) || /^[^/]*[.:][^/]*\//.test(head.text);
}

/** `podman image exists X` and the like, in the same function and before the image is used. */
function isAskedAfter(event: FlowEvent, site: ImageSite, flow: TestFlow, inventory: Inventory): boolean {
  const names = new Set(event.image.values.map(keyOf));
  return flow.events.some((other) => {
    const at = inventory.sites[other.site];
    return at?.role === 'mention' && at.function === site.function && at.at.uri === site.at.uri && at.at.start < site.at.start && other.image.values.some((value) => names.has(keyOf(value)));
  });
}

export type Bare = Outcome extends infer O ? (O extends Outcome ? Omit<O, 'flow' | 'event'> : never) : never;

function reader(site: ImageSite): 'kubelet' | Engine {
  return site.role === 'deploy' ? 'kubelet' : site.engine;
}

function worst(outcomes: readonly (Bare | undefined)[]): Bare | undefined {
  // One alternative that is right, or not known, is enough: nobody can say that the deployment fails.
  const wrong = outcomes.filter((one) => one !== undefined);
  const [first, ...others] = wrong;
  if (!first || wrong.length < outcomes.length || others.length === 0) return wrong.length < outcomes.length ? undefined : first;
  const answers = (one: Bare): string => [one.kind, ...('built' in one ? one.built.map(({ value }) => keyOf(value)) : [])].join('\0');
  return { ...first, also: others.map(({ value }) => value), ...(others.some((one) => answers(one) !== answers(first)) ? { mixed: true } : {}) };
}

function judgeEvent(event: FlowEvent, site: ImageSite, own: FlowEvidence, evidence: Evidence, standard: Standard): Bare | undefined {
  return worst(judgeable(event).map((value) => judgeValue(value, site, own, evidence, standard)));
}

/** Made by a program of its own, which somebody runs before the suites. */
function isProgram({ flow }: Made): boolean {
  return flow?.kind === 'setup' && flow.name.includes('/');
}

/** Suites that run one after the other share a cluster, which the first of them creates and fills. */
function isInOthersCluster({ flow }: FlowEvidence, made: readonly Made[]): boolean {
  return flow.kind === 'suite' && !flow.ownCluster && made.some((one) => one.flow?.kind === 'suite' && one.flow.ownCluster === true);
}

interface Held {
  readonly made: Made;
  readonly verdict: ReturnType<typeof compareWith>;
}

function isHeldEqual({ verdict }: Held): boolean {
  return isEqual(verdict);
}

/** What a flow made and loaded, held against one name. */
interface Compared {
  readonly verdicts: readonly Held[];
  readonly loads: readonly Held[];
}

const comparisons = new WeakMap<FlowEvidence, Map<string, Compared>>();

/** A flow deploys the same name in many places: made once for each. */
function compared(value: Value, as: 'kubelet' | Engine, own: FlowEvidence): Compared {
  let byName = comparisons.get(own);
  if (!byName) comparisons.set(own, (byName = new Map<string, Compared>()));
  const key = `${as} ${keyOf(value)}`;
  let found = byName.get(key);
  if (!found) {
    const held = (made: Made): Held => ({ made, verdict: compareWith(made, value, as) });
    byName.set(key, (found = { verdicts: own.made.map(held).filter((one) => !isVainPull(one, value)), loads: own.loaded.map(held) }));
  }
  return found;
}

/** No registry has a tag that this run generates, nor, under a name from the environment, what bears podman's own `localhost/`. */
function isVainPull({ made, verdict }: Held, value: Value): boolean {
  if (made.site.role !== 'pull') return false;
  return isOfOneRun(value) || (verdict.kind === 'unknown' && isFromEnvironment(made.value) && (isEngines(value) || generatedTag(value)));
}

function judgeValue(value: Value, site: ImageSite, own: FlowEvidence, evidence: Evidence, standard: Standard): Bare | undefined {
  if (!splitImage(value) || (mayBePulled(value, evidence) && !isOfOneRun(value)) || isMissingOnPurpose(value)) return undefined;
  const as = reader(site);
  const { verdicts, loads } = compared(value, as, own);
  // What podman alone builds under a short name is saved with `localhost/` before it, whatever the load of the archive looks like.
  const prefixed = !verdicts.some(isHeldEqual) && spelled(value, verdicts, { site, value }) !== undefined;
  if (site.role === 'deploy' && loads.some((held) => isHeldEqual(held) && !(prefixed && held.made.site.details.loadFrom === 'image-archive' && held.verdict.kind !== 'equal'))) return undefined;
  if (own.pushed.some((made) => mayGive(made, value, as) || isSameBehind(made.value, value))) return undefined;
  const equal = verdicts.filter(isHeldEqual).map(({ made }) => made);
  if (equal.length > 0) return site.role === 'deploy' ? judgeLoad(value, site, own, equal, loads.some(({ verdict }) => verdict.kind === 'unknown')) : undefined;
  if (mayHide(own.unclear, value) || verdicts.some(({ verdict }) => verdict.kind === 'unknown')) return undefined;
  const base = { site, value };
  const builds = verdicts.filter(({ made }) => made.role !== 'pull');
  const here = builds.filter(({ verdict }) => verdict.kind === 'other-tag').map(({ made }) => made);
  // What a script builds, an archive holds or a registry has under this name is not read.
  if (!isOfOneRun(value) && (own.flow.scripts || (site.role === 'deploy' && mayHide(own.unclearLoads, value)) || maySupply(value, site, standard))) return undefined;
  const together = here.filter((made) => shareGenerated(made.value, value));
  if (together.length > 0) return { ...base, kind: 'other-tag', built: together, here: true };
  const again = generatedTag(value) ? regenerated(value, here) : [];
  if (here.length > 0) return again.length > 0 ? { ...base, kind: 'regenerated', built: again } : { ...base, kind: 'other-tag', built: here, here: true };
  // What this run generates was built, under a name so alike: that name is meant, whoever else builds the one that is asked for.
  const meant = nearest(base, builds.filter(({ made }) => shareGenerated(made.value, value)));
  if (meant) return { ...meant, here: true };
  // A suite that makes nothing gets its images from somewhere else: perhaps from a flow that wasn't followed to its end.
  const idle = own.flow.kind === 'suite' && own.made.length === 0 && own.loaded.length === 0;
  if (idle && !evidence.complete) return undefined;
  const elsewhere = evidence.all.filter((made) => made.flow !== own.flow).map((made) => ({ made, verdict: compareWith(made, value, as) }));
  const same = elsewhere.filter(isHeldEqual).map(({ made }) => made);
  const complete = site.role === 'deploy' ? own.loaded.length > 0 : builds.length > 0;
  if (same.some(isProgram) || isInOthersCluster(own, same)) return undefined;
  if (same.length > 0) return complete && own.flow.kind !== 'dead' && isOurs(value, site, standard) ? (spelled(value, builds, base) ?? { ...base, kind: 'elsewhere', built: same }) : undefined;
  // A tag that this run of the suite generates is no other run's.
  const single = own.flow.kind === 'suite' && generatedTag(value);
  if (!single && elsewhere.some(({ verdict, made }) => verdict.kind === 'unknown' && splitImage(made.value) !== undefined)) return undefined;
  return judgeAgainstAll(base, elsewhere, builds, standard, complete && own.flow.kind !== 'dead', idle);
}

/** All builds, if each has a generated tag; else those that only what is generated tells apart from the value. */
function regenerated(value: Value, here: readonly Made[]): readonly Made[] {
  const name = imageName(value);
  return here.every((made) => generatedTag(made.value)) ? here : here.filter((made) => imageName(made.value) === name);
}

/** A registry has one name for those who push and another for the nodes: the same path and tag behind two names of registries. */
function isSameBehind(pushed: Value, wanted: Value): boolean {
  const [a, b] = [pushed, wanted].map((value) => /^[^/]*[.:][^/]*(\/.*)$/.exec(keyOf(value))?.[1]);
  return a !== undefined && a === b;
}

/** A test of what happens without an image says so in its name: `app:does-not-exist`. */
function isMissingOnPurpose(value: Value): boolean {
  const split = splitImage(value);
  // What is generated beside such a word takes it for something that it couldn't find out.
  return [split?.repository, split?.tag].some((piece) => /(?:^|[-_./:])(?:non-?existent|non-?existing|does-?not-?exist|not-?found|no-?such[a-z]*|missing|invalid|bogus|nope|broken|unpullable|forbidden|unknown|bad|v?9{2,}(?:\.[0-9]+)*)(?:[-_./:]|$)/i.test((piece && textOf(piece)) ?? ''));
}

/** Names that stand for no registry (RFC 2606, RFC 6762), and this machine. */
const isNobodys = /^(?:127\.[0-9.]+|[^/]*\bexample\.(?:com|net|org)|[^/]*\.(?:example|test|invalid|local|localhost|internal))(?::[0-9]+)?\//;

/** A registry's name stands before it, or docker's Hub is meant, and nobody forbids to ask that registry: a released version, perhaps. */
function maySupply(value: Value, site: ImageSite, standard: Standard): boolean {
  const repository = repositoryOf(value);
  if (repository === undefined || isOfLocalhost(repository) || neverPulled(site)) return false;
  return isRemote(value) ? !isNobodys.test(repository) : isReleased(value, repository, standard);
}

/** `acme/app:v1.4.2` beside an `acme/app:e2e` of one's own, `redis:7` beside a `redis:e2e`. */
function isReleased(value: Value, repository: string, standard: Standard): boolean {
  if (isThirdParty(standard, repository)) return true;
  const tag = splitImage(value)?.tag?.map((part) => (isText(part) ? part.text : '?')).join('');
  return repository.includes('/') && tag !== undefined && /^v?[0-9]+(?:\.[0-9]+)+(?:[-+][\w.-]*)?$/.test(tag);
}

/**
 * Built by this very flow and written the same, or with podman's own `localhost/`, which the engine and the kubelet read as two names: nearer
 * than another suite's build.
 */
function spelled(value: Value, own: readonly Held[], base: { site: ImageSite; value: Value }): Bare | undefined {
  const name = keyOf(value);
  const isSpelled = ({ value: built, engine }: Made): boolean => keyOf(built) === name || (engine === 'podman' && keyOf(built) === `localhost/${name}`);
  const twins = own.flatMap(({ made, verdict }) => (verdict.kind === 'near' && made.role !== 'pull' && isSpelled(made) ? [{ made, why: verdict.why }] : []));
  const first = twins[0];
  return first ? { ...base, kind: 'near', built: twins.map(({ made }) => made), why: first.why } : undefined;
}

/** The tag certainly holds something made at run time. */
export function generatedTag(value: Value): boolean {
  return splitImage(value)?.tag?.some((part) => !isText(part) && part.hole.kind === 'fresh') === true;
}

function judgeAgainstAll(base: { site: ImageSite; value: Value }, elsewhere: readonly Held[], own: readonly Held[], standard: Standard, complete: boolean, idle = false): Bare | undefined {
  const other = elsewhere.filter(({ verdict }) => verdict.kind === 'other-tag').map(({ made }) => made);
  if (other.length > 0 && [base, ...other].some(({ value }) => generatedTag(value))) return complete && isOurs(base.value, base.site, standard) ? { ...base, kind: 'elsewhere', built: other } : undefined;
  if (other.length > 0) return { ...base, kind: 'other-tag', built: other, here: false };
  if (idle || !isOurs(base.value, base.site, standard)) return undefined;
  // What another flow builds is meant only where this one builds nothing alike.
  const meant = nearest(base, own) ?? nearest(base, elsewhere);
  if (meant) return meant;
  return { ...base, kind: 'never' };
}

/** What is built under a name so alike that it must be meant: all that are alike in the way of the first. */
function nearest(base: { site: ImageSite; value: Value }, held: readonly Held[]): Extract<Bare, { kind: 'near' }> | undefined {
  const near = held.flatMap(({ made, verdict }) => (verdict.kind === 'near' ? [{ made, why: verdict.why }] : []));
  const [first] = near;
  return first && { ...base, kind: 'near', built: near.filter(({ why }) => why === first.why).map(({ made }) => made), why: first.why };
}

/** An image that only this workspace can supply: nobody else's business otherwise. */
function isOurs(value: Value, site: ImageSite, standard: Standard): boolean {
  const repository = repositoryOf(value);
  if (repository === undefined || isThirdParty(standard, repository)) return false;
  if (isOfLocalhost(repository) || neverPulled(site)) return true;
  const service = serviceOf(standard, repository);
  return service !== undefined && (isLocal(standard, repository) || findService(standard, service) !== undefined);
}

/** `imagePullPolicy: Never`, for certain. */
export function neverPulled(site: Pick<ImageSite, 'details'>): boolean {
  const policy = site.details.pullPolicy;
  return policy !== undefined && policy !== 'default' && policy.values.length > 0 && policy.values.every((value) => value.parts.length === 1 && value.parts.every((part) => isText(part) && part.text === 'Never'));
}

/**
 * Built here: was it brought to the cluster? Only asked where the flow loads some image, so that it is a cluster without a registry, or
 * creates the cluster itself and pushes nothing; and where no script may load the rest.
 */
function judgeLoad(value: Value, site: ImageSite, own: FlowEvidence, built: readonly Made[], unknownLoad: boolean): Bare | undefined {
  // A node's own client names it in the node; another engine may be the node's.
  const inNode = built.some(({ site: maker }) => maker.idiom === 'node-cli' || maker.details.elsewhere);
  const missed = missedArchive(value, own);
  if (mayHide(missed ? own.unclearSavedLoads : own.unclearLoads, value) || own.flow.scripts || unknownLoad || inNode || hasOwnNodes(own) || built.every((made) => made.role === 'pull')) return undefined;
  const bare = own.flow.ownCluster && own.pushed.length === 0 && (isEngines(value) || neverPulled(site));
  if (own.loaded.length === 0 && !bare && !missed) return undefined;
  return { site, value, kind: 'not-loaded', built, loaded: own.loaded, ...(missed ? { missed } : {}) };
}

/** The tools' own node images, in which nobody's images lie. */
function isPlainNode(repository: string | undefined): boolean {
  return repository !== undefined && /^(?:docker\.io\/)?(?:kindest\/node|rancher\/k3s)$/.test(repository);
}

/** The cluster runs on a node's image of its own: images may lie in it. */
function hasOwnNodes({ flow }: FlowEvidence): boolean {
  return flow.events.some(({ details, image }) => details.under === 'nodes' && image.values.some((value) => !isPlainNode(repositoryOf(value))));
}

/** What a Compose file that no flow mentions builds is its own project's. */
function isForeign({ flow, site }: Made, other: ImageSite): boolean {
  return flow === undefined && site.at.uri !== other.at.uri;
}

/** A YAML file that no flow mentions: held against everything that is built anywhere. Where nothing is, scripts build, and nobody knows what. */
function judgeLoose(site: ImageSite, evidence: Evidence, standard: Standard): Bare | undefined {
  const values = evidence.complete ? judgeable(site) : [];
  return worst(
    values.map((value): Bare | undefined => {
      if (!splitImage(value) || mayBePulled(value, evidence) || maySupply(value, site, standard) || isWordForImage(value)) return undefined;
      const verdicts = evidence.all.map((made) => ({ made, verdict: compareWith(made, value, reader(site)) }));
      if (verdicts.some((held) => isHeldEqual(held) || (held.verdict.kind === 'unknown' && splitImage(held.made.value) !== undefined))) return undefined;
      return judgeAgainstAll({ site, value }, verdicts.filter(({ made }) => !isForeign(made, site)), [], standard, false, evidence.all.length === 0);
    }),
  );
}
