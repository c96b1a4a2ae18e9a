/**
 * What does `kustomize build` make of a folder: which images do the resources have that it takes, once bases, components, patches and image
 * transformers have had their turn? In kustomize's own order. Asks for files by their folders; what it isn't given or doesn't understand
 * leaves the images that go through it unknown. Knows no Go.
 */
import { folderOf, nameOf, resolvedPath } from '../../base/path';
import type { Place } from '../../base/text';
import type { Part, Value } from '../../flow/value';
import { imagesInYaml, type YamlImage } from '../yaml/imagesInYaml';
import { plainDocuments } from '../yaml/plain';
import { matches, replaced, withEdits, type ImageEntry } from './imageEntry';
import { isKustomizationName, kustomizationOf, partsOf, type Kustomization, type PatchEntry } from './kustomization';
import { anything, patchesIn, type Patch, type Setting, type Target } from './patch';

export interface SourceFile {
  readonly uri: string;
  readonly text: string;
}

/** The files below a folder, all that are read. */
export type TreeBelow = (folder: string) => { readonly files: readonly SourceFile[] } | undefined;

/** What commands made of the kustomization in a folder before it is built; undefined where nobody knows. */
export type Edits = (folder: string) => readonly ImageEntry[] | undefined;

/** An image of a resource that is deployed. */
export interface Deployed {
  /** What it can be; undefined where nobody knows. */
  readonly values: readonly Value[] | undefined;
  /** Where the part is written that came last. */
  readonly at: Place;
  /** `Kind/name`, as it is called in the cluster. */
  readonly workload: string | undefined;
  readonly container: string | undefined;
  /** `imagePullPolicy`: undefined where nobody knows. */
  readonly policy: readonly Part[] | 'default' | undefined;
}

export interface Built {
  readonly images: readonly Deployed[];
  /** The files that have a say in it, by uri. */
  readonly files: readonly string[];
}

/** A container's image on its way through the layers. */
interface Held extends Omit<Deployed, 'workload'> {
  readonly kind: string | undefined;
  /** All that its object was called, what it is called now at the end. */
  readonly names: readonly string[];
  readonly list: string | undefined;
  /** Its JSON pointer in the object. */
  readonly path: string | undefined;
}

interface Building {
  /** The files that stand in a folder. */
  readonly filesIn: (folder: string) => readonly SourceFile[];
  readonly edits: Edits;
  readonly files: Set<string>;
  /** Folders that are being built around this one. */
  readonly around: readonly string[];
  /** Kustomizations left to read. */
  readonly budget: { left: number };
}

/** Deeper than any project; a cycle ends in an error of kustomize, too. */
const deepest = 24;
const mostKustomizations = 400;

/** Undefined where the folder has no kustomization that can be read. */
export function build(folder: string, treeBelow: TreeBelow, edits: Edits): Built | undefined {
  const files = new Set<string>();
  const known = new Map<string, readonly SourceFile[]>();
  const filesIn = (at: string): readonly SourceFile[] => {
    let found = known.get(at);
    if (!found) known.set(at, (found = treeBelow(at)?.files.filter(({ uri }) => folderOf(uri) === at) ?? []));
    return found;
  };
  const budget = { left: mostKustomizations };
  const held = accumulated(folder, [], false, { filesIn, edits, files, around: [], budget });
  if (!held) return undefined;
  const images = budget.left < 0 ? held.map(unknown) : held;
  return { images: images.map(({ values, at, container, policy, kind, names }) => ({ values, at, container, policy, workload: kind === undefined ? undefined : [kind, ...names.slice(-1)].join('/') })), files: [...files].sort() };
}

