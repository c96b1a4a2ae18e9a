/**
 * Why couldn't the kubelet get an image? Sorts the words of kubelets and container runtimes (containerd, CRI-O, docker) into causes.
 * Knows no pod and no source; a message that it doesn't recognise stays `unknown` with its text.
 */

import { longestField } from './shape';

export type CauseKind =
  | 'never-pull'
  | 'invalid-name'
  | 'short-name'
  | 'localhost-refused'
  | 'platform'
  | 'rate-limit'
  | 'x509'
  | 'plain-http'
  | 'dns'
  | 'no-access'
  | 'unauthorised'
  | 'not-found'
  | 'signature'
  | 'disk-full'
  | 'refused'
  | 'timeout'
  | 'inspect'
  /** The kubelet only says that it waits before the next try. */
  | 'back-off'
  | 'unknown';

export interface PullCause {
  readonly kind: CauseKind;
  /** One sentence for people; holds nothing of the message. */
  readonly sentence: string;
  /** The message as it came. */
  readonly raw: string;
  /** A retry can't mend it unless somebody builds, loads, pushes or renames something. */
  readonly permanent: boolean;
}

const sentences: Readonly<Record<CauseKind, { sentence: string; permanent: boolean }>> = {
  'never-pull': { sentence: 'The pull policy is Never and the node has no image under exactly this name: it must be loaded under this name.', permanent: true },
  'invalid-name': { sentence: "This isn't a valid image reference, so nothing was pulled.", permanent: true },
  'short-name': { sentence: 'CRI-O refuses a name without a registry: write the registry into the image name.', permanent: true },
  'localhost-refused': {
    sentence: 'Kubernetes tried a registry on localhost: this image exists only if it was loaded under exactly this name.',
    permanent: true,
  },
  platform: { sentence: "The image exists, but not for this node's platform.", permanent: true },
  'rate-limit': { sentence: 'The registry refuses more pulls for now (rate limit).', permanent: false },
  x509: { sentence: "The node doesn't trust the registry's certificate.", permanent: true },
  'plain-http': { sentence: 'The registry speaks plain HTTP and the node expects HTTPS.', permanent: true },
  dns: { sentence: "The node can't resolve the registry's host name.", permanent: false },
  'no-access': {
    sentence: "The registry says that the repository doesn't exist or needs a login; it says the same for both.",
    permanent: true,
  },
  unauthorised: { sentence: 'The registry asks for credentials that the pod has not, or refuses them.', permanent: true },
  'not-found': { sentence: 'The registry has no image of this name and tag.', permanent: true },
  signature: { sentence: "The image's signature was rejected by the node's policy.", permanent: true },
  'disk-full': { sentence: "The node's disk is full.", permanent: false },
  refused: { sentence: 'The registry refused or cut the connection, or failed itself.', permanent: false },
  timeout: { sentence: "The registry didn't answer in time.", permanent: false },
  inspect: { sentence: "The container runtime couldn't inspect the image on the node.", permanent: false },
  'back-off': { sentence: 'The kubelet waits before it tries again; no message says why it failed.', permanent: false },
  unknown: { sentence: 'The cause is unknown.', permanent: false },
};

