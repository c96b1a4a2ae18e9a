/**
 * How is JSON of any shape read without a throw? Each reader gives an empty value where the shape is another one than expected.
 * Knows nothing of Kubernetes; strings are cut so that one hostile field can't fill a report.
 */

/** The longest string that is kept of one field, in UTF-16 code units. */
export const longestField = 4096;

/** The value at a path of property names; undefined where any step is missing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const name of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, name)) return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

/** The string at a path, cut to `longestField`; '' where there is none. */
export function textAt(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  if (typeof found !== 'string') return '';
  return found.length > longestField ? `${found.slice(0, longestField)}…` : found;
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** The finite number at a path; 0 where there is none. */
export function numberAt(value: unknown, ...path: readonly string[]): number {
  const found = at(value, ...path);
  return typeof found === 'number' && Number.isFinite(found) ? found : 0;
}

/** The boolean at a path; undefined where there is none, since Kubernetes tells "false" from "not said". */
export function flagAt(value: unknown, ...path: readonly string[]): boolean | undefined {
  const found = at(value, ...path);
  return typeof found === 'boolean' ? found : undefined;
}

/** The items of a Kubernetes list, or the single object itself; anything else is empty. */
export function itemsOf(value: unknown): readonly unknown[] {
  const items = at(value, 'items');
  if (Array.isArray(items)) return items;
  return typeof at(value, 'metadata') === 'object' ? [value] : [];
}
