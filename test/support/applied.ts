/** What files say after a fix. Knows no test runner. */
import * as assert from 'node:assert/strict';
import type { Edit } from '../../src/base/finding';
import { lineStarts, offsetAt } from '../../src/base/text';
import { memoryRoot } from './memoryWorkspace';

/** The files, by path, after all edits at once. Every edit's `expected` must stand at its range, and no two may overlap. */
export function applied(files: ReadonlyMap<string, string>, { edits }: { readonly edits: readonly Edit[] }): Map<string, string> {
  const after = new Map(files);
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    const path = uri.slice(memoryRoot.length + 1);
    let text = after.get(path) ?? '';
    const starts = lineStarts(text);
    const spans = edits.filter((edit) => edit.uri === uri).map((edit) => ({ start: offsetAt(starts, edit.range.start), end: offsetAt(starts, edit.range.end), edit })).sort((a, b) => b.start - a.start);
    let limit = text.length;
    for (const { start, end, edit } of spans) {
      assert.equal(text.slice(start, end), edit.expected);
      assert.ok(end <= limit, 'edits overlap');
      text = text.slice(0, start) + edit.newText + text.slice(end);
      limit = start;
    }
    after.set(path, text);
  }
  return after;
}
