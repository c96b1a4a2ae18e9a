/** What `kind` does to images: loads them into a cluster's nodes, names a node image, builds one. */
import type { Argument, CommandUse, Tool } from '../command';
import { flagTable, lastValue, partIf, partOf, scan, subcommand } from '../flags';

/** `-q` and `-v` are the root's, and pflag takes them anywhere. */
const flags = flagTable(
  '--arch --base-image --config --image --kube-root --kubeconfig --loglevel -n --name --nodes --type -v --verbosity --wait',
  '-h --help -q --quiet --retain',
);

export const kind: Tool = { names: ['kind'], verbs: { flags, names: new Set(['load', 'create', 'build']) }, read: (args, program) => readKind(args, program) };

function readKind<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const verb = subcommand(args, flags);
  const object = verb && subcommand(verb.args, flags);
  if (!verb || !object) return [];
  const found = scan(object.args, flags);
  const who = { tool, engine: '' as const };
  const cluster = partIf(lastValue(found, '--name', '-n'));
  const image = lastValue(found, '--image');
  switch (`${verb.name} ${object.name}`) {
    case 'load docker-image': {
      // A list that isn't known may hold any image.
      const rest = found.positionals.length === 0 ? object.args.find((argument) => argument.rest) : undefined;
      if (rest) return [{ role: 'load', ...who, certain: false, into: 'cluster', loadFrom: 'docker-image', image: { value: rest.value, skip: 0 }, cluster }];
      return found.positionals.map((word) => ({ role: 'load', ...who, certain: word.certain, into: 'cluster', loadFrom: 'docker-image', image: partOf(word), cluster }));
    }
    case 'load image-archive':
      return found.positionals.map((word) => ({ role: 'load', ...who, certain: word.certain, into: 'cluster', loadFrom: 'image-archive', archive: partOf(word), cluster }));
    case 'create cluster':
      return image ? [{ role: 'mention', ...who, certain: image.certain, image: partOf(image), cluster, under: 'nodes' }] : [];
    case 'build node-image':
      return image ? [{ role: 'build', tool, engine: 'docker', certain: image.certain, image: partOf(image), context: partIf(found.positionals[0]) }] : [];
    default:
      return [];
  }
}
