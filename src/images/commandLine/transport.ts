/**
 * The transports of containers/image that name an image to skopeo and podman: `docker://`, `containers-storage:`, `docker-archive:` and
 * their like (containers-transports(5)). Tells what kind of place a name means and where its reference starts; parses no reference.
 */

export interface Transport {
  /** `registry`: a plain name or `docker://`; `storage`: podman's store; `daemon`: docker's; `archive`: a tar file; `other`: a folder and so on. */
  readonly kind: 'registry' | 'storage' | 'daemon' | 'archive' | 'other';
  /** Characters before the reference, or before an archive's path. */
  readonly skip: number;
  /** `archive`: where its path ends, if a reference follows; the reference starts one character later. */
  readonly pathEnd?: number;
}

const kinds: readonly (readonly [string, Transport['kind']])[] = [
  ['docker://', 'registry'],
  ['containers-storage:', 'storage'],
  ['docker-daemon:', 'daemon'],
  ['docker-archive:', 'archive'],
  ['oci-archive:', 'archive'],
  ['oci:', 'other'],
  ['dir:', 'other'],
  ['sif:', 'other'],
  ['tarball:', 'other'],
  ['ostree:', 'other'],
  ['atomic:', 'other'],
  ['ssh:', 'other'],
];

/** The transport of a name's characters. A name without one is a registry's, as podman and buildah take it. */
export function transportOf(shape: string): Transport {
  const known = kinds.find(([prefix]) => shape.startsWith(prefix));
  if (!known) return { kind: 'registry', skip: 0 };
  const [prefix, kind] = known;
  if (kind === 'storage' && shape.startsWith('[', prefix.length)) {
    const end = shape.indexOf(']', prefix.length);
    return end < 0 ? { kind: 'other', skip: prefix.length } : { kind, skip: end + 1 };
  }
  if (kind !== 'archive') return { kind, skip: prefix.length };
  const colon = shape.indexOf(':', prefix.length);
  return colon < 0 ? { kind, skip: prefix.length } : { kind, skip: prefix.length, pathEnd: colon };
}
