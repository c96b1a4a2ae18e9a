/** The manifests and charts that code names though no glob includes them: what an inventory sought, looked for and read. */
import { isSought, pathBelow, soughtGlob, type Sought } from '../images/sought';

/** Texts by uri of what globs include, without what is listed. */
export type LookUp = (globs: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** With more of them there is no telling what was meant. */
export const mostNamed = 1000;

export interface NamedByCode {
  /** Texts by uri, of files that aren't listed. */
  readonly texts: ReadonlyMap<string, string>;
  /** Keys of what was found, among the listed files, too. */
  readonly found: ReadonlySet<string>;
}

const nothingNamed: NamedByCode = { texts: new Map(), found: new Set() };

/** `listed`: uris of the files that are read anyway. */
export async function lookedUp(sought: ReadonlyMap<string, Sought>, listed: readonly string[], root: string, lookUp: LookUp): Promise<NamedByCode> {
  if (sought.size === 0) return nothingNamed;
  const read = await lookUp([...new Set([...sought.values()].map(soughtGlob))].sort());
  const texts = read.size < mostNamed ? read : new Map<string, string>();
  const paths = [...listed, ...texts.keys()].map((uri) => pathBelow(root, uri));
  return { texts, found: new Set([...sought].flatMap(([key, one]) => (paths.some((path) => isSought(one, path)) ? [key] : []))) };
}

/** Whether it is something of what is sought. */
export function isNamed(uri: string, sought: ReadonlyMap<string, Sought>, root: string): boolean {
  return [...sought.values()].some((one) => isSought(one, pathBelow(root, uri)));
}
