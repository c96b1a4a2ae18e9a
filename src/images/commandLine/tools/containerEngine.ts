/**
 * What `podman`, `docker`, `buildah` and `nerdctl` do to images: build, tag, save, load, push, pull, run, and plain mentions. What a
 * name means to an engine is decided elsewhere.
 */
import { archived } from '../archived';
import type { Argument, CommandUse, Engine, Role, Tool } from '../command';
import { isSet, lastValue, partIf, partOf, scan, type Scan, subcommand, valuesOf, type Word } from '../flags';
import { transportOf } from '../transport';
import { readCompose } from './compose';
import { ctr, crictl } from './nodeRuntime';
import * as tables from './engineFlags';

/** Who runs the command, carried into every use. */
interface Who {
  readonly tool: string;
  readonly engine: Engine;
}

type Read = <T>(args: readonly Argument<T>[], who: Who) => readonly CommandUse<T>[];

const engines: ReadonlyMap<string, Engine> = new Map<string, Engine>([
  ['podman', 'podman'],
  ['podman-remote', 'podman'],
  ['docker', 'docker'],
  ['buildah', 'buildah'],
]);

const makers: ReadonlyMap<string, Role> = new Map([['build', 'build'], ['bud', 'build'], ['tag', 'tag'], ['pull', 'pull'], ['push', 'push']]);

/** A list that isn't known may hold the image that is made: `podman build ARGS...` makes something, whatever its name is. */
function hidden<T>(command: { readonly name: string; readonly args: readonly Argument<T>[] }, who: Who): readonly CommandUse<T>[] {
  const role = makers.get(command.name);
  const rest = command.args.find((argument) => argument.rest);
  return role && rest && who.tool !== '' ? [{ role, ...who, certain: false, image: { value: rest.value, skip: 0 } }] : [];
}

const build: Read = (args, who) => {
  const found = scan(args, tables.buildFlags);
  const [context] = found.positionals;
  const about = {
    ...who,
    dockerfile: partIf(lastValue(found, '-f', '--file')),
    context: context && context.certain && context.placed ? partOf(context) : undefined,
  };
  const tags = valuesOf(found, '-t', '--tag', '--manifest').map((word) => ({ certain: word.certain, image: partOf(word) }));
  const outputs = valuesOf(found, '-o', '--output').flatMap(outputOf);
  const pushed = [...(isSet(found, '--push') ? tags : []), ...outputs.filter(({ pushes }) => pushes).map(({ tag }) => tag)];
  return [...[...tags, ...outputs.map(({ tag }) => tag)].map((tag) => ({ role: 'build' as const, ...about, ...tag })), ...pushed.map((tag) => ({ role: 'push' as const, ...who, ...tag })), ...bases(found, who)];
};

/** `--output type=registry,name=X` names what is built, and may push it. */
function outputOf<T>(word: Word<T>): readonly { readonly tag: Pick<CommandUse<T>, 'certain' | 'image'>; readonly pushes: boolean }[] {
  const name = /(?:^|,)name=([^,]+)/.exec(word.shape);
  const end = name ? name.index + name[0].length : 0;
  return name ? [{ tag: { certain: word.certain, image: partOf(word, end - (name[1] ?? '').length, end) }, pushes: /(?:^|,)(?:type=registry|push=true)(?:,|$)/.test(word.shape) }] : [];
}

const baseKey = /(?:^|_)(?:BASE|IMAGE|IMG|FROM|BUILDER|PARENT|RUNTIME)(?:_|$)/i;

/** `--build-arg BASE_IMAGE=…`: what a Dockerfile begins `FROM`. */
function bases<T>(found: Scan<T>, who: Who): readonly CommandUse<T>[] {
  return valuesOf(found, '--build-arg').flatMap((word) => {
    const equals = word.shape.indexOf('=');
    return equals > 0 && baseKey.test(word.shape.slice(0, equals)) && equals + 1 < word.shape.length ? [{ role: 'mention' as const, ...who, certain: word.certain, image: partOf(word, equals + 1), under: 'build' as const }] : [];
  });
}

