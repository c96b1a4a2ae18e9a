/** nonstandard-tag: a local image of a known service whose name follows none of the standard's templates. */
import { placeKey } from '../base/text';
import type { Inventory } from '../images/site';
import { defaultStandard, hasPrefix, judge, type Standard } from '../standard/standard';
import { judgeable, repositoryOf } from './evidence';
import { imageName } from './names';
import { trailOf, wrongPlace } from './places';
import type { Draft, Rule } from './rule';

const judgedRoles = new Set(['build', 'deploy', 'run']);

/** Services such as `gateway` are other projects' as well: where nobody set a standard, it holds for a workspace in which some image has its prefix. */
function isInForce({ sites }: Inventory, standard: Standard): boolean {
  if (standard.services !== defaultStandard.services || standard.templates !== defaultStandard.templates) return true;
  return sites.some(({ image }) => image.values.some((value) => hasPrefix(standard, repositoryOf(value) ?? '')));
}

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  if (!isInForce(inventory, standard)) return;
  const seen = new Set<string>();
  for (const site of inventory.sites) {
    if (!judgedRoles.has(site.role)) continue;
    const values = judgeable(site);
    const judged = values.map((value) => ({ value, verdict: judge(standard, value) }));
    if (judged.some(({ verdict }) => verdict.kind !== 'nonstandard')) continue;
    for (const { value, verdict } of judged) {
      if (verdict.kind !== 'nonstandard') continue;
      const at = wrongPlace(value, site);
      const key = placeKey(at);
      if (seen.has(key)) continue;
      seen.add(key);
      const image = imageName(value);
      const form = verdict.suggestion === undefined ? '' : ` Its form is \`${verdict.suggestion}\`.`;
      yield {
        rule: nonstandardTag.id,
        severity: nonstandardTag.severity,
        message: `\`${image}\` follows no scheme of the naming standard DD-TEST-001: ${verdict.why}.${form}`,
        at, image, built: [], related: trailOf(value), fixes: [],
      };
    }
  }
}

export const nonstandardTag: Rule = {
  id: 'nonstandard-tag',
  severity: 'info',
  summary: 'A local image of a known service whose tag does not follow the naming standard.',
  help: `The naming standard DD-TEST-001 keeps suites that run side by side from overwriting each other's images. By default each of its three documented schemes is accepted:

- \`localhost/kubernaut-{service}:e2e-test-{service}\`
- \`localhost/{infrastructure}:{consumer}-{uuid}\`
- tags of the form \`{service}-{user}-{git-hash}-{timestamp}\`

A project can pin one of them, or write its own templates, in \`.kubernaut-image-tags.yaml\`. Third-party images, other registries and documented exceptions are left alone, and so is a workspace without a standard of its own in which no image has the prefix \`kubernaut-\` or \`kubernaut/\`: services called gateway are everywhere.

**How to fix.** Rename the image on every side, or list it under \`standard.exceptions\` with a reason.

**Example**

\`\`\`go
exec.Command("podman", "build", "-t", "localhost/kubernaut-gateway:test1", ".") // nonstandard-tag
exec.Command("podman", "build", "-t", "localhost/kubernaut-gateway:e2e-test-gateway", ".")
\`\`\``,
  check,
};
