/**
 * Service → built → deployed, from the rows of an inventory and the findings: the table of the pull-request comment. Images that no site
 * builds and no finding names are other people's and stay out.
 */
import { casesOf, type Finding } from '../base/finding';
import type { Location } from '../base/text';
import type { SiteRow } from './format';
import { imageName, repositoryKey } from './imageNames';
import { twoSides } from './twoSides';

export interface ImageUse {
  readonly image: string;
  readonly at: readonly Location[];
}

export interface ImageRow {
  readonly service: string;
  /** Sorted by image. */
  readonly built: readonly ImageUse[];
  readonly deployed: readonly ImageUse[];
  /**
   * `differs`: an error sets its names against each other; `wrong`: another error names it; `unused`: built only; `same`: every deployed name
   * is built; `unsure`: none of it is certain.
   */
  readonly verdict: 'differs' | 'wrong' | 'unused' | 'same' | 'unsure';
}

const buildingRoles = new Set(['build', 'tag']);
const deployingRoles = new Set(['deploy', 'run']);

export function imageTable(sites: readonly SiteRow[], findings: readonly Finding[]): ImageRow[] {
  const built = usesByRepository(sites, buildingRoles);
  const deployed = usesByRepository(sites, deployingRoles);
  const errors = findings.filter((finding) => finding.severity === 'error').flatMap(casesOf).filter(({ image }) => image !== '');
  const wrong = new Set(errors.map(({ image }) => repositoryKey(image)));
  const differing = new Set(errors.filter((one) => twoSides(one) !== undefined).map(({ image }) => repositoryKey(image)));
  // A repository of which nothing is known says nothing in a table.
  const keys = [...new Set([...built.keys(), ...wrong])].filter((key) => !/^(\{[^}]*\}|\/)+$/.test(key)).sort();
  return keys.map((key) => {
    const [builtHere, deployedHere] = [built.get(key) ?? new Map<string, Location[]>(), deployed.get(key) ?? new Map<string, Location[]>()];
    const same = [...deployedHere.keys()].every((image) => builtHere.has(image));
    const verdict = differing.has(key) ? 'differs' : wrong.has(key) ? 'wrong' : deployedHere.size === 0 ? 'unused' : same ? 'same' : 'unsure';
    return { service: withoutNumbers(imageName(key).service), built: sortedUses(builtHere), deployed: sortedUses(deployedHere), verdict };
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

/** Which of several generated values it is matters to the verdict only. */
function withoutNumbers(image: string): string {
  return image.replace(/\{fresh:\d+\}/g, '{generated}');
}

function sortedUses(uses: Uses): ImageUse[] {
  const merged: Uses = new Map();
  for (const [image, at] of uses) {
    const shown = withoutNumbers(image);
    merged.set(shown, [...(merged.get(shown) ?? []), ...at]);
  }
  return [...merged].map(([image, at]) => ({ image, at })).sort((a, b) => (a.image < b.image ? -1 : 1));
}
