/** stale-replacement: a replacement looks for an image or a container that the manifest it is applied to doesn't have. */
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { knownText, type Value } from '../flow/value';
import { isDead, liveFirst } from './gathered';
import { keyOf } from './evidence';
import { fileName, imageName, list } from './names';
import { edit, sitesThrough } from './places';
import type { Draft, DraftFix, Rule } from './rule';
import { workloadKey } from './workloads';

function* check(inventory: Inventory): Iterable<Draft> {
  yield* missingTexts(inventory);
  const seen = new Set<number>();
  for (const flow of liveFirst(inventory)) {
    for (const event of flow.events) {
      const site = inventory.sites[event.site];
      if (!site || seen.has(site.id)) continue;
      const draft = missingContainer(event, site, flow, inventory);
      if (!draft) continue;
      seen.add(site.id);
      yield draft;
    }
  }
}

/** `strings.ReplaceAll(manifest, old, new)` that finds nothing. */
function* missingTexts(inventory: Inventory): Iterable<Draft> {
  for (const site of inventory.sites) {
    if (!site.details.missing) continue;
    const value = site.image.values[0];
    const old = value && knownText(value);
    if (!value || old === undefined) continue;
    const { manifest, missing: { instead } } = site.details;
    const name = manifest === undefined ? 'the manifest' : `the manifest ${fileName(manifest)}`;
    yield {
      rule: staleReplacement.id,
      severity: site.dead ? 'info' : staleReplacement.severity,
      message: `The replacement looks for \`${old.trim().slice(0, 120)}\`, which ${name} doesn't contain${instead ? `; it has \`${instead.text}\`` : ''}: the manifest is applied with its old image. Replace what stands there, or fill the image in by a template.`,
      at: site.at, image: old.trim(), built: [],
      related: instead ? [{ at: instead.at, message: `${name} has ${instead.text}`, kind: 'other' }] : [],
      fixes: instead ? lookFor(instead.text, old.replace(instead.for, () => instead.text), value, inventory) : [],
    };
  }
}

/** Not safe by itself: perhaps the manifest is what has to change. */
function lookFor(image: string, text: string, { parts }: Value, inventory: Inventory): DraftFix[] {
  const change = edit(parts, text);
  return change ? [{ title: `Look for ${image}`, preferred: true, safe: false, edits: [change], places: sitesThrough(inventory, change.at).length }] : [];
}

/** `kubectl set image KIND/NAME container=…` of a container that no manifest of that workload has. */
function missingContainer(event: FlowEvent, site: ImageSite, flow: TestFlow, inventory: Inventory): Draft | undefined {
  const { container, workload } = event.details;
  const wanted = workload === undefined ? undefined : workloadKey(workload);
  // A patch adds a container that isn't there.
  if (site.idiom !== 'kubectl' || event.details.stored || container === undefined || container === '*' || wanted === undefined) return undefined;
  const own = flow.events.flatMap((one) => inventory.sites[one.site] ?? []);
  const manifests = [...own, ...inventory.sites.filter((one) => one.flows.length === 0)].filter((one) => one.role === 'deploy' && (one.idiom !== 'kubectl' || one.details.stored === true));
  // A workload or a container without a known name may be this one.
  const perhaps = manifests.some(({ details }) => (details.workload === undefined || workloadKey(details.workload) === wanted) && (details.container === undefined || details.container === container));
  const certain = manifests.filter(({ details }) => details.workload !== undefined && workloadKey(details.workload) === wanted);
  const first = certain[0];
  if (perhaps || !first || isTriedElsewhere(event, certain, flow, inventory)) return undefined;
  const value = event.image.values[0];
  return {
    rule: staleReplacement.id,
    severity: isDead([flow]) ? 'info' : staleReplacement.severity,
    message: `\`kubectl set image\` names the container \`${container}\`, but ${workload ?? ''} has no container \`${container}\`; it has ${list(certain.flatMap(({ details }) => details.container ?? []))}. kubectl fails, and the image of the manifest stays. Name a container that the manifest has.`,
    at: site.at, image: value ? imageName(value) : '', built: [],
    related: [{ at: first.at, message: `the container ${first.details.container ?? ''} of ${first.details.workload ?? ''}`, kind: 'other' }],
    fixes: [],
  };
}

/** The same image for a container that is there: of several names the one that fits counts. */
function isTriedElsewhere({ details: { workload }, image }: FlowEvent, manifests: readonly ImageSite[], flow: TestFlow, inventory: Inventory): boolean {
  const wanted = new Set(image.values.map(keyOf));
  const containers = new Set(manifests.map(({ details }) => details.container));
  return flow.events.some((one) => inventory.sites[one.site]?.idiom === 'kubectl' && one.details.container !== undefined && containers.has(one.details.container) && one.details.workload !== undefined && workload !== undefined && workloadKey(one.details.workload) === workloadKey(workload) && one.image.values.some((value) => wanted.has(keyOf(value))));
}

export const staleReplacement: Rule = {
  id: 'stale-replacement',
  severity: 'error',
  summary: 'strings.ReplaceAll or kubectl set image looks for an image or a container that the manifest does not have.',
  help: `\`strings.ReplaceAll(manifest, "old image", newImage)\` says nothing when it finds nothing. After somebody edits the manifest, the old image is deployed as it stands. \`kubectl set image deployment/app manager=…\` fails when the deployment has no container \`manager\`, and suites often ignore that error.

**How to fix.** Replace the text that the manifest has, or turn the manifest into a template. For \`kubectl set image\`, name a container that the manifest has.

**Example**

\`\`\`go
manifest := strings.ReplaceAll(content, "localhost/app:old", image) // stale-replacement: the file says localhost/app:e2e-test
\`\`\``,
  check,
};
