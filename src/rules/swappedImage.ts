/** Which containers run an image of their flow that another container is called after? Knows names and flows; words no finding. */
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import type { Value } from '../flow/value';
import type { Standard } from '../standard/standard';
import { evidenceOf, isFromEnvironment, judgeable, repositoryOf, serviceName, type Made } from './evidence';
import { workloadName } from './workloads';

export interface Swap {
  readonly event: FlowEvent;
  readonly site: ImageSite;
  /** The container or workload, which is called as `missing` is. */
  readonly name: string;
  readonly value: Value;
  /** Loaded by the flow and deployed nowhere in it. */
  readonly missing: Made;
}

/** The service, or the last part of a repository that is known throughout. */
function nameOf(value: Value, standard: Standard): string | undefined {
  const repository = repositoryOf(value);
  return serviceName(value, standard) ?? repository?.slice(repository.lastIndexOf('/') + 1);
}

/**
 * Only where everything that the flow loads and deploys is known, and only templates, whose arguments can be swapped: the container has
 * the very name of an image that is loaded and that nothing deploys, and runs another one that is loaded.
 */
export function swapsIn(flow: TestFlow, inventory: Inventory, standard: Standard): Swap[] {
  const own = evidenceOf(inventory).flows.get(flow);
  if (!own || own.opaque || own.opaqueLoads || flow.scripts) return [];
  const deployed = flow.events.flatMap((event) => {
    const site = inventory.sites[event.site];
    return site?.role === 'deploy' ? [{ event, site, values: judgeable(event) }] : [];
  });
  if (deployed.some(({ values }) => values.length === 0)) return [];
  const loaded = new Map(own.loaded.flatMap((made): [string, Made][] => {
    const name = nameOf(made.value, standard);
    return name === undefined || isFromEnvironment(made.value) ? [] : [[name, made]];
  }));
  const running = new Set(deployed.flatMap(({ values }) => values.map((value) => nameOf(value, standard))));
  return deployed.flatMap(({ event, site, values }): Swap[] => {
    const { container, workload, verb } = event.details;
    const name = [container, workload && workloadName(workload)].find((one) => one !== undefined && loaded.has(one));
    const missing = name === undefined || running.has(name) ? undefined : loaded.get(name);
    const [value] = values;
    const others = values.every((one) => {
      const other = nameOf(one, standard);
      return other !== undefined && loaded.has(other);
    });
    return verb && name !== undefined && missing && value && others ? [{ event, site, name, value, missing }] : [];
  });
}
