/** Does a function create a Kind cluster, whose nodes begin without any image, or load some in a way that nothing here reads? Goes by what is written at its calls. */
import type { CallExpr, FuncFact } from '../go/facts';
import { runners, writtenText } from './idioms/containerCli';

const known = new WeakMap<FuncFact, boolean>();

export function createsCluster(fact: FuncFact): boolean {
  let creates = known.get(fact);
  if (creates === undefined) known.set(fact, (creates = fact.calls.some(isCreation)));
  return creates;
}

/** `exec.Command("kind", "create", "cluster", …)`. */
function isCreation({ fn, args }: CallExpr): boolean {
  if (fn.kind !== 'select' || !runners.has(fn.name)) return false;
  const words = args.slice(fn.name === 'CommandContext' ? 1 : 0).map(writtenText);
  return words[0] === 'kind' && words[1] === 'create' && words[2] === 'cluster';
}

/** `cluster.LoadImage(name)` of a package that is not among these: it may load any image. */
export function loadsElsewhere({ calls }: FuncFact, declared: ReadonlySet<string>): boolean {
  return calls.some(({ fn }) => (fn.kind === 'select' || fn.kind === 'name') && /load|import/i.test(fn.name) && /image|archive/i.test(fn.name) && !declared.has(fn.name));
}
