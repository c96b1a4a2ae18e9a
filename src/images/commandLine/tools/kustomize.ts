/**
 * What `kustomize` does to images: `build DIR` writes what a folder deploys to its output, `edit set image NAME=NEW` has the kustomization
 * where it runs deploy NEW from then on (a bare `NAME:TAG` keeps the name), and other edits may change anything in it.
 */
import type { Argument, CommandUse, Tool } from '../command';
import { flagTable, lastValue, partIf, partOf, scan, textOf } from '../flags';

const flags = flagTable(
  '--load-restrictor --network-name --env -e --output -o --reorder --helm-command --helm-kube-version --helm-api-versions',
  '--enable-alpha-plugins --enable-exec --enable-helm --enable-managedby-label --enable-star --helm-debug --mount --network --as-current-user -h --help --stack-trace',
);
/** They change no image and no name of a workload. */
const harmless = /^set (?:namespace|label|annotation|buildmetadata)|^add (?:label|annotation|configmap|secret|buildmetadata|generator-options)/;

export const kustomize: Tool = { names: ['kustomize'], read: (args, program) => readKustomize(args, program) };

function readKustomize<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const found = scan(args, flags);
  const [verb, ...words] = found.positionals;
  if (textOf(verb) === 'build') return printed(args, tool);
  const edit: CommandUse<T> = { role: 'mention', tool, engine: '', certain: true, kustomization: { edits: true } };
  if (verb && textOf(verb) !== 'edit') return textOf(verb) === undefined ? [edit] : [];
  if (textOf(words[0]) === undefined || textOf(words[1]) === undefined) return verb || found.open ? [edit] : [];
  const what = words.slice(0, 2).map(textOf).join(' ');
  if (what !== 'set image') return harmless.test(what) ? [] : [edit];
  const uses = words.slice(2).map((word): CommandUse<T> => {
    const equals = word.shape.indexOf('=');
    const name = equals < 0 ? undefined : partOf(word, 0, equals);
    return { role: 'deploy', tool, engine: '', certain: word.certain, image: partOf(word, equals + 1), kustomization: { sets: { name } } };
  });
  return found.open ? [...uses, edit] : uses;
}

/** `kustomize build DIR`, `kubectl kustomize DIR`; none where the output goes to a file. */
export function printed<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const found = scan(args, flags);
  const [, folder, ...more] = found.positionals;
  if (more.length > 0 || found.open || lastValue(found, '-o', '--output')) return [];
  return [{ role: 'mention', tool, engine: '', certain: folder?.certain ?? true, kustomization: { folder: partIf(folder), printed: true } }];
}
