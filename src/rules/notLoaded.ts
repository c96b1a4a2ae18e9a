/** not-loaded: built by the flow and deployed to its cluster, but never saved and loaded there. */
import type { Answer } from '../flow/value';
import type { Inventory } from '../images/site';
import type { Standard } from '../standard/standard';
import { outcomesOf, type Outcome } from './deployments';
import { keyOf } from './evidence';
import { alike, builtRelated, casesRelated, gather, gatherCauses, isDead, placeBeside, type Caused, type Gathered } from './gathered';
import { flowNames, imageName, list, where } from './names';
import { trailOf } from './places';
import { isSamePath } from './missedArchive';
import type { Draft, DraftRelated, Rule } from './rule';
import { renamedSaves, vainSave, type VainSave } from './vainSave';

type NotLoaded = Extract<Outcome, { kind: 'not-loaded' }>;

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const all = outcomesOf(inventory, standard);
  const outcomes = all.filter((one): one is NotLoaded => one.kind === 'not-loaded' && !isExplained(one, all, inventory));
  yield* otherArchive(outcomes);
  const { caused, others } = gatherCauses(outcomes.filter(({ missed }) => !missed), placeBeside, ({ value, flow }) => vainSave(value, flow, inventory));
  for (const group of caused) yield { ...savedInVain(group), cases: group.cases.map(draftOf) };
  for (const group of others) yield draftOf(group);
}

function draftOf({ first, flows, at }: Gathered<NotLoaded>): Draft {
  const image = imageName(first.value);
  const maker = first.built[0];
  const alias = first.built.every((made) => made.role === 'tag');
  return {
    rule: notLoaded.id,
    severity: isDead(flows) ? 'info' : notLoaded.severity,
    message: `\`${image}\` is deployed in ${flowNames(flows)}, which ${alias ? 'tags' : 'builds'} it${maker ? ` (${where(maker.site)})` : ''} but never loads it into the cluster${first.loaded.length > 0 ? `; loaded are ${list(first.loaded.map((made) => imageName(made.value)))}` : ', nor any other image'}. ${alias ? 'An alias is in the cluster only if the alias itself is saved and loaded. ' : ''}Save and load this name too, or deploy one that is loaded.`,
    at,
    image,
    built: [...new Set(first.built.map((made) => imageName(made.value)))],
    related: [...builtRelated(first.built, (made) => imageName(made.value)), ...builtRelated(first.loaded, (made) => imageName(made.value)), ...trailOf(first.value)],
    fixes: [],
  };
}

/** Saved by one place that many images go through, and loaded by none: told once, at the save. */
function savedInVain(group: Caused<NotLoaded, VainSave>): Draft {
  const { first, flows, at, cause: { save, renamed } } = group;
  const same = alike(group);
  const image = imageName(first.value);
  const deployed = flowNames([...new Set(same.all.map(({ flow }) => flow))]);
  const archive = save.archive.values.length === 1 ? `the archive ${pathName(save.archive)}` : 'the archive';
  const how = renamed
    ? `\`${image}\` is deployed in ${deployed}, but never loaded into the cluster: what is saved here, to an archive that is named after it, is ${list(save.event.image.values.map(imageName))}. Save the image under the name that it is built and deployed under.`
    : `\`${image}\` is saved here and deployed in ${deployed}, but nothing loads ${archive} into the cluster. Load it after the save, by \`kind load image-archive\`.`;
  return {
    rule: notLoaded.id,
    severity: isDead(flows) ? 'info' : notLoaded.severity,
    message: how + same.more,
    at,
    image,
    built: [...new Set(same.all.flatMap(({ built }) => built.map((made) => imageName(made.value))))],
    related: [...builtRelated(first.built, (made) => imageName(made.value)), ...casesRelated(group)],
    fixes: [],
  };
}

