/** regenerated-tag: build and deployment each generate a tag, and two generated tags are never the same. */
import type { Place } from '../base/text';
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { outcomesOf, type Outcome } from './deployments';
import { alike, builtRelated, gather, isDead, placeBeside } from './gathered';
import { done, flowNames, imageName, where } from './names';
import { ownCall, trailOf } from './places';
import type { Draft, Rule } from './rule';

type Regenerated = Extract<Outcome, { kind: 'regenerated' }>;

/** The call that generates again; where there is none before its way meets the build's, the last that is its own. */
function placeOf(outcome: Regenerated): Place {
  return ownCall(outcome.value, outcome.built.map((made) => made.value)) ?? placeBeside(outcome);
}

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const outcomes = outcomesOf(inventory, standard).filter((one): one is Regenerated => one.kind === 'regenerated');
  for (const group of gather(outcomes, placeOf)) {
    const { first, flows, at } = group;
    const same = alike(group);
    const image = imageName(first.value);
    const maker = first.built[0];
    yield {
      rule: regeneratedTag.id,
      severity: isDead(flows) ? 'info' : regeneratedTag.severity,
      message: `\`${image}\` is ${done(first.site)} in ${flowNames([...new Set(same.all.map(({ flow }) => flow))])} under a tag that is generated for it, while the build${maker ? ` (${where(maker.site)})` : ''} generated its own: the two are never the same. Generate the tag once and pass it to both.${same.more}`,
      at,
      image,
      built: [...new Set(first.built.map((made) => imageName(made.value)))],
      related: [...builtRelated(first.built, (made) => imageName(made.value)), ...trailOf(first.value)],
      fixes: [],
    };
  }
}

export const regeneratedTag: Rule = {
  id: 'regenerated-tag',
  severity: 'error',
  summary: 'Build and deployment each generate their own tag.',
  help: `A helper that makes a unique tag (from a time, a random number, a UUID) gives another one at each call. If the build calls it and the deployment calls it again, the deployed image does not exist.

A tag that is generated once and passed along, kept in a package variable, or made under \`sync.Once\`, is one value and no finding.

**How to fix.** Return the image name from the builder and deploy that.

**Example**

\`\`\`go
buildImage(uniqueTag("gateway"))  // gateway-1a2b3c4d
deploy(uniqueTag("gateway"))      // gateway-9f8e7d6c: regenerated-tag
\`\`\``,
  check,
};
