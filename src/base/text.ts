/**
 * Words for places in text, shared by every layer. Knows offsets, positions and ranges; knows nothing of Go, YAML or editors.
 * Offsets, lines and characters are 0-based and count UTF-16 code units, as VS Code and tree-sitter's columns do here.
 */

/** 0-based line and 0-based UTF-16 character. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Half-open: `end` is the first position outside. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** Half-open range of UTF-16 offsets in one text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span in a file of the workspace; what the core carries, because offsets are cheap and exact. */
export interface Place extends Span {
  readonly uri: string;
}

/** A range in a file of the workspace; what findings carry to hosts. */
export interface Location {
  readonly uri: string;
  readonly range: Range;
}

/**
 * Offsets at which lines start. Line ends are `\n`, `\r\n` and a lone `\r`, as VS Code counts them; U+2028 and U+2029 end no line.
 * The first entry is always 0.
 */
export function lineStarts(text: string): number[] {
  const starts = [0];
  let feed = text.indexOf('\n');
  let carriage = text.indexOf('\r');
  while (feed >= 0 || carriage >= 0) {
    if (carriage >= 0 && (feed < 0 || carriage < feed - 1)) starts.push(carriage + 1);
    else {
      starts.push(feed + 1);
      feed = text.indexOf('\n', feed + 1);
    }
    const behind = starts[starts.length - 1] ?? 0;
    if (carriage >= 0 && carriage < behind) carriage = text.indexOf('\r', behind);
  }
  return starts;
}

/** The position of an offset; offsets beyond the text stay on the last line. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: Math.max(0, offset - (starts[low] ?? 0)) };
}

/** The offset of a position; a line beyond the text gives the last line's start plus the character. */
export function offsetAt(starts: readonly number[], position: Position): number {
  const line = Math.min(Math.max(position.line, 0), starts.length - 1);
  return (starts[line] ?? 0) + position.character;
}

export function rangeOf(starts: readonly number[], span: Span): Range {
  return { start: positionAt(starts, span.start), end: positionAt(starts, span.end) };
}

export function comparePositions(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}

export function compareLocations(a: Location, b: Location): number {
  return a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : comparePositions(a.range.start, b.range.start) || comparePositions(a.range.end, b.range.end);
}

export function contains(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}

export function isSameSpan(a: Span | undefined, b: Span): boolean {
  return a?.start === b.start && a.end === b.end;
}

/** The same text for the same place, and for no other. */
export function placeKey({ uri, start, end }: Place): string {
  return `${uri}:${start}:${end}`;
}

/** All of `inner` lies in `outer`. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The characters of pieces in a row, such as a literal's chunks. */
export function joinedText(pieces: readonly { readonly text: string }[]): string {
  const [first] = pieces;
  return first && pieces.length === 1 ? first.text : pieces.map((piece) => piece.text).join('');
}
