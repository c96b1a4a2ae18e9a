/**
 * The port through which triage sees a cluster: JSON out of read verbs. Hosts implement it over the real kubectl, tests over memory.
 * Every promise may reject with an error that has a `message`, and nothing else is asked of it.
 */

/** Where the answers come from; fixed when the reader was made, so that a context that is switched meanwhile changes nothing. */
export interface ClusterTarget {
  /** '' inside a cluster, where there is no kubeconfig. */
  readonly context: string;
  /** '' for all namespaces. */
  readonly namespace: string;
  /** The context's own default was used because nobody named one. */
  readonly defaulted: { readonly context: boolean; readonly namespace: boolean };
}

export interface ClusterReader {
  readonly target: ClusterTarget;
  /** The list as kubectl prints it. */
  pods(signal?: AbortSignal): Promise<unknown>;
  events(signal?: AbortSignal): Promise<unknown>;
  nodes(signal?: AbortSignal): Promise<unknown>;
  /** The runtime's own list of images on a node. Only for nodes that are containers (Kind), only with the user's consent. */
  nodeImages(node: string, signal?: AbortSignal): Promise<unknown>;
  /**
   * Every pod now and at each change, as `{ type, object }`, until the signal aborts (then it resolves), the listener throws or the
   * cluster ends the watch (then it rejects or resolves; the caller may watch again).
   */
  watchPods(listener: (change: unknown) => void, signal: AbortSignal): Promise<void>;
}
