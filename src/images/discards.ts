/** Calls that throw the first result of a string builder away: `_, err := Build…`. Knows calls and results; judges nothing. */
import { placeOf } from '../flow/origin';
import { callOrigins } from '../flow/origins';
import { uniteAnswers } from '../flow/parts';
import { textsOfOrigin } from '../flow/texts';
import type { Walk } from '../flow/walk';
import type { Discard } from './site';

/** Discarded first results that are strings beside an error, in the frames of a flow; each call once. */
export function discardsIn(walk: Walk): Discard[] {
  const found: Discard[] = [];
  const seen = new Set<string>();
  for (const frame of walk.frames) {
    if (walk.idle.has(frame)) continue;
    for (const call of frame.func.fact.calls) {
      const first = call.discards === 'all' || call.discards.includes(0);
      if (!first) continue;
      const callees = walk.evaluation.callees(call, frame);
      const only = callees.kind === 'funcs' && callees.list.length === 1 ? callees.list[0] : undefined;
      const results = only?.func.fact.results ?? [];
      const type = results[0]?.type;
      if (!only || results.length < 2 || type?.kind !== 'name' || type.name !== 'string') continue;
      const at = placeOf(frame, call.span);
      const key = `${at.uri}:${at.start}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const origins = callOrigins(walk.evaluation, call, frame, 0);
      const image = uniteAnswers(origins.list.map((origin) => textsOfOrigin(walk.evaluation, origin)));
      found.push({ at: { uri: at.uri, start: call.fn.span.start, end: call.fn.span.end }, builder: only.func.fact.name, function: frame.func.outermost.fact.name, image: { values: image.values, complete: image.complete && origins.complete } });
    }
  }
  return found;
}
