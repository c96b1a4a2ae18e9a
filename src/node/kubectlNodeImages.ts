/**
 * Which images has a Kind node, by the word of its own runtime? Runs `crictl images` inside the node's container with podman or docker.
 * Whether the user agreed to that is the caller's question.
 */
import { isNodeName } from '../cluster/names';
import type { Runner } from './kubectl';
import { ClusterError } from './kubectlError';

/** The JSON that crictl prints. Rejects with a ClusterError where neither engine has such a container. */
export async function listNodeImages(node: string, runner: Runner, signal?: AbortSignal): Promise<unknown> {
  if (!isNodeName(node)) throw new ClusterError('invalid-name', 'The node has a name that is not safe to use.', 'Nothing was run in it.');
  let last: unknown;
  for (const engine of ['podman', 'docker']) {
    const file = await runner.find(engine);
    if (file === undefined) continue;
    try {
      const text = await runner.run(file, ['exec', node, 'crictl', 'images', '-o', 'json'], signal);
      return JSON.parse(text);
    } catch (error) {
      if (error instanceof ClusterError && error.fault === 'aborted') throw error;
      last = error;
    }
  }
  if (last instanceof ClusterError) throw last;
  if (last !== undefined) throw new ClusterError('not-json', 'crictl answered something that is not JSON.', 'The Node status is used instead.');
  throw new ClusterError('missing-tool', 'Neither podman nor docker was found on PATH.', 'The Node status is used instead.');
}
