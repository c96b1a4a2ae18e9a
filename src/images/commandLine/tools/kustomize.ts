/** What `kustomize edit set image NAME=NEW` does to images: the overlay deploys NEW from then on. A bare `NAME:TAG` keeps the name. */
import type { Tool } from '../command';
import { flagTable, partOf, scan, textOf } from '../flags';

const flags = flagTable('', '-h --help --stack-trace');

export const kustomize: Tool = {
  names: ['kustomize'],
  read: (args, program) => {
    const found = scan(args, flags).positionals;
    if (found.slice(0, 3).map(textOf).join(' ') !== 'edit set image') return [];
    return found.slice(3).map((word) => ({ role: 'deploy', tool: program, engine: '', certain: word.certain, image: partOf(word, word.shape.indexOf('=') + 1) }));
  },
};
