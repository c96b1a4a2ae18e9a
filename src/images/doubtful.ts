/**
 * What is deployed of elements that may be gone where a loop goes through them, or that it may pass by? Which of them are there nobody knows, so
 * none is wrong by itself: all together are what the place may be given.
 */
import { encloses, type Span } from '../base/text';
import type { Evaluation } from '../flow/evaluation';
import { turnsAround, type Frame } from '../flow/frame';
import { uniteAnswers, unknownAnswer } from '../flow/parts';
import { passedBy } from '../flow/sifted';
import type { Answer } from '../flow/value';
import type { Sighting } from './idioms/idiom';
import type { Details } from './site';

/** The sightings of one flow; of those that a loop may not come to, one that may be any of them, or none that is judged beside those that it surely comes to. */
export function withDoubtful(sightings: readonly Sighting[], e: Evaluation): readonly Sighting[] {
  const bases = new Map<Sighting, Frame>();
  const groups = new Map<Frame, Map<string, Sighting[]>>();
  for (const one of sightings) {
    if (!one.frame || one.idle) continue;
    const turns = turnsAround(one.frame);
    const base = turns.length > 0 ? passedBy(e, one.frame, whereOf(one, one.frame)) : undefined;
    if (base) bases.set(one, base);
    for (const { of } of turns) {
      const byPlace = groups.get(of) ?? new Map<string, Sighting[]>();
      groups.set(of, byPlace);
      const key = placeOf(one);
      byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
    }
  }
  if (bases.size === 0) return sightings;
  const told = new Set<readonly Sighting[]>();
  return sightings.flatMap((one) => {
    const base = bases.get(one);
    const group = base && groups.get(base)?.get(placeOf(one));
    if (!group) return [one];
    if ((one.role !== 'deploy' && one.role !== 'run') || group.some((other) => !bases.has(other))) return [{ ...one, details: { ...one.details, spared: true as const } }];
    if (told.has(group)) return [];
    told.add(group);
    return [joined(one, group)];
  });
}

/** Where it is in its function; what stands elsewhere is used somewhere there. */
function whereOf({ ran, source, at }: Sighting, { func: { file, fact } }: Frame): Span {
  const own = ran?.span ?? source?.span;
  if (own && encloses(fact.span, own)) return own;
  return at.uri === file.uri && encloses(fact.span, at) ? at : { start: fact.span.end, end: fact.span.end };
}

function placeOf({ role, at, details: { verb } }: Sighting): string {
  return [role, at.uri, at.start, at.end, verb?.uri, verb?.start].join(' ');
}

function joined(first: Sighting, group: readonly Sighting[]): Sighting {
  const { container, workload, pullPolicy, ...details } = first.details;
  const alike = (of: keyof Details): boolean => group.every((other) => other.details[of] === first.details[of]);
  const policies = group.map((other) => other.details.pullPolicy);
  const policy = alike('pullPolicy') ? pullPolicy : policies.every((one): one is Answer => typeof one === 'object') ? uniteAnswers(policies) : unknownAnswer('one of several policies');
  return {
    ...first,
    image: uniteAnswers(group.map(({ image }) => image)),
    details: {
      ...details,
      ...(policy === undefined ? {} : { pullPolicy: policy }),
      ...(container !== undefined && alike('container') ? { container } : {}),
      ...(workload !== undefined && alike('workload') ? { workload } : {}),
    },
  };
}
