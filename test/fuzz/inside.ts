/** Places in plain data, and whether they lie in their texts. */
import * as assert from 'node:assert/strict';
import type { Edit } from '../../src/base/finding';
import { lineStarts, offsetAt, positionAt, type Location, type Place } from '../../src/base/text';

/** Every span of plain data that isn't inside a text of this length. */
export function outside(value: unknown, length: number, seen = new Set<unknown>()): unknown[] {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const inner = Object.values(value).flatMap((each) => outside(each, length, seen));
  const { start = 0, end = length } = value as { start?: number; end?: number };
  return start < 0 || end > length || start > end ? [value, ...inner] : inner;
}

/** A range is inside its file when both ends are characters, or the end, of a line that is there. */
export function assertInside(textOf: (uri: string) => string | undefined, { uri, range }: Location): void {
  const text = textOf(uri);
  assert.notEqual(text, undefined, `${uri} is no file`);
  const starts = lineStarts(text ?? '');
  const [start, end] = [range.start, range.end].map((position) => {
    const offset = offsetAt(starts, position);
    assert.ok(offset >= 0 && offset <= (text ?? '').length, `${uri}: ${JSON.stringify(position)} is outside`);
    assert.deepEqual(positionAt(starts, offset), position);
    return offset;
  });
  assert.ok((start ?? 0) <= (end ?? 0), `${uri}: ${JSON.stringify(range)} is turned round`);
}

export function assertPlace(textOf: (uri: string) => string | undefined, { uri, start, end }: Place): void {
  const text = textOf(uri);
  assert.ok(text !== undefined && start >= 0 && start <= end && end <= text.length, `${uri} ${start}-${end} is outside`);
}

export function assertEdit(textOf: (uri: string) => string | undefined, edit: Edit): void {
  assertInside(textOf, edit);
  const text = textOf(edit.uri) ?? '';
  const starts = lineStarts(text);
  assert.equal(text.slice(offsetAt(starts, edit.range.start), offsetAt(starts, edit.range.end)), edit.expected);
}

/** Data that any thread or file can carry: objects, lists, texts, numbers and flags. */
export function assertPlain(value: unknown): void {
  if (typeof value === 'object' && value !== null) {
    assert.ok(Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype, `${Object.prototype.toString.call(value)} is not plain`);
    Object.values(value).forEach(assertPlain);
  } else assert.ok(['string', 'boolean', 'undefined'].includes(typeof value) || Number.isFinite(value), `${typeof value} is not plain`);
}
