/**
 * May a selection be used again? Selections depend on names alone, so one stands as long as every file's outline says the same, wherever
 * it now says it: most edits are inside of literals or use names that were there before.
 */
import type { Asked } from '../flow/declarations';
import type { Declaration, Outline } from '../go/outline';
import type { Stretch } from '../go/stretches';
import type { Chosen } from '../go/summarize';
import type { Span } from '../base/text';
import { isSameList } from '../images/flowMemory';
import type { Outlined, Selection } from './selection';

/** A selection with what it was made from. */
export interface Choice {
  readonly outlines: ReadonlyMap<string, Outline>;
  readonly selection: Selection;
  readonly asked: Asked;
}

/** The selection at the new offsets; undefined where an outline says something else. */
export function reuse({ outlines, selection }: Choice, outlined: readonly Outlined[]): Selection | undefined {
  if (outlines.size !== outlined.length) return undefined;
  const found = new Map<string, readonly Chosen[]>();
  for (const { uri, outline } of outlined) {
    const before = outlines.get(uri);
    const chosen = selection.get(uri) ?? [];
    if (!before || (before !== outline && !sameOutline(before, outline))) return undefined;
    found.set(uri, before === outline ? chosen : chosen.map(({ index, without }) => ({ index, without: moved(without, before.declarations[index], outline.declarations[index]) })));
  }
  return found;
}

function sameOutline(a: Outline, b: Outline): boolean {
  return a.packageName === b.packageName && isSameList(a.imports, b.imports, (x, y) => x.name === y.name && x.path === y.path) && isSameList(a.declarations, b.declarations, sameDeclaration);
}

function sameDeclaration(a: Declaration, b: Declaration): boolean {
  return a.kind === b.kind && a.receiver === b.receiver && a.closures === b.closures && isSameList(a.names, b.names) && sameStretch(a, b);
}

function sameStretch(a: Stretch, b: Stretch): boolean {
  return a.image === b.image && a.tells === b.tells && a.formats === b.formats && isSameList(a.mentions, b.mentions) && isSameList(a.assigns, b.assigns) && isSameList(a.bound, b.bound)
    && isSameList(a.runs, b.runs, (x, y) => x.name === y.name && (x.args === y.args || (x.args !== undefined && y.args !== undefined && isSameList(x.args, y.args))))
    && isSameList(a.sets, b.sets)
    && isSameList(a.inner, b.inner, sameStretch);
}

/** The stretches that were left out, where they stand now. */
function moved(without: readonly Span[], before: Stretch | undefined, now: Stretch | undefined): Span[] {
  if (!before || !now || without.length === 0) return [];
  return before.inner.flatMap((old, i): Span[] => {
    const here = now.inner[i];
    if (!here) return [];
    return without.some(({ start }) => start === old.start) ? [{ start: here.start, end: here.end }] : moved(without, old, here);
  });
}
