/** name-mismatch: no build has the repository, but one has a repository so alike that it must be meant. */
import type { Place } from '../base/text';
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { mismatchDrafts } from './causedMismatch';
import { outcomesOf, type Outcome } from './deployments';
import { alike, alsoRelated, asUnapplied, builtRelated, isDead, isUnmentioned, type Gathered } from './gathered';
import { done, flowNames, imageName, list, where, whereUnset } from './names';
import { missingFrom, trailOf, wholePlaceBeside } from './places';
import type { Draft, Rule } from './rule';
import { useBuiltImage } from './useBuilt';

type Near = Extract<Outcome, { kind: 'near' }>;

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const outcomes = outcomesOf(inventory, standard).filter((one): one is Near => one.kind === 'near');
  const placeOf = ({ value, site, built }: Near): Place => wholePlaceBeside(value, site, built.map((made) => made.value));
  yield* mismatchDrafts(outcomes, placeOf, inventory, (group) => draftOf(group, inventory));
}

function draftOf(group: Gathered<Near>, inventory: Inventory): Draft {
  const { first, all, flows, at } = group;
  const same = alike(group);
  const built = same.all.flatMap((one) => one.built);
  const names = built.map((made) => imageName(made.value));
  const image = imageName(first.value);
  const maker = built[0];
  return {
    rule: nameMismatch.id,
    severity: isDead(flows) || isUnmentioned(flows, inventory) ? 'info' : nameMismatch.severity,
    message: `\`${image}\` is ${done(first.site)}${whereUnset(first.value)}, but ${first.here ? `${flowNames(flows)} builds it under another name` : 'nothing builds that repository'}. Did you mean ${list(names)}${maker ? `, built by ${where(maker.site)}` : ''}? (${first.why}.)${same.more}`,
    at,
    image,
    built: [...new Set(names)],
    related: [...builtRelated(built, (made) => imageName(made.value)), ...alsoRelated(all), ...trailOf(first.value)],
    fixes: useBuiltImage(group, inventory),
    missing: missingFrom(first.value),
    ...asUnapplied({ flows, at }),
  };
}

export const nameMismatch: Rule = {
  id: 'name-mismatch',
  severity: 'warning',
  summary: 'No build has the deployed repository, but one is nearly the same.',
  help: `The deployed repository is built nowhere (or the flow gave another one the very tag that it generated), and a built one differs only by a missing \`localhost/\`, a hyphen, a suffix such as \`-controller\`, or a registry port.

Engines read short names in different ways: podman stores \`app:v1\` as \`localhost/app:v1\`, docker and the kubelet read it as \`docker.io/library/app:v1\`. Names that look equal can be different images, and names that look different can be the same one; the message says which engine was assumed.

**Where it is told.** At the name. Where the built one is made of all of its characters, too (only \`localhost/\` is missing), at the call, variable or result where the two part. Where a builder returns the name without it to everybody who calls it, once, at that return.

**How to fix.** Use the name that is built; the quick fix writes it.

**Example**

\`\`\`go
exec.Command("podman", "build", "-t", "kubernaut-gateway:e2e", ".") // stored as localhost/kubernaut-gateway:e2e
Image: "kubernaut-gateway:e2e",                                      // name-mismatch: the kubelet asks docker.io
\`\`\``,
  absence: true,
  check,
};
