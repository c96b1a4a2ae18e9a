/**
 * Does what a manifest or an object says of an image never matter: because it is patched, kustomized, deleted again, or only what a test
 * expects? Knows flows and sites; compares no names.
 */
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { knownText, type Answer, type Value } from '../flow/value';
import { repositoryOf } from './evidence';
import { workloadKey, workloadName } from './workloads';

export function inFile({ at }: ImageSite): boolean {
  return /\.(?:ya?ml|tpl)$/.test(at.uri);
}

/** A kustomization gives images of that repository another name or tag. */
export function isKustomized(value: Value, { sites }: Inventory): boolean {
  const repository = repositoryOf(value);
  return repository !== undefined && sites.some((site) => /\/kustomization\.ya?ml$/i.test(site.at.uri) && site.image.values.some((one) => repositoryOf(one) === repository));
}

/** A placeholder: the flow sets the container's image by `kubectl set image` or a patch after the manifest is applied. */
export function isPatched(deployed: Pick<FlowEvent, 'details'>, flow: TestFlow, inventory: Inventory): boolean {
  const { container, workload } = deployed.details;
  if (container === undefined) return false;
  const name = workload && workloadName(workload).toLowerCase();
  return flow.events.some((event) => {
    const idiom = inventory.sites[event.site]?.idiom;
    // What Go puts into a container may be another one of that name: that is judged by the image.
    if (event.details === deployed.details || (idiom !== 'kubectl' && (event.details.stored !== true || idiom === 'pod-spec'))) return false;
    const target = event.details.workload && workloadName(event.details.workload).toLowerCase();
    return (event.details.container === container || event.details.container === '*') && (target === undefined || name === undefined || target === name);
  });
}

/** What kuttl or chainsaw waits for, and what a test holds its output against. */
export function isExpectation({ at }: ImageSite): boolean {
  return /(?:^|\/)(?:[0-9]+-(?:[^/]*-)?(?:assert|errors?)[^/]*|chainsaw-(?:assert|error)[^/]*|[^/]*(?:\.|-)golden|(?:[^/]*[.-])?(?:want|expect(?:ed)?|asserts?))\.ya?ml$|\/(?:goldens?|expected|snapshots?)\//i.test(at.uri);
}

/** A file that no flow applies, and that this one deletes from the cluster. */
export function isOnlyDeleted({ at }: ImageSite, { removals }: TestFlow): boolean {
  return removals.some((one) => 'manifest' in one && one.manifest === at.uri);
}

/** A file of a chart that this flow deploys: what it says of images counts as the chart makes use of it. */
export function isChartsOwn({ at }: ImageSite, { events }: TestFlow): boolean {
  const folder = /^(.*)\/values[^/]*\.ya?ml$/.exec(at.uri)?.[1];
  const isNamed = (chart: Answer | undefined): boolean => folder !== undefined && chart?.values.some((value) => {
    const path = knownText(value)?.replace(/^(?:\.{1,2}\/)+|\/$/g, '');
    return path !== undefined && path !== '' && folder.endsWith(`/${path}`);
  }) === true;
  return events.some(({ details: { chart, chartFolder } }) => (chartFolder !== undefined && at.uri.startsWith(`${chartFolder}/`)) || isNamed(chart));
}

/** Applied and deleted again, and the same container deployed in another way: what the manifest says never matters. */
export function isRemoved(event: FlowEvent, site: ImageSite, flow: TestFlow, inventory: Inventory): boolean {
  const { container, workload } = event.details;
  const key = workload === undefined ? undefined : workloadKey(workload);
  const removed = flow.removals.some((one) => ('manifest' in one ? one.manifest === site.at.uri : key !== undefined && workloadKey(one.workload) === key));
  return removed && flow.events.some((other) => other.site !== event.site && inventory.sites[other.site]?.role === 'deploy' && other.details.container === container);
}
