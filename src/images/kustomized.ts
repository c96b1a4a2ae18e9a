/**
 * What the kustomizations deploy that a flow applies, as sightings of that flow: each image where the part of its name is written that came
 * last. Joins what idioms saw of commands with what kustomize/build says of folders; judges nothing.
 */
import { folderOf } from '../base/path';
import { unknownAnswer } from '../flow/parts';
import type { Answer } from '../flow/value';
import type { Sighted } from './flowRecord';
import type { KustomizationEdit, Kustomizes } from './idioms/idiom';
import { build, type Built, type Deployed, type TreeBelow } from './kustomize/build';
import type { ImageEntry } from './kustomize/imageEntry';
import type { Details } from './site';

/** What isn't told by the flow's commands: whether somebody else may change one of these files before they are built. */
export type MayChange = (files: readonly string[]) => boolean;

/** The sightings of one flow, with those of the kustomizations that it applies. What is set in one of these is deployed by way of it. */
export function withKustomized(sightings: readonly Sighted[], treeBelow: TreeBelow, mayChange: MayChange): readonly Sighted[] {
  const reached = new Set<string>();
  const more = sightings.flatMap((one): Sighted[] => {
    const built = one.kustomizes && build(one.kustomizes.folder, treeBelow, (folder) => entriesSet(folder, one.kustomizes));
    if (!one.kustomizes || !built) return [];
    if (one.kustomizes.deletes) return removals(one, built);
    const { edits } = one.kustomizes;
    for (const folder of built.files.map(folderOf)) if (edits.some((edit) => edit.folder === folder)) reached.add(folder);
    const isKnown = !mayChange(built.files);
    return built.images.map((image) => deployment(one, isKnown ? image : { ...image, values: undefined, policy: undefined }));
  });
  if (more.length === 0) return sightings;
  return [...sightings.map((one) => (one.role === 'deploy' && one.edits?.folder !== undefined && reached.has(one.edits.folder) ? { ...one, role: 'mention' as const } : one)), ...more];
}

/** Undefined where an edit of this folder isn't understood, or nobody knows whether it comes before. */
function entriesSet(folder: string, kustomizes: Kustomizes | undefined): readonly ImageEntry[] | undefined {
  if (!kustomizes) return [];
  const concerns = (edit: KustomizationEdit): boolean => edit.folder === undefined || edit.folder === folder;
  if (kustomizes.unsure.some(concerns)) return undefined;
  const entries = kustomizes.edits.filter(concerns).map((edit) => (edit.folder === undefined ? undefined : edit.entry));
  return entries.includes(undefined) ? undefined : entries.flatMap((entry) => entry ?? []);
}

function deployment(by: Sighted, { values, at, container, workload, policy }: Deployed): Sighted {
  const [policyAt] = policy === 'default' || policy === undefined ? [] : policy.flatMap(({ source }) => source ?? []);
  const image: Answer = values ? { values, complete: true } : unknownAnswer('what a kustomization makes of it');
  const details: Details = {
    pullPolicy: policy === 'default' ? policy : policy ? { values: [{ parts: policy, trail: [] }], complete: true } : unknownAnswer('a policy that a kustomization sets'),
    ...(policyAt ? { pullPolicyAt: policyAt } : {}),
    ...(container === undefined ? {} : { container }),
    ...(workload === undefined ? {} : { workload }),
    ...(by.details.spared ? { spared: true as const } : {}),
    kustomized: true,
  };
  return { role: 'deploy', idiom: 'kustomize', at, image, engine: '', details, path: by.path, frame: by.frame, start: by.start, ...(by.idle ? { idle: true } : {}) };
}

function removals(by: Sighted, { images }: Built): Sighted[] {
  const workloads = new Set(images.flatMap(({ workload }) => (workload?.includes('/') ? [workload] : [])));
  return [...workloads].map((workload) => ({ ...by, kustomizes: undefined, removes: { workload } }));
}
