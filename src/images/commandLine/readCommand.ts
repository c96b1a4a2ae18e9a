/**
 * From an argument vector to what the command does to images. Finds the program behind its wrappers (or in a shell's script) and asks that
 * tool's reader; what no reader knows gives nothing. Runs nothing and evaluates nothing.
 */
import { type Argument, type CommandUse, hole, type ImageArg, type Kustomizing, type ReadTool, type ReleaseArgs, shapeOf } from './command';
import { flagTable, scan, subcommand, valuesOf } from './flags';
import { commandsIn, isShell, takesScript, type ShellWord } from './shell';
import { tools } from './tools';
import { containerEngine } from './tools/containerEngine';
import { kind } from './tools/kind';
import { baseName, programName, unwrap } from './wrappers';

const readers: ReadonlyMap<string, ReadTool> = new Map(tools.flatMap((tool) => tool.names.map((name) => [name, tool.read] as const)));
const shellFlags = flagTable('-o -O --rcfile --init-file', '-e -u -x -l -i -f -n -v --login --norc --noprofile --posix');
const noFlags = flagTable('', '');

/**
 * What the command does to images, in the order of its arguments; empty where it does nothing to any, or nothing that is understood.
 * `args[0]` is the program. An argument that is wholly unknown is taken for a positional, not for a flag; an unknown flag, a spread or a
 * branch before a positional makes its use `certain: false`. A program that isn't known text is taken for a container engine (or kind)
 * where its subcommand can be no other's; engine and tool are '' then. Never throws.
 */
export function readCommand<T>(args: readonly Argument<T>[]): readonly CommandUse<T>[] {
  return readWithin(args, 3);
}

function readWithin<T>(args: readonly Argument<T>[], depth: number): readonly CommandUse<T>[] {
  const command = unwrap(args);
  const [program, ...rest] = command;
  if (!program || program.rest) return [];
  const name = programName(program);
  if (name === undefined) return ofOneOf(program.texts ?? [], rest) ?? ofUnknownProgram(rest);
  if (isShell(name)) return depth > 0 ? readScript(rest, depth - 1) : [];
  return readers.get(name)?.(rest, name) ?? [];
}

/** A program that is one of several, all of them read alike: no one's name, but a known meaning. */
function ofOneOf<T>(programs: readonly string[], rest: readonly Argument<T>[]): readonly CommandUse<T>[] | undefined {
  const read = new Set(programs.map((program) => readers.get(baseName(program))));
  const [only] = read;
  return read.size === 1 && only ? only(rest, '') : undefined;
}

function ofUnknownProgram<T>(rest: readonly Argument<T>[]): readonly CommandUse<T>[] {
  const first = subcommand(rest, noFlags);
  if (!first) return [];
  if (first.name === 'load') {
    const loads = kind.read(rest, '');
    if (loads.length) return loads;
  }
  const uses = containerEngine.read(rest, '');
  return engineOnly.has(first.name) ? uses : uses.map((use) => (use.archive ? use : { ...use, certain: false }));
}

/** Subcommands that no program but a container engine has with these arguments: `build` gives no use without a tag, `tag` none without two names. */
const engineOnly: ReadonlySet<string> = new Set(['build', 'bud', 'buildx', 'image', 'rmi', 'tag']);

/** `sh -c SCRIPT`: the script's commands one by one, their words led back to the one argument they stand in. */
function readScript<T>(rest: readonly Argument<T>[], depth: number): readonly CommandUse<T>[] {
  const script = scriptOf(rest);
  if (!script) return [];
  const shape = shapeOf(script);
  let written: readonly CommandUse<ShellWord>[] = [];
  return commandsIn(shape).flatMap(({ words, piped, entered }) => {
    const command = words.slice(words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word.shape)));
    const args = command.map(argumentOf);
    const own = readWithin(args, depth).map((use) => inFolder(use, entered, conditional.test(shape)));
    const uses = piped && written.length > 0 ? fromPipe(own, written) : own;
    written = uses.filter(({ role, archive, kustomization }) => (role === 'save' && archive === undefined) || kustomization?.printed);
    return uses.flatMap((use) => led(use, script));
  });
}

