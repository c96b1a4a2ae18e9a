/**
 * Which regions of a file could not be parsed? Knows the tree's own marks of error and nothing of Go's meaning.
 */
import type { Span } from '../base/text';
import type { ParserNode, SyntaxNode } from './syntax';

/** Errors and missing tokens, in source order. Whole declarations that an error node merely surrounds are left out of its span. */
export function brokenSpans(root: ParserNode): Span[] {
  const spans: Span[] = [];
  const waiting: ParserNode[] = root.hasError ? [root] : [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.isMissing) spans.push({ start: node.startIndex, end: node.endIndex });
    else if (node.type === 'ERROR') spans.push(...around(node, waiting));
    else waiting.push(...node.children.filter((child) => child.hasError || child.isMissing));
  }
  return spans.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** The parser had to skip or make up a part of this very construct: what it says is no longer certain. */
export function isDamaged(node: SyntaxNode | undefined): boolean {
  return node !== undefined && node.parsed.hasError && node.parsed.children.some((child) => child.isMissing || child.type === 'ERROR');
}

/** The parts of an error outside the declarations in it; those go on to be looked into. */
function around(error: ParserNode, waiting: ParserNode[]): Span[] {
  const spans: Span[] = [];
  let start = error.startIndex;
  for (const child of error.namedChildren) {
    if (!child.type.endsWith('_declaration') && child.type !== 'package_clause') continue;
    if (child.startIndex > start) spans.push({ start, end: child.startIndex });
    start = child.endIndex;
    if (child.hasError) waiting.push(child);
  }
  if (error.endIndex > start || spans.length === 0) spans.push({ start, end: error.endIndex });
  return spans;
}
