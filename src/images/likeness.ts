/**
 * How alike are two names? For "did you mean" and for near misses. Knows letters only.
 */

/** Insertions, deletions and replacements between two strings, counted up to `limit`; `limit + 1` when there are more. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return limit + 1;
  // What both begin and end with costs nothing.
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left[left.length - 1 - end] === right[right.length - 1 - end]) end++;
  const a = left.slice(start, left.length - end);
  const b = right.slice(start, right.length - end);
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    if (Math.min(...next) > limit) return limit + 1;
    row = next;
  }
  return Math.min(row[b.length] ?? 0, limit + 1);
}

const separators = '-_./';

/** Are two names the same but for hyphens, underscores, dots and slashes? */
export function sameLetters(a: string, b: string): boolean {
  let j = 0;
  for (let i = 0; i < a.length; i++) {
    if (separators.includes(a[i] ?? '')) continue;
    while (j < b.length && separators.includes(b[j] ?? '')) j++;
    if (a[i] !== b[j]) return false;
    j++;
  }
  while (j < b.length && separators.includes(b[j] ?? '')) j++;
  return j >= b.length;
}

/** The candidate that `name` is most probably a misspelling or the beginning of; the first of equally near ones; undefined when none is near. */
export function closest(name: string, candidates: Iterable<string>): string | undefined {
  const limit = name.length <= 4 ? 1 : 3;
  let best: string | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    const [a, b] = [name.toLowerCase(), candidate.toLowerCase()];
    const distance = a.length > 2 && b.startsWith(a) ? Math.min(1, b.length - a.length) : editDistance(a, b, limit);
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best;
}
