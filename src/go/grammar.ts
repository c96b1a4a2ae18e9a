/**
 * How does Go text become a syntax tree? Starts web-tree-sitter from bytes and is the only file that parses.
 * Doesn't know where the bytes come from, nor what anybody wants of a tree: it hands the root out and frees the tree afterwards.
 */
import { Language, Parser } from 'web-tree-sitter';
import type { Span } from '../base/text';
import { syntaxNode, type ParserNode, type SyntaxNode } from './syntax';

export interface Grammar {
  /**
   * Parses `text`, calls `use` with the root and frees the tree, also when `use` throws. What `use` returns must be plain data: no
   * node outlives the call. The root is undefined when the parser gives up. `spans`, sorted and apart, leave the rest of the text out;
   * offsets stay those of the text.
   */
  withTree<T>(text: string, use: (root: SyntaxNode | undefined) => T, spans?: readonly Span[]): T;
}

/** What any tree-sitter parser set to Go offers: the wasm one frees its trees by `delete`, the native one by itself. */
export interface GoParser {
  parse(text: string, spans?: readonly Span[]): { readonly rootNode: ParserNode; delete?(): void } | null;
}

/** A grammar over a parser that somebody else made, such as the native one. */
export function grammarOf(parser: GoParser): Grammar {
  return {
    withTree(text, use, spans) {
      const tree = parser.parse(text, spans);
      try {
        return use(tree ? syntaxNode(tree.rootNode) : undefined);
      } finally {
        tree?.delete?.();
      }
    },
  };
}

/** Nobody asks a tree for lines and columns. */
const nowhere = { row: 0, column: 0 };

function rangeOfSpan({ start, end }: Span): { startIndex: number; endIndex: number; startPosition: typeof nowhere; endPosition: typeof nowhere } {
  return { startIndex: start, endIndex: end, startPosition: nowhere, endPosition: nowhere };
}

/**
 * Starts the wasm parser. `runtime` is web-tree-sitter's own wasm, `go` the Go grammar's. Rejects when either can't be started.
 */
export async function loadGrammar(bytes: { readonly runtime: Uint8Array; readonly go: Uint8Array }): Promise<Grammar> {
  // Its own words on a runtime that can't be started stand in the error, too.
  await Parser.init({ wasmBinary: bytes.runtime, printErr: () => undefined });
  const parser = new Parser();
  parser.setLanguage(await Language.load(bytes.go));
  return grammarOf({ parse: (text, spans) => parser.parse(text, null, spans && { includedRanges: spans.map(rangeOfSpan) }) });
}
