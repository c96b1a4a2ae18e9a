/**
 * What does one Go file say? Text in, plain facts out. Broken Go never throws: what the parser could make out is there, the rest is
 * missing. Doesn't know other files.
 */
import type { FileFacts, FuncFact, GlobalFact, IgnoreFact, ImportFact, TypeFact } from './facts';
import { lineStarts, positionAt, type Span } from '../base/text';
import { gathered, newBody, type FileScope } from './body';
import { brokenSpans } from './broken';
import { constFacts, declaredNames, importFacts, localName, startsLine, topLevel, typeFacts, varFacts } from './declarations';
import { closure, declaredFunction } from './functions';
import type { Grammar } from './grammar';
import { ignoreMarker, ignoresInComment } from './ignores';
import { outline, type Outline } from './outline';
import { endOf, isEmpty, parts, type ParserNode, type SyntaxNode } from './syntax';

/** The facts of the file `uri` with that text. Never throws on any text. */
export function summarize(uri: string, text: string, grammar: Grammar): FileFacts {
  return summarizeAll(uri, text, outline(text), grammar);
}

function summarizeAll(uri: string, text: string, outlined: Outline, grammar: Grammar): FileFacts {
  const unclear = outlined.headEnd === 0 ? [] : outlined.declarations.filter(({ kind }) => kind === 'file');
  const clear = unclear.length === 0 ? undefined : without({ start: 0, end: text.length }, unclear);
  return summarizeTrees(uri, text, grammar, { outlined, clear, unclear, part: false });
}

/** A tree of a part of the file: what stands in it before `from` belongs to another one. */
interface Tree {
  readonly root: SyntaxNode;
  readonly from: number;
}

interface Pieces {
  readonly outlined: Outline;
  /** Undefined: the whole text. */
  readonly clear: readonly Span[] | undefined;
  readonly unclear: readonly Span[];
  /** Something of the file is in none of them. */
  readonly part: boolean;
}

/** Pieces that can't be told apart have trees of their own, so that the others' are clean. */
function summarizeTrees(uri: string, text: string, grammar: Grammar, { outlined, clear, unclear, part }: Pieces): FileFacts {
  const parsed = (spans: readonly Span[] | undefined, from: number, before: readonly Tree[]): FileFacts =>
    grammar.withTree(text, (root) => {
      if (!root) return unreadable(uri, text);
      const trees = [...before, { root, from }];
      const next = unclear[before.length];
      return next ? parsed([...headOf(text, outlined), { start: next.start, end: next.end }], next.start, trees) : facts(uri, text, trees, part ? outlined : undefined);
    }, spans);
  return parsed(clear, 0, []);
}

function headOf(text: string, { start, headEnd }: Outline): Span[] {
  return [{ start, end: headEnd }, ...newlineBehind(text, headEnd)];
}

/** A declaration of an outline, and the stretches of it that nobody needs: the braces of a function literal, then, hold nothing. */
export interface Chosen {
  readonly index: number;
  /** In their order, apart from each other. */
  readonly without: readonly Span[];
}

/**
 * The facts of some of the file's declarations: the very same for them as the whole file's, as if the others were not there. Those that
 * name each other's closures or local types must be chosen together, see `together`.
 */
export function summarizePart(uri: string, text: string, outlined: Outline, chosen: readonly Chosen[], grammar: Grammar): FileFacts {
  const whole = chosen.length === outlined.declarations.length && chosen.every((one) => one.without.length === 0);
  if (whole || text.includes(ignoreMarker)) return summarizeAll(uri, text, outlined, grammar);
  if (chosen.length === 0) return headFacts(uri, text, outlined);
  const clear = headOf(text, outlined);
  const unclear: Span[] = [];
  for (const one of chosen) {
    const declaration = outlined.declarations[one.index];
    if (declaration?.kind === 'file') unclear.push(declaration);
    else if (declaration) clear.push(...without(declaration, one.without), ...newlineBehind(text, declaration.end));
  }
  return summarizeTrees(uri, text, grammar, { outlined, clear, unclear, part: true });
}

