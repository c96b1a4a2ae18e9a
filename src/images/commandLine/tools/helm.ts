/**
 * What `helm install|upgrade|template --set …` does to images: the values that charts by convention read an image from
 * (`a.image.repository`, `a.image.tag`, `a.image`, `aImage`) become one deploy use per key, in which a part that no flag sets is missing. All that
 * the chart is given is one use more, for whoever can read the chart.
 */
import type { Argument, CommandUse, ImageArg, ImageParts, ReleaseArgs, Tool } from '../command';
import { flagTable, isSet, lastValue, partOf, scan, subcommand, textOf, valuesOf, type Scan, type Word } from '../flags';
import { endOfPiece, mayBeRepositorys, type SettingKind } from '../helmWords';

const flags = flagTable(
  `-a --api-versions --burst-limit --ca-file --cert-file --color --colour --content-cache --description --history-max --key-file --keyring
  --kube-apiserver --kube-as-group --kube-as-user --kube-ca-file --kube-context --kube-tls-server-name --kube-token --kube-version
  --kubeconfig -l --labels -n --namespace --name-template -o --output --output-dir --password --post-renderer --post-renderer-args --qps
  --registry-config --repo --repository-cache --repository-config -s --set --set-file --set-json --set-literal --set-string --show-only
  --timeout --username -f --values --version`,
  `--atomic --cleanup-on-fail --create-namespace --debug --dependency-update --devel --disable-openapi-validation --dry-run --enable-dns
  --force --force-conflicts --force-replace -g --generate-name -h --help --hide-notes --hide-secret -i --include-crds --install
  --insecure-skip-tls-verify --is-upgrade --kube-insecure-skip-tls-verify --no-hooks --pass-credentials --plain-http --release-name
  --render-subchart-notes --replace --reset-then-reuse-values --reset-values --reuse-values --rollback-on-failure --server-side
  --skip-crds --skip-schema-validation --skip-tests --take-ownership --validate --verify --wait --wait-for-jobs`,
);

const verbs: ReadonlySet<string> = new Set(['install', 'upgrade', 'template']);

export const helm: Tool = { names: ['helm', 'helm3'], verbs: { flags, names: verbs }, read: (args, program) => readHelm(args, program) };

interface Setting<T> {
  readonly key: string;
  readonly value: ImageArg<T>;
  readonly certain: boolean;
}

interface Gathered<T> {
  certain: boolean;
  whole?: ImageArg<T>;
  pullPolicy?: ImageArg<T>;
  parts: Partial<Record<PartName, ImageArg<T>>>;
}

type PartName = Exclude<keyof ImageParts<unknown>, 'key'>;
const partNames: ReadonlyMap<string, PartName> = new Map([
  ['registry', 'registry'], ['namespace', 'namespace'], ['repository', 'repository'], ['name', 'repository'], ['tag', 'tag'], ['digest', 'digest'],
]);

function readHelm<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const command = subcommand(args, flags);
  if (!command || !verbs.has(command.name)) return [];
  const found = scan(command.args, flags);
  const settings = found.flags.flatMap(({ name, value }) => {
    if (!value) return [];
    if (name === '--set' || name === '--set-string') return settingsIn(value, true);
    return name === '--set-literal' ? settingsIn(value, false) : [];
  });
  // Nothing goes to a cluster.
  const role = isDry(found) ? ('mention' as const) : ('deploy' as const);
  const generated = found.flags.some(({ name }) => name === '-g' || name === '--generate-name');
  const chart = found.positionals[generated ? 0 : 1];
  const files = valuesOf(found, '-f', '--values').map((value) => partOf(value));
  const paths = { ...(chart?.placed && chart.certain ? { chart: partOf(chart) } : {}), ...(files.length > 0 ? { valueFiles: files } : {}) };
  const images = [...gather(settings)].flatMap(([key, image]): readonly CommandUse<T>[] => {
    const about = { role, tool, engine: '' as const, certain: image.certain, pullPolicy: image.pullPolicy, ...paths };
    if (image.whole) return [{ ...about, image: image.whole }];
    return Object.keys(image.parts).length ? [{ ...about, imageParts: { key, ...image.parts } }] : [];
  });
  const release = role === 'deploy' && chart?.placed && chart.certain ? releaseIn(command.name, found, chart, generated) : undefined;
  return release ? [...images, { role, tool, engine: '', certain: true, release, ...paths }] : images;
}

