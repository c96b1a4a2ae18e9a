/** The two names that a finding sets against each other, for the formats that show them under one another. */
import type { Case } from '../base/finding';

export interface TwoSides {
  readonly built: readonly string[];
  readonly deployed: string;
}

/** Undefined where a finding is not about a difference of names. */
export function twoSides({ built, image }: Pick<Case, 'built' | 'image'>): TwoSides | undefined {
  return built.length === 0 || image === '' || built.includes(image) ? undefined : { built, deployed: image };
}
