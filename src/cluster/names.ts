/**
 * Which names may become an argument of a command? Kubernetes' own rules (DNS-1123) for what the cluster names, and a cautious one for
 * kubeconfig contexts, which may be any text. Every value is refused that could be read as an option.
 */

const label = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;

/** A namespace: a DNS-1123 label. */
export function isNamespace(name: string): boolean {
  return label.test(name);
}

/** A node (a DNS-1123 subdomain), which is also the name of Kind's container. */
export function isNodeName(name: string): boolean {
  return name.length <= 253 && name.split('.').every((part) => label.test(part));
}

/** A context: printable text without blanks at its ends, control, invisible or direction-changing characters, and no leading `-`. */
export function isContext(name: string): boolean {
  return name.length > 0 && name.length <= 512 && !name.startsWith('-') && name.trim() === name && !/[\p{C}\p{Zl}\p{Zp}]/u.test(name);
}
