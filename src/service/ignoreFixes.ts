/**
 * Edits that write and remove ignore comments: in Go, in YAML, and inside Go's raw strings. Knows where a comment may stand; doesn't know
 * what is ignored or why.
 */
import type { Finding, Fix } from '../base/finding';
import { joinedText, lineStarts, positionAt, rangeOf, type Place } from '../base/text';
import { exprOf } from '../flow/locals';
import type { Expr, FileFacts, FuncFact, IgnoreFact, TextExpr } from '../go/facts';
import { isManifest } from '../images/idioms/yamlManifest';
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
  const text = file.kind === 'go' ? rawStringAt(file.facts, own.start) : undefined;
  const raw = text !== undefined;
  if (text && file.kind === 'go' && !isManifest(joinedText(text.chunks)) && !isShellsLine(text, file.facts)) return [];
  // What begins like JSON is read as JSON, which has no comments.
  if ((raw || file.kind === 'yaml') && isJson(file.text.slice(text ? text.span.start + 1 : 0, own.start))) return [];
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

/** The raw string that an offset is inside of, in any function or package-level value. */
function rawStringAt(facts: FileFacts, offset: number): TextExpr | undefined {
  const inside = (fact: object): TextExpr | undefined => {
    if (isRaw(fact)) return fact.span.start < offset && offset < fact.span.end ? fact : undefined;
    for (const value of Object.values(fact) as unknown[]) {
      const found = typeof value === 'object' && value !== null ? inside(value) : undefined;
      if (found) return found;
    }
    return undefined;
  };
  for (const func of facts.funcs) {
    const found = func.span.start <= offset && offset <= func.span.end ? inside(func) : undefined;
    if (found) return found;
  }
  return inside(facts.initializer) ?? inside(facts.globals);
}

function isRaw(fact: object): fact is TextExpr {
  return 'raw' in fact && fact.raw === true;
}

/** Handed to a shell as its `-c`, as it is or by a name. */
function isShellsLine(text: TextExpr, { funcs, globals, initializer }: FileFacts): boolean {
  const isIt = (expr: Expr | undefined): boolean => expr?.kind === 'text' && expr.span.start === text.span.start;
  const named = new Set(globals.flatMap(({ name, value }) => (isIt(value) ? [name] : [])));
  const runs = (func: FuncFact, vars: FuncFact['vars']): boolean => {
    const held = new Set(func.binds.flatMap(({ target, source }) => (target.kind === 'var' && isIt(exprOf(source)) ? [vars[target.id]?.name] : [])));
    const takes = (arg: Expr): boolean => isIt(arg) || (arg.kind === 'local' && held.has(arg.name)) || (arg.kind === 'name' && named.has(arg.name));
    return func.calls.some(({ args }) => args.some((arg) => arg.kind === 'text' && /^-\w*c$/.test(joinedText(arg.chunks))) && args.some(takes)) || func.closures.some((one) => runs(one, vars));
  };
  return [...funcs, initializer].some((func) => runs(func, func.vars));
}

/** `before`: the text as far as a line of the document in question. */
function isJson(before: string): boolean {
  return /^\s*[{[]/.test(before.slice(before.lastIndexOf('\n---') + 1).replace(/^---.*/, ''));
}
