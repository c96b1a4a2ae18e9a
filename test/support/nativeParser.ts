/** The native binding of tree-sitter, set to Go: what the wasm parser is held against. */
import Parser from 'tree-sitter';
import Go from 'tree-sitter-go';
import type { Span } from '../../src/base/text';
import type { GoParser } from '../../src/go/grammar';

export function nativeParser(): GoParser {
  const parser = new Parser();
  parser.setLanguage(Go as unknown as Parser.Language);
  // The binding refuses texts above its buffer, which is 32 KB unless told otherwise.
  const nowhere = { row: 0, column: 0 };
  const rangeOf = ({ start, end }: Span): Parser.Range => ({ startIndex: start, endIndex: end, startPosition: nowhere, endPosition: nowhere });
  return { parse: (text, spans) => parser.parse(text, undefined, { bufferSize: Math.max(32_768, 2 * text.length + 2), ...(spans && { includedRanges: spans.map(rangeOf) }) }) };
}
