/**
 * Which comments silence which rules? `image-tags:ignore RULE[,RULE2] reason…` and `image-tags:ignore-file …`, in Go comments and in
 * YAML's. Knows a rule id by its shape only, not which rules there are.
 */
import type { IgnoreFact } from './facts';
import type { Span } from '../base/text';

/** What every such comment contains. */
export const ignoreMarker = 'image-tags:ignore';

const comment = /(?:^|\/\/|\/\*|#)[\s*]*image-tags:ignore(-file)?(?=$|[\s:*])(?:\s*:)?([^\r\n]*)/m;
const oneRule = /^[a-z0-9]+(?:-[a-z0-9]+)+(?=$|[\s:])/;
const ruleList = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\s*,\s*[a-z0-9]+(?:-[a-z0-9]+)*)+(?=$|[\s:])/;
const everyRule = /^all(?=$|[\s:])/;

/**
 * What `text`, one comment with its `//`, `/*` or `#`, asks to be ignored; undefined if nothing. `span` is where the comment stands,
 * `line` the 0-based line that counts as the comment's.
 */
export function ignoresInComment(text: string, span: Span, line: number): IgnoreFact | undefined {
  const match = comment.exec(text);
  if (!match) return undefined;
  const rest = (match[2] ?? '').replace(/\*\/\s*$/, '').trim();
  const named = (ruleList.exec(rest) ?? oneRule.exec(rest) ?? everyRule.exec(rest))?.[0] ?? '';
  return {
    rules: named === 'all' ? [] : named.split(',').map((rule) => rule.trim()).filter((rule) => rule !== ''),
    reason: rest.slice(named.length).replace(/^[\s:\-\u2013\u2014]+/, '').trim(),
    span,
    line,
    scope: match[1] === undefined ? 'line' : 'file',
  };
}
