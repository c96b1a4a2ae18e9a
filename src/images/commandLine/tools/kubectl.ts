/**
 * What `kubectl` (and `oc`) does to images: `run`, `create deployment|job|cronjob`, `set image` and `debug` deploy one by name;
 * `apply`, `create`, `replace` and `patch` hand over a manifest, which the YAML reader looks into, or a kustomization.
 */
import type { Argument, CommandUse, Role, Tool } from '../command';
import { flagTable, isSet, lastValue, partIf, partOf, scan, subcommand, textOf, valuesOf, type Scan } from '../flags';
import { printed } from './kustomize';

/** kubectl's flags mean the same in every subcommand as far as taking a value goes, `-p` of `logs` aside. */
const flags = flagTable(
  `--annotations --as --as-group --as-uid --cache-dir --certificate-authority --client-certificate --client-key --cluster --container
  -c --containers --context --copy-to --custom --env -e --field-manager --field-selector --filename -f --for --from --from-env-file --from-file
  --from-literal --grace-period --hostport --image --image-pull-policy --kubeconfig --kustomize -k --labels -l --limits
  --log-flush-frequency --namespace -n --output -o --override-type --overrides --password --patch -p --patch-file
  --pod-running-timeout --port --profile --profile-output --prune-allowlist --raw --replicas -r --request-timeout --requests --restart
  --schedule --selector --server -s --service-account --serviceaccount --set-image --since --subresource --tail --target --template --timeout
  --tls-server-name --token --type --user --username --v -v --vmodule`,
  `--all --all-namespaces -A --allow-missing-template-keys --arguments-only --attach --cascade --command --disable-compression
  --dry-run --edit --expose --force --force-conflicts --help -h --ignore-not-found --insecure-skip-tls-verify --interactive
  --keep-annotations --keep-init-containers --keep-labels --keep-liveness --keep-readiness --keep-startup --leave-stdin-open --list
  --local --match-server-version --no-headers --now --openapi-patch --overwrite --privileged --prune --quiet -q --record --recursive -R
  --replace --resolve --rm --same-node --save-config --server-side --share-processes --show-labels --show-managed-fields --stdin -i --tty
  -t --validate --wait --warnings-as-errors --watch -w --windows-line-endings`,
);

const verbs: ReadonlySet<string> = new Set(['run', 'create', 'apply', 'replace', 'delete', 'diff', 'patch', 'debug', 'set', 'kustomize']);

export const kubectl: Tool = { names: ['kubectl', 'oc', 'kubecolor'], verbs: { flags, names: verbs }, read: (args, program) => readKubectl(args, program) };

function readKubectl<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const command = subcommand(args, flags);
  if (!command) return [];
  const found = scan(command.args, flags);
  switch (command.name) {
    case 'run':
      return [...imageFlag(found, tool, 'pod', 0), ...inline(found, tool, '--overrides')];
    case 'create': {
      const object = textOf(found.positionals[0]);
      if (object !== undefined && ['deployment', 'deploy', 'job', 'cronjob', 'cj'].includes(object)) return imageFlag(found, tool, object, 1);
      return applied(found, tool);
    }
    case 'apply':
    case 'replace':
      return applied(found, tool);
    case 'delete':
      return [...[...files(found, tool, 'mention'), ...kustomized(found, tool, 'mention')].map((use) => ({ ...use, removes: true as const })), ...deleted(found, tool)];
    case 'kustomize':
      return printed(args, tool);
    case 'diff':
      return files(found, tool, 'mention');
    case 'patch':
      return patches(found, tool);
    case 'debug':
      return [...imageFlag(found, tool, '', 0), ...valuesOf(found, '--set-image').flatMap((word) => pairs(word.shape).map((pair) => setImage(tool, word.certain, partOf(word, pair.skip, pair.end), pair.container)))];
    case 'set':
      return textOf(found.positionals[0]) === 'image' ? readSetImage(found, tool) : [];
    default:
      return [];
  }
}

/** `--dry-run` changes nothing in the cluster; with `-o` it writes a manifest for somebody else to apply. */
function applied<T>(found: Scan<T>, tool: string): readonly CommandUse<T>[] {
  const mode = lastValue(found, '--dry-run')?.shape;
  const isTrial = isSet(found, '--dry-run') && mode !== 'none' && lastValue(found, '-o', '--output') === undefined;
  return [...files(found, tool, isTrial ? 'mention' : 'deploy'), ...(isTrial ? [] : kustomized(found, tool, 'deploy'))];
}

/** `-k DIR` */
function kustomized<T>(found: Scan<T>, tool: string, role: Role): readonly CommandUse<T>[] {
  return valuesOf(found, '-k', '--kustomize').map((word) => ({ role, tool, engine: '', certain: word.certain, kustomization: { folder: partOf(word) } }));
}

