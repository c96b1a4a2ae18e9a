/**
 * Images that no `image: reference` names: a chart's `image: {repository, tag}`, a Kustomization's `images`, and those that a Cluster API
 * suite loads. All are mentions, for what deploys them stands elsewhere.
 */
import { loadKey, type Mapping, pathOf } from './mapping';
import { isTemplated } from './prepare';
import type { YamlImage, YamlText } from './yamlImage';

export function partedImages(mappings: readonly Mapping[], document: number): readonly YamlImage[] {
  return mappings.flatMap((within) => [...chartImage(within, document), ...replacedImage(within, document)]);
}

function chartImage(within: Mapping, document: number): readonly YamlImage[] {
  const repository = within.scalars.get('repository');
  if (within.step.length !== 1 || !/image$/i.test(within.step[0] ?? '') || !repository) return [];
  const registry = within.scalars.get('registry');
  const tag = within.scalars.get('tag');
  const digest = within.scalars.get('digest');
  const templated = [registry, repository, tag, digest].some((part) => part && isTemplated(part.text));
  return [{ ...mention(repository, within, 'repository', document), ...(templated ? { templated: true as const } : {}), parts: { registry, repository, tag, digest } }];
}

/** `images: [{name, newName, newTag}]` of kustomize: what is replaced and by what; `images: [{name, loadBehavior}]`. */
function replacedImage(within: Mapping, document: number): readonly YamlImage[] {
  if (within.step.length !== 2 || within.step[0] !== 'images') return [];
  const name = within.scalars.get('name');
  const newName = within.scalars.get('newName');
  const tag = within.scalars.get('newTag');
  const digest = within.scalars.get('digest');
  if (name && within.keys.has(loadKey)) return [mention(name, within, 'name', document)];
  if (!newName && !tag && !digest) return [];
  const replaced = name ? [mention(name, within, 'name', document)] : [];
  const by = newName ?? name;
  if (!by) return replaced;
  return [...(newName ? replaced : []), { ...mention(by, within, newName ? 'newName' : 'name', document), parts: { repository: by, tag, digest } }];
}

function mention(value: YamlText, within: Mapping, key: string, document: number): YamlImage {
  return { ...value, role: 'mention', path: [...pathOf(within), key], document, ...(isTemplated(value.text) ? { templated: true as const } : {}) };
}
