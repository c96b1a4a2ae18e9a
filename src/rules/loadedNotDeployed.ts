/** loaded-not-deployed: a flow builds and loads an image, yet deploys that service under another name. */
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { isNameHanded, outcomesOf } from './deployments';
import { evidenceOf, isOpaque, judgeable, keyOf, mayGive, mayHide, serviceName } from './evidence';
import { flowNames, imageName, list } from './names';
import { trailOf, wrongPlace } from './places';
import type { Draft, Rule } from './rule';

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const seen = new Set<number>();
  for (const flow of inventory.flows) {
    const own = evidenceOf(inventory).flows.get(flow);
    if (!own || flow.kind === 'dead' || mayHide(own.unclear) || mayHide(own.unclearLoads)) continue;
    const deployed = flow.events.filter((event) => inventory.sites[event.site]?.role === 'deploy');
    if (deployed.some((event) => isOpaque(event.image))) continue;
    const names = deployed.flatMap((event) => judgeable(event));
    for (const load of own.loaded) {
      const service = serviceName(load.value, standard);
      if (service === undefined || seen.has(load.site.id) || own.loaded.filter((one) => one.site.id === load.site.id).length > 1) continue;
      if (names.some((value) => mayGive(load, value, 'kubelet'))) continue;
      // What that goes to may deploy the one, or put the other in its place.
      if (isNameHanded(load.value, flow)) continue;
      // Its node has it under another name, too.
      const renamed = own.made.filter(({ role, site }) => role === 'tag' && site.idiom === 'node-cli');
      const others = names.filter((value) => serviceName(value, standard) === service && !isNameHanded(value, flow) && !renamed.some((tag) => mayGive(tag, value, 'kubelet')));
      // Where the deployment itself is judged wrong, or what is saved to be loaded, that is the finding.
      const judged = outcomesOf(inventory, standard).some((one) => one.flow === flow && one.kind !== 'not-loaded' && (others.includes(one.value) || (one.site.role === 'save' && keyOf(one.value) === keyOf(load.value))));
      if (others.length === 0 || judged) continue;
      seen.add(load.site.id);
      const image = imageName(load.value);
      const otherNames = others.map(imageName);
      yield {
        rule: loadedNotDeployed.id, severity: loadedNotDeployed.severity,
        message: `\`${image}\` is loaded in ${flowNames([flow])}, but that flow deploys ${service} ${otherNames.every((name) => name === image) ? 'under a tag that is generated again' : `as ${list(otherNames)}`}.`,
        at: wrongPlace(load.value, load.site), image, built: [image], related: trailOf(load.value), fixes: [],
      };
    }
  }
}

export const loadedNotDeployed: Rule = {
  id: 'loaded-not-deployed',
  severity: 'hint',
  summary: 'An image is loaded, yet its service is deployed under another name.',
  help: `The flow builds and loads an image and then deploys the same service under a different name. Usually the deployment is the one to correct (see [tag-mismatch](#tag-mismatch) and [not-loaded](#not-loaded)); sometimes the load is left over.

**How to fix.** Deploy the name that is loaded, or drop the load.

**Example**

\`\`\`go
loadImage("localhost/kubernaut-gateway:v1", cluster) // loaded-not-deployed
deploy("localhost/kubernaut-gateway:v2")
\`\`\``,
  absence: true,
  check,
};
