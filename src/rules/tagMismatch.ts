/** tag-mismatch: the repository is built, but never under the tag that is deployed. The bug this project exists for. */
import type { Place } from '../base/text';
import type { Inventory } from '../images/site';
import { judge, type Standard } from '../standard/standard';
import type { Value } from '../flow/value';
import { mismatchDrafts } from './causedMismatch';
import type { Made } from './evidence';
import { outcomesOf, type Outcome } from './deployments';
import { alike, alsoRelated, asUnapplied, builtRelated, isDead, isUnmentioned, type Gathered } from './gathered';
import { done, ends, flowNames, imageName, list, where, whereUnset } from './names';
import { addedPlace, missingFrom, trailOf, wrongPlaceBeside } from './places';
import type { Draft, Rule } from './rule';
import { useBuiltTag } from './useBuilt';

type Mismatch = Extract<Outcome, { kind: 'other-tag' }>;

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const outcomes = outcomesOf(inventory, standard).filter((one): one is Mismatch => one.kind === 'other-tag');
  yield* mismatchDrafts(outcomes, placeOf, inventory, (group) => draftOf(group, inventory, standard));
}

function draftOf(group: Gathered<Mismatch>, inventory: Inventory, standard: Standard): Draft {
  const { first, all, flows, at } = group;
  const same = alike(group);
  const built = same.all.flatMap((one) => one.built);
  const names = built.map((made) => imageName(made.value));
  const maker = built[0];
  const image = imageName(first.value);
  const flow = first.here && flows.length > 0 ? ` in ${flowNames(flows)}` : '';
  return {
    rule: tagMismatch.id,
    severity: isDead(flows) || isUnmentioned(flows, inventory) ? 'info' : tagMismatch.severity,
    message: `\`${image}\` is ${done(first.site)}${whereUnset(first.value)}, but it is built${flow} as ${list(names)}${maker ? ` (${where(maker.site)})` : ''}: no image has this tag, so ${ends(first.site)}. Use the built tag, or build this one.${same.more}${verdict(first.value, built, standard)}`,
    at,
    image,
    built: [...new Set(names)],
    related: [...builtRelated(built, (made) => imageName(made.value)), ...alsoRelated(all), ...trailOf(first.value)],
    fixes: useBuiltTag(group, inventory),
    missing: missingFrom(first.value),
    ...asUnapplied({ flows, at }),
  };
}

/** What is saved or loaded is what the flow goes on with: where the build alone has more characters, they are the wrong ones. */
function placeInBuild({ value, site, built, here }: Mismatch): Place | undefined {
  return here && (site.role === 'save' || site.role === 'load') ? addedPlace(value, built.map((made) => made.value)) : undefined;
}

function placeOf(outcome: Mismatch): Place {
  const { value, site, built } = outcome;
  return placeInBuild(outcome) ?? wrongPlaceBeside(value, site, built.flatMap((made) => (made.site.id === site.id ? [] : [made.value])));
}

/** The naming standard's word on both sides, so that there is one finding and not two. */
function verdict(value: Value, built: readonly Made[], standard: Standard): string {
  const own = judge(standard, value);
  if (own.kind !== 'nonstandard') return '';
  const good = built.some((made) => judge(standard, made.value).kind === 'compliant');
  return ` The tag also breaks the naming standard: ${own.why}${good ? '; the built one follows it' : ''}.`;
}

export const tagMismatch: Rule = {
  id: 'tag-mismatch',
  severity: 'error',
  summary: 'A deployed, run, saved or loaded image whose repository is built, but never under that tag.',
  help: `Nothing in Go or Kubernetes says that the tag in a deployment is not the tag that was built. The image is looked for on a registry, is not found there, and the pod waits in \`ImagePullBackOff\` until the suite times out.

**What is compared.** Every image that a flow deploys or runs with everything that the same flow builds or tags, then with everything the workspace builds. An alias made by \`podman tag\` counts as built. What a flow that builds saves to load it, loads by \`kind load docker-image\` or tags once more is compared in the same way: under a name that nothing has, there is nothing to save or to load. If anything on either side is not known, nothing is reported. Neither is a tag that a registry may have (\`ghcr.io/…\` without \`imagePullPolicy: Never\`), that a build tool of the flow may build, or that says itself that there is no such image (\`app:does-not-exist\`), nor what a container is made with before the right image is put into it.

**Where it is told.** At the wrong characters. Where the right tag is made of them, too (a suffix is missing), at the call, variable or argument where the two names part. Where it is the build that has a suffix more than what its flow saves and loads, at that suffix: once, however many images a shared builder builds. Where a builder returns another name than it builds, for everybody who calls it, once, in the builder: at the build that lacks the tag, or where the name is returned. Where it is so only because a default stands in for an environment variable, the message says so.

**How to fix.** Use the tag that is built (the quick fix does it), or build the tag that is deployed.

**Example**

\`\`\`go
// datastorage.go builds
exec.Command("podman", "build", "-t", "localhost/kubernaut-datastorage:e2e-test-datastorage", ".")
// notification.go deploys
Image: "localhost/kubernaut-datastorage:e2e-test", // tag-mismatch
\`\`\``,
  check,
};
