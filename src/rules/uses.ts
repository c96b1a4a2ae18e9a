/** Who takes an image's name from one place of the source, and is that name right as it is? An edit there must not break what is right. */
import type { Place } from '../base/text';
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import type { Answer, Value } from '../flow/value';
import { compareWith, evidenceOf, keyOf } from './evidence';
import { goesThrough, valuesThrough } from './places';

/** One name that a flow needs, in the place where it needs it. */
export interface Use {
  readonly flow: TestFlow;
  readonly event: FlowEvent;
  readonly site: ImageSite;
  readonly value: Value;
  /** Something of this name is made in the same flow. */
  readonly right: boolean;
}

/** What an event needs to be there. */
function neededBy(event: FlowEvent, site: ImageSite): Answer | undefined {
  if (site.role === 'tag') return event.from;
  return site.role === 'deploy' || site.role === 'run' || site.role === 'save' || site.role === 'load' ? event.image : undefined;
}

/** Every use of a name that takes characters from this run of source, in every flow. */
export function usesThrough(inventory: Inventory, place: Place): Use[] {
  const { flows } = evidenceOf(inventory);
  return inventory.flows.flatMap((flow) => flow.events.flatMap((event): Use[] => {
    const site = inventory.sites[event.site];
    const needed = site && neededBy(event, site);
    if (!needed) return [];
    const made = flows.get(flow)?.made ?? [];
    return valuesThrough(needed, place).map((value) => {
      const reader = site.role === 'deploy' ? 'kubelet' : site.engine;
      return { flow, event, site, value, right: made.some((one) => ['equal', 'equal-under'].includes(compareWith(one, value, reader).kind)) };
    });
  }));
}

/** A build or an alias that takes its name from there would change with it, and differ again. */
export function makesOf(site: ImageSite, run: Place): boolean {
  return site.role === 'build' || site.role === 'push' || (site.role === 'tag' && goesThrough(site.image, run));
}

/** Some site has another name that takes characters from there. */
export function othersThrough(inventory: Inventory, place: Place, names: ReadonlySet<string>): boolean {
  return inventory.sites.some(({ image, from }) => [image, from].some((answer) => answer && valuesThrough(answer, place).some((value) => !names.has(keyOf(value)))));
}
