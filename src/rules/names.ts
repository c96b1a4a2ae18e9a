/** How findings name images, flows and places in their sentences. */
import { isText, type Value } from '../flow/value';
import { unsetIn } from '../images/reference';
import type { ImageSite, TestFlow } from '../images/site';

/** The reference with its holes in words: `localhost/x:{generated}`, `{IMAGE_TAG}`. */
export function imageName(value: Pick<Value, 'parts'>): string {
  return value.parts.map((part) => {
    if (isText(part)) return part.text;
    const hole = part.hole;
    return hole.kind === 'env' ? `{env:${hole.name}}` : hole.kind === 'fresh' ? '{generated}' : '{unknown}';
  }).join('');
}

/** The last segment of a uri, decoded. */
export function fileName(uri: string): string {
  const last = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** `\`a\`, \`b\` and 3 more`, each once. */
export function list(names: readonly string[], most = 3): string {
  const all = [...new Set(names)].map((name) => `\`${name}\``);
  if (all.length <= 1) return all[0] ?? '';
  if (all.length <= most) return `${all.slice(0, -1).join(', ')} and ${all[all.length - 1] ?? ''}`;
  return `${all.slice(0, most).join(', ')} and ${all.length - most} more`;
}

/** Where a site is: `datastorage.go, buildDataStorageImage`. */
export function where(site: ImageSite): string {
  return site.function === '' ? fileName(site.at.uri) : `${site.function} in ${fileName(site.at.uri)}`;
}

export function flowNames(flows: readonly (TestFlow | undefined)[]): string {
  return list(flows.flatMap((flow) => (flow ? [flow.name] : [])), 2);
}

const past: Readonly<Partial<Record<ImageSite['role'], string>>> = { run: 'run', save: 'saved', load: 'loaded', tag: 'tagged' };

/** What a site does with an image, in the past tense. */
export function done(site: ImageSite): string {
  return past[site.role] ?? 'deployed';
}

/** ` where the environment variable X is unset`, of a name that holds a default for it; else nothing. */
export function whereUnset({ parts }: Pick<Value, 'parts'>): string {
  const names = unsetIn(parts);
  return names.length === 0 ? '' : ` where the environment ${names.length === 1 ? 'variable' : 'variables'} ${list(names)} ${names.length === 1 ? 'is' : 'are'} unset`;
}

/** What comes of a name that nothing has: `the pod ends in ImagePullBackOff`, `the container does not start`. */
export function ends(site: ImageSite, reason = 'ImagePullBackOff'): string {
  if (site.role === 'run') return 'the container does not start';
  return site.role === 'save' || site.role === 'load' || site.role === 'tag' ? `there is nothing to ${site.role}` : `the pod ends in ${reason}`;
}
