/**
 * Edits that write and remove ignore comments: in Go, in YAML, and inside Go's raw strings. Knows where a comment may stand; doesn't know
 * what is ignored or why.
 */
import type { Finding, Fix } from '../base/finding';
import { lineStarts, positionAt, rangeOf, type Place } from '../base/text';
import type { FileFacts, IgnoreFact } from '../go/facts';
import { linesOf, type CachedFile } from './fileCache';

function lineAt(file: CachedFile, line: number): { readonly start: number; readonly text: string; readonly end: string } {
  const lines = linesOf(file);
  const start = lines[line] ?? file.text.length;
  const whole = file.text.slice(start, lines[line + 1] ?? file.text.length);
  const text = whole.replace(/[\r\n]+$/, '');
  return { start, text, end: whole.slice(text.length) };
}

const blockHeader = /(^|[:\-\s])[|>][-+0-9]*$/;

/** A comment above the place, in the language that stands there; none where a comment would become text. */
export function ignoreFixes(rule: string, place: Place, file: CachedFile): Fix[] {
  const { line } = positionAt(linesOf(file), place.start);
  const own = lineAt(file, line);
  const above = line > 0 ? lineAt(file, line - 1) : undefined;
  const raw = file.kind === 'go' && inRawString(file.facts, own.start);
  const comment = `${file.kind === 'yaml' || raw ? '#' : '//'} image-tags:ignore ${rule} explain why`;
  const fix = (offset: number, newText: string): Fix[] => {
    const range = rangeOf(linesOf(file), { start: offset, end: offset });
    return [{ title: `Ignore ${rule} here with a reason`, preferred: false, safe: false, edits: [{ uri: place.uri, range, expected: '', newText }] }];
  };
  if (above && (file.kind === 'yaml' || raw)) {
    // The line is a block scalar's text: behind its header there is room for a comment.
    if (blockHeader.test(above.text.trimEnd())) return fix(above.start + above.text.trimEnd().length, ` ${comment}`);
    // A shell's continued line takes none.
    if (above.text.endsWith('\\')) return [];
  }
  const indent = /^[\t ]*/.exec(own.text)?.[0] ?? '';
  return fix(own.start, `${indent}${comment}${above?.end ?? (own.end || '\n')}`);
}

/** A comment at the file's start; none for what comments don't silence. `text`: the file as it is now. */
export function ignoreInFile({ rule, at, fixes }: Finding, text: string): Fix | undefined {
  if (rule === 'configuration' || rule === 'unused-ignore' || fixes.length === 0) return undefined;
  const lines = lineStarts(text);
  const offset = text.startsWith('\ufeff') ? 1 : 0;
  const end = /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';
  // The blank line keeps Go from taking it for the package's documentation.
  const newText = at.uri.endsWith('.go') ? `// image-tags:ignore-file ${rule} explain why${end}${end}` : `# image-tags:ignore-file ${rule} explain why${end}`;
  return { title: `Ignore ${rule} in this file with a reason`, preferred: false, safe: false, edits: [{ uri: at.uri, range: rangeOf(lines, { start: offset, end: offset }), expected: '', newText }] };
}

/** Removes a comment: with its line where nothing else stands there, else with the blanks before it. None for one of several lines. */
export function removalFixes(uri: string, { span }: IgnoreFact, file: CachedFile): Fix[] {
  const { line } = positionAt(linesOf(file), span.start);
  const own = lineAt(file, line);
  if (span.end > own.start + own.text.length) return [];
  const before = file.text.slice(own.start, span.start);
  const after = file.text.slice(span.end, own.start + own.text.length);
  const alone = before.trim() === '' && after.trim() === '';
  const start = alone ? own.start : after.trim() === '' ? own.start + before.trimEnd().length : span.start;
  const end = alone ? own.start + own.text.length + own.end.length : after.trim() === '' ? own.start + own.text.length : span.end;
  return [{ title: 'Remove the comment', preferred: true, safe: false, edits: [{ uri, range: rangeOf(linesOf(file), { start, end }), expected: file.text.slice(start, end), newText: '' }] }];
}

/** Whether an offset is inside a raw string, of any function or package-level value. */
function inRawString(facts: FileFacts, offset: number): boolean {
  const inside = (fact: object): boolean => {
    const span = 'span' in fact ? (fact.span as { readonly start: number; readonly end: number }) : undefined;
    if ('raw' in fact && fact.raw === true && span && span.start < offset && offset < span.end) return true;
    return Object.values(fact).some((value: unknown) => typeof value === 'object' && value !== null && inside(value));
  };
  return facts.funcs.some((func) => func.span.start <= offset && offset <= func.span.end && inside(func)) || inside(facts.initializer) || facts.globals.some(inside);
}
