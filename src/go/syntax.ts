/**
 * What the summary may ask of a syntax tree, whichever parser made it: the wasm and the native tree-sitter node both have this shape.
 * Knows no Go construct beyond "comments and errors are not parts of a node". Offsets are UTF-16.
 */

export interface SyntaxNode {
  /** The grammar's name of the node; `ERROR` where the text could not be parsed. */
  readonly type: string;
  readonly startIndex: number;
  readonly endIndex: number;
  readonly isMissing: boolean;
  /** The node is or contains an error or a missing token. */
  readonly hasError: boolean;
  readonly children: readonly SyntaxNode[];
  /** Children without punctuation and keywords. Comments and `ERROR` nodes may stand among them anywhere. */
  readonly namedChildren: readonly SyntaxNode[];
  childForFieldName(name: string): SyntaxNode | null;
  /** The smallest named node around an offset. */
  namedDescendantForIndex(index: number): SyntaxNode | null;
}

/** The named children that belong to the construct itself: no comments, no errors. */
export function parts(node: SyntaxNode): readonly SyntaxNode[] {
  return node.namedChildren.filter(isPart);
}

/** As `parts`, but cheaper where the construct has a fixed number of parts and rarely a comment among them. */
export function partsOf(node: SyntaxNode, count: number): readonly SyntaxNode[] {
  const children = node.namedChildren;
  return children.length === count ? children : children.filter(isPart);
}

/** The nodes of an `expression_list`, or the node itself. */
export function listed(node: SyntaxNode | null | undefined): readonly SyntaxNode[] {
  if (!node) return [];
  return node.type === 'expression_list' ? parts(node) : [node];
}

function isPart(node: SyntaxNode): boolean {
  const type = node.type;
  return type !== 'comment' && type !== 'ERROR';
}
