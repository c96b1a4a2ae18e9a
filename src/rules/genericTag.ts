/** generic-tag: a shared dependency is built, run or deployed under a tag that says nothing of it. DD-TEST-001 forbids that. */
import { splitImage, textOf } from '../images/reference';
import type { ImageSite, Inventory } from '../images/site';
import type { Value } from '../flow/value';
import { findService, isGenericTag, isLocal, isShared, isThirdParty, judge, serviceOf, standardForm, type Standard } from '../standard/standard';
import { evidenceOf, compareWith, judgeable } from './evidence';
import { imageName } from './names';
import { edit, sitesThrough, splitParts, trailOf, wrongPlace } from './places';
import type { Draft, DraftEdit, DraftFix, Rule } from './rule';

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
      const key = `${at.uri}:${at.start}:${at.end}`;
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
  const wanted: Value = { parts: [{ text: form }], trail: [] };
  const built = evidenceOf(inventory).all.some((made) => compareWith(made, wanted, 'kubelet').kind === 'equal');
  if (built && site.role !== 'build') {
    const change = split.tag ? edit(split.tag, tag) : edit(split.repository, form);
    return change ? [{ title: `Use the standard tag ${tag}`, preferred: false, safe: false, edits: [change] }] : [];
  }
  const edits = new Map<string, DraftEdit>();
  for (const one of inventory.sites) {
    for (const other of [...one.image.values, ...(one.from?.values ?? [])]) {
      if (imageName(other) !== imageName(value)) continue;
      const parts = splitParts(other);
      const change = parts && (parts.tag ? edit(parts.tag, tag) : edit(parts.repository, form));
      if (!change) return [];
      edits.set(`${change.at.uri}:${change.at.start}`, change);
    }
  }
  const shared = [...edits.values()].some((change) => sitesThrough(inventory, change.at).some((one) => !one.image.values.some((other) => imageName(other) === imageName(value)) && !(one.from?.values.some((other) => imageName(other) === imageName(value)) ?? false)));
  return edits.size > 0 && !shared ? [{ title: `Use the standard tag ${tag} in all ${edits.size} places`, preferred: false, safe: false, edits: [...edits.values()] }] : [];
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
