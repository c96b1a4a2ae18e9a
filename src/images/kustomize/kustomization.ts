/**
 * One kustomization's text as facts: what it takes, and what may change images in it. A field that nobody knows, or whose effect isn't
 * followed, makes it opaque: then nothing is known of the images that go through it. Reads no other file.
 */
import type { Span } from '../../base/text';
import type { Part } from '../../flow/value';
import { isGiven, plainDocuments, textIn, under, type Plain } from '../yaml/plain';
import type { YamlText } from '../yaml/yamlImage';
import type { ImageEntry } from './imageEntry';
import { anything, type Target } from './patch';

/** A patch in a file (`path`) or in the kustomization itself. */
export interface PatchEntry {
  readonly path: string | undefined;
  readonly inline: Span | undefined;
  /** What it is for, where that isn't the patch's own to say. */
  readonly target: Target | undefined;
}

export interface Kustomization {
  readonly isComponent: boolean;
  readonly resources: readonly string[];
  readonly components: readonly string[];
  readonly configurations: readonly string[];
  /** In the order in which they are applied: those before names get their prefix, and those after. */
  readonly patches: readonly PatchEntry[];
  readonly laterPatches: readonly PatchEntry[];
  readonly prefix: string;
  readonly suffix: string;
  /** Names of what has no pods. */
  readonly stopped: readonly string[];
  readonly images: readonly ImageEntry[];
  readonly opaque: boolean;
}

/** Fields that change no image, and whose content doesn't matter. */
const harmless: ReadonlySet<string> = new Set([
  'apiVersion', 'kind', 'metadata', 'namespace', 'commonLabels', 'labels', 'commonAnnotations', 'configMapGenerator', 'secretGenerator', 'generatorOptions', 'crds', 'validators', 'buildMetadata',
  'sortOptions', 'vars',
  // They bring more resources, of which nothing is known.
  'helmCharts', 'helmGlobals', 'helmChartInflationGenerator',
]);
const read: ReadonlySet<string> = new Set(['resources', 'bases', 'components', 'configurations', 'patches', 'patchesStrategicMerge', 'patchesJson6902', 'namePrefix', 'nameSuffix', 'replicas', 'images', 'replacements']);

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

export function isKustomizationName(name: string): boolean {
  return names.includes(name);
}

/** Undefined where the text is no kustomization that can be read. */
export function kustomizationOf(uri: string, text: string): Kustomization | undefined {
  const documents = plainDocuments(text);
  const [root, ...others] = documents ?? [];
  if (root?.kind !== 'map' || others.length > 0) return undefined;
  const field = (key: string): Plain | undefined => root.entries.get(key);
  const kind = isGiven(field('kind')) ? textIn(field('kind')) : 'Kustomization';
  if (kind !== 'Kustomization' && kind !== 'Component') return undefined;
  const lists = (keys: readonly string[]): readonly (readonly string[] | undefined)[] => keys.map((key) => textsIn(field(key)));
  const taken = lists(['resources', 'bases']);
  const [components, configurations] = lists(['components', 'configurations']);
  const patches = [...listIn(field('patchesStrategicMerge')).map(mergeEntry), ...listIn(field('patches')).map(patchEntry)];
  const later = listIn(field('patchesJson6902')).map(patchEntry);
  const images = listIn(field('images')).map((one) => imageEntry(one, uri));
  const stopped = listIn(field('replicas')).map(stoppedIn);
  const [prefix, suffix] = ['namePrefix', 'nameSuffix'].map((key) => (isGiven(field(key)) ? textIn(field(key)) : ''));
  const opaque =
    [...root.entries].some(([key, value]) => (!harmless.has(key) && !read.has(key) && isGiven(value)) || value.kind === 'unread') ||
    ['patches', 'patchesStrategicMerge', 'patchesJson6902', 'images', 'replicas', 'replacements'].some((key) => isGiven(field(key)) && field(key)?.kind !== 'list') ||
    [...taken, components, configurations, prefix, suffix, ...images, ...stopped, ...patches, ...later].includes(undefined) ||
    !listIn(field('replacements')).every(replacesElsewhere);
  return {
    isComponent: kind === 'Component',
    resources: taken.flatMap((some) => some ?? []),
    components: components ?? [],
    configurations: configurations ?? [],
    patches: patches.flatMap((one) => one ?? []),
    laterPatches: later.flatMap((one) => one ?? []),
    prefix: prefix ?? '',
    suffix: suffix ?? '',
    stopped: stopped.flatMap((one) => (one ? [one] : [])),
    images: images.flatMap((one) => one ?? []),
    opaque,
  };
}

function listIn(node: Plain | undefined): readonly Plain[] {
  return node?.kind === 'list' ? node.items : [];
}

/** Undefined where it holds something else than texts. */
function textsIn(node: Plain | undefined): readonly string[] | undefined {
  if (!isGiven(node)) return [];
  const texts = listIn(node).flatMap((item) => textIn(item) ?? []);
  return node.kind === 'list' && texts.length === node.items.length ? texts : undefined;
}