/** What is left of a span without others in it. */
function without({ start, end }: Span, gaps: readonly Span[]): Span[] {
  const kept: Span[] = [];
  let from = start;
  for (const left of gaps) {
    kept.push({ start: from, end: left.start });
    from = left.end;
  }
  return [...kept, { start: from, end }];
}

/** A declaration ends with its line, so the parser must see a line's end; a comment that stands before it stays out. */
function newlineBehind(text: string, from: number): Span[] {
  const found = text.indexOf('\n', from);
  return found < 0 ? [] : [{ start: found, end: found + 1 }];
}

function headFacts(uri: string, source: string, outline: Outline): FileFacts {
  return { ...unreadable(uri, source), packageName: outline.packageName, imports: outline.imports, declares: [...namesOf(outline)].sort(), broken: [], ...headMarks(source.slice(0, outline.start)) };
}

/** What an outline's declarations are called, methods left out. */
function namesOf({ declarations }: Outline): Set<string> {
  return new Set(declarations.flatMap(({ names, receiver }) => (receiver === undefined ? names : [])));
}

function headMarks(head: string): Pick<FileFacts, 'generated' | 'buildTag'> {
  return { generated: /^\/\/ Code generated .* DO NOT EDIT\.\r?$/m.test(head), buildTag: /^\/\/go:build[ \t]+(.*?)[ \t\r]*$/m.exec(head)?.[1] ?? olderTag(head) };
}

/** `// +build linux,amd64 darwin`: a comma is `&&`, a blank `||`, and all lines hold. */
function olderTag(head: string): string {
  const lines = [...head.matchAll(/^\/\/[ \t]*\+build[ \t]+(.*?)[ \t\r]*$/gm)].map(([, line = '']) => line.split(/[ \t]+/).map((one) => one.split(',').join(' && ')).join(' || '));
  return lines.length < 2 ? (lines[0] ?? '') : lines.map((line) => `(${line})`).join(' && ');
}

/** `outlined` when the trees hold a part of the file only: it knows what the rest declares. */
function facts(uri: string, source: string, trees: readonly Tree[], outlined?: Outline): FileFacts {
  const declarations = trees.flatMap(({ root, from }) => topLevel(root, source).filter((node) => from === 0 || (node.start >= from && startsLine(node, source)))).sort((a, b) => a.start - b.start);
  const imports: ImportFact[] = [];
  const declared = new Set<string>();
  const variables = new Set<string>();
  for (const declaration of declarations) {
    if (declaration.type === 'import_declaration') imports.push(...importFacts(declaration, source));
    for (const name of declaredNames(declaration, source)) {
      declared.add(name);
      if (declaration.type === 'var_declaration') variables.add(name);
    }
  }
  for (const { kind, names, receiver } of outlined?.declarations ?? []) {
    if (receiver !== undefined) continue;
    for (const name of names) {
      declared.add(name);
      if (kind === 'var') variables.add(name);
    }
  }
  const file: FileScope = {
    source, written: new Map(), broken: trees.some(({ root }) => root.parsed.hasError), imports: new Set(imports.map(localName)), declared, variables, types: new Map(), localTypes: [],
    swallowed: [], closure, depth: 0,
  };
  const clause = declarations.find((node) => node.type === 'package_clause');
  const head = source.slice(0, clause?.start ?? 0);
  return {
    uri,
    packageName: packageName(clause, source),
    imports,
    ...members(declarations, file, source),
    declares: [...declared].sort(),
    ignores: ignoreFacts(source, trees),
    ...headMarks(head),
    broken: trees.flatMap(brokenIn).sort((a, b) => a.start - b.start || a.end - b.end),
    length: source.length,
  };
}

/** An error may begin before the piece: in the head that its tree was given. */
function brokenIn({ root, from }: Tree): Span[] {
  return brokenSpans(root.parsed).flatMap(({ start, end }) => (end < from ? [] : [{ start: Math.max(start, from), end }]));
}

