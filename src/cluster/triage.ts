/**
 * From pods to the line of Go: joins what the cluster says (pods, events, node images) with what the source says (inventory, findings).
 * A pure function; it reads nothing and runs nothing. Every foreign string leaves it without secrets.
 */
import type { Finding } from '../base/finding';
import type { NodePresence, TriagedPod, TriagedProblem, TriageReport, TimelineEntry } from '../report/triageReport';
import { eventsOf, type ClusterEvent } from './events';
import { presenceOn, type NodeImages } from './nodeImages';
import type { Container, Pod, PodProblem } from './pods';
import { classifyPullMessages, type PullCause } from './pullMessage';
import type { ClusterTarget } from './reader';
import { withoutSecrets } from './secrets';
import { sourceOf, type SourceOfImage, type SourceView } from './triageSource';

export interface TriageInput {
  readonly target: ClusterTarget;
  readonly pods: readonly Pod[];
  readonly events: readonly ClusterEvent[];
  /** By node name; the better listing where there are two. */
  readonly nodes: ReadonlyMap<string, NodeImages>;
  readonly notices: readonly string[];
  /** Undefined: only the cluster is looked at. */
  readonly source: SourceView | undefined;
  readonly root: string;
  readonly version: string;
}

export const triageRule = 'pod-triage';

/** States that need nobody's attention. */
const well: readonly string[] = ['ready', 'done', 'starting', 'terminating'];
/** Entries of a pod's timeline that are kept: the newest. */
const longestTimeline = 40;

export function triage(input: TriageInput): TriageReport {
  const pods: TriagedPod[] = [];
  const findings: Finding[] = [];
  for (const pod of input.pods) {
    if (well.includes(pod.state)) continue;
    const events = eventsOf(pod, input.events);
    pods.push({
      namespace: pod.namespace, name: pod.name, node: pod.node, state: pod.state, ready: pod.ready, restarts: pod.restarts, created: pod.created,
      problems: pod.problems.map((problem) => triageProblem(problem, pod, events, input, findings)),
      timeline: events.slice(-longestTimeline).map(timelineEntry),
    });
  }
  const image = pods.filter((pod) => pod.problems.some(({ state }) => state === 'image')).length;
  return {
    kind: 'triage', root: input.root, version: input.version,
    context: input.target.context, namespace: input.target.namespace,
    pods, notices: input.notices.map(withoutSecrets), findings: mergeFindings(findings),
    summary: { pods: input.pods.length, image, other: pods.length - image, well: input.pods.length - pods.length },
  };
}

function triageProblem(problem: PodProblem, pod: Pod, events: readonly ClusterEvent[], input: TriageInput, findings: Finding[]): TriagedProblem {
  const { container } = problem;
  const plain: TriagedProblem = {
    state: problem.state, container: container?.name ?? '', containerKind: container?.kind ?? '',
    reason: problem.reason, message: withoutSecrets(messageOf(problem, events)),
  };
  if (problem.state !== 'image' || container === undefined) return plain;
  const cause = pullCauseOf(container, events);
  const onNode = presenceOn(pod.node, container.image, input.nodes.get(pod.node));
  const shown = { ...plain, image: withoutSecrets(container.image), cause: { ...cause, raw: withoutSecrets(cause.raw) }, onNode };
  if (input.source === undefined) return shown;
  const source = sourceOf(container.image, input.source, { container: container.name, pod: pod.name }, onNode);
  findings.push(...findingsOf(pod, container, cause, onNode, source));
  const { deploys, builds, finding, fixes, unknownDeploys } = source;
  return { ...shown, deploys, builds, fixes, unknownDeploys, ...(finding === undefined ? {} : { finding }) };
}

/** The kubelet's waiting message, then what the events say: before Kubernetes 1.32 the message in a back-off names no cause. */
export function pullCauseOf(container: Container, events: readonly ClusterEvent[]): PullCause {
  const failures = events.filter((event) => event.type !== 'Normal' && /^(Failed|InspectFailed|ErrImageNeverPull|BackOff)$/.test(event.reason) && isAbout(event, container));
  return classifyPullMessages([...failures.map(({ message }) => message).filter((message) => !/^Error: \w+$/.test(message)), container.message], container.image, container.reason);
}

function isAbout(event: ClusterEvent, container: Container): boolean {
  return event.container === '' ? container.image !== '' && event.message.includes(container.image) : event.container === container.name;
}

/** An unready container's probe tells more through its newest event. */
function messageOf(problem: PodProblem, events: readonly ClusterEvent[]): string {
  if (problem.state !== 'not-ready') return problem.message;
  const unhealthy = events.findLast(({ reason, container }) => reason === 'Unhealthy' && (container === '' || container === problem.container?.name));
  return unhealthy === undefined ? problem.message : `${problem.message}: ${unhealthy.message}`;
}

function timelineEntry(event: ClusterEvent): TimelineEntry {
  return { time: event.last, type: event.type, reason: event.reason, message: withoutSecrets(event.message), count: event.count, container: event.container };
}

function findingsOf(pod: Pod, container: Container, cause: PullCause, onNode: NodePresence, source: SourceOfImage): Finding[] {
  const exact = source.deploys.filter(({ match }) => match === 'exact').length;
  return source.deploys.slice(0, exact > 0 ? exact : 1).map((row, index) => {
    const at = source.places[index] ?? { uri: row.uri, range: row.range };
    return {
      rule: triageRule, severity: 'error',
      message: withoutSecrets(`Pod ${pod.namespace}/${pod.name} has no image: ${container.reason} for \`${container.image}\`. ${cause.sentence} ${onNode.sentence}`),
      at: index === 0 && source.finding?.at.uri === at.uri ? source.finding.at : at,
      image: withoutSecrets(container.image), function: row.function, built: onNode.tags,
      related: source.builds.map((build) => ({ at: { uri: build.uri, range: build.range }, kind: 'other' as const, message: `${build.role} of ${build.images.join(' | ')}` })),
      fixes: index === 0 ? source.fixes.map(({ fix }) => fix) : [], tags: [],
    };
  });
}

/** One finding a place: several pods of one deployment share it. */
function mergeFindings(findings: readonly Finding[]): Finding[] {
  const byPlace = new Map<string, Finding>();
  for (const finding of findings) {
    const key = JSON.stringify([finding.at, finding.image]);
    if (!byPlace.has(key)) byPlace.set(key, finding);
  }
  return [...byPlace.values()];
}
