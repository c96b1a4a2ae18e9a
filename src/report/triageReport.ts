/**
 * What triage found, as plain data that every host shows in its own way: the contract between `cluster`, which fills it, and the formats.
 * Strings that came from the cluster hold no secret any more but are otherwise as they came: whoever shows them makes them inert.
 */
import type { Finding, Fix } from '../base/finding';
import type { Range } from '../base/text';

export interface TriageReport {
  readonly kind: 'triage';
  /** Root uri; the source rows' uris start with it. */
  readonly root: string;
  readonly version: string;
  /** Kubeconfig context and namespace that were read; '' inside a cluster, and for all namespaces. */
  readonly context: string;
  readonly namespace: string;
  /** Pods that aren't well, worst first. */
  readonly pods: readonly TriagedPod[];
  /** What couldn't be read, and what that means. */
  readonly notices: readonly string[];
  /** Problems of the pods at their lines of source, for editors; rule `pod-triage`. */
  readonly findings: readonly Finding[];
  readonly summary: TriageSummary;
}

export interface TriageSummary {
  readonly pods: number;
  /** Pods with a container that can't get its image. */
  readonly image: number;
  /** Pods with any other problem. */
  readonly other: number;
  readonly well: number;
}

export interface TriagedPod {
  readonly namespace: string;
  readonly name: string;
  readonly node: string;
  /** `image`, `crash-loop`, `container-error`, `unschedulable`, `not-ready`, `failed`, `starting`, `terminating`. */
  readonly state: string;
  /** Such as `0/1`. */
  readonly ready: string;
  readonly restarts: number;
  /** RFC 3339. */
  readonly created: string;
  readonly problems: readonly TriagedProblem[];
  /** The pod's own events, oldest first. */
  readonly timeline: readonly TimelineEntry[];
}

export interface TriagedProblem {
  readonly state: string;
  /** '' where the whole pod is meant. */
  readonly container: string;
  readonly containerKind: 'container' | 'init' | 'ephemeral' | '';
  /** Kubernetes' own word: `ImagePullBackOff`, `Unschedulable`, `readiness probe`. */
  readonly reason: string;
  readonly message: string;
  /** Everything below stands only where `state` is `image`. */
  readonly image?: string;
  readonly cause?: TriagedCause;
  readonly onNode?: NodePresence;
  readonly deploys?: readonly SourceRow[];
  readonly builds?: readonly SourceRow[];
  /** What the static check says at the deploy site. */
  readonly finding?: Finding;
  /** Where no deploy site is known to fit: of so many the image isn't known, so that any of them might be it. */
  readonly unknownDeploys?: number;
  /** Best first. */
  readonly fixes?: readonly TriagedFix[];
}

export interface TriagedCause {
  /** Such as `localhost-refused`, `not-found`, `unknown`. */
  readonly kind: string;
  readonly sentence: string;
  /** The runtime's own words. */
  readonly raw: string;
  readonly permanent: boolean;
}

export interface NodePresence {
  readonly node: string;
  readonly verdict: 'present' | 'other-tag' | 'alike' | 'absent' | 'unknown';
  /** The very image, or the same repository under other tags. */
  readonly tags: readonly string[];
  readonly alike: readonly string[];
  readonly sentence: string;
  readonly listedBy: 'node status' | 'crictl';
}

export interface SourceRow {
  readonly role: string;
  readonly uri: string;
  readonly range: Range;
  readonly function: string;
  /** Holes in braces. */
  readonly images: readonly string[];
  /** `exact`: it yields this very image; `pattern`: it can, depending on what stands in the holes. */
  readonly match: 'exact' | 'pattern';
  readonly flows: readonly string[];
  readonly dead: boolean;
}

export interface TriagedFix {
  readonly fix: Fix;
  /** After it, the source names an image that is on the node. */
  readonly confirmed: boolean;
}

export interface TimelineEntry {
  /** RFC 3339 of the last time, '' where unknown. */
  readonly time: string;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly count: number;
  readonly container: string;
}
