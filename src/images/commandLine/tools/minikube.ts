/** What `minikube` does to images: `image load`, `build`, `pull`, `push`, `tag`, `save`, and `cache add`. `minikube kubectl -- …` is kubectl. */
import type { Argument, CommandUse, Tool } from '../command';
import { flagTable, isSet, lastValue, partIf, partOf, scan, subcommand, valuesOf } from '../flags';
import { kubectl } from './kubectl';

const flags = flagTable(
  `-b --bootstrapper --build-env --build-opt -f --file --format --log_backtrace_at --log_dir --log_file --log_file_max_size -n --node
  -p --profile --stderrthreshold -t --tag --user -v --v --vmodule`,
  `--add_dir_header --all --alsologtostderr --daemon -h --help --logtostderr --one_output --overwrite --pull --push --remote --rootless
  --skip-audit --skip_headers --skip_log_headers`,
);

export const minikube: Tool = { names: ['minikube'], read: (args, program) => readMinikube(args, program) };

function readMinikube<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const object = subcommand(args, flags);
  if (object?.name === 'kubectl') return kubectl.read(object.args, 'kubectl');
  const verb = object && subcommand(object.args, flags);
  if (!object || !verb) return [];
  const found = scan(verb.args, flags);
  const [a, ...others] = found.positionals;
  const who = { tool, engine: '' as const };
  const cluster = partIf(lastValue(found, '-p', '--profile') ?? lastValue(scan(args, flags), '-p', '--profile'));
  switch (`${object.name} ${verb.name}`) {
    case 'image load':
    case 'cache add':
      return found.positionals.map((word) => {
        const load = { role: 'load', ...who, certain: word.certain, into: 'cluster', cluster } as const;
        return /\.tar(\.gz)?$/.test(word.shape) ? { ...load, loadFrom: 'image-archive', archive: partOf(word) } : { ...load, image: partOf(word) };
      });
    case 'image build': {
      const about = { ...who, dockerfile: partIf(lastValue(found, '-f', '--file')), context: partIf(a) };
      const tags = valuesOf(found, '-t', '--tag').map((word) => ({ certain: word.certain, image: partOf(word) }));
      const pushed = isSet(found, '--push') ? tags.map((tag) => ({ role: 'push' as const, ...who, ...tag })) : [];
      // An image built inside the cluster is there already.
      const loaded = tags.map((tag) => ({ role: 'load' as const, ...who, ...tag, into: 'cluster' as const, cluster }));
      return [...tags.map((tag) => ({ role: 'build' as const, ...about, ...tag })), ...loaded, ...pushed];
    }
    case 'image tag':
      // It tags in the cluster's own store.
      return a ? others.flatMap((word): CommandUse<T>[] => {
        const use = { ...who, certain: word.certain && word.placed, image: partOf(word) };
        return [{ role: 'tag', ...use, from: partOf(a) }, { role: 'load', ...use, into: 'cluster', cluster }];
      }) : [];
    case 'image save':
      return a ? [{ role: 'save', ...who, certain: a.certain && a.placed, image: partOf(a), archive: partIf(others[0]) }] : [];
    case 'image pull':
    case 'image push':
      return found.positionals.map((word) => ({ role: verb.name === 'pull' ? 'pull' : 'push', ...who, certain: word.certain, image: partOf(word) }));
    case 'image rm':
    case 'cache delete':
      return found.positionals.map((word) => ({ role: 'mention', ...who, certain: word.certain, image: partOf(word) }));
    default:
      return [];
  }
}
