/** local-image-always-pulled: the cluster pulls an image that exists on no registry, although it was built and loaded. */
import { encloses, type Place } from '../base/text';
import { splitImage } from '../images/reference';
import type { FlowEvent, ImageSite, Inventory } from '../images/site';
import { isText, knownText, maxTwins, withTwins, type Value } from '../flow/value';
import { isLocal, type Standard } from '../standard/standard';
import { evidenceOf, gives, judgeable, repositoryOf } from './evidence';
import { liveFirst } from './gathered';
import { imageName } from './names';
import { goesThrough, trailOf, wrongPlace } from './places';
import type { Draft, DraftEdit, DraftFix, Rule } from './rule';

interface Pulled {
  readonly site: ImageSite;
  readonly value: Value;
  readonly why: 'always' | 'latest';
  readonly dead: boolean;
  /** Of all flows that come to the site; the first one is told. */
  readonly events: FlowEvent[];
}

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const found = new Map<number, Pulled>();
  for (const flow of liveFirst(inventory)) {
    const own = evidenceOf(inventory).flows.get(flow);
    for (const event of flow.events) {
      const site = inventory.sites[event.site];
      if (!site || site.role !== 'deploy' || event.details.spared || (site.idiom === 'pod-spec' ? flow.policies : flow.writtenPolicies)) continue;
      const values = judgeable(event);
      const made = (own?.made ?? []).filter((one) => one.role !== 'pull');
      const local = values.filter((value) => isLocalBuild(value, standard) && made.some((one) => gives(one, value, 'kubelet')));
      const value = local[0];
      if (!value || local.length < values.length) continue;
      const why = pulled(event, value);
      const known = found.get(site.id);
      if (why === known?.why) known?.events.push(event);
      if (why !== undefined && !known) found.set(site.id, { site, value, why, dead: flow.kind === 'dead', events: [event] });
    }
  }
  for (const one of found.values()) yield draftOf(one, (place) => isForOthers(place, inventory, standard));
}

/** A name that only this machine can supply; an image that is pushed somewhere may well be pulled. */
function isLocalBuild(value: Value, standard: Standard): boolean {
  const repository = repositoryOf(value);
  return repository !== undefined && isLocal(standard, repository) && !/^[^/]*[.:][^/]*\//.test(repository);
}

/** Why the image is pulled for certain: the policy as written, or Kubernetes' default for `latest`. */
function pulled(event: FlowEvent, value: Value): 'always' | 'latest' | undefined {
  const policy = event.details.pullPolicy;
  if (policy === undefined) return undefined;
  if (policy === 'default') return isLatest(value) ? 'latest' : undefined;
  const texts = policy.values.map(knownText);
  if (!policy.complete || texts.length === 0) return undefined;
  if (texts.every((text) => text === 'Always')) return 'always';
  return texts.every((text) => text === '') && isLatest(value) ? 'latest' : undefined;
}

/** A name for which Kubernetes takes the policy `Always`, where none is written. */
export function isLatest(value: Value): boolean {
  const split = splitImage(value);
  if (!split || split.digest) return false;
  if (!split.tag) return true;
  return split.tag.every(isText) && split.tag.map((part) => part.text).join('') === 'latest';
}

function draftOf({ site, value, why, dead, events }: Pulled, forOthers: (place: Place) => boolean): Draft {
  const image = imageName(value);
  const fixes = why === 'always' ? policyFix(events, forOthers) : [];
  const policyAt = why === 'always' ? (policySources(events)?.[0] ?? events[0]?.details.pullPolicyAt) : undefined;
  const reason = why === 'always' ? 'with `imagePullPolicy: Always`' : 'as `latest` without an `imagePullPolicy`, for which Kubernetes takes `Always`';
  return {
    rule: localImageAlwaysPulled.id,
    severity: dead ? 'info' : localImageAlwaysPulled.severity,
    message: `\`${image}\` is built here and deployed ${reason}: the kubelet asks a registry for it although it is on the node, and the pod ends in ImagePullBackOff. Use \`imagePullPolicy: IfNotPresent\` or \`Never\`.`,
    at: policyAt ?? wrongPlace(value, site),
    image, built: [image], related: trailOf(value), fixes,
  };
}

