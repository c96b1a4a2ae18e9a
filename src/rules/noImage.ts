/** Is a text something else than an image, whatever the grammar of references says of it? */
import { malformedImage } from '../images/reference';
import { isText, knownText, type Value } from '../flow/value';

export const policies: ReadonlySet<string> = new Set(['Always', 'Never', 'IfNotPresent']);

/** Texts that can be no image whatever is left open in them: blocks, sentences, policies, numbers, addresses; and what is called something else. */
export function isNoImage(value: Value): boolean {
  if (isCalledOtherwise(value)) return true;
  const text = knownText(value);
  if (text === undefined || text === '') return false;
  if (/[\n\r\t ]/.test(text) || policies.has(text) || /^[0-9]+$/.test(text) || /^[a-z]+:\/\//.test(text)) return true;
  return /[{}=,;]/.test(text) && malformedImage(value) !== undefined;
}

/** What held it says that it is something else. An image's path may hold a namespace, but a single word that is called one is no image. */
export function isCalledOtherwise(value: Value): boolean {
  if (isKubeconfig(value)) return true;
  const text = knownText(value);
  return text !== undefined && /^[^/:@]+$/.test(text) && isCalled(value, /namespace|cluster_?name/i);
}

/** The path of a kubeconfig, mostly below a home that nobody knows. */
function isKubeconfig(value: Value): boolean {
  return value.parts.some((part) => isText(part) && part.text.includes('/.kube/')) || isCalled(value, /kubeconfig/i);
}

/** What a constant or variable that the value was held by is called. */
function isCalled({ trail }: Value, what: RegExp): boolean {
  return trail.some(({ kind, name }) => (kind === 'constant' || kind === 'variable') && what.test(name) && !/image/i.test(name));
}
