/** Is a text something else than an image, whatever the grammar of references says of it? */
import { malformedImage } from '../images/reference';
import { knownText, type Value } from '../flow/value';

export const policies: ReadonlySet<string> = new Set(['Always', 'Never', 'IfNotPresent']);

/** What constants and variables are called that hold no image. */
const others = /namespace|cluster_?name|kubeconfig/i;

/** Texts that can be no image whatever is left open in them: blocks, sentences, policies, numbers, single words that are called something else. */
export function isNoImage(value: Value): boolean {
  const text = knownText(value);
  if (text === undefined || text === '') return false;
  if (/[\n\r\t ]/.test(text) || policies.has(text) || /^[0-9]+$/.test(text)) return true;
  if (/^[^/:@]+$/.test(text) && value.trail.some(({ kind, name }) => (kind === 'constant' || kind === 'variable') && others.test(name) && !/image/i.test(name))) return true;
  return malformedImage(value) !== undefined && /[{}=,;]/.test(text);
}