/** The flow saves or loads it under a wrong name: that is the finding. */
function isExplained({ value, flow, built }: NotLoaded, outcomes: readonly Outcome[], inventory: Inventory): boolean {
  const keys = new Set(built.map(({ value }) => keyOf(value)));
  const isMeant = (one: Outcome): boolean => (one.kind === 'other-tag' || one.kind === 'regenerated' || one.kind === 'near') && one.built.some((made) => keys.has(keyOf(made.value)));
  const instead = renamedSaves(value, flow, inventory);
  const isInstead = ({ event, site }: Outcome): boolean => instead.some((save) => save.site === site && event !== undefined && isSamePath(save.event, event));
  return outcomes.some((one) => one.flow === flow && (one.site.role === 'save' || one.site.role === 'load') && (isMeant(one) || isInstead(one)));
}

/** Saved to one archive while another one is loaded: told once, where that one is named, for all that is deployed without it. */
function* otherArchive(outcomes: readonly NotLoaded[]): Iterable<Draft> {
  for (const { first, all, flows, at } of gather(outcomes.filter(({ missed }) => missed), (one) => one.missed?.load.site.at ?? one.site.at)) {
    const { missed } = first;
    if (!missed) continue;
    const image = imageName(first.value);
    const saves = missed.saves.map(({ archive }) => pathName(archive));
    const deployed = list(all.map(({ value }) => imageName(value)));
    yield {
      rule: notLoaded.id,
      severity: isDead(flows) ? 'info' : notLoaded.severity,
      message: `${pathName(missed.load.archive)} ${missed.load.archive.values.length > 1 ? 'are' : 'is'} loaded into the cluster in ${flowNames(flows)}, where nothing saves such an archive: \`${image}\` is saved to ${[...new Set(saves)].join(' and ')}, which is never loaded, so that ${deployed} ${all.every(({ value }) => imageName(value) === image) ? 'is' : 'are'} deployed without being in the cluster. Load the archive that is saved.`,
      at,
      image,
      built: [...new Set(all.flatMap(({ built }) => built.map((made) => imageName(made.value))))],
      related: [
        ...missed.saves.slice(0, 5).map(({ site, archive }): DraftRelated => ({ at: site.at, message: `saved here to ${pathName(archive)} (${where(site)})`, kind: 'other' })),
        ...all.slice(0, 5).map(({ site, value }): DraftRelated => ({ at: site.at, message: `deployed here as ${imageName(value)} (${where(site)})`, kind: 'other' })),
        ...builtRelated(first.built, (made) => imageName(made.value)),
      ],
      fixes: [],
    };
  }
}

/** The first of an archive's paths, in words. */
function pathName({ values }: Answer): string {
  return list(values.map(imageName), 1);
}

export const notLoaded: Rule = {
  id: 'not-loaded',
  severity: 'warning',
  summary: 'An image is built and deployed by a flow, but never loaded into its cluster.',
  help: `A Kind node has its own image store. What podman or docker built is not in it until it was saved and loaded under exactly the deployed name. An alias made by \`podman tag\` is not there either, unless the alias itself is loaded.

It is also told where an archive is loaded that nothing saves, while the flow saves the image to another one: at the path that is loaded. That is silent wherever something else may write that file: a script, a download, a copy, another flow, a function that isn't read.

Only flows that load some image, or create their Kind cluster and push nothing, are judged, and only where every loaded archive is known and no build tool or shell script runs that may load others. Where the flow saves or loads the image under a wrong name, that is the finding.

**Where it is told.** At the deployed name. Where several images go through one function that saves them and nothing loads what it saves for anybody, once, at that save; so where it saves another name than the one that its archive is named after. A comment at an image still silences that image: the finding is gone when all of them are silenced.

**How to fix.** Add the image to what the flow saves and loads, or deploy the name that is loaded.

**Example**

\`\`\`go
build("localhost/gateway:v1")
load("localhost/gateway:v1", cluster)
exec.Command("podman", "tag", "localhost/gateway:v1", "localhost/gateway:v2").Run()
deploy("localhost/gateway:v2") // not-loaded
\`\`\``,
  absence: true,
  check,
};