/** Where the words `Always` stand, wherever they came from; undefined where one of them stands nowhere as it is. */
function policySources(events: readonly FlowEvent[]): Place[] | undefined {
  const words = policiesOf(events).flatMap(withTwins);
  const found = words.flatMap(({ parts: [part] }) => (part && isText(part) && part.source && part.text === 'Always' && part.source.end - part.source.start === part.text.length ? [part.source] : []));
  return found.length === words.length ? [...new Map(found.map((place) => [`${place.uri}:${place.start}`, place])).values()] : undefined;
}

function policiesOf(events: readonly FlowEvent[]): Value[] {
  return events.flatMap(({ details: { pullPolicy } }) => (pullPolicy === undefined || pullPolicy === 'default' ? [] : pullPolicy.values));
}

/** Other deployments take the policy from there, of images that a registry has: those would get a stale image. */
function isForOthers(place: Place, inventory: Inventory, standard: Standard): boolean {
  const written = (at: Place | undefined): boolean => at?.uri === place.uri && encloses(at, place);
  const takes = ({ details: { pullPolicy, pullPolicyAt }, image }: Pick<FlowEvent, 'details' | 'image'>): boolean =>
    pullPolicy !== undefined && pullPolicy !== 'default' && (goesThrough(pullPolicy, place) || written(pullPolicyAt)) && !image.values.every((value) => isLocalBuild(value, standard));
  return inventory.sites.some((site) => site.flows.length === 0 && takes(site)) || inventory.flows.some(({ events }) => events.some(takes));
}

const constant = 'PullAlways';

/** The words themselves, or Kubernetes' constant at the container; a fix whose text stands elsewhere is dropped where drafts become findings. */
function policyFix(events: readonly FlowEvent[], forOthers: (place: Place) => boolean): DraftFix[] {
  const policies = policiesOf(events);
  if (policies.some(({ twins }) => (twins?.length ?? 0) > maxTwins)) return [];
  const nowhere = policies.every(({ parts, twins }) => twins === undefined && parts.every(({ source }) => source === undefined));
  const written = nowhere ? events[0]?.details.pullPolicyAt : undefined;
  const edits: DraftEdit[] = (policySources(events) ?? []).map((at) => ({ at, expected: 'Always', newText: 'IfNotPresent' }));
  if (edits.length === 0 && written) edits.push({ at: { ...written, start: Math.max(written.end - constant.length, written.start) }, expected: constant, newText: 'PullIfNotPresent' });
  if (edits.length === 0) return [];
  const others = edits.some(({ at }) => forOthers(at));
  const title = `Use imagePullPolicy IfNotPresent${edits.length > 1 ? ` in ${edits.length} places` : ''}${others ? ', for images of a registry, too' : ''}`;
  return [{ title, preferred: !others, safe: !others, edits }];
}

export const localImageAlwaysPulled: Rule = {
  id: 'local-image-always-pulled',
  severity: 'error',
  summary: 'A locally built image is deployed with imagePullPolicy Always, or as latest with no policy.',
  help: `\`imagePullPolicy: Always\` makes the kubelet ask the registry each time, even when the image was loaded into the node. For a tag \`latest\`, or no tag, it is the default. A local image exists on no registry, so the pull fails.

**How to fix.** Set \`imagePullPolicy: IfNotPresent\` or \`Never\`, or give the image a tag.

**Example**

\`\`\`yaml
- image: localhost/kubernaut-gateway:e2e-test-gateway
  imagePullPolicy: Always # local-image-always-pulled
\`\`\``,
  check,
};
