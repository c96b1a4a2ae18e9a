/**
 * Service → built → deployed, from the rows of an inventory and the findings: the table of the pull-request comment. Images that no site
 * builds and no finding names are other people's and stay out.
 */
import type { Finding } from '../base/finding';
import type { Location } from '../base/text';
import type { SiteRow } from './format';
import { imageName, repositoryKey } from './imageNames';

export interface ImageUse {
  readonly image: string;
  readonly at: readonly Location[];
}

export interface ImageRow {
  readonly service: string;
  /** Sorted by image. */
  readonly built: readonly ImageUse[];
  readonly deployed: readonly ImageUse[];
  /** `wrong`: an error names it; `same`: every deployed name is built; `unsure`: neither is certain. */
  readonly verdict: 'same' | 'wrong' | 'unsure';
}

const buildingRoles = new Set(['build', 'tag']);
const deployingRoles = new Set(['deploy', 'run']);

export function imageTable(sites: readonly SiteRow[], findings: readonly Finding[]): ImageRow[] {
  const built = usesByRepository(sites, buildingRoles);
  const deployed = usesByRepository(sites, deployingRoles);
  const wrong = new Set(findings.filter((finding) => finding.severity === 'error' && finding.image !== '').map((finding) => repositoryKey(finding.image)));
  const keys = [...new Set([...built.keys(), ...wrong])].sort();
  return keys.map((key) => {
    const builtUses = sortedUses(built.get(key));
    const deployedUses = sortedUses(deployed.get(key));
    const names = new Set(builtUses.map((use) => use.image));
    const verdict = wrong.has(key) ? 'wrong' : deployedUses.every((use) => names.has(use.image)) ? 'same' : 'unsure';
    return { service: imageName(key).service, built: builtUses, deployed: deployedUses, verdict };
  });
}

type Uses = Map<string, Location[]>;

function usesByRepository(sites: readonly SiteRow[], roles: ReadonlySet<string>): Map<string, Uses> {
  const repositories = new Map<string, Uses>();
  for (const site of sites) {
    if (!roles.has(site.role)) continue;
    for (const image of site.images) {
      const key = repositoryKey(image);
      const uses: Uses = repositories.get(key) ?? new Map<string, Location[]>();
      repositories.set(key, uses);
      uses.set(image, [...(uses.get(image) ?? []), site]);
    }
  }
  return repositories;
}

function sortedUses(uses: Uses | undefined): ImageUse[] {
  return [...(uses ?? [])].map(([image, at]) => ({ image, at })).sort((a, b) => (a.image < b.image ? -1 : a.image > b.image ? 1 : 0));
}
