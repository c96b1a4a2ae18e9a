/** Which image does a flow save to one archive and then load another one, which nobody saves? Knows archives of flows; words no finding. */
import { areTwoArchives } from '../images/archivePath';
import { compareImages, isEqual } from '../images/reference';
import type { Place } from '../base/text';
import type { FlowEvent } from '../images/site';
import type { Value } from '../flow/value';
import type { Archived, FlowEvidence } from './evidence';

export interface MissedArchive {
  readonly load: Archived;
  /** Where the image is saved, to archives that nothing loads. */
  readonly saves: readonly Archived[];
}

/**
 * The load that misses the image: the only one of an archive that nobody saves, or the one beside the save. Undefined where the image is in no
 * archive, or in one that may be loaded.
 */
export function missedArchive(value: Value, { archived }: FlowEvidence): MissedArchive | undefined {
  const unsaved = archived.filter(({ event }) => event.details.unsaved);
  if (unsaved.length === 0) return undefined;
  const saves = archived.filter(({ event, site }) => site.role === 'save' && event.image.values.some((saved) => isEqual(compareImages(saved, site.engine, value, 'kubelet'))));
  const loads = archived.filter(({ site }) => site.role === 'load');
  if (saves.length === 0 || saves.some((save) => loads.some((load) => !areTwoArchives(save.archive, load.archive)))) return undefined;
  const beside = unsaved.filter((load) => saves.some((save) => save.site.function === load.site.function && isSamePath(save.event, load.event)));
  const [load, ...others] = beside.length > 0 ? beside : unsaved;
  return load && others.every(({ site }) => site === load.site) ? { load, saves } : undefined;
}

/** They stand in one call of one function. */
export function isSamePath(a: FlowEvent, b: FlowEvent): boolean {
  return isSameWay(a.path, b.path);
}

/** Two ways, each of call sites from a flow's root, outermost first, are one. */
export function isSameWay(a: readonly Place[], b: readonly Place[]): boolean {
  return a.length === b.length && a.every((place, i) => place.uri === b[i]?.uri && place.start === b[i].start);
}
