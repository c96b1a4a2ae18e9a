/** kind-load-engine: `kind load docker-image` of an image that podman built; kind looks for it in docker's store. */
import { isText, type Value } from '../flow/value';
import { isEqual } from '../images/reference';
import type { FlowEvent, ImageSite, Inventory, TestFlow } from '../images/site';
import { compareWith, evidenceOf, gives, judgeable, type Made } from './evidence';
import { builtRelated, isDead, liveFirst } from './gathered';
import { imageName, where } from './names';
import { trailOf } from './places';
import type { Draft, Rule } from './rule';

function isPodman(made: Made): boolean {
  return made.engine === 'podman' || made.engine === 'buildah';
}

function* check(inventory: Inventory): Iterable<Draft> {
  const seen = new Set<number>();
  for (const flow of liveFirst(inventory)) {
    const own = evidenceOf(inventory).flows.get(flow);
    if (!own) continue;
    for (const event of flow.events) {
      const site = inventory.sites[event.site];
      if (!site || site.role !== 'load' || event.details.loadFrom !== 'docker-image' || seen.has(site.id)) continue;
      if (fillsDocker(flow, inventory)) continue;
      const draft = judge(event, site, own.made.filter((made) => made.role !== 'pull'), isDead([flow]));
      if (!draft) continue;
      seen.add(site.id);
      yield draft;
    }
  }
}

/** `docker load`, or a push to `docker-daemon:`: what podman made may be in docker's store after all; with a `DOCKER_HOST` that may be podman's. */
function fillsDocker(flow: TestFlow, inventory: Inventory): boolean {
  return flow.events.some((event) => {
    const site = inventory.sites[event.site];
    const into = site?.role === 'load' && event.details.into === 'engine' && !['podman', 'buildah'].includes(site.engine);
    return into || (site?.role === 'push' && [event.image, event.from].some((answer) => answer?.values.some((value) => value.parts.some((part) => isText(part) && part.text.includes('docker-daemon')))));
  }) || flow.handed.some((text) => text.includes('docker load') || text.includes('docker-daemon:') || text.includes('DOCKER_HOST='));
}

function judge(event: FlowEvent, site: ImageSite, made: readonly Made[], dead: boolean): Draft | undefined {
  const values = judgeable(event);
  const value = values[0];
  if (!value) return undefined;
  // As docker reads the name: what docker itself made is found, what podman made never is.
  const mayBeRead = (other: Made, one: Value): boolean => {
    const verdict = compareWith(other, one, isPodman(other) ? other.engine : 'docker');
    return isEqual(verdict) || verdict.kind === 'near';
  };
  const makers = values.map((one) => made.filter((other) => (other.role === 'build' || other.engine !== '') && mayBeRead(other, one) && gives(other, one, other.engine)));
  const built = makers.flat();
  if (built.length === 0 || !built.every(isPodman)) return undefined;
  const maker = built[0];
  const image = imageName(value);
  return {
    rule: kindLoadEngine.id,
    severity: dead ? 'info' : kindLoadEngine.severity,
    message: `\`kind load docker-image\` reads docker's store, but podman builds \`${image}\`${maker ? ` (${where(maker.site)})` : ''}: kind answers "image not present locally". Save it with \`podman save\` and load the file with \`kind load image-archive\`.`,
    at: site.at, image, built: [image],
    related: [...builtRelated(built, (one) => imageName(one.value)), ...trailOf(value)],
    fixes: [],
  };
}

export const kindLoadEngine: Rule = {
  id: 'kind-load-engine',
  severity: 'error',
  summary: 'kind load docker-image of an image that podman built.',
  help: `\`kind load docker-image\` asks docker for the image. Podman keeps its images in a store of its own, so kind finds nothing, or finds an old image of the same name.

**How to fix.** Save the image to a file and load the file. There is no quick fix: it takes two commands, a file's name and the handling of the first one's error, and how a function handles errors is for its author to say.

**Example**

\`\`\`go
exec.Command("podman", "build", "-t", image, ".").Run()
exec.Command("kind", "load", "docker-image", image, "--name", cluster).Run() // kind-load-engine

// instead:
exec.Command("podman", "save", "-o", archive, image).Run()
exec.Command("kind", "load", "image-archive", archive, "--name", cluster).Run()
\`\`\``,
  check,
};
