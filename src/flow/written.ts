/** What is known of a value that somebody wrote by way of a pointer? Nothing; but whether the whole was written, or what it holds, is told apart. */
import type { Origin, Origins } from './origin';

const throughPointer = 'written through a pointer';
const elementThroughPointer = 'an element written through a pointer';

/** What a function got the address of, it may have changed. */
export const written: Origins = unknownFor(throughPointer);

/** Elements of a list, or map, that was written so: they needn't be any that the workspace makes. */
export const writtenElements: Origins = unknownFor(elementThroughPointer);

export function isWritten(origin: Origin): boolean {
  return isUnknown(origin, throughPointer);
}

export function isWrittenElement(origin: Origin): boolean {
  return isUnknown(origin, elementThroughPointer);
}

function unknownFor(why: string): Origins {
  return { list: [{ kind: 'hole', hole: { kind: 'unknown', why }, trail: [] }], complete: true };
}

function isUnknown(origin: Origin, why: string): boolean {
  return origin.kind === 'hole' && origin.hole.kind === 'unknown' && origin.hole.why === why;
}