const save: Read = (args, who) => {
  const found = scan(args, tables.saveFlags);
  const archive = partIf(lastValue(found, '-o', '--output'));
  return found.positionals.map((word) => ({ role: 'save', ...who, certain: word.certain, image: partOf(word), archive }));
};

const load: Read = (args, who) => {
  const found = scan(args, tables.loadFlags);
  const archive = lastValue(found, '-i', '--input');
  if (archive) return [{ role: 'load', ...who, certain: archive.certain, into: 'engine', archive: partOf(archive) }];
  // No engine takes anything else than the archive.
  return found.positionals.length === 0 ? [{ role: 'load', ...who, certain: !found.open, into: 'engine', input: true }] : [];
};

const tag: Read = (args, who) => {
  const [source, ...targets] = scan(args, tables.tagFlags).positionals;
  if (!source) return [];
  return targets.map((word) => ({ role: 'tag', ...who, certain: word.certain && word.placed, image: partOf(word), from: partOf(source) }));
};

const push: Read = (args, who) => pushOf(scan(args, tables.pushFlags), who);

function pushOf<T>(found: Scan<T>, who: Who): readonly CommandUse<T>[] {
  const [source, target] = found.positionals;
  if (!source) return [];
  const certain = source.certain && source.placed && !isSet(found, '-a', '--all-tags');
  if (!target) return [{ role: 'push', ...who, certain: certain && !found.open, image: partOf(source) }];
  const transport = transportOf(target.shape);
  const image = partOf(source);
  if (transport.kind === 'archive') return archived(image, source.shape, target, { ...who, certain });
  // What is put into another engine's store is there under that name, as if it had been tagged.
  if (transport.kind === 'daemon') return [{ role: 'tag', tool: who.tool, engine: 'docker', certain: certain && target.placed, image: partOf(target, transport.skip), from: image }];
  if (transport.kind !== 'registry') return [{ role: 'mention', ...who, certain, image }];
  return [{ role: 'push', ...who, certain: certain && target.placed, image: partOf(target, transport.skip), from: image }];
}

const pull: Read = (args, who) => {
  const found = scan(args, tables.pullFlags);
  return found.positionals.flatMap((word) => {
    const transport = transportOf(word.shape);
    if (transport.kind !== 'registry') return [];
    return [{ role: 'pull' as const, ...who, certain: word.certain && !isSet(found, '-a', '--all-tags'), image: partOf(word, transport.skip) }];
  });
};

/** `run` and `create`: the first positional is the image, all behind it belongs to the container. */
const run: Read = (args, who) => {
  const found = scan(args, tables.runFlags, true);
  if (isSet(found, '--rootfs')) return [];
  const until = found.positionals.findIndex((word) => !word.argument.optional && word.certain);
  const candidates = until < 0 ? found.positionals : found.positionals.slice(0, until + 1);
  const told = found.after.length > 0 ? { told: found.after.map(({ value }) => value) } : {};
  return candidates.map((word) => ({ role: 'run', ...who, certain: word.certain && word.placed, image: partOf(word), ...told }));
};

/** A command inside a container: of interest where the container is a cluster's node and the command its runtime's client. */
const exec: Read = (args) => {
  const found = scan(args, tables.execFlags, true);
  const inner = found.after;
  const name = inner[0]?.text?.split('/').at(-1);
  if (name === undefined) return [];
  const tool = [ctr, crictl].find((one) => one.names.includes(name));
  return tool?.read(inner.slice(1), name) ?? [];
};

/** `commit CONTAINER IMAGE` and `import FILE IMAGE`: the image exists afterwards. */
const commit: Read = (args, who) => {
  const [, image] = scan(args, tables.commitFlags).positionals;
  return image ? [{ role: 'build', ...who, certain: image.certain && image.placed, image: partOf(image) }] : [];
};

