/** Which idiom's name a command line goes by in the inventory: its program's own, grouped by what it does. */
const idioms: ReadonlyMap<string, string> = new Map([
  ['kind', 'kind-load'], ['k3d', 'cluster-load'], ['minikube', 'cluster-load'], ['kubectl', 'kubectl'], ['helm', 'helm'], ['make', 'make'],
  ['gmake', 'make'], ['skopeo', 'registry-cli'], ['tkn', 'registry-cli'], ['crictl', 'node-cli'], ['ctr', 'node-cli'],
]);

export function idiomOf(tool: string): string {
  return idioms.get(tool) ?? 'container-cli';
}
