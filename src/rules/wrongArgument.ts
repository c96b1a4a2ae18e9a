/** wrong-argument: what lands in `image:` or `imagePullPolicy:` is something else, or another image, because arguments slipped or changed places. */
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { isText, knownText, type Answer } from '../flow/value';
import type { Standard } from '../standard/standard';
import { builtRelated, isDead, liveFirst } from './gathered';
import { flowNames, imageName } from './names';
import { isCalledOtherwise, isNoImage, policies } from './noImage';
import { trailOf } from './places';
import type { Draft, Rule } from './rule';
import { swapsIn } from './swappedImage';

function isNoPolicy(answer: Answer | 'default' | undefined): boolean {
  if (answer === undefined || answer === 'default' || !answer.complete || answer.values.length === 0) return false;
  return answer.values.every((value) => {
    const text = knownText(value);
    // No policy has a mark of a path or a tag in it, whatever stands around.
    return text === undefined ? value.parts.some((part) => isText(part) && /[/:]/.test(part.text)) : text !== '' && !policies.has(text);
  });
}

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const seen = new Set<string>();
  for (const flow of liveFirst(inventory)) {
    for (const draft of inFlow(flow, inventory, standard)) {
      const key = `${draft.at.uri}:${draft.at.start}`;
      if (!seen.has(key)) yield draft;
      seen.add(key);
    }
  }
}

function* inFlow(flow: TestFlow, inventory: Inventory, standard: Standard): Iterable<Draft> {
  const dead = isDead([flow]);
  for (const event of flow.events) {
    const site = inventory.sites[event.site];
    if (site?.role === 'deploy' && event.details.verb) yield* judged(event, site, dead);
    else if (site?.role === 'deploy' && site.idiom === 'pod-spec') yield* judgedInSpec(event, site, dead);
  }
  if (!dead) yield* swapped(flow, inventory, standard);
}

function* judged(event: FlowEvent, site: ImageSite, dead: boolean): Iterable<Draft> {
  const { complete } = event.image;
  const values = event.image.values.filter((value) => value.parts.length > 0);
  const severity = dead ? 'info' : wrongArgument.severity;
  const first = values[0];
  if (complete && first && values.every(isNoImage)) {
    const image = imageName(first);
    yield {
      rule: wrongArgument.id, severity,
      message: `The argument that lands in \`image:\` here is \`${image.replaceAll(/\s+/g, ' ').slice(0, 80)}\`, which is no image: the arguments of this ${filled(event)}${first.trail.some(({ kind }) => kind === 'argument') ? ', or of a call on the way here,' : ''} are shifted or in the wrong order. Pass the image for this verb.`,
      at: event.details.verb ?? site.at, image: '', built: [], related: trailOf(first), fixes: [],
    };
  }
  const policy = event.details.pullPolicy;
  if (isNoPolicy(policy) && event.details.pullPolicyAt && policy !== undefined && policy !== 'default') {
    const value = policy.values[0];
    yield {
      rule: wrongArgument.id, severity,
      message: `\`imagePullPolicy:\` gets \`${value ? imageName(value).replaceAll(/\s+/g, ' ').slice(0, 80) : ''}\`, which is none of Always, IfNotPresent and Never: the arguments of this ${filled(event)} are shifted or in the wrong order.`,
      at: event.details.pullPolicyAt, image: '', built: [], related: value ? trailOf(value) : [], fixes: [],
    };
  }
}

/** What puts them there, going by what is written in the place: a verb of fmt's, or a text that is replaced or an action. */
function filled({ details: { replaced, action } }: FlowEvent): string {
  return replaced !== undefined ? 'replacement' : action ? 'template' : 'Sprintf';
}

/** A container that is made in Go: only an argument can have come in the place of another. */
function* judgedInSpec({ image: { values, complete } }: FlowEvent, site: ImageSite, dead: boolean): Iterable<Draft> {
  const [first] = values;
  if (!complete || !first || !values.every((value) => isCalledOtherwise(value) && value.trail.some(({ kind }) => kind === 'argument'))) return;
  yield {
    rule: wrongArgument.id, severity: dead ? 'info' : wrongArgument.severity,
    message: `The argument that becomes a container's \`Image\` here is \`${imageName(first)}\`, which is no image: the arguments of a call on the way here are in the wrong order. Pass the image in this place.`,
    at: site.at, image: '', built: [], related: trailOf(first), fixes: [],
  };
}

function* swapped(flow: TestFlow, inventory: Inventory, standard: Standard): Iterable<Draft> {
  for (const { event, site, name, value, missing, runs } of swapsIn(flow, inventory, standard)) {
    const [image, wanted] = [imageName(value), imageName(missing.value)];
    yield {
      rule: wrongArgument.id, severity: 'warning',
      message: `\`${name}\` runs \`${image}\` in ${flowNames([flow])}, which loads \`${wanted}\`${runs ? ' for it' : ' and deploys it nowhere'}: two images changed places, by an argument or by the key of a map. Pass the image of \`${name}\`.`,
      at: event.details.verb ?? site.at, image, built: [wanted], related: [...builtRelated([missing], (made) => imageName(made.value)), ...trailOf(value)], fixes: [],
    };
  }
}

export const wrongArgument: Rule = {
  id: 'wrong-argument',
  severity: 'error',
  summary: 'The argument that lands in image: or imagePullPolicy: is something else, or another container’s image.',
  help: `A manifest template with many verbs is filled by position. When one argument is added or lost, everything behind it shifts: the security context lands in \`image:\`, the image in \`imagePullPolicy:\`. Go's vet counts arguments; it does not know what they are for. The compiler doesn't, either, where a function takes the namespace, the kubeconfig and the image as three strings: what lands in \`image:\` is told by its text, and by the name of the variable or constant that held it.

Two images may change places, too. That is a warning: a container has the name of an image that the flow loads, and runs another one that is loaded. It is told where nothing else in the flow may run the image that it is called after, where two containers run each other's, and where the same place is given the right image by another call.

**How to fix.** Put the arguments in the order of the verbs, or number the verbs (\`%[4]s\`).

**Example**

\`\`\`go
fmt.Sprintf("- name: %s\\n  image: %s\\n  imagePullPolicy: %s\\n", name, policy, image) // wrong-argument, twice
\`\`\``,
  check,
};
