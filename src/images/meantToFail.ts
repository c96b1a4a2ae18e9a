/**
 * Is a deployment meant to fail, or never to happen: because the test waits for a pull that fails, wants the API server to refuse it, only
 * asks what would happen, or makes a pod that never starts? Follows the way that leads to the deployment up to the test's own body, and its request beyond that.
 */
import type { Span } from '../base/text';
import { runningAt } from '../flow/branches';
import type { Evaluation } from '../flow/evaluation';
import { framesAround, type Frame } from '../flow/frame';
import { isText, type Answer } from '../flow/value';
import { neverStarts } from './neverStarted';
import { isRefused, trialFlags } from './refused';
import { isFailingRow, isNode, wantsFailure } from './wantedFailures';

/** `places`: where `frame`'s function does it. */
export function isMeantToFail(places: readonly Span[], image: Answer, frame: Frame, e: Evaluation): boolean {
  /** Tests around the test are about others, too. */
  let inside = true;
  for (const { at, spans } of [{ at: frame, spans: places }, ...Array.from(framesAround(frame), (outer) => ({ at: outer.frame, spans: [outer.at] }))]) {
    const { func } = at;
    if (spans.some((span) => neverStarts(span, func.fact, e.program))) return true;
    if (spans.length > 0 && spans.every((span) => isRefused(span, func, e.program))) return true;
    if (trialFlags(func.fact).some((span) => runningAt(e, span, at).length > 0)) return true;
    if (inside && spans.some((span) => wantsFailure(func, span, e.program))) return true;
    if (isTabled(image, at)) return true;
    inside &&= !isNode(func);
  }
  return false;
}

/** Some image of it is written in a row that fails. */
function isTabled({ values }: Answer, { func }: Frame): boolean {
  const { initializer, uri } = func.file;
  return values.some(({ parts }) => parts.some((part) => isText(part) && part.source?.uri === uri && isFailingRow(part.source, [func.fact, initializer])));
}
