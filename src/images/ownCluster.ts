/** Does a function create a Kind cluster, whose nodes begin without any image, or load some in a way that nothing here reads? Goes by what is written at its calls. */
import { remembered } from '../base/remembered';
import type { Expr, FuncFact } from '../go/facts';
import { writtenText } from './idioms/commandsRun';

/** `exec.Command("kind", "create", "cluster", …)`, a project's own way of running it, or one of a list of commands. */
export const createsCluster = remembered(({ calls, composites }: FuncFact): boolean => {
  const run = calls.some(({ fn, args }) => (fn.kind === 'select' || fn.kind === 'name') && isCreation(args));
  return run || composites.some(({ elements }) => isCreation(elements.map(({ value }) => value)));
});

function isCreation(args: readonly Expr[]): boolean {
  const words = args.map(writtenText);
  const at = words.indexOf('kind');
  return at >= 0 && words[at + 1] === 'create' && words[at + 2] === 'cluster';
}

/** `cluster.LoadImage(name)` of a package that is not among these: it may load any image. */
export function loadsElsewhere(fact: FuncFact, declared: ReadonlySet<string>): boolean {
  return loaders(fact).some((name) => !declared.has(name));
}

/** What is called that loads images, going by its name. */
const loaders = remembered(({ calls }: FuncFact): readonly string[] => calls.flatMap(({ fn }) => ((fn.kind === 'select' || fn.kind === 'name') && /load|import/i.test(fn.name) && /image|archive/i.test(fn.name) ? [fn.name] : [])));
