/**
 * Does a function give containers another pull policy than the one they are written with: in Go's objects, in what was decoded, or in texts,
 * by ways that nobody follows? Knows names of fields and functions; which manifest is meant stays open.
 */
import type { Bind, FuncFact } from '../go/facts';
import type { Relevance } from '../flow/walk';
import { writtenText } from './idioms/commandsRun';
import { policyField } from './idioms/podSpec';

/** What a flow changes policies of. */
export interface PoliciesSet {
  /** Containers that Go makes. */
  readonly made: boolean;
  /** Manifests that are written down as texts, too. */
  readonly written: boolean;
}

const key = 'imagePullPolicy';
const decoding = /^(?:Unmarshal\w*|Decode\w*|UniversalDeserializer|ToUnstructured)$/;
/** `strings.Replace` and the like are followed. */
const rewriting = /^(?:NewReplacer|MustCompile|Compile)$/;

/** `container.ImagePullPolicy = …`, `container["imagePullPolicy"] = …` */
function sets({ target }: Bind): boolean {
  if (target.kind === 'field') return target.name === policyField;
  return target.kind === 'index' && writtenText(target.index) === key;
}

function rewrites({ calls }: FuncFact): boolean {
  return calls.some(({ fn, args }) => args.some((arg) => {
    const text = writtenText(arg) ?? '';
    return isPatch(text) || (fn.kind === 'select' && rewriting.test(fn.name) && (text.includes(key) || /\bAlways\b/.test(text)));
  }));
}

/** `kubectl patch … -p '[{"op": "add", "path": ".../imagePullPolicy", …}]'` */
function isPatch(text: string): boolean {
  return text.includes(key) && /^\s*[[{]/.test(text);
}

function decodes({ calls }: FuncFact): boolean {
  return calls.some(({ fn }) => (fn.kind === 'select' || fn.kind === 'name') && decoding.test(fn.name));
}

/** Asked of functions, by what they lead to. `initializers`: what makes the variables of packages, which anybody may use. */
export function policySetters(leadingTo: Relevance['leadingTo'], initializers: readonly FuncFact[]): (funcs: Parameters<ReturnType<Relevance['leadingTo']>>[0][]) => PoliciesSet {
  const setting = leadingTo(({ binds }) => binds.some(sets));
  const decode = leadingTo(decodes);
  const rewrite = leadingTo(rewrites);
  const anywhere = initializers.some(rewrites);
  return (funcs) => {
    const made = funcs.some(setting);
    return { made, written: anywhere || funcs.some(rewrite) || (made && funcs.some(decode)) };
  };
}
