/**
 * Where images are built, tagged, saved, loaded, pushed, pulled, run and deployed: the words of the inventory. Plain data.
 */
import type { Place } from '../base/text';
import type { Answer } from '../flow/value';

export type Role = 'build' | 'tag' | 'save' | 'load' | 'push' | 'pull' | 'run' | 'deploy' | 'mention';
export const roles: readonly Role[] = ['build', 'tag', 'save', 'load', 'push', 'pull', 'run', 'deploy', 'mention'];

/** `''` where nothing says which engine runs the command. */
export type Engine = 'podman' | 'docker' | 'buildah' | '';

/** What an idiom sees at one clue in one frame: a site's content there. */
export interface Observation {
  readonly role: Role;
  /** The idiom's id, such as `container-cli`. */
  readonly idiom: string;
  /** The expression at the site: the argument, the `image:` scalar. Same place in every frame. */
  readonly at: Place;
  /** Every image it can be in this frame. */
  readonly image: Answer;
  /** `tag`: its source; `deploy` by replacement: the image that is replaced; else undefined. */
  readonly from?: Answer;
  readonly engine: Engine;
  readonly details: Details;
}

/** Code as one run of its function reaches it. */
export interface Written {
  readonly at: Place;
  /** Call sites from the flow's root, outermost first. */
  readonly path: readonly Place[];
}

/** What else is known at a site; absent where the idiom has no such thing. */
export interface Details {
  /** `imagePullPolicy` next to a deployed image. `default` when the manifest leaves it out. */
  readonly pullPolicy?: Answer | 'default';
  readonly pullPolicyAt?: Place;
  /** `kind load docker-image` sees docker's store only; `image-archive` takes a tar file. */
  readonly loadFrom?: 'docker-image' | 'image-archive';
  /** Where a load ends up: a cluster's nodes, or the engine's own store. */
  readonly into?: 'cluster' | 'engine';
  /** The archive of a `save` or `load image-archive`. */
  readonly archive?: Answer;
  /** A load: the flow saves other archives, and neither it nor another flow writes this one. */
  readonly unsaved?: true;
  /** The target cluster of a load, where named. */
  readonly cluster?: Answer;
  readonly dockerfile?: Answer;
  readonly context?: Answer;
  /** Where a chart is deployed: its path or name, and its files of values. */
  readonly chart?: Answer;
  readonly valueFiles?: readonly Answer[];
  /** The uri of the chart's folder, where the chart was read. */
  readonly chartFolder?: string;
  /** The block that the call stands in. */
  readonly block?: Place;
  /** It is built in another engine than this machine's own. */
  readonly elsewhere?: true;
  /** The function is left at the end of that block. */
  readonly leaves?: true;
  /** Container name in a pod spec. */
  readonly container?: string;
  /** `kind/name` of the workload around a deployed image, where known. */
  readonly workload?: string;
  /** The `image:` characters come from a verb: this is the verb in the template. */
  readonly verb?: Place;
  /** The image is put into a container that was made before, in the place of whatever it had. */
  readonly stored?: true;
  /** The container that it is put into, or what is replaced with all its containers: each that it may be, where it is written out. Absent where somebody else may have made it. */
  readonly target?: readonly Written[];
  /** What is put in is made of the image that the container had. */
  readonly rewrites?: true;
  /** Something is made of the image, or runs on it: a build's base, a cluster's nodes. */
  readonly under?: 'build' | 'nodes';
  /** The text that a replacement put the image in the place of. */
  readonly replaced?: string;
  /** What is in the place of the image is an action of `text/template`. */
  readonly action?: true;
  /** A replacement looks for this text and the manifest doesn't have it. */
  readonly missing?: { /** The only image of that repository that the manifest has, and the one that is looked for. */ readonly instead?: { readonly text: string; readonly at: Place; readonly for: string } };
  /** It is meant to fail, or a test that may be left out deploys it: that nothing makes it is no mistake. */
  readonly spared?: true;
  /** Nobody knows whether a run comes to it, such as to what only another operating system does: that something isn't there is no mistake. */
  readonly doubted?: true;
  /** It is what a kustomization makes of it: the last word. */
  readonly kustomized?: true;
  /** The manifest file that was read, where it is a file. */
  readonly manifest?: string;
}

/** One place in the source, over all frames that reach it. */
export interface ImageSite extends Observation {
  /** Stable within an inventory. */
  readonly id: number;
  /** The Go function around it; '' outside functions. */
  readonly function: string;
  /** Names of the flows that reach it, sorted. Empty for files no flow reaches. */
  readonly flows: readonly string[];
  /** Reached only from functions that nothing calls, or in branches that never run: at most information. */
  readonly dead: boolean;
}

/** A site as one flow reaches it. */
export interface FlowEvent {
  /** ImageSite.id */
  readonly site: number;
  readonly image: Answer;
  readonly from?: Answer;
  readonly details: Details;
  /** Call sites from the flow's root to the site, outermost first. */
  readonly path: readonly Place[];
}

/** One end-to-end run: a test package's suite, or an exported set-up that nobody calls. */
export interface TestFlow {
  readonly name: string;
  readonly kind: 'suite' | 'setup' | 'dead' | 'manifest';
  readonly at: Place;
  readonly events: readonly FlowEvent[];
  /** What the flow deletes from its cluster by name, clean-ups at its end included. */
  readonly removals: readonly Removal[];
  /** Calls that throw a built image's name away. */
  readonly discards: readonly Discard[];
  /** Texts, as value keys, that it hands to calls which can't be followed: those may build, load or deploy what they are handed. */
  readonly handed: readonly string[];
  /** Repositories without a tag that it hands to what isn't read: what becomes of them there is another image each time. */
  readonly repositories: readonly string[];
  /** Methods that it calls without anybody seeing whose: of interfaces and type parameters. */
  readonly methods: readonly string[];
  /** The same where it is known whose. */
  readonly dispatched: readonly string[];
  /** Functions, and methods of the workspace's types, that it calls and nobody declares. */
  readonly undeclared: readonly string[];
  /** Something in it that may make images is being written. */
  readonly halfWritten: boolean;
  /** It runs a command that may make or load any image: its words aren't known. */
  readonly unreadCommand: boolean;
  /** The walk hit a limit: rules stay quiet about what this flow lacks. */
  readonly complete: boolean;
  /** It runs programs, or calls functions, that may build images which nothing here reads. */
  readonly scripts?: true;
  /** It sets containers' pull policies after they were made. */
  readonly policies?: true;
  /** It may set those of manifests that are written as texts, too. */
  readonly writtenPolicies?: true;
  /** It has no cluster: nothing of what it writes into pods is ever pulled. */
  readonly simulated?: true;
  /** It creates a Kind cluster, which has no images but those that are loaded or pulled. */
  readonly ownCluster?: true;
}

/** `kubectl delete` of a workload (`kind/name` as written) or of what a manifest file describes (its uri). */
export type Removal = { readonly workload: string } | { readonly manifest: string };

/** A call whose string result is blanked or ignored. */
export interface Discard {
  readonly at: Place;
  /** The function that is called. */
  readonly builder: string;
  /** The Go function around the call. */
  readonly function: string;
  /** What it returns. */
  readonly image: Answer;
}

export interface Inventory {
  /** Sorted by uri, position and role. */
  readonly sites: readonly ImageSite[];
  /** Sorted by name. */
  readonly flows: readonly TestFlow[];
}
