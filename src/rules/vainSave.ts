/**
 * Which save, shared by many images, should have brought an image to the cluster and doesn't? It saves the image to an archive that nothing
 * loads, or saves another name to the archive that bears the image's own generated tag. Knows archives of flows; words no finding.
 */
import { remembered } from '../base/remembered';
import { compareImages, isEqual, splitImage } from '../images/reference';
import { isText, type Value } from '../flow/value';
import type { Inventory, TestFlow } from '../images/site';
import { evidenceOf, gives, type Archived } from './evidence';
import type { Cause } from './gathered';
import type { Mismatch } from './givenBack';
import { hasHole } from './places';

export interface VainSave extends Cause {
  readonly save: Archived;
  /** It saves the image under another name. */
  readonly renamed: boolean;
}

/** The only site that saves the image, or else another name in its place; undefined where what the site does is right for some image. */
export function vainSave(value: Value, flow: TestFlow | undefined, inventory: Inventory): VainSave | undefined {
  const saves = savesOf(flow, inventory);
  const own = saves.filter(({ event, site }) => event.image.values.some((saved) => isEqual(compareImages(saved, site.engine, value, 'kubelet'))));
  const renamed = own.length === 0;
  const meant = renamed ? saves.filter((save) => isNamedAfter(save, value)) : own;
  const [save, ...others] = meant;
  if (!save || others.some(({ site }) => site !== save.site) || (renamed ? rightSaves : loadedSaves)(inventory).has(save.site.id)) return undefined;
  return { at: save.site.at, save, renamed };
}

/** The save of another name than the built ones that its archive is named after, if it is right for no image. */
export function renamingSave({ site, event, built }: Mismatch, inventory: Inventory): Cause | undefined {
  const archive = site.role === 'save' ? event?.details.archive : undefined;
  return archive && built.every(({ value }) => isNamedAfter({ archive }, value)) && !rightSaves(inventory).has(site.id) ? { at: site.at } : undefined;
}

/** Saves of other names to archives that bear the image's own generated tag. */
export function renamedSaves(value: Value, flow: TestFlow | undefined, inventory: Inventory): Archived[] {
  return savesOf(flow, inventory).filter((save) => isNamedAfter(save, value));
}

function savesOf(flow: TestFlow | undefined, inventory: Inventory): Archived[] {
  const own = flow && evidenceOf(inventory).flows.get(flow);
  return own?.archived.filter(({ site }) => site.role === 'save') ?? [];
}

function isNamedAfter({ archive }: Pick<Archived, 'archive'>, value: Value): boolean {
  const generated = splitImage(value)?.tag?.filter((part) => !isText(part) && part.hole.kind === 'fresh') ?? [];
  return generated.some((hole) => archive.values.some((path) => hasHole(path, hole)));
}

/** Sites that save what the same flow loads. */
const loadedSaves: (inventory: Inventory) => ReadonlySet<number> = remembered((inventory) => {
  const found = new Set<number>();
  for (const [flow, { archived, loaded }] of evidenceOf(inventory).flows) {
    if (flow.kind === 'dead') continue;
    for (const { event, site } of archived) {
      if (site.role === 'save' && event.image.values.some((value) => loaded.some((load) => gives(load, value, 'kubelet')))) found.add(site.id);
    }
  }
  return found;
});

/** Sites that save what the same flow makes. */
const rightSaves: (inventory: Inventory) => ReadonlySet<number> = remembered((inventory) => {
  const found = new Set<number>();
  for (const { archived, made } of evidenceOf(inventory).flows.values()) {
    for (const { event, site } of archived) if (site.role === 'save' && event.image.values.some((value) => made.some((one) => gives(one, value, site.engine)))) found.add(site.id);
  }
  return found;
});
