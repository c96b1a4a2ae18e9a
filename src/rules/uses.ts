/** Who takes an image's name from one place of the source, and is that name right as it is? An edit there must not break what is right. */
import { remembered } from '../base/remembered';
import type { Place } from '../base/text';
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { withTwins, type Answer, type Value } from '../flow/value';
import { evidenceOf, gives, keyOf } from './evidence';
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
export function neededBy(event: FlowEvent, site: ImageSite): Answer | undefined {
  if (site.role === 'tag') return event.from;
  return site.role === 'deploy' || site.role === 'run' || site.role === 'save' || site.role === 'load' ? event.image : undefined;
}

interface Need {
  readonly flow: TestFlow;
  readonly event: FlowEvent;
  readonly site: ImageSite;
  readonly answer: Answer;
}

/** What all flows need, by the files that the names have characters from. */
const needs: (inventory: Inventory) => ReadonlyMap<string, readonly Need[]> = remembered(({ flows, sites }) => {
  const found = new Map<string, Need[]>();
  for (const flow of flows) {
    for (const event of flow.events) {
      const site = sites[event.site];
      const answer = site && neededBy(event, site);
      const uris = answer?.values.flatMap((value) => withTwins(value).flatMap(({ parts }) => parts.flatMap(({ source }) => source?.uri ?? []))) ?? [];
      for (const uri of new Set(uris)) {
        const list = found.get(uri) ?? [];
        if (site && answer) list.push({ flow, event, site, answer });
        found.set(uri, list);
      }
    }
  }
  return found;
});

/** Every use of a name that takes characters from this run of source, in every flow. */
export function usesThrough(inventory: Inventory, place: Place): Use[] {
  const { flows } = evidenceOf(inventory);
  return (needs(inventory).get(place.uri) ?? []).flatMap(({ flow, event, site, answer }) => {
    const made = flows.get(flow)?.made ?? [];
    const reader = site.role === 'deploy' ? 'kubelet' : site.engine;
    return valuesThrough(answer, place).map((value): Use => ({ flow, event, site, value, right: made.some((one) => gives(one, value, reader)) }));
  });
}

/** A build or an alias that takes its name from there would change with it, and differ again. */
export function makesOf(site: ImageSite, run: Place): boolean {
  return site.role === 'build' || site.role === 'push' || (site.role === 'tag' && goesThrough(site.image, run));
}

/** Some site has another name that takes characters from there. */
export function othersThrough(inventory: Inventory, place: Place, names: ReadonlySet<string>): boolean {
  return inventory.sites.some(({ image, from }) => [image, from].some((answer) => answer && valuesThrough(answer, place).some((value) => !names.has(keyOf(value)))));
}
