/**
 * Which images of a manifest in Go never reach a cluster, because it is decoded and its containers get other images before they are
 * created? Knows which texts are decoded; what becomes of the object is decoded's knowledge.
 */
import type { Steps } from '../base/steps';
import type { Frame } from '../flow/frame';
import type { Walk } from '../flow/walk';
import type { Overwritten } from './decoded/overwrites';
import { decodedAndOverwritten } from './idioms/decodedManifests';
import type { Sighting } from './idioms/idiom';
import { isOfText, standsIn, textsBehind, type Text } from './textsBehind';

interface Change {
  readonly texts: readonly Text[];
  /** Where it is decoded. */
  readonly frame: Frame;
  readonly containers: Overwritten;
}

/** Marks what is overwritten: what is put there is judged by itself. */
export function* withOverwritten({ frames, idle, evaluation }: Walk, sightings: readonly Sighting[]): Steps<readonly Sighting[]> {
  if (!sightings.some(isOfText)) return sightings;
  const changes: Change[] = [];
  for (const frame of frames) {
    if (idle.has(frame)) continue;
    yield;
    for (const { source, containers } of decodedAndOverwritten(evaluation, frame)) changes.push({ texts: textsBehind(evaluation, source, frame), frame, containers });
  }
  if (changes.length === 0) return sightings;
  return sightings.map((one) => (isOfText(one) && changes.some((change) => isChanged(one, change)) ? { ...one, details: { ...one.details, spared: true as const } } : one));
}

function isChanged(one: Sighting, { texts, frame, containers }: Change): boolean {
  const { container } = one.details;
  return (containers === 'any' || (container !== undefined && containers.has(container))) && standsIn(one, texts, frame);
}
