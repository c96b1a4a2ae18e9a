/** The two names that a finding sets against each other, for the formats that show them under one another. */
import type { Finding } from '../base/finding';

export interface TwoSides {
  readonly built: readonly string[];
  readonly deployed: string;
}

/** Undefined where a finding is not about a difference of names. */
export function twoSides(finding: Finding): TwoSides | undefined {
  const { built, image } = finding;
  return built.length === 0 || image === '' || built.includes(image) ? undefined : { built, deployed: image };
}
