/** never-built: nothing in the workspace builds the repository, and nobody else can supply it. */
import type { Inventory } from '../images/site';
import { isText } from '../flow/value';
import type { Standard } from '../standard/standard';
import { neverPulled, outcomesOf, type Outcome } from './deployments';
import { splitImage } from './evidence';
import { asUnapplied, gather, isDead, isUnmentioned } from './gathered';
import { done, ends, flowNames, imageName, whereUnset } from './names';
import { trailOf, wholePlace } from './places';
import type { Draft, Rule } from './rule';

type Never = Extract<Outcome, { kind: 'never' }>;

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const outcomes = outcomesOf(inventory, standard).filter((one): one is Never => one.kind === 'never');
  for (const { first, flows, at } of gather(outcomes, (one) => wholePlace(one.value, one.site))) {
    const head = splitImage(first.value)?.repository[0];
    const start = head !== undefined && isText(head) ? head.text : '';
    const registry = /^localhost:[0-9]+(?=\/)/.exec(start)?.[0];
    const local = registry !== undefined || start.startsWith('localhost/') || neverPulled(first.site);
    const supply = !local ? '' : registry === undefined ? ', and no registry can supply it' : `, and nothing pushes to \`${registry}\``;
    const image = imageName(first.value);
    const in_ = flows.length > 0 ? ` in ${flowNames(flows)}` : '';
    yield {
      rule: neverBuilt.id,
      severity: isDead(flows) || isUnmentioned(flows, inventory) ? 'info' : local ? 'error' : 'warning',
      message: `\`${image}\` is ${done(first.site)}${whereUnset(first.value)}${in_}, but nothing in the workspace builds or tags that repository${supply}: ${ends(first.site, neverPulled(first.site) ? 'ErrImageNeverPull' : 'ImagePullBackOff')}. Build and load it, or name an image that is built.`,
      at,
      image,
      built: [],
      related: trailOf(first.value),
      fixes: [],
      ...asUnapplied({ flows, at }),
    };
  }
}

export const neverBuilt: Rule = {
  id: 'never-built',
  severity: 'error',
  summary: 'A local image is deployed, run, saved or loaded, but nothing builds its repository.',
  help: `An image under \`localhost/\`, or one with \`imagePullPolicy: Never\`, exists only if somebody built it on this machine. Nothing in the workspace does.

It is an error for such images, and a warning for an image of a known service from a registry of the workspace's own. Third-party images (postgres, redis, quay.io/…) are nobody's business and never reported, and neither is anything in a flow that runs a build tool or a shell script (\`make\`, \`hack/build.sh\`), calls a helper that isn't read, or loads an archive that nothing here saved: what those bring is not read. A name that is handed to a method of an interface or to another package may be built there. And before an image is called never built, the workspace's makefiles, shell scripts, task files and workflows are searched: a line that names it beside a word of building (\`build\`, \`tag\`, \`load\`, \`IMG=…\`) is enough to be silent.

**How to fix.** Build and load the image before it is deployed, correct its name, or, if a script outside the workspace builds it, list the repository under \`thirdParty\` in \`.kubernaut-image-tags.yaml\`.

**Example**

\`\`\`yaml
containers:
- image: localhost/kubernaut-scheduler:e2e-test-scheduler # never-built
  imagePullPolicy: Never
\`\`\``,
  absence: true,
  check,
};
