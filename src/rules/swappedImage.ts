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
  /** Loaded by the flow, and not what this container runs. */
  readonly missing: Made;
  /** Something else in the flow runs it. */
  readonly runs: boolean;
}

/** The service, or the last part of a repository that is known throughout; as containers are called, see `plain`. */
function nameOf(value: Value, standard: Standard): string | undefined {
  const repository = repositoryOf(value);
  const name = serviceName(value, standard) ?? repository?.slice(repository.lastIndexOf('/') + 1);
  return name === undefined ? undefined : plain(name);
}

/** `kubernaut-agent` and `kubernautagent`, `gateway` and `gateway-controller` are one name. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[-_](?:controller|manager|service|server)$/, '').replace(/[-_]/g, '');
}

interface Deployed {
  readonly event: FlowEvent;
  readonly site: ImageSite;
  /** What the container and its workload are called. */
  readonly called: readonly string[];
  /** Names of the images that it may run; none where one of them isn't known. */
  readonly runs: readonly (string | undefined)[];
  readonly values: readonly Value[];
}

/**
 * A container has the name of an image that its flow loads, and runs another one that is loaded, too, because arguments changed places. That
 * certainly is so where nothing runs the image that the container is called after; else only where the two containers run each other's, or
 * where the same place is given the right image by another call and the wrong image has a container of its own.
 */
export function swapsIn(flow: TestFlow, inventory: Inventory, standard: Standard): Swap[] {
  const own = evidenceOf(inventory).flows.get(flow);
  if (!own || !flow.complete) return [];
  const deployed = flow.events.flatMap((event): Deployed[] => {
    const site = inventory.sites[event.site];
    if (site?.role !== 'deploy') return [];
    const { container, workload } = event.details;
    const values = judgeable(event);
    return [{ event, site, called: [container, workload && workloadName(workload)].flatMap((one) => (one === undefined ? [] : [one])), values, runs: values.map((value) => nameOf(value, standard)) }];
  });
  const loaded = loadedByName(own.loaded, standard);
  const isCalled = ({ called }: Deployed, name: string): boolean => called.some((one) => plain(one) === name);
  const runsOnly = ({ runs }: Deployed, name: string): boolean => runs.length > 0 && runs.every((one) => one === name);
  return deployed.flatMap((one): Swap[] => {
    const called = one.called.find((name) => loaded.has(plain(name)));
    const [other] = one.runs;
    const [value] = one.values;
    if (called === undefined || other === undefined || !value || !mayBeSwapped(one)) return [];
    const name = plain(called);
    const missing = loaded.get(name);
    if (!missing || one.runs.some((run) => run === name || run === undefined || !loaded.has(run))) return [];
    const runs = deployed.some((any) => any.runs.includes(name));
    const hasOwn = deployed.some((any) => isCalled(any, other) && runsOnly(any, other));
    // What isn't known may be the missing image, unless that is called otherwise and the wrong one would run twice.
    const unknown = deployed.some((any) => any.runs.length === 0 && !(hasOwn && any.called.length > 0 && !isCalled(any, name)));
    const crosswise = deployed.some((any) => isCalled(any, other) && runsOnly(any, name));
    const otherwiseRight = hasOwn && deployed.some((any) => any.site === one.site && any !== one && runsOnly(any, name));
    return (!runs && !unknown) || crosswise || otherwiseRight ? [{ event: one.event, site: one.site, name: called, value, missing, runs }] : [];
  });
}

/** Arguments fill templates, or come by calls. */
function mayBeSwapped({ event, site, values }: Deployed): boolean {
  return event.details.verb !== undefined || (site.idiom === 'pod-spec' && values.every(({ trail }) => trail.some(({ kind }) => kind === 'argument')));
}

/** The repository without podman's own `localhost/`: what is loaded under both is one image. */
function storedAs(value: Value): string | undefined {
  return repositoryOf(value)?.replace(/^localhost\//, '');
}

/** What the flow loads, by name; without those of which two have one. */
function loadedByName(loaded: readonly Made[], standard: Standard): Map<string, Made> {
  const found = new Map<string, Made>();
  const ambiguous = new Set<string>();
  for (const made of loaded) {
    const name = nameOf(made.value, standard);
    if (name === undefined || isFromEnvironment(made.value)) continue;
    const known = found.get(name);
    if (known && storedAs(known.value) !== storedAs(made.value)) ambiguous.add(name);
    found.set(name, made);
  }
  for (const name of ambiguous) found.delete(name);
  return found;
}
