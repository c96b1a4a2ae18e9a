/** stale-replacement: a replacement looks for an image that the manifest it is applied to no longer has. */
import type { Inventory } from '../images/site';
import { knownText } from '../flow/value';
import { fileName } from './names';
import type { Draft, Rule } from './rule';

function* check(inventory: Inventory): Iterable<Draft> {
  for (const site of inventory.sites) {
    if (!site.details.missing) continue;
    const old = site.image.values[0] && knownText(site.image.values[0]);
    if (old === undefined) continue;
    yield {
      rule: staleReplacement.id,
      severity: site.dead ? 'info' : staleReplacement.severity,
      message: `The replacement looks for \`${old.trim().slice(0, 120)}\`, which the manifest ${site.details.manifest === undefined ? '' : `${fileName(site.details.manifest)} `}doesn't contain: the manifest is applied with its old image. Replace what stands there, or fill the image in by a template.`,
      at: site.at, image: old.trim(), built: [], function: site.function, related: [], fixes: [],
    };
  }
}

export const staleReplacement: Rule = {
  id: 'stale-replacement',
  severity: 'error',
  summary: 'strings.ReplaceAll looks for an image that the manifest does not have.',
  help: `\`strings.ReplaceAll(manifest, "old image", newImage)\` says nothing when it finds nothing. After somebody edits the manifest, the old image is deployed as it stands.

**How to fix.** Replace the text that the manifest has, or turn the manifest into a template.`,
  check,
};
