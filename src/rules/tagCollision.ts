/** tag-collision: two builds of different things give one reference, so that the later one wins. */
import type { Place } from '../base/text';
import type { ImageSite, Inventory, TestFlow } from '../images/site';
import { pushTo } from '../base/pushTo';
import { knownText, type Answer, type Value } from '../flow/value';
import { isDead } from './gathered';
import { imageName, where } from './names';
import { trailOf, wrongPlace } from './places';
import type { Draft, Rule } from './rule';

interface Build {
  readonly site: ImageSite;
  readonly value: Value;
  readonly image: string;
  readonly dockerfile: string | undefined;
  readonly context: string | undefined;
  readonly flow: TestFlow;
}

/** In two blocks of one function: perhaps only one of them runs; or the later one inside the other's, for when that has failed. */
function areApart(a: ImageSite, b: ImageSite): boolean {
  const [x, y] = [a.details.block, b.details.block];
  if (!x || !y || x.uri !== y.uri || a.function !== b.function) return false;
  return x.end <= y.start || y.end <= x.start || (isInside(x, y) && a.at.start > b.at.start) || (isInside(y, x) && b.at.start > a.at.start) || isPast(a, b) || isPast(b, a);
}

function isInside(inner: Place, outer: Place): boolean {
  return outer.start <= inner.start && inner.end <= outer.end && inner.end - inner.start < outer.end - outer.start;
}

/** Whoever comes to the one has left the function before the other. */
function isPast({ details: { block, leaves } }: ImageSite, { at }: ImageSite): boolean {
  return leaves === true && block !== undefined && block.end <= at.start;
}

const uses: ReadonlySet<string> = new Set(['save', 'load', 'push', 'run', 'deploy']);

/** Between the two the same flow uses what the first one made: it is built anew on purpose, one after the other. */
function isUsedBetween(a: Build, b: Build, { sites }: Inventory): boolean {
  const { uri } = a.site.at;
  if (a.flow !== b.flow || b.site.at.uri !== uri) return false;
  const [start, end] = [Math.min(a.site.at.start, b.site.at.start), Math.max(a.site.at.end, b.site.at.end)];
  return a.flow.events.some(({ site, image, path }) => {
    const at = sites[site];
    if (!at || !uses.has(at.role) || !image.values.some((value) => knownText(value) === a.image)) return false;
    return [at.at, ...path].some((place) => place.uri === uri && start < place.start && place.end < end);
  });
}

function certain(answer: Answer | undefined): string | undefined {
  const only = answer?.complete && answer.values.length === 1 ? answer.values[0] : undefined;
  return only && knownText(only);
}

/** Two Dockerfiles, or two contexts with no Dockerfile named, certainly differ; `./a` and `a` are one. */
function differ(a: Build, b: Build): boolean {
  const plain = (path: string): string => path.replace(/^(\.\/)+/, '').replace(/\/+$/, '') || '.';
  if (a.dockerfile !== undefined && b.dockerfile !== undefined) {
    const [x, y] = [plain(a.dockerfile), plain(b.dockerfile)];
    return x !== y && !x.endsWith(`/${y}`) && !y.endsWith(`/${x}`);
  }
  return a.dockerfile === undefined && b.dockerfile === undefined && a.context !== undefined && b.context !== undefined && plain(a.context) !== plain(b.context) && plain(a.context) !== '.' && plain(b.context) !== '.';
}

function* check(inventory: Inventory): Iterable<Draft> {
  const builds = new Map<string, Build[]>();
  for (const flow of inventory.flows) {
    for (const event of flow.events) {
      const site = inventory.sites[event.site];
      if (site?.role !== 'build' || isDead([flow]) || !event.image.complete || event.image.values.length !== 1) continue;
      const value = event.image.values[0];
      const image = value && knownText(value);
      if (!value || image === undefined) continue;
      const build = { flow, site, value, image, dockerfile: certain(event.details.dockerfile), context: certain(event.details.context) };
      pushTo(builds, image, build);
    }
  }
  for (const [, list] of [...builds].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const first = list[0];
    const other = first && list.find((one) => one.site.id !== first.site.id && differ(first, one) && !areApart(first.site, one.site) && !isUsedBetween(first, one, inventory));
    if (!first || !other) continue;
    const image = imageName(other.value);
    yield {
      rule: tagCollision.id,
      severity: tagCollision.severity,
      message: `\`${image}\` is built here from ${what(other)} and by ${where(first.site)} from ${what(first)}: whichever build runs last decides what the suites test. Give one of them another tag.`,
      at: wrongPlace(other.value, other.site),
      image, built: [image],
      related: [{ at: first.site.at, message: `also built here, from ${what(first)}`, kind: 'other' }, ...trailOf(other.value)],
      fixes: [],
    };
  }
}

function what(build: Build): string {
  return `\`${build.dockerfile ?? build.context ?? '?'}\``;
}

export const tagCollision: Rule = {
  id: 'tag-collision',
  severity: 'warning',
  summary: 'Two builds with different Dockerfiles or contexts give one reference.',
  help: `Two build sites write the same image name from different Dockerfiles or contexts. In parallel suites the later build replaces the earlier one, and tests run against the wrong program.

**How to fix.** Give each its own tag, or share one builder.

**Example**

\`\`\`go
exec.Command("podman", "build", "-t", "localhost/app:e2e", "-f", "docker/gateway.Dockerfile", ".")
exec.Command("podman", "build", "-t", "localhost/app:e2e", "-f", "docker/datastorage.Dockerfile", ".") // tag-collision
\`\`\``,
  check,
};
