/**
 * What does a patch that a command hands over put into containers: `kubectl patch deployment app -p '{…}'`? Knows texts of which parts
 * are unknown, and where their characters stand; the command is containerCli's.
 */
import type { Expr } from '../../go/facts';
import { encloses, type Place } from '../../base/text';
import { filler } from '../../flow/formatVerbs';
import type { Evaluation } from '../../flow/evaluation';
import type { Frame } from '../../flow/frame';
import { originsOf } from '../../flow/origins';
import { unknownAnswer } from '../../flow/parts';
import { isText, type Answer, type Value } from '../../flow/value';
import type { Details } from '../site';
import { anyContainer, patchedImages } from '../yaml/patchedImages';

export interface Patched {
  readonly image: Answer;
  readonly details: Details;
  /** Where the image is written, if it is in the text itself. */
  readonly written: Place | undefined;
}

/** `portion`: the characters of a value between two offsets, holes counting as one. `workload`: the one that is patched, where it is known. */
export function patchedIn(patch: Answer, workload: string | undefined, portion: (value: Value, start: number, end: number) => Value): readonly Patched[] {
  return patch.values.flatMap((value) =>
    patchedImages(value.parts.map((part) => (isText(part) ? part.text : filler)).join('')).map((found): Patched => {
      const image = portion(value, found.at.start, found.at.end);
      const known = found.container !== undefined && !found.container.includes(filler) && (found.container !== anyContainer || workload !== undefined);
      const of = workload ?? (found.workload?.includes(filler) ? undefined : found.workload);
      const details: Details = {
        pullPolicy: unknownAnswer('set elsewhere'),
        stored: true,
        ...(known ? { container: found.container } : {}),
        ...(of === undefined ? {} : { workload: of }),
      };
      const escaped = found.chunks.some(({ text, start, end }) => text.length !== end - start);
      const [only, ...more] = image.parts;
      return {
        image: found.templated || escaped ? unknownAnswer('a text of another language') : { values: [image], complete: patch.complete },
        details,
        written: only && more.length === 0 ? only.source : undefined,
      };
    }),
  );
}

/** Made in a way that isn't followed: it may put anything into the workload. What the environment says is known to be somebody else's. */
export function isUnreadPatch({ values, complete }: Answer): boolean {
  if (values.length === 0) return !complete;
  return values.every(({ parts }) => parts.length > 0 && parts.every((part) => !isText(part) && part.hole.kind === 'unknown'));
}

/** What such a patch puts into any container of the workload. */
export function unreadPatch(workload: string): Pick<Patched, 'image' | 'details'> {
  return { image: unknownAnswer('a patch that is not read'), details: { pullPolicy: unknownAnswer('set elsewhere'), stored: true, container: anyContainer, workload } };
}

/** What a patch is made of: its texts are no manifests of their own. */
export function madeOf(e: Evaluation, expr: Expr, frame: Frame): readonly Expr[] {
  return [expr, ...originsOf(e, expr, frame).list.flatMap((origin) => (origin.kind === 'made' ? [origin.expr] : []))];
}

/** The image's own place where it stands in the argument, else the argument. */
export function placeIn(argument: Place, written: Place | undefined): Place {
  return written && written.uri === argument.uri && encloses(argument, written) ? written : argument;
}