/** Not all of the line runs, perhaps. */
const conditional = /\b(?:if|case|while|until|for|test)\b|\[|\|\|/;

/** Where a command of a shell's line finds its kustomization; what it may set there is any edit. */
function inFolder(use: CommandUse<ShellWord>, entered: readonly ShellWord[] | undefined, isConditional: boolean): CommandUse<ShellWord> {
  const { kustomization } = use;
  if (!kustomization) return use;
  const { sets, ...others } = kustomization;
  return { ...use, kustomization: { ...others, ...(sets && isConditional ? { edits: true } : { sets }), entered: entered?.map((value) => ({ value, skip: 0 })) ?? 'unread' } };
}

/** `podman save X | docker load`, `kustomize build D | kubectl apply -f -`: what is loaded or applied is what the command before it writes. */
function fromPipe(uses: readonly CommandUse<ShellWord>[], written: readonly CommandUse<ShellWord>[]): readonly CommandUse<ShellWord>[] {
  const isInput = (arg: ImageArg<ShellWord> | undefined): boolean => arg !== undefined && /^(?:-|\/dev\/stdin)$/.test(arg.value.shape.slice(arg.skip, arg.end));
  return uses.flatMap((use) => {
    if (use.role === 'load' && (use.input === true || isInput(use.archive))) return written.flatMap(({ image }) => (image ? [{ ...use, archive: undefined, input: undefined, image }] : []));
    if (isInput(use.manifest) && use.patch === undefined) return written.flatMap(({ kustomization }) => (kustomization ? [{ ...use, manifest: undefined, kustomization: { ...kustomization, printed: undefined } }] : []));
    return [use];
  });
}

/** The script that a shell is given as an argument. */
function scriptOf<T>(rest: readonly Argument<T>[]): Argument<T> | undefined {
  const at = rest.findIndex((argument) => takesScript(shapeOf(argument)));
  if (at < 0) return undefined;
  const before = scan(rest.slice(0, at), shellFlags);
  const script = rest[at + 1];
  return script && !script.rest && !script.optional && before.positionals.length === 0 && valuesOf(before, '-c').length === 0 ? script : undefined;
}

function argumentOf(word: ShellWord): Argument<ShellWord> {
  return { text: word.shape.includes(hole) ? undefined : word.shape, prefix: '', shape: word.shape, optional: false, value: word };
}

/** The use with every part led back into the script; none where a needed part isn't one run of the script's characters. */
function led<T>(use: CommandUse<ShellWord>, script: Argument<T>): readonly CommandUse<T>[] {
  const back = (part: ImageArg<ShellWord> | undefined) => part && placeOf(part, script);
  const { image, imageParts, from, archive, cluster, dockerfile, context, chart, valueFiles, release, manifest, inlineManifest, pullPolicy, told, kustomization, ...plain } = use;
  const ledRelease = release && releaseIn(release, back);
  const found: CommandUse<T> = {
    ...plain,
    image: back(image),
    from: back(from),
    archive: back(archive),
    cluster: back(cluster),
    dockerfile: back(dockerfile),
    context: back(context),
    chart: back(chart),
    valueFiles: valueFiles?.flatMap((file) => back(file) ?? []),
    release: ledRelease,
    manifest: back(manifest),
    inlineManifest: back(inlineManifest),
    pullPolicy: back(pullPolicy),
    // The script is the one word in which they stand.
    ...(told?.some(({ shape }) => shape.includes(':') || shape.includes(hole)) ? { told: [script.value] } : {}),
    imageParts: imageParts && {
      key: imageParts.key,
      registry: back(imageParts.registry),
      namespace: back(imageParts.namespace),
      repository: back(imageParts.repository),
      tag: back(imageParts.tag),
      digest: back(imageParts.digest),
    },
  };
  if (kustomization) return [{ ...found, ...ledKustomization(use, kustomization, back) }];
  const lost = (image && !found.image) || (archive && !found.archive && !image) || (manifest && !found.manifest) || (from && !found.from) || (release && !ledRelease);
  return lost ? [] : [found];
}

/** What can't be led back is some folder, or some edit. */
function ledKustomization<T>({ image }: CommandUse<ShellWord>, { folder, entered, sets, ...plain }: Kustomizing<ShellWord>, back: (part: ImageArg<ShellWord> | undefined) => ImageArg<T> | undefined): Partial<CommandUse<T>> {
  const folders = entered === undefined || entered === 'unread' ? entered : entered.flatMap((one) => back(one) ?? []);
  const isLost = (folder && !back(folder)) || (entered && folders && folders.length < entered.length);
  const where = { folder: back(folder), entered: isLost ? ('unread' as const) : folders };
  if (!sets) return { kustomization: { ...plain, ...where } };
  const named = { image: back(image), name: back(sets.name) };
  if (!named.image || (sets.name && !named.name)) return { role: 'mention', image: undefined, kustomization: { edits: true, ...where } };
  return { kustomization: { ...plain, ...where, sets: { name: named.name } } };
}

/** Undefined where some of it isn't a run of the script's characters. */
function releaseIn<T>({ chart, name, valueFiles, settings, ...plain }: ReleaseArgs<ShellWord>, back: (part: ImageArg<ShellWord> | undefined) => ImageArg<T> | undefined): ReleaseArgs<T> | undefined {
  const at = back(chart);
  const files = valueFiles.flatMap((file) => back(file) ?? []);
  const set = settings.flatMap(({ value, ...how }) => {
    const one = back(value);
    return one ? [{ ...how, value: one }] : [];
  });
  const all = [at, ...files, ...set.map(({ value }) => value)];
  const lost = files.length < valueFiles.length || set.length < settings.length || all.some((one) => one?.expands);
  return at && !lost ? { ...plain, chart: at, name: back(name), valueFiles: files, settings: set } : undefined;
}

function placeOf<T>(part: ImageArg<ShellWord>, script: Argument<T>): ImageArg<T> | undefined {
  const { shape, offsets, expands } = part.value;
  const end = part.end ?? shape.length;
  const from = offsets[part.skip];
  const last = offsets[end - 1];
  if (from === undefined || last === undefined || end <= part.skip) return undefined;
  const inner = shape.slice(part.skip, end);
  // Behind a `$TAG` offsets jump: the part then ends where the script's own characters do.
  const contiguous = last - from === end - part.skip - 1;
  const marked = expands && (inner.includes(hole) || /[*?]/.test(inner));
  if (!contiguous && !marked) return undefined;
  return { value: script.value, skip: from, end: marked ? offsets[end] : last + 1, ...(marked ? { expands: true as const } : {}) };
}
