/** What Tekton's `tkn` does to images: `bundle push REF` publishes one, `bundle list REF` names one. */
import type { Tool } from '../command';
import { flagTable, partOf, scan, subcommand } from '../flags';

const flags = flagTable(
  '--annotation -c --context --ctime -f --filenames -k --kubeconfig --label -n --namespace -o --output --remote-bearer --remote-password --remote-username --template --cache-dir',
  '-C -h --help --no-cache --no-color --remote-skip-tls --allow-missing-template-keys --show-managed-fields',
);

export const tkn: Tool = {
  names: ['tkn'],
  read: (args, program) => {
    const object = subcommand(args, flags);
    const verb = object && subcommand(object.args, flags);
    if (object?.name !== 'bundle' || !verb || !['push', 'list'].includes(verb.name)) return [];
    const [image] = scan(verb.args, flags).positionals;
    return image ? [{ role: verb.name === 'push' ? 'push' : 'mention', tool: program, engine: '', certain: image.certain && image.placed, image: partOf(image) }] : [];
  },
};
