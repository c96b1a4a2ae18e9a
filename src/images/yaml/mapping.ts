/**
 * A mapping of a document, as far as judging an image in it needs: the few scalars that matter, and the way up. Both readers, of the tree
 * and of lines, make these; neither judges.
 */
import type { YamlText } from './yamlImage';

export interface Mapping {
  readonly parent: Mapping | undefined;
  /** From the parent to here: a key and the indexes behind it; empty at the root, indexes alone in a root sequence. */
  readonly step: readonly string[];
  readonly keys: Set<string>;
  /** Only of `wanted` keys; of a repeated key the last. */
  readonly scalars: Map<string, YamlText>;
  /** The object's `metadata`, once it has been met. */
  metadata: Mapping | undefined;
}

/** An image that a reader met, to be judged when its document is read. */
export interface Candidate {
  readonly key: string;
  readonly value: YamlText;
  readonly within: Mapping;
  readonly fallback: boolean;
}

const wanted: ReadonlySet<string> = new Set([
  'apiVersion', 'digest', 'image', 'imagePullPolicy', 'kind', 'name', 'newName', 'newTag', 'registry', 'replicas', 'repository', 'suspend', 'tag',
]);

/** Beside an image's name in the configuration of a Cluster API suite, whose framework loads it. */
export const loadKey = 'loadBehavior';

export function isWanted(key: string): boolean {
  return wanted.has(key);
}

export function mapping(parent: Mapping | undefined, step: readonly string[]): Mapping {
  const made: Mapping = { parent, step, keys: new Set(), scalars: new Map(), metadata: undefined };
  if (parent && step.length === 1 && step[0] === 'metadata') parent.metadata = made;
  return made;
}

/** Keys and indexes from the root to a mapping. */
export function pathOf(from: Mapping | undefined): string[] {
  const path: string[][] = [];
  for (let at = from; at; at = at.parent) path.push([...at.step]);
  return path.reverse().flat();
}
