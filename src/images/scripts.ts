/**
 * Does a function run a program that may build images which nothing here reads: a build tool, a shell script? Goes by what is written at
 * its calls. What such a program makes is not known, so nobody can say that nothing builds an image.
 */
import { remembered } from '../base/remembered';
import type { CallExpr, FuncFact } from '../go/facts';
import { isShell, takesScript } from './commandLine/shell';
import { baseName } from './commandLine/wrappers';
import { runners, withoutContext, writtenText, writtenWords } from './idioms/commandsRun';

/** They copy and tag images in registries. */
const copiers = ['crane', 'gcrane', 'oras', 'regctl', 'regsync', 'regbot', 'hauler', 'dt'];
const builders: ReadonlySet<string> = new Set(['make', 'gmake', 'task', 'mage', 'just', 'bazel', 'bazelisk', 'earthly', 'ko', 'skaffold', 'tilt', 'dagger', 'goreleaser', 'pack', 's2i', 'nix', 'nix-build', 'buildctl', 'imgpkg', 'kbld', 'kwokctl', 'pants', 'plz', 'buck2', 'werf', 'okteto', 'depot', 'stacker', 'apko', 'melange', 'shp', ...copiers]);
/** Programs that run whatever their arguments, a file or the project say. */
const anything = /^(?:python[0-9.]*|node|deno|bun|npm|npx|pnpm|yarn|ruby|perl|php|pwsh|powershell|terraform|tofu|pulumi|ansible(?:-playbook)?|cargo|gradlew?|mvnw?|sbt|cmake|ninja|rake|packer|vagrant)(?:\.exe)?$/;
/** A file of the project that is run by its path, unless it is one of the tools that projects keep beside their code. */
const ownProgram = /^\.{1,2}\/(?!.*\.(?:(?:ba|z|k)?sh|ps1)$)(?!.*(?:^|\/)(?:kustomize|controller-gen|setup-envtest|envtest|kind|helm|kubectl|k3d|minikube|ginkgo|golangci-lint|operator-sdk|kubebuilder)$)/;
const script = /([^\s/\\]*)\.(?:(?:ba|z|k)?sh|ps1)(?=$|[\s;&|)"'])/g;
/** Where a shell's line runs a build tool: at its beginning, behind an operator, a variable or a wrapper. */
const runsTool = /(?:^|[;&|(!\n]|\b(?:then|do|else|if|env|sudo|time|exec|nohup|timeout\s+\S+|\w+=\S*))\s*(?:make|gmake|task|mage|just|bazel|bazelisk|earthly|ko|skaffold|tilt|dagger|goreleaser|npm|pnpm|yarn)(?:\s+[\w.@:/-]|\s*(?:$|[;&|)]))|\bxargs\b.*\b(?:kind|k3d|minikube|docker|podman)\b|\b(?:docker|podman)(?:-|\s+)compose\b[^;&|\n]*\s(?:--)?build\b|\bbuildx\s+bake\b|\b(?:docker|podman)-env\b/;
/** What a script's name says that it is about, where that is no image: `generate-certs.sh`, `wait-for-pods.sh`. */
const others: ReadonlySet<string> = new Set(['cert', 'certs', 'certificate', 'certificates', 'tls', 'ssl', 'pki', 'keys', 'keystore', 'secret', 'secrets', 'wait', 'cleanup', 'teardown']);
const images: ReadonlySet<string> = new Set(['build', 'builds', 'image', 'images', 'docker', 'podman', 'kind', 'load', 'push', 'deploy', 'install', 'setup', 'start', 'run', 'up', 'e2e', 'all']);

export const runsScript = remembered(({ calls }: FuncFact): boolean => calls.some(isScript));

/** `exec.Command("make", "images")`; and any call that is handed a script's name: `filepath.Join(root, "hack", "build.sh")`. */
function isScript(call: CallExpr): boolean {
  const { fn, args } = call;
  const texts = args.map(writtenText);
  if (fn.kind === 'select' && runners.has(fn.name)) return mayBuild('Command', writtenWords(call));
  const name = fn.kind === 'select' || fn.kind === 'name' ? fn.name : '';
  if (name === 'LookPath' && texts.some((text) => text !== undefined && builders.has(text))) return true;
  // The project's own way of running a program: `run("make", "images")`, `sh("make images")`.
  const known = texts.filter((text) => text !== undefined);
  if (/run|exec|cmd|command|^sh$|bash|shell/i.test(name)) {
    const [program, ...rest] = known;
    const make = texts.findIndex(isMake);
    if (make >= 0) return makesImages(texts.slice(make + 1));
    if (program !== undefined && (builders.has(program) || anything.test(program) || runsTool.test(program))) return true;
    if (intoNode(program, rest) || buildsByFile(program, rest) || copiesUnread(program, rest)) return true;
  }
  return known.some((text) => isNodesFolder(text) || (!isProse(text) && namesScript(text)));
}

/** Targets that leave kustomizations what they are, as kubebuilder's makefiles have them. */
const keeping = /^(?:docker-\w+|kind-\w+|load\S*|push\S*|build\S*image\S*|image\S*|(?:un)?install|undeploy|generate|manifests?|fmt|vet|lint|test|kustomize|controller-gen|envtest|clean|cleanup|teardown|certs?|crds?)$/;

/** `make deploy IMG=x` writes the image into a kustomization; what another target does isn't read. */
export const editsKustomizations = remembered(({ calls }: FuncFact): boolean =>
  calls.some(({ args }) => {
    const texts = args.map(writtenText);
    const at = texts.findIndex((text) => text === 'make' || text === 'gmake');
    const targets = texts.slice(at + 1).filter((text, i, all) => !(text?.startsWith('-') ?? false) && !(text?.includes('=') ?? false) && !/^(?:-[CfI]|--(?:directory|file|makefile))$/.test(all[i - 1] ?? ''));
    // What isn't written down beside a target is its `IMG=…`.
    const written = targets.filter((target) => target !== undefined);
    return at >= 0 && !(written.length > 0 && written.every((target) => keeping.test(target)));
  }),
);

const clients = /^(?:Image(?:Build|Load|Import|Create|Tag|Push|Pull)|Build(?:Docker|Container)?Images?|(?:Docker|Container)Build|BuildDockerfiles|LoadImages?(?:Archive)?)$/;

/** `client.ImageBuild(ctx, …)`: an engine's client for Go, or another package's helper, may build any image. `declared`: the workspace's own functions, which are followed. */
export function buildsByLibrary(fact: FuncFact, declared: ReadonlySet<string>): boolean {
  return clientCalls(fact).some((name) => !declared.has(name));
}

const clientCalls = remembered(({ calls }: FuncFact): readonly string[] => calls.flatMap(({ fn }) => ((fn.kind === 'select' || fn.kind === 'name') && clients.test(fn.name) ? [fn.name] : [])));

/** A message may name a script, too: `build.sh must succeed`. A command begins with a path or a shell. */
function isProse(text: string): boolean {
  return /\s/.test(text.trim()) && !/^\s*(?:\S*\/\S*|(?:ba|z)?sh)\s/.test(text);
}

function isMake(program: string | undefined): boolean {
  return program === 'make' || program === 'gmake';
}

/** Targets that build nothing by their names; without one, or with one that isn't written down, make builds whatever it likes. */
function makesImages(words: readonly (string | undefined)[]): boolean {
  // `make docker-build IMG=x` is read: it builds that image.
  if (words.some((word) => word !== undefined && /^[A-Z_]*IM(?:G|AGE)[A-Z_]*=/.test(word))) return false;
  const targets = words.filter((word, i) => word !== undefined && !word.startsWith('-') && !word.includes('=') && !/^(?:-[CfI]|--(?:directory|file|makefile))$/.test(words[i - 1] ?? ''));
  // What isn't written down beside such a target is its `IMG=…`.
  if (words.includes(undefined) && targets.length > 0 && targets.every((word) => word !== undefined && /^docker-(?:build|push|buildx)$|^(?:un)?deploy$/.test(word))) return false;
  return targets.length === 0 || targets.some((word) => word === undefined || !/^(?:un)?(?:install|deploy)$|^(?:generate|manifests?|fmt|vet|lint|test|kustomize|controller-gen|envtest|clean|cleanup|teardown|certs?|crds?|install-[a-z-]*|undeploy-[a-z-]*)$/.test(word));
}

const wrapping = /^(?:env|timeout|sudo|time|nice|nohup|xargs)$/;

/** Whether a call of the runner `name` runs such a program, going by its literal arguments; undefined stands for any other one. */
export function mayBuild(name: string, args: readonly (string | undefined)[]): boolean {
  const [program, ...rest] = withoutContext(name, args);
  if (isMake(program)) return makesImages(rest);
  // Tests, as `go test` is.
  if (program !== undefined && /^python[0-9.]*$/.test(program) && rest[0] === '-m' && (rest[1] === 'pytest' || rest[1] === 'unittest')) return false;
  if (program !== undefined && (builders.has(program) || anything.test(program) || ownProgram.test(program))) return true;
  // What is built from now on is built in the cluster, or in its name space; `ctr` builds nothing, and is read.
  if (rest.some((word) => word === 'docker-env' || word === 'podman-env' || (word === 'k8s.io' && !args.includes('ctr')))) return true;
  if (program === 'go' && (rest[0] === 'run' || rest[0] === 'generate')) return true;
  if (intoNode(program, rest) || buildsByFile(program, rest) || copiesUnread(program, rest)) return true;
  // A script on its standard input.
  if (program !== undefined && isShell(program) && rest.every((word) => word?.startsWith('-') === true && !takesScript(word))) return true;
  if (program !== undefined && wrapping.test(program) && rest.some((word) => word !== undefined && builders.has(word))) return true;
  return args.some(namesScript) || rest.some((text) => text !== undefined && /\s/.test(text) && runsTool.test(text));
}

/** What isn't written down decides whether the program builds or loads: `go ARGS…`, `ssh HOST LINE`, `kubectl exec POD -- sh -c LINE`. */
export function mayBuildByWords([program, ...rest]: readonly (string | undefined)[]): boolean {
  const name = program === undefined ? '' : baseName(program);
  if (name === 'kubectl') return rest[0] === 'exec' && rest.at(-1) === undefined;
  return rest.includes(undefined) && (name === 'go' || remote.has(name));
}

/** `docker compose build`, `docker buildx bake`: the names stand in files of theirs. */
function buildsByFile(program: string | undefined, rest: readonly (string | undefined)[]): boolean {
  const name = program === undefined ? '' : baseName(program);
  const composes = /^(?:docker|podman)-compose$/.test(name) || (/^(?:docker|podman|nerdctl)$/.test(name) && rest.includes('compose'));
  if (composes && (rest.includes('build') || rest.includes('--build'))) return true;
  return name === 'docker' && rest[0] === 'buildx' && rest[1] === 'bake';
}

/** k3s imports whatever archives lie there. */
function isNodesFolder(text: string | undefined): boolean {
  return text?.includes('k3s/agent/images') === true;
}

/** A line that a node runs by itself, or words for it: what it imports there is loaded. */
const imports = /\bctr\b.*\bimages?\s+import\b|\b(?:docker|podman|nerdctl)\s+(?:image\s+)?load\b/;
const remote: ReadonlySet<string> = new Set(['ssh', 'minikube', 'limactl', 'colima', 'multipass', 'vagrant', 'lxc', 'incus']);

function intoNode(program: string | undefined, rest: readonly (string | undefined)[]): boolean {
  const name = program === undefined ? '' : baseName(program);
  if (!isShell(name) && rest.some((text) => text !== undefined && /\s/.test(text) && imports.test(text))) return true;
  if (rest.some(isNodesFolder)) return true;
  if (name === 'microk8s' && rest[0] === 'images' && rest[1] === 'import') return true;
  const inside = remote.has(name) && (name === 'ssh' || rest.some((word) => word === 'ssh' || word === 'exec' || word === 'shell'));
  return inside && rest.some((word) => word === 'load' || word === 'import');
}

/** Into a registry or from one to the other, as a file or a chart says. */
function copiesUnread(program: string | undefined, rest: readonly (string | undefined)[]): boolean {
  const name = program === undefined ? '' : baseName(program);
  return (name === 'skopeo' && rest.includes('sync')) || (name === 'helm' && rest[0] === 'dt') || (name === 'oc' && rest[0] === 'image' && rest[1] === 'mirror');
}

/** A script may build unless its own name speaks of something else. */
function namesScript(text: string | undefined): boolean {
  return text !== undefined && [...text.matchAll(script)].some(([, name = '']) => {
    const words = name.toLowerCase().split(/[^a-z0-9]+/);
    return !words.some((word) => others.has(word)) || words.some((word) => images.has(word));
  });
}
