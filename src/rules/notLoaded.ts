/** not-loaded: built by the flow and deployed to its cluster, but never saved and loaded there. */
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { outcomesOf, type Outcome } from './deployments';
import { builtRelated, gather, isDead } from './gathered';
import { flowNames, imageName, list, where } from './names';
import { trailOf, wrongPlace } from './places';
import type { Draft, Rule } from './rule';

type NotLoaded = Extract<Outcome, { kind: 'not-loaded' }>;

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const outcomes = outcomesOf(inventory, standard).filter((one): one is NotLoaded => one.kind === 'not-loaded');
  for (const { first, flows, at } of gather(outcomes, (one) => wrongPlace(one.value, one.site))) {
    const image = imageName(first.value);
    const maker = first.built[0];
    const alias = first.built.every((made) => made.role === 'tag');
    yield {
      rule: notLoaded.id,
      severity: isDead(flows) ? 'info' : notLoaded.severity,
      message: `\`${image}\` is deployed in ${flowNames(flows)}, which ${alias ? 'tags' : 'builds'} it${maker ? ` (${where(maker.site)})` : ''} but never loads it into the cluster${first.loaded.length > 0 ? `; loaded are ${list(first.loaded.map((made) => imageName(made.value)))}` : ', nor any other image'}. ${alias ? 'An alias is in the cluster only if the alias itself is saved and loaded. ' : ''}Save and load this name too, or deploy one that is loaded.`,
      at,
      image,
      built: [...new Set(first.built.map((made) => imageName(made.value)))],
      related: [...builtRelated(first.built, (made) => imageName(made.value)), ...builtRelated(first.loaded, (made) => imageName(made.value)), ...trailOf(first.value)],
      fixes: [],
    };
  }
}

export const notLoaded: Rule = {
  id: 'not-loaded',
  severity: 'warning',
  summary: 'An image is built and deployed by a flow, but never loaded into its cluster.',
  help: `A Kind node has its own image store. What podman or docker built is not in it until it was saved and loaded under exactly the deployed name. An alias made by \`podman tag\` is not there either, unless the alias itself is loaded.

Only flows that load some image, or create their Kind cluster and push nothing, are judged, and only where every loaded archive is known and no build tool or shell script runs that may load others.

**How to fix.** Add the image to what the flow saves and loads, or deploy the name that is loaded.

**Example**

\`\`\`go
build("localhost/gateway:v1")
load("localhost/gateway:v1", cluster)
exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:v2").Run()
deploy("localhost/gateway:v2") // not-loaded
\`\`\``,
  absence: true,
  check,
};
