/** not-built-in-flow: the image is built, but by dead code or another suite; the flow that deploys it never does. */
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { generatedTag, outcomesOf, type Outcome } from './deployments';
import { isOfDiscard } from './discards';
import { alike, builtRelated, casesRelated, gatherCauses, isDead, placeBeside, type Cause, type Gathered } from './gathered';
import { done, flowNames, imageName, where } from './names';
import { missingFrom, ownCall, trailOf } from './places';
import type { Draft, Rule } from './rule';

type Elsewhere = Extract<Outcome, { kind: 'elsewhere' }>;

/** What is generated for it is made there: with a name of one's own for each image, no caller can be right. */
function generatedAt({ value, built }: Elsewhere): Cause | undefined {
  const at = generatedTag(value) ? ownCall(value, built.map((made) => made.value)) : undefined;
  return at && { at };
}

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const outcomes = outcomesOf(inventory, standard).filter((one): one is Elsewhere => one.kind === 'elsewhere' && !isOfDiscard(one, inventory, standard));
  const { caused, others } = gatherCauses(outcomes, placeBeside, generatedAt);
  for (const group of caused) yield { ...draftOf(group), related: [...builtRelated(alike(group).all.flatMap(({ built }) => built), (made) => imageName(made.value)), ...casesRelated(group)], cases: group.cases.map(draftOf) };
  for (const group of others) yield draftOf(group);
}

function draftOf(group: Gathered<Elsewhere>): Draft {
  const { first, flows, at } = group;
  const same = alike(group);
  const built = same.all.flatMap((one) => one.built);
  const maker = built[0];
  const image = imageName(first.value);
  const dead = built.every((made) => made.flow?.kind === 'dead');
  const by = maker ? ` ${where(maker.site)} builds ${generatedTag(first.value) ? 'one under a tag of its own' : 'it'}, ${dead ? 'which nothing calls' : `for ${flowNames(built.map((made) => made.flow))}`}.` : '';
  return {
    rule: notBuiltInFlow.id,
    severity: isDead(flows) ? 'info' : notBuiltInFlow.severity,
    message: `\`${image}\` is ${done(first.site)} in ${flowNames(flows)}, which never builds ${first.site.role === 'deploy' ? 'or loads ' : ''}it.${by} Call that builder in this flow too, or use an image that the flow builds.${same.more}`,
    at,
    image,
    built: [...new Set(built.map((made) => imageName(made.value)))],
    related: [...builtRelated(built, (made) => imageName(made.value)), ...trailOf(first.value)],
    fixes: [],
    missing: missingFrom(first.value),
  };
}

export const notBuiltInFlow: Rule = {
  id: 'not-built-in-flow',
  severity: 'warning',
  summary: 'An image is built by dead code or another suite, not by the flow that deploys it.',
  help: `Some function builds the image, so a search for its name finds a build; but the suite that deploys it never calls that function. On a machine where the other suite ran before, the stale image is even found, and old code is tested.

**What is a flow.** All tests of one package are one flow, and so is every exported function that nobody calls. Only flows that load images themselves are judged.

**How to fix.** Call the builder and the loader in this flow, or deploy an image that the flow builds.

**Example**

\`\`\`go
func SetupGateway()      { buildGateway(); loadGateway(); deploy("localhost/gateway:e2e") }
func SetupNotification() { buildNotification(); loadNotification(); deploy("localhost/gateway:e2e") } // not-built-in-flow
\`\`\``,
  absence: true,
  check,
};
