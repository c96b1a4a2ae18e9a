/** unused-build: an image is built, and then neither deployed nor run, saved, loaded, pushed or tagged by anybody. */
import type { Inventory } from '../images/site';
import type { Value } from '../flow/value';
import { evidenceOf, hasUnknown, isOpaque, keyOf, mayGive, repositoryOf, type Made } from './evidence';
import { imageName } from './names';
import { wrongPlace } from './places';
import type { Draft, Rule } from './rule';

const uses = new Set(['deploy', 'run', 'save', 'load', 'push', 'tag']);
/** Images that others are made of, by their names: Dockerfiles aren't read. */
const madeOf = /(?:^|[/_-])(?:base|builder|builder-base|toolchain)$/;

function* check(inventory: Inventory): Iterable<Draft> {
  const wanted: Value[] = [];
  for (const site of inventory.sites) {
    if (site.role === 'push') wanted.push(...(site.from?.values ?? []));
    // What a file lists may be loaded by whoever reads that file.
    if (site.details.under || (site.role === 'mention' && site.idiom === 'yaml-file')) wanted.push(...site.image.values);
    if (!uses.has(site.role)) continue;
    const answer = site.role === 'tag' ? site.from : site.image;
    if (!answer || isOpaque(answer)) {
      // Something unknown is used somewhere: it may be any of the builds.
      if (site.role !== 'load' || site.details.loadFrom !== 'image-archive') return;
      continue;
    }
    wanted.push(...answer.values);
  }
  for (const made of evidenceOf(inventory).all) {
    if (made.role !== 'build' || made.site.image.values.length > 1 || hasUnknown(made.value) || isReturned(made) || madeOf.test(repositoryOf(made.value) ?? '')) continue;
    const used = wanted.some((value) => mayGive(made, value, 'kubelet') || mayGive(made, value, made.engine));
    if (used || inventory.flows.some(({ handed }) => handed.some((text) => text.includes(keyOf(made.value))))) continue;
    const image = imageName(made.value);
    yield {
      rule: unusedBuild.id, severity: unusedBuild.severity, unnecessary: true,
      message: `\`${image}\` is built here, but nothing deploys, runs, saves, loads, pushes or tags it.`,
      at: wrongPlace(made.value, made.site), image, built: [image], related: [], fixes: [],
    };
  }
}

/** A build whose image leaves the function may be used by somebody the workspace does not show. */
function isReturned(made: Made): boolean {
  return made.flow?.kind === 'setup';
}

export const unusedBuild: Rule = {
  id: 'unused-build',
  severity: 'hint',
  summary: 'An image is built and never used.',
  help: `The image is built, and no flow deploys, runs, saves, loads, pushes or tags it. It costs build time, or it was meant to be used under another name. Shown faded, and only where every use in the workspace is known.

**How to fix.** Remove the build, or use the image.

**Example**

\`\`\`go
exec.Command("podman", "build", "-t", "localhost/tools:e2e", ".").Run() // unused-build, if nothing else names localhost/tools:e2e
\`\`\``,
  absence: true,
  check,
};