/** `before`: what a component is laid over. Undefined where nothing is built. */
function accumulated(folder: string, before: readonly Held[], isComponent: boolean, building: Building): readonly Held[] | undefined {
  const { around, budget, files } = building;
  if (around.includes(folder) || around.length >= deepest || --budget.left < 0) {
    budget.left = -1;
    return undefined;
  }
  const found = building.filesIn(folder).filter(({ uri }) => isKustomizationName(nameOf(uri)));
  const [file, ...others] = found;
  const own = file && others.length === 0 ? kustomizationOf(file.uri, file.text) : undefined;
  if (!file || !own || own.isComponent !== isComponent) return undefined;
  files.add(file.uri);
  const inner = { ...building, around: [...around, folder] };
  let held = [...before, ...own.resources.flatMap((path) => resources(folder, path, inner))];
  for (const path of own.components) {
    const changed = isElsewhere(path) ? undefined : accumulated(resolvedPath(folder, path), held, true, inner);
    held = changed ? [...changed] : held.map(unknown);
  }
  return transformed(held, own, folder, file.uri, inner);
}

function transformed(before: readonly Held[], own: Kustomization, folder: string, uri: string, building: Building): readonly Held[] {
  let held = before;
  for (const entry of own.patches) held = patched(held, entry, folder, uri, building);
  if (own.prefix !== '' || own.suffix !== '') held = held.map((one) => ({ ...one, names: [...one.names, `${own.prefix}${one.names.at(-1) ?? ''}${own.suffix}`] }));
  for (const entry of own.laterPatches) held = patched(held, entry, folder, uri, building);
  held = held.map((one) => (own.stopped.some((name) => one.names.includes(name)) ? unknown(one) : one));
  const edits = building.edits(folder);
  for (const entry of withEdits(own.images, edits ?? [])) held = held.map((one) => renamed(one, entry));
  return own.opaque || !edits || !own.configurations.every((path) => isHarmless(path, folder, building)) ? held.map(unknown) : held;
}

function unknown(one: Held): Held {
  return { ...one, values: undefined, policy: undefined };
}

/** kustomize looks at the containers and initContainers of any object. */
function renamed(one: Held, entry: ImageEntry): Held {
  if (one.list !== 'containers' && one.list !== 'initContainers') return one;
  const results = one.values?.map((value): readonly Value[] | undefined => {
    switch (matches(value, entry.name)) {
      case 'no':
        return [value];
      case 'unknown':
        return undefined;
      case 'yes':
        return replaced(value, entry);
    }
  });
  if (!results || results.includes(undefined)) return { ...one, values: undefined };
  const values = results.flatMap((some) => some ?? []);
  const isSame = values.length === one.values?.length && values.every((value, i) => value === one.values?.[i]);
  return isSame ? one : { ...one, values, at: entry.at };
}

/** A file, or a folder with a kustomization; what is in neither isn't known, and nothing is said of it. */
function resources(folder: string, path: string, building: Building): readonly Held[] {
  if (isElsewhere(path)) return [];
  const file = fileAt(folder, path, building);
  if (!file) return accumulated(resolvedPath(folder, path), [], false, building) ?? [];
  const images = imagesInYaml(file.text).filter(({ role }) => role === 'deploy');
  if (images.length > 0) building.files.add(file.uri);
  // Of what is only for local use, nothing is deployed.
  const isUnclear = file.text.includes('config.kubernetes.io/local-config');
  return images.map((image) => heldImage(image, file, isUnclear || image.fallback === true));
}

function heldImage(image: YamlImage, { uri }: SourceFile, isUnclear: boolean): Held {
  const [kind, ...name] = image.workload?.split('/') ?? [];
  const isKnown = !isUnclear && !image.templated;
  return {
    values: isKnown ? [{ parts: partsOf(image, uri), trail: [] }] : undefined,
    at: { uri, ...image.at },
    container: image.container,
    policy: image.pullPolicy ? policyOf(image.pullPolicy, uri) : 'default',
    kind,
    names: name.length > 0 ? [name.join('/')] : [],
    list: image.path.at(-3),
    // Of a List each item is an object of its own.
    path: `/${image.path.slice(image.path[0] === 'items' ? 2 : 0, -1).join('/')}`,
  };
}

function policyOf({ text, at }: { readonly text: string; readonly at: { readonly start: number; readonly end: number } }, uri: string): readonly Part[] {
  return [at.end - at.start === text.length ? { text, source: { uri, start: at.start, end: at.end } } : { text }];
}

