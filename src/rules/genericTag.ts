/** generic-tag: a shared dependency is built, run or deployed under a tag that says nothing of it. DD-TEST-001 forbids that. */
import { placeKey } from '../base/text';
import { splitImage, textOf } from '../images/reference';
import type { ImageSite, Inventory, TestFlow } from '../images/site';
import { withTwins, type Value } from '../flow/value';
import { findService, isGenericTag, isLocal, isShared, isThirdParty, judge, serviceOf, standardForm, type Standard } from '../standard/standard';
import { evidenceOf, gives, judgeable, keyOf, type FlowEvidence } from './evidence';
import { imageName } from './names';
import { edit, sitesThrough, splitParts, trailOf, wrongPlace } from './places';
import type { Draft, DraftEdit, DraftFix, Rule } from './rule';
import { makesOf, othersThrough, usesThrough } from './uses';

const words: Readonly<Record<string, string>> = { build: 'built', run: 'run', deploy: 'deployed' };

function* check(inventory: Inventory, standard: Standard): Iterable<Draft> {
  const seen = new Set<string>();
  for (const site of inventory.sites) {
    const done = words[site.role];
    if (done === undefined) continue;
    const values = judgeable(site);
    if (site.flows.length === 0 && site.idiom !== 'container-cli') continue;
    const generic = values.flatMap((value) => genericService(value, standard).map((service) => ({ value, service })));
    if (generic.length === 0 || generic.length < values.length || generic.every(({ service }) => isOwnSuite(site, service, standard))) continue;
    for (const { value, service } of generic) {
      const at = wrongPlace(value, site);
      const key = placeKey(at);
      if (seen.has(key)) continue;
      seen.add(key);
      const image = imageName(value);
      const form = standardForm(standard, service);
      yield {
        rule: genericTag.id,
        severity: site.dead ? 'info' : genericTag.severity,
        message: `\`${image}\` is ${done} under a generic tag, but ${service} is a shared dependency: suites that run side by side overwrite each other's image. The standard's form is \`${form}\`; change the build, save, load and deployment together.`,
        at, image, built: [], related: trailOf(value),
        fixes: standardFix(value, site, form, inventory),
      };
    }
  }
}

/** Only the service's own suites come here: nobody shares the image with them. */
function isOwnSuite(site: ImageSite, service: string, standard: Standard): boolean {
  const names = [service, ...(findService(standard, service)?.aliases ?? [])].map((name) => name.replaceAll('-', ''));
  return site.flows.length > 0 && site.flows.every((flow) => names.some((name) => flow.toLowerCase().replaceAll(/[-_]/g, '').includes(name)));
}

/** The shared service whose local image this is, if its tag is generic and no exception allows it. */
function genericService(value: Value, standard: Standard): string[] {
  const split = splitImage(value);
  const repository = split && textOf(split.repository);
  if (!split || split.digest || repository === undefined) return [];
  const tag = textOf(split.tag ?? []);
  const service = serviceOf(standard, repository);
  if (tag === undefined || service === undefined || !isLocal(standard, repository) || isThirdParty(standard, repository)) return [];
  if (!isGenericTag(standard, tag === '' ? undefined : tag) || !isShared(standard, service)) return [];
  return judge(standard, value).kind === 'exception' ? [] : [service];
}