/** A patch, as an argument or in a file, of the workload that is named. */
function patches<T>(found: Scan<T>, tool: string): readonly CommandUse<T>[] {
  const workload = workloadIn(found.positionals);
  const inFiles = files(found, tool, 'deploy', '--patch-file').map((use) => ({ ...use, patch: true as const }));
  return [...inline(found, tool, '--patch', '-p'), ...inFiles].map((use) => ({ ...use, workload }));
}

/** `kind` '' takes no name; else the workload's name is positional number `nameAt`. */
function imageFlag<T>(found: Scan<T>, tool: string, kind: string, nameAt: number): readonly CommandUse<T>[] {
  const name = kind ? textOf(found.positionals[nameAt]) : undefined;
  const about = {
    tool,
    engine: '' as const,
    workload: name === undefined ? undefined : `${kind}/${name}`,
    pullPolicy: partIf(lastValue(found, '--image-pull-policy')),
    container: textOf(lastValue(found, '-c', '--container')),
  };
  return valuesOf(found, '--image').map((word) => ({ role: 'deploy', ...about, certain: word.certain, image: partOf(word) }));
}

/** `-f FILE`; several files may stand in one value, separated by commas. */
function files<T>(found: Scan<T>, tool: string, role: Role, ...names: readonly string[]): readonly CommandUse<T>[] {
  return valuesOf(found, ...(names.length ? names : ['-f', '--filename'])).flatMap((word) =>
    pieces(word.shape).map(({ start, end }) => ({ role, tool, engine: '' as const, certain: word.certain, manifest: end === word.shape.length ? partOf(word, start) : partOf(word, start, end) })),
  );
}

function inline<T>(found: Scan<T>, tool: string, ...names: readonly string[]): readonly CommandUse<T>[] {
  return valuesOf(found, ...names).map((word) => ({ role: 'deploy', tool, engine: '', certain: word.certain, inlineManifest: partOf(word) }));
}

/** `delete (KIND NAME… | KIND/NAME…)`; what isn't known text deletes nothing that anybody can name. */
function deleted<T>(found: Scan<T>, tool: string): readonly CommandUse<T>[] {
  const words = found.positionals.map((word) => (word.certain && word.placed ? textOf(word) : undefined));
  const [kind, ...names] = words;
  const workloads = kind === undefined || kind.includes('/') ? words : names.map((name) => (name === undefined ? undefined : `${kind}/${name}`));
  return workloads.flatMap((workload) => (workload?.includes('/') ? [{ role: 'mention' as const, tool, engine: '' as const, certain: true, workload, removes: true as const }] : []));
}

/** `set image (KIND NAME | KIND/NAME) CONTAINER=IMAGE…`. A word whose `=` isn't known to be there says nothing. */
function readSetImage<T>(found: Scan<T>, tool: string): readonly CommandUse<T>[] {
  const words = found.positionals.slice(1);
  const workload = workloadIn(words.filter((word) => !word.shape.includes('=')));
  return words.flatMap((word) => {
    const [pair] = pairs(word.shape);
    return pair ? [{ ...setImage(tool, word.certain, partOf(word, pair.skip), pair.container), workload }] : [];
  });
}

/** `KIND NAME` or `KIND/NAME`. `deployment --all`, `deployment -l app=x`: a kind alone is any of its workloads. */
function workloadIn<T>(words: Scan<T>['positionals']): string | undefined {
  const resource = words.map(textOf);
  const named = resource.length > 0 && resource.length < 3 && !resource.includes(undefined) ? resource.join('/') : '';
  return named.includes('/') ? named : undefined;
}

function setImage<T>(tool: string, certain: boolean, image: CommandUse<T>['image'], container: string | undefined): CommandUse<T> {
  return { role: 'deploy', tool, engine: '', certain, image, container };
}

/** The `container=image` pairs of `a=x,b=y`; `*` stands for every container. */
function pairs(shape: string): readonly { readonly container: string | undefined; readonly skip: number; readonly end: number | undefined }[] {
  return pieces(shape).flatMap(({ start, end }) => {
    const equals = shape.indexOf('=', start);
    if (equals < 0 || equals >= end) return [];
    const name = shape.slice(start, equals);
    return [{ container: name === '*' || /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) ? name : undefined, skip: equals + 1, end: end === shape.length ? undefined : end }];
  });
}

function pieces(shape: string): readonly { readonly start: number; readonly end: number }[] {
  const found: { start: number; end: number }[] = [];
  let start = 0;
  for (const piece of shape.split(',')) {
    if (piece) found.push({ start, end: start + piece.length });
    start += piece.length + 1;
  }
  return found;
}
