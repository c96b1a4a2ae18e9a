/**
 * Does a function run a program that may build images which nothing here reads: a build tool, a shell script? Goes by what is written at
 * its calls. What such a program makes is not known, so nobody can say that nothing builds an image.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, FuncFact } from '../go/facts';
import { runners, writtenText } from './idioms/containerCli';

const builders: ReadonlySet<string> = new Set(['make', 'gmake', 'task', 'mage', 'just', 'bazel', 'bazelisk', 'earthly', 'ko', 'skaffold', 'tilt', 'dagger', 'goreleaser', 'pack', 's2i', 'nix', 'nix-build']);
const script = /([^\s/\\]*)\.(?:ba|z)?sh(?=$|\s)/g;
/** What a script's name says that it is about, where that is no image: `generate-certs.sh`, `wait-for-pods.sh`. */
const others: ReadonlySet<string> = new Set(['cert', 'certs', 'certificate', 'certificates', 'tls', 'ssl', 'pki', 'keys', 'keystore', 'secret', 'secrets', 'wait', 'cleanup', 'teardown']);
const images: ReadonlySet<string> = new Set(['build', 'builds', 'image', 'images', 'docker', 'podman', 'kind', 'load', 'push', 'deploy', 'install', 'setup', 'start', 'run', 'up', 'e2e', 'all']);

export const runsScript = remembered(({ calls }: FuncFact): boolean => calls.some(isScript));

/** `exec.Command("make", "images")`; and any call that is handed a script's name: `filepath.Join(root, "hack", "build.sh")`. */
function isScript({ fn, args }: CallExpr): boolean {
  const texts = args.map(writtenText);
  return fn.kind === 'select' && runners.has(fn.name) ? mayBuild(fn.name, texts) : texts.some((text) => text !== undefined && !isProse(text) && namesScript(text));
}

/** A message may name a script, too: `build.sh must succeed`. A command begins with a path or a shell. */
function isProse(text: string): boolean {
  return /\s/.test(text.trim()) && !/^\s*(?:\S*\/\S*|(?:ba|z)?sh)\s/.test(text);
}

/** Whether a call of the runner `name` runs such a program, going by its literal arguments; undefined stands for any other one. */
export function mayBuild(name: string, args: readonly (string | undefined)[]): boolean {
  const program = args[name === 'CommandContext' ? 1 : 0];
  return (program !== undefined && builders.has(program)) || args.some(namesScript);
}

/** A script may build unless its own name speaks of something else. */
function namesScript(text: string | undefined): boolean {
  return text !== undefined && [...text.matchAll(script)].some(([, name = '']) => {
    const words = name.toLowerCase().split(/[^a-z0-9]+/);
    return !words.some((word) => others.has(word)) || words.some((word) => images.has(word));
  });
}
