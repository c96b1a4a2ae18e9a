/**
 * What a flow's charts deploy, where the chart isn't all that has a say in it: somebody edits its files first, or its release was given something before.
 * Judges nothing.
 */
import { unknownAnswer } from '../flow/parts';
import type { Sighted } from './flowRecord';
import type { Renders } from './idioms/idiom';

/** Whether somebody may change one of these files before the chart of that folder is installed. */
export type IsChartEdited = (folder: string, files: readonly string[]) => boolean;

/** The sightings of one flow. */
export function withCharts(sightings: readonly Sighted[], isEdited: IsChartEdited): readonly Sighted[] {
  const given = sightings.flatMap(({ renders }) => (renders && !renders.keeps ? [renders] : []));
  const isKnown = (one: Renders): boolean => !isEdited(one.folder, one.files) && !(one.keeps && given.some((other) => mayBeSame(one, other)));
  const known = new Map<Renders, boolean>();
  return sightings.map((one): Sighted => {
    if (!one.renders) return one;
    const is = known.get(one.renders) ?? isKnown(one.renders);
    known.set(one.renders, is);
    return is ? one : { ...one, image: unknownAnswer('a chart that is edited, or has values already') };
  });
}

function mayBeSame({ release: a }: Renders, { release: b }: Renders): boolean {
  return a === undefined || b === undefined || a === b;
}
