/**
 * Does a function run a program that may build images which nothing here reads: a build tool, a shell script? Goes by what is written at
 * its calls. What such a program makes is not known, so nobody can say that nothing builds an image.
 */
import type { CallExpr, FuncFact } from '../go/facts';
import { runners, writtenText } from './idioms/containerCli';

const builders: ReadonlySet<string> = new Set(['make', 'gmake', 'task', 'mage', 'just', 'bazel', 'bazelisk', 'earthly', 'ko', 'skaffold', 'tilt', 'dagger', 'goreleaser', 'pack', 's2i', 'nix', 'nix-build']);
const script = /\.(?:ba|z)?sh(?:$|\s)/;

const known = new WeakMap<FuncFact, boolean>();

export function runsScript(fact: FuncFact): boolean {
  let runs = known.get(fact);
  if (runs === undefined) known.set(fact, (runs = fact.calls.some(isScript)));
  return runs;
}

/** `exec.Command("make", "images")`; and any call that is handed a script's name: `filepath.Join(root, "hack", "build.sh")`. */
function isScript({ fn, args }: CallExpr): boolean {
  const texts = args.map(writtenText);
  return fn.kind === 'select' && runners.has(fn.name) ? mayBuild(fn.name, texts) : texts.some(namesScript);
}

/** Whether a call of the runner `name` runs such a program, going by its literal arguments; undefined stands for any other one. */
export function mayBuild(name: string, args: readonly (string | undefined)[]): boolean {
  const program = args[name === 'CommandContext' ? 1 : 0];
  return (program !== undefined && builders.has(program)) || args.some(namesScript);
}

function namesScript(text: string | undefined): boolean {
  return text !== undefined && script.test(text);
}