const imageKeys: ReadonlySet<string> = new Set(['name', 'newName', 'newTag', 'digest', 'tagSuffix']);

function imageEntry(node: Plain, uri: string): ImageEntry | undefined {
  const name = textIn(under(node, 'name'));
  if (name === undefined || node.kind !== 'map' || [...node.entries.keys()].some((key) => !imageKeys.has(key))) return undefined;
  const [newName, newTag, digest] = ['newName', 'newTag', 'digest'].map((key) => written(under(node, key)));
  const fields = [...node.entries].filter(([key, value]) => key !== 'name' && isGiven(value) && textIn(value) !== '');
  // A number or a text of several lines: what kustomize makes of it isn't followed.
  const unknown = fields.some(([key, value]) => key === 'tagSuffix' || written(value) === undefined);
  const place = newTag ?? digest ?? newName ?? written(under(node, 'name'));
  if (fields.length === 0) return place && { name, at: { uri, ...place.at } };
  return place && { name, ...(newName ? { newName: partsOf(newName, uri) } : {}), ...(newTag ? { newTag: partsOf(newTag, uri) } : {}), ...(digest ? { digest: partsOf(digest, uri) } : {}), ...(unknown ? { unknown: true } : {}), at: { uri, ...place.at } };
}

function written(node: Plain | undefined): YamlText | undefined {
  return node?.kind === 'scalar' && node.text?.text !== '' ? node.text : undefined;
}

/** A scalar's characters with their places. */
export function partsOf({ text, at, chunks, quoted }: YamlText, uri: string): readonly Part[] {
  const bare = quoted === 'plain' ? { bare: true as const } : {};
  if (chunks.every((chunk) => chunk.text.length === chunk.end - chunk.start)) return [{ text, source: { uri, start: at.start, end: at.end }, ...bare }];
  return chunks.map((chunk) => ({ text: chunk.text, source: { uri, start: chunk.start, end: chunk.end } }));
}

/** `patchesStrategicMerge`: a path, or the patch itself. */
function mergeEntry(node: Plain): PatchEntry | undefined {
  const text = textIn(node);
  if (text === undefined || node.kind !== 'scalar') return undefined;
  const isInline = text.includes('\n') || /^\s*\{|:\s/.test(text);
  if (isInline) return node.inner && { path: undefined, inline: node.inner, target: undefined };
  return { path: text, inline: undefined, target: undefined };
}

/** `patches` and `patchesJson6902`. */
function patchEntry(node: Plain): PatchEntry | undefined {
  const path = textIn(under(node, 'path'));
  const patch = under(node, 'patch');
  const selector = under(node, 'target');
  const target = isGiven(selector) ? selected(selector) : undefined;
  if (path !== undefined) return isGiven(patch) ? undefined : { path, inline: undefined, target };
  return patch?.kind === 'scalar' && patch.inner ? { path: undefined, inline: patch.inner, target } : undefined;
}

/** Kinds and names are regular expressions; of those that are more than a name nobody asks what they mean. */
function selected(selector: Plain): Target {
  if (selector.kind !== 'map') return anything;
  const [kind, name] = ['kind', 'name'].map((key) => textIn(under(selector, key)));
  const isPlain = (text: string | undefined): boolean => text === undefined || /^[\w-]*$/.test(text);
  const labelled = ['labelSelector', 'annotationSelector', 'group', 'version', 'namespace'].some((key) => (key.endsWith('Selector') || !isPlain(textIn(under(selector, key)))) && isGiven(under(selector, key)));
  const exact = (text: string | undefined): string | undefined => (text !== undefined && text !== '' && isPlain(text) ? text : undefined);
  return { kind: exact(kind), name: exact(name), perhaps: labelled || ![kind, name].every((text) => isPlain(text) || text === '.*') };
}

/** `replicas: [{name, count: 0}]`; '' where there are some, undefined where that isn't plain to see. */
function stoppedIn(node: Plain): string | undefined {
  const name = textIn(under(node, 'name'));
  const count = under(node, 'count');
  if (name === undefined || count?.kind !== 'scalar' || typeof count.value !== 'number') return undefined;
  return count.value > 0 ? '' : name;
}

/** Kinds that have no containers. */
const others = /^(?:Certificate|CertificateRequest|Issuer|ClusterIssuer|(?:Validating|Mutating)WebhookConfiguration|CustomResourceDefinition|APIService|Service|ServiceAccount|ServiceMonitor|Ingress|ConfigMap|Secret|(?:Cluster)?Role(?:Binding)?|Namespace)$/;

/** A replacement that surely puts nothing into an image: by what it is for, or by the fields that it fills. */
function replacesElsewhere(node: Plain): boolean {
  const targets = listIn(under(node, 'targets'));
  return targets.length > 0 && targets.every((target) => {
    const kind = textIn(under(under(target, 'select'), 'kind'));
    if (kind !== undefined && others.test(kind)) return true;
    const paths = listIn(under(target, 'fieldPaths')).map((path) => textIn(path));
    return paths.length > 0 && paths.every((path) => path !== undefined && /^\.?metadata[./](?!name$)./.test(path));
  });
}
