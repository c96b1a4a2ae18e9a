/** What `skopeo` does to images: `copy` between registries, stores and archives; `inspect` and its like only name them. */
import { archived } from '../archived';
import type { Argument, CommandUse, Tool } from '../command';
import { flagTable, partOf, scan, subcommand, valuesOf, type Word } from '../flags';
import { transportOf } from '../transport';

const globalFlags = flagTable(
  '--command-timeout --override-arch --override-os --override-variant --policy --registries-conf --registries.d --tls-details --tmpdir --user-agent-prefix',
  '--debug -h --help --insecure-policy --require-signed -v --version',
);

const flags = flagTable(
  `--additional-tag --authfile --cert-dir --creds --daemon-host --decryption-key --dest-authfile --dest-cert-dir --dest-compress-format
  --dest-compress-level --dest-creds --dest-daemon-host --dest-password --dest-registry-token --dest-shared-blob-dir --dest-username
  --digestfile --encrypt-layer --encryption-key -f --format --image-parallel-copies --manifest-digest --multi-arch --password
  --registry-token --retry-delay --retry-times --shared-blob-dir --sign-by --sign-by-sigstore --sign-by-sigstore-private-key
  --sign-by-sq-fingerprint --sign-identity --sign-passphrase-file --src-authfile --src-cert-dir --src-creds --src-daemon-host
  --src-password --src-registry-token --src-shared-blob-dir --src-username --username`,
  `-a --all --config --dest-compress --dest-decompress --dest-force-compress-format --dest-no-creds --dest-oci-accept-uncompressed-layers
  --dest-precompute-digests --dest-tls-verify -h --help -n --no-creds --no-tags --preserve-digests -q --quiet --raw --remove-signatures
  --src-no-creds --src-tls-verify --tls-verify`,
);

export const skopeo: Tool = { names: ['skopeo'], read: (args, program) => readSkopeo(args, program) };

function readSkopeo<T>(args: readonly Argument<T>[], tool: string): readonly CommandUse<T>[] {
  const command = subcommand(args, globalFlags);
  if (!command) return [];
  const found = scan(command.args, flags);
  const [source, target] = found.positionals;
  if (!source) return [];
  if (command.name !== 'copy') return ['inspect', 'delete', 'list-tags'].includes(command.name) ? found.positionals.flatMap((word) => mentioned(word, tool)) : [];
  if (!target) return [];
  const certain = source.certain && target.placed;
  const image = referenceOf(source);
  const role = transportOf(target.shape);
  const who = { tool, engine: '' as const, certain };
  const to = referenceOf(target);
  if (role.kind === 'archive') return image ? archived(image, source.shape.slice(transportOf(source.shape).skip), target, who) : [];
  if (!to || role.kind === 'other') return mentioned(source, tool);
  const copied = [to, ...valuesOf(found, '--additional-tag').map((word) => partOf(word))];
  if (role.kind === 'registry') return copied.map((one) => ({ role: 'push', ...who, image: one, from: image }));
  return copied.map((one) => ({ role: 'tag', tool, engine: role.kind === 'daemon' ? 'docker' : 'podman', certain, image: one, from: image }));
}

/** The reference in a name with its transport; undefined where the name holds none (a folder, an archive of one image). */
function referenceOf<T>(word: Word<T>) {
  const transport = transportOf(word.shape);
  if (transport.kind === 'other') return undefined;
  if (transport.kind !== 'archive') return partOf(word, transport.skip);
  return transport.pathEnd === undefined ? undefined : partOf(word, transport.pathEnd + 1);
}

function mentioned<T>(word: Word<T>, tool: string): readonly CommandUse<T>[] {
  const image = referenceOf(word);
  return image ? [{ role: 'mention', tool, engine: '', certain: word.certain, image }] : [];
}
