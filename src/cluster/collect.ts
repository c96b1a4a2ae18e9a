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
  const attempt = async (what: string, read: () => Promise<unknown>): Promise<{ readonly json?: unknown; readonly notice?: string }> => {
    try {
      return { json: await read() };
    } catch (error) {
      signal?.throwIfAborted();
      return { notice: `${what}: ${error instanceof Error ? error.message : String(error)}` };
    }
  };
  const [podList, eventList, nodeList] = await Promise.all([
    reader.pods(signal),
    attempt('Events are left out', () => reader.events(signal)),
    attempt('What is on the nodes is left out', () => reader.nodes(signal)),
  ]);
  const pods = parsePods(podList);
  const nodes = parseNodes(nodeList.json);
  const answers = [eventList, nodeList];
  if (options.askNodes) {
    for (const node of nodesInNeed(pods)) {
      const answer = await attempt(`crictl on the node ${node}`, () => reader.nodeImages(node, signal));
      answers.push(answer);
      const listing = parseCrictlImages(node, answer.json);
      if (listing !== undefined) nodes.set(node, { ...listing, platform: nodes.get(node)?.platform ?? '' });
    }
  }
  return { pods, events: parseEvents(eventList.json), nodes, notices: answers.flatMap(({ notice }) => notice ?? []) };
}

/** Nodes of pods that lack an image. */
export function nodesInNeed(pods: readonly Pod[]): string[] {
  const nodes = pods.filter((pod) => pod.node !== '' && pod.problems.some(({ state }) => state === 'image')).map(({ node }) => node);
  return [...new Set(nodes)].sort().slice(0, mostNodes);
}
