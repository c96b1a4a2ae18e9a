/** What triage asks the user: which namespace, and whether a node's container runtime may be asked. Runs nothing. */
import * as vscode from 'vscode';
import { isNamespace, isNodeName } from '../cluster/names';

export interface TriageScope {
  readonly context?: string;
  /** Undefined: the context's own. */
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
}

/** A scope that a caller of the command named; undefined where it named none. Every name is checked again before it is used. */
export function scopeOf(request: unknown): TriageScope | undefined {
  if (typeof request !== 'object' || request === null) return undefined;
  const { context, namespace, allNamespaces } = request as Record<string, unknown>;
  const scope = {
    ...(typeof context === 'string' ? { context } : {}),
    ...(typeof namespace === 'string' ? { namespace } : {}),
    ...(allNamespaces === true ? { allNamespaces } : {}),
  };
  return Object.keys(scope).length === 0 ? undefined : scope;
}

const lastNamespace = 'triage.namespace';

/** Undefined when the user turned away. */
export async function askScope(memory: vscode.Memento): Promise<TriageScope | undefined> {
  const { t } = vscode.l10n;
  const last = memory.get<unknown>(lastNamespace);
  const remembered = typeof last === 'string' && isNamespace(last) ? [{ label: last, description: t('used last'), scope: { namespace: last } }] : [];
  const another = { label: t('Another namespace…'), description: '', scope: undefined };
  const items = [
    ...remembered,
    { label: t('Namespace of the current context'), description: '', scope: {} },
    { label: t('All namespaces'), description: '', scope: { allNamespaces: true } },
    another,
  ];
  const picked = await vscode.window.showQuickPick(items, { title: t('Triage Pods'), placeHolder: t('Where do the pods run? The current context of your kubeconfig is read.') });
  if (picked !== another) return picked?.scope;
  const namespace = await vscode.window.showInputBox({
    title: t('Triage Pods'),
    prompt: t('Namespace'),
    validateInput: (value) => (isNamespace(value) ? undefined : t('Lower-case letters, digits and "-", at most 63.')),
  });
  if (namespace === undefined || !isNamespace(namespace)) return undefined;
  await memory.update(lastNamespace, namespace);
  return { namespace };
}

/** May `crictl images` run inside these nodes? Asked each time, because it enters a container. */
export async function askConsent(nodes: readonly string[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const safe = nodes.filter(isNodeName);
  if (safe.length === 0) return false;
  const ask = t('Ask the Nodes');
  const answer = await vscode.window.showInformationMessage(
    t('The Node status does not say whether the image is on the node. Ask the container runtime?'),
    { modal: true, detail: t('This runs "podman exec NODE crictl images -o json" (or docker) for: {0}. It only reads.', safe.join(', ')) },
    ask,
  );
  return answer === ask;
}
