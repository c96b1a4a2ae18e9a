/**
 * What may the summary ask of a syntax tree, whichever parser made it? A view over the wasm or the native tree-sitter node that reads
 * each property once, because every question to the parser is slow. Knows no Go construct beyond "comments and errors are no parts".
 */

/** What both tree-sitter bindings' nodes offer. Indices are UTF-16 offsets. */
export interface ParserNode {
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isMissing: boolean;
  readonly hasError: boolean;
  readonly children: readonly ParserNode[];
  readonly namedChildren: readonly ParserNode[];
  childForFieldName(name: string): ParserNode | null;
  namedDescendantForIndex(index: number): ParserNode | null;
}

/** A node of the tree; good only as long as the tree is. */
export interface SyntaxNode {
  readonly parsed: ParserNode;
  /** The grammar's name of the node; `ERROR` where the text could not be parsed. */
  readonly type: string;
  readonly start: number;
  /** Read by `endOf`. */
  end: number;
  /** Read by `named`. */
  inner: readonly SyntaxNode[] | undefined;
}

export function syntaxNode(parsed: ParserNode): SyntaxNode {
  return { parsed, type: parsed.type, start: parsed.startIndex, end: -1, inner: undefined };
}

export function endOf(node: SyntaxNode): number {
  if (node.end < 0) node.end = node.parsed.endIndex;
  return node.end;
}

/** A token that the parser made up to go on: it has no characters. */
export function isEmpty(node: SyntaxNode): boolean {
  return endOf(node) === node.start;
}

/** The children without punctuation and keywords. Comments and `ERROR` nodes may stand among them anywhere. */
export function named(node: SyntaxNode): readonly SyntaxNode[] {
  return (node.inner ??= node.parsed.namedChildren.map(syntaxNode));
}

/** The named children that belong to the construct itself: no comments, no errors. */
export function parts(node: SyntaxNode): readonly SyntaxNode[] {
  const children = named(node);
  return children.every(isPart) ? children : children.filter(isPart);
}

function isPart(node: SyntaxNode): boolean {
  return node.type !== 'comment' && node.type !== 'ERROR';
}

/** The part that the grammar calls `name`. */
export function field(node: SyntaxNode, name: string): SyntaxNode | undefined {
  const found = node.parsed.childForFieldName(name);
  return found ? syntaxNode(found) : undefined;
}

/** The nodes of an `expression_list`, or the node itself. */
export function listed(node: SyntaxNode | undefined): readonly SyntaxNode[] {
  if (!node) return [];
  return node.type === 'expression_list' ? parts(node) : [node];
}
