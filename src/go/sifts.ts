/** What does a loop, or a function literal, run only on a condition? Reads `if`s, clauses and how blocks are left; errors are no such conditions: after one, nothing is as it should be. */
import type { Body } from './body';
import { isNoError, type Expr } from './facts';
import { encloses, type Span } from '../base/text';
import { spanOf } from './body';
import { rest } from './branches';
import { named, parts, type SyntaxNode } from './syntax';

type Left = 'continue' | 'break' | 'return';

/** How a block is left at its end. */
function leaving(block: SyntaxNode | undefined, body: Body): Left | undefined {
  const list = block && named(block).findLast((child) => child.type === 'statement_list');
  const last = list && parts(list).at(-1);
  switch (last?.type) {
    case 'continue_statement':
      return 'continue';
    case 'break_statement':
      return parts(last).length > 0 ? 'return' : 'break';
    case 'return_statement':
    case 'goto_statement':
      return 'return';
    case 'expression_statement':
      return body.skips.some((call) => encloses(spanOf(last), call.span)) ? 'continue' : undefined;
    default:
      return undefined;
  }
}

function note(body: Body, span: Span, when: Expr, holds: boolean, left = false): void {
  if (span.start < span.end && !isNoError(when, holds)) body.sifts.push(left ? { span, when, holds, left } : { span, when, holds });
}

/** `outside`: the block that the whole statement stands in; undefined for what follows an `else`. */
export function noteSifts(body: Body, when: Expr, node: SyntaxNode, block: SyntaxNode | undefined, alternative: SyntaxNode | undefined, outside: Span | undefined): void {
  if (!body.whole || (!body.loop && !body.repeated)) return;
  if (block) note(body, spanOf(block), when, true);
  if (alternative) note(body, spanOf(alternative), when, false);
  const left = leaving(block, body);
  if (!left) return;
  if (outside && !alternative) note(body, rest(node, outside), when, false);
  const turns = left === 'return' ? body.loop : left === 'break' ? body.turn : undefined;
  if (turns) note(body, turns, when, false, true);
}

/** A clause of a `switch`, over a value where there is one. */
export function noteClause(body: Body, clause: SyntaxNode, of: Expr | undefined, choices: readonly Expr[], holds: boolean): void {
  if (!body.whole || (!body.loop && !body.repeated)) return;
  const [first, ...others] = choices.map((choice): Expr => (of ? { kind: 'binary', op: '==', left: of, right: choice, span: choice.span } : choice));
  if (first) note(body, spanOf(clause), others.reduce((left, right): Expr => ({ kind: 'binary', op: '||', left, right, span: right.span }), first), holds);
}
