/** Which image may be another one as soon as the code that is being written is whole? Knows values and flows; words no finding. */
import type { Inventory, TestFlow } from '../images/site';
import type { Value } from '../flow/value';

const held = new Set(['variable', 'field', 'element', 'environment', 'result']);

/** What comes out of a variable, a field or a function: a step that is half written may put something else there. */
export function mayBecomeOther({ trail }: Value, { halfWritten }: Pick<TestFlow, 'halfWritten'>): boolean {
  return halfWritten && trail.some(({ kind }) => held.has(kind));
}

/** The same in every flow that reaches a site. */
export function mayBecomeOtherAt(value: Value, site: number, { flows }: Inventory): boolean {
  const reaching = flows.filter(({ events }) => events.some((event) => event.site === site));
  return reaching.length > 0 && reaching.every((flow) => mayBecomeOther(value, flow));
}
