/**
 * Images in text that is no valid YAML, line by line: what stands where is told by indentation alone. Knows plain keys, dashes, quotes,
 * comments and block scalars; flow mappings only as the one line they stand in.
 */
import type { Span } from '../../base/text';
import { type Candidate, isWanted, mapping, type Mapping } from './mapping';
import { scalarText } from './scalarText';

interface Level {
  readonly indent: number;
  readonly within: Mapping;
  /** The key whose value the next deeper lines are. */
  key: string;
  /** Items of a sequence under `key` so far. */
  items: number;
}

const keyed = /^(["']?)([A-Za-z_$\uE000\uE001][^\s:"'{}[\],#]*)\1[ \t]*:(?=[ \t]|$)/;

/** Every `image:` with a value on its own line. `text` is what scalars are read from, `prepared` what is looked at. */
export function readLines(text: string, prepared: string, span: Span): readonly Candidate[] {
  const candidates: Candidate[] = [];
  const levels: Level[] = [];
  const root = mapping(undefined, []);
  let block = -1;
  for (let start = span.start; start < span.end; ) {
    const end = endOfLine(prepared, start, span.end);
    const line = prepared.slice(start, end);
    const body = line.trimStart();
    let column = line.length - body.length;
    if (body && !(block >= 0 && column > block)) {
      block = -1;
      let at = start + column;
      let dashes = 0;
      for (let dash = /^-[ \t]+/.exec(prepared.slice(at, end)); dash; dash = /^-[ \t]+/.exec(prepared.slice(at, end))) {
        dashes++;
        at += dash[0].length;
      }
      const outer = column;
      column = at - start;
      const key = keyed.exec(prepared.slice(at, end));
      if (key?.[2] !== undefined) {
        const level = enter(levels, root, outer, column, dashes);
        level.key = key[2];
        level.items = 0;
        level.within.keys.add(key[2]);
        const value = valueIn(prepared, at + key[0].length, end);
        if (value?.block) block = column;
        else if (value && isWanted(key[2])) {
          const found = scalarText(text, value.start, value.end);
          if (found && found.text.trim() !== '') {
            level.within.scalars.set(key[2], found);
            if (key[2] === 'image') candidates.push({ key: 'image', value: found, within: level.within, fallback: true });
          }
        }
      }
    }
    start = end + 1;
  }
  return candidates;
}

/** The level of a key at `column`, made if it is new; `outer` is the column of its first dash. */
function enter(levels: Level[], root: Mapping, outer: number, column: number, dashes: number): Level {
  while (levels.length && (levels.at(-1)?.indent ?? 0) > (dashes ? outer : column)) levels.pop();
  const top = levels.at(-1);
  if (!dashes && top?.indent === column) return top;
  // `key:` and its dashes may stand in the same column; a level that came from a dash is replaced by the next dash.
  if (dashes) while (levels.length && (levels.at(-1)?.indent ?? 0) >= column) levels.pop();
  const owner = levels.at(-1);
  const step = owner ? [owner.key] : [];
  if (dashes) {
    step.push(String(owner ? owner.items : 0), ...Array.from({ length: dashes - 1 }, () => '0'));
    if (owner) owner.items++;
  }
  const level: Level = { indent: column, within: owner || dashes ? mapping(owner?.within ?? root, step) : root, key: '', items: 0 };
  levels.push(level);
  return level;
}

function endOfLine(text: string, from: number, limit: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 || end > limit ? limit : end;
}

interface ValueSpan extends Span {
  readonly block: boolean;
}

/** The scalar that follows a key on its line; undefined where there is none, or a collection. */
function valueIn(text: string, from: number, lineEnd: number): ValueSpan | undefined {
  let start = from;
  while (start < lineEnd && /[ \t]/.test(text[start] ?? '')) start++;
  const line = text.slice(start, lineEnd).trimEnd();
  if (!line || /^[#&*!{[]/.test(line)) return undefined;
  if (/^[|>][-+0-9]*(\s+#.*)?$/.test(line)) return { start, end: start, block: true };
  const quoted = /^"(?:[^"\\]|\\.)*"|^'(?:[^']|'')*'/.exec(line);
  if (quoted) return { start, end: start + quoted[0].length, block: false };
  if (line.startsWith('"') || line.startsWith("'")) return { start: start + 1, end: start + line.length, block: false };
  const comment = /[ \t]#/.exec(line);
  const plain = (comment ? line.slice(0, comment.index) : line).trimEnd();
  return { start, end: start + plain.length, block: false };
}
