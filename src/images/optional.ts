/**
 * Which deployments may a run leave out, because their test is skipped on some condition? What they need is made under the same condition,
 * perhaps, by whoever sets it: a makefile, a job. Not where all of a suite is optional: then that condition is how the suite is run at all.
 */
import { encloses, type Span } from '../base/text';
import type { Func, Program } from '../flow/declarations';
import { framesAround } from '../flow/frame';
import { mayBeSkipped } from '../flow/leftOut';
import type { Sighting } from './idioms/idiom';

const making: ReadonlySet<string> = new Set(['build', 'tag', 'load', 'push', 'pull']);

interface Step {
  readonly func: Func;
  readonly at: Span;
}

/** The functions that lead to a sighting, its own first, and where. */
function wayTo({ frame, at }: Sighting): Step[] {
  if (!frame) return [];
  const { file, fact } = frame.func;
  // What stands elsewhere is used somewhere in the function: at its end, as far as is known.
  const own: Span = at.uri === file.uri && encloses(fact.span, at) ? at : { start: fact.span.end, end: fact.span.end };
  return [{ func: frame.func, at: own }, ...Array.from(framesAround(frame), (outer) => ({ func: outer.frame.func, at: outer.at }))];
}

/** The sightings of one flow, those that a run may leave out marked. */
export function withOptional(sightings: readonly Sighting[], program: Program): readonly Sighting[] {
  const live = sightings.filter((one) => one.frame && !one.idle);
  const makers = live.filter(({ role }) => making.has(role));
  const deployments = live.filter((one) => one.role === 'deploy' || one.role === 'run' || one.applies !== undefined || one.kustomizes);
  if (makers.length === 0 || deployments.length < 2) return sightings;
  const leading = new Set(makers.flatMap((one) => wayTo(one).map(({ func }) => func)));
  const asked = new Map<Func, Map<number, boolean>>();
  const isOptional = ({ func, at }: Step): boolean => {
    if (leading.has(func)) return false;
    const known = asked.get(func) ?? new Map<number, boolean>();
    asked.set(func, known);
    let answer = known.get(at.start);
    if (answer === undefined) known.set(at.start, (answer = mayBeSkipped(at, func, program)));
    return answer;
  };
  const optional = new Set(deployments.filter((one) => wayTo(one).some(isOptional)));
  if (optional.size === 0 || optional.size === deployments.length) return sightings;
  return sightings.map((one) => (optional.has(one) ? { ...one, details: { ...one.details, spared: true as const } } : one));
}
