/**
 * Which names do the services' images really bear, and what does the standard say of each? The inventory judged by the standard, for the
 * document and for a first configuration file. Knows no finding, no format and no disk.
 */
import type { Hole, Value } from '../flow/value';
import { splitImage, textOf } from '../images/reference';
import type { ImageSite } from '../images/site';
import type { StandardDocument, StandardRow } from '../report/standardTable';
import { presetTemplates, presets, judge, findService, isLocal, isThirdParty, serviceOf, type Judgement, type Standard } from '../standard/standard';
import type { Workplace } from '../standard/initialConfig';
import type { Analysis } from './languageService';
import { shown } from './rows';

type Named = Pick<Analysis, 'inventory' | 'standard'>;

interface UsedImage {
  readonly service: string;
  readonly text: string;
  readonly value: Value;
  readonly sites: ImageSite[];
}

const namingRoles = new Set(['build', 'tag', 'deploy', 'run']);

export function standardDocument({ inventory, standard }: Named): StandardDocument {
  const used = usedImages(inventory.sites, standard);
  const rows = used.map((image) => rowOf(image, standard));
  const named = new Set(used.map((image) => image.service));
  for (const service of standard.services) {
    if (!named.has(service.name)) rows.push({ service: service.name, image: '', verdict: 'unused', rationale: service.rationale });
  }
  return {
    patterns: standard.templates.map((template) => template.text),
    rows: rows.sort((a, b) => compare(a.service, b.service) || compare(a.image, b.image)),
    sharedDependencies: standard.sharedDependencies,
    genericTags: standard.genericTags,
  };
}

/** What a first configuration file is written from. `include`: the globs in force. */
export function workplaceOf({ inventory, standard }: Named, include: readonly string[]): Workplace {
  const used = usedImages(inventory.sites, standard);
  const judgements = used.map((image) => ({ image, judgement: judge(standard, image.value) }));
  const engines = new Set(inventory.sites.filter((site) => site.role === 'build').map((site) => site.engine).filter((engine) => engine !== ''));
  const [engine] = engines;
  return {
    include,
    engine: engines.size === 1 && (engine === 'podman' || engine === 'docker') ? engine : 'auto',
    services: [...new Set(used.map((image) => image.service))],
    sharedDependencies: sharedServices(used),
    presets: presets.filter((preset) => used.some((image) => judge({ ...standard, templates: presetTemplates(preset) }, image.value).kind === 'compliant')),
    nonstandard: judgements.flatMap(({ image, judgement }) => (judgement.kind === 'nonstandard' && !image.text.includes('{') ? [image.text] : [])),
  };
}

/** Services whose image suites deploy that do not bear its name. */
function sharedServices(used: readonly UsedImage[]): string[] {
  const flows = new Map<string, Set<string>>();
  for (const { service, sites } of used) {
    const names = flows.get(service) ?? new Set<string>();
    flows.set(service, names);
    for (const site of sites) if (site.role === 'deploy' || site.role === 'run') site.flows.forEach((flow) => names.add(flow));
  }
  return [...flows].filter(([, names]) => names.size > 1).map(([service]) => service);
}

/** Every image of a service that a living site names, once for each text. */
function usedImages(sites: readonly ImageSite[], standard: Standard): UsedImage[] {
  const images = new Map<string, UsedImage>();
  for (const site of sites) {
    if (site.dead || !namingRoles.has(site.role)) continue;
    for (const value of site.image.values) {
      const service = serviceNamed(value, standard);
      if (service === undefined) continue;
      const text = shown(value, nameless);
      const image = images.get(text) ?? { service, text, value, sites: [] };
      image.sites.push(site);
      images.set(text, image);
    }
  }
  return [...images.values()];
}

function serviceNamed(value: Value, standard: Standard): string | undefined {
  const split = splitImage(value);
  const repository = split === undefined ? undefined : textOf(split.repository);
  if (repository === undefined || !isLocal(standard, repository) || isThirdParty(standard, repository)) return undefined;
  return serviceOf(standard, repository);
}

function rowOf({ service, text, value }: UsedImage, standard: Standard): StandardRow {
  const judgement = judge(standard, value);
  return { service, image: text, verdict: verdictOf(judgement), rationale: rationaleOf(judgement, service, standard) };
}

function verdictOf(judgement: Judgement): StandardRow['verdict'] {
  return judgement.kind === 'not-a-service' ? 'unknown' : judgement.kind;
}

function rationaleOf(judgement: Judgement, service: string, standard: Standard): string {
  if (judgement.kind === 'exception') return judgement.reason;
  if (judgement.kind === 'nonstandard') return judgement.suggestion === undefined ? judgement.why : `${judgement.why}; use ${judgement.suggestion}`;
  const rationale = findService(standard, service)?.rationale ?? '';
  if (rationale !== '') return rationale;
  return judgement.kind === 'compliant' ? `Follows ${judgement.template.text}.` : 'Some of the name is only known at run time.';
}

/** In a document two generated values are the same thing, and where a parameter stands is of no interest. */
function nameless(hole: Hole): string {
  return hole.kind === 'env' ? `{env:${hole.name}}` : hole.kind === 'fresh' ? '{generated}' : '{unknown}';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
