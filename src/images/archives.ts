/**
 * Which images does a loaded archive hold: what the flow saves to the same file? And which loaded archive does the flow certainly never
 * save? Knows paths of archives; judges nothing.
 */
import type { Steps } from '../base/steps';
import { uniteAnswers, unknownAnswer } from '../flow/parts';
import { sameText } from '../flow/sameness';
import type { Walk } from '../flow/walk';
import { isText, valueKey, type Answer } from '../flow/value';
import { areNamedAlike, areTwoArchives } from './archivePath';
import { mayBeWritten } from './archiveWriters';
import type { FlowRecord, Sighted } from './flowRecord';
import type { Sighting } from './idioms/idiom';
import type { Observation } from './site';

function mayBeOneArchive(a: Answer | undefined, b: Answer | undefined): boolean {
  return a === undefined || b === undefined || !areTwoArchives(a, b);
}

function isArchiveLoad({ role, details }: Observation): boolean {
  return role === 'load' && details.archive !== undefined && details.loadFrom === 'image-archive';
}

/** Its archive is read on the node, where other files lie. */
function isInNode({ idiom }: Observation): boolean {
  return idiom === 'node-cli';
}

/** Marks the loads of archives that nothing in the walk saves or may write otherwise, where it saves others. */
export function* withUnsaved(walk: Walk, sightings: readonly Sighting[]): Steps<readonly Sighting[]> {
  const saves = sightings.filter(({ role }) => role === 'save');
  if (saves.length === 0) return sightings;
  const unsaved = new Set<Sighting>();
  for (const one of sightings) {
    const { archive } = one.details;
    if (!archive || !isArchiveLoad(one) || isInNode(one) || saves.some((save) => mayBeOneArchive(save.details.archive, archive))) continue;
    if (!(yield* mayBeWritten(walk, archive, saves.flatMap(({ details }) => details.archive ?? [])))) unsaved.add(one);
  }
  return unsaved.size === 0 ? sightings : sightings.map((one) => (unsaved.has(one) ? { ...one, details: { ...one.details, unsaved: true } } : one));
}

/** The archives that one flow saves, as others may find them. */
export interface Archives {
  readonly flow: FlowRecord | undefined;
  readonly saved: readonly Answer[];
}

export function archivesOf(flow: FlowRecord | undefined, sightings: readonly Sighted[]): Archives {
  return { flow, saved: sightings.flatMap(({ role, details }) => (role === 'save' && details.archive ? [details.archive] : [])) };
}

/** Another suite has to name the very file; a program that somebody runs before the suites may by any name that isn't known. */
function mayLeave({ flow, saved }: Archives, archive: Answer): boolean {
  const isProgram = flow?.root.kind === 'setup' && flow.root.name.includes('/');
  return saved.some((one) => areNamedAlike(one, archive) || (isProgram && mayBeOneArchive(one, archive)));
}

/**
 * What a loaded archive holds: the images saved to the same file in the same flow; one of unknown name holds what its own function saved.
 * `others`: where the flow itself saves none, another one may have.
 */
export function withArchives(sightings: readonly Sighted[], others: readonly Archives[]): Sighted[] {
  const saves = sightings.filter((one) => one.role === 'save' && one.details.archive && !one.idle);
  return sightings.map((one) => {
    const { archive } = one.details;
    if (!archive || !isArchiveLoad(one)) return one;
    const nothing = unknownAnswer('an archive that nothing here saves');
    if (one.details.unsaved) {
      const { unsaved, ...details } = one.details;
      return { ...one, image: nothing, details: others.some((other) => mayLeave(other, archive)) ? details : { ...details, unsaved } };
    }
    const same = saves.filter((save) => sameArchive(save.details.archive, archive));
    const near = same.filter((save) => save.frame === one.frame);
    const found = near.length > 0 ? near : same.length > 0 ? same : saves.filter((save) => save.frame === one.frame);
    return { ...one, image: found.length > 0 ? uniteAnswers(found.map((save) => save.image)) : nothing };
  });
}

function sameArchive(a: Answer | undefined, b: Answer | undefined): boolean {
  if (!a || !b) return false;
  return a.values.some((left) => b.values.some((right) => sameText(left.parts, right.parts) === 'equal' || (valueKey(left) === valueKey(right) && left.parts.some((part) => isText(part)))));
}
