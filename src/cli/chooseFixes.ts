/**
 * Which fixes can be applied together, and what the texts are then. A fix goes whole or not at all: every edit must still find the text it
 * expects, and no two edits may overlap. Pure: reads and writes nothing.
 */
import type { Edit, Finding, Fix } from '../base/finding';
import { lineStarts, offsetAt, type Span } from '../base/text';

export interface Applied {
  /** New texts by uri, of the files that change. */
  readonly texts: ReadonlyMap<string, string>;
  readonly fixes: readonly Fix[];
  /** The finding that each fix mends. */
  readonly mended: readonly Finding[];
}

interface PlacedEdit extends Span {
  readonly uri: string;
  readonly newText: string;
}

/** `textOf`: the text of a file that may be edited; undefined for one that may not. */
export function applyFixes(findings: readonly Finding[], textOf: (uri: string) => string | undefined): Applied {
  const starts = new Map<string, readonly number[]>();
  const chosen = new Map<string, PlacedEdit[]>();
  const fixes: Fix[] = [];
  const mended: Finding[] = [];
  const place = (edit: Edit): PlacedEdit | undefined => {
    const text = textOf(edit.uri);
    if (text === undefined) return undefined;
    const lines = starts.get(edit.uri) ?? lineStarts(text);
    starts.set(edit.uri, lines);
    const span = { start: offsetAt(lines, edit.range.start), end: offsetAt(lines, edit.range.end) };
    return text.slice(span.start, span.end) === edit.expected && edit.expected !== edit.newText ? { ...span, uri: edit.uri, newText: edit.newText } : undefined;
  };
  for (const finding of findings) {
    for (const fix of finding.fixes) {
      if (!fix.preferred || !fix.safe || fix.edits.length === 0) continue;
      const placed = fix.edits.map(place).filter((edit) => edit !== undefined);
      if (placed.length < fix.edits.length) continue;
      const fresh = placed.filter((edit) => !(chosen.get(edit.uri) ?? []).some((other) => isSame(edit, other)));
      const clash = fresh.some((edit, i) => [...(chosen.get(edit.uri) ?? []), ...fresh.slice(0, i)].some((other) => overlap(edit, other)));
      if (clash || fresh.length === 0) continue;
      for (const edit of fresh) chosen.set(edit.uri, [...(chosen.get(edit.uri) ?? []), edit]);
      fixes.push(fix);
      mended.push(finding);
    }
  }
  const texts = new Map<string, string>();
  for (const [uri, edits] of chosen) texts.set(uri, withEdits(textOf(uri) ?? '', edits));
  return { texts, fixes, mended };
}

function withEdits(text: string, edits: readonly PlacedEdit[]): string {
  return [...edits].sort((a, b) => b.start - a.start).reduce((done, edit) => done.slice(0, edit.start) + edit.newText + done.slice(edit.end), text);
}

function isSame(a: PlacedEdit, b: PlacedEdit): boolean {
  return a.uri === b.uri && a.start === b.start && a.end === b.end && a.newText === b.newText;
}

/** Two edits that begin at one place overlap even if one is an insertion: their order would be a guess. */
function overlap(a: PlacedEdit, b: PlacedEdit): boolean {
  return a.uri === b.uri && (a.start === b.start || (a.start < b.end && b.start < a.end));
}