const kubePlay: Read = (args, who) =>
  scan(args, tables.kubePlayFlags).positionals.slice(0, 1).map((word) => ({ role: 'run', ...who, certain: word.certain && word.placed, manifest: partOf(word) }));

/** Every positional is a name of an image, and nothing happens to what it names. */
const mention: Read = (args, who) =>
  scan(args, tables.nameFlags).positionals.map((word) => ({ role: 'mention', ...who, certain: word.certain, image: partOf(word) }));

const remove: Read = (args, who) =>
  scan(args, tables.removeFlags).positionals.map((word) => ({ role: 'mention', ...who, certain: word.certain, image: partOf(word) }));

const createManifest: Read = (args, who) => {
  const [list, ...members] = scan(args, tables.manifestFlags).positionals;
  if (!list) return [];
  return [
    { role: 'build', ...who, certain: list.certain && list.placed, image: partOf(list) },
    ...members.map((word) => ({ role: 'mention' as const, ...who, certain: word.certain, image: partOf(word) })),
  ];
};

const createByImagetools: Read = (args, who) => {
  const found = scan(args, tables.imagetoolsFlags);
  return [
    ...valuesOf(found, '-t', '--tag').map((word) => ({ role: 'push' as const, ...who, certain: word.certain, image: partOf(word) })),
    ...found.positionals.map((word) => ({ role: 'mention' as const, ...who, certain: word.certain, image: partOf(word) })),
  ];
};

const compose: Read = (args, who) => readCompose(args, who.tool, who.engine);

/** A command that only holds subcommands. */
function group(entries: readonly (readonly [string, Read])[]): Read {
  const members = new Map(entries);
  return (args, who) => {
    const command = subcommand(args, tables.globalFlags);
    return (command && members.get(command.name)?.(command.args, who)) ?? [];
  };
}

const ofImages: readonly (readonly [string, Read])[] = [
  ['build', build], ['save', save], ['load', load], ['tag', tag], ['push', push], ['pull', pull], ['import', commit],
  ['exists', mention], ['history', mention], ['inspect', mention], ['list', mention], ['ls', mention], ['mount', mention],
  ['remove', remove], ['rm', remove], ['tree', mention], ['untag', mention],
];

const ofContainers: readonly (readonly [string, Read])[] = [['commit', commit], ['create', run], ['exec', exec], ['run', run]];

const ofManifests: readonly (readonly [string, Read])[] = [
  ['create', createManifest], ['push', push], ['add', mention], ['annotate', mention], ['exists', mention], ['inspect', mention], ['remove', mention], ['rm', mention],
];

const ofBuilders: readonly (readonly [string, Read])[] = [['b', build], ['build', build], ['imagetools', group([['create', createByImagetools], ['inspect', mention]])]];

/** `buildah run` works on a container, and so does `buildah inspect`, mostly. */
const commands: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...ofImages.filter(([name]) => !['exists', 'list', 'ls', 'mount', 'remove', 'rm', 'tree'].includes(name)),
  ...ofContainers,
  ['bud', build], ['from', mention], ['images', mention], ['rmi', remove],
  ['image', group(ofImages)], ['container', group(ofContainers)], ['manifest', group(ofManifests)],
  ['buildx', group(ofBuilders)], ['builder', group(ofBuilders)], ['farm', group([['build', build]])],
  ['compose', compose], ['kube', group([['play', kubePlay]])], ['play', group([['kube', kubePlay]])],
]);

export const containerEngine: Tool = {
  names: ['podman', 'podman-remote', 'docker', 'buildah', 'nerdctl', 'finch'],
  verbs: { flags: tables.globalFlags, names: commands },
  read: (args, program) => {
    const command = subcommand(args, tables.globalFlags);
    const who = { tool: program, engine: engines.get(program) ?? '' } as const;
    const uses = (command && commands.get(command.name)?.(command.args, who)) ?? [];
    return uses.length === 0 && command ? hidden(command, who) : uses;
  },
};
