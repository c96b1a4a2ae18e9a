/**
 * Reads from a cluster what triage needs and survives what can't be read: without events or nodes there still is an answer, with a
 * notice. Only pods are indispensable. Knows no kubectl.
 */
import { parseEvents, type ClusterEvent } from './events';
import { parseCrictlImages, parseNodes, type NodeImages } from './nodeImages';
import { parsePods, type Pod } from './pods';
import type { ClusterReader } from './reader';

export interface ClusterFacts {
  readonly pods: readonly Pod[];
  readonly events: readonly ClusterEvent[];
  readonly nodes: ReadonlyMap<string, NodeImages>;
  readonly notices: readonly string[];
}

export interface CollectOptions {
  /** The user agreed that `crictl images` runs inside the nodes of failing pods. */
  readonly askNodes: boolean;
  readonly signal?: AbortSignal;
}

/** Nodes that are asked at most. */
const mostNodes = 8;

/** Rejects only where the pods can't be read, or when the signal aborts. */
export async function collectFacts(reader: ClusterReader, options: CollectOptions): Promise<ClusterFacts> {
  const { signal } = options;
  const [podList, eventList, nodeList] = await Promise.all([
    reader.pods(signal),
    attempt('Events are left out', () => reader.events(signal), signal),
    attempt('What is on the nodes is left out', () => reader.nodes(signal), signal),
  ]);
  const facts: ClusterFacts = { pods: parsePods(podList), events: parseEvents(eventList.json), nodes: parseNodes(nodeList.json), notices: [eventList, nodeList].flatMap(({ notice }) => notice ?? []) };
  return options.askNodes ? askNodes(reader, facts, nodesInNeed(facts.pods), signal) : facts;
}

/** The same facts with the runtime's own listing of these nodes in place of the Node status. Only with the user's consent. */
export async function askNodes(reader: ClusterReader, facts: ClusterFacts, names: readonly string[], signal?: AbortSignal): Promise<ClusterFacts> {
  const nodes = new Map(facts.nodes);
  const notices = [...facts.notices];
  for (const node of names) {
    const { json, notice } = await attempt(`crictl on the node ${node}`, () => reader.nodeImages(node, signal), signal);
    if (notice !== undefined) notices.push(notice);
    const listing = parseCrictlImages(node, json);
    if (listing !== undefined) nodes.set(node, { ...listing, platform: nodes.get(node)?.platform ?? '' });
  }
  return { ...facts, nodes, notices };
}

async function attempt(what: string, read: () => Promise<unknown>, signal: AbortSignal | undefined): Promise<{ readonly json?: unknown; readonly notice?: string }> {
  try {
    return { json: await read() };
  } catch (error) {
    signal?.throwIfAborted();
    return { notice: `${what}: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Nodes of pods that lack an image. */
export function nodesInNeed(pods: readonly Pod[]): string[] {
  const nodes = pods.filter((pod) => pod.node !== '' && pod.problems.some(({ state }) => state === 'image')).map(({ node }) => node);
  return [...new Set(nodes)].sort().slice(0, mostNodes);
}