/** One edit of every place that names this image, so that what is built stays what is deployed; or a plain switch to it where it is built. */
function standardFix(value: Value, site: ImageSite, form: string, inventory: Inventory): DraftFix[] {
  if (form.includes('{')) return [];
  const split = splitParts(value);
  const repository = split && textOf(split.repository);
  if (!split || repository === undefined || !form.startsWith(`${repository}:`)) return [];
  const tag = form.slice(repository.length + 1);
  const editOf = (one: Value): DraftEdit | undefined => {
    const parts = splitParts(one);
    return parts && (parts.tag ? edit(parts.tag, tag) : edit(parts.repository, form));
  };
  const wanted: Value = { parts: [{ text: form }], trail: [] };
  const built = evidenceOf(inventory).all.some((made) => gives(made, wanted, 'kubelet'));
  const edits = built && site.role !== 'build' ? switched(value, site, wanted, inventory, editOf) : everywhere(value, inventory, editOf);
  if (edits.length === 0) return [];
  const places = new Set(edits.flatMap(({ at }) => sitesThrough(inventory, at)));
  const title = `Use the standard tag ${tag}${built && site.role !== 'build' ? (places.size > 1 ? `, which changes ${places.size} places` : '') : edits.length === 1 ? ' in 1 place' : ` in ${edits.length} places`}`;
  return [{ title, preferred: false, safe: false, edits, places: places.size }];
}

/** This place alone: nothing else may be right by it, and where the site's flows load, they have to load what it says then. */
function switched(value: Value, site: ImageSite, wanted: Value, inventory: Inventory, editOf: (value: Value) => DraftEdit | undefined): DraftEdit[] {
  const change = editOf(value);
  if (!change || (value.twins?.length ?? 0) > 0) return [];
  const name = keyOf(value);
  const uses = usesThrough(inventory, change.at);
  if (sitesThrough(inventory, change.at).some((one) => makesOf(one, change.at)) || uses.some((use) => use.right && keyOf(use.value) !== name)) return [];
  const loads = ([flow, { loaded }]: readonly [TestFlow, FlowEvidence]): boolean => loaded.length === 0 || loaded.some((one) => gives(one, wanted, 'kubelet')) || uses.some((use) => use.flow === flow && use.site.role === 'load');
  const own = [...evidenceOf(inventory).flows].filter(([flow]) => flow.events.some((event) => event.site === site.id));
  return own.every(loads) ? [change] : [];
}

/** Every place that names the image; none at all where one can't be edited, gives another image its name, too, or writes this one in another way. */
function everywhere(value: Value, inventory: Inventory, editOf: (value: Value) => DraftEdit | undefined): DraftEdit[] {
  const name = keyOf(value);
  const edits = new Map<string, DraftEdit>();
  const { all } = evidenceOf(inventory);
  const named = [...inventory.sites.map((one) => ({ one, site: one })), ...inventory.flows.flatMap(({ events }) => events.flatMap((one) => ({ one, site: inventory.sites[one.site] })))];
  for (const { one, site } of named) {
    for (const other of [...one.image.values, ...(one.from?.values ?? [])].flatMap(withTwins)) {
      const reader = site?.role === 'deploy' ? 'kubelet' : (site?.engine ?? '');
      if (keyOf(other) !== name) {
        if (all.some((made) => (keyOf(made.value) === name && gives(made, other, reader)) || (keyOf(made.value) === keyOf(other) && gives(made, value, 'kubelet')))) return [];
        continue;
      }
      const change = editOf(other);
      if (!change) return [];
      edits.set(`${change.at.uri}:${change.at.start}`, change);
    }
  }
  const found = [...edits.values()];
  return found.some(({ at }) => othersThrough(inventory, at, new Set([name]))) ? [] : found;
}

export const genericTag: Rule = {
  id: 'generic-tag',
  severity: 'error',
  summary: 'A shared dependency under a generic tag such as e2e-test or latest.',
  help: `DD-TEST-001 forbids generic tags for shared dependencies: when several suites build and load \`…-datastorage:e2e-test\` in parallel, each overwrites the other's image, and a stale one is found where none should be.

A service is shared when the standard lists it (datastorage by default). A service's own image that nobody shares may keep a generic tag as a documented exception, like notification's.

**How to fix.** Use the service's unique tag on every side: build, save, load and deployment. The quick fix changes them together, or switches to the standard's tag where that is built already.

**Example**

\`\`\`go
exec.Command("podman", "build", "-t", "localhost/kubernaut-datastorage:e2e-test", ".") // generic-tag
\`\`\``,
  check,
};
