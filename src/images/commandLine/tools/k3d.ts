/** What `k3d` does to images: imports them (or archives) into clusters, and names a node image. */
import type { Tool } from '../command';
import { flagTable, lastValue, partIf, partOf, scan, subcommand } from '../flags';

const flags = flagTable(
  `-a --agents --agents-memory --api-port -c --cluster --config -e --env -i --image --k3s-arg --k3s-node-label -l -m --memory --mode
  --network -p --port --registry-config --registry-create --registry-use --replicas --role --runtime-label --runtime-ulimit -s --servers
  --servers-memory --subnet --timeout --token -v --volume --gpus --host-alias --lb-config-override --hostpidmode`,
  `-h --help -k --keep-tarball -t --keep-tools --kubeconfig-switch-context --kubeconfig-update-default --no-image-volume --no-lb
  --no-rollback --timestamps --trace --verbose --wait`,
);

export const k3d: Tool = {
  names: ['k3d'],
  read: (args, program) => {
    const object = subcommand(args, flags);
    const verb = object && subcommand(object.args, flags);
    if (!object || !verb) return [];
    const found = scan(verb.args, flags);
    const who = { tool: program, engine: '' } as const;
    if (['image', 'images'].includes(object.name) && ['import', 'load'].includes(verb.name)) {
      const cluster = partIf(lastValue(found, '-c', '--cluster'));
      return found.positionals.map((word) => {
        const load = { role: 'load', ...who, certain: word.certain, into: 'cluster', cluster } as const;
        return /\.tar(\.gz)?$|^-$/.test(word.shape)
          ? { ...load, loadFrom: 'image-archive', archive: partOf(word) }
          : { ...load, loadFrom: 'docker-image', image: partOf(word) };
      });
    }
    const image = lastValue(found, '-i', '--image');
    return image && verb.name === 'create' ? [{ role: 'mention', ...who, certain: image.certain, image: partOf(image), under: 'nodes' }] : [];
  },
};