function patched(held: readonly Held[], entry: PatchEntry, folder: string, uri: string, building: Building): readonly Held[] {
  const file = entry.path === undefined ? undefined : fileAt(folder, entry.path, building);
  if (file) building.files.add(file.uri);
  const own = building.filesIn(folder).find((one) => one.uri === uri);
  const source = entry.inline ? own : file;
  const patches = source && patchesIn(source.text, entry.target, entry.inline);
  if (!source || !patches) return held.map((one) => (means(entry.target ?? anything, one) === 'no' ? one : unknown(one)));
  return patches.reduce((all, patch) => withPatch(all, patch, source.uri), held);
}

function means({ kind, name, perhaps }: Target, { kind: own, names }: Held): 'yes' | 'no' | 'perhaps' {
  if (kind !== undefined && own !== undefined && own !== kind) return 'no';
  if (name !== undefined && names.length > 0 && !names.includes(name)) return 'no';
  return perhaps || (kind !== undefined && own === undefined) || (name !== undefined && names.length === 0) ? 'perhaps' : 'yes';
}

function withPatch(held: readonly Held[], { target, settings, opaque }: Patch, uri: string): readonly Held[] {
  const meant = held.map((one) => means(target, one));
  const changed = held.map((one, i) => {
    if (meant[i] === 'no') return one;
    if (opaque) return unknown(one);
    return settings.reduce((at, setting) => (isSetOf(setting, at) ? set(at, setting, uri, meant[i] === 'perhaps') : at), one);
  });
  if (opaque) return changed;
  const more = added(held.filter((_, i) => meant[i] === 'yes'), settings, uri);
  // What is merged in comes first: the others have other numbers then.
  const renumbered = more.length === 0 ? changed : changed.map((one, i) => (meant[i] === 'yes' ? { ...one, path: undefined } : one));
  return [...renumbered, ...more];
}

/** By its pointer, or by its name. */
function isSetOf({ list, container, path }: Setting, one: Held): boolean {
  if (path === undefined) return one.list === list && one.container === container;
  return one.path === undefined ? one.list === list : path.startsWith(`${one.path}/`);
}

function set(one: Held, { image, policy, path }: Setting, uri: string, perhaps: boolean): Held {
  if (perhaps || (path !== undefined && one.path === undefined)) return unknown(one);
  return {
    ...one,
    ...(image ? { values: [{ parts: partsOf(image, uri), trail: [] }], at: { uri, ...image.at } } : {}),
    ...(policy ? { policy: partsOf(policy, uri) } : {}),
  };
}

/** Containers that a merge brings into objects that have none of the name. */
function added(objects: readonly Held[], settings: readonly Setting[], uri: string): readonly Held[] {
  const byName = new Map(objects.map((one) => [`${one.kind ?? ''}/${one.names.at(-1) ?? ''}`, one]));
  return [...byName.values()].flatMap(({ kind, names }) =>
    settings.flatMap(({ list, container, path, image, policy }): Held[] => {
      const isThere = objects.some((one) => one.kind === kind && one.names.at(-1) === names.at(-1) && one.list === list && one.container === container);
      if (path !== undefined || isThere || !image) return [];
      return [{ values: [{ parts: partsOf(image, uri), trail: [] }], at: { uri, ...image.at }, container, policy: policy ? partsOf(policy, uri) : 'default', kind, names, list, path: undefined }];
    }),
  );
}

/** It says in which fields names are referred to; image paths of its own kinds may be there, too. */
function isHarmless(path: string, folder: string, building: Building): boolean {
  const file = fileAt(folder, path, building);
  const [root, ...others] = (file && plainDocuments(file.text)) ?? [];
  if (file) building.files.add(file.uri);
  return root?.kind === 'map' && others.length === 0 && !root.entries.has('images') && !root.entries.has('image');
}

/** A url, or a repository's address. */
function isElsewhere(path: string): boolean {
  return /:|\?|\/\/|^\/|^$|\.git(?:\/|$)/.test(path);
}

/** kustomize refuses files that stand outside of the kustomization's folder. */
function fileAt(folder: string, path: string, { filesIn }: Building): SourceFile | undefined {
  const uri = resolvedPath(folder, path);
  if (!uri.startsWith(`${folder}/`)) return undefined;
  return filesIn(folderOf(uri)).find((one) => one.uri === uri);
}
