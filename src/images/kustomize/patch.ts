/**
 * What may a patch of a kustomization put into containers: one of a manifest's shape (a strategic merge), or a list of operations (RFC 6902)?
 * What isn't understood of it may put anything there. Reads texts; which objects it is for is decided by names, at the end.
 */
import type { Span } from '../../base/text';
import { isGiven, plainDocuments, textIn, under, type Plain } from '../yaml/plain';
import type { YamlText } from '../yaml/yamlImage';

/** Which objects are meant; a part that is left out is any. */
export interface Target {
  readonly kind: string | undefined;
  readonly name: string | undefined;
  /** It also asks for labels, or in other ways that aren't followed: perhaps it means them. */
  readonly perhaps: boolean;
}

/** Where a container's fields are set: by its name in one of the lists, or by its path in the object. */
export interface Setting {
  readonly list: string;
  readonly container: string;
  readonly path: string | undefined;
  readonly image: YamlText | undefined;
  readonly policy: YamlText | undefined;
}

export interface Patch {
  readonly target: Target;
  readonly settings: readonly Setting[];
  /** It may do anything to the images of what it is for. */
  readonly opaque: boolean;
}

/** Kinds of which kustomize knows that containers merge by their names, and where their pods are. */
const podsOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['Pod', ['spec']],
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'ReplicationController', 'Job'].map((kind): [string, readonly string[]] => [kind, ['spec', 'template', 'spec']]),
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template', 'spec']],
]);
const containerLists = ['containers', 'initContainers'];
/** Fields by which a pod may never start, directives of a merge, and lists of containers: in an object of an unknown kind they are replaced. */
const stopping = /^(?:\$.*|suspend|schedulingGates|<<)$/;
const holding = /^(?:containers|initContainers|ephemeralContainers|image|spec|template)$/;

/** The patches of a text. `target`: what the kustomization says that they are for. Undefined where the text isn't understood at all. */
export function patchesIn(text: string, target: Target | undefined, span?: Span): readonly Patch[] | undefined {
  const documents = plainDocuments(text, span);
  return documents?.map((document): Patch => {
    if (document.kind === 'list') return { target: target ?? anything, ...operations(document.items) };
    const own = targetOf(document);
    return { target: target ?? own, ...merged(document, target?.kind ?? own.kind) };
  });
}

export const anything: Target = { kind: undefined, name: undefined, perhaps: true };

/** Kind and name, of a selector or of an object itself. */
export function targetOf(document: Plain): Target {
  return { kind: textIn(under(document, 'kind')), name: textIn(under(under(document, 'metadata'), 'name')), perhaps: document.kind !== 'map' };
}

type Content = Pick<Patch, 'settings' | 'opaque'>;
const opaque: Content = { settings: [], opaque: true };
const harmless: Content = { settings: [], opaque: false };

function merged(document: Plain, kind: string | undefined): Content {
  const path = kind === undefined ? undefined : podsOf.get(kind);
  if (document.kind !== 'map' || hasStopping(document)) return opaque;
  if (!path) return mayHoldContainers(under(document, 'spec')) ? opaque : harmless;
  if (scalarValue(under(under(document, 'spec'), 'replicas')) === 0) return opaque;
  let pod: Plain = document;
  for (const key of path) {
    const next = under(pod, key);
    if (next === undefined) return harmless;
    if (next.kind !== 'map') return opaque;
    pod = next;
  }
  const settings = containerLists.map((list) => settingsIn(under(pod, list), list));
  return settings.includes(undefined) ? opaque : { settings: settings.flatMap((some) => some ?? []), opaque: false };
}

/** Undefined where an item isn't understood. */
function settingsIn(list: Plain | undefined, name: string): readonly Setting[] | undefined {
  if (list === undefined) return [];
  if (list.kind !== 'list') return undefined;
  const found = list.items.map((item): Setting | undefined => {
    const container = textIn(under(item, 'name'));
    const [image, policy] = ['image', 'imagePullPolicy'].map((key) => under(item, key));
    if (container === undefined || !isWritten(image) || !isWritten(policy)) return undefined;
    return { list: name, container, path: undefined, image: written(image), policy: written(policy) };
  });
  return found.includes(undefined) ? undefined : found.flatMap((one) => one ?? []);
}

/** Left out, or a text on one line. */
function isWritten(node: Plain | undefined): boolean {
  return node === undefined || written(node) !== undefined;
}

function written(node: Plain | undefined): YamlText | undefined {
  return node?.kind === 'scalar' && node.text?.text !== '' ? node.text : undefined;
}

function scalarValue(node: Plain | undefined): string | number | boolean | null | undefined {
  return node?.kind === 'scalar' ? node.value : undefined;
}

/** Of an object whose kind isn't known to hold pods. */
function mayHoldContainers(spec: Plain | undefined): boolean {
  if (spec === undefined) return false;
  if (spec.kind === 'list') return spec.items.some(mayHoldContainers);
  if (spec.kind !== 'map') return !isGiven(spec) || spec.kind === 'unread';
  return [...spec.entries].some(([key, value]) => holding.test(key) || (isGiven(value) && mayHoldContainers(value)));
}

function hasStopping(node: Plain): boolean {
  if (node.kind === 'list') return node.items.some(hasStopping);
  return node.kind === 'map' ? [...node.entries].some(([key, value]) => stopping.test(key) || hasStopping(value)) : node.kind === 'unread';
}

const ofField = /^(?:\/[^/]+)*\/(containers|initContainers)\/(\d+)\/(.+)$/;
/** Ends in a place that holds containers, or decides whether their pods start. */
const aroundContainers = /(?:^|\/)(?:spec|template|jobTemplate|(?:init|ephemeral)?containers|replicas|suspend|schedulingGates|items)(?:\/(?:\d+|-))?$|\/image$|^\/?$|~|\/kind$/i;

function operations(items: readonly Plain[]): Content {
  const read = items.map((item) => operation(item));
  return read.some((one) => one.opaque) ? opaque : { settings: read.flatMap(({ settings }) => settings), opaque: false };
}

function operation(item: Plain): Content {
  const [op, path] = ['op', 'path'].map((key) => textIn(under(item, key)));
  if (op === 'test') return harmless;
  if (path === undefined || (op !== 'add' && op !== 'replace' && op !== 'remove')) return opaque;
  if (/^\/metadata\/(?!name$)./.test(path)) return harmless;
  const [, list, , field] = ofField.exec(path) ?? [];
  if (list === undefined) {
    // Another container at the end leaves the others what they are.
    const isAdded = op === 'add' && /\/(?:containers|initContainers)\/-$/.test(path);
    const starts = /\/replicas$/.test(path) && Number(scalarValue(under(item, 'value')) ?? 0) > 0;
    return isAdded || starts || !aroundContainers.test(path) ? harmless : opaque;
  }
  if (field !== 'image' && field !== 'imagePullPolicy') return field === 'name' ? opaque : harmless;
  const value = op === 'remove' ? undefined : written(under(item, 'value'));
  if (!value) return opaque;
  return { settings: [{ list, container: '', path, image: field === 'image' ? value : undefined, policy: field === 'imagePullPolicy' ? value : undefined }], opaque: false };
}
