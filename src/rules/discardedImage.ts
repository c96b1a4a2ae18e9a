/** discarded-image: the name that a builder returns is thrown away, while another name is deployed in that flow. */
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { compareWith, evidenceOf } from './evidence';
import { outcomesOf } from './deployments';
import { isDead, liveFirst } from './gathered';
import { imageName, list } from './names';
import type { Draft, Rule } from './rule';

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const seen = new Set<string>();
  const outcomes = outcomesOf(inventory, standard);
  for (const flow of liveFirst(inventory)) {
    const made = evidenceOf(inventory).flows.get(flow)?.made ?? [];
    for (const discard of flow.discards) {
      const builds = made.filter((one) => one.role === 'build' && discard.image.values.some((value) => compareWith(one, value, one.engine).kind === 'equal' || compareWith(one, value, 'kubelet').kind === 'equal'));
      const failing = outcomes.filter((one) => one.flow === flow && (one.site.role === 'deploy' || one.site.role === 'run') && 'built' in one && (one.kind === 'other-tag' || one.kind === 'regenerated' || one.kind === 'near') && one.built.some((build) => builds.some((other) => other.site.id === build.site.id)));
      const key = `${discard.at.uri}:${discard.at.start}`;
      const first = builds[0];
      if (!first || failing.length === 0 || seen.has(key)) continue;
      seen.add(key);
      const image = imageName(first.value);
      yield {
        rule: discardedImage.id,
        severity: isDead([flow]) ? 'info' : discardedImage.severity,
        message: `${discard.builder} returns the image that it built (\`${image}\`), and this call throws the name away; the flow deploys ${list(failing.map((one) => imageName(one.value)))} instead. Keep the result and deploy it.`,
        at: discard.at, image, built: [image],
        related: failing.slice(0, 5).map((one) => ({ at: one.site.at, message: `deployed here as ${imageName(one.value)}`, kind: 'other' })),
        fixes: [],
      };
    }
  }
}

export const discardedImage: Rule = {
  id: 'discarded-image',
  severity: 'warning',
  summary: 'The image name that a builder returns is thrown away while another name is deployed.',
  help: `A builder that makes a unique tag returns the full name of what it built. \`_, err := Build…\` loses that name, and a name that is computed again elsewhere is a different one.

Reported where the same flow then deploys another name of the image, and that deployment fails.

**How to fix.** Keep the returned name and hand it to the loader and the deployment.

**Example**

\`\`\`go
_, err := BuildImage("gateway")      // discarded-image
deployGateway(UniqueImage("gateway")) // another name than the one that was built
\`\`\``,
  check,
};
