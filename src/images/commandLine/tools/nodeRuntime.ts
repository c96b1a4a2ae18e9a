/**
 * `ctr` and `crictl`, the clients of a node's own runtime: importing into it, tagging, pulling, and plain mentions. Both follow
 * urfave/cli: flags come before positionals.
 */
import type { Argument, CommandUse, Tool } from '../command';
import { flagTable, partIf, partOf, scan, subcommand } from '../flags';

const ctrGlobal = flagTable('-a --address --connect-timeout -n --namespace --timeout', '--debug -h --help -v --version');
const ctrFlags = flagTable(
  `--base-name --index-name --label --platform --snapshotter --hosts-dir -u --user --tlscacert --tlscert --tlskey
  --refresh --manifest --manifest-type --max-concurrent-downloads --max-concurrent-uploaded-layers --http-dump --env --env-file --mount
  --cwd --config -c --runtime --memory-limit --cpus --device --annotation --cap-add --cap-drop --gpus --pid-file --log-uri --cgroup
  --container-label --with-ns --network-interface --hostname --user-ns`,
  `--all-platforms --compress-blobs --digests --skip-digest-for-named --discard-unpacked-layers --force -h --help --isolated --keyring --local --no-unpack --print-chainid -k
  --plain-http --skip-verify --skip-non-distributable --skip-manifest-json --sync --sync-fs --trace -d --detach --rm --tty -t --net-host
  --privileged --read-only --null-io --allow-new-privs --cni --rootfs --no-pivot -q --quiet`,
);

type Uses<T> = readonly CommandUse<T>[];

export const ctr: Tool = { names: ['ctr'], read: (args, program) => readCtr(args, program) };

function readCtr<T>(args: readonly Argument<T>[], tool: string): Uses<T> {
  const command = subcommand(args, ctrGlobal);
  if (command?.name === 'run') return first(command.args, tool, 'run');
  if (!command || !['images', 'image', 'i'].includes(command.name)) return [];
  const verb = subcommand(command.args, ctrGlobal);
  if (!verb) return [];
  const about = { tool, engine: '' as const };
  const [a, ...others] = scan(verb.args, ctrFlags).positionals;
  if (!a) return [];
  const certain = a.certain && a.placed;
  switch (verb.name) {
    case 'import':
      return [{ role: 'load', ...about, certain, into: 'cluster', loadFrom: 'image-archive', archive: partOf(a) }];
    case 'export':
      return others.map((word) => ({ role: 'save', ...about, certain: word.certain && word.placed, image: partOf(word), archive: partOf(a) }));
    case 'tag':
      return others.map((word) => ({ role: 'tag', ...about, certain: word.certain && word.placed, image: partOf(word), from: partOf(a) }));
    case 'pull':
    case 'push':
      return [{ role: verb.name, ...about, certain, image: partOf(a), from: verb.name === 'push' ? partIf(others[0]) : undefined }];
    default:
      return [a, ...others].map((word) => ({ role: 'mention', ...about, certain: word.certain, image: partOf(word) }));
  }
}

const crictlGlobal = flagTable('-c --config -i --image-endpoint -r --runtime-endpoint -t --timeout', '-D --debug -h --help --enable-tracing -v --version');
const crictlFlags = flagTable('-a --auth --annotation --creds --pod-config -o --output --template --name --filter -f --pull-timeout --cancel-timeout', '-h --help -q --quiet --no-trunc --digests -v --verbose --all --prune --pinned -p');

export const crictl: Tool = {
  names: ['crictl'],
  read: (args, program) => {
    const command = subcommand(args, crictlGlobal);
    if (command?.name === 'pull') return first(command.args, program, 'pull');
    if (!command || !['images', 'image', 'img', 'inspecti', 'rmi'].includes(command.name)) return [];
    return scan(command.args, crictlFlags).positionals.map((word) => ({ role: 'mention', tool: program, engine: '', certain: word.certain, image: partOf(word) }));
  },
};

function first<T>(args: readonly Argument<T>[], tool: string, role: 'run' | 'pull'): Uses<T> {
  const [image] = scan(args, role === 'run' ? ctrFlags : crictlFlags, true).positionals;
  return image ? [{ role, tool, engine: '', certain: image.certain && image.placed, image: partOf(image) }] : [];
}
