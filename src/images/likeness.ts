/**
 * How alike are two names? For "did you mean" and for near misses. Knows letters only.
 */

/** Insertions, deletions and replacements between two strings, counted up to `limit`; `limit + 1` when there are more. */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
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