function packageName(clause: SyntaxNode | undefined, source: string): string {
  const name = clause ? parts(clause)[0] : undefined;
  return name && !isEmpty(name) ? source.slice(name.start, endOf(name)) : '';
}

/** Types first: composite literals of bodies and initialisers look into them. */
function members(declarations: readonly SyntaxNode[], file: FileScope, source: string): Pick<FileFacts, 'types' | 'globals' | 'funcs' | 'initializer'> {
  const types: TypeFact[] = [];
  const outside = newBody(file, '');
  for (const declaration of declarations) if (declaration.type === 'type_declaration') types.push(...typeFacts(declaration, outside));
  for (const type of types) file.types.set(type.name, type.type);
  const start = newBody(file, '');
  const globals: GlobalFact[] = [];
  const funcs: FuncFact[] = [];
  for (const declaration of declarations) {
    if (declaration.type === 'const_declaration') globals.push(...constFacts(declaration, start));
    else if (declaration.type === 'var_declaration') globals.push(...varFacts(declaration, start));
    else if (declaration.type === 'function_declaration' || declaration.type === 'method_declaration') {
      const fact = declaredFunction(declaration, file);
      if (fact) funcs.push(fact);
    }
  }
  for (let node = file.swallowed.shift(); node; node = file.swallowed.shift()) {
    const fact = declaredFunction(node, file);
    if (fact) funcs.push(fact);
  }
  funcs.sort((a, b) => a.span.start - b.span.start);
  const whole = { start: 0, end: source.length };
  const initializer: FuncFact = {
    name: '', receiver: undefined, params: [], results: [], vars: start.vars, ...gathered(start), span: whole, nameSpan: { start: 0, end: 0 },
  };
  return { types: [...types, ...file.localTypes], globals, funcs, initializer };
}

/** Markers are rare, so they are looked for in the text first; only comments count, and `#` comments of a manifest in a raw string. */
function ignoreFacts(source: string, trees: readonly Tree[]): IgnoreFact[] {
  if (!source.includes(ignoreMarker)) return [];
  const lines = lineStarts(source);
  const found: IgnoreFact[] = [];
  let end = 0;
  for (let at = source.indexOf(ignoreMarker); at >= 0; at = source.indexOf(ignoreMarker, Math.max(end, at + 1))) {
    const span = trees.map(({ root }) => commentAround(source, root.parsed.namedDescendantForIndex(at), at, lines)).find((one) => one !== undefined);
    if (!span) continue;
    const fact = ignoresInComment(source.slice(span.start, span.end), span, positionAt(lines, at).line);
    if (!fact) continue;
    found.push(fact);
    end = span.end;
  }
  return found;
}

function commentAround(source: string, node: ParserNode | null, at: number, lines: readonly number[]): { start: number; end: number } | undefined {
  if (node?.type === 'comment') return { start: node.startIndex, end: node.endIndex };
  if (!node?.type.startsWith('raw_string_literal')) return undefined;
  const { line } = positionAt(lines, at);
  const before = /(?<=^|\s)#(?!.*\s#)/.exec(source.slice(Math.max(lines[line] ?? 0, node.startIndex), at));
  if (!before) return undefined;
  const rest = source.slice(at, Math.min(lines[line + 1] ?? source.length, node.endIndex));
  return { start: Math.max(lines[line] ?? 0, node.startIndex) + before.index, end: at + rest.replace(/[`\r\n]+$/, '').length };
}

function unreadable(uri: string, source: string): FileFacts {
  const whole = { start: 0, end: source.length };
  const initializer: FuncFact = {
    name: '', receiver: undefined, params: [], results: [], vars: [], binds: [], calls: [], manifests: [], composites: [], mentions: [],
    returns: [], branches: [], unset: [], guards: [], sifts: [], skips: [], asked: [], blanked: [], closures: [], span: whole, nameSpan: { start: 0, end: 0 },
  };
  return {
    uri, packageName: '', imports: [], types: [], globals: [], funcs: [], initializer, declares: [], ignores: [], generated: false, buildTag: '',
    broken: [whole], length: source.length,
  };
}
