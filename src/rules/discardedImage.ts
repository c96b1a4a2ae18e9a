/** discarded-image: the name that a builder returns is thrown away, while another name is deployed, or saved for it, in that flow. */
import type { ImageSite, Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { discardsOf } from './discards';
import { isDead } from './gathered';
import { done, imageName, list } from './names';
import type { Draft, Rule } from './rule';

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const seen = new Set<string>();
  for (const { flow, discard, built, failing } of discardsOf(inventory, standard)) {
    const key = `${discard.at.uri}:${discard.at.start}`;
    const [first] = failing;
    if (!first || seen.has(key)) continue;
    seen.add(key);
    const image = imageName(built.value);
    const does = verbOf(first.site);
    yield {
      rule: discardedImage.id,
      severity: isDead([flow]) ? 'info' : discardedImage.severity,
      message: `${discard.builder} returns the image that it built (\`${image}\`), and this call throws the name away; the flow ${does}s ${list(failing.map((one) => imageName(one.value)))} instead. Keep the result and ${does} it.`,
      at: discard.at, image, built: [image],
      related: failing.slice(0, 5).map((one) => ({ at: one.site.at, message: `${done(one.site)} here as ${imageName(one.value)}`, kind: 'other' })),
      fixes: [],
    };
  }
}

function verbOf({ role }: ImageSite): string {
  return role === 'save' || role === 'load' || role === 'tag' || role === 'run' ? role : 'deploy';
}

export const discardedImage: Rule = {
  id: 'discarded-image',
  severity: 'warning',
  summary: 'The image name that a builder returns is thrown away while another name is deployed or saved.',
  help: `A builder that makes a unique tag returns the full name of what it built. \`_, err := Build…\` loses that name, and a name that is computed again elsewhere is a different one.

Reported where the same flow then deploys another name of the image, and that deployment fails; or saves, loads or deploys an image of that name that it never builds, while what was built is used nowhere.

**How to fix.** Keep the returned name and hand it to the loader and the deployment.

**Example**

\`\`\`go
_, err := BuildImage("gateway")      // discarded-image
deployGateway(UniqueImage("gateway")) // another name than the one that was built
\`\`\``,
  check,
};