function isDry<T>(found: Scan<T>): boolean {
  return isSet(found, '--dry-run') && textOf(lastValue(found, '--dry-run')) !== 'none';
}

const kinds: ReadonlyMap<string, SettingKind> = new Map([
  ['--set', 'set'], ['--set-string', 'string'], ['--set-literal', 'literal'], ['--set-file', 'file'], ['--set-json', 'json'],
]);

/** Undefined where something else than these words has a say in what is deployed. */
function releaseIn<T>(verb: string, found: Scan<T>, chart: Word<T>, generated: boolean): ReleaseArgs<T> | undefined {
  const elsewhere = ['--reuse-values', '--reset-then-reuse-values', '--post-renderer', '--repo', '--show-only', '-s'];
  if ((verb !== 'install' && verb !== 'upgrade') || found.open || isSet(found, ...elsewhere)) return undefined;
  // `repository/chart`: only such a chart has versions to choose from.
  if (isSet(found, '--version', '--devel') && mayBeRepositorys(textOf(chart) ?? '/')) return undefined;
  const values = found.flags.filter(({ name }) => name === '-f' || name === '--values');
  const settings = found.flags.flatMap(({ name, value }) => {
    const kind = kinds.get(name);
    return kind ? [{ kind, value }] : [];
  });
  if ([...values, ...settings].some(({ value }) => !value?.certain) || values.some(({ value }) => value?.argument.optional)) return undefined;
  const installs = isSet(found, '--install', '-i');
  const keeps = verb === 'upgrade' && values.length === 0 && settings.length === 0 && !isSet(found, '--reset-values');
  if (keeps && !installs) return undefined;
  const name = generated ? undefined : found.positionals[0];
  return {
    chart: partOf(chart),
    name: name && partOf(name),
    verb: verb === 'install' ? 'install' : installs ? undefined : 'upgrade',
    keeps,
    hooks: !isSet(found, '--no-hooks'),
    valueFiles: values.flatMap(({ value }) => (value ? [partOf(value)] : [])),
    settings: settings.flatMap(({ kind, value }) => (value ? [{ kind, value: partOf(value), optional: value.argument.optional }] : [])),
  };
}

/** By key, in the order of its first flag; a later flag wins, as in helm. */
function gather<T>(settings: readonly Setting<T>[]): ReadonlyMap<string, Gathered<T>> {
  const images = new Map<string, Gathered<T>>();
  for (const { key, value, certain } of settings) {
    const named = imageKey(key);
    if (!named) continue;
    const image = images.get(named.key) ?? { certain: true, parts: {} };
    images.set(named.key, image);
    image.certain &&= certain;
    if (named.part === 'whole') image.whole = value;
    else if (named.part === 'pullPolicy') image.pullPolicy = value;
    else image.parts[named.part] = value;
  }
  return images;
}

/** Which image a value's key belongs to, and what of it the value is; undefined where the key isn't an image's. */
function imageKey(key: string): { readonly key: string; readonly part: PartName | 'whole' | 'pullPolicy' } | undefined {
  if (/(?:^|[.\w])image$/i.test(key)) return { key, part: 'whole' };
  const dot = /^((?:.*\.)?\w*image)\.(\w+)$/i.exec(key);
  const joined = /^((?:.*\.)?\w*image)(Registry|Namespace|Repository|Name|Tag|Digest|PullPolicy)$/i.exec(key);
  const [, parent, last] = dot ?? joined ?? [];
  if (parent === undefined || last === undefined) return undefined;
  const name = last.toLowerCase();
  const part = name === 'pullpolicy' ? 'pullPolicy' : partNames.get(name);
  return part && { key: parent, part };
}

/** `a=x,b.c=y` (helm's strvals): `\,` is a comma of the value, and `{…}` a list, whose inside is no setting. */
function settingsIn<T>(word: Word<T>, severalAtOnce: boolean): readonly Setting<T>[] {
  const found: Setting<T>[] = [];
  const { shape } = word;
  let start = 0;
  while (start < shape.length) {
    const end = severalAtOnce ? endOfPiece(shape, start, ',') : shape.length;
    const equals = shape.indexOf('=', start);
    if (equals >= 0 && equals < end) {
      const value = end === shape.length ? partOf(word, equals + 1) : partOf(word, equals + 1, end);
      if (!shape.slice(equals + 1, end).includes('\\')) found.push({ key: shape.slice(start, equals), value, certain: word.certain });
    }
    start = end + 1;
  }
  return found;
}
