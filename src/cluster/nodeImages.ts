/**
 * Is the image on the node, and if not, what is there instead? Reads the images of Node objects and of `crictl images -o json` and compares
 * names as the kubelet does. Knows no pod's state and no source.
 */
import { compareImages, parseReference } from '../images/reference';
import type { NodePresence } from '../report/triageReport';
import { itemsOf, listAt, textAt } from './shape';

export interface NodeImages {
  readonly node: string;
  /** Full names with tag or digest, sorted, each once. */
  readonly images: readonly string[];
  /** Such as `linux/amd64`; '' where unknown. */
  readonly platform: string;
  readonly listedBy: NodePresence['listedBy'];
  /** The list may lack some: a Node status names 50 images at most (the kubelet's nodeStatusMaxImages), the largest first. */
  readonly complete: boolean;
}

/** The kubelet's default for how many images a Node status names. */
const statusLimit = 50;

/** Images by node from `kubectl get nodes`; never throws. */
export function parseNodes(json: unknown): Map<string, NodeImages> {
  const nodes = new Map<string, NodeImages>();
  for (const item of itemsOf(json)) {
    const node = textAt(item, 'metadata', 'name');
    if (node === '') continue;
    const listed = listAt(item, 'status', 'images');
    const system = textAt(item, 'status', 'nodeInfo', 'operatingSystem');
    const architecture = textAt(item, 'status', 'nodeInfo', 'architecture');
    nodes.set(node, {
      node,
      images: sortedNames(listed.flatMap((image) => listAt(image, 'names'))),
      platform: system === '' && architecture === '' ? '' : `${system}/${architecture}`,
      listedBy: 'node status',
      complete: listed.length > 0 && listed.length < statusLimit,
    });
  }
  return nodes;
}

/** What crictl lists; undefined where the JSON isn't its own. */
export function parseCrictlImages(node: string, json: unknown): NodeImages | undefined {
  const images = listAt(json, 'images');
  if (images.length === 0) return undefined;
  return { node, images: sortedNames(images.flatMap((image) => [...listAt(image, 'repoTags'), ...listAt(image, 'repoDigests')])), platform: '', listedBy: 'crictl', complete: true };
}

function sortedNames(names: readonly unknown[]): string[] {
  return [...new Set(names.filter((name): name is string => typeof name === 'string' && name !== '' && name.length <= 1024 && !name.includes('<none>')))].sort();
}

/** At most so many names are listed. */
const mostNames = 8;

/** What the node has of an image that a pod asks for. `nodes` may lack the node. */
export function presenceOn(node: string, image: string, listing: NodeImages | undefined): NodePresence {
  if (listing === undefined || listing.images.length === 0) {
    const sentence = node === '' ? 'The pod is on no node yet.' : 'What is on the node is unknown.';
    return { node, verdict: 'unknown', tags: [], alike: [], sentence, listedBy: listing?.listedBy ?? 'node status' };
  }
  const wanted = { parts: [{ text: image }] };
  const equal: string[] = [];
  const otherTags: string[] = [];
  const alike: string[] = [];
  if (parseReference(image).kind === 'reference') {
    for (const name of listing.images) {
      const verdict = compareImages({ parts: [{ text: name }] }, 'docker', wanted, 'kubelet');
      if (verdict.kind === 'equal') equal.push(name);
      else if (verdict.kind === 'other-tag') otherTags.push(name);
      else if (verdict.kind === 'near') alike.push(name);
    }
  }
  const verdict = equal.length > 0 ? 'present' : otherTags.length > 0 ? 'other-tag' : alike.length > 0 ? 'alike' : 'absent';
  const tags = (equal.length > 0 ? equal : otherTags).slice(0, mostNames);
  return { node, verdict, tags, alike: alike.slice(0, mostNames), sentence: sentenceOf(verdict, tags, alike.slice(0, mostNames), listing), listedBy: listing.listedBy };
}

function sentenceOf(verdict: NodePresence['verdict'], tags: readonly string[], alike: readonly string[], listing: NodeImages): string {
  switch (verdict) {
    case 'present':
      return `The image is on the node under exactly this name: ${tags.join(', ')}`;
    case 'other-tag':
      return `The image is present under THIS tag: ${tags.join(', ')}`;
    case 'alike':
      return `Not present in any tag; alike: ${alike.join(', ')}`;
    default:
      return listing.complete
        ? 'Not present in any tag.'
        : `Not among the ${String(listing.images.length)} names that the node's status lists (it lists at most ${String(statusLimit)} images).`;
  }
}