/** Tried in order: where two fit, the earlier says more. Image names are taken out of the message before. */
const patterns: readonly (readonly [CauseKind, RegExp])[] = [
  ['never-pull', /is not present with pull policy of Never|\bErrImageNeverPull\b/],
  ['short-name', /short[- ]name|unqualified[- ](?:image|search)|no registries configured/i],
  ['invalid-name', /invalid reference format|couldn't parse image|failed to apply default image tag|\bInvalidImageName\b|invalid image name/i],
  ['signature', /signature validation failed|\bSignatureValidationFailed\b|source image rejected|signature was required/i],
  ['rate-limit', /\b429\b|toomanyrequests|too many requests|rate limit/i],
  ['platform', /no match(?:ing manifest)? for (?:platform|\S+\/)|no image found in (?:manifest list|image index) for architecture|does not match the specified platform/i],
  ['x509', /\bx509\b|certificate (?:signed by unknown|has expired|is not trusted|is valid for)|failed to verify certificate/i],
  ['plain-http', /server gave HTTP response to HTTPS client/i],
  ['dns', /no such host|dial (?:tcp|udp): lookup|temporary failure in name resolution|server misbehaving|name or service not known/i],
  ['disk-full', /no space left on device|disk quota exceeded/i],
  ['no-access', /repository does not exist or may require|does not exist or no pull access|insufficient_scope|requested access to the resource is denied|or it may not exist/i],
  [
    'unauthorised',
    /\b401\b|\bunauthori[sz]ed\b|authentication required|no basic auth credentials|\b403\b|\bforbidden\b|not authorized|invalid username|failed to fetch (?:anonymous|oauth) token|permission .{0,300} denied|pull access denied/i,
  ],
  [
    'not-found',
    /manifest unknown|name unknown|\bNAME_UNKNOWN\b|\bMANIFEST_UNKNOWN\b|manifest for\b.{0,300}\bnot found|: not found\b|\bnot found in repository\b|\b404\b|repository .{0,300}not found|repo not found|code = NotFound|no such image/i,
  ],
  ['timeout', /i\/o timeout|deadline ?exceeded|tls handshake timeout|client\.timeout|connection timed out|timeout awaiting|context canceled|request canceled/i],
  ['refused', /connection refused|connection reset|no route to host|network is unreachable|\bunavailable\b|\bEOF\b|\b50[0234]\b/i],
  ['inspect', /failed to inspect image|\bImageInspectError\b/i],
  ['back-off', /^back-off pulling image[^:]*$/i],
];

const localhostDial = /dial tcp (?:\[::1\]|127\.\d+\.\d+\.\d+|localhost)(?::\d+)?: (?:connect|getsockopt|connectex): (?:connection refused|no connection could be made)/i;
const localhostLookup = /lookup localhost\b/i;
/** Whatever answers on the node's own port 443 (an ingress, say), it is no registry: for `localhost/…` these all mean the same. */
const answersOfLocalhost: readonly CauseKind[] = ['x509', 'plain-http', 'dns', 'refused', 'timeout', 'not-found', 'no-access', 'unauthorised'];

/**
 * The cause that a message tells. `image` is the reference that was asked for; `reason` the container's waiting reason, which decides
 * where the message is silent. Never throws; any text is accepted.
 */
export function classifyPullMessage(message: string, image = '', reason = ''): PullCause {
  return { ...causeOf(kindOf(message, image, reason)), raw: message };
}

function causeOf(kind: CauseKind): Omit<PullCause, 'raw'> {
  return { kind, ...sentences[kind] };
}

function kindOf(message: string, image: string, reason: string): CauseKind {
  const words = withoutNames(message, image);
  if (!/dial (?:tcp|udp): lookup (?!localhost)/i.test(words) && (localhostDial.test(words) || localhostLookup.test(words))) return 'localhost-refused';
  const found = patterns.find(([, pattern]) => pattern.test(words))?.[0];
  if (found !== undefined) return image.startsWith('localhost/') && answersOfLocalhost.includes(found) ? 'localhost-refused' : found;
  if (reason === 'ErrImageNeverPull') return 'never-pull';
  if (reason === 'InvalidImageName') return 'invalid-name';
  if (reason === 'ImageInspectError') return 'inspect';
  if (reason === 'RegistryUnavailable') return 'refused';
  return message.trim() === '' ? 'back-off' : 'unknown';
}

/** Without what is quoted and without the image's name, lest a repository named `x509` or a tag `429` decide. */
function withoutNames(message: string, image: string): string {
  const names = new Set(image.trim() === '' ? [] : [image]);
  let words = message.slice(0, longestField);
  for (const match of words.matchAll(/"([^"\s]{4,})"/g)) if (match[1] !== undefined) names.add(match[1]);
  for (const name of [...names].sort((a, b) => b.length - a.length)) words = words.replaceAll(name, '…');
  return words.replace(/https?:\/\/[^\s"]*[^\s":]/g, '…').replace(/\bsha256:[0-9a-f]{8,}/g, '…');
}

/** The most telling of several messages of one container, newest last: any cause beats a back-off, which beats an unknown without text. */
export function classifyPullMessages(messages: readonly string[], image: string, reason: string): PullCause {
  const causes = messages.map((message) => classifyPullMessage(message, image, reason));
  const telling = causes.filter((cause) => cause.kind !== 'back-off' && cause.kind !== 'unknown' && cause.kind !== 'inspect');
  return telling.at(-1) ?? causes.findLast((cause) => cause.kind === 'unknown' || cause.kind === 'inspect') ?? causes.at(-1) ?? classifyPullMessage('', image, reason);
}
